import type { CompletionCandidate } from '../../language.ts';
import type { CheckedFile } from '../check/file.ts';
import { BUILT_IN_TYPES } from '../check/types.ts';
import { TYPE_DOCS } from '../facts/words.ts';
import { atLeast } from '../versions.ts';

const SNIPPETS: ReadonlyMap<string, string> = new Map([
  ['Array', 'Array[${1:File}]'],
  ['Map', 'Map[${1:String}, ${2:File}]'],
  ['Pair', 'Pair[${1:File}, ${2:File}]'],
]);

/** The types that a declaration can have. */
export function typeCandidates(file: CheckedFile): CompletionCandidate[] {
  const candidates: CompletionCandidate[] = [];
  BUILT_IN_TYPES.forEach((label, i) => {
    if (label === 'Directory' && !atLeast(file.version, '1.2')) return;
    const doc = TYPE_DOCS.get(label);
    const insert = SNIPPETS.get(label);
    candidates.push({
      label,
      kind: 'type',
      ...(doc === undefined ? {} : { documentation: doc }),
      ...(insert === undefined ? {} : { insert, snippet: true }),
      rank: 2 + i / 100,
      ...(label === 'Object' ? { deprecated: true } : {}),
    });
  });
  for (const [label, { type, description }] of file.types) {
    candidates.push({
      label,
      kind: type.kind,
      ...(description === undefined ? {} : { documentation: description }),
      rank: 2,
    });
  }
  return candidates;
}
