/** A place in a file of the workflow that a log names. */
export interface LogPlace {
  /** As the engine writes it: relative to the main file, absolute in the engine's own folder, or a `file:` URI. */
  readonly path: string;
  /** Zero-based. */
  readonly line: number;
  /** Zero-based; absent where the log names only the line. */
  readonly character?: number;
  /** Where in the line of the log it is named; half-open. */
  readonly start: number;
  readonly end: number;
}

/**
 * How engines name a place. WDL: `(tasks/align.wdl Ln 12 Col 5)`. Nextflow: `-- Check script 'main.nf' at line: 12` when
 * a statement fails, `main.nf: 12: … @ line 12, column 5.` when the script does not compile. CWL: `main.cwl:12:5:`.
 */
const FORMATS: readonly RegExp[] = [
  /\((?<path>[^\s()]+) Ln (?<line>\d+) Col (?<column>\d+)\)/g,
  /Check script '(?<path>[^']+)' at line: (?<line>\d+)/g,
  /(?<path>[\w./:-]+\.(?:nf|groovy|config)): (?<line>\d+): .*?@ line \d+, column (?<column>\d+)/g,
  /(?<path>[\w./:-]+\.(?:cwl|ya?ml|json)):(?<line>\d+):(?<column>\d+)\b/g,
];

/** Every place that the lines name, in the order in which they stand. */
export function logPlaces(lines: readonly string[]): readonly LogPlace[] {
  return lines.flatMap((text) => FORMATS.flatMap((format) => [...text.matchAll(format)].map(read)));
}

function read(match: RegExpMatchArray): LogPlace {
  const { path = '', line, column } = match.groups ?? {};
  const start = match.index ?? 0;
  return {
    path,
    line: Math.max(0, Number(line) - 1),
    ...(column === undefined ? {} : { character: Math.max(0, Number(column) - 1) }),
    start,
    end: start + match[0].length,
  };
}
