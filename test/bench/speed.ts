import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LINTS } from '@omics-lens/server/languages/wdl/lint/index.ts';
import { product } from '@omics-lens/server/product.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import type { GeneratedWorkspace } from './generate.ts';
import { generateParameters } from './generate.ts';
import type { Row } from './measure.ts';
import { median, percentile, timed } from './measure.ts';

const RUNS = 9;
const WARM_UP = 4;
const ROOT = 'file:///generated';

/** Lines per second of parsing and of the whole check, in a process that has done it before. */
export async function warmSpeed({ files, lines }: GeneratedWorkspace): Promise<readonly Row[]> {
  const language = product.languages.find(({ id }) => id === 'wdl');
  if (language === undefined) throw new Error('WDL is not among the languages.');
  const parse = () => {
    for (const text of files.values()) language.parse(text);
  };
  const check = async () => {
    const workspace = inMemory(files);
    await workspace.prepareAll();
  };
  return [
    row('parse, warm', lines / (await seconds(parse)), 400_000),
    row('full check, warm', lines / (await seconds(check)), 100_000),
  ];
}

/** How much of a whole check the lints take: processor time with them and without, measured in turn. */
export async function lintShare({ files }: GeneratedWorkspace): Promise<readonly Row[]> {
  const off = Object.fromEntries(LINTS.map(({ code }) => [code, 'off' as const]));
  const timeOf = async (rules: Readonly<Record<string, 'off'>>) => {
    const before = process.cpuUsage();
    await inMemory(files, rules).prepareAll();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  const shares: number[] = [];
  for (let i = 0; i < WARM_UP + 2 * RUNS; i++) {
    const whole = await timeOf({});
    shares.push(1 - (await timeOf(off)) / whole);
  }
  const value = median(shares.slice(WARM_UP)) * 100;
  return [
    { what: "the lints' share of a full check", value, unit: '%', aim: { value: 15, better: 'lower' } },
  ];
}

/** Lines per second of `omics-lens check` from the start of the process to its end. */
export async function coldSpeed(cli: string, folder: string, lines: number): Promise<readonly Row[]> {
  const run = () =>
    promisify(execFile)(process.execPath, [cli, 'check', '--format', 'json', folder], {
      maxBuffer: 1 << 30,
    }).catch((error: { code?: unknown }) => {
      if (error.code !== 1) throw error;
    });
  const times = [];
  for (let i = 0; i < 5; i++) times.push(await timed(run));
  return [row('full check, cold, by the command line', lines / (median(times) / 1000), 60_000)];
}

/** Checking a parameter file of 50 KB after an edit in it. */
export async function parameterSpeed(seed: number): Promise<readonly Row[]> {
  const { wdl, json } = generateParameters(seed, 50_000);
  const workspace = inMemory(
    new Map([
      ['main.wdl', wdl],
      ['params.json', json],
    ]),
  );
  const uri = `${ROOT}/params.json`;
  workspace.openDocument({ uri, languageId: 'json', version: 1, text: json });
  await workspace.summary(uri);
  const times: number[] = [];
  for (let version = 2; version < 110; version++) {
    workspace.changeDocument(uri, version, `${json}${' '.repeat(version)}`);
    times.push(await timed(() => workspace.summary(uri)));
  }
  return [
    {
      what: 'check a parameter file of 50 KB after a keystroke, 95 of 100',
      value: percentile(times.slice(8), 0.95),
      unit: 'ms',
      aim: { value: 10, better: 'lower' },
    },
  ];
}

function inMemory(files: ReadonlyMap<string, string>, rules: ServerSettings['rules'] = {}): Workspace {
  const workspace = new Workspace({
    host: new MemoryHost([...files].map(([path, text]) => [`${ROOT}/${path}`, text])),
    languages: product.languages,
    finish: product.finish,
    settings: { ...DEFAULT_SETTINGS, rules },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  workspace.addFolder(ROOT);
  return workspace;
}

async function seconds(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + RUNS; i++) times.push(await timed(work));
  return median(times.slice(WARM_UP)) / 1000;
}

function row(what: string, value: number, aim: number): Row {
  return { what, value, unit: 'lines/s', aim: { value: aim, better: 'higher' } };
}
