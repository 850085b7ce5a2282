import { symbolUri } from '../model/index.ts';
import type { Location } from '../text/index.ts';
import { occurrenceAt } from '../workspace/lookup.ts';
import type { FileSnapshot, SymbolSource } from '../workspace/snapshot.ts';

/** Where the type of the name at the offset is declared, when it is one that somebody declared. */
export function typeDefinition(
  file: FileSnapshot,
  offset: number,
  symbols: SymbolSource,
): Location | undefined {
  const occurrence = occurrenceAt(file, offset);
  const type = occurrence === undefined ? undefined : symbols.symbol(occurrence.symbol)?.type;
  const declared = type === undefined ? undefined : symbols.symbol(type);
  return declared === undefined ? undefined : { uri: symbolUri(declared.id), span: declared.span };
}
