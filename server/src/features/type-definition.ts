import type { SymbolInfo, SymbolKind } from '../model/index.ts';
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
  const symbol = occurrence === undefined ? undefined : symbols.symbol(occurrence.symbol);
  const declared = symbol?.type === undefined ? itselfIfType(symbol) : symbols.symbol(symbol.type);
  return declared === undefined ? undefined : { uri: symbolUri(declared.id), span: declared.span };
}

const TYPES: ReadonlySet<SymbolKind> = new Set(['struct', 'enum', 'task', 'workflow']);

/** The name of a type leads to where that is declared; so does that of a call which is named as what it calls. */
function itselfIfType(symbol: SymbolInfo | undefined): SymbolInfo | undefined {
  return symbol !== undefined && TYPES.has(symbol.kind) ? symbol : undefined;
}
