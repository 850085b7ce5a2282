import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Blessing } from './blessed.ts';
import { filesIn, repositories } from './corpus-files.ts';
import { checkExpectations } from './expectations.ts';
import type { Findings } from './findings.ts';
import { checkFormatting } from './format-run.ts';
import { checkFiles, parseFiles } from './findings.ts';
import { mutationReport } from './mutation.ts';
import { checkSpecification, specificationVersion } from './spec-run.ts';
import { compareVerdicts } from './verdicts.ts';
import { addTotals, emptyTotals, totalsText } from './totals.ts';

const USAGE = `Usage: npm run corpus -- FOLDER [MODE] [--show CODE|errors|all]
FOLDER holds repositories, one folder each. Nothing that is read becomes part of this project.
  (no mode)     checks files as the editor does, and the examples of every SPEC.md, and counts what is found
  --parse       only parses files
  --check       compares the counts with test/corpus/blessed.json
  --bless       writes that file
  --spec        only checks the examples of every SPEC.md
  --expect      compares with what other tools expect of their own test files; with --show all, line by line
  --format      formats WDL and Nextflow files in memory, and says where anything but blanks and last commas changed
  --verdicts FILE  compares CWL files with the verdicts of cwltool: exit codes by path, as JSON
  --mutate SEED deletes, doubles and swaps tokens, and counts the errors
`;

const MODES = [
  '--all',
  '--parse',
  '--check',
  '--bless',
  '--spec',
  '--expect',
  '--format',
  '--verdicts',
  '--mutate',
] as const;

interface Request {
  readonly folder: string;
  readonly mode: (typeof MODES)[number];
  readonly shown: string | undefined;
  readonly seed: number;
  /** Of the verdicts. */
  readonly file: string;
}

process.exitCode = await main(readArguments(process.argv.slice(2)));

/** 0 when all is well, 1 after a crash, a tree that lost text or a disagreement, 2 for a wrong command line. */
async function main(request: Request | undefined): Promise<number> {
  if (request === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { folder, mode, shown } = request;
  switch (mode) {
    case '--parse':
      return (await count(folder, parseFiles, shown)) ? 0 : 1;
    case '--spec':
      return (await specifications(folder)) ? 0 : 1;
    case '--expect':
      await expectations(folder, shown);
      return 0;
    case '--format':
      return formatting(folder) ? 0 : 1;
    case '--verdicts':
      return (await verdicts(folder, request.file)) ? 0 : 1;
    case '--mutate':
      process.stdout.write(mutationReport(folder, request.seed));
      return 0;
    default: {
      const blessing = mode === '--all' ? undefined : new Blessing(mode === '--bless' ? 'write' : 'compare');
      const counted = await count(folder, checkFiles, shown, blessing);
      const agrees = await specifications(folder);
      return counted && agrees ? 0 : 1;
    }
  }
}

function readArguments(args: readonly string[]): Request | undefined {
  let folder: string | undefined;
  let shown: string | undefined;
  let mode: Request['mode'] = '--all';
  let seed = 1;
  let file = '';
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const named = MODES.find((one) => one === arg);
    if (named !== undefined) mode = named;
    if (named === '--mutate') seed = Number(args[++i]);
    else if (named === '--verdicts') file = args[++i] ?? '';
    else if (arg === '--show') shown = args[++i] ?? '';
    else if (named === undefined && folder === undefined && !arg.startsWith('-')) folder = arg;
    else if (named === undefined) return undefined;
  }
  return folder === undefined || shown === '' || Number.isNaN(seed)
    ? undefined
    : { folder, mode, shown, seed, file };
}

type Read = (root: string, shown: string | undefined) => Promise<Findings>;

async function count(
  folder: string,
  read: Read,
  shown: string | undefined,
  blessing?: Blessing,
): Promise<boolean> {
  const all = emptyTotals();
  for (const repository of repositories(folder)) {
    const { totals, rendered } = await read(join(folder, repository), shown);
    if (totals.files === 0) continue;
    for (const text of rendered) process.stdout.write(`${text}\n\n`);
    process.stdout.write(`${blessing?.differences(repository, totals) ?? totalsText(repository, totals)}\n`);
    addTotals(all, totals);
  }
  process.stdout.write(`${totalsText(basename(folder), all)}\n`);
  blessing?.end();
  return all.failures.length === 0 && blessing?.agrees !== false;
}

async function specifications(folder: string): Promise<boolean> {
  let agrees = true;
  for (const file of filesIn(folder, /^SPEC\.md$/)) {
    const markdown = readFileSync(join(folder, file), 'utf8');
    const version = specificationVersion(markdown);
    const { examples, reported, runTimeOnly, wrong, disagreements } = await checkSpecification(
      markdown,
      version,
    );
    process.stdout.write(
      `${file}: WDL ${version}, ${examples} examples, ${wrong} listed as wrong, ${reported} failures found, ` +
        `${runTimeOnly} only when they run, ${disagreements.length} disagreements\n`,
    );
    for (const disagreement of disagreements) process.stdout.write(`  ${disagreement}\n`);
    if (disagreements.length > 0) agrees = false;
  }
  return agrees;
}

function formatting(folder: string): boolean {
  let clean = true;
  for (const repository of repositories(folder)) {
    const { files, lines, faults } = checkFormatting(join(folder, repository));
    if (files === 0) continue;
    process.stdout.write(`${repository}: ${files} files, ${lines} lines, ${faults.length} with faults\n`);
    for (const fault of faults) process.stdout.write(`  ${fault}\n`);
    if (faults.length > 0) clean = false;
  }
  return clean;
}

async function verdicts(folder: string, file: string): Promise<boolean> {
  const report = await compareVerdicts(folder, file);
  const { accepted, rejected, explained, extra, missed, milliseconds } = report;
  for (const one of extra) process.stdout.write(`  extra ${one}\n`);
  for (const one of missed) process.stdout.write(`  missed ${one}\n`);
  process.stdout.write(
    `${accepted} accepted and ${rejected} rejected by cwltool: ${extra.length} errors more, ${missed.length} files missed, ` +
      `${explained} differences with a reason, ${Math.round(milliseconds)} ms\n`,
  );
  return extra.length === 0 && missed.length === 0;
}

async function expectations(folder: string, shown: string | undefined): Promise<void> {
  for (const repository of repositories(folder)) {
    const report = await checkExpectations(join(folder, repository));
    if (report === undefined) continue;
    const { files, expected, missed, extra, explained } = report;
    process.stdout.write(
      `${repository}: ${files} files, ${expected} errors expected, ${missed.length} missed, ${extra.length} extra, ` +
        `${explained} differences with a reason\n`,
    );
    if (shown !== 'all') continue;
    for (const one of missed) process.stdout.write(`  missed ${one}\n`);
    for (const one of extra) process.stdout.write(`  extra ${one}\n`);
  }
}
