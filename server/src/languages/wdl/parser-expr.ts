import type { SyntaxToken } from '../../syntax/tree.ts';
import type { ExprNode, MapEntryNode, ObjectEntryNode, StructLiteralNode, TernaryNode } from './ast.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import {
  canStartExpression,
  entryAhead,
  isCurlyQuoteAhead,
  keyAhead,
  startsStatement,
} from './parser-lookahead.ts';
import { literal, parseCurlyString, parseNumber, takeKey } from './parser-literals.ts';
import { anotherElement, expect, expectClose, tooDeep } from './parser-recovery.ts';
import { rereadAsText } from './parser-unquoted.ts';
import type { Parser } from './parser-state.ts';
import { MAX_DEPTH, insertion, replacement } from './parser-state.ts';
import { parseString } from './parser-text.ts';

/** How tightly an operator binds; 0 for what is none. */
const PRECEDENCE = precedences();

/** One expression; where none stands, a `missing` node and a problem. */
export function parseExpr(p: Parser): ExprNode {
  if (p.depth >= MAX_DEPTH) return giveUp(p);
  p.depth++;
  if (p.depth > p.reach) p.reach = p.depth;
  const expr = parseBinary(p, 1);
  p.depth--;
  return expr;
}

/** The value of `key: …`; it is missing where the next line begins another entry. */
export function parseEntryValue(p: Parser): ExprNode {
  if (p.newline && keyAhead(p)) return missingValue(p);
  return parseValue(p);
}

/** The expression after `=` or `:`; a `then` behind it says that an `if` was forgotten in front. */
export function parseValue(p: Parser): ExprNode {
  skipDoubledSign(p);
  const mark = p.mark();
  const begin = p.kind === L.WORD ? p.start : -1;
  const expr = parseExpr(p);
  const text = begin >= 0 && !p.newline ? rereadAsText(p, mark, begin) : undefined;
  if (text !== undefined) return text;
  if (p.kind !== L.WORD || p.word !== W.W_THEN || expr.kind === 'missing') return expr;
  p.report(
    'expected-token',
    { start: expr.start, end: expr.start },
    "'if' is missing before the condition.",
    {
      note: TERNARY_NOTE,
      fix: insertion(expr.start, 'if ', "Insert 'if'"),
    },
  );
  return finishTernary(p, mark, expr);
}

/** What may stand after `sep=` or `default=`: it ends where the placeholder's own expression begins. */
export function parseOptionValue(p: Parser): ExprNode {
  if (p.kind !== L.MINUS) return parsePrimary(p);
  const mark = p.mark();
  const operator = p.take('operator');
  const operand = parsePrimary(p);
  const children = p.close(mark);
  return p.add({ kind: 'unary', start: p.from, end: p.to, children, operator, operand });
}

function giveUp(p: Parser): ExprNode {
  tooDeep(p);
  return p.missing();
}

function parseBinary(p: Parser, lowest: number): ExprNode {
  const mark = p.mark();
  const outerReach = p.reach;
  p.reach = p.depth;
  let left = parseUnary(p);
  for (;;) {
    const precedence = PRECEDENCE[p.kind] ?? 0;
    if (precedence < lowest || precedence === 0) break;
    if (p.reach >= MAX_DEPTH) {
      tooDeep(p);
      break;
    }
    const leftReach = p.reach + 1;
    const operator = p.take('operator');
    p.depth++;
    p.reach = p.depth;
    const right = p.newline && keyAhead(p) ? missingValue(p) : parseBinary(p, precedence + 1);
    p.depth--;
    if (leftReach > p.reach) p.reach = leftReach;
    const children = p.close(mark);
    left = p.add({ kind: 'binary', start: p.from, end: p.to, children, left, operator, right });
  }
  if (outerReach > p.reach) p.reach = outerReach;
  return left;
}

