import type { SyntaxNode } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import { nodes } from '../../../syntax/walk.ts';
import type { Span, TextEdit } from '../../../text/index.ts';
import type { FormatOptions } from '../../language.ts';
import type { NextflowTree } from '../syntax/ast.ts';
import type { Placed } from './align.ts';
import { keepColumns } from './align.ts';
import { gapBetween } from './gaps.ts';
import type { Piece } from './pieces.ts';
import { piecesOf } from './pieces.ts';

/**
 * The edits that lay a script or configuration out: the indentation of lines, the blanks between what stands on one
 * line, at most one blank line, a line break at the end. The author's line breaks and columns stay; so do tokens, comments, strings
 * with the scripts in them, and all of a top-level item that is broken. Formatting what was formatted gives no edits.
 */
export function formatNextflow(tree: NextflowTree, options: FormatOptions): readonly TextEdit[] {
  const { text } = tree;
  const pieces = piecesOf(tree);
  const broken = brokenItems(tree);
  const newline = options.newline ?? firstNewline(text);
  const levels = new Map<number, number>();
  const placed: Placed[] = [];
  let level = 0;
  let previous: Piece | undefined;
  for (const piece of pieces) {
    const from = previous?.end ?? (text.charCodeAt(0) === 0xfeff ? 1 : 0);
    const breaks = lineBreaks(text, from, piece.start);
    if (previous === undefined || breaks > 0) level = levelOf(levels, piece);
    levels.set(piece.start, level);
    const free = !touches(broken, from, piece.start);
    const blanks = free ? blanksBefore(text, previous, piece, breaks) : text.slice(from, piece.start);
    placed.push({ piece, from, blanks, breaks, free });
    previous = piece;
  }
  keepColumns(text, placed);
  const edits: TextEdit[] = [];
  for (const { piece, from, blanks } of placed)
    addEdit(edits, text, { start: from, end: piece.start }, blanks);
  if (previous !== undefined && !touches(broken, previous.end, text.length)) {
    addEdit(edits, text, { start: previous.end, end: text.length }, newline);
  }
  return edits;

  function blanksBefore(source: string, left: Piece | undefined, right: Piece, breaks: number): string {
    const margin = options.indent.repeat(level);
    if (left === undefined) return margin;
    if (breaks > 0) return newline.repeat(Math.min(breaks, 2)) + margin;
    switch (
      gapBetween(left, right, source.slice(left.start, left.end), source.slice(right.start, right.end))
    ) {
      case 'none':
        return '';
      case 'space':
        return ' ';
      case 'kept':
        return keptBlanks(source, left, right);
    }
  }
}

/** Comments behind code may stand in a column of their own. */
function keptBlanks(text: string, left: Piece, right: Piece): string {
  const blanks = text.slice(left.end, right.start);
  if (right.kind !== 'comment' && right.kind !== 'continuation') return blanks === '' ? '' : ' ';
  return blanks === '' || blanks.includes('\t') ? ' ' : blanks;
}

function levelOf(levels: ReadonlyMap<number, number>, { place }: Piece): number {
  return place.anchor < 0 ? 0 : (levels.get(place.anchor) ?? 0) + place.plus;
}

/** Top-level items in which something is missing or was skipped: their lines stay as they are. */
function brokenItems({ text, root }: NextflowTree): readonly Span[] {
  const broken: Span[] = [];
  for (const child of root.children) {
    if (!isNode(child)) continue;
    for (const node of nodes(child)) {
      if (node.kind !== 'error' && node.kind !== 'missing' && !isOpen(text, node)) continue;
      broken.push(child);
      break;
    }
  }
  return broken;
}

/** True where a bracket of the node is not closed, or a string does not end. */
function isOpen(text: string, node: SyntaxNode): boolean {
  if (node.kind === 'string') return (node as SyntaxNode & { readonly closed: boolean }).closed === false;
  let depth = 0;
  for (const child of node.children) {
    if (child.kind !== 'punctuation' || isNode(child)) continue;
    const sign = text.slice(child.start, child.end);
    if (sign === '(' || sign === '[' || sign === '{') depth++;
    else if (sign === ')' || sign === ']' || sign === '}') depth--;
  }
  return depth !== 0;
}

/** What stands on both sides of a broken item stays too: where it ends is not certain. */
function touches(broken: readonly Span[], from: number, to: number): boolean {
  return broken.some(({ start, end }) => from <= end && start <= to);
}

/** Line breaks in a part of the text; a pair of return and feed is one. */
function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const char = text.charCodeAt(i);
    if (char === 10 || (char === 13 && text.charCodeAt(i + 1) !== 10)) count++;
  }
  return count;
}

function firstNewline(text: string): '\n' | '\r\n' {
  const at = text.indexOf('\n');
  return at > 0 && text.charCodeAt(at - 1) === 13 ? '\r\n' : '\n';
}

function addEdit(edits: TextEdit[], text: string, span: Span, newText: string): void {
  if (text.slice(span.start, span.end) !== newText) edits.push({ span, newText });
}
