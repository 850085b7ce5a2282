import type { ParseResult, Parser } from 'papaparse';
import Papa from 'papaparse';

export interface SheetRow {
  /** One-based line of the sheet on which the row begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Separators that sheets come with: CSV, TSV, and what spreadsheets write in countries with a decimal comma. */
const SEPARATORS = [',', '\t', ';', '|'];
const PIECE = 512 * 1024;

/**
 * Reads a CSV or TSV text row by row, the header first; empty lines are passed over. `rows` gets some at a time and is
 * waited for, so that others have their turn.
 */
export async function readSheet(
  text: string,
  rows: (some: readonly SheetRow[]) => Promise<void>,
): Promise<void> {
  let line = 1;
  const located = (data: readonly string[][]): SheetRow[] => {
    const some: SheetRow[] = [];
    for (const cells of data) {
      if (cells.some((cell) => cell.trim() !== '')) some.push({ line, cells });
      line += 1 + cells.reduce((sum, cell) => sum + breaksIn(cell), 0);
    }
    return some;
  };
  await new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
      delimiter: separatorOf(text),
      chunkSize: PIECE,
      chunk: ({ data }: ParseResult<string[]>, parser: Parser) => {
        parser.pause();
        rows(located(data)).then(() => {
          parser.resume();
        }, reject);
      },
      complete: () => {
        resolve();
      },
      error: reject,
    });
  });
}

/** The separator that the first line has most of. */
export function separatorOf(text: string): string {
  const end = text.search(/[\r\n]/);
  const first = end < 0 ? text : text.slice(0, end);
  const counts = SEPARATORS.map((separator) => [first.split(separator).length, separator] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}

/** Line breaks inside a quoted cell. */
function breaksIn(cell: string): number {
  return cell.includes('\n') || cell.includes('\r') ? (cell.match(/\r\n|\r|\n/g)?.length ?? 0) : 0;
}
