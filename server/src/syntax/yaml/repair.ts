import type { SyntaxToken } from '../tree.ts';
import type { Span } from '../../text/index.ts';
import { span } from '../../text/index.ts';
import type { Reading } from './read.ts';

/** A text of the same length that can be read further, and what was wrong with the text before. */
export interface Repair {
  readonly text: string;
  readonly span: Span;
  readonly message: string;
  readonly note: string;
}

/** Stand for characters that would structure the text; of the private use area, so that they occur nowhere else. */
const STAND_INS: Readonly<Record<string, string>> = { ':': '\uE03A', '"': '\uE022', "'": '\uE027' };

/** The text with the characters that stand-ins stand for. */
export function restored(text: string): string {
  return /[\uE022\uE027\uE03A]/.test(text)
    ? text.replace(/[\uE022\uE027\uE03A]/g, (char) => String.fromCharCode(char.charCodeAt(0) & 0xff))
    : text;
}

/** Mends the first slip that would make everything behind it unreadable, or lie in the wrong place. */
export function repairOf(text: string, reading: Reading): Repair | undefined {
  if (reading.errors.length === 0) return undefined;
  return tabs(text, reading) ?? runawayQuote(text, reading) ?? colonInValue(text, reading);
}

function tabs(text: string, { errors }: Reading): Repair | undefined {
  const error = errors.find(({ code }) => code === 'TAB_AS_INDENT');
  if (error === undefined) return undefined;
  const spaced = text.replace(/^[ \t]*\t[ \t]*/gm, (blanks) => ' '.repeat(blanks.length));
  if (spaced === text) return undefined;
  return {
    text: spaced,
    span: span(error.pos[0], error.pos[0] + 1),
    message: 'Lines are indented with a tab, which YAML does not allow.',
    note: 'Indent with spaces.',
  };
}

/** A quote that was forgotten ends at the next quote, many lines below. */
function runawayQuote(text: string, { tokens, errors }: Reading): Repair | undefined {
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'single' && token.kind !== 'double') continue;
    const source = text.slice(token.start, token.end);
    const line = source.search(/[\r\n]/);
    if (line < 0 || !(isOpen(source) || (swallowsKeys(source) && failsBehind(errors, token)))) continue;
    const quote = source[0] ?? '"';
    const at = token.start + line;
    return {
      // In brackets the end of the line may go; elsewhere the text counts as one without quotes.
      text: inFlow(tokens, index)
        ? text.slice(0, at) + quote + text.slice(at + 1)
        : text.slice(0, token.start) + (STAND_INS[quote] ?? quote) + text.slice(token.start + 1),
      span: span(token.start, at),
      message: 'This text has no closing quote.',
      note: `Add ${quote === '"' ? 'a double' : 'a single'} quote at its end.`,
    };
  }
  return undefined;
}

function isOpen(source: string): boolean {
  const quote = source[0];
  if (source.length < 2 || !source.endsWith(quote ?? '')) return true;
  return quote === '"' && /(?:^|[^\\])(?:\\\\)*\\"$/.test(source.slice(1));
}

function swallowsKeys(source: string): boolean {
  return /[\r\n]\s*(?:- )?["']?[\w$.:/#-]+["']?\s*:(?:\s|$)/.test(source);
}

function failsBehind(errors: Reading['errors'], { start, end }: SyntaxToken): boolean {
  return errors.some(({ pos }) => pos[0] >= start && pos[0] <= end + 200);
}

function inFlow(tokens: readonly SyntaxToken[], index: number): boolean {
  let depth = 0;
  for (let i = 0; i < index; i++) {
    const kind = tokens[i]?.kind;
    if (kind === '{' || kind === '[') depth++;
    else if (kind === '}' || kind === ']') depth--;
  }
  return depth > 0;
}

/** `label: STAR: align`, or a line that is indented below a value. */
function colonInValue(text: string, { tokens, errors }: Reading): Repair | undefined {
  const error = errors.find(({ code }) => code === 'BLOCK_AS_IMPLICIT_KEY');
  if (error === undefined) return undefined;
  const index = tokens.findIndex(({ kind, start }) => kind === ':' && start >= error.pos[0]);
  const colon = tokens[index];
  const word = tokens[index - 1];
  if (colon === undefined || word?.kind !== 'plain') return undefined;
  const lines = text.slice(error.pos[0], colon.start);
  const below = /[\r\n]/.test(lines);
  const end = lineEnd(text, colon.start);
  return {
    text: text.slice(0, colon.start) + (STAND_INS[':'] ?? ':') + text.slice(colon.start + 1),
    span: below ? span(word.start, colon.end) : span(error.pos[0], end),
    message: below
      ? `'${text.slice(word.start, word.end)}' is indented below a key that has a value already.`
      : 'A text with a colon and a space in it needs quotes.',
    note: below ? 'Indent it like the keys that it belongs to.' : 'YAML takes it for a key and its value.',
  };
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/[ \t]*(?:\r|\n|$)/);
  return from + end;
}
