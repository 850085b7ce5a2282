import { symbolUri } from '../model/index.ts';
import type { Span } from '../text/index.ts';
import { occurrenceAt } from '../workspace/lookup.ts';
import type { FileSnapshot, SymbolSource } from '../workspace/snapshot.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What the name at the offset is and what its author wrote about it; or what the language says about that place. */
export function hover(file: FileSnapshot, offset: number, symbols: SymbolSource): Hover | undefined {
  const occurrence = occurrenceAt(file, offset);
  const symbol = occurrence === undefined ? undefined : symbols.symbol(occurrence.symbol);
  if (occurrence === undefined || symbol === undefined) return file.analysis.describe(offset);
  const language = symbols.known(symbolUri(symbol.id))?.language.id ?? file.language.id;
  const parts = [`\`\`\`${language}\n${symbol.signature}\n\`\`\``];
  if (symbol.deprecated === true) parts.push('_Deprecated._');
  if (symbol.documentation !== undefined) parts.push(symbol.documentation);
  return { span: occurrence.span, markdown: parts.join('\n\n') };
}
