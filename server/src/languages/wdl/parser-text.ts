import type { SyntaxToken } from '../../syntax/tree.ts';
import type { ExprNode, PlaceholderNode, PlaceholderOptionNode, StringNode } from './ast.ts';
import * as L from './lexer.ts';
import { isHexDigit, lineEnd } from './lexer.ts';
import { lineRole } from './lexer-lines.ts';
import type { Parser } from './parser-state.ts';
import { insertion } from './parser-state.ts';
import { addText, mendString, reportUnclosedString, skipStrayQuote } from './parser-string-recovery.ts';
import type { TextEnd } from './parser-string-recovery.ts';

/** Reads what placeholders hold. Passed in, because expressions hold strings and strings hold expressions. */
export interface Expressions {
  readonly whole: (p: Parser) => ExprNode;
  /** A literal, a name or an application: what may stand after `sep=`. */
  readonly simple: (p: Parser) => ExprNode;
}

/** How one kind of text ends and what is special in it. */
export interface TextStyle {
  /** The character that closes it, and how many of them. */
  readonly close: number;
  readonly closeLength: 1 | 3;
  readonly tilde: boolean;
  readonly dollar: boolean;
  /** Strings have escapes as tokens; in commands a backslash only keeps the next character from closing. */
  readonly escapes: 'token' | 'text';
  readonly lines: 'one' | 'many';
  /** Called at the start of every further line; a true answer ends the text there. */
  readonly lineStart?: (p: Parser, textStart: number, offset: number) => boolean;
}

const BACKSLASH = 92;

/** A string at the quote at hand; in `plain` ones, as meta sections have them, a placeholder is text. */
export function parseString(
  p: Parser,
  content: 'plain' | 'interpolated',
  expressions: Expressions,
): StringNode {
  const mark = p.mark();
  const open = p.addToken('quote', p.start, p.end);
  const multiline = p.kind === L.HEREDOC_OPEN;
  const close = multiline ? 62 : p.text.charCodeAt(p.start);
  const quote = multiline ? 'multiline' : close === 34 ? 'double' : 'single';
  const style = stringStyle(p, quote, content);
  let end = multiline
    ? parseMultiline(p, open.end, style, expressions)
    : parseText(p, open.end, style, expressions);
  if (!end.closed && !multiline) end = mendString(p, mark, open, end);
  if (end.closed) {
    const closing = p.addToken('quote', end.offset, end.offset + open.end - open.start);
    if (multiline) p.jump(closing.end, open.end);
    else p.jump(skipStrayQuote(p, closing), closing.end);
  } else {
    reportUnclosedString(p, open, end.offset);
    p.jump(end.offset, end.offset);
    p.settle();
  }
  const children = p.close(mark);
  const parts = children.slice(1, end.closed ? -1 : undefined) as readonly (SyntaxToken | PlaceholderNode)[];
  return p.add({ kind: 'string', start: p.from, end: p.to, children, quote, parts, closed: end.closed });
}

/** An open multi-line string would take the rest of the file with it; its first line is all that it gets. */
function parseMultiline(p: Parser, from: number, style: TextStyle, expressions: Expressions): TextEnd {
  const mark = p.mark();
  if (!p.noHeredocEnd) {
    const end = parseText(p, from, style, expressions);
    if (end.closed) return end;
    if (end.offset >= p.length) p.noHeredocEnd = true;
    p.discard(mark);
    p.retractFrom(from);
  }
  const offset = lineEnd(p.text, from);
  addText(p, from, offset);
  return { offset, closed: false };
}

/** Reads text and placeholders from `from` up to the closing sign, which is left to the caller. */
export function parseText(p: Parser, from: number, style: TextStyle, expressions: Expressions): TextEnd {
  const { text, length } = p;
  let textStart = from;
  let i = from;
  while (i < length) {
    const char = text.charCodeAt(i);
    if (char === style.close && (style.closeLength === 1 || text.startsWith('>>>', i))) {
      addText(p, textStart, i);
      return { offset: i, closed: true };
    }
    if (char === BACKSLASH) {
      if (style.escapes === 'text') {
        i += 2;
        continue;
      }
      addText(p, textStart, i);
      const end = escapeEnd(text, i);
      p.addToken('escape', i, end);
      textStart = i = end;
      continue;
    }
    if (char === 10 || char === 13) {
      if (style.lines === 'one') break;
      i++;
      if (style.lineStart?.(p, textStart, i) === true) {
        addText(p, textStart, i);
        return { offset: i, closed: false };
      }
      continue;
    }
    if (text.charCodeAt(i + 1) === 123 && ((char === 126 && style.tilde) || (char === 36 && style.dollar))) {
      addText(p, textStart, i);
      textStart = i = parsePlaceholder(p, i, style, expressions);
      continue;
    }
    i++;
  }
  if (i > length) i = length;
  addText(p, textStart, i);
  return { offset: i, closed: false };
}

function stringStyle(p: Parser, quote: StringNode['quote'], content: 'plain' | 'interpolated'): TextStyle {
  if (content === 'plain') return PLAIN_STYLES[quote];
  return p.dialect === 'draft-2' ? DOLLAR_STYLES[quote] : BOTH_STYLES[quote];
}

type QuoteStyles = Readonly<Record<StringNode['quote'], TextStyle>>;
const PLAIN_STYLES = quoteStyles({ tilde: false, dollar: false });
const DOLLAR_STYLES = quoteStyles({ tilde: false, dollar: true });
const BOTH_STYLES = quoteStyles({ tilde: true, dollar: true });

