import type { SyntaxToken } from '../tree.ts';
import type { Span } from '../../text/index.ts';
import { span } from '../../text/index.ts';
import type { Reading } from './read.ts';

/** A text of the same length that can be read further, and what was wrong with the text before. */
export interface Repair {
  readonly text: string;
  /** Absent for what the parsers of the field read over. */
  readonly slip?: Slip;
}

export interface Slip {
  readonly span: Span;
  readonly message: string;
  readonly note: string;
  /** The slip may come of one in the line above, of which it says the same. */
  readonly follows?: true;
}

/** Stand for characters that would structure the text; of the private use area, so that they occur nowhere else. */
const STAND_INS: Readonly<Record<string, string>> = {
  ':': '\uE03A',
  '"': '\uE022',
  "'": '\uE027',
  '[': '\uE05B',
  '{': '\uE07B',
};

/** The text with the characters that stand-ins stand for. */
export function restored(text: string): string {
  return /[\uE022\uE027\uE03A\uE05B\uE07B]/.test(text)
    ? text.replace(/[\uE022\uE027\uE03A\uE05B\uE07B]/g, (char) =>
        String.fromCharCode(char.charCodeAt(0) & 0xff),
      )
    : text;
}

/** Mends the first slip that would make everything behind it unreadable, or lie in the wrong place. */
export function repairOf(text: string, reading: Reading): Repair | undefined {
  if (reading.errors.length === 0) return undefined;
  return (
    tabs(text, reading) ??
    indentedTop(text) ??
    strayBracket(text, reading) ??
    outdentedFlow(text, reading) ??
    outdentedQuote(text, reading) ??
    runawayQuote(text, reading) ??
    colonInValue(text, reading)
  );
}

function tabs(text: string, { errors }: Reading): Repair | undefined {
  const error = errors.find(({ code }) => code === 'TAB_AS_INDENT');
  if (error === undefined) return undefined;
  const spaced = text.replace(/^[ \t]*\t[ \t]*/gm, (blanks) => ' '.repeat(blanks.length));
  if (spaced === text) return undefined;
  return {
    text: spaced,
    slip: {
      span: span(error.pos[0], error.pos[0] + 1),
      message: 'Lines are indented with a tab, which YAML does not allow.',
      note: 'Indent with spaces.',
    },
  };
}

/** A text in quotes may go on as far left as its key: a line break in it is a blank, so lines are joined. */
function outdentedQuote(text: string, { errors }: Reading): Repair | undefined {
  for (const { message, pos } of errors) {
    const quote = /closing (["'])/.exec(message)?.[1];
    const start = quote === undefined ? -1 : text.lastIndexOf(quote, pos[0] - 1);
    const end = quote === undefined || start < 0 ? undefined : closingQuote(text, start, quote);
    if (end === undefined) continue;
    const source = text.slice(start, end);
    // What looks like a key was not meant to be in the text.
    if (source.split('\n').slice(1).some(isKeyLine)) continue;
    return { text: text.slice(0, start) + source.replace(/[\r\n]/g, ' ') + text.slice(end) };
  }
  return undefined;
}

/** The offset behind the quote that ends the text which begins at `start`. */
function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let i = start + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (quote === '"' && char === '\\') i++;
    else if (char === quote) {
      if (quote !== "'" || text.charAt(i + 1) !== "'") return i + 1;
      i++;
    }
  }
  return undefined;
}

/** A quote that was forgotten ends at the next quote, many lines below. */
function runawayQuote(text: string, { tokens, errors }: Reading): Repair | undefined {
  for (const token of tokens) {
    if (token.kind !== 'single' && token.kind !== 'double') continue;
    const source = text.slice(token.start, token.end);
    const line = source.search(/[\r\n]/);
    if (line < 0 || !(isOpen(source) || (swallowsKeys(text, token) && failsBehind(errors, token)))) continue;
    const quote = source[0] ?? '"';
    const at = token.start + line;
    return {
      text:
        openBrackets(tokens, token.start) > 0 ? closedInFlow(text, at, quote) : asPlain(text, token.start),
      slip: {
        span: span(token.start, at),
        message: 'This text has no closing quote.',
        note: `Add ${quote === '"' ? 'a double' : 'a single'} quote at its end.`,
      },
    };
  }
  return undefined;
}

/** In brackets the end of the line may go; the comma that goes with the quote may be there or not. */
function closedInFlow(text: string, lineEnd: number, quote: string): string {
  const comma = text[lineEnd - 1] === ',';
  const from = comma ? lineEnd - 1 : lineEnd;
  const blank = comma || /\s/.test(text.charAt(lineEnd + 1));
  return text.slice(0, from) + quote + (blank ? `,${text.slice(from + 2)}` : text.slice(from + 1));
}

function asPlain(text: string, at: number): string {
  const quote = text.charAt(at);
  return text.slice(0, at) + (STAND_INS[quote] ?? quote) + text.slice(at + 1);
}

function isOpen(source: string): boolean {
  const quote = source[0];
  if (source.length < 2 || !source.endsWith(quote ?? '')) return true;
  return quote === '"' && /(?:^|[^\\])(?:\\\\)*\\"$/.test(source.slice(1));
}

