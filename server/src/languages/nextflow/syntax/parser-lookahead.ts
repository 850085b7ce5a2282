import { isSectionLabel } from './labels.ts';
import * as L from './lexer.ts';
import { isNameStart, wordEnd } from './lexer.ts';
import * as W from './lexer-words.ts';
import type { Parser } from './parser-state.ts';

/** True at `process x {`, `workflow {`, `workflow x {` and `include {` at the start of a line: no other block goes on there. */
export function topLevelAhead(p: Parser): boolean {
  if (p.kind !== L.WORD || !p.newline) return false;
  const { text } = p;
  const at = p.after(p.end);
  switch (p.word) {
    case W.W_PROCESS:
      return isNameStart(text, at) && text.charCodeAt(p.after(wordEnd(text, at))) === 123;
    case W.W_WORKFLOW:
      if (text.charCodeAt(at) === 123) return true;
      return isNameStart(text, at) && text.charCodeAt(p.after(wordEnd(text, at))) === 123;
    case W.W_INCLUDE:
      return text.charCodeAt(at) === 123;
    default:
      return false;
  }
}

/** True for `name:`, which is a label at the start of a statement and a key elsewhere. */
export function labelAhead(p: Parser): boolean {
  if (p.kind !== L.WORD) return false;
  const at = p.afterOnLine(p.end);
  return p.text.charCodeAt(at) === 58 && p.text.charCodeAt(at + 1) !== 58;
}

/** True for the label of a section that has its line for itself: within brackets too, no key looks so. */
export function sectionAhead(p: Parser): boolean {
  if (!p.newline || !labelAhead(p) || !isSectionLabel(p.text.slice(p.start, p.end))) return false;
  const at = p.afterOnLine(p.after(p.end) + 1);
  return at >= p.length || L.isLineBreak(p.text.charCodeAt(at));
}

/**
 * True when the lexeme at hand, the first on its line, begins another statement, so that an expression that would go
 * on with it lacks something instead. Exact enough for code that is broken already; never true within an expression
 * that is complete.
 */
export function startsStatement(p: Parser): boolean {
  if (p.kind === L.RBRACE) return true;
  if (p.kind !== L.WORD) return false;
  if (labelAhead(p)) return sectionAhead(p);
  if (W.isStatementWord(p.word)) return true;
  return assignmentAhead(p) || topLevelAhead(p);
}

/** True for `name =` and `a.b =`. */
export function assignmentAhead(p: Parser): boolean {
  const { text } = p;
  let at = p.afterOnLine(p.end);
  while (text.charCodeAt(at) === 46 && isNameStart(text, at + 1)) at = p.afterOnLine(wordEnd(text, at + 1));
  const next = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 61 && next !== 61 && next !== 126;
}

/** True at what an expression can begin with. */
export function canStartExpression(p: Parser): boolean {
  switch (p.kind) {
    case L.WORD:
      return !W.isStatementWord(p.word) && p.word !== W.W_AS && p.word !== W.W_INSTANCEOF;
    case L.INT:
    case L.FLOAT:
    case L.DOUBLE_QUOTE:
    case L.SINGLE_QUOTE:
    case L.DOLLAR_SLASH:
    case L.LPAREN:
    case L.LBRACKET:
    case L.LBRACE:
    case L.NOT:
    case L.TILDE:
      return true;
    default:
      return false;
  }
}

/** True at `!in` and `!instanceof`. */
export function negatedWordAhead(p: Parser): boolean {
  if (p.kind !== L.NOT) return false;
  const { text, end } = p;
  if (text.startsWith('instanceof', end)) return wordEnd(text, end) === end + 10;
  return text.startsWith('in', end) && wordEnd(text, end) === end + 2;
}

const LOOK_LIMIT = 4000;

/** Behind the sign that closes the bracket at `open`; strings count as one. `undefined` where it is too far away. */
export function bracketEnd(text: string, open: number): number | undefined {
  let depth = 0;
  const limit = Math.min(text.length, open + LOOK_LIMIT);
  for (let i = open; i < limit; i++) {
    switch (text.charCodeAt(i)) {
      case 40:
      case 91:
      case 123:
        depth++;
        break;
      case 41:
      case 93:
      case 125:
        if (--depth === 0) return i + 1;
        break;
      case 34:
      case 39:
        i = quotedEnd(text, i) - 1;
        break;
    }
  }
  return undefined;
}

/** Behind the string that begins at `start`, or behind its opening quote where it does not end on its line. */
export function quotedEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  if (text.startsWith(quote.repeat(3), start)) {
    const end = text.indexOf(quote.repeat(3), start + 3);
    return end < 0 ? start + 3 : end + 3;
  }
  for (let i = start + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === quote) return i + 1;
    if (char === '\n' || char === '\r') break;
    if (char === '\\') i++;
  }
  return start + 1;
}

