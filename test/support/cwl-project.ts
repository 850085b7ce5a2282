import { cwl } from '@omics-lens/server/languages/cwl/index.ts';
import type { Analysis, AnalyzeSettings, Imported, Parsed } from '@omics-lens/server/languages/language.ts';
import type { Occurrence } from '@omics-lens/server/model/index.ts';
import { symbolUri } from '@omics-lens/server/model/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import type { Fixture } from './fixture.ts';
import { parseFixture } from './fixture.ts';

type Exports = ReturnType<typeof cwl.analyze>['exports'];

export interface CwlFile {
  readonly uri: string;
  readonly text: string;
  readonly parsed: Parsed;
  readonly analysis: Analysis<Exports>;
  readonly problems: readonly Problem[];
}

/** CWL files in memory, analysed with each other's exports. */
export interface CwlProject {
  readonly fixture: Fixture;
  readonly main: CwlFile;
  file(path: string): CwlFile;
}

/** The files of a fixture; the first is `/main.cwl` where it says no name. Others than `.cwl` are texts. */
export function cwlProject(
  source: string,
  settings: AnalyzeSettings = { target: 'healthomics', region: undefined },
): CwlProject {
  const named = source.trimStart().startsWith('//-')
    ? source
    : source.replace(/^\n([ ]*)/, '\n$1//- /main.cwl\n$1');
  const fixture = parseFixture(named);
  const done = new Map<string, CwlFile>();
  const open = new Set<string>();
  const file = (path: string): CwlFile => {
    const before = done.get(path);
    if (before !== undefined) return before;
    open.add(path);
    const text = fixture.files.get(path) ?? '';
    const uri = `file://${path}`;
    const parsed = cwl.parse(text);
    const analysis = cwl.analyze(parsed, { uri, settings, imported: (target) => imported(path, target) });
    const all = analysis.allProblems?.() ?? analysis.problems;
    const made = { uri, text, parsed, analysis, problems: [...parsed.problems, ...all] };
    open.delete(path);
    done.set(path, made);
    return made;
  };
  const imported = (from: string, target: string): Imported<Exports> => {
    const path = new URL(target, `file://${from}`).pathname;
    const uri = `file://${path}`;
    const text = fixture.files.get(path);
    if (text === undefined) return { kind: 'missing', uri, reason: 'there is no such file' };
    if (!cwl.accepts(uri, text)) return { kind: 'missing', uri, reason: 'it is of no language', text };
    if (open.has(path)) return { kind: 'cycle', uri };
    return { kind: 'loaded', uri, exports: file(path).analysis.exports };
  };
  return { fixture, main: file(fixture.main), file };
}

/** `line:column name → path:line:column kind`, for each reference of the file. */
export function renderReferences(project: CwlProject, at: CwlFile): string {
  const index = new LineIndex(at.text);
  return at.analysis.occurrences
    .filter(({ role }) => role !== 'definition')
    .map((occurrence) => {
      const name = at.text.slice(occurrence.span.start, occurrence.span.end);
      return `${place(index, occurrence.span.start)} ${name} → ${target(project, occurrence)}`;
    })
    .join('\n');
}

function target(project: CwlProject, occurrence: Occurrence): string {
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
