import { readFileSync } from 'node:fs';
import path from 'node:path';
import { filesIn } from './corpus-files.ts';
import { CORPUS_LANGUAGES } from './corpus-languages.ts';
import { FORMAT_OPTIONS, formatFaults } from './format.ts';

/** Languages whose formatter moves blanks and commas only. */
const FORMATTED = [CORPUS_LANGUAGES.WDL, CORPUS_LANGUAGES.NEXTFLOW, CORPUS_LANGUAGES.NEXTFLOW_CONFIG];

export interface FormatReport {
  readonly files: number;
  readonly lines: number;
  /** One line a file, with its first fault. */
  readonly faults: readonly string[];
}

/** Formats every workflow file below a folder, in memory, and says what formatting did that it must not. */
export function checkFormatting(folder: string): FormatReport {
  const faults: string[] = [];
  let lines = 0;
  let count = 0;
  for (const { language, files } of FORMATTED) {
    for (const file of filesIn(folder, files)) {
      const text = readFileSync(path.join(folder, file), 'utf8');
      count++;
      lines += text.split('\n').length;
      const [first, ...others] = formatFaults(text, FORMAT_OPTIONS, language);
      if (first !== undefined)
        faults.push(`${file}: ${first}${others.length > 0 ? ` (+${others.length})` : ''}`);
    }
  }
  return { files: count, lines, faults };
}
