import type { SyntaxToken } from '../../syntax/tree.ts';
import type { CommandNode, PlaceholderNode } from './ast.ts';
import * as L from './lexer.ts';
import { lineEnd } from './lexer.ts';
import { W_COMMAND } from './lexer-words.ts';
import { lineIndent, lineRole } from './lexer-lines.ts';
import { EXPRESSIONS } from './parser-expr.ts';
import { atFlow, atSection, atTopLevel, declAhead } from './parser-lookahead.ts';
import { skipRepeated, skipStatement } from './parser-recovery.ts';
import type { Parser } from './parser-state.ts';
import { insertion, replacement } from './parser-state.ts';
import type { TextEnd } from './parser-string-recovery.ts';
import { addText } from './parser-string-recovery.ts';
import type { TextStyle } from './parser-text.ts';
import { parseText } from './parser-text.ts';

/** `command { … }` or `command <<< … >>>` at its keyword. */
export function parseCommand(p: Parser): CommandNode {
  const mark = p.mark();
  const indent = p.indent;
  const keyword = commandKeyword(p);
  skipRepeated(p, W_COMMAND);
  const style = p.kind === L.LBRACE ? 'brace' : p.kind === L.HEREDOC_OPEN ? 'heredoc' : undefined;
  if (style === undefined) return withoutOpening(p, mark, keyword, indent);
  const open = p.addToken('commandOpen', p.start, p.end);
  const bodyMark = p.mark();
  const end = style === 'brace' ? braceText(p, open, indent) : heredocText(p, open, indent);
  const parts = p.since(bodyMark) as readonly (SyntaxToken | PlaceholderNode)[];
  if (end.closed) {
    const close = p.addToken('commandClose', end.offset, end.offset + open.end - open.start);
    p.jump(close.end, open.end);
    if (style === 'brace') checkEarlyEnd(p, close, indent);
  } else {
    p.jump(end.offset, open.end);
    p.settle();
  }
  const children = p.close(mark);
  return p.add({ kind: 'command', start: p.from, end: p.to, children, keyword, style, parts });
}

/** The keyword, or an empty token where `<<<` stands without it. */
function commandKeyword(p: Parser): SyntaxToken {
  if (p.kind !== L.HEREDOC_OPEN) return p.take('keyword');
  const at = { start: p.start, end: p.start };
  p.report('expected-token', at, "'command' is missing before '<<<'.", {
    fix: insertion(p.start, 'command ', "Insert 'command'"),
  });
  return p.addToken('keyword', p.start, p.start);
}

function withoutOpening(p: Parser, mark: number, keyword: SyntaxToken, indent: number): CommandNode {
  const end = intendedEnd(p.text, p.prevEnd, indent);
  const open = end !== undefined && p.text.charCodeAt(end - 1) === 125 ? '{' : '<<<';
  p.report('expected-token', p.here(), `'${open}' is missing after 'command'.`, {
    fix: insertion(p.prevEnd, ` ${open}`, `Insert '${open}'`),
  });
  if (end !== undefined) skipText(p, p.start, end);
  else if (p.kind !== L.RBRACE && p.kind !== L.EOF && !atSection(p) && !atTopLevel(p)) skipStatement(p);
  const children = p.close(mark);
  return p.add({ kind: 'command', start: p.from, end: p.to, children, keyword, style: undefined, parts: [] });
}

/** Where a command without end is taken to end, and what had been read by then. */
interface Candidate {
  readonly offset: number;
  readonly textStart: number;
  readonly mark: number;
}

function heredocText(p: Parser, open: SyntaxToken, indent: number): TextEnd {
  let candidate: Candidate | undefined;
  const lineStart = (_: Parser, textStart: number, offset: number): boolean => {
    const role = lineRole(p.text, offset);
    if (role === 'none') return false;
    if (candidate === undefined && endsCommand(p, role, offset, indent)) {
      candidate = { offset, textStart, mark: p.mark() };
    }
    return role === 'command-heredoc' || (p.noHeredocEnd && candidate !== undefined);
  };
  const style: TextStyle = {
    close: 62,
    closeLength: 3,
    tilde: p.dialect !== 'draft-2',
    dollar: p.dialect === 'draft-2',
    escapes: 'text',
    lines: 'many',
    lineStart,
  };
  const end = parseText(p, open.end, style, EXPRESSIONS);
  if (end.closed) return end;
  if (end.offset >= p.length) p.noHeredocEnd = true;
  return giveUp(p, open, candidate, end, '>>>', indent);
}

