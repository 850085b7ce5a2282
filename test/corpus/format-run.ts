import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from './corpus-files.ts';
import { formatFaults } from './format.ts';

export interface FormatReport {
  readonly files: number;
  readonly lines: number;
  /** One line a file, with its first fault. */
  readonly faults: readonly string[];
}

/** Formats every WDL file below a folder, in memory, and says what formatting did that it must not. */
export function checkFormatting(folder: string): FormatReport {
  const faults: string[] = [];
  let lines = 0;
  const files = filesIn(folder, /\.wdl$/);
  for (const file of files) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    lines += text.split('\n').length;
    const [first, ...others] = formatFaults(text);
    if (first !== undefined)
      faults.push(`${file}: ${first}${others.length > 0 ? ` (+${others.length})` : ''}`);
  }
  return { files: files.length, lines, faults };
}
