import { problemText } from '../features/diagnostics.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import type { ReportOptions } from './reports.ts';
import { shownPath } from './shown-path.ts';

/** `{"files": N, "problems": […]}` with positions that count from one, for other programs. */
export function jsonReport(files: readonly FileSummary[], options: ReportOptions): string {
  const problems = files.flatMap((file) =>
    file.problems.map((problem) => {
      const start = file.lines.positionAt(problem.span.start);
      const end = file.lines.positionAt(problem.span.end);
      return {
        file: shownPath(file.uri, options.folder),
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
        severity: problem.severity,
        code: problem.code,
        message: problemText(problem),
      };
    }),
  );
  return `${JSON.stringify({ files: files.length, problems }, undefined, 2)}\n`;
}
