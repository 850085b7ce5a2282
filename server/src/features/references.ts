import type { Location } from '../text/index.ts';
import { occurrenceAt, standsFor } from '../workspace/lookup.ts';
import type { FileSnapshot, SymbolSource } from '../workspace/snapshot.ts';

export interface ReferenceOptions {
  readonly declaration: 'included' | 'left out';
}

/** Every place in the workspace where the name at the offset stands, the declaring file's first. */
export function references(
  file: FileSnapshot,
  offset: number,
  symbols: SymbolSource,
  options: ReferenceOptions,
): readonly Location[] {
  const symbol = occurrenceAt(file, offset)?.symbol;
  if (symbol === undefined) return [];
  const mentions = symbols.mentions(symbol);
  const files = mentions.some(({ uri }) => uri === file.uri) ? mentions : [...mentions, file];
  return files.flatMap(({ uri, analysis }) =>
    analysis.occurrences
      .filter((occurrence) => standsFor(occurrence, symbol))
      .filter(({ role }) => options.declaration === 'included' || role !== 'definition')
      .map(({ span }) => ({ uri, span })),
  );
}
