import { EOF, LBRACE, LBRACKET, RBRACE, UNKNOWN, WORD, isLetter, wordEnd } from './lexer.ts';
import * as L from './lexer.ts';
import * as W from './lexer-words.ts';
import type { Parser } from './parser-state.ts';

/** True at `task x`, `workflow x`, `struct x`, `enum x` or `import "…"` at the start of a line: no block goes on there. */
export function atTopLevel(p: Parser): boolean {
  if (p.kind !== WORD || !p.newline) return false;
  switch (p.word) {
    case W.W_TASK:
    case W.W_WORKFLOW:
    case W.W_STRUCT:
    case W.W_ENUM:
      return isLetter(p.charAfter());
    case W.W_IMPORT: {
      const char = p.charAfter();
      return char === 34 || char === 39;
    }
    default:
      return false;
  }
}

/** True for `input {`, `command <<<` and the other sections of tasks and workflows. */
export function atSection(p: Parser): boolean {
  if (p.kind !== WORD || !isSectionWord(p.word)) return false;
  const char = p.charAfter();
  return char === 123 || (p.word === W.W_COMMAND && char === 60);
}

export function isSectionWord(word: number): boolean {
  switch (word) {
    case W.W_INPUT:
    case W.W_OUTPUT:
    case W.W_COMMAND:
    case W.W_RUNTIME:
    case W.W_REQUIREMENTS:
    case W.W_HINTS:
    case W.W_META:
    case W.W_PARAMETER_META:
      return true;
    default:
      return false;
  }
}

/** True for `call x`, `scatter (` and `if (`. */
export function atFlow(p: Parser): boolean {
  if (p.kind !== WORD) return false;
  if (p.word === W.W_CALL) return isLetter(p.charAfter());
  return (p.word === W.W_SCATTER || p.word === W.W_IF) && p.charAfter() === 40;
}

/**
 * True when the lexeme at hand, the first on its line, begins another statement, so that an expression that would go
 * on with it lacks something instead. Exact enough for code that is broken already; never true within an expression
 * that is complete.
 */
export function startsStatement(p: Parser): boolean {
  if (p.kind === RBRACE) return true;
  if (p.kind !== WORD) return false;
  switch (p.word) {
    case W.W_IF:
      return conditionalAhead(p);
    case W.W_SCATTER:
      return p.charAfter() === 40 && scatterAhead(p);
    case W.W_CALL:
      return isLetter(p.charAfter());
    default:
      return atSection(p) ? sectionAhead(p) : declAhead(p) || atTopLevel(p);
  }
}

/** True when a type and a name stand here: `File x`, `File? x`, `Array[File]+ x`. */
export function declAhead(p: Parser): boolean {
  const { text } = p;
  const at = p.after(p.end);
  const char = text.charCodeAt(at);
  if (isLetter(char)) return nameAhead(p, at);
  if (char === 63) return true;
  if (char !== 91) return false;
  const end = bracketsEnd(p, at);
  if (end === undefined) return false;
  let i = end;
  while (text.charCodeAt(i) === 43 || text.charCodeAt(i) === 63) i = p.after(i + 1);
  return isLetter(text.charCodeAt(i)) && nameAhead(p, i);
}

/** True when `name:` stands here, which in a section or an object begins the next entry. */
export function keyAhead(p: Parser): boolean {
  return p.kind === WORD && p.charAfter() === 58;
}

/** True at what an expression can begin with; `then` and `else` only go on with one. */
export function canStartExpression(p: Parser): boolean {
  switch (p.kind) {
    case WORD:
      return p.word !== W.W_THEN && p.word !== W.W_ELSE;
    case L.INT:
    case L.FLOAT:
    case L.DOUBLE_QUOTE:
    case L.SINGLE_QUOTE:
    case L.HEREDOC_OPEN:
    case L.LPAREN:
    case LBRACKET:
    case LBRACE:
    case L.NOT:
    case L.MINUS:
      return true;
    default:
      return false;
  }
}

/** True when nothing of the line at hand is left to skip. */
export function atLineEnd(p: Parser): boolean {
  return p.newline || p.kind === EOF || p.kind === RBRACE;
}

export function isCurlyQuoteAhead(p: Parser): boolean {
  return p.kind === UNKNOWN && L.isCurlyQuote(p.text.charCodeAt(p.start));
}

/**
 * `at` is where a second word begins. Where it is on another line it counts as the name of a declaration only when it
 * is not itself the type of one.
 */
function nameAhead(p: Parser, at: number): boolean {
  const { text } = p;
  const end = wordEnd(text, at);
  const word = W.wordAt(text, at, end);
  if (word === W.W_THEN || word === W.W_ELSE || word === W.W_IN || word === W.W_AS) return false;
  if (!hasLineBreak(text, p.end, at)) return true;
  const char = text.charCodeAt(p.after(end));
  return char === 61 || char === 125;
}

/** Whether `if (…) {` stands here and not `if (…) then`. Looks no further than a condition is long. */
function conditionalAhead(p: Parser): boolean {
  const open = p.after(p.end);
  if (p.text.charCodeAt(open) !== 40) return false;
  const end = parenthesesEnd(p, open);
  return end !== undefined && p.text.charCodeAt(p.after(end)) === 123;
}

function scatterAhead(p: Parser): boolean {
  const end = parenthesesEnd(p, p.after(p.end));
  return end !== undefined && p.text.charCodeAt(p.after(end)) === 123;
}

/** Whether the `{` after a section's name opens a section and not a struct literal `input { key: … }`. */
function sectionAhead(p: Parser): boolean {
  const open = p.after(p.end);
  return p.text.charCodeAt(open) !== 123 || !entryAhead(p, open + 1);
}

/** Whether `key:` or `key.key:` stands at the offset. */
export function entryAhead(p: Parser, offset: number): boolean {
  const at = p.after(offset);
  if (!isLetter(p.text.charCodeAt(at))) return false;
  const char = p.text.charCodeAt(p.after(wordEnd(p.text, at)));
  return char === 58 || char === 46;
}

const LOOK_LIMIT = 2000;

function parenthesesEnd(p: Parser, open: number): number | undefined {
  let depth = 0;
  const limit = Math.min(p.length, open + LOOK_LIMIT);
  for (let i = open; i < limit; i++) {
    const char = p.text.charCodeAt(i);
    if (char === 40) depth++;
    else if (char === 41 && --depth === 0) return i + 1;
  }
  return undefined;
}

/** The offset of what follows `[…]`, where the brackets hold nothing but types. */
function bracketsEnd(p: Parser, open: number): number | undefined {
  const { text } = p;
  let depth = 0;
  const limit = Math.min(p.length, open + LOOK_LIMIT);
  for (let i = open; i < limit; i++) {
    const char = text.charCodeAt(i);
    if (char === 91) depth++;
    else if (char === 93) {
      if (--depth === 0) return p.after(i + 1);
    } else if (!(
      isLetter(char) ||
      char <= 32 ||
      char === 44 ||
      char === 63 ||
      char === 43 ||
      isDigit(char)
    )) {
      return undefined;
    }
  }
  return undefined;
}

function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}

export function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const char = text.charCodeAt(i);
    if (char === 10 || char === 13) return true;
  }
  return false;
}
