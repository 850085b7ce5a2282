import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wdl } from '@omics-lens/server/languages/wdl/index.ts';

const FOLDER = new URL('../../../../../server/src/languages/wdl/check', import.meta.url).pathname;

describe('the rules of WDL', () => {
  const codes = wdl.rules.map(({ code }) => code);

  it('have one code each', () => {
    assert.deepEqual(codes, [...new Set(codes)]);
  });

  it('are in kebab-case and say what, why and how', () => {
    for (const { code, summary, why } of wdl.rules) {
      assert.match(code, /^[a-z]+(-[a-z0-9]+)*$/);
      assert.match(summary, /\.$/, code);
      assert.ok(why.length > 20, code);
    }
  });

  it('are known for every problem that a check reports', () => {
    const reported = readdirSync(FOLDER).flatMap((name) => [
      ...readFileSync(join(FOLDER, name), 'utf8').matchAll(/code: '([a-z-]+)'/g),
    ]);
    const unknown = reported.map(([, code]) => code ?? '').filter((code) => !codes.includes(code));
    assert.deepEqual(unknown, []);
    assert.ok(reported.length > 40);
  });
});
