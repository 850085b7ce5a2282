import type { Problem } from '@omics-lens/server/text/index.ts';

export interface Totals {
  files: number;
  lines: number;
  milliseconds: number;
  filesWithErrors: number;
  /** Crashes, and trees that lost text. */
  readonly failures: string[];
  /** How many problems there are of each code and severity. */
  readonly codes: Map<string, number>;
}

export function emptyTotals(): Totals {
  return { files: 0, lines: 0, milliseconds: 0, filesWithErrors: 0, failures: [], codes: new Map() };
}

export function countFile(totals: Totals, text: string, problems: readonly Problem[]): void {
  totals.files++;
  totals.lines += text.split('\n').length;
  if (problems.some(({ severity }) => severity === 'error')) totals.filesWithErrors++;
  for (const { code, severity } of problems) count(totals, `${code} (${severity})`, 1);
}

export function addTotals(to: Totals, totals: Totals): void {
  to.files += totals.files;
  to.lines += totals.lines;
  to.milliseconds += totals.milliseconds;
  to.filesWithErrors += totals.filesWithErrors;
  to.failures.push(...totals.failures);
  for (const [code, number] of totals.codes) count(to, code, number);
}

export function totalsText(name: string, totals: Totals): string {
  const speed = totals.milliseconds > 0 ? Math.round(totals.lines / totals.milliseconds) : 0;
  const codes = [...totals.codes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return [
    `${name}: ${totals.files} files, ${totals.lines} lines, ${totals.failures.length} failures, ` +
      `${totals.filesWithErrors} files with errors, ${speed} thousand lines/s`,
    ...totals.failures.map((failure) => `  FAILED ${failure}`),
    ...codes.map(([code, number]) => `  ${code} ${number}`),
  ].join('\n');
}

function count(totals: Totals, code: string, number: number): void {
  totals.codes.set(code, (totals.codes.get(code) ?? 0) + number);
}
