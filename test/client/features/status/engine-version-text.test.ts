import assert from 'node:assert/strict';
import {
  asksForVersion,
  mayBeConfiguration,
  versionText,
} from '../../../../client/src/features/status/engine-version-text.ts';

describe('the version of Nextflow in the status bar', () => {
  it('is said with its reason', () => {
    assert.deepEqual(
      versionText({ languageId: 'nextflow', version: 'Nextflow 24.10.8', reason: 'As it is asked for.' }),
      { text: 'Nextflow 24.10.8', tooltip: 'As it is asked for.', spoken: 'Omics Lens, Nextflow 24.10.8' },
    );
  });
  it('is nothing where none is known, and in files of others', () => {
    assert.equal(versionText({ languageId: 'nextflow' }), undefined);
    assert.equal(versionText(null), undefined);
  });
  it('is asked for in scripts and configuration', () => {
    const asked = (languageId: string) => asksForVersion({ languageId, uri: { path: '/a' } });
    assert.deepEqual(['nextflow', 'nextflow-config', 'wdl', 'plaintext'].map(asked), [
      true,
      true,
      false,
      false,
    ]);
  });
  for (const [languageId, path, expected] of [
    ['plaintext', '/w/omics.config', true],
    ['xml', '/w/omics.config', true],
    ['groovy', '/w/omics.config', false],
    ['nextflow-config', '/w/omics.config', false],
    ['plaintext', '/w/omics.txt', false],
  ] as const) {
    it(`looks ${expected ? '' : 'not '}for the language of ${path} as ${languageId}`, () => {
      assert.equal(mayBeConfiguration({ languageId, uri: { path } }), expected);
    });
  }
});
