import type { Problem, Severity } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import type { ReportOptions } from './reports.ts';
import { shownPath } from './shown-path.ts';

/** Each problem with its source line and carets under it, then a count. */
export function textReport(files: readonly FileSummary[], options: ReportOptions): string {
  const paint = painter(options);
  const blocks = files.flatMap((file) =>
    file.problems.map((problem) => block(file, problem, options, paint)),
  );
  return `${[...blocks, summary(files)].join('\n\n')}\n`;
}

/** A severity's colour, `strong`, or `quiet`. */
type Paint = (text: string, style: Severity | 'strong' | 'quiet') => string;

const STYLES = { error: 31, warning: 33, information: 34, hint: 36, strong: 1, quiet: 2 } as const;

function painter({ colour }: ReportOptions): Paint {
  return colour ? (text, style) => `\u001b[${STYLES[style]}m${text}\u001b[0m` : (text) => text;
}

function block(file: FileSummary, problem: Problem, options: ReportOptions, paint: Paint): string {
  const { severity, code, message, note } = problem;
  const { line, character } = file.lines.positionAt(problem.span.start);
  const place = `${shownPath(file.uri, options.folder)}:${line + 1}:${character + 1}`;
  const head = `${paint(place, 'strong')}: ${paint(severity, severity)}: ${message} ${paint(`[${code}]`, 'quiet')}`;
  return [head, ...frame(file, problem, paint), ...(note === undefined ? [] : [`  ${note}`])].join('\n');
}

/** Longer lines are cut around the problem, so that a minified file does not fill the screen. */
const WIDEST = 160;

function frame(file: FileSummary, { span, severity }: Problem, paint: Paint): readonly string[] {
  // The text of a very long file is not kept.
  if (file.text === '') return [];
  const { line } = file.lines.positionAt(span.start);
  const lineStart = file.lines.lineStart(line);
  const lineEnd = file.lines.lineEnd(line);
  if (lineEnd === lineStart) return [];
  const from = span.start - lineStart > WIDEST - 40 ? span.start - 40 : lineStart;
  const source = file.text.slice(from, Math.min(lineEnd, from + WIDEST));
  const number = String(line + 1);
  const margin = file.text.slice(from, span.start).replace(/[^\t]/g, ' ');
  const width = Math.max(1, Math.min(span.end, lineEnd, from + WIDEST) - span.start);
  return [
    `  ${paint(`${number} |`, 'quiet')} ${source}`,
    `  ${paint(`${' '.repeat(number.length)} |`, 'quiet')} ${margin}${paint('^'.repeat(width), severity)}`,
  ];
}

function summary(files: readonly FileSummary[]): string {
  const problems = files.flatMap((file) => file.problems);
  const inFiles = count(files.length, 'file');
  if (problems.length === 0) return `No problems in ${inFiles}.`;
  const severities = ['error', 'warning', 'information', 'hint'] as const;
  const counts = severities.flatMap((severity) => {
    const number = problems.filter((problem) => problem.severity === severity).length;
    return number === 0 ? [] : [count(number, severity === 'information' ? 'remark' : severity)];
  });
  return `${counts.join(', ')} in ${inFiles}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
