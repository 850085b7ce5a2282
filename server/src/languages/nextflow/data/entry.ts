import type { Availability } from './versions.ts';

/** What kind of value goes somewhere; `enum` comes with its words. */
export type ValueKind =
  'integer' | 'boolean' | 'string' | 'memory' | 'duration' | 'path' | 'map' | 'list' | 'closure' | 'any';

/** A named argument: `mode: 'copy'`. */
export interface OptionEntry extends Availability {
  readonly name: string;
  readonly kind: ValueKind;
  /** The values that are understood, where they are few. */
  readonly values?: readonly string[];
  readonly doc: string;
}

export function option(
  name: string,
  kind: ValueKind,
  doc: string,
  more: Availability & { readonly values?: readonly string[] } = {},
): OptionEntry {
  return { name, kind, doc, ...more };
}

/** A table whose entries are found by name. */
export function byName<T extends { readonly name: string }>(entries: readonly T[]): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [entry.name, entry]));
}
