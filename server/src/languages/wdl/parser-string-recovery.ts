import type { SyntaxToken } from '../../syntax/tree.ts';
import { isCurlyQuote, lineEnd, nearLineEnd } from './lexer.ts';
import type { Parser } from './parser-state.ts';
import { insertion, replacement } from './parser-state.ts';

/** Where a text ended: before its closing sign, or where it has to be given up. */
export interface TextEnd {
  readonly offset: number;
  readonly closed: boolean;
}

export function addText(p: Parser, start: number, end: number): void {
  if (end > start) p.addToken('text', start, end);
}

/**
 * A string in quotes ran into the end of its line. Decides what was meant: a text over several lines, or a forgotten
 * quote, in front of the brackets that were opened before the string where the line ends with such.
 */
export function mendString(p: Parser, mark: number, open: SyntaxToken, end: TextEnd): TextEnd {
  const later = laterLines(p, open, end);
  if (later !== undefined) return later;
  const offset = p.placeholders > 0 ? placeholderEnd(p, open, end) : beforeClosers(p.text, open, end.offset);
  if (offset === undefined) return end;
  p.discard(mark);
  p.retractFrom(open.end);
  p.add(open);
  addText(p, open.end, offset);
  return { offset, closed: false };
}

export function reportUnclosedString(p: Parser, open: SyntaxToken, end: number): void {
  const quote = p.text.slice(open.start, open.end);
  if (isCurlyQuote(p.text.charCodeAt(end - 1))) {
    const span = { start: end - 1, end };
    p.report('curly-quote', span, `A curly quote does not close a string: a ${quote} does.`, {
      fix: replacement(span, quote, `Write ${quote}`),
    });
    return;
  }
  const close = quote === '<<<' ? '>>>' : quote;
  p.report(
    'unclosed-string',
    { start: open.start, end },
    `This string is not closed: a ${close} is missing.`,
    {
      note: 'A string in quotes ends on the line that it begins on.',
      fix: insertion(end, close, `Insert ${close}`),
    },
  );
}

/**
 * Two strings never touch. Where a quote touches the end of a string and the rest of the line has no partner for it,
 * it is one too many. The answer is where the code goes on.
 */
export function skipStrayQuote(p: Parser, closing: SyntaxToken): number {
  const { text } = p;
  const quote = text.charCodeAt(closing.start);
  if (text.charCodeAt(closing.end) !== quote) return closing.end;
  const limit = nearLineEnd(text, closing.end);
  let count = 0;
  for (let i = closing.end; i < limit; i++) if (text.charCodeAt(i) === quote) count++;
  if (count % 2 === 0) return closing.end;
  const span = { start: closing.end, end: closing.end + 1 };
  p.report('unexpected-text', span, 'Here is a quote too many.', {
    fix: replacement(span, '', 'Remove the quote'),
  });
  p.addToken('skipped', span.start, span.end);
  return span.end;
}

/**
 * A description that goes on over several lines is one mistake, so its last line is looked for: the first that holds a
 * quote. Every line up to there has to be prose; a line that could be code says that the quote was forgotten instead.
 */
function laterLines(p: Parser, open: SyntaxToken, end: TextEnd): TextEnd | undefined {
  const { text } = p;
  const quote = text.charCodeAt(open.start);
  let i = end.offset;
  const limit = Math.min(p.length, i + PROSE_LIMIT);
  for (; i < limit; i++) {
    const char = text.charCodeAt(i);
    if (char === quote) break;
    if (char === 61 || char === 58 || char === 40 || char === 123 || char === 125 || char === 35)
      return undefined;
  }
  if (i >= limit || hasQuote(text, i + 1, lineEnd(text, i), quote)) return undefined;
  addText(p, end.offset, i);
  p.report(
    'string-over-lines',
    { start: open.start, end: i + 1 },
    'A string in quotes cannot go on over lines.',
    {
      note: 'Write it on one line, with \\n where a line ends.',
    },
  );
  return { offset: i, closed: true };
}

const PROSE_LIMIT = 2000;

function hasQuote(text: string, from: number, to: number, quote: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === quote) return true;
  return false;
}

/** Inside a placeholder an open string ends before the brace that closes the placeholder. */
function placeholderEnd(p: Parser, open: SyntaxToken, end: TextEnd): number | undefined {
  let brace = open.end;
  while (brace < end.offset && p.text.charCodeAt(brace) !== 125) brace++;
  return brace < end.offset ? brace : undefined;
}

/** How far to look on one line. */
const LINE_LIMIT = 2000;

/** Where the run of closing brackets at the end of the line begins that brackets before the string ask for. */
function beforeClosers(text: string, open: SyntaxToken, end: number): number | undefined {
  const expected = openBrackets(text, open.start);
  let found: number | undefined;
  let i = end - 1;
  // The last bracket of the line closes the outermost one.
  for (let depth = 0; depth <= expected.length && i > open.end; i--) {
    const char = text.charCodeAt(i);
    if (char === 32 || char === 9 || char === 44) continue;
    if (!expected.includes(char, depth)) break;
    depth = expected.indexOf(char, depth) + 1;
    found = i;
  }
  return found;
}

/** The closing brackets that are awaited at the offset, outermost first, as far as its own line tells. */
function openBrackets(text: string, offset: number): readonly number[] {
  let start = offset;
  while (start > 0 && offset - start < LINE_LIMIT && text.charCodeAt(start - 1) !== 10) start--;
  const expected: number[] = [];
  let quote = 0;
  for (let i = start; i < offset; i++) {
    const char = text.charCodeAt(i);
    if (quote !== 0) {
      if (char === quote) quote = 0;
    } else if (char === 34 || char === 39) quote = char;
    else if (char === 40) expected.push(41);
    else if (char === 91 || char === 123) expected.push(char + 2);
    else if (char === expected.at(-1)) expected.pop();
  }
  return expected;
}
