import type { JSONScanner } from 'jsonc-parser';
import { createScanner } from 'jsonc-parser';
import type { Span } from '../../text/index.ts';
import { span } from '../../text/index.ts';
import type { JsonPath } from './type-at.ts';

/** What may be written at a place of a JSON text, however broken the text is. */
export interface Cursor {
  readonly expects: 'key' | 'value' | 'nothing';
  /** From the root to the object that the key goes into, or to the value itself. */
  readonly path: JsonPath;
  /** The keys that the object has already, without the one at the cursor. */
  readonly keys: ReadonlySet<string>;
  /** The word or string at the cursor, which is replaced; empty where there is none. */
  readonly replace: Span;
  /** A quote has been typed. */
  readonly quoted: boolean;
  /** Where a comma is missing in front. */
  readonly commaBefore?: number;
  /** Something follows without a comma between. */
  readonly commaAfter: boolean;
  /** The key at the cursor has its colon already. */
  readonly colonAfter: boolean;
}

/** The parser's enumeration is constant and cannot be imported as a value; these are its members. */
const KIND = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  string: 10,
  endOfFile: 17,
} as const satisfies Readonly<Record<string, number>>;
const UNCLOSED_STRING = 2;

interface Frame {
  readonly kind: 'object' | 'array' | 'root';
  /** What has been read last in it. */
  state: 'start' | 'key' | 'colon' | 'value' | 'comma';
  key: string;
  index: number;
  readonly keys: Set<string>;
  /** Where its last element ends. */
  lastEnd: number;
}

interface Token {
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Reads the tokens up to the offset and then to the end of the object around it. */
export function cursorAt(text: string, offset: number): Cursor {
  const scanner = createScanner(text, true);
  const frames = [newFrame('root')];
  let current: Token | undefined;
  let token = next(scanner, text, offset);
  for (; token.kind !== KIND.endOfFile; token = next(scanner, text, offset)) {
    if (token.start >= offset) break;
    if (token.end >= offset && isWord(token)) {
      current = token;
      token = next(scanner, text, offset);
      break;
    }
    read(token, frames);
  }
  const frame = frames.at(-1) ?? newFrame('root');
  const missingComma = frame.kind !== 'root' && frame.state === 'value';
  const restKeys = keysBehind(scanner, text, token, offset);
  return {
    expects: expected(frame),
    path: pathOf(frames),
    keys: new Set([...frame.keys, ...restKeys]),
    replace: current === undefined ? span(offset, offset) : span(current.start, current.end),
    quoted: current !== undefined && text[current.start] === '"',
    ...(missingComma ? { commaBefore: frame.lastEnd } : {}),
    commaAfter: startsElement(token),
    colonAfter: token.kind === KIND.colon,
  };
}

function expected(frame: Frame): Cursor['expects'] {
  if (frame.kind === 'root') return frame.state === 'start' ? 'value' : 'nothing';
  if (frame.kind === 'array') return 'value';
  if (frame.state === 'key') return 'nothing';
  return frame.state === 'colon' ? 'value' : 'key';
}

function pathOf(frames: readonly Frame[]): JsonPath {
  const path: (string | number)[] = [];
  frames.forEach((frame, index) => {
    const isLast = index === frames.length - 1;
    if (frame.kind === 'array') path.push(frame.index);
    else if (frame.kind === 'object' && (!isLast || frame.state === 'colon')) path.push(frame.key);
  });
  return path;
}

function read(token: Token, frames: Frame[]): void {
  const frame = frames.at(-1);
  if (frame === undefined) return;
  switch (token.kind) {
    case KIND.openBrace:
    case KIND.openBracket:
      frame.lastEnd = token.end;
      frames.push(newFrame(token.kind === KIND.openBrace ? 'object' : 'array'));
      return;
    case KIND.closeBrace:
    case KIND.closeBracket:
      return closeFrame(token, frames);
    case KIND.comma:
      if (frame.kind === 'array') frame.index++;
      frame.state = 'comma';
      return;
    case KIND.colon:
      if (frame.kind === 'object') frame.state = 'colon';
      return;
    default:
      return readWord(token, frame);
  }
}

/** A bracket closes the innermost frame of its own kind; what is open inside was never closed. */
function closeFrame(token: Token, frames: Frame[]): void {
  const kind = token.kind === KIND.closeBrace ? 'object' : 'array';
  const index = frames.findLastIndex((frame) => frame.kind === kind);
  if (index < 0) return;
  frames.length = index;
  const outer = frames.at(-1);
  if (outer === undefined) return;
  outer.state = 'value';
  outer.lastEnd = token.end;
}

function readWord(token: Token, frame: Frame): void {
  frame.lastEnd = token.end;
  if (frame.kind !== 'object' || frame.state === 'colon') {
    if (frame.kind === 'array' && frame.state === 'value') frame.index++;
    frame.state = 'value';
    return;
  }
  frame.key = token.value;
  frame.keys.add(token.value);
  frame.state = 'key';
}

/** The keys of the same object behind the cursor. */
function keysBehind(scanner: JSONScanner, text: string, first: Token, offset: number): readonly string[] {
  const keys: string[] = [];
  let depth = 0;
  let before: Token | undefined;
  for (let token = first; token.kind !== KIND.endOfFile; token = next(scanner, text, offset)) {
    if (token.kind === KIND.openBrace || token.kind === KIND.openBracket) depth++;
    if (token.kind === KIND.closeBrace || token.kind === KIND.closeBracket) depth--;
    if (depth < 0) break;
    if (depth === 0 && token.kind === KIND.colon && before?.kind === KIND.string) keys.push(before.value);
    before = token;
  }
  return keys;
}

/** An unclosed string would swallow what stands behind the cursor; it ends there at the first sign of structure. */
function next(scanner: JSONScanner, text: string, offset: number): Token {
  const kind = scanner.scan() as number;
  const start = scanner.getTokenOffset();
  const end = start + scanner.getTokenLength();
  if (kind === KIND.string && (scanner.getTokenError() as number) === UNCLOSED_STRING && offset <= end) {
    const from = Math.max(offset, start + 1);
    const rest = /[\s:,}\]]/.exec(text.slice(from, end));
    const cut = rest === null ? end : from + rest.index;
    if (cut < end) {
      scanner.setPosition(cut);
      return { kind, start, end: cut, value: text.slice(start + 1, cut) };
    }
  }
  return { kind, start, end, value: kind === KIND.string ? scanner.getTokenValue() : text.slice(start, end) };
}

function isWord(token: Token): boolean {
  return token.kind > KIND.colon;
}

function startsElement(token: Token): boolean {
  return (
    token.kind === KIND.openBrace ||
    token.kind === KIND.openBracket ||
    (isWord(token) && token.kind !== KIND.endOfFile)
  );
}

function newFrame(kind: Frame['kind']): Frame {
  return { kind, state: 'start', key: '', index: 0, keys: new Set(), lastEnd: 0 };
}
