import { strict as assert } from 'node:assert';
import { LINTS } from '@omics-lens/server/languages/wdl/lint/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent, renderProblems } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';

type Target = 'healthomics' | 'spec';

/** What one lint says of the first file, carets under the lines; a lint that is off by default is switched on. */
export function checkLint(code: string, fixture: string, expected: string, target?: Target): void {
  const { text, found } = run(code, fixture, target);
  assert.equal(dedent(`\n${renderProblems(text, found)}`).trimEnd(), dedent(expected).trimEnd());
}

/** The text after *Fix all* of one lint, which must then have nothing more to say. */
export function checkLintFix(code: string, fixture: string, expected: string, target?: Target): void {
  const { text, found } = run(code, fixture, target);
  assert.notEqual(found.length, 0, `'${code}' finds something.`);
  const edits = found.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []);
  const fixed = applyEdits(text, edits);
  assert.equal(fixed, dedent(expected));
  const left = run(code, fixed, target).found.map(({ message }) => message);
  assert.deepEqual(left, [], 'Nothing is left to fix.');
}

/** For what has no mend by itself: no fix is offered. */
export function checkNoFix(code: string, fixture: string, target?: Target): void {
  const { found } = run(code, fixture, target);
  assert.notEqual(found.length, 0, `'${code}' finds something.`);
  assert.deepEqual(
    found.flatMap(({ fixes }) => fixes ?? []),
    [],
  );
}

function run(
  code: string,
  fixture: string,
  target: Target = 'healthomics',
): { text: string; found: Problem[] } {
  const lint = LINTS.find((one) => one.code === code);
  assert.ok(lint, `There is a lint '${code}'.`);
  const rules = lint.default === 'off' ? { [code]: lint.severity } : {};
  const { main } = wdlProject(fixture, { target, region: undefined, rules });
  return { text: main.text, found: main.lints.filter((problem) => problem.code === code) };
}

/** A task of version 1.1 with this command between `<<<` and `>>>`, each line indented by four. */
export function task(command: string, inputs = '', version = '1.1'): string {
  const lines = dedent(command)
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
  return `version ${version}\ntask t {\n  input { ${inputs} }\n  command <<<\n${lines}\n  >>>\n}\n`;
}
