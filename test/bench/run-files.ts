import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestFolder } from '../support/folder.ts';
import type { Row } from './measure.ts';
import { timed } from './measure.ts';

const RUNS = 100_000;

const WDL = `version 1.1
workflow W {
  input {
    String sample_name
    File bam
    File bai
    Array[File] reads
    Int threads = 4
  }
  output { Int o = threads }
}
`;

/** An array of 100,000 runs with 100 MB, checked by the command line from the start of the process to its end. */
export async function arraySpeed(cli: string, folder: TestFolder): Promise<readonly Row[]> {
  folder.write('runs/w.wdl', WDL);
  folder.write('runs/w.batch-runs.json', runArray());
  return measured('check 100,000 runs of 100 MB', cli, folder, ['check', 'runs/w.batch-runs.json'], {
    seconds: 5,
    megabytes: 500,
  });
}

/** A sheet of 100,000 rows turned into the array for S3. */
export async function sheetSpeed(cli: string, folder: TestFolder): Promise<readonly Row[]> {
  folder.write('runs/w.wdl', WDL);
  folder.write('runs/s.csv', sheet());
  const args = ['sheet', 'runs/s.csv', '--workflow', 'runs/w.wdl', '--out', 'runs/out.batch-runs.json'];
  return measured('sheet of 100,000 rows to its array', cli, folder, args, { seconds: 10, megabytes: 400 });
}

async function measured(
  what: string,
  cli: string,
  folder: TestFolder,
  args: readonly string[],
  aim: { readonly seconds: number; readonly megabytes: number },
): Promise<readonly Row[]> {
  // The process says itself how much memory it has had at most, in kilobytes.
  const hook = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))`;
  let peak = NaN;
  const run = async () => {
    const { stderr } = await promisify(execFile)(process.execPath, ['--import', hook, cli, ...args], {
      cwd: folder.path,
      maxBuffer: 1 << 28,
    });
    peak = Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
  };
  const milliseconds = await timed(run);
  return [
    { what, value: milliseconds / 1000, unit: 's', aim: { value: aim.seconds, better: 'lower' } },
    { what: `${what}, memory`, value: peak, unit: 'MB', aim: { value: aim.megabytes, better: 'lower' } },
  ];
}

function runArray(): string {
  const runs = Array.from({ length: RUNS }, (_, i) =>
    JSON.stringify(
      {
        runSettingId: `sample-${i}`,
        name: `Sample ${i}`,
        outputUri: `s3://cohort-results/2026/${i}/`,
        runTags: { cohort: 'A', plate: `p${i % 96}` },
        parameters: {
          sample_name: `sample-${i}`,
          bam: uri(i, 'aligned.bam'),
          bai: uri(i, 'aligned.bam.bai'),
          reads: Array.from({ length: 8 }, (_, lane) => uri(i, `lane_${lane}.fastq.gz`)),
          threads: 8,
        },
      },
      undefined,
      1,
    ),
  );
  return `[${runs.join(',\n')}]\n`;
}

function sheet(): string {
  const rows = Array.from({ length: RUNS }, (_, i) =>
    [
      `sample-${i}`,
      uri(i, 'a.bam'),
      uri(i, 'a.bam.bai'),
      `${uri(i, '1.fq.gz')};${uri(i, '2.fq.gz')}`,
      8,
      '"a, b"',
    ].join(),
  );
  return `sample_name,bam,bai,reads,threads,comment\n${rows.join('\n')}\n`;
}

function uri(run: number, file: string): string {
  return `s3://cohort-of-the-institute/sequencing/2026/batch-${run % 50}/sample-${run}/${file}`;
}
