import type { Analysis, AnalyzeSettings, Imported, Parsed } from '@omics-lens/server/languages/language.ts';
import { wdl } from '@omics-lens/server/languages/wdl/index.ts';
import { LINTS } from '@omics-lens/server/languages/wdl/lint/index.ts';
import type { Occurrence } from '@omics-lens/server/model/index.ts';
import { symbolUri } from '@omics-lens/server/model/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import type { Fixture } from './fixture.ts';
import { parseFixture } from './fixture.ts';

/** Files in memory, analysed with each other's exports. */
export interface WdlProject {
  readonly fixture: Fixture;
  readonly main: WdlFile;
  file(path: string): WdlFile;
}

const LINT_CODES: ReadonlySet<string> = new Set(LINTS.map(({ code }) => code));

type Exports = Analysis<ReturnType<typeof wdl.analyze>['exports']>['exports'];

export interface WdlFile {
  readonly uri: string;
  readonly text: string;
  readonly parsed: Parsed;
  readonly analysis: Analysis<Exports>;
  /** Of the parser and the analysis, without the lints. */
  readonly problems: readonly Problem[];
  /** What the lints say, which tests of other findings need not know. */
  readonly lints: readonly Problem[];
}

/** The files of a fixture; `version 1.1` is put in front of those that do not say a version. */
export function wdlProject(
  source: string,
  settings: AnalyzeSettings = { target: 'healthomics', region: undefined },
): WdlProject {
  const fixture = parseFixture(source);
  const done = new Map<string, WdlFile>();
  const open = new Set<string>();
  const file = (path: string): WdlFile => {
    const before = done.get(path);
    if (before !== undefined) return before;
    open.add(path);
    const text = fixture.files.get(path) ?? '';
    const uri = `file://${path}`;
    const parsed = wdl.parse(text);
    const analysis = wdl.analyze(parsed, {
      uri,
      settings,
      imported: (target) => imported(path, target),
    });
    const all = analysis.allProblems?.() ?? analysis.problems;
    const lints = all.filter(({ code }) => LINT_CODES.has(code));
    const others = all.filter(({ code }) => !LINT_CODES.has(code));
    const made = { uri, text, parsed, analysis, problems: [...parsed.problems, ...others], lints };
    open.delete(path);
    done.set(path, made);
    return made;
  };
  const imported = (from: string, target: string): Imported<Exports> => {
    const path = new URL(target, `file://${from}`).pathname;
    const uri = `file://${path}`;
    if (/^https?:/.test(target))
      return { kind: 'missing', uri: undefined, reason: 'It is not on this machine.' };
    if (!fixture.files.has(path)) return { kind: 'missing', uri, reason: 'There is no such file.' };
    if (open.has(path)) return { kind: 'cycle', uri };
    return { kind: 'loaded', uri, exports: file(path).analysis.exports };
  };
  return { fixture, main: file(fixture.main), file };
}

/** `name` → where it is declared, for each reference of the file, as `line:column name → path:line:column`. */
export function renderReferences(project: WdlProject, at: WdlFile): string {
  const index = new LineIndex(at.text);
  const lines: string[] = [];
  for (const occurrence of at.analysis.occurrences) {
    if (occurrence.role === 'definition') continue;
    const name = at.text.slice(occurrence.span.start, occurrence.span.end);
    lines.push(`${place(index, occurrence.span.start)} ${name} → ${target(project, occurrence)}`);
  }
  return lines.join('\n');
}

function target(project: WdlProject, occurrence: Occurrence): string {
  const path = symbolUri(occurrence.symbol).replace('file://', '');
  const file = project.file(path);
  const info = file.analysis.symbols.get(occurrence.symbol);
  if (info === undefined) return `? ${occurrence.symbol}`;
  const shown = file === project.main ? '' : `${path}:`;
  return `${shown}${place(new LineIndex(file.text), info.span.start)} ${info.kind}`;
}

function place(index: LineIndex, offset: number): string {
  const { line, character } = index.positionAt(offset);
  return `${line + 1}:${character + 1}`;
}
