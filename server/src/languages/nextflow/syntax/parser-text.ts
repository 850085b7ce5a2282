import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { ExprNode, InterpolationNode, StringNode } from './ast.ts';
import * as L from './lexer.ts';
import { isHexDigit, isLineBreak, isNameStart, lineEnd } from './lexer.ts';
import type { Parser } from './parser-state.ts';
import { insertion, replacement } from './parser-state.ts';
import { beginsTopLevel, unclosedEnd } from './parser-text-lines.ts';

type Quote = StringNode['quote'];

/** How one kind of text ends and what is special in it. */
interface TextStyle {
  readonly quote: Quote;
  readonly close: string;
  /** `groovy`: `\n` and the like; `slash` and `dollar`: only what keeps the text from ending. */
  readonly escapes: 'groovy' | 'slash' | 'dollar';
  /** `strict`: a dollar sign that begins no interpolation is a mistake. */
  readonly dollars: 'none' | 'strict' | 'loose';
  readonly lines: 'one' | 'many';
}

const STYLES: Readonly<Record<Quote, TextStyle>> = {
  single: { quote: 'single', close: "'", escapes: 'groovy', dollars: 'none', lines: 'one' },
  double: { quote: 'double', close: '"', escapes: 'groovy', dollars: 'strict', lines: 'one' },
  tripleSingle: { quote: 'tripleSingle', close: "'''", escapes: 'groovy', dollars: 'none', lines: 'many' },
  tripleDouble: { quote: 'tripleDouble', close: '"""', escapes: 'groovy', dollars: 'strict', lines: 'many' },
  slashy: { quote: 'slashy', close: '/', escapes: 'slash', dollars: 'loose', lines: 'many' },
  dollarSlashy: { quote: 'dollarSlashy', close: '/$', escapes: 'dollar', dollars: 'loose', lines: 'many' },
};

const BACKSLASH = 92;
const DOLLAR = 36;
const OPEN_BRACE = 123;

/** A string at the quote or slash at hand. */
export function parseString(p: Parser): StringNode {
  const mark = p.mark();
  const style = STYLES[quoteAt(p)];
  const open = p.addToken('quote', p.start, style.quote === 'slashy' ? p.start + 1 : p.end);
  const limit = textLimit(p, open.end, style);
  const end = parseText(p, open.end, limit, style);
  if (end.closed) {
    const closing = p.addToken('quote', end.offset, end.offset + style.close.length);
    p.jump(closing.end, open.end);
  } else {
    reportUnclosed(p, open, end.offset, style);
    p.jump(end.offset, open.end);
    p.settle();
  }
  const children = p.close(mark);
  const parts = children.slice(1, end.closed ? -1 : undefined) as readonly (
    SyntaxToken | InterpolationNode
  )[];
  return p.add({
    kind: 'string',
    start: p.from,
    end: p.to,
    children,
    quote: style.quote,
    parts,
    closed: end.closed,
  });
}

function quoteAt(p: Parser): Quote {
  const isTriple = p.end - p.start === 3;
  if (p.kind === L.SINGLE_QUOTE) return isTriple ? 'tripleSingle' : 'single';
  if (p.kind === L.DOUBLE_QUOTE) return isTriple ? 'tripleDouble' : 'double';
  return p.kind === L.DOLLAR_SLASH ? 'dollarSlashy' : 'slashy';
}

/** Where the text ends at the latest: an open one over several lines would take the rest of the file with it. */
function textLimit(p: Parser, from: number, { quote, close, lines }: TextStyle): number {
  if (lines === 'one') return p.length;
  if (quote === 'slashy') {
    // A slash that nothing closes on its line is most often no string at all.
    const end = lineEnd(p.text, from);
    if (slashOnLine(p.text, from, end) || p.mode === 'braces') return p.length;
    return end;
  }
  const next = beginsTopLevel(p.text, from);
  const closing = closingQuote(p.text, from, close);
  if (closing === undefined) return unclosedEnd(p.text, from, next ?? p.length);
  return next !== undefined && closing > next ? unclosedEnd(p.text, from, next) : p.length;
}

function slashOnLine(text: string, from: number, end: number): boolean {
  for (let i = from; i < end; i++) {
    const char = text.charCodeAt(i);
    if (char === BACKSLASH) i++;
    else if (char === 47) return true;
  }
  return false;
}

function closingQuote(text: string, from: number, close: string): number | undefined {
  for (let at = text.indexOf(close, from); at >= 0; at = text.indexOf(close, at + 1)) {
    if (text.charCodeAt(at - 1) !== BACKSLASH || text.charCodeAt(at - 2) === BACKSLASH) return at;
  }
  return undefined;
}

interface TextEnd {
  /** Of the closing sign, or where the text was cut off. */
  readonly offset: number;
  readonly closed: boolean;
}

