import type { Span } from './span.ts';

/** Replaces a span of a file's text; an empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The edits of several files, by URI. Edits of one file do not overlap. */
export type WorkspaceEdit = ReadonlyMap<string, readonly TextEdit[]>;

/** Edits may come in any order; where two insert at the same offset, the earlier in the list comes first. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, index) => ({ edit, index }));
  sorted.sort((a, b) => a.edit.span.start - b.edit.span.start || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { edit } of sorted) {
    result += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return result + text.slice(at);
}
