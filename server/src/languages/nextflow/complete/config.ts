import type { Around, CompletionCandidate } from '../../language.ts';
import type { ReadConfig } from '../config/read.ts';
export function configCompletions(
  _read: ReadConfig,
  _offset: number,
  _around?: Around,
): readonly CompletionCandidate[] {
  return [];
}
