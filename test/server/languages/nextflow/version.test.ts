import assert from 'node:assert/strict';
import { engineVersion, versionWords } from '@omics-lens/server/languages/nextflow/version/engine-version.ts';
import { lineOf } from '@omics-lens/server/languages/nextflow/data/versions.ts';

function check(wanted: string | undefined, dsl: 1 | 2 | undefined, expected: string) {
  const { version, how } = engineVersion(wanted, dsl);
  assert.equal(`${version} ${how}`, expected, `for ${String(wanted)}`);
}

describe('the version of Nextflow that HealthOmics chooses', () => {
  it('is the default where nothing is asked for', () => {
    check(undefined, undefined, '23.10.0 default');
    check(undefined, 2, '23.10.0 default');
    check(undefined, 1, '22.04.0 dsl1');
  });

  it('is the one that is asked for by itself', () => {
    check('24.10.8', undefined, '24.10.8 exact');
    check('!25.10.0', undefined, '25.10.0 exact');
    check('=22.04.0', undefined, '22.04.0 exact');
  });

  it('is the most preferred of a range, which is not the newest', () => {
    check('>=23.04.0', undefined, '23.10.0 range');
    check('!>=23.04.0', undefined, '23.10.0 range');
    check('>=24.04', undefined, '24.10.8 range');
    check('!>=25.04.3', undefined, '25.10.0 range');
    check('>=22.04, <23', undefined, '22.04.0 range');
    check('>22.04.0, <=24.10.8', undefined, '23.10.0 range');
    check('24.10+', undefined, '24.10.8 range');
    check('23+', undefined, '23.10.0 range');
    check('>=22.10.0, !=23.10.0', undefined, '24.10.8 range');
  });

  it('is the default where no version matches, unless a ! refuses that', () => {
    check('>=26.04', undefined, '23.10.0 unreadable');
    check('21.04.0', 1, '22.04.0 unreadable');
    check('latest', undefined, '23.10.0 unreadable');
    check('!>=25.10.4', undefined, '23.10.0 refused');
    check('!23.04.1', undefined, '23.10.0 refused');
  });

  it('says why', () => {
    assert.equal(
      versionWords(engineVersion('>=23.04', undefined)),
      'AWS HealthOmics runs this with **Nextflow 23.10.0**: of the versions that match `>=23.04` (23.10.0, 24.10.8, 25.10.0) it prefers this one.',
    );
    assert.match(versionWords(engineVersion('!>=26', undefined)), /does not run this.*25\.10\.0/);
  });
});

describe('lines of Nextflow', () => {
  it('hold their releases, and what lies between them', () => {
    assert.deepEqual(
      ['22.04.0', '22.10.6', '23.10.0', '24.04.2', '24.10.8', '25.10.0', '26.04.0'].map(lineOf),
      ['22.04', '22.04', '23.10', '23.10', '24.10', '25.10', '25.10'],
    );
  });
});