function parseUnary(p: Parser): ExprNode {
  if (p.kind !== L.NOT && p.kind !== L.MINUS && p.kind !== L.PLUS) return parsePostfix(p);
  if (p.depth >= MAX_DEPTH) return giveUp(p);
  const mark = p.mark();
  const operator = p.take('operator');
  p.depth++;
  if (p.depth > p.reach) p.reach = p.depth;
  const operand = parseUnary(p);
  p.depth--;
  const children = p.close(mark);
  return p.add({ kind: 'unary', start: p.from, end: p.to, children, operator, operand });
}

function parsePostfix(p: Parser): ExprNode {
  const mark = p.mark();
  let target = parsePrimary(p);
  while (p.kind === L.DOT || p.kind === L.LBRACKET) {
    if (p.reach >= MAX_DEPTH) {
      tooDeep(p);
      break;
    }
    target = p.kind === L.DOT ? parseMember(p, mark, target) : parseIndex(p, mark, target);
    p.reach++;
    if (target.kind === 'member' && target.name === undefined) break;
  }
  return target;
}

function parseMember(p: Parser, mark: number, target: ExprNode): ExprNode {
  p.take('punctuation');
  let name: SyntaxToken | undefined;
  if (p.kind === L.WORD && !(p.newline && startsStatement(p))) {
    name = p.take('identifier');
  } else {
    p.report('missing-name', p.here(), "A name is missing after the '.'.");
  }
  const children = p.close(mark);
  return p.add({ kind: 'member', start: p.from, end: p.to, children, target, name });
}

function parseIndex(p: Parser, mark: number, target: ExprNode): ExprNode {
  const open = p.take('punctuation');
  const index = parseExpr(p);
  expectClose(p, L.RBRACKET, open);
  const children = p.close(mark);
  return p.add({ kind: 'index', start: p.from, end: p.to, children, target, index });
}

function parsePrimary(p: Parser): ExprNode {
  if (p.newline && startsStatement(p)) return missingValue(p);
  switch (p.kind) {
    case L.WORD:
      return parseWord(p);
    case L.INT:
      return parseNumber(p, 'int');
    case L.FLOAT:
      return parseNumber(p, 'float');
    case L.DOUBLE_QUOTE:
    case L.SINGLE_QUOTE:
    case L.HEREDOC_OPEN:
      return parseString(p, 'interpolated', EXPRESSIONS);
    case L.LPAREN:
      return parseParentheses(p);
    case L.LBRACKET:
      return parseArray(p);
    case L.LBRACE:
      return parseMap(p);
    case L.DOT:
      if (!isDigit(p.text.charCodeAt(p.start + 1))) return missingValue(p);
      p.rescanFloat();
      return parseNumber(p, 'float');
    default:
      if (isCurlyQuoteAhead(p)) return parseCurlyString(p);
      return placeholderAhead(p) ? parseBarePlaceholder(p) : missingValue(p);
  }
}

function placeholderAhead(p: Parser): boolean {
  const char = p.text.charCodeAt(p.start);
  return (
    p.kind === L.UNKNOWN && !p.newline && (char === 126 || char === 36) && p.text.charCodeAt(p.end) === 123
  );
}

/** `~{x}` outside of a string: what it holds is an expression as it is. */
function parseBarePlaceholder(p: Parser): ExprNode {
  const mark = p.mark();
  const start = p.start;
  p.report(
    'unexpected-text',
    { start, end: p.end + 1 },
    'A placeholder stands only inside a string or command.',
    {
      note: 'An expression takes the name as it is: `x`, not `~{x}`.',
    },
  );
  p.end++;
  const open = p.take('skipped');
  const expr = parseExpr(p);
  expectClose(p, L.RBRACE, open);
  const children = p.close(mark);
  return p.add({ kind: 'group', start: p.from, end: p.to, children, expr });
}

