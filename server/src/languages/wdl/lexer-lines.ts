import { isLetter } from './lexer.ts';
import * as W from './lexer-words.ts';

/** What a line would begin if it were code and not text of a string or command. */
export type LineRole = 'none' | 'section' | 'command-heredoc' | 'top-level' | 'closing-brace';

/** Looks at the first words of one line only. */
export function lineRole(text: string, lineStart: number): LineRole {
  const at = blanksEnd(text, lineStart);
  const first = text.charCodeAt(at);
  if (first === 125) return closesAlone(text, at + 1) ? 'closing-brace' : 'none';
  if (!isLetter(first)) return 'none';
  let end = at + 1;
  while (isLetter(text.charCodeAt(end))) end++;
  const next = blanksEnd(text, end);
  const char = text.charCodeAt(next);
  switch (W.wordAt(text, at, end)) {
    case W.W_INPUT:
    case W.W_OUTPUT:
    case W.W_RUNTIME:
    case W.W_REQUIREMENTS:
    case W.W_HINTS:
    case W.W_META:
    case W.W_PARAMETER_META:
      return char === 123 ? 'section' : 'none';
    case W.W_COMMAND:
      if (text.startsWith('<<<', next)) return 'command-heredoc';
      return char === 123 ? 'section' : 'none';
    case W.W_TASK:
    case W.W_WORKFLOW:
    case W.W_STRUCT:
    case W.W_ENUM:
      return next > end && isLetter(char) && opensBlock(text, next) ? 'top-level' : 'none';
    default:
      return 'none';
  }
}

/** How many blanks the line begins with. */
export function lineIndent(text: string, lineStart: number): number {
  return blanksEnd(text, lineStart) - lineStart;
}

function opensBlock(text: string, name: number): boolean {
  let i = name;
  while (isLetter(text.charCodeAt(i)) || isDigit(text.charCodeAt(i))) i++;
  return text.charCodeAt(blanksEnd(text, i)) === 123;
}

function closesAlone(text: string, from: number): boolean {
  const at = blanksEnd(text, from);
  const char = text.charCodeAt(at);
  return at >= text.length || char === 10 || char === 13 || char === 35;
}

function blanksEnd(text: string, from: number): number {
  let i = from;
  while (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9) i++;
  return i;
}

function isDigit(char: number): boolean {
  return char >= 48 && char <= 57;
}