function parseText(p: Parser, from: number, limit: number, style: TextStyle): TextEnd {
  const { text } = p;
  const { close, escapes, dollars } = style;
  const first = close.charCodeAt(0);
  let textStart = from;
  let i = from;
  while (i < limit) {
    const char = text.charCodeAt(i);
    if (char === first && closesAt(text, i, close)) {
      addText(p, textStart, i);
      return { offset: i, closed: true };
    }
    if (char === BACKSLASH && escapes !== 'dollar') {
      const end = escapes === 'groovy' ? escapeEnd(text, i) : text.charCodeAt(i + 1) === 47 ? i + 2 : i;
      if (end > i) {
        addText(p, textStart, i);
        p.addToken('escape', i, end);
        textStart = i = end;
        continue;
      }
      if (escapes === 'groovy') i = strayBackslash(p, i);
      else i++;
      continue;
    }
    if (isLineBreak(char) && style.lines === 'one') break;
    if (char === DOLLAR && dollars !== 'none') {
      if (escapes === 'dollar' && (text.charCodeAt(i + 1) === DOLLAR || text.charCodeAt(i + 1) === 47)) {
        addText(p, textStart, i);
        p.addToken('escape', i, i + 2);
        textStart = i = i + 2;
        continue;
      }
      if (opensInterpolation(text, i)) {
        addText(p, textStart, i);
        textStart = i = parseInterpolation(p, i, style);
        continue;
      }
      if (dollars === 'strict') strayDollar(p, i);
    }
    if (char === 33 && p.inShell && dollars === 'none' && text.charCodeAt(i + 1) === OPEN_BRACE) {
      addText(p, textStart, i);
      textStart = i = parseBraces(p, i, style);
      continue;
    }
    i++;
  }
  // What stands in braces may reach beyond the limit.
  i = Math.max(textStart, Math.min(i, limit));
  addText(p, textStart, i);
  return { offset: i, closed: false };
}

/** Of a run of four or five quotes, the last three close the text. */
function closesAt(text: string, at: number, close: string): boolean {
  if (!text.startsWith(close, at)) return false;
  if (close.length < 3) return true;
  const quote = close.charAt(0);
  return text.charAt(at + 3) !== quote || (text.charAt(at + 4) === quote && text.charAt(at + 5) === quote);
}

export function addText(p: Parser, start: number, end: number): void {
  if (end > start) p.addToken('text', start, end);
}

/** The end of an escape sequence that begins at `start`, or `start` where the backslash begins none. */
function escapeEnd(text: string, start: number): number {
  const char = text.charCodeAt(start + 1);
  if (char === 117) {
    let at = start + 2;
    while (text.charCodeAt(at) === 117) at++;
    for (let i = at; i < at + 4; i++) if (!isHexDigit(text.charCodeAt(i))) return start;
    return at + 4;
  }
  if (char >= 48 && char <= 55) {
    const most = char <= 51 ? 3 : 2;
    let at = start + 2;
    while (at < start + 1 + most && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 55) at++;
    return at;
  }
  if (char === 13 && text.charCodeAt(start + 2) === 10) return start + 3;
  if (isLineBreak(char)) return start + 2;
  return start + 1 < text.length && 'btnfrs"\'\\$'.includes(text.charAt(start + 1)) ? start + 2 : start;
}

/** Reports a backslash that begins no escape sequence; the answer is where the text goes on. */
function strayBackslash(p: Parser, at: number): number {
  const span = { start: at, end: Math.min(at + 2, p.length) };
  if (span.end === span.start + 1) return span.end;
  p.reportAt('nextflow-string', span, `'${p.textOf(span)}' means nothing in a string.`, {
    note: 'To give the shell or a pattern a backslash, write two: Nextflow takes one away.',
    fix: insertion(at, '\\', 'Write two backslashes'),
  });
  return at + 1;
}

function strayDollar(p: Parser, at: number): void {
  const span = { start: at, end: at + 1 };
  p.reportAt('nextflow-string', span, "This '$' is followed by no name and no '{'.", {
    note: "For a '$' that the shell shall see, write `\\$`.",
    fix: replacement(span, '\\$', "Write '\\$'"),
  });
}

function opensInterpolation(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === OPEN_BRACE || (next !== DOLLAR && isNameStart(text, at + 1));
}

function parseInterpolation(p: Parser, start: number, style: TextStyle): number {
  return p.text.charCodeAt(start + 1) === OPEN_BRACE ? parseBraces(p, start, style) : parsePath(p, start);
}

/** `$a.b`: a name and members of it, as far as names go. */
function parsePath(p: Parser, start: number): number {
  const { text } = p;
  const mark = p.mark();
  p.addToken('interpolationOpen', start, start + 1);
  const inner = p.mark();
  let end = nameInTextEnd(text, start + 1);
  const token = p.addToken('identifier', start + 1, end);
  let children = p.close(inner);
  let expr: ExprNode = p.add({ kind: 'name', start: p.from, end: p.to, children, token });
  while (text.charCodeAt(end) === 46 && isNameStart(text, end + 1) && text.charCodeAt(end + 1) !== DOLLAR) {
    const operator = p.addToken('operator', end, end + 1);
    const nameEnd = nameInTextEnd(text, end + 1);
    const name = p.addToken('identifier', end + 1, nameEnd);
    children = p.close(inner);
    expr = p.add({
      kind: 'member',
      start: p.from,
      end: p.to,
      children,
      target: expr,
      operator,
      name,
      dynamic: undefined,
    });
    end = nameEnd;
  }
  children = p.close(mark);
  p.add({ kind: 'interpolation', start: p.from, end: p.to, children, braces: false, lazy: undefined, expr });
  return end;
}

