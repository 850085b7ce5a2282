import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { EntryNode, EntryPatternNode, ExprNode, ItemNode, TypeNode } from './ast.ts';
import { parseStatementExpr } from './parser-command.ts';
import * as L from './lexer.ts';
import { isNameStart } from './lexer.ts';
import * as W from './lexer-words.ts';
import { bracketEnd, labelAhead, looksLikeType, typeEnd } from './parser-lookahead.ts';
import { anotherElement, closeBracket, openBracket } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { endStatement, parseStatement, skipStray } from './parser-statement.ts';
import { parseType } from './parser-types.ts';

/**
 * An item of `params`, `record`, `take`, `emit` and `publish`: `name: Type = value`, or an expression alone. What is
 * neither is read as a statement.
 */
export function parseEntryItem(p: Parser): ItemNode | undefined {
  if (p.kind === L.SEMICOLON || skipsStatement(p)) return parseStatement(p);
  const stray = skipStray(p);
  if (stray !== undefined) return stray;
  const entry = parseEntry(p);
  endStatement(p);
  return entry;
}

/** An item of the inputs or outputs of a process: typed ones are entries, all others statements. */
export function parsePortItem(p: Parser): ItemNode | undefined {
  if (!typedEntryAhead(p) && !patternAhead(p) && !namedOutputAhead(p)) return parseStatement(p);
  const entry = parseEntry(p);
  endStatement(p);
  return entry;
}

function skipsStatement(p: Parser): boolean {
  return p.kind === L.AT || (p.kind === L.WORD && !labelAhead(p) && W.isStatementWord(p.word));
}

function namedOutputAhead(p: Parser): boolean {
  if (p.kind !== L.WORD) return false;
  const at = p.afterOnLine(p.end);
  const next = p.text.charCodeAt(at + 1);
  return p.text.charCodeAt(at) === 61 && next !== 61 && next !== 126;
}

/** `name: Type` on one line, with nothing but a value behind it. */
export function typedEntryAhead(p: Parser): boolean {
  if (!labelAhead(p)) return false;
  const { text } = p;
  const at = p.afterOnLine(p.after(p.end) + 1);
  if (!isNameStart(text, at) || !looksLikeType(p, at)) return false;
  const end = typeEnd(p, at);
  if (end === undefined) return false;
  let next = p.afterOnLine(end);
  if (text.charCodeAt(next) === 63) next = p.afterOnLine(next + 1);
  const char = text.charCodeAt(next);
  return next >= p.length || L.isLineBreak(char) || char === 61 || char === 59 || char === 125;
}

/** `record(name: Type`, `tuple(name: Type`, `(a, b): Type`. */
function patternAhead(p: Parser): boolean {
  const { text } = p;
  if (p.kind === L.LPAREN) {
    const end = bracketEnd(text, p.start);
    return end !== undefined && text.charCodeAt(p.afterOnLine(end)) === 58;
  }
  if (!p.is(W.W_RECORD) && !p.is(W.W_TUPLE)) return false;
  const open = p.afterOnLine(p.end);
  if (text.charCodeAt(open) !== 40) return false;
  const name = p.after(open + 1);
  if (!isNameStart(text, name)) return false;
  const colon = p.after(L.wordEnd(text, name));
  const type = p.after(colon + 1);
  return text.charCodeAt(colon) === 58 && isNameStart(text, type) && looksLikeType(p, type);
}

function parseEntry(p: Parser): EntryNode {
  const mark = p.mark();
  let name: SyntaxToken | undefined;
  let pattern: EntryPatternNode | undefined;
  let type: TypeNode | undefined;
  let equals: SyntaxToken | undefined;
  let value: ExprNode | undefined;
  if (patternAhead(p)) pattern = parsePattern(p);
  else if (nameAlone(p)) name = p.take('identifier');
  if (p.kind === L.COLON && (name !== undefined || pattern !== undefined)) {
    p.take('punctuation');
    type = parseType(p);
  }
  if (name === undefined && pattern === undefined) value = parseStatementExpr(p);
  else if (p.kind === L.ASSIGN) {
    equals = p.take('operator');
    value = parseStatementExpr(p);
  }
  const children = p.close(mark);
  return p.add({ kind: 'entry', start: p.from, end: p.to, children, name, pattern, type, equals, value });
}

/** A name with a type, a value or nothing behind it. */
function nameAlone(p: Parser): boolean {
  if (p.kind !== L.WORD) return false;
  if (labelAhead(p)) return true;
  const { text } = p;
  const at = p.afterOnLine(p.end);
  const char = text.charCodeAt(at);
  if (at >= p.length || char === 59 || char === 125) return true;
  if (L.isLineBreak(char)) return !goesOnBelow(p, at);
  const next = text.charCodeAt(at + 1);
  return char === 61 && next !== 61 && next !== 126;
}

/** `reads` with `.map { … }` or `= x` on the next line. */
function goesOnBelow(p: Parser, at: number): boolean {
  const char = p.text.charCodeAt(p.after(at));
  return char === 46 || char === 124 || char === 38 || char === 63;
}

function parsePattern(p: Parser): EntryPatternNode {
  const mark = p.mark();
  const keyword = p.kind === L.WORD ? p.take('keyword') : undefined;
  const open = openBracket(p);
  const entries: EntryNode[] = [];
  while (p.kind === L.WORD) {
    entries.push(parsePatternEntry(p));
    if (!anotherElement(p, L.RPAREN, open)) break;
  }
  closeBracket(p, L.RPAREN, open);
  const children = p.close(mark);
  return p.add({ kind: 'entryPattern', start: p.from, end: p.to, children, keyword, entries });
}

function parsePatternEntry(p: Parser): EntryNode {
  const mark = p.mark();
  const name = p.take('identifier');
  let type: TypeNode | undefined;
  if (p.takeIf(L.COLON, 'punctuation') !== undefined) type = parseType(p);
  const children = p.close(mark);
  return p.add({
    kind: 'entry',
    start: p.from,
    end: p.to,
    children,
    name,
    pattern: undefined,
    type,
    equals: undefined,
    value: undefined,
  });
}