/** Behind the type at `at`: `a.b.T<U, ?>[]`. `undefined` where none stands there. */
export function typeEnd(p: Parser, at: number): number | undefined {
  const { text } = p;
  if (!isNameStart(text, at)) return undefined;
  let end = wordEnd(text, at);
  while (text.charCodeAt(end) === 46 && isNameStart(text, end + 1)) end = wordEnd(text, end + 1);
  const open = blanksAhead(text, end);
  if (text.charCodeAt(open) === 60) {
    const close = typeArgumentsEnd(text, open);
    if (close === undefined) return undefined;
    end = close;
  }
  for (;;) {
    const bracket = blanksAhead(text, end);
    if (text.charCodeAt(bracket) !== 91) break;
    const close = blanksAhead(text, bracket + 1);
    if (text.charCodeAt(close) !== 93) break;
    end = close + 1;
  }
  return end;
}

/** True where the name at the end of `a.b.Name` begins with a capital letter, or the word at `at` is a type of Groovy. */
export function looksLikeType(p: Parser, at: number): boolean {
  const { text } = p;
  let name = at;
  let end = wordEnd(text, at);
  if (W.wordAt(text, at, end) === W.W_PRIMITIVE) return true;
  while (text.charCodeAt(end) === 46 && isNameStart(text, end + 1)) {
    name = end + 1;
    end = wordEnd(text, name);
  }
  const first = text.charAt(name);
  return first !== first.toLowerCase();
}

/** Behind the `>` that closes the `<` at `open`, where only types stand between. */
function typeArgumentsEnd(text: string, open: number): number | undefined {
  let depth = 0;
  const limit = Math.min(text.length, open + LOOK_LIMIT);
  for (let i = open; i < limit; i++) {
    const char = text.charCodeAt(i);
    if (char === 60) depth++;
    else if (char === 62) {
      if (--depth === 0) return i + 1;
    } else if (!(isNameStart(text, i) || L.isDigit(char) || isTypeSign(char))) return undefined;
  }
  return undefined;
}

/** Blanks and `, . ? [ ] &`. */
function isTypeSign(char: number): boolean {
  return (
    char === 32 ||
    char === 9 ||
    char === 10 ||
    char === 13 ||
    char === 44 ||
    char === 46 ||
    char === 63 ||
    char === 91 ||
    char === 93 ||
    char === 38
  );
}

function blanksAhead(text: string, from: number): number {
  return L.blanksEnd(text, from);
}

/** Whether the parameters of a closure and an arrow stand at the offset: `a, b ->`, `String x = 'a' ->`, `->`. */
export function arrowAhead(p: Parser, offset: number): boolean {
  const { text } = p;
  let at = p.after(offset);
  const limit = Math.min(text.length, offset + LOOK_LIMIT);
  while (at < limit) {
    if (text.startsWith('->', at)) return true;
    const end = parameterEnd(p, at);
    if (end === undefined) return false;
    at = p.after(end);
    if (text.charCodeAt(at) === 44) at = p.after(at + 1);
    else return text.startsWith('->', at);
  }
  return false;
}

function parameterEnd(p: Parser, start: number): number | undefined {
  const { text } = p;
  let at = start;
  let end: number | undefined;
  for (let words = 0; words < 6 && isNameStart(text, at); words++) {
    end = typeEnd(p, at);
    if (end === undefined) return undefined;
    at = p.after(end);
    if (text.startsWith('...', at)) at = p.after(at + 3);
  }
  if (end === undefined) return undefined;
  if (text.charCodeAt(at) === 58 && text.charCodeAt(at + 1) !== 58) {
    end = typeEnd(p, p.after(at + 1));
    if (end === undefined) return undefined;
    at = p.after(end);
    if (text.charCodeAt(at) === 63) {
      end = at + 1;
      at = p.after(end);
    }
  }
  if (text.charCodeAt(at) !== 61 || text.charCodeAt(at + 1) === 61) return end;
  return defaultEnd(text, at + 1);
}

/** Behind the value of a parameter: at the comma or arrow that follows it. */
function defaultEnd(text: string, from: number): number | undefined {
  const limit = Math.min(text.length, from + LOOK_LIMIT);
  for (let i = from; i < limit; i++) {
    const char = text.charCodeAt(i);
    if (char === 44 || (char === 45 && text.charCodeAt(i + 1) === 62)) return i;
    if (char === 10 || char === 13 || char === 59 || char === 41 || char === 93 || char === 125)
      return undefined;
    if (char === 40 || char === 91 || char === 123) {
      const end = bracketEnd(text, i);
      if (end === undefined) return undefined;
      i = end - 1;
    } else if (char === 34 || char === 39) i = quotedEnd(text, i) - 1;
  }
  return undefined;
}