/** A value where `=` or `:` may stand twice before it. */
function skipDoubledSign(p: Parser): void {
  const sign = p.text.charCodeAt(p.prevEnd - 1);
  if ((p.kind !== L.ASSIGN && p.kind !== L.COLON) || p.text.charCodeAt(p.start) !== sign) return;
  const mark = p.mark();
  p.report('unexpected-text', p.there(), `${p.shown()} stands here twice.`, {
    fix: replacement(p.there(), '', `Remove ${p.shown()}`),
  });
  p.take('skipped');
  p.error(mark);
}

function missingValue(p: Parser): ExprNode {
  p.report('missing-value', p.here(), `A value is missing before ${p.shown()}.`);
  return p.missing();
}

function parseWord(p: Parser): ExprNode {
  switch (p.word) {
    case W.W_TRUE:
    case W.W_FALSE:
      return literal(p, 'boolean');
    case W.W_NONE_LITERAL:
      if (p.dialect === 'later') return literal(p, 'none');
      break;
    case W.W_IF:
      return parseTernary(p);
    case W.W_THEN:
    case W.W_ELSE:
      return missingValue(p);
    case W.W_OBJECT:
      if (p.charAfter() === 123) return parseObject(p);
      break;
  }
  const mark = p.mark();
  const name = p.take('identifier');
  if (p.kind === L.LPAREN) return parseApply(p, mark, name);
  if (p.kind === L.LBRACE && structLiteralAhead(p)) return parseStructLiteral(p, mark, name);
  const children = p.close(mark);
  return p.add({ kind: 'name', start: name.start, end: name.end, children, token: name });
}

function parseTernary(p: Parser): TernaryNode {
  const mark = p.mark();
  p.take('keyword');
  return finishTernary(p, mark, parseExpr(p));
}

const TERNARY_NOTE = 'A conditional expression reads `if condition then value else value`.';

function finishTernary(p: Parser, mark: number, condition: ExprNode): TernaryNode {
  const whenTrue = parseBranch(p, W.W_THEN, 'then');
  const whenFalse = parseBranch(p, W.W_ELSE, 'else');
  const children = p.close(mark);
  return p.add({ kind: 'ternary', start: p.from, end: p.to, children, condition, whenTrue, whenFalse });
}

function parseBranch(p: Parser, word: number, keyword: string): ExprNode {
  if (p.kind === L.WORD && p.word === word) {
    p.take('keyword');
    return parseExpr(p);
  }
  p.report('expected-token', p.here(), `'${keyword}' is missing before ${p.shown()}.`, {
    note: TERNARY_NOTE,
    fix: insertion(p.prevEnd, ` ${keyword}`, `Insert '${keyword}'`),
  });
  const isBranch = canStartExpression(p) && !(p.newline && startsStatement(p));
  return isBranch ? parseExpr(p) : p.missing();
}

function parseApply(p: Parser, mark: number, name: SyntaxToken): ExprNode {
  const open = p.take('punctuation');
  const args: ExprNode[] = [];
  if (p.kind !== L.RPAREN) {
    do args.push(parseExpr(p));
    while (anotherElement(p, L.RPAREN));
  }
  expectClose(p, L.RPAREN, open);
  const children = p.close(mark);
  return p.add({ kind: 'apply', start: p.from, end: p.to, children, name, args });
}

function parseParentheses(p: Parser): ExprNode {
  const mark = p.mark();
  const open = p.take('punctuation');
  const first = parseExpr(p);
  if (p.kind !== L.COMMA) {
    expectClose(p, L.RPAREN, open);
    const children = p.close(mark);
    return p.add({ kind: 'group', start: p.from, end: p.to, children, expr: first });
  }
  p.take('punctuation');
  const right = parseExpr(p);
  expectClose(p, L.RPAREN, open);
  const children = p.close(mark);
  return p.add({ kind: 'pair', start: p.from, end: p.to, children, left: first, right });
}

