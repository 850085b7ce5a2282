import type { SyntaxToken } from '../../../syntax/tree.ts';
import type {
  ArgumentNode,
  ExprNode,
  ItemNode,
  LambdaNode,
  ListNode,
  LiteralNode,
  MapEntryNode,
  MapNode,
  NewNode,
  SpreadNode,
} from './ast.ts';
import { parseArguments, parseSpread } from './parser-arguments.ts';
import { blockItems, closeBlock, openBlock } from './parser-block.ts';
import { parseClosure } from './parser-closure.ts';
import * as L from './lexer.ts';
import { isNameStart } from './lexer.ts';
import * as W from './lexer-words.ts';
import { bracketEnd, labelAhead, looksLikeType, typeEnd } from './parser-lookahead.ts';
import { anotherElement, closeBracket, openBracket } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { parseString } from './parser-text.ts';
import { parseParameter, parseParameters, parseType } from './parser-types.ts';
import { parseSwitch } from './parser-switch.ts';

/** What an expression begins with; where nothing can, a `missing` node and a problem. */
export function parsePrimary(p: Parser): ExprNode {
  switch (p.kind) {
    case L.WORD:
      return parseWord(p);
    case L.INT:
      return literal(p, 'int', 'number');
    case L.FLOAT:
      return literal(p, 'float', 'number');
    case L.DOUBLE_QUOTE:
    case L.SINGLE_QUOTE:
    case L.DOLLAR_SLASH:
    case L.SLASH:
      return parseString(p);
    case L.COMPOUND:
      // A text between slashes may begin with an equals sign.
      return p.text.charCodeAt(p.start) === 47 ? parseString(p) : missingValue(p);
    case L.LPAREN:
      return parseParenthesis(p);
    case L.LBRACKET:
      return parseListOrMap(p);
    case L.LBRACE:
      return parseClosure(p);
    case L.DOT:
      if (!L.isDigit(p.text.charCodeAt(p.end)) || p.start === p.prevEnd) return missingValue(p);
      p.rescanFloat();
      return literal(p, 'float', 'number');
    default:
      return missingValue(p);
  }
}

export function missingValue(p: Parser): ExprNode {
  const span = p.newline && endsValue(p) ? { start: p.start, end: p.start } : p.here();
  p.report('nextflow-syntax', span, `A value is missing before ${p.shown()}.`);
  return p.missing();
}

/** True where what was read is complete, so that the value is missing on the line at hand. */
function endsValue(p: Parser): boolean {
  return /[\w)\]}"':;]/.test(p.text.charAt(p.prevEnd - 1));
}

function literal(p: Parser, kind: LiteralNode['kind'], token: string): LiteralNode {
  const mark = p.mark();
  const value = p.take(token);
  const children = p.close(mark);
  return p.add({ kind, start: value.start, end: value.end, children, token: value });
}

function parseWord(p: Parser): ExprNode {
  switch (p.word) {
    case W.W_TRUE:
    case W.W_FALSE:
      return literal(p, 'boolean', 'keyword');
    case W.W_NULL:
      return literal(p, 'null', 'keyword');
    case W.W_NEW:
      if (isNameStart(p.text, p.after(p.end))) return parseNew(p);
      break;
    case W.W_SWITCH:
      if (p.charAfter() === 40) return parseSwitch(p);
      break;
    case W.W_AS:
    case W.W_INSTANCEOF:
      return missingValue(p);
  }
  if (W.isStatementWord(p.word) && p.word !== W.W_DEFAULT && p.word !== W.W_PACKAGE) return missingValue(p);
  if (p.text.startsWith('->', p.after(p.end))) return parseLambda(p);
  const mark = p.mark();
  const token = p.take('identifier');
  const children = p.close(mark);
  return p.add({ kind: 'name', start: token.start, end: token.end, children, token });
}

function parseLambda(p: Parser): LambdaNode {
  const mark = p.mark();
  const params = p.kind === L.LPAREN ? parseParameters(p) : [parseParameter(p)];
  p.takeIf(L.ARROW, 'operator');
  const body = p.grammar.expr(p);
  const children = p.close(mark);
  return p.add({ kind: 'lambda', start: p.from, end: p.to, children, params, body });
}

