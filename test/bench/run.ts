import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { makeFolder } from '../support/folder.ts';
import { corporaSpeed } from './corpora.ts';
import { cwlSpeed, cwltoolRatio } from './cwl.ts';
import { memory, startUp, typing } from './editor.ts';
import { generateLongFile, generateWorkspace } from './generate.ts';
import { logFloodLoad } from './log-flood.ts';
import type { Row } from './measure.ts';
import { table } from './measure.ts';
import { nextflowSpeed } from './nextflow.ts';
import { arraySpeed, sheetSpeed } from './run-files.ts';
import { runsViewLoad } from './runs-view.ts';
import { coldSpeed, lintShare, parameterSpeed, warmSpeed } from './speed.ts';

const SEED = 20260815;
const ROOT = path.resolve(import.meta.dirname, '../..');
const SERVER = path.join(ROOT, 'dist/server.cjs');
const CLI = path.join(ROOT, 'dist/cli.cjs');
const LOCAL = path.join(ROOT, 'dist/local.cjs');

const workspace = generateWorkspace(SEED, 500);
const folder = makeFolder(workspace.files);
const large = generateWorkspace(SEED + 1, 1000);
const largeFolder = makeFolder(large.files);
const longFile = generateLongFile(SEED, 3000);
folder.write('long.wdl', longFile);

const MEASUREMENTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  start: () =>
    startUp(SERVER, folder, 'types.wdl', readFileSync(path.join(folder.path, 'types.wdl'), 'utf8')),
  warm: () => warmSpeed(workspace),
  lints: () => lintShare(workspace),
  cold: () => coldSpeed(CLI, folder.path, workspace.lines + longFile.split('\n').length - 1),
  typing: () => typing(SERVER, folder, 'long.wdl', longFile, SEED),
  parameters: () => parameterSpeed(SEED),
  // Before the large files are written into the folder.
  memory: async () => [
    ...(await memory(SERVER, folder, workspace.files.size + 1)),
    ...(await memory(SERVER, largeFolder, large.files.size)),
  ],
  array: () => arraySpeed(CLI, folder),
  sheet: () => sheetSpeed(CLI, folder),
  'runs-view': () => runsViewLoad(LOCAL),
  'log-flood': logFloodLoad,
  cwl: () => cwlSpeed(SERVER, SEED),
};

/** Measurements of a folder of repositories, which somebody has to have. */
const CORPORA: Readonly<Record<string, (folder: string) => Promise<readonly Row[]>>> = {
  '--corpora': (at) => corporaSpeed(CLI, at),
  '--nextflow': (at) => nextflowSpeed(SERVER, at, SEED),
  '--cwltool': (at) => cwltoolRatio(CLI, at),
};

const { folders, asked } = readArguments(process.argv.slice(2));
const unknown = asked.filter((name) => !(name in MEASUREMENTS));
if (unknown.length > 0) {
  console.error(
    `There is no measurement '${unknown.join("', '")}': ${Object.keys(MEASUREMENTS).join(', ')}.`,
  );
  process.exitCode = 2;
} else {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  console.log(
    `${workspace.files.size} files with ${workspace.lines.toLocaleString('en-US')} lines, seed ${SEED}.\n`,
  );
  const rows: Row[] = [];
  try {
    for (const [name, measure] of Object.entries(MEASUREMENTS)) {
      if ((asked.length > 0 || folders.length > 0) && !asked.includes(name)) continue;
      process.stderr.write(`measuring ${name} …\n`);
      rows.push(...(await measure()));
    }
    for (const [measure, at] of folders) rows.push(...(await measure(path.resolve(at))));
  } finally {
    folder.remove();
    largeFolder.remove();
  }
  console.log(table(rows));
}

/** `--corpora FOLDER` and its like measure a folder of repositories; other words name measurements. */
function readArguments(args: readonly string[]) {
  const folders: (readonly [(folder: string) => Promise<readonly Row[]>, string])[] = [];
  const asked: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] ?? '';
    const measure = CORPORA[word];
    if (measure === undefined) asked.push(word);
    else folders.push([measure, args[++i] ?? '.']);
  }
  return { folders, asked };
}
