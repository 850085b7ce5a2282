import type { SyntaxToken } from '../../syntax/tree.ts';
import { closest } from '../../text/index.ts';
import * as L from './lexer.ts';
import { W_ELSE, W_NONE, W_THEN } from './lexer-words.ts';
import {
  atFlow,
  atSection,
  atTopLevel,
  canStartExpression,
  declAhead,
  keyAhead,
  startsStatement,
} from './parser-lookahead.ts';
import type { Parser } from './parser-state.ts';
import { insertion, replacement } from './parser-state.ts';

const SIGN_NAMES: Readonly<Record<number, string>> = {
  [L.LPAREN]: '(',
  [L.RPAREN]: ')',
  [L.LBRACKET]: '[',
  [L.RBRACKET]: ']',
  [L.LBRACE]: '{',
  [L.RBRACE]: '}',
  [L.COMMA]: ',',
  [L.COLON]: ':',
  [L.ASSIGN]: '=',
};

/** Takes the sign, or reports that it is missing behind what was read. `purpose` ends the sentence: `after the key`. */
export function expect(p: Parser, lexeme: number, purpose: string): SyntaxToken | undefined {
  if (p.kind === lexeme) return p.take(lexeme === L.ASSIGN ? 'operator' : 'punctuation');
  const sign = SIGN_NAMES[lexeme] ?? '';
  p.report('expected-token', p.here(), `'${sign}' is missing ${purpose}.`, {
    fix: insertion(
      p.prevEnd,
      lexeme === L.LBRACE || lexeme === L.ASSIGN ? ` ${sign}` : sign,
      `Insert '${sign}'`,
    ),
  });
  return undefined;
}

/** Takes a name, or reports that it is missing. `what` names it: `the task`. */
export function expectName(p: Parser, what: string): SyntaxToken | undefined {
  if (p.kind === L.WORD && !(p.newline && startsStatement(p))) return p.take('identifier');
  p.report('missing-name', p.here(), `The name of ${what} is missing before ${p.shown()}.`);
  return undefined;
}

/** `call call x`: a keyword that stands twice is read once. */
export function skipRepeated(p: Parser, word: number): void {
  if (p.kind !== L.WORD || p.word !== word || word === W_NONE || p.newline) return;
  const char = p.charAfter();
  if (!L.isLetter(char) && char !== 123 && char !== 40 && char !== 60 && char !== 34) return;
  const mark = p.mark();
  p.report('unexpected-text', p.there(), `${p.shown()} stands here twice.`, {
    fix: replacement({ start: p.prevEnd, end: p.end }, '', `Remove ${p.shown()}`),
  });
  p.take('skipped');
  p.error(mark);
}

/**
 * Takes the closing sign of a list, a group or an index. Where something else stands before it on the same line, that
 * is skipped as one error; otherwise the sign is reported as missing.
 */
export function expectClose(
  p: Parser,
  lexeme: number,
  open: SyntaxToken | undefined,
): SyntaxToken | undefined {
  if (p.kind === lexeme) return p.take('punctuation');
  const sign = SIGN_NAMES[lexeme] ?? '';
  if (!endsList(p)) {
    p.report('unexpected-text', p.there(), `${p.shown()} does not belong here.`, {
      note: `'${sign}' was expected.`,
    });
    skipUntil(p, lexeme);
    if (p.kind === lexeme) return p.take('punctuation');
    p.settle();
  }
  const opening = open === undefined ? '' : p.text.slice(open.start, open.end);
  p.report('expected-token', p.here(), `'${sign}' is missing: nothing closes this '${opening}'.`, {
    fix: insertion(p.prevEnd, sign, `Insert '${sign}'`),
  });
  return undefined;
}

/**
 * After an element of a comma-separated list: takes the comma, or reports it where the next element follows without
 * one. False when the list ends here; a key that stands no further right than `indent`, the indentation of the line
 * that an object begins on, is not in the object any more.
 */
export function anotherElement(p: Parser, close: number, indent = -1): boolean {
  if (p.kind === L.COMMA) {
    p.take('punctuation');
    return p.kind !== close && !(p.newline && startsStatement(p)) && p.kind !== L.EOF;
  }
  if (p.kind === close || !canStartExpression(p)) return false;
  if (p.newline && (startsStatement(p) || (keyAhead(p) && (close !== L.RBRACE || p.indent <= indent))))
    return false;
  // Nothing was read since the last comma was missed, so asking for another would never end.
  if (p.commaMissedAt === p.start) return false;
  p.commaMissedAt = p.start;
  if (quoteForgotten(p)) {
    p.report(
      'unclosed-string',
      p.there(),
      `A quote is missing on this line, before ${p.shown()} or after it.`,
    );
    skipLine(p);
    p.settle();
    return false;
  }
  const at = p.prevEnd;
  p.report('expected-token', p.here(), `A comma is missing before ${p.shown()}.`, {
    fix: insertion(at, ',', "Insert ','"),
  });
  return true;
}

