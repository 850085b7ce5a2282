import type { Around, CompletionCandidate } from '../../language.ts';
import type { CheckedDocument } from '../analyze.ts';
import { expressionCandidates } from './expressions.ts';
import { linkCandidates } from './links.ts';
import { placeAt } from './place.ts';

export { describeExpression } from './describe.ts';
export { signatureAt } from './signature.ts';
export { unsaidIn } from './unsaid.ts';

/** What somebody may mean to write at the offset. `fields` gives the names and values that the schema knows there. */
export function completionsAt(
  document: CheckedDocument,
  offset: number,
  around: Around | undefined,
  fields: (offset: number) => readonly CompletionCandidate[],
): readonly CompletionCandidate[] {
  const expression = expressionCandidates(document, offset);
  if (expression !== undefined) return expression;
  const links = linkCandidates(document, placeAt(document, offset), offset, around);
  const known = new Set(links.map(({ label }) => label));
  return [...links, ...fields(offset).filter(({ label }) => !known.has(label))];
}
