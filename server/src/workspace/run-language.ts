import type { Analysis, AnalyzeContext, Language, Parsed } from '../languages/language.ts';
import type { Problem } from '../text/index.ts';
import { analysisFailedProblem } from './file-problems.ts';
import type { FileFacts } from './snapshot.ts';

/** Told of faults of our own code: they are written to the log and stop nothing. */
export type ReportFault = (error: unknown, doing: string) => void;

/** A path that a file imports. */
export interface ImportTarget {
  readonly target: string;
  /** One of the targets that share this has to exist; none has to where it is undefined. */
  readonly oneOf: string | undefined;
}

/** What a language parsed, or a tree that holds nothing because it failed to. */
export interface SafelyParsed extends Parsed {
  readonly failed?: true;
}

/** `language.parse`, where a fault of ours costs the tree of this file and nothing else. */
export function parseSafely(
  language: Language,
  uri: string,
  text: string,
  report: ReportFault,
): SafelyParsed {
  try {
    return language.parse(text);
  } catch (error) {
    report(error, `parsing ${uri}`);
    return {
      tree: { text, root: { kind: 'document', start: 0, end: text.length, children: [] }, comments: [] },
      problems: [analysisFailedProblem(error)],
      failed: true,
    };
  }
}

/** What a file imports, and what counts for it without being named; nothing where the language fails. */
export function importTargets(
  language: Language,
  uri: string,
  parsed: SafelyParsed,
  report: ReportFault,
): readonly ImportTarget[] {
  if (parsed.failed === true) return [];
  try {
    const named = language
      .imports(parsed.tree)
      .map(({ target, oneOf }) => ({ target, oneOf: oneOf ?? target }));
    const implicit = (language.implicit?.(uri) ?? []).map((target) => ({ target, oneOf: undefined }));
    return [...new Map([...implicit, ...named].map((one) => [one.target, one])).values()];
  } catch (error) {
    report(error, `reading the imports of ${uri}`);
    return [];
  }
}

/** `language.analyze`, where a fault of ours gives an empty analysis with one problem. */
export function analyzeSafely(
  language: Language,
  parsed: SafelyParsed,
  context: AnalyzeContext,
  report: ReportFault,
): Analysis {
  if (parsed.failed === true) return NOTHING_KNOWN;
  try {
    return language.analyze(parsed, context);
  } catch (error) {
    report(error, `analysing ${context.uri}`);
    return { ...NOTHING_KNOWN, problems: [analysisFailedProblem(error)] };
  }
}

/** All problems of an analysis, where a fault of ours is one more. */
export function problemsSafely(analysis: Analysis, uri: string, report: ReportFault): readonly Problem[] {
  if (analysis.allProblems === undefined) return analysis.problems;
  try {
    return analysis.allProblems();
  } catch (error) {
    report(error, `looking for problems in ${uri}`);
    return [...analysis.problems, analysisFailedProblem(error)];
  }
}

/** False where a language failed: its importers must not look for exports that were never made. */
export function hasExports(facts: FileFacts): boolean {
  return facts.fingerprint !== NOTHING_KNOWN.fingerprint;
}

/** A copy without what holds on to the tree. */
export function factsOf(analysis: FileFacts): FileFacts {
  const { entry, engine, languageVersion, versionReason, versionAt, data, names, problemsAmong } = analysis;
  return {
    symbols: analysis.symbols,
    occurrences: analysis.occurrences,
    outline: analysis.outline,
    links: analysis.links,
    callables: analysis.callables,
    exports: analysis.exports,
    fingerprint: analysis.fingerprint,
    ...(data === undefined ? {} : { data }),
    ...(names === undefined || names.length === 0 ? {} : { names }),
    ...(problemsAmong === undefined ? {} : { problemsAmong }),
    ...(entry === undefined ? {} : { entry }),
    ...(engine === undefined ? {} : { engine }),
    ...(languageVersion === undefined ? {} : { languageVersion }),
    ...(versionReason === undefined ? {} : { versionReason }),
    ...(versionAt === undefined ? {} : { versionAt }),
  };
}

/** The analysis of a file of which nothing could be found out. */
export const NOTHING_KNOWN: Analysis = {
  problems: [],
  symbols: new Map(),
  occurrences: [],
  outline: [],
  links: [],
  callables: [],
  exports: undefined,
  fingerprint: 'analysis failed',
  completions: () => [],
  describe: () => undefined,
};

/** The facts of a file that is missing or of no language. */
export const NO_FACTS: FileFacts = factsOf(NOTHING_KNOWN);

/** What stands for the tree of a file that is checked without one. */
export const NO_TREE: Parsed = {
  tree: { text: '', root: { kind: 'document', start: 0, end: 0, children: [] }, comments: [] },
  problems: [],
};
