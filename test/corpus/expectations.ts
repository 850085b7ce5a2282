import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import { SYNTAX_RULES } from '@omics-lens/server/languages/wdl/syntax-rules.ts';
import { filesIn } from './corpus-files.ts';
import { NOT_EXPECTED_HERE, ONLY_HERE, reasonFor } from './expectation-exceptions.ts';
import { FolderAnalysis } from './folder-analysis.ts';

const SYNTAX_CODES: ReadonlySet<string> = new Set(SYNTAX_RULES.map(({ code }) => code));

/**
 * What another tool says of a file in its own tests. Lines are counted from 1. `lines` undefined means that something
 * must be wrong, wherever.
 */
interface Expectation {
  /** Relative to the repository. */
  readonly file: string;
  /** Whether the other tool read the file only, or checked what it means as well. */
  readonly depth: 'syntax' | 'meaning';
  readonly errors: readonly { readonly line: number | undefined; readonly message: string }[];
}

export interface ExpectationReport {
  readonly files: number;
  readonly expected: number;
  /** Expected errors on whose line nothing at all is said. `file:line message`. */
  readonly missed: readonly string[];
  /** Our errors on lines where none is expected. `file:line code message`. */
  readonly extra: readonly string[];
  /** Differences of which a reason is written down. */
  readonly explained: number;
}

/** Compares the errors that other tools expect of their own test files with ours, line by line. */
export async function checkExpectations(root: string): Promise<ExpectationReport | undefined> {
  const expectations = [...sprocketFixtures(root), ...womtoolFixtures(root)];
  if (expectations.length === 0) return undefined;
  const analysis = new FolderAnalysis(root, 'spec');
  const missed: string[] = [];
  const extra: string[] = [];
  let expected = 0;
  let explained = 0;
  for (const { file, depth, errors } of expectations) {
    const summary = await analysis.file(file);
    if (summary === undefined) continue;
    const lines = new LineIndex(summary.text);
    const lineOf = (problem: Problem) => lines.positionAt(problem.span.start).line + 1;
    const said = new Set(summary.problems.map(lineOf));
    const ours = summary.problems.filter(({ severity }) => severity === 'error');
    expected += errors.length;
    // Without a line, anything that is more than a hint will do.
    const noted = summary.problems.some(
      ({ severity, code }) => severity !== 'hint' && !code.startsWith('unused-'),
    );
    for (const { line, message } of errors) {
      if (line === undefined ? noted : said.has(line)) continue;
      if (reasonFor(NOT_EXPECTED_HERE, file, line) !== undefined) explained++;
      else missed.push(`${file}${line === undefined ? '' : `:${line}`} ${message.split('\n')[0] ?? ''}`);
    }
    if (errors.some(({ line }) => line === undefined)) continue;
    for (const problem of ours) {
      const line = lineOf(problem);
      if (depth === 'syntax' && !SYNTAX_CODES.has(problem.code)) continue;
      if (errors.some((one) => one.line === line)) continue;
      if (reasonFor(ONLY_HERE, file, line) !== undefined) explained++;
      else extra.push(`${file}:${line} ${problem.code} ${problem.message}`);
    }
  }
  return { files: expectations.length, expected, missed, extra, explained };
}

/** A folder with `source.wdl`, and what is found in it in `source.diagnostics` or `source.errors`. */
function sprocketFixtures(root: string): Expectation[] {
  const found: Expectation[] = [];
  for (const file of filesIn(root, /^source\.(diagnostics|errors)$/)) {
    const source = path.join(path.dirname(file), 'source.wdl');
    if (!existsSync(path.join(root, source))) continue;
    // The draft of the next version is not one that we know.
    if (/^version 1\.4/m.test(readFileSync(path.join(root, source), 'utf8'))) continue;
    const text = readFileSync(path.join(root, file), 'utf8');
    const errors = [
      ...text.matchAll(/^error(?:\[\S+\])?: (.*)\n(?:(?!error|warning|note).*\n)*?\s*┌─ (\S+?):(\d+):\d+/gm),
    ]
      .filter(([, , at = '']) => at.endsWith('source.wdl'))
      .map(([, message = '', , line]) => ({ line: Number(line), message }));
    // Where a mistake in the syntax is noticed is a matter of recovery, and each parser has its own.
    if (file.endsWith('.errors')) {
      const first = errors.slice(0, 1).map(({ message }) => ({ line: undefined, message }));
      found.push({ file: source, depth: 'syntax', errors: first });
    } else found.push({ file: source, depth: 'meaning', errors });
  }
  return found;
}

/** `validate/…/valid/NAME/NAME.wdl` and `validate/…/invalid/NAME/NAME.wdl`; cases about inputs files are left out. */
function womtoolFixtures(root: string): Expectation[] {
  const found: Expectation[] = [];
  for (const file of filesIn(root, /\.wdl$/)) {
    const parts = file.split(path.sep);
    const name = path.basename(file, '.wdl');
    const kind = parts.at(-3);
    if (!parts.includes('validate') || parts.at(-2) !== name || (kind !== 'valid' && kind !== 'invalid'))
      continue;
    const folder = path.join(root, path.dirname(file));
    if (kind === 'valid') {
      found.push({ file, depth: 'meaning', errors: [] });
      continue;
    }
    const message = path.join(folder, 'error.txt');
    if (!existsSync(message) || readdirSync(folder).some((one) => one.endsWith('.inputs.json'))) continue;
    const errors = [{ line: undefined, message: readFileSync(message, 'utf8').trim() }];
    found.push({ file, depth: 'meaning', errors });
  }
  return found;
}
