import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { METHODS } from '@omics-lens/server/lsp/methods/index.ts';
import { product, ruleCatalogue } from '@omics-lens/server/product.ts';
import { SETTINGS } from '@omics-lens/server/settings.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('what is generated', () => {
  it('is up to date: rule pages, settings, methods, the manifest', async () => {
    const script = path.join(ROOT, 'scripts/generate.mjs');
    const { stderr } = await promisify(execFile)(process.execPath, [script, '--check']).catch(
      (error: { stderr: string }) => error,
    );
    assert.equal(stderr, '');
  });

  it('carries one version', () => {
    for (const file of ['package.json', 'server/package.json']) {
      const { version } = JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as { version: string };
      assert.equal(version, product.version, file);
    }
  });
});

describe('codes of problems', () => {
  it('are kebab-case and unique', () => {
    const codes = ruleCatalogue().map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code, i) => codes.indexOf(code) !== i || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(code)),
      [],
    );
  });
});

describe('methods and settings', () => {
  it('stand in their lists once', () => {
    for (const names of [METHODS.map(({ method }) => method), SETTINGS.map(({ name }) => name)]) {
      assert.equal(new Set(names).size, names.length);
    }
  });
});
