import type { SymbolKind } from '../model/index.ts';
import type { Span } from '../text/index.ts';
import { overlaps } from '../text/index.ts';
import type { FileSummary, SymbolSource } from '../workspace/snapshot.ts';

/** The names that editors and themes know; a token's type is one of them. */
export const TOKEN_TYPES = [
  'namespace',
  'struct',
  'enum',
  'enumMember',
  'class',
  'function',
  'parameter',
  'variable',
  'property',
] as const;
export const TOKEN_MODIFIERS = ['declaration', 'modification', 'deprecated'] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];

export interface SemanticToken {
  readonly span: Span;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const TYPES: Readonly<Record<SymbolKind, TokenType>> = {
  workflow: 'class',
  task: 'function',
  call: 'variable',
  input: 'parameter',
  output: 'property',
  variable: 'variable',
  struct: 'struct',
  enum: 'enum',
  enumMember: 'enumMember',
  member: 'property',
  namespace: 'namespace',
  function: 'function',
  key: 'property',
};

/** What each name is, in the order of the text; everything that is no name is coloured by the grammar. */
export function semanticTokens(
  file: FileSummary,
  symbols: SymbolSource,
  within?: Span,
): readonly SemanticToken[] {
  return file.analysis.occurrences.flatMap(({ span, symbol, role, form }) => {
    if (form === 'quoted' || (within !== undefined && !overlaps(span, within))) return [];
    const info = symbols.symbol(symbol);
    if (info === undefined) return [];
    const modifiers: TokenModifier[] = [];
    if (role === 'definition') modifiers.push('declaration');
    if (role === 'write') modifiers.push('modification');
    if (info.deprecated === true) modifiers.push('deprecated');
    return [{ span, type: TYPES[info.kind], modifiers }];
  });
}
