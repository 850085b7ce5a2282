import type { Analysis, AnalyzeContext, Parsed } from '../language.ts';
import type { DocumentLink } from '../language.ts';
import type { Occurrence, SymbolId } from '../../model/index.ts';
import type { WdlTree } from './ast.ts';
import { declareCallables } from './check/callables.ts';
import type { CheckedCallable } from './check/callables.ts';
import { reportCycles } from './check/cycles.ts';
import type { CheckedFile } from './check/file.ts';
import { resolveImports } from './check/imports.ts';
import { checkSections } from './check/sections.ts';
import { declareTypes } from './check/structs.ts';
import { checkTask } from './check/task.ts';
import { reportUnused } from './check/unused.ts';
import { checkVersion, documentVersion } from './check/version.ts';
import { checkWorkflow } from './check/workflow.ts';
import { declareBody } from './check/workflow-blocks.ts';
import type { WorkflowBody } from './check/workflow-blocks.ts';
import { coercionsOf } from './coercions.ts';
import { fingerprint } from './exports.ts';
import type { WdlExports } from './exports.ts';
import { lowerCallable } from './lower/model.ts';
import { outlineOf } from './lower/outline.ts';

/** A document with all its names resolved and all its expressions checked. */
export interface CheckedDocument {
  readonly file: CheckedFile;
  readonly callables: readonly CheckedCallable[];
  readonly bodies: ReadonlyMap<CheckedCallable, WorkflowBody>;
  readonly links: readonly DocumentLink[];
}

/** Checks a document; problems, symbols and occurrences are gathered in its `file`. */
export function checkDocument(parsed: Parsed<WdlTree>, context: AnalyzeContext<WdlExports>): CheckedDocument {
  const { tree } = parsed;
  const version = documentVersion(tree);
  const file: CheckedFile = {
    tree,
    text: tree.text,
    uri: context.uri,
    version,
    target: context.settings.target,
    engine: context.settings.engine ?? 'WDL',
    spec: coercionsOf(version, context.settings),
    problems: [],
    conversions: [],
    noted: { applies: new Set(), objects: new Set(), numbers: new Set(), escapes: new Set() },
    symbols: new Map(),
    occurrences: [],
    types: new Map(),
    usedTypes: new Set(),
    namespaces: new Map(),
    callables: new Map(),
    incomplete: false,
    lost: { misplaced: new Set(), blocks: new Set(), namespaces: 'known' },
  };
  const links = resolveImports(file, context);
  declareTypes(file);
  const callables = declareCallables(file);
  const bodies = new Map(
    callables
      .filter((callable) => callable.node.kind === 'workflow')
      .map((callable) => [callable, declareBody(file, callable)]),
  );
  checkVersion(file);
  checkSections(file);
  for (const callable of callables) {
    const body = bodies.get(callable);
    if (body === undefined) checkTask(file, callable);
    else checkWorkflow(file, body);
    reportCycles(file, [
      ...callable.inputs,
      ...callable.declarations,
      ...(body?.all ?? []),
      ...callable.outputs,
    ]);
  }
  reportRecursion(file, callables, [...bodies.values()]);
  // In a broken document, what is used may stand where it could not be read.
  if (!parsed.problems.some((problem) => problem.severity === 'error')) {
    reportUnused(file, callables, [...bodies.values()]);
  }
  return { file, callables, bodies, links };
}

/** A workflow that calls itself never ends. */
function reportRecursion(
  file: CheckedFile,
  callables: readonly CheckedCallable[],
  bodies: readonly WorkflowBody[],
): void {
  const workflows = new Set(
    callables.filter((one) => one.node.kind === 'workflow').map((one) => one.signature),
  );
  for (const body of bodies) {
    for (const entry of body.all) {
      if (entry.callee === undefined || entry.callee !== body.callable.signature) continue;
      if (!workflows.has(entry.callee)) continue;
      file.problems.push({
        span: entry.nameSpan,
        severity: 'error',
        code: 'reference-cycle',
        message: `Workflow '${entry.callee.name}' calls itself.`,
        note: 'WDL has no recursion. Scatter over the work, or write the repetition into a command.',
      });
    }
  }
}

export function lowerDocument(
  document: CheckedDocument,
): Omit<Analysis<WdlExports>, 'completions' | 'describe' | 'signature'> {
  const { file, callables, bodies } = document;
  const exports: WdlExports = {
    version: file.version,
    callables: file.callables,
    types: file.types,
    complete: !file.incomplete,
  };
  const entry = entryOf(callables);
  const version = file.tree.root.version?.value;
  return {
    problems: file.problems,
    symbols: file.symbols,
    occurrences: sorted(file.occurrences),
    outline: outlineOf(file.tree),
    links: document.links,
    callables: callables
      .filter((callable) => callable.signature.name !== '')
      .map((callable) => lowerCallable(file, callable, bodies.get(callable))),
    ...(entry === undefined ? {} : { entry }),
    engine: file.engine,
    languageVersion: version === undefined ? 'draft-2' : file.text.slice(version.start, version.end),
    exports,
    fingerprint: fingerprint(exports),
  };
}

/** The workflow; in a document without one, its only task. */
function entryOf(callables: readonly CheckedCallable[]): SymbolId | undefined {
  const workflow = callables.find((one) => one.node.kind === 'workflow' && one.signature.name !== '');
  if (workflow !== undefined) return workflow.signature.id;
  const [only, second] = callables;
  return only !== undefined && second === undefined && only.signature.name !== ''
    ? only.signature.id
    : undefined;
}

/** By start; of occurrences that overlap, which only broken text has, the first stays. */
function sorted(occurrences: Occurrence[]): Occurrence[] {
  occurrences.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let end = -1;
  return occurrences.filter((one) => {
    if (one.span.start < end) return false;
    end = one.span.end;
    return true;
  });
}
