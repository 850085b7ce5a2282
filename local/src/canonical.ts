import { digestOf } from './identity.ts';

/** SHA-256 of a value that does not depend on the order of its members; what is undefined counts as absent. */
export function digestOfValue(value: unknown): string {
  return digestOf(JSON.stringify(canonical(value)));
}

function canonical(value: unknown): unknown {
  if (value instanceof Uint8Array) return digestOf(value);
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, canonical(item)]),
  );
}
