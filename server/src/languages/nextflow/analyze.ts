import type { Callable, Occurrence } from '../../model/index.ts';
import type { Analysis, AnalyzeContext, Parsed } from '../language.ts';
import { checkScript } from './check/script.ts';
import { IMPLICIT_TARGETS, declareScript, scriptImports } from './scope/declare.ts';
import type { Script } from './scope/script.ts';
import { resolveNames } from './scope/walk.ts';
import type { Names } from './scope/names.ts';
import type { NextflowExports, ScriptExports } from './exports.ts';
import { paramReadsOf, publishersOf, scriptFingerprint } from './exports.ts';
import type { WorkflowFlow } from './lower/flow.ts';
import { flowOf } from './lower/flow.ts';
import { lowerProcess, lowerScript, lowerWorkflow } from './lower/model.ts';
import { outlineOf } from './lower/outline.ts';
import { templateLinks } from './lower/templates.ts';
import { labelsOf, paramsOf } from './lower/resources.ts';
import type { NextflowTree } from './syntax/ast.ts';
import { versionWords } from './version/engine-version.ts';

/** A script with all its names resolved. */
export interface ReadScript {
  readonly script: Script;
  readonly names: Names;
  readonly flows: ReadonlyMap<Script['workflows'][number], WorkflowFlow>;
}

export function readScript(tree: NextflowTree, context: AnalyzeContext<NextflowExports>): ReadScript {
  const script = declareScript(tree, context);
  const names = resolveNames(script);
  const flows = new Map(script.workflows.map((workflow) => [workflow, flowOf(script, workflow.node)]));
  return { script, names, flows };
}

type Lowered = Omit<Analysis<NextflowExports>, 'completions' | 'describe' | 'signature'>;

export function lowerScriptFile(parsed: Parsed<NextflowTree>, { script, names, flows }: ReadScript): Lowered {
  const callables: Callable[] = [
    ...script.processes.filter(({ name }) => name !== '').map((process) => lowerProcess(script, process)),
    ...[...flows].map(([workflow, flow]) => lowerWorkflow(script, workflow, flow)),
  ];
  const main = entryOf(script);
  if (main === 'script') callables.push(lowerScript(script));
  const entry = callables.find(({ id }) => id.endsWith('#(entry)'))?.id;
  checkScript({ script, names, flows }, parsed.problems);
  const exports: ScriptExports = {
    language: 'nextflow',
    uri: script.uri,
    components: new Map([...script.components].map(([name, { component }]) => [name, component])),
    params: script.params,
    labels: [
      ...new Set(
        script.processes.flatMap((process) =>
          labelsOf(script, process, { param: paramsOf(script.params, script.config) }),
        ),
      ),
    ],
    whole: script.whole,
    publishers: publishersOf(script),
    paramReads: paramReadsOf(script),
  };
  const versionAt = script.config?.options.get('manifest.nextflowVersion')?.at;
  return {
    problems: script.problems,
    symbols: script.symbols,
    occurrences: sorted(script.occurrences),
    outline: outlineOf(script.tree),
    links: [...script.links, ...templateLinks(script)],
    callables,
    ...(entry === undefined ? {} : { entry }),
    engine: 'NEXTFLOW',
    languageVersion: script.version.version,
    // A module whose project is not in sight may run with any.
    ...(script.isPart && main === undefined ? {} : { versionReason: versionWords(script.version) }),
    ...(versionAt === undefined ? {} : { versionAt }),
    names: script.names,
    exports,
    fingerprint: scriptFingerprint(exports),
  };
}

/** Whether a run of the file runs its unnamed workflow, all of the script as in DSL 1, or nothing. */
function entryOf(script: Script): 'workflow' | 'script' | undefined {
  if (script.workflows.some(({ name }) => name === undefined)) return 'workflow';
  if (script.dsl === 1 && script.processes.length > 0) return 'script';
  if (script.workflows.length > 0 || script.processes.length > 0 || script.functions.size > 0)
    return undefined;
  const runs = script.tree.root.items.some(
    (item) => item.kind === 'expression' && (item.expr.kind === 'call' || item.expr.kind === 'command'),
  );
  return runs ? 'script' : undefined;
}

/** By start; of occurrences that overlap, the first stays. */
export function sorted(occurrences: Occurrence[]): Occurrence[] {
  occurrences.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let end = -1;
  return occurrences.filter((one) => {
    if (one.span.start < end) return false;
    end = one.span.end;
    return true;
  });
}

export { IMPLICIT_TARGETS, scriptImports };
