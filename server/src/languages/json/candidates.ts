import type { TextEdit } from '../../text/index.ts';
import { span } from '../../text/index.ts';
import type { CompletionCandidate } from '../language.ts';
import type { Cursor } from './cursor.ts';

/** A value that is inserted as it is. */
export function literal(text: string, detail: string, cursor: Cursor, rank: number): CompletionCandidate {
  const insert = cursor.commaAfter ? `${text},` : text;
  return {
    label: text,
    kind: 'value',
    detail,
    insert,
    rank,
    ...placed(text, text.replace(/"/g, ''), cursor),
  };
}

/** Where the insertion goes, what typed text is matched with, and the comma that is missing in front. */
export function placed(
  quoted: string,
  bare: string,
  cursor: Cursor,
): Pick<CompletionCandidate, 'replace' | 'filter' | 'edits'> {
  const comma: TextEdit | undefined =
    cursor.commaBefore === undefined
      ? undefined
      : { span: span(cursor.commaBefore, cursor.commaBefore), newText: ',' };
  return {
    replace: cursor.replace,
    filter: cursor.quoted ? quoted : bare,
    ...(comma === undefined ? {} : { edits: [comma] }),
  };
}

/** An insertion with places for the cursor; a comma behind it where one is missing. */
export function asSnippet(text: string, cursor: Cursor): Pick<CompletionCandidate, 'insert' | 'snippet'> {
  return { insert: cursor.commaAfter ? `${text},` : text, snippet: true };
}

export function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

export function unique(candidates: readonly CompletionCandidate[]): readonly CompletionCandidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ label }) => {
    if (seen.has(label)) return false;
    seen.add(label);
    return true;
  });
}
