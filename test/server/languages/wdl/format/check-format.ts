import assert from 'node:assert/strict';
import type { FormatOptions } from '@omics-lens/server/languages/language.ts';
import { FORMAT_OPTIONS, formatFaults, formatted } from '../../../../corpus/format.ts';
import { dedent } from '../../../../support/fixture.ts';

/** A title, a text, and the text as it is laid out; the second text is left out where nothing changes. */
export type FormatCase = readonly [title: string, before: string, after?: string];

/** Both texts may be indented blocks of the test's source. What must hold for every text is held against this one too. */
export function checkFormat(before: string, after = before, options: Partial<FormatOptions> = {}): void {
  const all = { ...FORMAT_OPTIONS, ...options };
  const text = dedent(before);
  assert.equal(formatted(text, all), dedent(after));
  assert.deepEqual(formatFaults(text, all), []);
}

export function checkFormats(cases: readonly FormatCase[]): void {
  for (const [title, before, after] of cases) it(title, () => checkFormat(before, after));
}

/** Cases about lines in the body of a workflow: `wrap` puts it around them. */
export function checkBodies(cases: readonly FormatCase[], version = '1.2'): void {
  const wrap = (body: string) => {
    const lines = dedent(body).trimEnd().split('\n');
    const indented = lines.map((line) => (line === '' ? '' : `    ${line}`)).join('\n');
    return `version ${version}\n\nworkflow w {\n${indented}\n}\n`;
  };
  for (const [title, before, after = before] of cases)
    it(title, () => checkFormat(wrap(before), wrap(after)));
}
