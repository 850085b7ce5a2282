import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { applyAllFixes, renderProblems } from '../../../../support/fixture.ts';
import { outline, parseChecked } from './render.ts';

/**
 * Broken files and what the parser makes of them: each `NAME.wdl` has a `NAME.expected` with the problems, the
 * declarations that stay known, and the lines that the quick fixes change. `UPDATE_BASELINES=1` writes them anew.
 */
const folder = join(import.meta.dirname, '../../../../baselines/wdl-syntax');

describe('WDL syntax errors', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.wdl'))) {
    it(file.replace('.wdl', '').replaceAll('-', ' '), () => {
      const text = readFileSync(join(folder, file), 'utf8');
      const baseline = join(folder, file.replace(/\.wdl$/, '.expected'));
      const actual = render(text);
      if (process.env['UPDATE_BASELINES'] === '1') writeFileSync(baseline, actual);
      assert.ok(existsSync(baseline), `${baseline} is missing`);
      assert.equal(actual, readFileSync(baseline, 'utf8'));
    });
  }
});

function render(text: string): string {
  const { tree, problems } = parseChecked(text);
  const fixed = applyAllFixes(text, problems);
  const left = parseWdl(fixed).problems;
  return [
    renderProblems(text, problems),
    '--- what stays known',
    outline(tree),
    '--- after the quick fixes',
    changedLines(text, fixed),
    left.length === 0 ? 'no problem is left' : renderProblems(fixed, left),
    '',
  ].join('\n');
}

/** The lines of `after` that `before` does not have. */
function changedLines(before: string, after: string): string {
  const old = new Map<string, number>();
  for (const line of before.split('\n')) old.set(line, (old.get(line) ?? 0) + 1);
  const changed: string[] = [];
  for (const line of after.split('\n')) {
    const count = old.get(line) ?? 0;
    if (count === 0) changed.push(line);
    else old.set(line, count - 1);
  }
  return changed.join('\n');
}
