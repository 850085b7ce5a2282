import type { Around, CompletionCandidate } from '../../language.ts';
import type { ReadScript } from '../analyze.ts';
export function scriptCompletions(
  _read: ReadScript,
  _offset: number,
  _around?: Around,
): readonly CompletionCandidate[] {
  return [];
}
