import { problemText } from '../features/diagnostics.ts';
import { product, ruleCatalogue } from '../product.ts';
import type { Location, Problem, RuleInfo, Severity } from '../text/index.ts';
import type { FileSummary } from '../workspace/snapshot.ts';
import { liesIn } from '../workspace/uris.ts';
import type { ReportOptions } from './reports.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0, as code scanning services take it. Lines and columns count from one, columns in UTF-16 units. */
export function sarifReport(files: readonly FileSummary[], { folder }: ReportOptions): string {
  const used = new Set(files.flatMap(({ problems }) => problems.map(({ code }) => code)));
  const rules = ruleCatalogue().filter(({ code }) => used.has(code));
  const known = new Map(files.map((file) => [file.uri, file]));
  const results = files.flatMap((file) =>
    file.problems.map((problem) => ({
      ruleId: problem.code,
      ...(used.has(problem.code) ? { ruleIndex: rules.findIndex(({ code }) => code === problem.code) } : {}),
      level: LEVELS[problem.severity],
      message: { text: problemText(problem) },
      locations: [place({ uri: file.uri, span: problem.span }, known, folder)],
      ...relatedOf(problem, known, folder),
    })),
  );
  const driver = { name: product.name, version: product.version, rules: rules.map(descriptor) };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  const report = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

type Files = ReadonlyMap<string, FileSummary>;

function descriptor({ code, severity, summary, why }: RuleInfo) {
  return {
    id: code,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: { text: why, markdown: why },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function relatedOf({ related = [] }: Problem, files: Files, folder: string) {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map(({ location, message }, id) => ({
      id,
      ...place(location, files, folder),
      message: { text: message },
    })),
  };
}

function place({ uri, span }: Location, files: Files, folder: string) {
  const lines = files.get(uri)?.lines;
  const artifactLocation = {
    uri: liesIn(uri, folder) ? uri.slice(folder.replace(/\/$/, '').length + 1) : uri,
  };
  if (lines === undefined) return { physicalLocation: { artifactLocation } };
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  const region = {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
  return { physicalLocation: { artifactLocation, region } };
}
