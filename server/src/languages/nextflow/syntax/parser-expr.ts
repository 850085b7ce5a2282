import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { ExprNode } from './ast.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import { negatedWordAhead, startsStatement } from './parser-lookahead.ts';
import { parsePostfix } from './parser-postfix.ts';
import { missingValue } from './parser-primary.ts';
import { expect, tooDeep } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { MAX_DEPTH } from './parser-state.ts';
import { parseType } from './parser-types.ts';

/** How tightly an operator binds; 0 for what is none. */
const PRECEDENCE = precedences();
const RELATIONAL = 8;
const POWER = 12;

/** One expression, assignments included; where none stands, a `missing` node and a problem. */
export function parseExpr(p: Parser): ExprNode {
  if (p.newline && startsStatement(p) && !followsComma(p)) return missingValue(p);
  if (p.depth >= MAX_DEPTH) return giveUp(p);
  p.depth++;
  if (p.depth > p.reach) p.reach = p.depth;
  const outerReach = p.reach;
  p.reach = p.depth;
  const expr = parseAssignment(p);
  if (outerReach > p.reach) p.reach = outerReach;
  p.depth--;
  return expr;
}

/** Whoever took the comma has looked at what follows. */
function followsComma(p: Parser): boolean {
  return p.text.charCodeAt(p.prevEnd - 1) === 44;
}

function parseAssignment(p: Parser): ExprNode {
  const mark = p.mark();
  const target = parseTernary(p);
  if ((p.kind !== L.ASSIGN && p.kind !== L.COMPOUND) || target.kind === 'missing') return target;
  if (p.newline && p.text.charCodeAt(p.start) === 47) return target;
  return finishAssignment(p, mark, target, p.grammar.expr);
}

/** The sign and the value of an assignment; `parseValue` reads the latter. */
export function finishAssignment(
  p: Parser,
  mark: number,
  target: ExprNode,
  parseValue: (p: Parser) => ExprNode,
): ExprNode {
  const operator = p.take('operator');
  const value = p.newline && startsStatement(p) ? missingValue(p) : parseValue(p);
  const children = p.close(mark);
  return p.add({ kind: 'assign', start: p.from, end: p.to, children, target, operator, value });
}

export function parseTernary(p: Parser): ExprNode {
  const mark = p.mark();
  const condition = parseBinary(p, 1);
  if (p.kind === L.ELVIS) {
    p.take('operator');
    const otherwise = nested(p);
    const children = p.close(mark);
    return p.add({ kind: 'elvis', start: p.from, end: p.to, children, value: condition, otherwise });
  }
  if (p.kind !== L.QUESTION) return condition;
  p.take('operator');
  const whenTrue = nested(p);
  expect(p, L.COLON, "after the value behind '?'");
  const whenFalse = nested(p);
  const children = p.close(mark);
  return p.add({ kind: 'ternary', start: p.from, end: p.to, children, condition, whenTrue, whenFalse });
}

/** A further ternary, one level deeper. */
function nested(p: Parser): ExprNode {
  if (p.depth >= MAX_DEPTH) return giveUp(p);
  p.depth++;
  if (p.depth > p.reach) p.reach = p.depth;
  const expr = p.newline && startsStatement(p) ? missingValue(p) : parseTernary(p);
  p.depth--;
  return expr;
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
    const precedence = operatorAhead(p);
    if (precedence < lowest || precedence === 0) break;
    if (p.reach >= MAX_DEPTH) {
      tooDeep(p);
      break;
    }
    const leftReach = p.reach + 1;
    p.depth++;
    p.reach = p.depth;
    left = finishBinary(p, mark, left, precedence);
    p.depth--;
    if (leftReach > p.reach) p.reach = leftReach;
  }
  if (outerReach > p.reach) p.reach = outerReach;
  return left;
}

function finishBinary(p: Parser, mark: number, left: ExprNode, precedence: number): ExprNode {
  if (p.is(W.W_AS)) {
    p.take('keyword');
    const type = parseType(p);
    const children = p.close(mark);
    return p.add({ kind: 'cast', start: p.from, end: p.to, children, style: 'as', operand: left, type });
  }
  const operator = takeOperator(p);
  if (p.textOf(operator).endsWith('instanceof')) {
    const type = parseType(p);
    const children = p.close(mark);
    return p.add({ kind: 'typeTest', start: p.from, end: p.to, children, operand: left, operator, type });
  }
  const right = p.newline && startsStatement(p) ? missingValue(p) : parseBinary(p, precedence + 1);
  const children = p.close(mark);
  return p.add({ kind: 'binary', start: p.from, end: p.to, children, left, operator, right });
}

/** `!in` is one operator. */
function takeOperator(p: Parser): SyntaxToken {
  if (p.kind === L.NOT) p.end = L.wordEnd(p.text, p.end);
  return p.take(p.kind === L.WORD ? 'keyword' : 'operator');
}

/** How tightly the operator at hand binds; 0 where the expression ends. */
function operatorAhead(p: Parser): number {
  if (p.kind === L.WORD) {
    return p.word === W.W_AS || p.word === W.W_IN || p.word === W.W_INSTANCEOF ? wordPrecedence(p) : 0;
  }
  if (p.kind === L.NOT) return negatedWordAhead(p) ? RELATIONAL : 0;
  const precedence = PRECEDENCE[p.kind] ?? 0;
  if (precedence === 0 || !p.ended) return precedence;
  switch (p.kind) {
    // On a new line these begin a statement of their own.
    case L.PLUS:
    case L.MINUS:
    case L.POWER:
      return 0;
    case L.SLASH:
      return L.isBlank(p.text.charCodeAt(p.end)) ? precedence : 0;
    default:
      return precedence;
  }
}

/** `in` and `as` on a new line may be names. */
function wordPrecedence(p: Parser): number {
  if (!p.ended) return RELATIONAL;
  const at = p.afterOnLine(p.end);
  const char = p.text.charCodeAt(at);
  const isOperand = L.isNameStart(p.text, at) || char === 91 || char === 40 || char === 34 || char === 39;
  return isOperand ? RELATIONAL : 0;
}

/** A value with the signs in front of it. */
export function parseUnary(p: Parser): ExprNode {
  const isTight = p.kind === L.NOT || p.kind === L.TILDE;
  if (!isTight && p.kind !== L.MINUS && p.kind !== L.PLUS && p.kind !== L.STEP) return parsePostfix(p);
  if (p.depth >= MAX_DEPTH) return giveUp(p);
  const mark = p.mark();
  const operator = p.take('operator');
  p.depth++;
  if (p.depth > p.reach) p.reach = p.depth;
  const operand = isTight ? parseUnary(p) : parseBinary(p, POWER);
  p.depth--;
  const children = p.close(mark);
  return p.add({ kind: 'unary', start: p.from, end: p.to, children, operator, operand });
}

function precedences(): Uint8Array {
  const table = new Uint8Array(64);
  const levels: readonly (readonly number[])[] = [
    [L.OR],
    [L.AND],
    [L.BIT_OR],
    [L.BIT_XOR],
    [L.BIT_AND],
    [L.MATCH],
    [L.EQUALITY],
    [L.LESS, L.GREATER, L.RELATION],
    [L.SHIFT, L.RANGE],
    [L.PLUS, L.MINUS],
    [L.STAR, L.SLASH, L.PERCENT],
    [L.POWER],
  ];
  levels.forEach((kinds, i) => {
    for (const kind of kinds) table[kind] = i + 1;
  });
  return table;
}
