import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { selectionRanges } from '../../features/selection-range.ts';
import type { Span } from '../../text/index.ts';
import type { FileSnapshot } from '../../workspace/snapshot.ts';
import { toRange } from '../convert.ts';
import { fileMethod } from '../requests.ts';

export const selectionRangeMethod = fileMethod<SelectionRangeParams, SelectionRange[]>({
  method: 'textDocument/selectionRange',
  summary: 'What *Expand selection* selects in turn.',
  capabilities: () => ({ selectionRangeProvider: true }),
  takes: 'positions',
  clientToo: true,
  nothing: [],
  answer: (file, { positions }) =>
    positions.map((position) => nested(selectionRanges(file, file.lines.offsetAt(position)), file)),
});

/** The smallest, with what encloses it as its parent. */
function nested(spans: readonly Span[], file: FileSnapshot): SelectionRange {
  const largest = spans.at(-1) ?? { start: 0, end: file.text.length };
  return spans
    .slice(0, -1)
    .reduceRight<SelectionRange>((parent, span) => ({ range: toRange(file.lines, span), parent }), {
      range: toRange(file.lines, largest),
    });
}
