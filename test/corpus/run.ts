import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseWdl } from '@omics-lens/server/languages/wdl/parser.ts';
import { checkSpans, treeText } from '@omics-lens/server/syntax/tree-text.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { renderProblems } from '../support/fixture.ts';

/**
 * `npm run corpus -- FOLDER [--show CODE|all]`: parses every WDL file below the folders that FOLDER holds, one repository each, and counts
 * what was found. A crash, or a tree that lost text, ends it with status 1.
 */
interface Totals {
  files: number;
  lines: number;
  milliseconds: number;
  readonly failures: string[];
  readonly filesWithErrors: Set<string>;
  readonly codes: Map<string, number>;
}

main(process.argv.slice(2));

function main(args: readonly string[]): void {
  const [folder, option, shown] = args;
  if (folder === undefined || (option !== undefined && (option !== '--show' || shown === undefined))) {
    process.stderr.write('Usage: npm run corpus -- FOLDER [--show CODE|all]\n');
    process.exitCode = 2;
    return;
  }
  const all: Totals[] = [];
  for (const repository of readdirSync(folder).sort()) {
    const root = join(folder, repository);
    if (!statSync(root).isDirectory()) continue;
    const totals = readRepository(root, shown);
    all.push(totals);
    print(repository, totals);
  }
  print(basename(folder), sum(all));
  if (all.some((totals) => totals.failures.length > 0)) process.exitCode = 1;
}

function readRepository(root: string, shown: string | undefined): Totals {
  const totals = empty();
  for (const path of wdlFiles(root)) {
    const text = readFileSync(path, 'utf8');
    const name = relative(root, path);
    totals.files++;
    totals.lines += text.split('\n').length;
    const begin = performance.now();
    let problems: readonly Problem[];
    try {
      const parsed = parseWdl(text);
      totals.milliseconds += performance.now() - begin;
      problems = parsed.problems;
      checkSpans(parsed.tree);
      if (treeText(parsed.tree) !== text) throw new Error('The tree has another text.');
    } catch (error) {
      totals.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    count(totals, name, problems);
    const wanted = shown === 'all' ? problems : problems.filter((problem) => problem.code === shown);
    if (wanted.length > 0) process.stdout.write(`\n${path}\n${renderProblems(text, wanted)}\n`);
  }
  return totals;
}

function count(totals: Totals, name: string, problems: readonly Problem[]): void {
  for (const problem of problems) {
    totals.codes.set(problem.code, (totals.codes.get(problem.code) ?? 0) + 1);
    if (problem.severity === 'error') totals.filesWithErrors.add(name);
  }
}

function print(name: string, totals: Totals): void {
  const speed = totals.milliseconds > 0 ? Math.round(totals.lines / totals.milliseconds) : 0;
  const out = [
    `${name}: ${totals.files} files, ${totals.lines} lines, ${totals.failures.length} failures, ` +
      `${totals.filesWithErrors.size} files with errors, ${speed} thousand lines/s`,
  ];
  for (const failure of totals.failures) out.push(`  FAILED ${failure}`);
  for (const [code, number] of [...totals.codes].sort((a, b) => b[1] - a[1])) out.push(`  ${code} ${number}`);
  process.stdout.write(out.join('\n') + '\n');
}

function sum(all: readonly Totals[]): Totals {
  const totals = empty();
  for (const one of all) {
    totals.files += one.files;
    totals.lines += one.lines;
    totals.milliseconds += one.milliseconds;
    totals.failures.push(...one.failures);
    for (const name of one.filesWithErrors) totals.filesWithErrors.add(`${all.indexOf(one)}/${name}`);
    for (const [code, number] of one.codes) totals.codes.set(code, (totals.codes.get(code) ?? 0) + number);
  }
  return totals;
}

function empty(): Totals {
  return { files: 0, lines: 0, milliseconds: 0, failures: [], filesWithErrors: new Set(), codes: new Map() };
}

function wdlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.wdl'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
