import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { filesIn, repositories } from '../corpus/corpus-files.ts';
import type { Row } from './measure.ts';
import { median, timed } from './measure.ts';

const RUNS = 3;
const AIM = { value: 50, better: 'higher' } as const;
/** Milliseconds after which one run of the other tool is enough. */
const LONG = 20_000;

/**
 * `omics-lens check` of a whole corpus, from the start of the process to its end; and of each repository whose files `miniwdl`
 * all reads, where it is on the PATH, and of all these together: how often that time fits into miniwdl's, measured in turn
 * with ours.
 */
export async function corporaSpeed(cli: string, folder: string): Promise<readonly Row[]> {
  const everything: string[] = [];
  let allLines = 0;
  const ratios: Row[] = [];
  const readByBoth: string[] = [];
  for (const repository of repositories(folder)) {
    const root = path.join(folder, repository);
    const files = filesIn(root, /\.wdl$/).map((file) => path.join(root, file));
    if (files.length === 0) continue;
    const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length - 1, 0);
    everything.push(...files);
    allLines += lines;
    const faster = await timesAsFast(cli, files);
    if (faster.length === 0) continue;
    readByBoth.push(...files);
    ratios.push({
      what: `${repository}, ${lines} lines: times as fast as miniwdl`,
      value: median(faster),
      unit: '×',
      aim: AIM,
    });
  }
  const together = ratios.length < 2 ? [] : await timesAsFast(cli, readByBoth);
  if (together.length > 0) {
    ratios.unshift({
      what: `all ${ratios.length} together, ${readByBoth.length} files: times as fast as miniwdl`,
      value: median(together),
      unit: '×',
      aim: AIM,
    });
  }
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await timed(() => check(cli, everything)));
  return [
    {
      what: `check of ${everything.length} files with ${allLines} lines, cold`,
      value: allLines / (median(times) / 1000),
      unit: 'lines/s',
      aim: { value: 60_000, better: 'higher' },
    },
    ...ratios,
  ];
}

/** How often our time fits into miniwdl's, run by run; nothing where miniwdl is missing or does not read all files. */
async function timesAsFast(cli: string, files: readonly string[]): Promise<readonly number[]> {
  const faster: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    let complete = false;
    const time = await timed(async () => {
      complete = await runs('miniwdl', ['check', '--no-shellcheck', ...files], [0]);
    });
    if (!complete) break;
    // Each is compared with the run right before it, so that what else the machine does falls on both.
    faster.push(time / (await timed(() => check(cli, files))));
    if (time > LONG) break;
  }
  return faster;
}

function check(cli: string, files: readonly string[]): Promise<boolean> {
  return runs(process.execPath, [cli, 'check', '--format', 'json', ...files], [0, 1]);
}

/** Whether the program is there and ends with one of the exit codes. */
async function runs(program: string, args: readonly string[], codes: readonly number[]): Promise<boolean> {
  try {
    await promisify(execFile)(program, args, { maxBuffer: 1 << 30 });
    return codes.includes(0);
  } catch (error) {
    return codes.includes(Number((error as { code?: unknown }).code));
  }
}
