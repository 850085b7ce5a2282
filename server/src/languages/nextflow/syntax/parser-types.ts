import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { AnnotationNode, ArgumentNode, ExprNode, ParameterNode, TypeNode } from './ast.ts';
import { parseArguments } from './parser-arguments.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import { isNameStart } from './lexer.ts';
import { labelAhead, sectionAhead, typeEnd } from './parser-lookahead.ts';
import type { Opened } from './parser-recovery.ts';
import { anotherElement, closeBracket, expect, expectName, openBracket } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';

/** A type at hand; where none stands, `undefined` and a problem. */
export function parseType(p: Parser): TypeNode | undefined {
  if (p.kind !== L.WORD && p.kind !== L.QUESTION) {
    p.report('nextflow-syntax', p.here(), `A type is missing before ${p.shown()}.`);
    return undefined;
  }
  const mark = p.mark();
  const name: SyntaxToken[] = [];
  if (p.kind === L.QUESTION) {
    p.take('operator');
    if (p.kind === L.WORD && (p.word === W.W_EXTENDS || p.textOf(p.there()) === 'super')) {
      p.take('keyword');
      return parseTypeRest(p, mark, name);
    }
    return finishType(p, mark, name, [], undefined);
  }
  return parseTypeRest(p, mark, name);
}

function parseTypeRest(p: Parser, mark: number, name: SyntaxToken[]): TypeNode {
  if (p.kind === L.WORD) name.push(p.take('identifier'));
  while (p.kind === L.DOT && isNameStart(p.text, p.end) && p.text.charCodeAt(p.start + 1) !== 46) {
    p.take('punctuation');
    name.push(p.take('identifier'));
  }
  const args = p.kind === L.LESS && !p.newline ? parseTypeArguments(p) : [];
  while (p.kind === L.LBRACKET && !p.newline && p.text.charCodeAt(p.after(p.end)) === 93) {
    p.take('punctuation');
    p.take('punctuation');
  }
  const optional =
    p.kind === L.QUESTION && !p.newline && !conditionalAhead(p) ? p.take('operator') : undefined;
  return finishType(p, mark, name, args, optional);
}

/** `x instanceof T ? a : b`: the question mark is not of the type. */
function conditionalAhead(p: Parser): boolean {
  const at = p.afterOnLine(p.end);
  const char = p.text.charCodeAt(at);
  return at < p.length && !L.isLineBreak(char) && !TYPE_ENDS.includes(p.text.charAt(at));
}

/** What may follow an optional type. */
const TYPE_ENDS = '=,)>;{}|';

function finishType(
  p: Parser,
  mark: number,
  name: readonly SyntaxToken[],
  args: readonly TypeNode[],
  optional: SyntaxToken | undefined,
): TypeNode {
  const children = p.close(mark);
  return p.add({ kind: 'type', start: p.from, end: p.to, children, name, args, optional });
}

/** `<T, U>`. */
export function parseTypeArguments(p: Parser): readonly TypeNode[] {
  const args: TypeNode[] = [];
  if (p.depth >= 64) return args;
  p.depth++;
  p.take('punctuation');
  while (p.kind === L.WORD || p.kind === L.QUESTION) {
    const arg = parseType(p);
    if (arg !== undefined) args.push(arg);
    if (p.kind === L.BIT_AND) p.take('operator');
    else if (p.takeIf(L.COMMA, 'punctuation') === undefined) break;
  }
  p.depth--;
  if (p.kind === L.SHIFT && p.text.charCodeAt(p.start) === 62) p.splitGreater();
  expect(p, L.GREATER, 'after the arguments of the type');
  return args;
}

/** `@Grab('x')`. */
export function parseAnnotation(p: Parser): AnnotationNode {
  const mark = p.mark();
  p.take('punctuation');
  const name: SyntaxToken[] = [];
  while (p.kind === L.WORD) {
    name.push(p.take('identifier'));
    if (p.kind !== L.DOT) break;
    p.take('punctuation');
  }
  let args: readonly ArgumentNode[] = [];
  if (p.kind === L.LPAREN && !p.newline) {
    const open = openBracket(p);
    args = parseArguments(p, L.RPAREN, open);
    closeBracket(p, L.RPAREN, open);
  }
  const children = p.close(mark);
  return p.add({ kind: 'annotation', start: p.from, end: p.to, children, name, args });
}

/** `(a, String b = 'x', c: Path)`. */
export function parseParameters(p: Parser): readonly ParameterNode[] {
  const open: Opened = openBracket(p);
  const params: ParameterNode[] = [];
  while (parameterAhead(p)) {
    params.push(parseParameter(p));
    if (p.kind === L.COMMA ? p.take('punctuation') === undefined : !anotherElement(p, L.RPAREN, open)) break;
  }
  closeBracket(p, L.RPAREN, open);
  return params;
}

function parameterAhead(p: Parser): boolean {
  if (p.kind === L.AT || p.is(W.W_DEF) || p.is(W.W_MODIFIER)) return true;
  return p.kind === L.WORD && !sectionAhead(p) && (labelAhead(p) || !W.isStatementWord(p.word));
}

/** `String x = 'a'`, `x: String`, `final x`, `Object... rest`. */
export function parseParameter(p: Parser): ParameterNode {
  const mark = p.mark();
  while (p.kind === L.AT) parseAnnotation(p);
  while ((p.is(W.W_DEF) || p.is(W.W_VAR) || p.is(W.W_MODIFIER)) && wordFollows(p)) p.take('keyword');
  let type: TypeNode | undefined;
  if (typedNameAhead(p)) {
    type = parseType(p);
    p.takeIf(L.ELLIPSIS, 'operator');
  }
  const name = p.kind === L.WORD ? p.take('identifier') : expectName(p, 'a parameter');
  if (p.kind === L.COLON) {
    p.take('punctuation');
    type = parseType(p);
  }
  let value: ExprNode | undefined;
  if (p.takeIf(L.ASSIGN, 'operator') !== undefined) value = p.grammar.expr(p);
  const children = p.close(mark);
  return p.add({ kind: 'parameter', start: p.from, end: p.to, children, type, name, value });
}

function wordFollows(p: Parser): boolean {
  return isNameStart(p.text, p.after(p.end));
}

/** A type with the name of a parameter behind it. */
function typedNameAhead(p: Parser): boolean {
  if (p.kind !== L.WORD) return false;
  const end = typeEnd(p, p.start);
  if (end === undefined) return false;
  let at = p.after(end);
  if (p.text.startsWith('...', at)) at = p.after(at + 3);
  if (!isNameStart(p.text, at)) return false;
  const word = W.wordAt(p.text, at, L.wordEnd(p.text, at));
  return word !== W.W_IN || p.text.charCodeAt(p.after(at + 2)) === 44;
}