function parseArray(p: Parser): ExprNode {
  const mark = p.mark();
  const open = p.take('punctuation');
  const elements: ExprNode[] = [];
  if (p.kind !== L.RBRACKET) {
    do elements.push(parseExpr(p));
    while (anotherElement(p, L.RBRACKET));
  }
  expectClose(p, L.RBRACKET, open);
  const children = p.close(mark);
  return p.add({ kind: 'array', start: p.from, end: p.to, children, elements });
}

function parseMap(p: Parser): ExprNode {
  const mark = p.mark();
  const open = p.take('punctuation');
  const entries: MapEntryNode[] = [];
  if (p.kind !== L.RBRACE) {
    do entries.push(parseMapEntry(p));
    while (anotherElement(p, L.RBRACE));
  }
  expectClose(p, L.RBRACE, open);
  const children = p.close(mark);
  return p.add({ kind: 'map', start: p.from, end: p.to, children, entries });
}

function parseMapEntry(p: Parser): MapEntryNode {
  const mark = p.mark();
  const key = parseExpr(p);
  const colon = expect(p, L.COLON, 'after the key');
  const value = colon === undefined && !canStartExpression(p) ? p.missing() : parseEntryValue(p);
  const children = p.close(mark);
  return p.add({ kind: 'mapEntry', start: p.from, end: p.to, children, key, value });
}

function parseObject(p: Parser): ExprNode {
  const mark = p.mark();
  p.take('keyword');
  const entries = parseEntries(p, parseEntryValue);
  const children = p.close(mark);
  return p.add({ kind: 'object', start: p.from, end: p.to, children, entries });
}

function structLiteralAhead(p: Parser): boolean {
  if (entryAhead(p, p.end)) return true;
  const char = p.newline ? 0 : p.charAfter();
  return char === 125 || char === 34 || char === 39;
}

function parseStructLiteral(p: Parser, mark: number, name: SyntaxToken): StructLiteralNode {
  const entries = parseEntries(p, parseEntryValue);
  const children = p.close(mark);
  return p.add({ kind: 'structLiteral', start: p.from, end: p.to, children, name, entries });
}

/** `{ key: value, … }` at its brace, or at the first key where the brace was forgotten. */
export function parseEntries(p: Parser, value: (p: Parser) => ExprNode): readonly ObjectEntryNode[] {
  const { indent } = p;
  const open = p.takeIf(L.LBRACE, 'punctuation');
  const entries: ObjectEntryNode[] = [];
  while (p.kind === L.WORD || p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE) {
    if (p.newline && !keyAhead(p) && startsStatement(p)) break;
    entries.push(parseEntry(p, value));
    if (!anotherElement(p, L.RBRACE, indent)) break;
  }
  expectClose(p, L.RBRACE, open);
  return entries;
}

/** `key: value` of an object, a struct literal or a meta section. */
export function parseEntry(p: Parser, parseValue: (p: Parser) => ExprNode): ObjectEntryNode {
  const mark = p.mark();
  const key = takeKey(p);
  const colon = expect(p, L.COLON, `after '${p.text.slice(key.start, key.end)}'`);
  const value = colon === undefined && !(canStartExpression(p) && !p.newline) ? undefined : parseValue(p);
  const children = p.close(mark);
  return p.add({ kind: 'objectEntry', start: p.from, end: p.to, children, key, value });
}

function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

function precedences(): Uint8Array {
  const table = new Uint8Array(64);
  const levels: readonly (readonly number[])[] = [
    [L.OR],
    [L.AND],
    [L.EQUAL, L.NOT_EQUAL],
    [L.LESS, L.LESS_EQUAL, L.GREATER, L.GREATER_EQUAL],
    [L.PLUS, L.MINUS],
    [L.STAR, L.SLASH, L.PERCENT],
    [L.POWER],
  ];
  levels.forEach((operators, level) => {
    for (const operator of operators) table[operator] = level + 1;
  });
  return table;
}

export const EXPRESSIONS = { whole: parseExpr, simple: parseOptionValue };
