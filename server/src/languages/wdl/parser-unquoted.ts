import type { ExprNode, StringNode } from './ast.ts';
import * as L from './lexer.ts';
import type { Parser } from './parser-state.ts';
import { insertion } from './parser-state.ts';

/** `description: Aligns reads"`: words up to a quote that has no partner on the line. */
export function withoutQuote(p: Parser): ExprNode | undefined {
  const { text } = p;
  const end = L.nearLineEnd(text, p.start);
  let quoteAt = p.start;
  while (quoteAt < end && !isQuote(text.charCodeAt(quoteAt))) quoteAt++;
  if (countOf(text, quoteAt, end) % 2 === 0) return undefined;
  return textUpTo(p, p.start, quoteAt);
}

/**
 * `String image = us-docker.pkg.dev/tools:1.0"`: what was read since the mark, from the offset on, ended in the middle of
 * the line, and the only quote of the line stands at its end. It is read again as the text that it was to be.
 */
export function rereadAsText(p: Parser, mark: number, begin: number): ExprNode | undefined {
  const { text } = p;
  if (p.newline || p.kind === L.EOF || p.kind === L.COMMA || isClosing(p.kind)) return undefined;
  const end = L.nearLineEnd(text, begin);
  let quoteAt = begin;
  while (quoteAt < end && !isQuote(text.charCodeAt(quoteAt))) quoteAt++;
  if (quoteAt >= end || p.start > quoteAt || !/^[\s,}]*$/.test(text.slice(quoteAt + 1, end)))
    return undefined;
  p.discard(mark);
  p.retractFrom(begin);
  return textUpTo(p, begin, quoteAt);
}

function textUpTo(p: Parser, begin: number, quoteAt: number): ExprNode {
  const { text } = p;
  const mark = p.mark();
  const sign = text.charAt(quoteAt);
  const word = text.slice(begin, Math.max(L.wordEnd(text, begin), begin + 1));
  const message = `A ${sign} is missing before '${word}'.`;
  p.report('unclosed-string', { start: begin, end: quoteAt + 1 }, message, {
    fix: insertion(begin, sign, `Insert ${sign}`),
  });
  p.rewind(begin);
  const part = p.addToken('text', begin, quoteAt);
  p.addToken('quote', quoteAt, quoteAt + 1);
  p.jump(quoteAt + 1, quoteAt + 1);
  const children = p.close(mark);
  const quote: StringNode['quote'] = sign === '"' ? 'double' : 'single';
  const node = {
    kind: 'string',
    start: p.from,
    end: p.to,
    children,
    quote,
    parts: [part],
    closed: true,
  } as const;
  return p.add(node);
}

function isQuote(char: number): boolean {
  return char === 34 || char === 39;
}

function countOf(text: string, quoteAt: number, end: number): number {
  let count = 0;
  for (let i = quoteAt; i < end; i++) if (text.charCodeAt(i) === text.charCodeAt(quoteAt)) count++;
  return count;
}

function isClosing(kind: number): boolean {
  return kind === L.RPAREN || kind === L.RBRACKET || kind === L.RBRACE;
}
