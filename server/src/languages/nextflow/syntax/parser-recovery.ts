import type { SyntaxToken } from '../../../syntax/tree.ts';
import * as L from './lexer.ts';
import {
  canStartExpression,
  quotedEnd,
  sectionAhead,
  startsStatement,
  topLevelAhead,
} from './parser-lookahead.ts';
import type { Parser } from './parser-state.ts';
import { insertion } from './parser-state.ts';
import { beginsTopLevel } from './parser-text-lines.ts';
import type { ErrorNode } from './ast.ts';

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
  [L.GREATER]: '>',
};

/** Takes the sign, or reports that it is missing behind what was read. `purpose` ends the sentence: `after the key`. */
export function expect(p: Parser, lexeme: number, purpose: string): SyntaxToken | undefined {
  if (p.kind === lexeme) return p.take(lexeme === L.ASSIGN ? 'operator' : 'punctuation');
  const sign = SIGN_NAMES[lexeme] ?? '';
  const isSpaced = lexeme === L.LBRACE || lexeme === L.ASSIGN;
  p.report('nextflow-syntax', p.here(), `'${sign}' is missing ${purpose}.`, {
    fix: insertion(p.prevEnd, isSpaced ? ` ${sign}` : sign, `Insert '${sign}'`),
  });
  return undefined;
}

/** Takes a name, or reports that it is missing. `what` names it: `the process`. */
export function expectName(p: Parser, what: string): SyntaxToken | undefined {
  if (p.kind === L.WORD && !(p.newline && startsStatement(p))) return p.take('identifier');
  p.report('nextflow-syntax', p.here(), `The name of ${what} is missing before ${p.shown()}.`);
  return undefined;
}

/** A bracket that was opened, and how far the line with it is indented. */
export interface Opened {
  readonly token: SyntaxToken;
  readonly indent: number;
}

/** Takes the bracket at hand; line breaks end no statement until `closeBracket`. */
export function openBracket(p: Parser): Opened {
  p.expected.push(p.kind + 1);
  const { indent } = p;
  return { token: p.take('punctuation'), indent };
}

/**
 * Takes the closing bracket. Where something else stands before it, that is skipped as one error; otherwise the bracket
 * is reported as missing.
 */
export function closeBracket(p: Parser, lexeme: number, open: Opened): SyntaxToken | undefined {
  while (strayAhead(p, lexeme)) skipStrayBracket(p);
  if (p.kind !== lexeme && !endsList(p)) {
    p.report('nextflow-syntax', p.there(), `${p.shown()} does not belong here.`, {
      note: `A comma, an operator or '${SIGN_NAMES[lexeme] ?? ''}' was expected.`,
    });
    skipUntil(p, lexeme);
    if (p.kind !== lexeme) p.settle();
  }
  p.expected.pop();
  if (p.kind === lexeme) return p.take('punctuation');
  const sign = SIGN_NAMES[lexeme] ?? '';
  p.report(
    'nextflow-unclosed',
    p.here(),
    `'${sign}' is missing: nothing closes this '${p.textOf(open.token)}'.`,
    {
      fix: insertion(p.prevEnd, sign, `Insert '${sign}'`),
    },
  );
  return undefined;
}

/** A closing sign that nothing opened, where another is expected. */
function strayAhead(p: Parser, lexeme: number): boolean {
  if (p.kind === lexeme || !isClosing(p.kind)) return false;
  if (p.kind !== L.RBRACE) return !p.newline && !p.expected.includes(p.kind);
  if (p.newline || hasLineBreak(p.text, p.blockStart, p.start) === false) return false;
  const next = p.charAfter();
  return next === 44 || next === 41 || next === 93;
}

export function skipStrayBracket(p: Parser): ErrorNode {
  const mark = p.mark();
  p.report('nextflow-unclosed', p.there(), `This ${p.shown()} closes nothing.`, {
    fix: { title: `Remove ${p.shown()}`, edits: [{ span: p.there(), newText: '' }], preferred: true },
  });
  p.take('skipped');
  return p.error(mark);
}

function hasLineBreak(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (L.isLineBreak(text.charCodeAt(i))) return true;
  return false;
}

/**
 * After an element of a list in brackets: takes the comma, or reports it where the next element follows without one.
 * False when the list ends here. What stands on a line of its own, no further right than the line with the bracket, is
 * not in the list any more.
 */
