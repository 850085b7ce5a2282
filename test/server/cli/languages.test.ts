import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import type { TestFolder } from '../../support/folder.ts';
import { makeFolder } from '../../support/folder.ts';
import { runInTerminal } from '../../support/terminal.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../../samples');

/** The main file of each sample, and one of the codes of its problems. */
const LANGUAGES = {
  WDL: { main: 'germline/main.wdl', code: 'unknown-name' },
  Nextflow: { main: 'germline-nextflow/main.nf', code: 'unknown-output' },
  CWL: { main: 'germline-cwl/main.cwl', code: 'cwl-unknown-source' },
} as const;

describe('omics-lens in every language', () => {
  let folder: TestFolder;
  const run = (line: string) => runInTerminal(line.split(' '), folder.path);

  before(() => {
    folder = makeFolder([
      [
        'tool.yml',
        'cwlVersion: v1.2\nclass: CommandLineTool\nbaseCommand: ls\ninputs: {}\noutputs: {}\nlabl: x\n',
      ],
    ]);
    cpSync(SAMPLES, folder.path, { recursive: true });
  });
  after(() => {
    folder.remove();
  });

  for (const [language, { main, code }] of Object.entries(LANGUAGES)) {
    describe(language, () => {
      it('checks a file and a folder', async () => {
        const file = await run(`check ${main}`);
        assert.equal(file.exit, 0, file.out);
        const whole = await run(`check ${path.dirname(main)}`);
        assert.equal(whole.exit, 1);
        assert.match(whole.out, /broken\.\w+\.json:1:1: error: Missing required parameter 'reads_2'/);
      });
      it('formats', async () => {
        await run(`format --write ${main}`);
        const { exit, out } = await run(`format --check ${main}`);
        assert.equal(exit, 0, out);
      });
      it('makes parameters, a template and a graph', async () => {
        const inputs = JSON.parse((await run(`inputs --all ${main}`)).out) as object;
        assert.equal(Object.keys(inputs).length, 11);
        const template = JSON.parse((await run(`template ${main}`)).out) as object;
        assert.deepEqual(Object.keys(template).slice(0, 2), ['sample_name', 'reads_1']);
        assert.match((await run(`graph ${main}`)).out, /c3 --> c4/);
      });
      it('explains', async () => {
        assert.equal((await run(`explain ${code}`)).exit, 0);
      });
    });
  }

  it('checks CWL in a YAML file that is named, and not one that a folder holds by chance', async () => {
    const named = await run('check tool.yml');
    assert.match(named.out, /cwl-unknown-field/);
    assert.doesNotMatch((await run('check .')).out, /cwl-unknown-field/);
  });
});
