import { leaves } from '../../../syntax/walk.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../text/index.ts';
import { span } from '../../../text/index.ts';
import type { CwlTree } from '../document/index.ts';
import type { Lines } from './lines.ts';

/** Blanks between signs of one line, at the ends of lines and of the file. */
export function blankEdits(tree: CwlTree, lines: Lines): readonly TextEdit[] {
  const tokens = leaves(tree.root);
  return [...between(tokens, lines), ...lineEnds(tree, tokens, lines), ...fileEnd(tree.text, tokens)];
}

function* between(tokens: readonly SyntaxToken[], { text }: Lines): Generator<TextEdit> {
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (next === undefined) return;
    const blanks = text.slice(token.end, next.start);
    if (/[^ \t]/.test(blanks)) continue;
    const wanted = blanksBetween(token, next);
    if (wanted !== undefined && wanted !== blanks)
      yield { span: span(token.end, next.start), newText: wanted };
  }
}

/** `undefined` for what the author decides. */
function blanksBetween(token: SyntaxToken, next: SyntaxToken): string | undefined {
  if (next.kind === ':' && token.kind !== ':' && token.kind !== '?' && token.kind !== 'alias') return '';
  if (next.kind === ',') return '';
  if (token.kind === ':' || token.kind === ',' || token.kind === '-' || token.kind === '?') {
    return next.kind === ']' || next.kind === '}' ? undefined : ' ';
  }
  return undefined;
}

function* lineEnds({ text }: CwlTree, tokens: readonly SyntaxToken[], lines: Lines): Generator<TextEdit> {
  const texts = tokens.filter(({ kind }) => kind === 'block-text' || kind === 'single' || kind === 'double');
  const last = lines.lineOf(endOfText(text, tokens));
  let next = 0;
  for (let line = 0; line < last; line++) {
    const end = lines.end(line);
    const start = lines.start(line);
    const kept = text.slice(start, end).trimEnd().length + start;
    if (kept === end) continue;
    while ((texts[next]?.end ?? Infinity) < kept) next++;
    const around = texts[next];
    // Blanks inside of a text are part of it.
    if (around !== undefined && around.start < end && kept < around.end) continue;
    yield { span: span(kept, end), newText: '' };
  }
}

/** One line break at the end; those of a text of several lines are part of it. */
function* fileEnd(text: string, tokens: readonly SyntaxToken[]): Generator<TextEdit> {
  const end = endOfText(text, tokens);
  if (end === 0 || tokens.at(-1)?.kind === 'block-text') return;
  yield { span: span(end, text.length), newText: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** Where the blanks begin that end the file. */
function endOfText(text: string, tokens: readonly SyntaxToken[]): number {
  const end = text.trimEnd().length;
  const last = tokens.at(-1);
  return last?.kind === 'block-text' && end <= last.end ? text.length : end;
}
