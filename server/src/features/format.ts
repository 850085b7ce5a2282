import type { FormatOptions } from '../languages/language.ts';
import { isNode } from '../syntax/tree.ts';
import { pathTo } from '../syntax/walk.ts';
import type { Span, TextEdit } from '../text/index.ts';
import { contains, span } from '../text/index.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

/** What typing makes the formatter look at, the most telling one first. */
export const FORMAT_TRIGGERS: readonly [string, ...string[]] = ['}', '\n'];

/** The edits that lay the whole file out; none for a language that has no formatter. */
export function formatDocument(file: FileSnapshot, options: FormatOptions): readonly TextEdit[] {
  return file.language.format?.(file.tree, options) ?? [];
}

/** The edits on the lines of the range, as they would be if the whole file was laid out. */
export function formatRange(file: FileSnapshot, range: Span, options: FormatOptions): readonly TextEdit[] {
  return editsIn(file, wholeLines(file, range), options);
}

/**
 * The edits after a character was typed in front of the offset: a closing brace lays out the block that it closes, a
 * line break the line that it ends. The line with the cursor is left to whoever is typing on it.
 */
export function formatOnType(
  file: FileSnapshot,
  offset: number,
  typed: string,
  options: FormatOptions,
): readonly TextEdit[] {
  if (typed === '}') {
    const block = blockClosedAt(file, offset);
    return block === undefined ? [] : editsIn(file, block, options);
  }
  const { line } = file.lines.positionAt(offset);
  if (line === 0) return [];
  return editsIn(file, span(file.lines.lineStart(line - 1), file.lines.lineEnd(line - 1)), options);
}

function editsIn(file: FileSnapshot, range: Span, options: FormatOptions): readonly TextEdit[] {
  return formatDocument(file, options).filter((edit) => contains(range, edit.span));
}

/** A range that ends where a line begins does not speak of that line. */
function wholeLines({ lines }: FileSnapshot, { start, end }: Span): Span {
  const first = lines.positionAt(start).line;
  const last = lines.positionAt(end);
  const lastLine = last.character === 0 && last.line > first ? last.line - 1 : last.line;
  return span(lines.lineStart(first), lines.lineEnd(lastLine));
}

/** From the line on which the block begins to the brace before the offset; undefined where that brace is text. */
function blockClosedAt({ text, tree, lines }: FileSnapshot, offset: number): Span | undefined {
  const path = pathTo(tree.root, offset - 1);
  const brace = path.at(-1);
  const block = path.at(-2);
  if (brace === undefined || block === undefined || isNode(brace)) return undefined;
  if (brace.end !== offset || text.slice(brace.start, offset) !== '}') return undefined;
  return span(lines.lineStart(lines.positionAt(block.start).line), offset);
}
