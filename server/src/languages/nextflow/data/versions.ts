/** The lines of Nextflow that differ for us; HealthOmics runs one release of each. */
export type NextflowLine = '22.04' | '23.10' | '24.10' | '25.10';

export const NEXTFLOW_LINES: readonly NextflowLine[] = ['22.04', '23.10', '24.10', '25.10'];

/** Where the tables of this folder were read, and when. The words in them are our own. */
export const NEXTFLOW_SOURCE = {
  source: 'Nextflow, source of the releases 22.04.5, 23.10.0, 24.10.8 and 25.10.0',
  date: '2026-11-20',
} as const;

/** The line that a release belongs to: `24.10.8` is of `24.10`; between two lines, of the earlier one. */
export function lineOf(version: string): NextflowLine {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  let found: NextflowLine = '22.04';
  for (const line of NEXTFLOW_LINES) {
    const [lineMajor = 0, lineMinor = 0] = line.split('.').map(Number);
    if (major > lineMajor || (major === lineMajor && minor >= lineMinor)) found = line;
  }
  return found;
}

export function atLeast(line: NextflowLine, since: NextflowLine): boolean {
  return NEXTFLOW_LINES.indexOf(line) >= NEXTFLOW_LINES.indexOf(since);
}

/** In which lines something exists. */
export interface Availability {
  /** The first line; from the beginning when absent. */
  readonly since?: NextflowLine;
  /** The last line; to this day when absent. */
  readonly until?: NextflowLine;
}

export function isIn(line: NextflowLine, { since, until }: Availability): boolean {
  return (since === undefined || atLeast(line, since)) && (until === undefined || atLeast(until, line));
}

/** `Since Nextflow 24.10.`; empty for what was always there. */
export function availabilityWords({ since, until }: Availability): string {
  if (since !== undefined) return `Since Nextflow ${since}.`;
  return until === undefined ? '' : `Until Nextflow ${until} only.`;
}
