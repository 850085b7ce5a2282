import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Findings } from './findings.ts';
import { checkFiles, parseFiles } from './findings.ts';
import { addTotals, emptyTotals, totalsText } from './totals.ts';

/**
 * `npm run corpus -- FOLDER [--parse] [--show CODE|errors|all]`: checks the WDL files of the repositories that lie in
 * FOLDER, one folder each, and counts what is found; with `--parse` only the parser runs. A crash, or a tree that lost
 * text, ends it with status 1. Nothing that it reads is part of this project.
 */
interface Request {
  readonly folder: string;
  readonly read: (root: string, shown: string | undefined) => Promise<Findings>;
  readonly shown: string | undefined;
}

const USAGE = 'Usage: npm run corpus -- FOLDER [--parse] [--show CODE|errors|all]\n';

await main();

async function main(): Promise<void> {
  const request = readArguments(process.argv.slice(2));
  if (request === undefined) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const { folder, read, shown } = request;
  const all = emptyTotals();
  for (const repository of readdirSync(folder).sort()) {
    const root = join(folder, repository);
    if (!statSync(root).isDirectory()) continue;
    const { totals, rendered } = await read(root, shown);
    if (totals.files === 0) continue;
    for (const text of rendered) process.stdout.write(`${text}\n\n`);
    process.stdout.write(`${totalsText(repository, totals)}\n`);
    addTotals(all, totals);
  }
  process.stdout.write(`${totalsText(basename(folder), all)}\n`);
  if (all.failures.length > 0) process.exitCode = 1;
}

function readArguments(args: readonly string[]): Request | undefined {
  let folder: string | undefined;
  let shown: string | undefined;
  let read: Request['read'] = checkFiles;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '--parse') read = parseFiles;
    else if (arg === '--show') shown = args[++i] ?? '';
    else if (folder === undefined && arg?.startsWith('-') === false) folder = arg;
    else return undefined;
  }
  return folder === undefined || shown === '' ? undefined : { folder, read, shown };
}