/** Names in a text hold no dollar sign. */
function nameInTextEnd(text: string, from: number): number {
  const end = L.wordEnd(text, from);
  const dollar = text.indexOf('$', from);
  return dollar >= 0 && dollar < end ? dollar : end;
}

/** `${ expr }`, and `!{ expr }` in shell sections; the answer is the offset where the text goes on. */
function parseBraces(p: Parser, start: number, style: TextStyle): number {
  const mark = p.mark();
  const { expected, place, inShell, noClosure } = p;
  const outer = { expected, place, inShell, noClosure };
  p.addToken('interpolationOpen', start, start + 2);
  p.jump(start + 2, start + 2);
  p.expected = [L.RBRACE];
  p.noClosure = false;
  p.place = 'groovy';
  p.inShell = false;
  const problems = p.problems.length;
  const lazy = p.takeIf(L.ARROW, 'operator');
  let expr: ExprNode | undefined;
  if (p.kind !== L.RBRACE) expr = p.grammar.expr(p);
  while (p.kind === L.SEMICOLON) p.take('punctuation');
  const resume = closeBraces(p, start, style);
  p.keepFirstProblem(problems);
  Object.assign(p, outer);
  const children = p.close(mark);
  p.add({ kind: 'interpolation', start: p.from, end: p.to, children, braces: true, lazy, expr });
  return resume;
}

/** Takes the closing brace; where there is none, decides how much of what follows was meant to be in it. */
function closeBraces(p: Parser, start: number, style: TextStyle): number {
  if (p.kind === L.RBRACE) return p.addToken('interpolationClose', p.start, p.end).end;
  const from = p.prevEnd;
  const brace = braceOnLine(p.text, from, style) ?? braceBelow(p.text, from, style);
  if (brace === undefined) {
    p.report(
      'nextflow-string',
      { start, end: start + 2 },
      "Nothing closes this '" + p.text.slice(start, start + 2) + "'.",
      {
        note: "A '}' ends it. For one that the shell shall see, write `\\${`.",
        fix: insertion(p.prevEnd, '}', "Insert '}'"),
      },
    );
    p.settle();
    p.rewind(p.prevEnd);
    return p.prevEnd;
  }
  const lead = L.blanksEnd(p.text, from);
  const span = { start: Math.min(lead, brace), end: brace };
  p.report('nextflow-syntax', span, `'${p.textOf(span).slice(0, 40).trim()}' does not belong here.`, {
    note: "For a '$' that the shell shall see, write `\\$`.",
  });
  const mark = p.mark();
  p.rewind(span.start);
  if (span.end > span.start) {
    p.addToken('skipped', span.start, span.end);
    p.error(mark);
  }
  p.jump(brace, brace);
  p.settle();
  return p.addToken('interpolationClose', brace, brace + 1).end;
}

/** How far to look for the end of an interpolation that went wrong. */
const BRACE_LIMIT = 400;

/** The `}` that closes an interpolation gone wrong, if it stands on the same line before the text around it ends. */
function braceOnLine(text: string, from: number, { close }: TextStyle): number | undefined {
  const end = Math.min(text.length, from + BRACE_LIMIT);
  let depth = 0;
  for (let i = from; i < end; i++) {
    const char = text.charCodeAt(i);
    if (isLineBreak(char)) return undefined;
    if (char === OPEN_BRACE) depth++;
    else if (char === 125) {
      if (depth-- === 0) return i;
    } else if (text.startsWith(close, i)) return undefined;
  }
  return undefined;
}

/** In how many lines the brace and the quote behind it are looked for. */
const BRACE_LINES = 5;

/** The brace of a value over several lines that ends its text: `}` with the closing quote behind it. */
function braceBelow(text: string, from: number, { close, lines }: TextStyle): number | undefined {
  if (lines === 'many') return undefined;
  let at = from;
  for (let line = 0; line < BRACE_LINES; line++) {
    const end = lineEnd(text, at);
    const brace = text.slice(at, end).search(/\}\s*["']\s*$/);
    if (brace >= 0) return text.slice(at + brace, end).includes(close) ? at + brace : undefined;
    at = L.lineBreakEnd(text, end);
  }
  return undefined;
}

function reportUnclosed(p: Parser, open: SyntaxToken, end: number, style: TextStyle): void {
  if (style.lines === 'many') p.unclosedBlocks++;
  const sign = p.textOf(open);
  const note =
    style.lines === 'one'
      ? 'It ends on its line. Text over several lines stands in three quotes.'
      : `A ${style.close} ends it.`;
  p.reportAt('nextflow-string', open, `Nothing closes this ${sign}.`, {
    note,
    fix: insertion(trimmedEnd(p.text, open.end, end), style.close, `Insert ${style.close}`),
  });
}

function trimmedEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && text.charCodeAt(at - 1) <= 32) at--;
  return at;
}
