import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import { LineIndex, type Span, span } from '../text/index.ts';
import { ArrayScanner } from './array-scanner.ts';

/** One run of a batch as it stands in a file. */
export interface BatchEntryText {
  /** `undefined` where the entry names none. */
  readonly runSettingId: string | undefined;
  readonly text: string;
  /** The value of `runSettingId`, else the bracket that opens the entry. */
  readonly span: Span;
}

/**
 * Gives the runs of a batch file (`batch`) or of a bare array (`batch-runs`) one after the other, in their order, while
 * the text arrives in pieces. Of a broken file it gives those that can be told apart; entries that are no objects are
 * left out. The answer is the file's lines.
 */
export async function readBatchEntries(
  pieces: Iterable<string> | AsyncIterable<string>,
  kind: 'batch' | 'batch-runs',
  take: (entry: BatchEntryText) => void,
): Promise<LineIndex> {
  if (kind === 'batch-runs') return scan(pieces, 0, take);
  const whole: string[] = [];
  for await (const piece of pieces) whole.push(piece);
  const text = whole.join('');
  const root = parseTree(text);
  const runs = root && findNodeAtLocation(root, ['batchRunSettings', 'inlineSettings']);
  if (runs?.type === 'array') await scan([text.slice(runs.offset)], runs.offset, take);
  return new LineIndex(text);
}

async function scan(
  pieces: Iterable<string> | AsyncIterable<string>,
  from: number,
  take: (entry: BatchEntryText) => void,
): Promise<LineIndex> {
  const scanner = new ArrayScanner(({ text, start }) => {
    if (!text.startsWith('{')) return;
    const { value, offset, length } = idIn(text);
    const at = from + start + offset;
    take({ runSettingId: value, text, span: span(at, at + length) });
  });
  for await (const piece of pieces) scanner.add(piece);
  const { lineStarts, length } = scanner.end();
  return new LineIndex('', { starts: lineStarts, length });
}

function idIn(entry: string): {
  readonly value: string | undefined;
  readonly offset: number;
  readonly length: number;
} {
  const tree = parseTree(entry);
  const node = tree && findNodeAtLocation(tree, ['runSettingId']);
  if (node?.type !== 'string') return { value: undefined, offset: 0, length: 1 };
  return { value: String(node.value), offset: node.offset, length: node.length };
}
