import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyAllFixes, renderProblems } from '../../../../support/fixture.ts';
import { outline, parseChecked } from './render.ts';

/**
 * Files, most of them broken, and what the parser makes of them: each has an `.expected` beside it with the problems,
 * what stays known, and what the quick fixes leave. `UPDATE_BASELINES=1` writes them anew.
 */
const folder = join(import.meta.dirname, '../../../../baselines/nextflow-syntax');

describe('Nextflow syntax', () => {
  for (const file of readdirSync(folder).filter((name) => !name.endsWith('.expected'))) {
    it(file.replaceAll('-', ' '), () => {
      const text = readFileSync(join(folder, file), 'utf8');
      const baseline = join(folder, `${file}.expected`);
      const actual = render(text, file);
      if (process.env['UPDATE_BASELINES'] === '1') writeFileSync(baseline, actual);
      assert.ok(existsSync(baseline), `${baseline} is missing`);
      assert.equal(actual, readFileSync(baseline, 'utf8'));
    });
  }

  it('reads whole files without problems', () => {
    for (const file of readdirSync(folder).filter((name) => /^whole-.*(?:nf|config)$/.test(name))) {
      assert.deepEqual(parseChecked(readFileSync(join(folder, file), 'utf8'), file).problems, [], file);
    }
  });
});

function render(text: string, file: string): string {
  const { tree, problems } = parseChecked(text, file);
  const fixed = applyAllFixes(text, problems);
  const left = parseChecked(fixed, file).problems;
  return [
    renderProblems(text, problems),
    '--- what is known',
    outline(tree),
    '--- after the quick fixes',
    left.length === 0 ? 'no problem is left' : renderProblems(fixed, left),
    '',
  ].join('\n');
}
