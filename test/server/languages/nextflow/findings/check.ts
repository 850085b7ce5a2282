import assert from 'node:assert/strict';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { applyFix } from '../../../../support/fixture.ts';
import { openFixture } from '../../../../support/open-fixture.ts';

/** The problems of one code in the first file, each as `text severity: message`. */
export async function check(
  code: string,
  fixture: string,
  expected: string | readonly string[] = [],
  settings: Partial<ServerSettings> = {},
): Promise<void> {
  const { file } = await openFixture(fixture, { target: 'healthomics', ...settings });
  const found = file.problems.filter((problem) => problem.code === code);
  assert.deepEqual(
    found.map(
      ({ span, severity, message }) => `${file.text.slice(span.start, span.end)} ${severity}: ${message}`,
    ),
    typeof expected === 'string' ? [expected] : expected,
  );
}

/** The first file after the first fix of the first problem of the code. */
export async function checkFix(
  code: string,
  fixture: string,
  expected: string,
  settings: Partial<ServerSettings> = {},
): Promise<void> {
  const { file } = await openFixture(fixture, { target: 'healthomics', ...settings });
  const problem = file.problems.find((one) => one.code === code);
  assert.ok(problem !== undefined, `there is a problem ${code}`);
  assert.equal(applyFix(file.text, problem.fixes?.[0]).trimEnd(), expected.trimEnd());
}

/** The configuration of a project. */
export function config(text: string): string {
  return `//- /nextflow.config\n${text}\n`;
}

/** More of a fixture: a configuration that asks for a version. */
export function manifest(version: string): string {
  return `//- /nextflow.config\nmanifest.nextflowVersion = '${version}'\n`;
}

/** A script with one process of these directives and a workflow that runs it. */
export function project(directives: string, path = '//- /main.nf\n'): string {
  return `${path}process A {\n  ${directives}\n  output: path 'x'\n  script: 'touch x'\n}\nworkflow { A() }\n`;
}
