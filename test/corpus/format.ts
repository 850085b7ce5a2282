import type { FormatOptions, Language } from '@omics-lens/server/languages/language.ts';
import { wdl } from '@omics-lens/server/languages/wdl/index.ts';
import type { SyntaxTree } from '@omics-lens/server/syntax/tree.ts';
import { leaves, nodes } from '@omics-lens/server/syntax/walk.ts';
import type { Problem, TextEdit } from '@omics-lens/server/text/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';

export const FORMAT_OPTIONS: FormatOptions = { indent: '    ', lineWidth: 90 };

/** The text as the formatter lays it out. */
export function formatted(text: string, options: FormatOptions = FORMAT_OPTIONS): string {
  return applyEdits(text, wdl.format?.(wdl.parse(text).tree, options) ?? []);
}

/**
 * What formatting did to a document that it must never do, in words; empty when it kept every token, comment and
 * command text in its place, when formatting again changes nothing, and when no edit touches anything but blanks and
 * the commas at the end of lists.
 */
export function formatFaults(
  text: string,
  options: FormatOptions = FORMAT_OPTIONS,
  language: Language = wdl,
): readonly string[] {
  const before = language.parse(text);
  const edits = language.format?.(before.tree, options) ?? [];
  const result = applyEdits(text, edits);
  const after = language.parse(result);
  const faults = editFaults(text, edits);
  compare(faults, 'tokens and comments', contentOf(before.tree), contentOf(after.tree));
  compare(faults, 'nodes', kindsOf(before.tree), kindsOf(after.tree));
  compare(faults, 'problems', codesOf(before.problems), codesOf(after.problems));
  const again = applyEdits(result, language.format?.(after.tree, options) ?? []);
  compare(faults, 'lines of the second formatting', result.split('\n'), again.split('\n'));
  return faults;
}

function editFaults(text: string, edits: readonly TextEdit[]): string[] {
  const faults: string[] = [];
  let at = 0;
  for (const { span, newText } of edits) {
    const removed = text.slice(span.start, span.end);
    if (span.start < at) faults.push(`The edit at ${span.start} comes before the end of another at ${at}.`);
    if (!/^[\s,\uFEFF]*$/.test(removed) || !/^,?\s*$/.test(newText)) {
      faults.push(`An edit puts ${JSON.stringify(newText)} for ${JSON.stringify(removed)}.`);
    }
    if (removed === newText) faults.push(`The edit at ${span.start} changes nothing.`);
    at = span.end;
  }
  return faults;
}

/**
 * Tokens and comments in their order, without the commas at the end of lists. Comments say whether they stand behind
 * code. The blanks before the sign that closes a command are no part of it.
 */
function contentOf(tree: SyntaxTree): readonly string[] {
  const { text } = tree;
  const pieces = [...leaves(tree.root), ...tree.comments].sort((a, b) => a.start - b.start);
  const content: string[] = [];
  let comma: { readonly at: number } | undefined;
  let end = 0;
  pieces.forEach(({ kind, start, end: pieceEnd }, i) => {
    let shown = text.slice(start, pieceEnd);
    if (kind === 'text' && pieces[i + 1]?.kind === 'commandClose')
      shown = shown.replace(/(?<=[\r\n])[ \t]*$/, '');
    if (kind === 'comment') {
      shown += /[\r\n]/.test(text.slice(end, start)) || end === 0 ? ' (own line)' : ' (behind code)';
    } else {
      if (comma !== undefined && /^[\])}]$/.test(shown)) content.splice(comma.at, 1);
      comma = shown === ',' ? { at: content.length } : undefined;
    }
    content.push(`${kind} ${shown}`);
    end = pieceEnd;
  });
  return content;
}

function kindsOf(tree: SyntaxTree): readonly string[] {
  return [...nodes(tree.root)].map(({ kind }) => kind);
}

/** Blanks that are none for an engine are blanks for the formatter, so it mends them. */
function codesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code }) => code).filter((code) => code !== 'odd-blank');
}

/** Adds the first place where the two differ. */
function compare(faults: string[], what: string, before: readonly string[], after: readonly string[]): void {
  const length = Math.max(before.length, after.length);
  for (let i = 0; i < length; i++) {
    if (before[i] === after[i]) continue;
    const show = (list: readonly string[]) =>
      JSON.stringify(
        list
          .slice(i, i + 3)
          .join(' | ')
          .slice(0, 200),
      );
    faults.push(`The ${what} differ at ${i}: ${show(before)} became ${show(after)}.`);
    return;
  }
}
