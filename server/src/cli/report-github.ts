import { problemText } from '../features/diagnostics.ts';
import type { Severity } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import type { ReportOptions } from './reports.ts';
import { shownPath } from './shown-path.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** A workflow command of GitHub Actions for each problem, which becomes an annotation on its line. */
export function githubReport(files: readonly FileSummary[], { folder }: ReportOptions): string {
  const lines = files.flatMap((file) =>
    file.problems.map((problem) => {
      const start = file.lines.positionAt(problem.span.start);
      const end = file.lines.positionAt(problem.span.end);
      const properties = Object.entries({
        file: shownPath(file.uri, folder).replaceAll('\\', '/'),
        line: start.line + 1,
        endLine: end.line + 1,
        // Columns are taken for ranges within one line only.
        ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
        title: problem.code,
      }).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
      return `::${COMMANDS[problem.severity]} ${properties.join(',')}::${escaped(problemText(problem))}\n`;
    }),
  );
  return lines.join('');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
