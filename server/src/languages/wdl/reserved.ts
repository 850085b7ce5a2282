import { atLeast } from './versions.ts';
import type { WdlVersion } from './versions.ts';

/**
 * Words that the specification reserves: none of them can name anything. The parser takes many of them as names all
 * the same, because engines do; a name that somebody chooses now should not be one.
 * Source: WDL specification 1.2, "Reserved Keywords".
 */
export const RESERVED_WORDS: ReadonlySet<string> = new Set([
  ...['Array', 'Boolean', 'Directory', 'File', 'Float', 'Int', 'Map', 'None', 'Object', 'Pair', 'String'],
  ...['alias', 'as', 'call', 'command', 'else', 'env', 'false', 'hints', 'if', 'in', 'import', 'input'],
  ...['left', 'meta', 'object', 'output', 'parameter_meta', 'requirements', 'right', 'runtime', 'scatter'],
  ...['struct', 'task', 'then', 'true', 'workflow'],
]);

const SINCE: ReadonlyMap<string, WdlVersion> = new Map<string, WdlVersion>([
  ['None', '1.1'],
  ['Directory', '1.2'],
  ['env', '1.2'],
  ['hints', '1.2'],
  ['requirements', '1.2'],
]);

/** Whether the word is reserved in the version. */
export function isReserved(word: string, version: WdlVersion): boolean {
  return RESERVED_WORDS.has(word) && atLeast(version, SINCE.get(word) ?? 'draft-2');
}
