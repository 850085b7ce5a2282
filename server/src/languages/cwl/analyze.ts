import type { Analysis, AnalyzeContext, Parsed } from '../language.ts';
import type { Occurrence } from '../../model/index.ts';
import { reportCycles } from './check/cycles.ts';
import type { CheckedExpression } from './check/expressions.ts';
import { checkExpressions } from './check/expressions.ts';
import { checkDefaults } from './check/defaults.ts';
import type { CheckedFile } from './check/file.ts';
import { placedText, report } from './check/file.ts';
import { checkForHealthOmics } from './check/healthomics.ts';
import type { Links } from './check/links.ts';
import { checkLinks } from './check/links.ts';
import { checkNeeds, Needs } from './check/needs.ts';
import { checkPractice } from './check/practice.ts';
import type { CheckedProcess } from './check/processes.ts';
import { declareProcesses } from './check/processes.ts';
import { linkFiles } from './check/runs.ts';
import { checkLibraries } from './check/script-library.ts';
import type { Site } from './check/sites.ts';
import { sitesOf } from './check/sites.ts';
import type { CheckedWorkflow } from './check/sources.ts';
import { checkStep, declareSteps } from './check/steps.ts';
import { checkUnused } from './check/unused.ts';
import type { CwlTree } from './document/index.ts';
import { readDocument } from './document/index.ts';
import type { CwlExports } from './exports.ts';
import { fingerprint } from './exports.ts';
import type { Span } from '../../text/index.ts';
import { closest } from '../../text/index.ts';
import { placeOf } from './expressions/placed-text.ts';
import { lowerProcess } from './lower/model.ts';
import { outlineOf } from './lower/outline.ts';
import { typeLibrary } from './types/library.ts';
import { PRIMITIVES } from './types/type.ts';
import { replaceWith } from './check/steps.ts';

/** A document with all its names resolved and all its expressions read. */
export interface CheckedDocument {
  readonly file: CheckedFile;
  readonly processes: readonly CheckedProcess[];
  readonly workflows: ReadonlyMap<
    CheckedProcess,
    { readonly around: CheckedWorkflow; readonly links: Links }
  >;
  readonly sites: readonly Site[];
  readonly expressions: readonly CheckedExpression[];
}

/** Checks what a document means; problems, symbols and occurrences are gathered in its `file`. */
export function checkDocument(parsed: Parsed<CwlTree>, context: AnalyzeContext<CwlExports>): CheckedDocument {
  const { tree } = parsed;
  const file: CheckedFile = {
    tree,
    text: tree.text,
    uri: context.uri,
    document: readDocument(tree),
    settings: context.settings,
    imported: (target) => context.imported(target),
    problems: [],
    symbols: new Map(),
    occurrences: [],
    links: [],
  };
  linkFiles(file);
  const broken = parsed.problems.some(({ severity }) => severity === 'error');
  const types = typeLibrary(file, (name, node, start, declared) => {
    const at = Math.max(0, start);
    unknownType(file, name, placeOf(placedText(file, node), at, at + name.length), declared);
  });
  const processes = declareProcesses(file, types, broken ? 'broken' : 'whole');
  const workflows = new Map<CheckedProcess, { around: CheckedWorkflow; links: Links }>();
  const expressions: CheckedExpression[] = [];
  const all: Site[] = [];
  const needs = new Needs(file);
  const quiet = typeLibrary(file);
  for (const checked of processes) {
    checkLibraries(file, checked.process);
    checkDefaults(file, checked);
    const around = workflowOf(file, checked, processes);
    const links = around === undefined ? undefined : checkLinks(file, around);
    if (around !== undefined && links !== undefined) {
      workflows.set(checked, { around, links });
      checkNeeds(needs, around);
      reportCycles(file, around, links);
      for (const step of around.steps) checkStep(file, step);
      if (!broken && links.complete) checkUnused(file, around, links);
    }
    const sites = sitesOf(checked, around?.steps ?? [], links, quiet);
    all.push(...sites);
    expressions.push(...checkExpressions(file, sites, needs));
  }
  checkForHealthOmics(file, processes);
  checkPractice(file, processes);
  return { file, processes, workflows, sites: all, expressions };
}

function workflowOf(
  file: CheckedFile,
  workflow: CheckedProcess,
  processes: readonly CheckedProcess[],
): CheckedWorkflow | undefined {
  if (workflow.process.class !== 'Workflow') return undefined;
  const steps = declareSteps(file, workflow, processes);
  const byName = new Map(steps.map((step) => [step.step.name.text, step] as const));
  return { workflow, steps, byName };
}

function unknownType(file: CheckedFile, name: string, place: Span, declared: readonly string[]): void {
  const near = closest(name, [...PRIMITIVES, 'Any', ...declared]);
  report(file, 'cwl-unknown-type', place, {
    message: `Unknown type '${name}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    note: "Built-in types are null, boolean, int, long, float, double, string, File, Directory and Any; others are declared under 'SchemaDefRequirement'.",
    fixes: replaceWith(place, near),
  });
}

/** What stays of a document when its tree is dropped. */
export function lowerDocument(
  document: CheckedDocument,
): Omit<Analysis<CwlExports>, 'completions' | 'describe' | 'signature'> {
  const { file, processes } = document;
  const outer = processes.filter(({ around }) => around === undefined);
  const main = outer.find(({ process }) => process === file.document.main)?.signature;
  const exports: CwlExports = {
    version: file.document.version?.known,
    main,
    processes: new Map(
      outer.flatMap(({ process, signature }) =>
        process.id === undefined ? [] : [[process.id.text, signature] as const],
      ),
    ),
    ...(outer.length === 0 ? { fragment: file.text } : {}),
  };
  const version = file.document.version?.text;
  return {
    problems: file.problems,
    symbols: file.symbols,
    occurrences: sorted(file.occurrences),
    outline: outlineOf(document),
    links: file.links,
    callables: processes
      .filter(({ process }) => process.class !== undefined)
      .map((checked) => lowerProcess(document, checked)),
    ...(main === undefined ? {} : { entry: main.id }),
    engine: 'CWL',
    ...(version === undefined ? {} : { languageVersion: version }),
    exports,
    fingerprint: fingerprint(exports),
  };
}

/** By start; of occurrences that overlap the first stays. */
function sorted(occurrences: Occurrence[]): Occurrence[] {
  occurrences.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let end = -1;
  return occurrences.filter((one) => {
    if (one.span.start < end) return false;
    end = one.span.end;
    return true;
  });
}
