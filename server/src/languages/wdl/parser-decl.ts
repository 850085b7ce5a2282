import type { DeclNode, ExprNode, TypeNode } from './ast.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import { parseExpr, parseValue } from './parser-expr.ts';
import { canStartExpression, hasLineBreak, keyAhead, startsStatement } from './parser-lookahead.ts';
import { expect, expectClose, tooDeep } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { MAX_DEPTH, insertion, replacement } from './parser-state.ts';

/** `File? bam = x` at its first word. */
export function parseDecl(p: Parser): DeclNode {
  const mark = p.mark();
  const env = p.word === W.W_ENV && envAhead(p) ? p.take('keyword') : undefined;
  skipRepeatedType(p);
  const type = typeForgotten(p) ? missingType(p) : parseType(p);
  let name;
  if (p.kind === L.WORD && !(p.newline && startsStatement(p))) {
    name = p.take('identifier');
  } else {
    p.report('missing-name', p.here(), 'The name of this declaration is missing.', {
      note: 'A declaration is a type, a name, and optionally `= value`.',
    });
  }
  const value = parseInitializer(p);
  const children = p.close(mark);
  return p.add({ kind: 'decl', start: p.from, end: p.to, children, env, type, name, value });
}

/** `File File bam`: a type that stands twice is read once. */
function skipRepeatedType(p: Parser): void {
  if (p.kind !== L.WORD) return;
  const { text } = p;
  const at = p.after(p.end);
  const end = L.wordEnd(text, at);
  if (end - at !== p.end - p.start || text.slice(at, end) !== text.slice(p.start, p.end)) return;
  if (hasLineBreak(text, p.end, at)) return;
  const next = p.after(end);
  const char = text.charCodeAt(next);
  if (char !== 91 && char !== 63 && (!L.isLetter(char) || hasLineBreak(text, end, next))) return;
  const mark = p.mark();
  p.report('unexpected-text', p.there(), `${p.shown()} stands here twice.`, {
    fix: replacement({ start: p.start, end: at }, '', `Remove ${p.shown()}`),
  });
  p.take('skipped');
  p.error(mark);
}

export function parseType(p: Parser): TypeNode {
  const mark = p.mark();
  if (p.kind !== L.WORD) return missingType(p);
  const name = p.take('identifier');
  const args: TypeNode[] = [];
  if (p.kind === L.LBRACKET) parseTypeArgs(p, args);
  const nonEmpty = p.takeIf(L.PLUS, 'operator');
  const optional = p.takeIf(L.QUESTION, 'operator');
  // Cromwell takes `File??` for `File?`.
  while (optional !== undefined && p.kind === L.QUESTION) p.take('operator');
  const children = p.close(mark);
  return p.add({ kind: 'type', start: p.from, end: p.to, children, name, args, nonEmpty, optional });
}

function parseTypeArgs(p: Parser, args: TypeNode[]): void {
  const open = p.take('punctuation');
  if (p.depth >= MAX_DEPTH) {
    tooDeep(p);
    p.takeIf(L.RBRACKET, 'punctuation');
    return;
  }
  p.depth++;
  do args.push(parseType(p));
  while (anotherType(p));
  p.depth--;
  if (p.kind === L.WORD) expect(p, L.RBRACKET, 'after the type');
  else expectClose(p, L.RBRACKET, open);
}

function anotherType(p: Parser): boolean {
  if (p.takeIf(L.COMMA, 'punctuation') !== undefined) return p.kind !== L.RBRACKET;
  if (p.kind !== L.WORD || p.newline || p.charAfter() === 61) return false;
  const char = p.charAfter();
  if (char !== 93 && char !== 44 && char !== 91) return false;
  p.report('expected-token', p.here(), `A comma is missing before ${p.shown()}.`, {
    fix: insertion(p.prevEnd, ',', "Insert ','"),
  });
  return true;
}

function missingType(p: Parser): TypeNode {
  const isName = p.kind === L.WORD;
  p.report('missing-type', isName ? p.there() : p.here(), `A type is missing before ${p.shown()}.`, {
    note: 'Every declaration says its type: `String`, `File`, `Array[Int]`.',
  });
  return p.add({
    kind: 'type',
    start: p.prevEnd,
    end: p.prevEnd,
    children: [],
    name: undefined,
    args: [],
    nonEmpty: undefined,
    optional: undefined,
  });
}

function parseInitializer(p: Parser): ExprNode | undefined {
  if (p.kind === L.ASSIGN) {
    p.take('operator');
    return parseValue(p);
  }
  if (p.kind === L.EQUAL) {
    p.report('expected-token', p.there(), "A value is given with '='; '==' compares.", {
      fix: replacement(p.there(), '=', "Write '='"),
    });
    p.take('operator');
    return parseExpr(p);
  }
  if (p.newline || p.kind === L.LBRACE || !canStartExpression(p) || atStatement(p)) return undefined;
  p.report('expected-token', p.here(), `'=' is missing before ${p.shown()}.`, {
    fix: insertion(p.prevEnd, ' =', "Insert '='"),
  });
  return parseExpr(p);
}

/** Whether a word on the line of a declaration begins the next statement, and not a value whose `=` was forgotten. */
function atStatement(p: Parser): boolean {
  return p.kind === L.WORD && (startsStatement(p) || keyAhead(p) || p.charAfter() === 61);
}

/** `name = value` without a type; in `Int = 4` it is the name that is missing. */
function typeForgotten(p: Parser): boolean {
  if (p.kind !== L.WORD) return true;
  const at = p.after(p.end);
  if (p.text.charCodeAt(at) !== 61 || p.text.charCodeAt(at + 1) === 61) return false;
  return !TYPE_NAMES.has(p.text.slice(p.start, p.end));
}

/** Types that stand without brackets. */
export const TYPE_NAMES: ReadonlySet<string> = new Set([
  'Boolean',
  'Int',
  'Float',
  'String',
  'File',
  'Directory',
  'Object',
]);

/** `env String x`, but not a declaration of a type `env`. */
function envAhead(p: Parser): boolean {
  const at = p.after(p.end);
  if (!L.isLetter(p.text.charCodeAt(at))) return false;
  const end = L.wordEnd(p.text, at);
  const next = p.after(end);
  const char = p.text.charCodeAt(next);
  return (L.isLetter(char) && !hasLineBreak(p.text, end, next)) || char === 63 || char === 91;
}
