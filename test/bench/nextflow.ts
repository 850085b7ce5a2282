import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { product } from '@omics-lens/server/product.ts';
import { filesIn } from '../corpus/corpus-files.ts';
import { indexing, keystrokes } from './editor.ts';
import type { Row } from './measure.ts';
import { median, percentile, timed } from './measure.ts';

const RUNS = 60;
const WARM_UP = 30;
const INDEXINGS = 3;

/** A folder that holds `rnaseq` and `modules` of nf-core: the largest workflow of the one, all of the other. */
export async function nextflowSpeed(server: string, corpora: string, seed: number): Promise<readonly Row[]> {
  const folder = path.join(corpora, 'rnaseq');
  const file = largestWorkflow(folder);
  const text = readFileSync(path.join(folder, file), 'utf8');
  const what = `rnaseq/${file}, ${text.split('\n').length - 1} lines`;
  const times = await keystrokes(
    server,
    folderAt(folder),
    { name: file, text, languageId: 'nextflow' },
    seed,
  );
  const found: { seconds: number; megabytes: number }[] = [];
  for (let i = 0; i < INDEXINGS; i++)
    found.push(await indexing(server, folderAt(path.join(corpora, 'modules'))));
  const modules = `all ${filesIn(path.join(corpora, 'modules'), /\.nf$/).length} scripts of modules`;
  return [
    lower(`parse of ${what}, warm`, await parseTime('nextflow', text), 'ms', 20),
    { what: `keystroke to problems in ${what}, median`, value: median(times), unit: 'ms' },
    lower(`keystroke to problems in ${what}, 95th percentile`, percentile(times, 0.95), 'ms', 30),
    lower(`${modules} indexed`, median(found.map(({ seconds }) => seconds)), 's', 6),
    lower(`${modules} indexed, peak memory`, median(found.map(({ megabytes }) => megabytes)), 'MB', 400),
  ];
}

/** Milliseconds of a parse in a process that has done it before. */
export async function parseTime(languageId: string, text: string): Promise<number> {
  const language = product.languages.find(({ id }) => id === languageId);
  if (language === undefined) throw new Error(`There is no language '${languageId}'.`);
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + RUNS; i++) times.push(await timed(() => language.parse(text)));
  return median(times.slice(WARM_UP));
}

export function folderAt(folder: string) {
  return { uri: (name = '') => pathToFileURL(path.join(folder, name)).toString().replace(/\/$/, '') };
}

export function lower(what: string, value: number, unit: string, aim: number): Row {
  return { what, value, unit, aim: { value: aim, better: 'lower' } };
}

function largestWorkflow(folder: string): string {
  const sized = filesIn(folder, /\.nf$/)
    .filter((file) => /(^|\/)workflows\//.test(file))
    .map((file) => ({ file, size: readFileSync(path.join(folder, file)).length }))
    .sort((a, b) => b.size - a.size);
  const [largest] = sized;
  if (largest === undefined) throw new Error(`There is no workflow in ${folder}.`);
  return largest.file;
}
