import type { EmbeddedScript } from '../languages/language.ts';
import type { Fix, Problem, Severity, Span } from '../text/index.ts';

/** The program ShellCheck, wherever it runs. */
export interface ShellChecker {
  /**
   * What there is to say about a script of bash. `program` is the setting `omicsLens.shellcheck`: `auto` looks for the
   * program, and anything else is its path. Undefined where there is no such program; never rejects.
   */
  check(script: string, program: string): Promise<readonly ShellFinding[] | undefined>;
}

/** Lines and columns count from 0, columns in characters; ends are exclusive. */
export interface ShellFinding extends ShellRange {
  readonly level: 'error' | 'warning' | 'info' | 'style';
  /** 2086 for SC2086. */
  readonly code: number;
  readonly message: string;
  /** What mends it. */
  readonly replacements: readonly (ShellRange & { readonly text: string })[];
}

export interface ShellRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** So many programs run at a time, and so many answers are kept. */
const AT_A_TIME = 2;
const KEPT = 2000;

/** What ShellCheck said about scripts, by their text: a command that did not change is not read again. */
export class ShellChecks {
  readonly #checker: ShellChecker;
  readonly #known = new Map<string, readonly ShellFinding[]>();
  readonly #running = new Map<string, Promise<void>>();
  #missing: string | undefined;

  constructor(checker: ShellChecker) {
    this.#checker = checker;
  }

  /** False where the setting is off, or the program that it names is known not to be there. */
  isOn(program: string): boolean {
    return program !== 'off' && this.#missing !== program;
  }

  known(script: string): readonly ShellFinding[] | undefined {
    return this.#known.get(script);
  }

  /** Until all of them are known. True when there is something to say that was not known before. */
  async run(scripts: readonly string[], program: string): Promise<boolean> {
    if (!this.isOn(program)) return false;
    const queue = scripts.filter((script) => !this.#known.has(script));
    let found = false;
    const work = async () => {
      for (let script = queue.shift(); script !== undefined && this.isOn(program); script = queue.shift()) {
        await this.#once(script, program);
        found ||= (this.#known.get(script)?.length ?? 0) > 0;
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    return found;
  }

  #once(script: string, program: string): Promise<void> {
    const running = this.#running.get(script);
    if (running !== undefined) return running;
    const started = this.#checker
      .check(script, program)
      .then((findings) => {
        if (findings === undefined) this.#missing = program;
        else this.#keep(script, findings);
      })
      .finally(() => this.#running.delete(script));
    this.#running.set(script, started);
    return started;
  }

  #keep(script: string, findings: readonly ShellFinding[]): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= KEPT && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(script, findings);
  }
}

/**
 * Findings that come from the dummies in the place of placeholders, or from files that are not here: sources that are
 * not followed, loops and conditions over what looks constant, files that look the same, and remarks on an error that
 * says the same.
 */
const DROPPED: ReadonlySet<number> = new Set([
  ...[1009, 1072, 1073, 1083, 1090, 1091, 2043, 2050, 2078, 2094, 2102, 2157, 2170, 2193, 2194, 2195],
]);

/** A script runs all the same, so that nothing is an error. */
const SEVERITIES: Readonly<Record<ShellFinding['level'], Severity>> = {
  error: 'warning',
  warning: 'information',
  info: 'hint',
  style: 'hint',
};

/** The findings as problems of the file that the script stands in. */
export function shellProblems(script: EmbeddedScript, findings: readonly ShellFinding[]): readonly Problem[] {
  const lines = script.text.split('\n');
  return findings.flatMap((finding): readonly Problem[] => {
    const span = spanOf(finding, script, lines);
    if (span === undefined || DROPPED.has(finding.code) || isAssigned(finding, script)) return [];
    if (COUNTING.has(finding.code) && hasDummy(finding, script, lines)) return [];
    if (script.dummies.some((dummy) => dummy.start <= span.start && span.start < dummy.end)) return [];
    const fix = fixOf(finding, script, lines);
    return [
      {
        span,
        severity: SEVERITIES[finding.level],
        code: 'shellcheck',
        message: `SC${finding.code}: ${finding.message}`,
        ...(fix === undefined ? {} : { fixes: [fix] }),
      },
    ];
  });
}

/** They count words, and a placeholder may become many: what `printf` gets, for one. */
const COUNTING: ReadonlySet<number> = new Set([2182, 2183]);

function hasDummy(
  { line, endLine }: ShellFinding,
  script: EmbeddedScript,
  lines: readonly string[],
): boolean {
  const start = offsetOf(line, 0, script, lines) ?? 0;
  const end = offsetOf(endLine, (lines[endLine] ?? '').length, script, lines) ?? start;
  return script.dummies.some((dummy) => dummy.start < end && start < dummy.end);
}

/** 'x is referenced but not assigned' and 'x appears unused': the engine assigns it, or reads it. */
function isAssigned({ code, message }: ShellFinding, { variables }: EmbeddedScript): boolean {
  return (code === 2154 || code === 2034) && variables.some((name) => message.startsWith(`${name} `));
}

function spanOf(range: ShellRange, script: EmbeddedScript, lines: readonly string[]): Span | undefined {
  const start = offsetOf(range.line, range.column, script, lines);
  const end = offsetOf(range.endLine, range.endColumn, script, lines);
  if (start === undefined || end === undefined || end < start) return undefined;
  return { start, end };
}

function offsetOf(
  line: number,
  column: number,
  { lineStarts, offsets }: EmbeddedScript,
  lines: readonly string[],
): number | undefined {
  const start = lineStarts[line];
  const text = lines[line];
  if (start === undefined || text === undefined) return undefined;
  // ShellCheck counts characters, and offsets count halves of those beyond the first plane.
  const inLine = [...text].slice(0, column).join('').length;
  if (offsets === undefined) return start + inLine;
  const before = lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0);
  return offsets[before + inLine];
}

function fixOf(finding: ShellFinding, script: EmbeddedScript, lines: readonly string[]): Fix | undefined {
  const edits = finding.replacements.flatMap((replacement) => {
    const span = spanOf(replacement, script, lines);
    const newText =
      span === undefined || script.writeAs === undefined
        ? replacement.text
        : script.writeAs(replacement.text, span);
    return span === undefined || newText === undefined ? [] : [{ span, newText }];
  });
  const isWhole = edits.length > 0 && edits.length === finding.replacements.length;
  const touchesDummy = edits.some(({ span }) =>
    script.dummies.some((dummy) => span.start < dummy.end && dummy.start < span.end),
  );
  if (!isWhole || touchesDummy) return undefined;
  return { title: `Do what ShellCheck says (SC${finding.code})`, edits };
}