function swallowsKeys(text: string, { start, end }: SyntaxToken): boolean {
  const source = text.slice(start, end);
  // The closing quote opens a key.
  if (/[\w$]/.test(text.charAt(end))) return true;
  return /[\r\n]\s*(?:- )?["']?[\w$.:/#-]+["']?\s*:(?:\s|$)/.test(source);
}

function failsBehind(errors: Reading['errors'], { start, end }: SyntaxToken): boolean {
  return errors.some(({ pos }) => pos[0] >= start && pos[0] <= end + 200);
}

/** A first line that is indented further than the keys below would keep all of them out: it is read over. */
function indentedTop(text: string): Repair | undefined {
  const first = /^(?:[ \t]*(?:#.*|---.*)?\r?\n)*( +)[^\s#]/.exec(text);
  const blanks = first?.[1]?.length ?? 0;
  if (first === null || blanks === 0) return undefined;
  const start = first[0].length - 1 - blanks;
  const below = new RegExp(`^ {0,${blanks - 1}}[\\w$"'-]`, 'm');
  if (!below.test(text.slice(first[0].length))) return undefined;
  return {
    text: `${text.slice(0, start)}#${text.slice(start + 1)}`,
    slip: {
      span: span(start, first[0].length - 1),
      message: 'This line is indented further than the lines below.',
      note: 'Keys of one mapping start in the same column.',
    },
  };
}

/** A bracket before a key that is never closed takes in everything below. */
function strayBracket(text: string, { tokens }: Reading): Repair | undefined {
  const index = tokens.findIndex(
    (token, i) =>
      (token.kind === '[' || token.kind === '{') &&
      tokens[i + 1]?.kind === 'plain' &&
      tokens[i + 2]?.kind === ':' &&
      tokens[i + 1]?.start === token.end &&
      text
        .slice(text.lastIndexOf('\n', token.start - 1) + 1, token.start)
        .trim()
        .replace(/^-$/, '') === '' &&
      !isClosed(text, token.start),
  );
  const bracket = tokens[index];
  if (bracket === undefined) return undefined;
  const kind = text.charAt(bracket.start);
  return {
    text: text.slice(0, bracket.start) + (STAND_INS[kind] ?? kind) + text.slice(bracket.end),
    slip: {
      span: span(bracket.start, bracket.end),
      message: `The bracket '${kind}' is never closed.`,
      note: 'Remove it, or close it.',
    },
  };
}

/** Goes by the letters: what the library does not take for brackets may be meant as such. */
function isClosed(text: string, start: number): boolean {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (char === '[' || char === '{') depth++;
    else if ((char === ']' || char === '}') && --depth === 0) return true;
  }
  return false;
}

/** Lines in brackets may stand as far left as the key: they are joined, which changes nothing between brackets. */
function outdentedFlow(text: string, { tokens, errors }: Reading): Repair | undefined {
  const error = errors.find(({ code, message }) => code === 'BAD_INDENT' && message.startsWith('Flow'));
  if (error === undefined) return undefined;
  let depth = openBrackets(tokens, error.pos[0]);
  let joined = text;
  for (let start = text.lastIndexOf('\n', error.pos[0] - 1); start >= 0 && depth > 0;) {
    const next = text.indexOf('\n', start + 1);
    const line = text.slice(start + 1, next < 0 ? text.length : next);
    if (isKeyLine(line) || /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', start - 1) + 1, start))) break;
    joined = `${joined.slice(0, start)} ${joined.slice(start + 1)}`;
    for (const char of line)
      depth += char === '[' || char === '{' ? 1 : char === ']' || char === '}' ? -1 : 0;
    start = next;
  }
  return joined === text ? undefined : { text: joined };
}

/** A line that begins like one of a block: what stands open above it was forgotten. */
function isKeyLine(line: string): boolean {
  if (!/^\s*(?:- )?[\w$.:/#-]+:(?:\s|$)/.test(line) || /,\s*$/.test(line)) return false;
  const count = (pattern: RegExp): number => line.match(pattern)?.length ?? 0;
  return count(/[[{]/g) >= count(/[\]}]/g);
}

function openBrackets(tokens: readonly SyntaxToken[], offset: number): number {
  let depth = 0;
  for (const { kind, start } of tokens) {
    if (start >= offset) break;
    if (kind === '{' || kind === '[') depth++;
    else if (kind === '}' || kind === ']') depth--;
  }
  return depth;
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
    slip: {
      span: below ? span(word.start, colon.end) : span(error.pos[0], end),
      message: below
        ? `'${text.slice(word.start, word.end)}' is indented below a key that has a value already.`
        : 'A text with a colon and a space in it needs quotes.',
      note: below ? 'Indent it like the keys that it belongs to.' : 'YAML takes it for a key and its value.',
      ...(below ? { follows: true } : {}),
    },
  };
}

function lineEnd(text: string, from: number): number {
  const end = text.slice(from).search(/[ \t]*(?:\r|\n|$)/);
  return from + end;
}
