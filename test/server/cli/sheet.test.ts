import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestFolder } from '../../support/folder.ts';
import { makeFolder } from '../../support/folder.ts';
import { runInTerminal } from '../../support/terminal.ts';

const WDL = `version 1.1
workflow W {
  input {
    String sample_name
    File bam
    Int n = 1
  }
  output { Int o = n }
}
`;

describe('omics-lens sheet', () => {
  let folder: TestFolder;
  beforeEach(() => {
    folder = makeFolder([['w.wdl', WDL]]);
  });
  afterEach(() => folder.remove());

  const run = (line: string) => runInTerminal(line.split(' '), folder.path);
  const read = (name: string) => JSON.parse(readFileSync(path.join(folder.path, name), 'utf8')) as unknown;

  it('shows what columns stand for and what the first runs would be', async () => {
    folder.write('s.csv', 'sample,input_bam,sex\nA,s3://bucket/a.bam,f\n');
    const { exit, out, error } = await run('sheet s.csv --workflow w.wdl');
    assert.equal(
      out,
      [
        'sample     →  sample_name (String)',
        'input_bam  →  bam (File)',
        'sex        →  nothing',
        '',
        '{',
        '  "runSettingId": "A",',
        '  "name": "A",',
        '  "parameters": {',
        '    "sample_name": "A",',
        '    "bam": "s3://bucket/a.bam"',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
    assert.deepEqual([exit, error], [0, '']);
  });

  it('writes a batch file, and reports bad rows on their lines', async () => {
    folder.write('s.tsv', 'sample\tX\nA\ts3://bucket/a.bam\nB\t/b.bam\n');
    const { exit, out, error } = await run('sheet s.tsv --workflow w.wdl --column X=bam --out b.batch.json');
    assert.equal(error, "s.tsv:3: File 'bam' is a local path.\n");
    assert.deepEqual([exit, out], [1, "1 run written to 'b.batch.json'.\n"]);
    assert.deepEqual(read('b.batch.json'), {
      defaultRunSetting: { workflowId: '', roleArn: '', outputUri: '', storageType: 'DYNAMIC' },
      batchRunSettings: {
        inlineSettings: [
          { runSettingId: 'A', name: 'A', parameters: { sample_name: 'A', bam: 's3://bucket/a.bam' } },
        ],
      },
    });
  });

  it('writes the array for S3 above a hundred runs, which check accepts', async () => {
    const rows = Array.from({ length: 101 }, (_, i) => `S${i},s3://bucket/${i}.bam`);
    folder.write('s.csv', `sample,bam\n${rows.join('\n')}\n`);
    assert.equal((await run('sheet s.csv --workflow w.wdl --out w.batch-runs.json')).exit, 0);
    assert.equal((read('w.batch-runs.json') as unknown[]).length, 101);
    const checked = await run('check w.batch-runs.json');
    assert.deepEqual([checked.exit, checked.out], [0, 'No problems in 1 file.\n']);
  });

  it('says what no column gives', async () => {
    folder.write('s.csv', 'sample\nA\n');
    const { exit, error } = await run('sheet s.csv --workflow w.wdl');
    assert.deepEqual([exit, error], [1, "No column gives 'bam': give each in 'defaultRunSetting'.\n"]);
  });

  it('says what is wrong with the command line', async () => {
    const wrong = async (line: string) => (await run(line)).error.split('.')[0];
    assert.equal(await wrong('sheet'), 'sheet needs a sample sheet');
    assert.equal(await wrong('sheet a b --workflow w'), 'sheet takes one sample sheet');
    assert.equal(await wrong('sheet a'), 'sheet needs --workflow FILE');
    assert.equal(
      await wrong('sheet a --column x --workflow w'),
      "The option --column needs HEADER=PARAMETER, such as 'R1=reads_1'",
    );
    assert.equal(await wrong('sheet gone --workflow w.wdl'), "There is no file 'gone'");
    assert.equal(await wrong('sheet s --workflow gone'), "There is no workflow 'gone'");
  });
});
