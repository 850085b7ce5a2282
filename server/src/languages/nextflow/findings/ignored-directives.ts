import { DOUBTFUL_DIRECTIVES } from '../../../healthomics/index.ts';
import type { Severity } from '../../../text/index.ts';
import { DIRECTIVES } from '../data/index.ts';
import type { ConfigContext, ScriptContext, WrittenDirective } from './context.ts';
import { valueOfExpr } from './context.ts';
import type { Finding, NextflowFinding } from './finding.ts';

/** What the task does differently without them. */
const MATTER: ReadonlySet<string> = new Set([
  ...['beforeScript', 'afterScript', 'containerOptions', 'storeDir', 'module', 'secret'],
]);
/** They change what is printed only, or Nextflow itself carries them out. */
const HARMLESS: ReadonlySet<string> = new Set(['debug', 'echo', 'shell', 'scratch']);
/** Other ways to get software, which no process needs that has an image. */
const SOFTWARE: ReadonlySet<string> = new Set(['conda', 'spack', 'module']);
/** Beside those that AWS lists. */
const MORE: readonly string[] = ['secret', 'maxSubmitAwait', 'array'];

export const directiveIgnored: NextflowFinding = {
  code: 'directive-ignored',
  severity: 'hint',
  target: 'healthomics',
  summary: 'A directive has no effect on AWS HealthOmics.',
  why: 'AWS HealthOmics chooses machines, queues and storage itself and takes software from the container image. Directives of other executors are passed over. Those that change what a task does, such as `beforeScript`, weigh more: the task runs without them.',
  bad: "beforeScript 'source /opt/env.sh'",
  good: 'script:\n"""\nsource /opt/env.sh\n…\n"""',
  script: check,
  config: check,
};

function check(context: ScriptContext | ConfigContext): readonly Finding[] {
  if (isForOthers(context)) return [];
  return context.directives().flatMap((directive): readonly Finding[] => {
    const { name, key, process } = directive;
    if (!isDoubtful(name) || isNothing(context, directive)) return [];
    if (SOFTWARE.has(name) && (process === undefined || hasImage(context, directive))) return [];
    const severity: { severity?: Severity } = MATTER.has(name) ? { severity: 'information' } : {};
    return [
      {
        span: key,
        ...severity,
        message: `'${name}' may have no effect on AWS HealthOmics.`,
        note:
          DIRECTIVES.get(name)?.onHealthOmics ??
          'It is for other executors. AWS says that it may be ignored, or make a run fail.',
      },
    ];
  });
}

/** What only executors of other places read. */
const OF_EXECUTORS: ReadonlySet<string> = new Set([
  ...['executor', 'queue', 'clusterOptions', 'penv', 'machineType', 'pod'],
]);

/** A part of a configuration that chooses an executor or a queue is for wherever that one is. */
function isForOthers(context: ScriptContext | ConfigContext): boolean {
  return (
    'isMain' in context && !context.isMain && context.directives().some(({ name }) => OF_EXECUTORS.has(name))
  );
}

function isDoubtful(name: string): boolean {
  return (DOUBTFUL_DIRECTIVES.rows.includes(name) || MORE.includes(name)) && !HARMLESS.has(name);
}

/** `null`, `''` and `false` ask for nothing. */
function isNothing(context: ScriptContext | ConfigContext, { value }: WrittenDirective): boolean {
  const found = valueOfExpr(context, value);
  return found !== undefined && (found.value === null || found.value === '' || found.value === false);
}

function hasImage(context: ScriptContext | ConfigContext, { process }: WrittenDirective): boolean {
  if (process === undefined || !('resources' in context)) return true;
  return context.script.isPart || context.resources(process).directives.has('container');
}
