import type {
  BlockNode,
  ExprNode,
  ExpressionStatementNode,
  ForNode,
  ItemNode,
  LabeledNode,
  ParameterNode,
  WhileNode,
} from './ast.ts';
import { blockItems, closeBlock, openBlock } from './parser-block.ts';
import { parseStatementExpr } from './parser-command.ts';
import { definitionAhead, parseDefinition, parseImport, parsePackage } from './parser-definition.ts';
import * as L from './lexer.ts';
import { isNameStart } from './lexer.ts';
import * as W from './lexer-words.ts';
import { labelAhead, typeEnd } from './parser-lookahead.ts';
import {
  closeBracket,
  expect,
  expectName,
  openBracket,
  skipLine,
  skipStrayBracket,
  tooDeep,
} from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { MAX_DEPTH, replacement } from './parser-state.ts';
import { parseSwitch } from './parser-switch.ts';
import { parseTry } from './parser-try.ts';
import { parseType } from './parser-types.ts';

/** A statement of Groovy and what ends it; `undefined` where only signs were skipped. */
export function parseStatement(p: Parser): ItemNode | undefined {
  if (p.kind === L.SEMICOLON) {
    p.take('punctuation');
    return undefined;
  }
  const stray = skipStray(p);
  if (stray !== undefined) return stray;
  const statement = parseBare(p);
  endStatement(p);
  return statement;
}

function parseBare(p: Parser): ItemNode {
  if (p.kind === L.AT) return parseDefinition(p);
  if (p.kind !== L.WORD) return parseExpressionStatement(p);
  if (labelAhead(p)) return parseLabeled(p);
  switch (p.word) {
    case W.W_IF:
      return parseIf(p);
    case W.W_ELSE:
      return parseLoneElse(p);
    case W.W_FOR:
      return parseFor(p);
    case W.W_WHILE:
      return parseWhile(p);
    case W.W_DO:
      return parseDoWhile(p);
    case W.W_SWITCH:
      return p.charAfter() === 40 ? parseSwitch(p) : parseExpressionStatement(p);
    case W.W_TRY:
      return parseTry(p);
    case W.W_RETURN:
      return parseReturn(p, 'return');
    case W.W_THROW:
      return parseReturn(p, 'throw');
    case W.W_ASSERT:
      return parseAssert(p);
    case W.W_BREAK:
      return parseJump(p, 'break');
    case W.W_CONTINUE:
      return parseJump(p, 'continue');
    case W.W_IMPORT:
      return parseImport(p);
    case W.W_PACKAGE:
      return isNameStart(p.text, p.after(p.end)) ? parsePackage(p) : parseExpressionStatement(p);
    default:
      return definitionAhead(p) ? parseDefinition(p) : parseExpressionStatement(p);
  }
}

function parseExpressionStatement(p: Parser): ExpressionStatementNode {
  const mark = p.mark();
  const expr = parseStatementExpr(p);
  const children = p.close(mark);
  return p.add({ kind: 'expression', start: p.from, end: p.to, children, expr });
}

/** Whatever follows on the line does not belong to the statement. */
export function endStatement(p: Parser): void {
  for (;;) {
    if (p.newline || p.kind === L.EOF || p.kind === L.RBRACE || p.kind === L.SEMICOLON) return;
    const before = p.text.charCodeAt(p.prevEnd - 1);
    if (before === 125 || before === 59) return;
    if (p.is(W.W_ELSE) || p.is(W.W_WHILE) || p.is(W.W_CATCH) || p.is(W.W_FINALLY)) return;
    if (p.is(W.W_CASE) || p.is(W.W_DEFAULT)) return;
    if (skipStray(p) !== undefined) continue;
    p.report('nextflow-syntax', p.there(), `${p.shown()} does not belong here.`, {
      note: 'The statement before it is complete. An operator, a comma or a line break may be missing.',
    });
    skipLine(p);
    return;
  }
}

/** A closing bracket that nothing opened, and a comment as other languages begin it. */
export function skipStray(p: Parser): ItemNode | undefined {
  if (p.kind === L.RPAREN || p.kind === L.RBRACKET) return skipStrayBracket(p);
  const mark = p.mark();
  if (p.kind !== L.UNKNOWN || p.text.charCodeAt(p.start) !== 35) return undefined;
  const end = L.lineEnd(p.text, p.start);
  p.report('nextflow-syntax', { start: p.start, end: p.start + 1 }, "'#' begins no comment.", {
    note: "A comment begins with '//'.",
    fix: replacement({ start: p.start, end: p.start + 1 }, '//', "Write '//'"),
  });
  p.addToken('skipped', p.start, end);
  p.jump(end, end);
  return p.error(mark);
}