/** A word that touches the end of a string stood inside a string until a quote before it was lost. */
function quoteForgotten(p: Parser): boolean {
  const before = p.text.charCodeAt(p.prevEnd - 1);
  return p.kind === L.WORD && p.start === p.prevEnd && (before === 34 || before === 39);
}

/** Skips the lexemes of a statement that makes no sense, as one error node, up to where the next one begins. */
export function skipStatement(p: Parser, within: 'entries' | 'statements' = 'statements'): void {
  const mark = p.mark();
  const state = { depth: 0 };
  do skipLexeme(p, state);
  while (p.kind !== L.EOF && !atTopLevel(p) && !(state.depth <= 0 && statementBoundary(p, within)));
  p.error(mark);
}

/** Skips the rest of the line, and the lines that a brace on it opens, as one error node. */
export function skipLine(p: Parser): void {
  const mark = p.mark();
  const state = { depth: 0 };
  do skipLexeme(p, state);
  while (p.kind !== L.EOF && !atTopLevel(p) && (state.depth > 0 || !p.newline));
  p.error(mark);
}

/** Skips all lexemes until a top-level item begins, as one error node. */
export function skipToTopLevel(p: Parser): void {
  const mark = p.mark();
  const state = { depth: 0 };
  do skipLexeme(p, state);
  while (p.kind !== L.EOF && !atTopLevel(p) && meantKeyword(p) === undefined);
  p.error(mark);
}

const BLOCK_KEYWORDS = ['task', 'workflow', 'struct', 'enum'];

/** At `tsk x {` the keyword that was probably meant. */
export function meantKeyword(p: Parser): string | undefined {
  if (p.kind !== L.WORD || p.word !== W_NONE || !p.newline || !L.isLetter(p.charAfter())) return undefined;
  const nameEnd = L.wordEnd(p.text, p.after(p.end));
  if (p.text.charCodeAt(p.after(nameEnd)) !== 123 || p.end - p.start > 12) return undefined;
  return closest(p.text.slice(p.start, p.end), BLOCK_KEYWORDS);
}

/** Skips what is nested beyond the limit; a file has one problem for all of it. */
export function tooDeep(p: Parser): void {
  if (!p.saidTooDeep) {
    p.report('nested-too-deeply', p.there(), 'This is nested too deeply to be read.', {
      note: 'Move inner parts into declarations of their own.',
    });
    p.saidTooDeep = true;
  }
  skipUntil(p, L.EOF);
  p.settle();
}

/** Skips to the sign, past brackets that are balanced, but not past the end of the list or statement around. */
function skipUntil(p: Parser, lexeme: number): void {
  const mark = p.mark();
  const state = { depth: 0 };
  while (p.kind !== L.EOF && !atTopLevel(p)) {
    if (state.depth <= 0 && (p.kind === lexeme || isClosing(p.kind) || (p.newline && startsStatement(p))))
      break;
    skipLexeme(p, state);
  }
  if (p.mark() > mark) p.error(mark);
}

/**
 * Adds the lexeme at hand to the run of skipped text that it continues, so that a long error is one token. Strings
 * count as one lexeme where they end on their line.
 */
function skipLexeme(p: Parser, state: { depth: number }): void {
  const { text } = p;
  const start = p.start;
  let end = p.end;
  if (p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE) end = quotedEnd(text, start);
  else if (isOpening(p.kind)) state.depth++;
  else if (isClosing(p.kind)) state.depth--;
  const before = p.last();
  const comment = p.comments.at(-1);
  if (before?.kind === 'skipped' && (comment === undefined || comment.start < before.end)) {
    p.discard(p.mark() - 1);
    p.addToken('skipped', before.start, end);
  } else {
    p.addToken('skipped', start, end);
  }
  if (end === p.end) p.next();
  else p.jump(end, end);
}

function quotedEnd(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let i = start + 1; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === quote) return i + 1;
    if (char === 10 || char === 13) break;
    if (char === 92) i++;
  }
  return start + 1;
}

function endsList(p: Parser): boolean {
  return (
    p.kind === L.EOF ||
    p.kind === L.LBRACE ||
    (p.kind === L.WORD && (p.word === W_THEN || p.word === W_ELSE)) ||
    isClosing(p.kind) ||
    (p.newline && (startsStatement(p) || p.kind === L.WORD)) ||
    atTopLevel(p)
  );
}

function statementBoundary(p: Parser, within: 'entries' | 'statements'): boolean {
  if (p.kind === L.RBRACE) return true;
  if (!p.newline || p.kind !== L.WORD) return false;
  const char = p.charAfter();
  return atSection(p) || atFlow(p) || declAhead(p) || char === 61 || (char === 58 && within === 'entries');
}

function isOpening(kind: number): boolean {
  return kind === L.LPAREN || kind === L.LBRACKET || kind === L.LBRACE;
}

function isClosing(kind: number): boolean {
  return kind === L.RPAREN || kind === L.RBRACKET || kind === L.RBRACE;
}
