import assert from 'node:assert/strict';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { readSettings } from '@omics-lens/server/workspace/read-settings.ts';

function check(section: unknown, expected: Partial<ServerSettings>) {
  assert.deepEqual(readSettings(section), { ...DEFAULT_SETTINGS, ...expected });
}

describe('readSettings', () => {
  it('takes what the server reads', () => {
    check(
      {
        target: 'spec',
        engine: 'WDL_LENIENT',
        region: ' eu-west-1 ',
        parameterFiles: { 'a.json': 'a.wdl' },
        problemsIn: 'openFiles',
        rules: { 'unused-input': 'off' },
        shellcheck: ' /opt/shellcheck ',
        inlayHints: { values: false },
        codeLens: { references: false },
        profile: 'not for the server',
      },
      {
        target: 'spec',
        engine: 'WDL_LENIENT',
        region: 'eu-west-1',
        parameterFiles: { 'a.json': 'a.wdl' },
        problemsIn: 'openFiles',
        rules: { 'unused-input': 'off' },
        shellcheck: '/opt/shellcheck',
        inlayHints: { ...DEFAULT_SETTINGS.inlayHints, values: false },
        codeLens: { references: false },
      },
    );
  });

  it('leaves what makes no sense at its default', () => {
    for (const nothing of [undefined, null, 7, 'x', [], {}]) check(nothing, {});
    check({ inlayHints: { values: 'no', other: false }, codeLens: [false] }, {});
    check({ shellcheck: '', engine: 'CWL' }, {});
    check(
      { target: 'aws', region: '', shellcheck: 1, parameterFiles: ['a'], problemsIn: 1, rules: 'off' },
      {},
    );
    check(
      { region: 3, parameterFiles: { a: 1, b: 'c' }, rules: { x: 'loud', y: 'hint' } },
      {
        parameterFiles: { b: 'c' },
        rules: { y: 'hint' },
      },
    );
  });
});
