import { symbolUri } from '../model/index.ts';
import type { Location, Span } from '../text/index.ts';
import { span, touches } from '../text/index.ts';
import { occurrenceAt } from '../workspace/lookup.ts';
import type { FileSnapshot, SymbolSource } from '../workspace/snapshot.ts';
import { resolvePath } from '../workspace/uris.ts';

export interface DefinitionLink {
  /** What was clicked on. */
  readonly origin: Span;
  readonly target: Location;
}

/** Where the name at the offset is declared; for a path, the beginning of the file. */
export function definition(
  file: FileSnapshot,
  offset: number,
  symbols: SymbolSource,
): readonly DefinitionLink[] {
  const occurrence = occurrenceAt(file, offset);
  const symbol = occurrence === undefined ? undefined : symbols.symbol(occurrence.symbol);
  if (occurrence !== undefined && symbol !== undefined) {
    return [{ origin: occurrence.span, target: { uri: symbolUri(symbol.id), span: symbol.span } }];
  }
  const link = file.analysis.links.find((one) => touches(one.span, offset));
  const uri = link === undefined ? undefined : resolvePath(file.uri, link.target);
  if (link === undefined || uri === undefined) return [];
  return [{ origin: link.span, target: { uri, span: span(0, 0) } }];
}
