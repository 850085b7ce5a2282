import type { AccountValue, CompletionCandidate } from '../languages/language.ts';
import type { Span } from '../text/index.ts';
import { matchScore, span } from '../text/index.ts';
import { wordAt } from '../workspace/lookup.ts';
import type { FileSnapshot } from '../workspace/snapshot.ts';

export interface CompletionItem extends CompletionCandidate {
  /** What is replaced when the rest of the word is kept; it ends at the cursor. */
  readonly inserting: Span;
  /** What is replaced when the whole word is. */
  readonly replacing: Span;
}

export interface Completions {
  /** Best first. */
  readonly items: readonly CompletionItem[];
  /** True when there was more: ask again when more has been typed. */
  readonly incomplete: boolean;
}

const MOST_ITEMS = 250;
const USUAL_RANK = 5;

/** What can stand at the offset and fits what is already typed of it. */
export function completion(
  file: FileSnapshot,
  offset: number,
  account?: readonly AccountValue[],
): Completions {
  const word = wordAt(file.text, offset);
  const scored = file.analysis.completions(offset, account).flatMap((candidate) => {
    const replacing = candidate.replace ?? word;
    const typed = file.text.slice(replacing.start, offset);
    const score = matchScore(typed, candidate.filter ?? candidate.label);
    if (score === undefined) return [];
    const item = { ...candidate, inserting: span(replacing.start, offset), replacing };
    return { item, score, rank: candidate.rank ?? USUAL_RANK };
  });
  scored.sort((a, b) => a.score - b.score || a.rank - b.rank || compareLabels(a.item.label, b.item.label));
  return {
    items: scored.slice(0, MOST_ITEMS).map(({ item }) => item),
    incomplete: scored.length > MOST_ITEMS,
  };
}

function compareLabels(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
