import type { TextEdit } from '../../../text/index.ts';
import type { FormatOptions } from '../../language.ts';
import type { Layout } from './layout.ts';
import { BREAK, LINE, MARGIN, NOTHING, SOFT, SPACE, TRAILING, VERBATIM } from './layout.ts';

/** What a tab counts for where the editor does not say. */
const TAB_WIDTH = 4;

/**
 * Decides which groups break, outer ones first, and gives an edit for each gap that is not yet as it should be. Takes
 * one pass over the pieces to measure and one to place them.
 */
export function fit(layout: Layout, options: FormatOptions): readonly TextEdit[] {
  const { text, starts, ends } = layout;
  const sizes = measure(layout);
  const broken = new Uint8Array(layout.firsts.length);
  const margins = new Margins(text, options);
  const edits: TextEdit[] = [];
  let column = 0;
  let group = 0;
  for (let i = 0; i < layout.length; i++) {
    const from = ends[i - 1] ?? 0;
    const to = starts[i] ?? 0;
    const blanks = blanksBefore(layout, i, broken, margins);
    if (blanks === undefined) {
      column = columnAfter(text, column, from, to);
    } else {
      const comma = broken[layout.commas[i - 1] ?? -1] === 1 ? ',' : '';
      column = isLineBreak(blanks.charCodeAt(0))
        ? margins.width * (layout.levels[i] ?? 0)
        : column + comma.length + blanks.length;
      addEdit(edits, text, from, to, comma + blanks);
    }
    for (; layout.firsts[group] === i; group++) {
      if (mustBreak(layout, group, sizes, broken, options.lineWidth - column)) broken[group] = 1;
    }
    column = columnAfter(text, column, to, ends[i] ?? to);
  }
  const end = ends[layout.length - 1];
  if (end !== undefined && !layout.endsVerbatim) addEdit(edits, text, end, text.length, margins.newline);
  return edits;
}

/** What is to stand before the piece; undefined where that stays as it is. */
function blanksBefore(layout: Layout, i: number, broken: Uint8Array, margins: Margins): string | undefined {
  const kind = layout.gaps[i] ?? VERBATIM;
  if (i === 0 && kind !== VERBATIM) return layout.text.charCodeAt(0) === 0xfeff ? '\uFEFF' : '';
  const level = layout.levels[i] ?? 0;
  switch (kind) {
    case NOTHING:
      return '';
    case SPACE:
      return ' ';
    case SOFT:
    case LINE:
      if (broken[layout.gapGroups[i] ?? -1] === 1) break;
      return kind === LINE ? ' ' : '';
    case TRAILING:
      return '  ';
    case MARGIN:
      return margins.indent(level);
    case VERBATIM:
      return undefined;
    case BREAK:
      break;
  }
  return margins.lineBreak(level, layout.breaks[i] ?? 1);
}

interface Sizes {
  /** Where each piece would end if everything before it stood on one line. */
  readonly ends: Int32Array;
  /** The width of its first line. */
  readonly widths: Int32Array;
  /** What has to stand on the line behind it, up to where the line may break. */
  readonly tails: Int32Array;
}

function measure(layout: Layout): Sizes {
  const { length } = layout;
  const ends = new Int32Array(length);
  const widths = new Int32Array(length);
  const tails = new Int32Array(length);
  let at = 0;
  for (let i = 0; i < length; i++) {
    const kind = layout.gaps[i];
    const width = firstLineWidth(layout.text, layout.starts[i] ?? 0, layout.ends[i] ?? 0);
    at += width + (kind === SPACE || kind === LINE ? 1 : 0);
    ends[i] = at;
    widths[i] = width;
  }
  for (let i = length - 2; i >= 0; i--) {
    const kind = layout.gaps[i + 1];
    if ((layout.commas[i] ?? -1) >= 0) tails[i] = 1;
    else if (kind === NOTHING || kind === SPACE) {
      tails[i] = (kind === SPACE ? 1 : 0) + (widths[i + 1] ?? 0) + (tails[i + 1] ?? 0);
    }
  }
  return { ends, widths, tails };
}

function mustBreak(
  layout: Layout,
  group: number,
  { ends, widths, tails }: Sizes,
  broken: Uint8Array,
  room: number,
): boolean {
  if (layout.forced[group] === true) return true;
  const parent = layout.parents[group] ?? -1;
  if (layout.unwrapped[group] === true || (parent >= 0 && broken[parent] === 0)) return false;
  const first = layout.firsts[group] ?? 0;
  const last = layout.lasts[group] ?? first;
  return (ends[last] ?? 0) - (ends[first] ?? 0) + (widths[first] ?? 0) + (tails[last] ?? 0) > room;
}

function firstLineWidth(text: string, start: number, end: number): number {
  for (let i = start; i < end; i++) {
    if (isLineBreak(text.charCodeAt(i))) return i - start;
  }
  return end - start;
}

function columnAfter(text: string, column: number, start: number, end: number): number {
  for (let i = end - 1; i >= start; i--) {
    if (isLineBreak(text.charCodeAt(i))) return end - i - 1;
  }
  return column + end - start;
}

function isLineBreak(char: number): boolean {
  return char === 10 || char === 13;
}

/** Line breaks with their indentation, each made once. */
class Margins {
  readonly width: number;
  readonly newline: string;
  readonly #unit: string;
  readonly #indents: string[] = [];
  readonly #single: string[] = [];
  readonly #double: string[] = [];

  constructor(text: string, options: FormatOptions) {
    this.#unit = options.indent;
    this.width = options.indentWidth ?? (options.indent.startsWith('\t') ? TAB_WIDTH : options.indent.length);
    this.newline = options.newline ?? firstNewline(text);
  }

  indent(level: number): string {
    return (this.#indents[level] ??= this.#unit.repeat(level));
  }

  lineBreak(level: number, count: 1 | 2): string {
    if (count === 1) return (this.#single[level] ??= this.newline + this.indent(level));
    return (this.#double[level] ??= this.newline + this.newline + this.indent(level));
  }
}

function firstNewline(text: string): string {
  const at = text.indexOf('\n');
  return at > 0 && text.charCodeAt(at - 1) === 13 ? '\r\n' : '\n';
}

/** An edit of no more than what differs, so that cursors and folded regions stay where they are. */
function addEdit(edits: TextEdit[], text: string, from: number, to: number, wanted: string): void {
  if (to - from === wanted.length && text.startsWith(wanted, from)) return;
  let start = from;
  let end = to;
  let first = 0;
  let last = wanted.length;
  while (start < end && first < last && text.charCodeAt(start) === wanted.charCodeAt(first)) {
    start++;
    first++;
  }
  while (end > start && last > first && text.charCodeAt(end - 1) === wanted.charCodeAt(last - 1)) {
    end--;
    last--;
  }
  // No edit begins or ends between the two characters of a line break.
  if (text.charCodeAt(start - 1) === 13 || (text.charCodeAt(end) === 10 && text.charCodeAt(end - 1) === 13)) {
    edits.push({ span: { start: from, end: to }, newText: wanted });
  } else {
    edits.push({ span: { start, end }, newText: wanted.slice(first, last) });
  }
}