/** `(a)`, `(a, b) = …`, `(T) a` or `(a, b) -> c`. */
function parseParenthesis(p: Parser): ExprNode {
  const end = bracketEnd(p.text, p.start);
  if (end !== undefined && p.text.startsWith('->', p.afterOnLine(end))) return parseLambda(p);
  if (end !== undefined && castAhead(p, end)) return parseCast(p);
  const mark = p.mark();
  const open = openBracket(p);
  const first = p.grammar.expr(p);
  if (p.kind !== L.COMMA) {
    closeBracket(p, L.RPAREN, open);
    const children = p.close(mark);
    return p.add({ kind: 'group', start: p.from, end: p.to, children, expr: first });
  }
  const elements = [first];
  while (anotherElement(p, L.RPAREN, open)) elements.push(p.grammar.expr(p));
  const close = closeBracket(p, L.RPAREN, open);
  if (close !== undefined && p.kind !== L.ASSIGN) {
    p.reportAt(
      'nextflow-syntax',
      { start: open.token.start, end: close.end },
      'Parentheses hold one value here.',
      {
        note: 'A list stands in square brackets.',
      },
    );
  }
  const children = p.close(mark);
  return p.add({ kind: 'tuple', start: p.from, end: p.to, children, elements });
}

/** `(T)` with something behind it that a cast can apply to. */
function castAhead(p: Parser, end: number): boolean {
  const { text } = p;
  const at = p.after(p.end);
  const close = typeEnd(p, at);
  if (close === undefined || p.after(close) !== end - 1 || !looksLikeType(p, at)) return false;
  const next = p.afterOnLine(end);
  if (next >= p.length) return false;
  if (isNameStart(text, next)) {
    const word = W.wordAt(text, next, L.wordEnd(text, next));
    return word !== W.W_IN && word !== W.W_AS && word !== W.W_INSTANCEOF && !W.isStatementWord(word);
  }
  const char = text.charCodeAt(next);
  return L.isDigit(char) || char === 34 || char === 39 || char === 40 || char === 91 || char === 123;
}

function parseCast(p: Parser): ExprNode {
  const mark = p.mark();
  const open = openBracket(p);
  const type = parseType(p);
  closeBracket(p, L.RPAREN, open);
  const operand = p.grammar.operand(p);
  const children = p.close(mark);
  return p.add({ kind: 'cast', start: p.from, end: p.to, children, style: 'prefix', operand, type });
}

function parseNew(p: Parser): NewNode {
  const mark = p.mark();
  p.take('keyword');
  const type = parseType(p);
  let args: readonly ArgumentNode[] = [];
  let members: readonly ItemNode[] | undefined;
  while (p.kind === L.LBRACKET && !p.newline) {
    const open = openBracket(p);
    args = [...args, ...parseArguments(p, L.RBRACKET, open)];
    closeBracket(p, L.RBRACKET, open);
  }
  if (p.kind === L.LPAREN && !p.ended) {
    const open = openBracket(p);
    args = parseArguments(p, L.RPAREN, open);
    closeBracket(p, L.RPAREN, open);
    if (p.kind === L.LBRACE && !p.newline) {
      const block = openBlock(p, 'groovy', p.indent, 'this class');
      members = blockItems(p, block);
      closeBlock(p, block);
    }
  }
  const children = p.close(mark);
  return p.add({ kind: 'new', start: p.from, end: p.to, children, type, args, members });
}

function parseListOrMap(p: Parser): ListNode | MapNode {
  const mark = p.mark();
  const open = openBracket(p);
  if (p.kind === L.COLON) {
    p.take('punctuation');
    closeBracket(p, L.RBRACKET, open);
    const children = p.close(mark);
    return p.add({ kind: 'map', start: p.from, end: p.to, children, entries: [] });
  }
  const elements: (ExprNode | SpreadNode | MapEntryNode)[] = [];
  // `[,]` is an empty list as well.
  if (p.kind === L.COMMA) p.take('punctuation');
  if (p.kind !== L.RBRACKET) {
    do elements.push(parseElement(p));
    while (anotherElement(p, L.RBRACKET, open));
  }
  closeBracket(p, L.RBRACKET, open);
  const children = p.close(mark);
  const isMap = elements.some(({ kind }) => kind === 'mapEntry' || kind === 'spreadMap');
  if (isMap) {
    return p.add({ kind: 'map', start: p.from, end: p.to, children, entries: elements });
  }
  return p.add({
    kind: 'list',
    start: p.from,
    end: p.to,
    children,
    elements: elements as readonly ArgumentNode[],
  });
}

function parseElement(p: Parser): ExprNode | SpreadNode | MapEntryNode {
  if (p.kind === L.STAR) return parseSpread(p);
  const mark = p.mark();
  const key: SyntaxToken | ExprNode = labelAhead(p) ? p.take('identifier') : p.grammar.expr(p);
  if (p.kind !== L.COLON) return key as ExprNode;
  p.take('punctuation');
  const value = p.grammar.expr(p);
  const children = p.close(mark);
  return p.add({ kind: 'mapEntry', start: p.from, end: p.to, children, key, value });
}
