import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { filesIn } from '../corpus/corpus-files.ts';
import { makeFolder } from '../support/folder.ts';
import { keystrokes } from './editor.ts';
import { generatePacked, generateTool } from './generate-cwl.ts';
import type { Row } from './measure.ts';
import { median, percentile, timed } from './measure.ts';
import { lower, parseTime } from './nextflow.ts';

const PACKED_LINES = 5000;
/** Files of a corpus that `cwltool` validates one by one, which takes it about a second each. */
const COMPARED = 25;
const RUNS = 3;

/** What somebody waits for who types in a typical tool, and in a whole workflow packed into one document. */
export async function cwlSpeed(server: string, seed: number): Promise<readonly Row[]> {
  const typical = await typed(server, 'tool.cwl', generateTool(seed), 10, seed);
  const yaml = generatePacked(seed, PACKED_LINES);
  const packed = await typed(server, 'packed.cwl', yaml, 100, seed);
  return [
    ...typical,
    { what: `parse of the packed document, warm`, value: await parseTime('cwl', yaml), unit: 'ms' },
    ...packed,
  ];
}

async function typed(
  server: string,
  name: string,
  text: string,
  aim: number,
  seed: number,
): Promise<readonly Row[]> {
  const folder = makeFolder([[name, text]]);
  try {
    const times = await keystrokes(server, folder, { name, text, languageId: 'cwl' }, seed);
    const what = `keystroke to problems in ${name} of ${text.split('\n').length - 1} lines`;
    return [
      { what: `${what}, median`, value: median(times), unit: 'ms' },
      lower(`${what}, 95th percentile`, percentile(times, 0.95), 'ms', aim),
    ];
  } finally {
    folder.remove();
  }
}

/** How often a check of a folder fits into the time that `cwltool --validate` takes for its files, measured in turn. */
export async function cwltoolRatio(cli: string, corpus: string): Promise<readonly Row[]> {
  const all = filesIn(corpus, /\.cwl$/).map((file) => path.join(corpus, file));
  const step = Math.max(1, Math.floor(all.length / COMPARED));
  const some = all.filter((_, i) => i % step === 0).slice(0, COMPARED);
  if (!(await runs('cwltool', ['--version']))) return [];
  const ratios: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const theirs = await timed(async () => {
      for (const file of some) await runs('cwltool', ['--validate', file]);
    });
    const ours = await timed(() => runs(process.execPath, [cli, 'check', '--format', 'json', corpus]));
    ratios.push(theirs / some.length / (ours / all.length));
  }
  const lines = all.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length - 1, 0);
  return [
    {
      what: `${all.length} files of CWL with ${lines} lines, each: times as fast as cwltool --validate`,
      value: median(ratios),
      unit: '×',
      aim: { value: 200, better: 'higher' },
    },
  ];
}

/** Whether the program is there; what it says of a document is no matter here. */
async function runs(program: string, args: readonly string[]): Promise<boolean> {
  try {
    await promisify(execFile)(program, args, { maxBuffer: 1 << 30 });
    return true;
  } catch (error) {
    return (error as { code?: unknown }).code !== 'ENOENT';
  }
}
