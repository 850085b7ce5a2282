import assert from 'node:assert/strict';
import { nextflow, nextflowConfig } from '@omics-lens/server/languages/nextflow/index.ts';

describe('files of Nextflow', () => {
  for (const [uri, text, expected] of [
    ['file:///a/main.nf', '', 'script'],
    ['file:///a/run', '#!/usr/bin/env nextflow\n', 'script'],
    ['file:///a/main.nf.test', 'nextflow_process {}', 'none'],
    ['file:///a/nextflow.config', 'anything', 'config'],
    ['file:///a/conf/base.config', 'process {\n  cpus = 1\n}\n', 'config'],
    ['file:///a/conf/base.config', "// About.\n\nparams.x = 'y'\n", 'config'],
    ['file:///a/conf/new.config', '', 'config'],
    ['file:///a/web.config', '<?xml version="1.0"?>\n<configuration/>', 'none'],
    ['file:///a/.config', 'CONFIG_SMP=y\n', 'none'],
    ['file:///a/kernel.config', 'CONFIG_SMP=y\n', 'none'],
    ['file:///a/eslint.js.config', 'process.x = 1', 'none'],
  ] as const) {
    it(`${uri.slice(8)} with ${JSON.stringify(text.slice(0, 20))} is ${expected}`, () => {
      const found = nextflow.accepts(uri, text)
        ? 'script'
        : nextflowConfig.accepts(uri, text)
          ? 'config'
          : 'none';
      assert.equal(found, expected);
    });
  }
});
