import assert from 'node:assert/strict';
import { checkBatchFile, checkBatchRuns } from '@omics-lens/server/documents/index.ts';
import type { SheetOptions, SheetResult, SheetRun } from '@omics-lens/server/sheets/index.ts';
import {
  RunArrayText,
  batchFile,
  columnsOf,
  nameOfTarget,
  sheetToRuns,
} from '@omics-lens/server/sheets/index.ts';
import { dedent } from '../../support/fixture.ts';
import { workflow } from '../../support/model.ts';
import { CONTEXT, documentOf } from '../documents/support.ts';

const TYPES = {
  Sample: { name: 'String', bam: 'File', lanes: 'Array[Int]?' },
  Platform: ['ILLUMINA', 'ONT'],
} as const;
const model = workflow(
  'Main',
  {
    sample_name: 'String',
    reads_1: 'File',
    reads_2: 'File?',
    depth: 'Float = 30.0',
    paired: 'Boolean = true',
    platform: 'Platform = "ILLUMINA"',
    lanes: 'Array[Int]?',
    files: 'Array[File]?',
    sample: 'Sample?',
    info: 'Map[String, Int]?',
  },
  { types: TYPES },
);

async function convert(text: string, options: Partial<SheetOptions> = {}) {
  const runs: SheetRun[] = [];
  const lines: number[] = [];
  const all = { region: 'us-east-1', pause: () => Promise.resolve(), ...options };
  const result = await sheetToRuns(dedent(text), model, all, (run, line) => {
    runs.push(run);
    lines.push(line);
  });
  return { runs, lines, result };
}

function problemsOf({ problems }: SheetResult): string[] {
  return problems.map(({ line, message }) => `${line}: ${message}`);
}

describe('sheets: columns', () => {
  const guess = (headers: string[], choices = {}) =>
    columnsOf(headers, model, choices).map(({ header, target }) => `${header} → ${nameOfTarget(target)}`);

  it('are guessed by their names', () => {
    assert.deepEqual(guess(['sample', 'fastq_1', 'R2', 'Depth', 'runSettingId', 'sex']), [
      'sample → sample_name',
      'fastq_1 → reads_1',
      'R2 → reads_2',
      'Depth → depth',
      'runSettingId → runSettingId',
      'sex → -',
    ]);
    assert.deepEqual(guess(['Sample ID', 'sample.bam', 'output_uri', 'Main.depth', 'tag:project']), [
      'Sample ID → sample_name',
      'sample.bam → sample.bam',
      'output_uri → outputUri',
      'Main.depth → depth',
      'tag:project → tag:project',
    ]);
  });

  it('stand for one thing each', () => {
    assert.deepEqual(guess(['depth', 'DEPTH', 'depth']), ['depth → depth', 'DEPTH → -', 'depth → -']);
  });

  it('are what somebody says they are', () => {
    assert.deepEqual(guess(['id', 'sample', 'x'], { id: 'runSettingId', sample: '-', x: 'tag:x' }), [
      'id → runSettingId',
      'sample → -',
      'x → tag:x',
    ]);
  });
});

