import { symbolUri } from '../model/index.ts';
import type { Occurrence } from '../model/index.ts';
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

/**
 * Where the name at the offset is declared; a shorthand names two things, so it has two places. For a path, the
 * beginning of the file.
 */
export function definition(
  file: FileSnapshot,
  offset: number,
  symbols: SymbolSource,
): readonly DefinitionLink[] {
  const occurrence = occurrenceAt(file, offset);
  const declared = occurrence === undefined ? [] : declarations(occurrence, symbols);
  if (declared.length > 0) return declared;
  const link = file.analysis.links.find((one) => touches(one.span, offset));
  const uri = link === undefined ? undefined : resolvePath(file.uri, link.target);
  if (link === undefined || uri === undefined) return [];
  return [{ origin: link.span, target: { uri, span: span(0, 0) } }];
}

function declarations(occurrence: Occurrence, symbols: SymbolSource): readonly DefinitionLink[] {
  return [occurrence.symbol, occurrence.key].flatMap((id) => {
    const symbol = id === undefined ? undefined : symbols.symbol(id);
    if (symbol === undefined) return [];
    return [{ origin: occurrence.span, target: { uri: symbolUri(symbol.id), span: symbol.span } }];
  });
}
