import { digestOfValue } from '../canonical.ts';
import { uuidOf } from '../identity.ts';
import type { CacheEntry } from '../store/records.ts';
import type { Environment } from './expression.ts';
import type { Plan, PlannedTask } from './plan.ts';
import type { RunFacts } from './run-facts.ts';
import { taskImage, taskSize } from './task-size.ts';
import type { LogEvent, RunState, RunTimeline, TaskTimeline } from './timeline.ts';
import { reachedAt, stateAt } from './timeline.ts';

/** A task of a run with a cache that may use and fill it. */
export interface CachedTask {
  /** What its result depends on: its source, inputs, size and image, and the tasks before it. */
  readonly fingerprint: string;
  /** Where an earlier result of the same lies, if there is one. */
  readonly s3Uri: string | undefined;
}

/** By the key of the task; those that cannot be cached are left out. Rules: user guide, chapter on call caching. */
export function cachedTasks(facts: RunFacts, plan: Plan): ReadonlyMap<string, CachedTask> {
  const { cache } = facts;
  const found = new Map<string, CachedTask>();
  if (cache === undefined) return found;
  const fingerprints = new Map<string, string>();
  for (const planned of plan.tasks) {
    const source = sourceOf(facts, planned);
    const inputs = environmentOf(planned);
    const fingerprint = digestOfValue({
      source,
      inputs: planned.inputs,
      size: taskSize(planned.callable, inputs, facts.names.region, 1),
      image: taskImage(planned.callable, inputs),
      after: planned.after.map((key) => fingerprints.get(key)),
    });
    fingerprints.set(planned.key, fingerprint);
    const cacheable =
      taskImage(planned.callable, inputs) !== undefined &&
      planned.callable.outputs.length > 0 &&
      !OPT_OUT.test(source);
    if (cacheable) found.set(planned.key, { fingerprint, s3Uri: cache.lookup(fingerprint) });
  }
  return found;
}

/** Each language has words of its own for a task whose result must not be reused. */
const OPT_OUT = /\bvolatile\s*:\s*true\b|^\s*cache\s+false\b|\benableReuse\s*:\s*false\b/m;

/** The task's text, up to where the next callable of the same file begins. */
function sourceOf(facts: RunFacts, { callable }: PlannedTask): string {
  const { uri, span } = callable.at;
  const next = [...facts.model.callables.values()]
    .filter((other) => other.at.uri === uri && other.at.span.start > span.start)
    .reduce((first, other) => Math.min(first, other.at.span.start), Infinity);
  return (facts.textOf(facts.pathOf(uri)) ?? '')
    .slice(span.start, next)
    .replace(/\b(?:task|workflow)\s*$/, '');
}

function environmentOf(planned: PlannedTask): Environment {
  const values = new Map(planned.inputs.map((input) => [input.name, input.value]));
  return (name) => values.get(name);
}

/** Failures after which nothing is saved. Source: user guide, call caching. */
const NOTHING_SAVED: ReadonlySet<string> = new Set([
  'EXPORT_FAILED',
  'FILE_SYSTEM_OUT_OF_SPACE',
  'RUN_TIMED_OUT',
]);

/** What the run leaves in its cache and in the cache's log. */
export function cacheTraces(
  facts: Pick<RunFacts, 'run' | 'names' | 'cache'>,
  life: Pick<RunTimeline, 'states' | 'tasks'>,
): Pick<RunTimeline, 'entries' | 'cacheLog'> {
  const { cache, run, names } = facts;
  const end = life.states.at(-1);
  if (cache === undefined || end === undefined) return { entries: [], cacheLog: [] };
  const who = (task: TaskTimeline): string => `run: ${names.run(run.id)}, task: ${names.task(task.id)}`;
  const saved = isSaving(run.settings.cacheBehavior, end) ? life.tasks.filter(isFresh) : [];
  const at = reachedAt(life.states, (status) => status === 'STOPPING', Infinity) ?? end.at;
  const entries = saved.map((task): CacheEntry => {
    const folder = `${cache.s3Uri.replace(/\/+$/, '')}/${cache.uuid}/${run.id}/${task.id}`;
    const s3Uri = `${folder}/${uuidOf('cache entry', task.uuid)}`;
    return { fingerprint: task.fingerprint ?? '', s3Uri, at };
  });
  const looked = life.tasks.filter((task) => task.fingerprint !== undefined);
  return {
    entries,
    cacheLog: [
      ...looked.map((task) =>
        task.cacheS3Uri === undefined
          ? line(task.states[0]?.at ?? at, 'CACHE_MISS', `${who(task)}, name: ${task.name}`)
          : line(task.states[0]?.at ?? at, 'CACHE_HIT', `${who(task)}, s3Uri: ${task.cacheS3Uri}`),
      ),
      ...saved.map((task, index) =>
        line(at, 'CACHE_ENTRY_CREATED', `${who(task)}, s3Uri: ${entries[index]?.s3Uri ?? ''}`),
      ),
    ].sort((a, b) => a.at - b.at),
  };
}

function isSaving(behavior: string | undefined, end: RunState): boolean {
  switch (end.status) {
    case 'COMPLETED':
      return behavior === 'CACHE_ALWAYS';
    case 'FAILED':
      return !NOTHING_SAVED.has(end.failureReason ?? '');
    case 'CANCELLED':
      return true;
    default:
      return false;
  }
}

/** It ran, and to its end. */
function isFresh(task: TaskTimeline): boolean {
  return (
    task.fingerprint !== undefined &&
    task.cacheS3Uri === undefined &&
    stateAt(task.states, Infinity)?.status === 'COMPLETED'
  );
}

function line(at: number, logMessage: string, message: string): LogEvent {
  return { at, message: JSON.stringify({ logMessage, message }) };
}