function quoteStyles({ tilde, dollar }: { tilde: boolean; dollar: boolean }): QuoteStyles {
  const base = { tilde, dollar, escapes: 'token' } as const;
  return {
    double: { close: 34, closeLength: 1, ...base, lines: 'one' },
    single: { close: 39, closeLength: 1, ...base, lines: 'one' },
    multiline: { close: 62, closeLength: 3, ...base, lines: 'many', lineStart: leavesString },
  };
}

/** No multi-line string holds the beginning of a task or of a command. */
function leavesString(p: Parser, _textStart: number, offset: number): boolean {
  const role = lineRole(p.text, offset);
  return role === 'command-heredoc' || role === 'top-level';
}

/** The end of an escape sequence that begins at `start`: `\n`, `\012`, `\x1F`, `\u00e9`, `\U0001F600`, the end of a line. */
function escapeEnd(text: string, start: number): number {
  const char = text.charCodeAt(start + 1);
  if (char === 120) return digitsEnd(text, start + 2, 2, isHexDigit);
  if (char === 117) return digitsEnd(text, start + 2, 4, isHexDigit);
  if (char === 85) return digitsEnd(text, start + 2, 8, isHexDigit);
  if (isOctalDigit(char)) return digitsEnd(text, start + 1, 3, isOctalDigit);
  if (char === 13 && text.charCodeAt(start + 2) === 10) return start + 3;
  return Math.min(start + 2, text.length);
}

function digitsEnd(text: string, from: number, most: number, isDigit: (char: number) => boolean): number {
  let i = from;
  while (i < from + most && isDigit(text.charCodeAt(i))) i++;
  return i;
}

function isOctalDigit(char: number): boolean {
  return char >= 48 && char <= 55;
}

/** Adds the placeholder that opens at `start`; the answer is the offset where the text goes on. */
function parsePlaceholder(p: Parser, start: number, style: TextStyle, expressions: Expressions): number {
  const mark = p.mark();
  const sigil = p.text.charCodeAt(start) === 126 ? '~' : '$';
  p.addToken('placeholderOpen', start, start + 2);
  p.jump(start + 2, start + 2);
  const problems = p.problems.length;
  const options: PlaceholderOptionNode[] = [];
  while (p.kind === L.WORD && optionAhead(p)) options.push(parseOption(p, expressions));
  let expr: ExprNode | undefined;
  if (p.kind === L.RBRACE) {
    p.report('missing-value', p.here(), 'This placeholder is empty.', { note: 'Name the value to insert.' });
  } else if (p.text.charCodeAt(start + 2) !== HASH) {
    p.placeholders++;
    expr = expressions.whole(p);
    p.placeholders--;
  }
  const resume = closePlaceholder(p, start, style);
  p.keepFirstProblem(problems, isBraceCommand(style) ? SHELL_NOTE : undefined);
  const children = p.close(mark);
  p.add({ kind: 'placeholder', start: p.from, end: p.to, children, sigil, options, expr });
  return resume;
}

function optionAhead(p: Parser): boolean {
  const at = p.after(p.end);
  return p.text.charCodeAt(at) === 61 && p.text.charCodeAt(at + 1) !== 61;
}

function parseOption(p: Parser, expressions: Expressions): PlaceholderOptionNode {
  const mark = p.mark();
  const name = p.take('identifier');
  p.take('operator');
  const value = expressions.simple(p);
  const children = p.close(mark);
  return p.add({ kind: 'placeholderOption', start: p.from, end: p.to, children, name, value });
}

const HASH = 35;
const SHELL_NOTE =
  'In a `command { … }` every `${…}` belongs to WDL. Write it as `command <<< … >>>` to use shell variables.';

function isBraceCommand(style: TextStyle): boolean {
  return style.lines === 'many' && style.close === 125;
}

/** Takes the closing brace; where there is none, decides how much of what follows was meant to be in it. */
function closePlaceholder(p: Parser, start: number, style: TextStyle): number {
  if (p.kind === L.RBRACE) return p.addToken('placeholderClose', p.start, p.end).end;
  const from = p.prevEnd;
  const brace = braceOnLine(p.text, from, style);
  if (brace === undefined) {
    p.report('unclosed-placeholder', { start, end: start + 2 }, 'This placeholder is not closed.', {
      note: "A '}' ends it.",
      fix: insertion(p.prevEnd, '}', "Insert '}'"),
    });
    p.settle();
    p.rewind(p.prevEnd);
    return p.prevEnd;
  }
  const text = p.text.slice(from, Math.min(brace, from + 40)).trim();
  const lead = from + leadingBlanks(p.text, from, brace);
  p.report('unexpected-text', { start: lead, end: brace }, `'${text}' is not an expression of WDL.`);
  const mark = p.mark();
  p.rewind(lead);
  p.addToken('skipped', lead, brace);
  p.error(mark);
  p.jump(brace, brace);
  p.settle();
  return p.addToken('placeholderClose', brace, brace + 1).end;
}

/** How far to look for the end of a placeholder that went wrong. */
const PLACEHOLDER_LIMIT = 400;

/** The `}` that closes a placeholder gone wrong, if it stands on the same line before the text around it ends. */
function braceOnLine(text: string, from: number, style: TextStyle): number | undefined {
  const end = Math.min(text.length, from + PLACEHOLDER_LIMIT);
  let depth = 0;
  for (let i = from; i < end; i++) {
    const char = text.charCodeAt(i);
    if (char === 10 || char === 13) return undefined;
    if (char === 123) depth++;
    else if (char === 125) {
      if (depth-- === 0) return i;
    } else if (char === style.close && (style.closeLength === 1 || text.startsWith('>>>', i)))
      return undefined;
  }
  return undefined;
}

function leadingBlanks(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i++;
  return i - from;
}
