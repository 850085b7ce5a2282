import type { Span } from '../text/index.ts';
import { occurrenceAt, standsFor } from '../workspace/lookup.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

export interface Highlight {
  readonly span: Span;
  readonly kind: 'read' | 'write';
}

/** Every place in this file where the name at the offset stands. */
export function documentHighlight(file: FileSnapshot, offset: number): readonly Highlight[] {
  const symbol = occurrenceAt(file, offset)?.symbol;
  if (symbol === undefined) return [];
  return file.analysis.occurrences
    .filter((occurrence) => standsFor(occurrence, symbol))
    .map(({ span, role }) => ({ span, kind: role === 'reference' ? 'read' : 'write' }));
}
