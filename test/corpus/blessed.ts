import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Totals } from './totals.ts';

/** Counts only: no line of somebody else's source is in this project. */
interface Counts {
  readonly files: number;
  /** How often each code was found in the repository, `code (severity)`. */
  readonly codes: Readonly<Record<string, number>>;
}

const FILE = path.join(import.meta.dirname, 'blessed.json');

/**
 * The counts of problems, by repository and code, that somebody last looked at and found right. Repositories that a
 * corpus lacks stay as they are.
 */
export class Blessing {
  readonly #what: 'compare' | 'write';
  readonly #blessed: Record<string, Counts>;
  /** False when a repository differs that is compared. */
  agrees = true;

  constructor(what: 'compare' | 'write') {
    this.#what = what;
    this.#blessed = existsSync(FILE)
      ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Counts>)
      : {};
  }

  /** What differs, for people. */
  differences(repository: string, totals: Totals): string {
    const now: Counts = { files: totals.files, codes: inOrder(Object.fromEntries(totals.codes)) };
    const before = this.#blessed[repository];
    const lines = before === undefined ? ['was never looked at'] : compare(before, now);
    if (lines.length > 0 && this.#what === 'compare') this.agrees = false;
    this.#blessed[repository] = now;
    const failures = totals.failures.map((failure) => `FAILED ${failure}`);
    const head = `${repository}: ${totals.files} files, ${lines.length} differences`;
    return [head, ...[...failures, ...lines].map((line) => `  ${line}`)].join('\n');
  }

  /** Writes the file, where it is to be written. */
  end(): void {
    if (this.#what === 'write')
      writeFileSync(FILE, `${JSON.stringify(inOrder(this.#blessed), undefined, 2)}\n`);
  }
}

function compare(before: Counts, now: Counts): readonly string[] {
  const codes = new Set([...Object.keys(before.codes), ...Object.keys(now.codes)]);
  const differences = [...codes].sort().flatMap((code) => {
    const [was, is] = [before.codes[code] ?? 0, now.codes[code] ?? 0];
    return was === is ? [] : [`${code}: ${was} before, ${is} now`];
  });
  return before.files === now.files ? differences : [`${before.files} files before`, ...differences];
}

function inOrder<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