describe('sheets: rows', () => {
  it('become runs with values of the right types', async () => {
    const { runs, lines, result } = await convert(`
      sample_name,fastq_1,depth,paired,platform,lanes,files,sample.name,sample.bam,info,priority
      NA1,s3://bucket/1.fq.gz,30,no,ont,1;2|3,s3://bucket/a;s3://bucket/b,N,s3://bucket/1.bam,"{""a"": 1}",5

      NA2,s3://bucket/2.fq.gz,,,,,,,,,
    `);
    assert.deepEqual(problemsOf(result), []);
    assert.deepEqual(lines, [2, 4]);
    assert.deepEqual(runs, [
      {
        runSettingId: 'NA1',
        name: 'NA1',
        priority: 5,
        parameters: {
          sample_name: 'NA1',
          reads_1: 's3://bucket/1.fq.gz',
          depth: 30,
          paired: false,
          platform: 'ONT',
          lanes: [1, 2, 3],
          files: ['s3://bucket/a', 's3://bucket/b'],
          sample: { name: 'N', bam: 's3://bucket/1.bam' },
          info: { a: 1 },
        },
      },
      {
        runSettingId: 'NA2',
        name: 'NA2',
        parameters: { sample_name: 'NA2', reads_1: 's3://bucket/2.fq.gz' },
      },
    ]);
  });

  it('may be separated by tabs and semicolons, with any line ends and a mark in front', async () => {
    for (const separator of ['\t', ';', '|']) {
      const text = `\uFEFFsample_name${separator}fastq_1\r\nNA1${separator}s3://bucket/1.fq\r\n`;
      assert.deepEqual((await convert(text)).runs[0]?.parameters, {
        sample_name: 'NA1',
        reads_1: 's3://bucket/1.fq',
      });
    }
  });

  it('get ids of their own where no column has them', async () => {
    const { runs } = await convert('fastq_1\ns3://bucket/1.fq\ns3://bucket/2.fq\n', {
      shared: new Set(['sample_name']),
    });
    assert.deepEqual(
      runs.map(({ runSettingId }) => runSettingId),
      ['row-1', 'row-2'],
    );
  });

  it('are reported on their line', async () => {
    const { runs, lines, result } = await convert(`
      sample_name,fastq_1,depth,priority,platform
      "NA
      1",s3://bucket/1.fq,x,,
      NA2,/data/2.fq,1,,
      NA3,s3://bucket/3.fq,1
      NA4,,1,,
      NA5,s3://bucket/5.fq,1,200000,PACBIO
      NA6,s3://bucket/6.fq,1,,
      NA6,s3://bucket/7.fq,1,,
      ,s3://bucket/8.fq,1,,
    `);
    assert.deepEqual([lines, runs.map(({ runSettingId }) => runSettingId)], [[8], ['NA6']]);
    assert.deepEqual(problemsOf(result), [
      "2: 'x' in column 'depth' is no number.",
      "2: 'runSettingId' must not hold tabs, line breaks or other control characters.",
      "4: File 'reads_1' is a local path.",
      '5: The row has 3 cells, and the header has 5.',
      "6: Column 'fastq_1' is empty, and the parameter is required.",
      "7: 'PACBIO' in column 'platform' is none of ILLUMINA, ONT.",
      "7: 'priority' must be at most 100,000, not 200,000.",
      "9: The id 'NA6' stands on line 8 already.",
      "10: The run has no id: column 'sample_name' is empty.",
    ]);
  });

  it('lack what no column gives', async () => {
    assert.deepEqual((await convert('sample_name\nNA1\n')).result.missing, ['reads_1']);
    assert.deepEqual(
      (await convert('sample_name\nNA1\n', { shared: new Set(['reads_1']) })).result.missing,
      [],
    );
    assert.deepEqual((await convert('')).result.missing, ['sample_name', 'reads_1']);
  });
});

describe('sheets: a batch of the rows', () => {
  it('is a batch file that only lacks what the sheet does not say', async () => {
    const { runs } = await convert('sample_name,fastq_1\nNA1,s3://bucket/1.fq\n');
    const text = batchFile(runs, {
      workflowId: '1',
      roleArn: 'arn:aws:iam::123456789012:role/r',
      outputUri: 's3://bucket/o/',
    });
    assert.deepEqual(checkBatchFile(documentOf(text), { ...CONTEXT, model }), []);
    const codes = checkBatchFile(documentOf(batchFile(runs)), CONTEXT).map(
      ({ code, message }) => `${code} ${message}`,
    );
    assert.deepEqual(codes, [
      "field-value 'defaultRunSetting.workflowId' must not be empty.",
      "field-value 'defaultRunSetting.roleArn' must not be empty.",
      "field-value 'defaultRunSetting.outputUri' must not be empty.",
    ]);
  });

  it('is an array for S3, a run on a line', async () => {
    const { runs } = await convert('sample_name,fastq_1\nNA1,s3://bucket/1.fq\nNA2,s3://bucket/2.fq\n');
    let text = '';
    const array = new RunArrayText((piece) => (text += piece));
    for (const run of runs) array.add(run);
    array.end();
    assert.equal(text.split('\n').length, 5);
    assert.deepEqual(checkBatchRuns(documentOf(text), { ...CONTEXT, model }), []);
  });
});
