import assert from 'node:assert/strict';
import type { DocumentContext } from '@omics-lens/server/documents/index.ts';
import { json } from '@omics-lens/server/languages/json/index.ts';
import type { JsonDocument } from '@omics-lens/server/model/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent, renderProblems } from '../../support/fixture.ts';

export type Check = (document: JsonDocument, context: DocumentContext) => readonly Problem[];

export const CONTEXT: DocumentContext = {
  uri: 'file:///document.json',
  target: 'healthomics',
  region: 'us-east-1',
};

export function documentOf(text: string): JsonDocument {
  return { text, root: json.parse(text).tree.root.value };
}

/** The helpers of one kind of document. */
export function checks(check: Check) {
  const problemsOf = (text: string, context: Partial<DocumentContext> = {}) =>
    check(documentOf(text), { ...CONTEXT, ...context });
  /** The problems under their lines. */
  const expectProblems = (text: string, expected: string, context: Partial<DocumentContext> = {}): void => {
    const source = dedent(text);
    // Where no problem is at the margin, the source is drawn without it.
    const drawn = dedent(`\n${renderProblems(source, problemsOf(source, context))}`);
    assert.equal(drawn, dedent(expected).trimEnd());
  };
  /** `code: message` for each problem; codes that `ignored` names are left out. */
  const messages = (
    value: unknown,
    ignored: readonly string[] = [],
    context: Partial<DocumentContext> = {},
  ): string[] =>
    problemsOf(JSON.stringify(value), context)
      .filter(({ code }) => !ignored.includes(code))
      .map(({ code, message }) => `${code}: ${message}`);
  /** The text after the fix of this title. */
  const expectFix = (
    text: string,
    title: string,
    expected: string,
    context: Partial<DocumentContext> = {},
  ): void => {
    const source = dedent(text);
    const fixes = problemsOf(source, context).flatMap((problem) => problem.fixes ?? []);
    const fix = fixes.find((candidate) => candidate.title === title);
    assert.ok(fix, `no fix '${title}' among: ${fixes.map((candidate) => candidate.title).join(', ')}`);
    assert.equal(applyEdits(source, fix.edits), dedent(expected));
  };
  return { problemsOf, expectProblems, messages, expectFix };
}
