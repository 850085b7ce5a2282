import { COLLECTION_FUNCTIONS } from './collections.ts';
import type { FunctionEntry } from './entry.ts';
import { FILE_FUNCTIONS } from './files.ts';
import { NUMBER_FUNCTIONS } from './numbers.ts';
import { parseSignature } from './signature.ts';
import type { FunctionSignature } from './signature.ts';
import { STRING_FUNCTIONS } from './strings.ts';

export type { FunctionSignature, ParameterPattern } from './signature.ts';

export interface StandardFunction extends Omit<FunctionEntry, 'signatures'> {
  readonly name: string;
  readonly signatures: readonly FunctionSignature[];
}

/** Every function of any version, by name. */
export const STANDARD_FUNCTIONS: ReadonlyMap<string, StandardFunction> = new Map(
  Object.entries({
    ...NUMBER_FUNCTIONS,
    ...STRING_FUNCTIONS,
    ...FILE_FUNCTIONS,
    ...COLLECTION_FUNCTIONS,
  }).map(([name, entry]) => [name, { ...entry, name, signatures: entry.signatures.map(parseSignature) }]),
);