function parseLabeled(p: Parser): LabeledNode {
  const mark = p.mark();
  const label = p.take('label');
  p.take('punctuation');
  const ends = p.kind === L.RBRACE || p.kind === L.EOF || p.kind === L.SEMICOLON;
  const statement = ends ? undefined : deeper(p, () => p.grammar.item(p));
  const children = p.close(mark);
  return p.add({ kind: 'labeled', start: p.from, end: p.to, children, label, statement });
}

/** `{ … }` where it is no closure. */
export function parseBlock(p: Parser, name: string): BlockNode {
  const mark = p.mark();
  const block = openBlock(p, p.place, p.indent, name);
  const items = block.open === undefined ? [] : blockItems(p, block);
  if (block.open === undefined) Object.assign(p, block.outer);
  else closeBlock(p, block);
  const children = p.close(mark);
  return p.add({ kind: 'block', start: p.from, end: p.to, children, items });
}

/** What `if (…)`, `else` or a loop applies to. */
function parseBody(p: Parser, name: string): ItemNode | undefined {
  while (p.kind === L.RPAREN || p.kind === L.RBRACKET) skipStrayBracket(p);
  if (p.kind === L.LBRACE) return deeper(p, () => parseBlock(p, name));
  if (p.kind === L.SEMICOLON || p.kind === L.RBRACE || p.kind === L.EOF) {
    if (p.kind !== L.SEMICOLON)
      p.report('nextflow-syntax', p.here(), `A statement is missing after ${name}.`);
    return undefined;
  }
  return deeper(p, () => p.grammar.item(p));
}

function deeper<T>(p: Parser, parse: () => T): T | undefined {
  if (p.depth >= MAX_DEPTH) {
    tooDeep(p);
    return undefined;
  }
  p.depth++;
  const result = parse();
  p.depth--;
  return result;
}

function parseCondition(p: Parser, word: string): ExprNode | undefined {
  if (p.kind !== L.LPAREN) {
    p.report('nextflow-syntax', p.here(), `'(' is missing after '${word}'.`, {
      note: 'The condition stands in parentheses.',
    });
    if (p.newline || p.kind === L.LBRACE) return undefined;
    p.noClosure = true;
    const bare = p.grammar.expr(p);
    p.noClosure = false;
    p.takeIf(L.RPAREN, 'punctuation');
    p.settle();
    return bare;
  }
  const open = openBracket(p);
  const condition = p.grammar.expr(p);
  closeBracket(p, L.RPAREN, open);
  return condition;
}

function parseIf(p: Parser): ItemNode {
  const mark = p.mark();
  p.take('keyword');
  const condition = parseCondition(p, 'if');
  const then = parseBody(p, "'if'");
  if (p.kind === L.SEMICOLON && elseAfter(p)) p.take('punctuation');
  let otherwise: ItemNode | undefined;
  if (p.is(W.W_ELSE)) {
    p.take('keyword');
    otherwise = parseBody(p, "'else'");
  }
  const children = p.close(mark);
  return p.add({ kind: 'if', start: p.from, end: p.to, children, condition, then, otherwise });
}

/** An `else` that follows no `if`. */
function parseLoneElse(p: Parser): ItemNode {
  const mark = p.mark();
  p.report('nextflow-syntax', p.there(), "This 'else' follows no 'if'.", {
    note: 'A brace above it may be missing, or stand there too often.',
  });
  p.take('keyword');
  const otherwise = parseBody(p, "'else'");
  const children = p.close(mark);
  return p.add({
    kind: 'if',
    start: p.from,
    end: p.to,
    children,
    condition: undefined,
    then: undefined,
    otherwise,
  });
}

function elseAfter(p: Parser): boolean {
  const at = p.after(p.end);
  return W.wordAt(p.text, at, L.wordEnd(p.text, at)) === W.W_ELSE;
}

