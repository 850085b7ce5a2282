import type { Problem } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';

/** Findings that some editors make themselves, by the name they give at `initialize`. */
export const KNOWN_TO_VSCODE: ReadonlySet<string> = new Set(['json-syntax']);

/** The problems to show for a file: all of them, without the codes that the editor finds by itself. */
export function diagnostics(file: FileSummary, leaveOut: ReadonlySet<string>): readonly Problem[] {
  return leaveOut.size === 0 ? file.problems : file.problems.filter(({ code }) => !leaveOut.has(code));
}

/** A problem in one text: what is wrong, and on the next line why and what to do. */
export function problemText(problem: Problem): string {
  return problem.note === undefined ? problem.message : `${problem.message}\n${problem.note}`;
}
