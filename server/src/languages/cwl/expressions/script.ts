import type { Node, Program } from 'acorn';
import { parse } from 'acorn';

/** JavaScript of an expression or a library. Positions of its nodes are indices of the text that it was read from. */
export interface Script {
  readonly program: Program;
}

export interface ScriptError {
  readonly message: string;
  readonly at: number;
  /** It would be fine outside of strict mode. */
  readonly onlyStrict: boolean;
}

/** Engines run all scripts in strict mode, whatever they hold. */
const STRICT = '"use strict";';

/**
 * Parses a stretch of a text: an expression in its brackets, the body of a function without its braces, or a library.
 * The newest syntax is taken, since engines run what their Node has.
 */
export function parseScript(text: string, from: number, to: number): Script | ScriptError {
  const source = text.slice(from, to);
  try {
    return { program: moved(parseStrict(source), from - STRICT.length) };
  } catch (error) {
    const { message, pos } = faultOf(error);
    return { message, at: from + Math.max(0, pos - STRICT.length), onlyStrict: parsesLoosely(source) };
  }
}

export function isScriptError(result: Script | ScriptError): result is ScriptError {
  return 'message' in result;
}

function parseStrict(source: string): Program {
  return parse(STRICT + source, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
}

function parsesLoosely(source: string): boolean {
  try {
    parse(source, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
    return true;
  } catch {
    return false;
  }
}

/** Acorn says `(1:5)` at the end of its messages, in lines of its own. */
function faultOf(error: unknown): { readonly message: string; readonly pos: number } {
  if (!(error instanceof SyntaxError)) throw error;
  const { pos } = error as SyntaxError & { readonly pos?: number };
  return { message: error.message.replace(/\s*\(\d+:\d+\)$/, ''), pos: pos ?? 0 };
}

/** Children in the order of the text. */
export function childNodes(node: Node): readonly Node[] {
  const children: Node[] = [];
  for (const value of Object.values(node) as unknown[]) {
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value))
      for (const item of value as unknown[]) if (isNode(item)) children.push(item);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

/** The program without the directive in front, with all positions moved. */
function moved(program: Program, by: number): Program {
  const stack: Node[] = [program];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    node.start += by;
    node.end += by;
    stack.push(...childNodes(node));
  }
  program.body.shift();
  return program;
}