function parseFor(p: Parser): ForNode {
  const mark = p.mark();
  p.take('keyword');
  if (p.kind !== L.LPAREN) {
    expect(p, L.LPAREN, "after 'for'");
    const body = p.newline ? undefined : parseBody(p, "'for'");
    const children = p.close(mark);
    return p.add({
      kind: 'for',
      start: p.from,
      end: p.to,
      children,
      variable: undefined,
      collection: undefined,
      init: [],
      condition: undefined,
      update: [],
      body,
    });
  }
  const open = openBracket(p);
  let variable: ParameterNode | undefined;
  let collection: ExprNode | undefined;
  let condition: ExprNode | undefined;
  const init: ItemNode[] = [];
  const update: ExprNode[] = [];
  if (forEachAhead(p)) {
    variable = parseLoopVariable(p);
    p.take(p.kind === L.WORD ? 'keyword' : 'punctuation');
    collection = p.grammar.expr(p);
  } else {
    if (p.kind !== L.SEMICOLON && p.kind !== L.RPAREN)
      init.push(definitionAhead(p) ? parseDefinition(p) : parseExpressionStatement(p));
    while (p.takeIf(L.COMMA, 'punctuation') !== undefined) init.push(parseExpressionStatement(p));
    expect(p, L.SEMICOLON, "after the beginning of 'for'");
    if (p.kind !== L.SEMICOLON && p.kind !== L.RPAREN) condition = p.grammar.expr(p);
    p.takeIf(L.SEMICOLON, 'punctuation');
    while (p.kind !== L.RPAREN && p.kind !== L.EOF && p.kind !== L.RBRACE) {
      update.push(p.grammar.expr(p));
      if (p.takeIf(L.COMMA, 'punctuation') === undefined) break;
    }
  }
  closeBracket(p, L.RPAREN, open);
  const body = parseBody(p, "'for'");
  const children = p.close(mark);
  return p.add({
    kind: 'for',
    start: p.from,
    end: p.to,
    children,
    variable,
    collection,
    init,
    condition,
    update,
    body,
  });
}

/** `x in xs`, `T x : xs`. */
function forEachAhead(p: Parser): boolean {
  let at = p.start;
  for (let words = 0; words < 4 && isNameStart(p.text, at); words++) {
    const end = typeEnd(p, at);
    if (end === undefined) return false;
    at = p.after(end);
    if (p.text.charCodeAt(at) === 58) return true;
    if (isNameStart(p.text, at) && W.wordAt(p.text, at, L.wordEnd(p.text, at)) === W.W_IN) return true;
  }
  return false;
}

function parseLoopVariable(p: Parser): ParameterNode {
  const mark = p.mark();
  while ((p.is(W.W_DEF) || p.is(W.W_VAR) || p.is(W.W_MODIFIER)) && isNameStart(p.text, p.after(p.end)))
    p.take('keyword');
  const end = typeEnd(p, p.start);
  const at = end === undefined ? -1 : p.after(end);
  const isTyped =
    at >= 0 && isNameStart(p.text, at) && W.wordAt(p.text, at, L.wordEnd(p.text, at)) !== W.W_IN;
  const type = isTyped ? parseType(p) : undefined;
  const name = expectName(p, 'the loop variable');
  const children = p.close(mark);
  return p.add({ kind: 'parameter', start: p.from, end: p.to, children, type, name, value: undefined });
}

function parseWhile(p: Parser): WhileNode {
  const mark = p.mark();
  p.take('keyword');
  const condition = parseCondition(p, 'while');
  const body = parseBody(p, "'while'");
  const children = p.close(mark);
  return p.add({ kind: 'while', start: p.from, end: p.to, children, condition, body });
}

function parseDoWhile(p: Parser): WhileNode {
  const mark = p.mark();
  p.take('keyword');
  const body = parseBody(p, "'do'");
  let condition: ExprNode | undefined;
  if (p.is(W.W_WHILE)) {
    p.take('keyword');
    condition = parseCondition(p, 'while');
  }
  const children = p.close(mark);
  return p.add({ kind: 'doWhile', start: p.from, end: p.to, children, condition, body });
}

function atStatementEnd(p: Parser): boolean {
  return p.newline || p.kind === L.SEMICOLON || p.kind === L.RBRACE || p.kind === L.EOF;
}

function parseReturn(p: Parser, kind: 'return' | 'throw'): ItemNode {
  const mark = p.mark();
  p.take('keyword');
  let value: ExprNode | undefined;
  if (!atStatementEnd(p)) value = parseStatementExpr(p);
  else if (kind === 'throw') p.report('nextflow-syntax', p.here(), "An exception is missing after 'throw'.");
  const children = p.close(mark);
  return p.add({ kind, start: p.from, end: p.to, children, value });
}

function parseAssert(p: Parser): ItemNode {
  const mark = p.mark();
  p.take('keyword');
  const condition = p.grammar.expr(p);
  let message: ExprNode | undefined;
  if (p.kind === L.COLON || p.kind === L.COMMA) {
    p.take('punctuation');
    message = p.grammar.expr(p);
  }
  const children = p.close(mark);
  return p.add({ kind: 'assert', start: p.from, end: p.to, children, condition, message });
}

function parseJump(p: Parser, kind: 'break' | 'continue'): ItemNode {
  const mark = p.mark();
  p.take('keyword');
  const label =
    !p.newline && p.kind === L.WORD && !W.isStatementWord(p.word) ? p.take('identifier') : undefined;
  const children = p.close(mark);
  return p.add({ kind, start: p.from, end: p.to, children, label });
}
