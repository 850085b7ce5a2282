import type { SyntaxToken } from '../../syntax/tree.ts';
import type { ExprNode, LiteralNode, StringNode } from './ast.ts';
import * as L from './lexer.ts';
import type { Parser } from './parser-state.ts';
import { replacement } from './parser-state.ts';

export function literal(p: Parser, kind: LiteralNode['kind']): LiteralNode {
  const mark = p.mark();
  const token = p.take(kind === 'int' || kind === 'float' ? 'number' : 'keyword');
  const children = p.close(mark);
  return p.add({ kind, start: token.start, end: token.end, children, token });
}

/** `10GB` without quotes is neither number nor name: one problem, and the value is known to be there. */
export function parseNumber(p: Parser, kind: 'int' | 'float'): ExprNode {
  const mark = p.mark();
  const number = literal(p, kind);
  if (p.kind !== L.WORD || p.start !== number.end) return number;
  const span = { start: number.start, end: p.end };
  const shown = p.text.slice(span.start, span.end);
  p.report('unexpected-text', span, `'${shown}' is neither a number nor a name.`, {
    note: 'A text such as an amount of memory stands in quotes.',
    fix: replacement(span, `"${shown}"`, `Write "${shown}"`),
  });
  p.addToken('skipped', p.start, p.end);
  p.next();
  p.error(mark);
  return p.missing();
}

/** A key is a word, words joined by dots as hints have them, or a string; in any case one token. */
export function takeKey(p: Parser): SyntaxToken {
  if (p.kind === L.WORD) {
    while (p.text.charCodeAt(p.end) === 46 && L.isLetter(p.text.charCodeAt(p.end + 1))) {
      p.end = L.wordEnd(p.text, p.end + 1);
    }
    return p.take('identifier');
  }
  const quote = p.text.charCodeAt(p.start);
  let i = p.start + 1;
  const end = L.lineEnd(p.text, i);
  while (i < end && p.text.charCodeAt(i) !== quote) i++;
  p.end = Math.min(i + 1, end);
  return p.take('string');
}

/** A string in the quotes of a word processor: read as the string that was meant. */
export function parseCurlyString(p: Parser): StringNode {
  const mark = p.mark();
  const { text } = p;
  const open = p.addToken('quote', p.start, p.end);
  const line = L.lineEnd(text, p.end);
  let end = p.end;
  while (end < line && !L.isCurlyQuote(text.charCodeAt(end))) end++;
  const closed = end < line;
  const plain = text.charCodeAt(p.start) <= 0x2019 ? "'" : '"';
  const last = closed ? end + 1 : end;
  p.report('curly-quote', { start: p.start, end: last }, 'Curly quotes do not make a string.', {
    note: 'A word processor writes them; code needs straight quotes.',
    fix: replacement(
      { start: p.start, end: last },
      plain + text.slice(p.end, end) + plain,
      'Write straight quotes',
    ),
  });
  if (end > open.end) p.addToken('text', open.end, end);
  if (closed) p.addToken('quote', end, last);
  p.jump(last, last);
  p.settle();
  const children = p.close(mark);
  const parts = children.slice(1, closed ? -1 : undefined) as readonly SyntaxToken[];
  const quote = plain === '"' ? 'double' : 'single';
  return p.add({ kind: 'string', start: p.from, end: p.to, children, quote, parts, closed });
}