export function anotherElement(p: Parser, close: number, open: Opened): boolean {
  while (strayAhead(p, close)) skipStrayBracket(p);
  if (p.kind === L.COMMA) {
    p.take('punctuation');
    while (p.kind === L.COMMA) skipDoubled(p);
    return p.kind !== close && !(p.newline && startsStatement(p)) && p.kind !== L.EOF;
  }
  if (p.kind === close || !(canStartExpression(p) || p.kind === L.STAR)) return false;
  if (p.kind === L.NOT || p.kind === L.LBRACE) return false;
  if (p.newline && (startsStatement(p) || p.indent <= open.indent)) return false;
  // Nothing was read since the last comma was missed, so asking for another would never end.
  if (p.commaMissedAt === p.start) return false;
  p.commaMissedAt = p.start;
  p.report('nextflow-syntax', p.here(), `A comma is missing before ${p.shown()}.`, {
    fix: insertion(p.prevEnd, ',', "Insert ','"),
  });
  return true;
}

/** A sign that stands twice: the second is skipped as an error. */
export function skipDoubled(p: Parser): void {
  const mark = p.mark();
  p.report('nextflow-syntax', p.there(), `${p.shown()} stands here twice.`, {
    fix: { title: `Remove ${p.shown()}`, edits: [{ span: p.there(), newText: '' }], preferred: true },
  });
  p.take('skipped');
  p.error(mark);
  p.settle();
}

/** Skips the rest of the line, and the lines that a bracket on it opens, as one error node. */
export function skipLine(p: Parser): ErrorNode {
  const mark = p.mark();
  const state: SkipState = { open: [], indent: p.indent };
  do skipLexeme(p, state);
  while (!endsSkipping(p, state));
  if (state.open.includes(L.LBRACE)) p.unclosedBlocks++;
  return p.error(mark);
}

/** Skips what is nested beyond the limit; a file has one problem for all of it. */
export function tooDeep(p: Parser): void {
  if (!p.saidTooDeep) {
    p.report('nextflow-nesting', p.there(), 'This is nested too deeply to be read.', {
      note: 'Move inner parts into variables or functions of their own.',
    });
    p.saidTooDeep = true;
  }
  skipUntil(p, L.EOF);
  p.settle();
}

/** Skips to the sign, past brackets that are balanced, but not past the end of the list or statement around. */
export function skipUntil(p: Parser, lexeme: number): void {
  const mark = p.mark();
  const state: SkipState = { open: [], indent: p.indent };
  while (p.kind !== L.EOF && !topLevelAhead(p)) {
    const isFree = state.open.length === 0;
    if (isFree && (p.kind === lexeme || isClosing(p.kind) || (p.newline && startsStatement(p)))) break;
    if (!isFree && p.newline && sectionAhead(p)) break;
    skipLexeme(p, state);
  }
  if (p.mark() > mark) p.error(mark);
}

interface SkipState {
  /** The signs that close what is open. */
  readonly open: number[];
  readonly indent: number;
}

function endsSkipping(p: Parser, { open, indent }: SkipState): boolean {
  if (p.kind === L.EOF || topLevelAhead(p)) return true;
  if (open.length === 0) return p.newline || p.kind === L.RBRACE || p.kind === L.SEMICOLON;
  if (!p.newline || isClosing(p.kind)) return false;
  if (sectionAhead(p) || (p.mode === 'indentation' && p.indent <= indent)) return true;
  return !open.includes(L.LBRACE) && (p.indent <= indent || startsStatement(p));
}

/**
 * Adds the lexeme at hand to the run of skipped text that it continues, so that a long error is one token. Strings
 * count as one lexeme.
 */
function skipLexeme(p: Parser, state: SkipState): void {
  const { text, start } = p;
  let { end } = p;
  if (p.kind === L.DOUBLE_QUOTE || p.kind === L.SINGLE_QUOTE)
    end = Math.max(end, skippedTextEnd(text, start));
  else if (p.kind === L.LPAREN) state.open.push(L.RPAREN);
  else if (p.kind === L.LBRACKET) state.open.push(L.RBRACKET);
  else if (p.kind === L.LBRACE) state.open.push(L.RBRACE);
  else if (isClosing(p.kind)) {
    const at = state.open.lastIndexOf(p.kind);
    if (at >= 0) state.open.length = at;
  }
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

/** A text that would take the next process with it does not end. */
function skippedTextEnd(text: string, start: number): number {
  const end = quotedEnd(text, start);
  const next = end > start + 6 ? beginsTopLevel(text, start) : undefined;
  return next !== undefined && next < end ? start + 3 : end;
}

function endsList(p: Parser): boolean {
  return (
    p.kind === L.EOF ||
    isClosing(p.kind) ||
    (p.newline && (startsStatement(p) || p.kind === L.WORD)) ||
    topLevelAhead(p)
  );
}

export function isClosing(kind: number): boolean {
  return kind === L.RPAREN || kind === L.RBRACKET || kind === L.RBRACE;
}