function braceText(p: Parser, open: SyntaxToken, indent: number): TextEnd {
  let candidate: Candidate | undefined;
  const lineStart = (_: Parser, textStart: number, offset: number): boolean => {
    const role = lineRole(p.text, offset);
    if (role === 'none' || role === 'closing-brace' || lineIndent(p.text, offset) > indent) return false;
    candidate = { offset, textStart, mark: p.mark() };
    return true;
  };
  const style: TextStyle = {
    close: 125,
    closeLength: 1,
    tilde: p.dialect !== 'draft-2',
    dollar: true,
    escapes: 'text',
    lines: 'many',
    lineStart,
  };
  const end = parseText(p, open.end, style, EXPRESSIONS);
  return end.closed ? end : giveUp(p, open, candidate, end, '}', indent);
}

/** Whether the line at `offset` goes on with the task or ends it, if the command is taken to be forgotten open. */
function endsCommand(p: Parser, role: string, offset: number, indent: number): boolean {
  const own = lineIndent(p.text, offset);
  if (role !== 'closing-brace') return own <= indent;
  if (own >= indent && indent > 0) return false;
  const next = p.after(offset + own + 1);
  return next >= p.length || lineRole(p.text, next) === 'top-level';
}

function giveUp(
  p: Parser,
  open: SyntaxToken,
  candidate: Candidate | undefined,
  end: TextEnd,
  close: string,
  indent: number,
): TextEnd {
  let offset = end.offset;
  let textStart = end.offset;
  if (candidate !== undefined) {
    p.discard(candidate.mark);
    p.retractFrom(candidate.offset);
    ({ offset, textStart } = candidate);
  } else {
    const last = p.last();
    if (last?.kind === 'text') {
      p.discard(p.mark() - 1);
      textStart = last.start;
    }
  }
  const textEnd = trimmedEnd(p.text, textStart, offset);
  addText(p, textStart, textEnd);
  reportUnclosed(p, open, textEnd, close, indent);
  return { offset: Math.max(textEnd, textStart), closed: false };
}

function reportUnclosed(p: Parser, open: SyntaxToken, end: number, close: string, indent: number): void {
  const shortened = close === '>>>' ? shortClosing(p.text, open.end, end) : undefined;
  if (shortened !== undefined) {
    const span = { start: shortened, end };
    p.report('unclosed-command', span, "A command that '<<<' opens is closed by '>>>'.", {
      fix: replacement(span, '>>>', "Write '>>>'"),
    });
    return;
  }
  p.report('unclosed-command', { start: open.start, end: open.end }, `No '${close}' closes this command.`, {
    note: `A command goes on until '${close}', also over what looks like code.`,
    fix: insertion(end, `\n${' '.repeat(indent)}${close}`, `Insert '${close}'`),
  });
}

/** Where a last line of `>` or `>>` begins, which was meant to be `>>>`. */
function shortClosing(text: string, from: number, end: number): number | undefined {
  let start = end;
  while (start > from && end - start < 2 && text.charCodeAt(start - 1) === 62) start--;
  if (start === end) return undefined;
  let i = start - 1;
  while (i >= from && (text.charCodeAt(i) === 32 || text.charCodeAt(i) === 9)) i--;
  return i < from || text.charCodeAt(i) === 10 || text.charCodeAt(i) === 13 ? start : undefined;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let i = end;
  while (i > start && isBlank(text.charCodeAt(i - 1))) i--;
  return i;
}

function isBlank(char: number): boolean {
  return char === 32 || (char >= 9 && char <= 13);
}

/** A brace of the shell ends a `command {` too early; what follows is then neither section nor end of the task. */
function checkEarlyEnd(p: Parser, close: SyntaxToken, indent: number): void {
  if (p.kind === L.EOF || p.kind === L.RBRACE || atSection(p) || atTopLevel(p) || atFlow(p)) return;
  if (p.kind === L.WORD && p.newline && declAhead(p)) return;
  p.report('command-ends-early', { start: close.start, end: close.end }, "The command ends at this '}'.", {
    note: 'In `command { … }` the first `}` outside a placeholder ends the command. Write it as `command <<< … >>>`, where braces belong to the shell.',
  });
  const end = intendedEnd(p.text, p.start, indent);
  if (end === undefined) skipStatement(p);
  else skipText(p, p.start, end);
}

/** Skips text that is no code, comments and all. */
function skipText(p: Parser, start: number, end: number): void {
  const mark = p.mark();
  p.rewind(start);
  p.addToken('skipped', start, end);
  p.error(mark);
  p.jump(end, start);
}

/**
 * Behind the `}` or `>>>` that stands alone as far left as the command's keyword, or a `>>>` anywhere; none beyond the
 * next section.
 */
function intendedEnd(text: string, from: number, indent: number): number | undefined {
  for (let line = lineEnd(text, from); line < text.length; line = lineEnd(text, line + 1)) {
    const role = lineRole(text, line + 1);
    const own = lineIndent(text, line + 1);
    if (role === 'closing-brace' && own === indent) return line + 1 + own + 1;
    if (text.startsWith('>>>', line + 1 + own)) return line + 1 + own + 3;
    if (role !== 'none' && own <= indent) return undefined;
  }
  return undefined;
}
