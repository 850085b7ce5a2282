import type { Piece } from './pieces.ts';

/** A piece and the blanks that shall stand before it. */
export interface Placed {
  readonly piece: Piece;
  /** Where the piece before it ends. */
  readonly from: number;
  blanks: string;
  /** Line breaks before it in the source. */
  readonly breaks: number;
  /** False where everything stays as it is. */
  readonly free: boolean;
}

/** A piece that is not the first on its line, in a column that it may share with pieces of the lines around. */
interface Cell {
  readonly line: Line;
  readonly index: number;
  /** In the source. */
  readonly column: number;
  readonly text: string;
  readonly before: string;
  /** True where the author wrote more blanks than are needed. */
  readonly padded: boolean;
  shared?: Column;
}

interface Line {
  readonly placed: Placed[];
  readonly cells: Cell[];
  /** False behind a blank line. */
  readonly follows: boolean;
}

interface Column {
  readonly at: number;
  readonly cells: Cell[];
}

/**
 * Columns that lines next to each other share stay shared: where authors wrote more blanks than are needed to put the
 * same sign, or what follows the same sign, below each other, as many are written as the longest line asks for.
 */
export function keepColumns(source: string, placed: readonly Placed[]): void {
  const columns = columnsOf(linesOf(source, placed));
  for (const { cells } of columns) {
    const naturals = cells.map((cell) => naturalColumn(cell));
    const target = Math.max(...naturals);
    cells.forEach(({ line, index }, i) => {
      const one = line.placed[index];
      if (one !== undefined) one.blanks += ' '.repeat(target - (naturals[i] ?? target));
    });
  }
}

/** Lines of one piece a line or more; what a text over several lines stands on has no columns. */
function linesOf(source: string, placed: readonly Placed[]): readonly Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  let start = 0;
  for (const one of placed) {
    const { piece, breaks } = one;
    if (line === undefined || breaks > 0) {
      if (line !== undefined && isComment(one)) continue;
      line = { placed: [], cells: [], follows: breaks === 1 };
      start = source.lastIndexOf('\n', piece.start - 1) + 1;
      lines.push(line);
    } else if (isPlain(source, line) && one.free && canPad(source, one)) {
      const before = line.placed.at(-1)?.piece ?? piece;
      line.cells.push({
        line,
        index: line.placed.length,
        column: piece.start - start,
        text: source.slice(piece.start, Math.min(piece.end, piece.start + 12)),
        before: source.slice(Math.max(before.start, before.end - 12), before.end),
        padded:
          piece.start - one.from > one.blanks.length && !source.slice(one.from, piece.start).includes('\t'),
      });
    }
    line.placed.push(one);
  }
  return lines;
}

function isComment({ piece }: Placed): boolean {
  return piece.kind === 'comment';
}

/** True where the line began with blanks and has no piece over several lines so far. */
function isPlain(source: string, line: Line): boolean {
  return line.placed.every(({ piece }) => !source.slice(piece.start, piece.end).includes('\n'));
}

/** Comments have a column of their own; most signs touch what stands before them. */
function canPad(source: string, { piece, blanks }: Placed): boolean {
  if (isComment({ piece } as Placed) || piece.kind === 'continuation') return false;
  return blanks === ' ' || ',:}])'.includes(source.slice(piece.start, piece.end));
}

function columnsOf(lines: readonly Line[]): readonly Column[] {
  const columns: Column[] = [];
  lines.forEach((line, i) => {
    const above = line.follows ? lines[i - 1] : undefined;
    for (const cell of line.cells) {
      const partner = above?.cells.find((one) => one.column === cell.column && isAlike(one, cell));
      if (partner === undefined) continue;
      const column = partner.shared ?? { at: cell.column, cells: [partner] };
      if (partner.shared === undefined) columns.push(column);
      partner.shared = cell.shared = column;
      column.cells.push(cell);
    }
  });
  return columns.filter(({ cells }) => cells.some(({ padded }) => padded)).sort((a, b) => a.at - b.at);
}

/** The same sign, or something behind the same sign. */
function isAlike(one: Cell, other: Cell): boolean {
  return one.text === other.text || (one.before === other.before && /^[,:=?(]$/.test(one.before));
}

/** Where the piece would stand with the blanks that are planned so far. */
function naturalColumn({ line, index }: Cell): number {
  let column = 0;
  for (const [i, { piece, blanks }] of line.placed.slice(0, index + 1).entries()) {
    column += i === 0 ? blanks.length - blanks.lastIndexOf('\n') - 1 : blanks.length;
    if (i < index) column += piece.end - piece.start;
  }
  return column;
}
