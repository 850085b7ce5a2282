import type { Callable, Occurrence, SymbolId } from '../model/index.ts';
import type { Span } from '../text/index.ts';
import { span, touches } from '../text/index.ts';
import type { FileSnapshot, FileSummary } from './snapshot.ts';

/** The name at the offset, or directly before it; where two touch it, the one that starts there. */
export function occurrenceAt(file: FileSummary, offset: number): Occurrence | undefined {
  const { occurrences } = file.analysis;
  let low = 0;
  let high = occurrences.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((occurrences[middle]?.span.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const occurrence = occurrences[low - 1];
  return occurrence !== undefined && touches(occurrence.span, offset) ? occurrence : undefined;
}

/** True when the name stands for the symbol; a shorthand stands for two. */
export function standsFor(occurrence: Occurrence, id: SymbolId): boolean {
  return occurrence.symbol === id || occurrence.key === id;
}

/** The letters, digits and underscores around the offset; empty where there are none. */
export function wordAt(text: string, offset: number): Span {
  let start = offset;
  let end = offset;
  while (start > 0 && isWordCharacter(text.charCodeAt(start - 1))) start--;
  while (end < text.length && isWordCharacter(text.charCodeAt(end))) end++;
  return span(start, end);
}

function isWordCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122)
  );
}

/** The tasks of a file whose commands can be rendered, so that they can run alone. */
export function renderableTasks({ analysis }: Pick<FileSnapshot, 'analysis'>): readonly Callable[] {
  if (analysis.renderCommand === undefined) return [];
  return analysis.callables.filter(({ kind, runsIn }) => kind === 'task' && runsIn === undefined);
}
