import type { TaskNaming } from '../healthomics/task-names.ts';
import { taskNaming } from '../healthomics/task-names.ts';
import type { Call, Callable, WorkflowModel } from './workflow.ts';

/** Where the name that the service shows for a task leads in the model. */
export interface TaskOrigin {
  /** With what it asks for where these calls lead to it. */
  readonly task: Callable;
  /** The calls that lead from the entry to the task, the entry's first; empty when the entry is the task. */
  readonly calls: readonly Call[];
}

/** A workflow that calls itself has no end of calls. */
const DEEPEST = 40;
/** More ways to reach a task than any workflow that people wrote has. */
const MOST_ORIGINS = 20_000;

/**
 * The calls that a task of a run can come from: those whose names agree with most of the name's parts. More than one
 * where the name does not tell them apart, none where nothing in the model is called so.
 */
export function taskOrigins(model: WorkflowModel, name: string): readonly TaskOrigin[] {
  const origins = allOrigins(model);
  const naming = taskNaming(model.engine);
  const suffix = naming?.suffix ?? /$/;
  const plain = splitName(name.replace(suffix, ''), naming);
  const bare = plain.map((part) => part.replace(suffix, ''));
  // A call may itself be named as an engine would name a shard: the whole name is tried first.
  for (const parts of [[name], splitName(name, naming), plain, bare]) {
    const found = bestMatches(origins, parts);
    if (found.length > 0) return found.map(asCalled);
  }
  return [];
}

/** Every task of the model once for each way of calls that leads to it, with what it asks for there. */
export function taskCalls(
  model: WorkflowModel,
  isWanted: (origin: TaskOrigin) => boolean = () => true,
): readonly TaskOrigin[] {
  return allOrigins(model).filter(isWanted).map(asCalled);
}

/** Every task of the model once for each way of calls that leads to it, with what it asks for wherever it is called. */
export function taskPaths(model: WorkflowModel): readonly TaskOrigin[] {
  return allOrigins(model);
}

/** All callables in the order of the model; a task for which calls make a difference once for each of them. */
export function callablesAsCalled(model: WorkflowModel): readonly Callable[] {
  const all = [...model.callables.values()];
  if (all.every(({ resourcesAt }) => resourcesAt === undefined)) return all;
  const called = taskCalls(model);
  return all.flatMap((callable) => {
    if (callable.resourcesAt === undefined) return [callable];
    return called.flatMap(({ task }) => (task.id === callable.id ? [task] : []));
  });
}

function asCalled({ task, calls }: TaskOrigin): TaskOrigin {
  const resources = task.resourcesAt?.(calls.map(shownName));
  return { calls, task: resources === undefined ? task : { ...task, resources } };
}

/** The name that the engine shows for a call. */
export function shownName({ name, shownAs }: Call): string {
  return shownAs ?? name;
}

/** Every task of the model once for each way of calls that leads to it. */
function allOrigins(model: WorkflowModel): readonly TaskOrigin[] {
  const found: TaskOrigin[] = [];
  const visit = (callable: Callable, calls: readonly Call[]) => {
    if (found.length >= MOST_ORIGINS) return;
    if (callable.kind === 'task') found.push({ task: callable, calls });
    if (calls.length >= DEEPEST) return;
    for (const call of callable.calls) {
      const callee = model.callables.get(call.callee);
      if (callee !== undefined) visit(callee, [...calls, call]);
    }
  };
  visit(model.entry, []);
  return found;
}

function splitName(name: string, naming: TaskNaming | undefined): readonly string[] {
  // WDL engines put `call-` in front of the names of calls in paths.
  return naming === undefined
    ? [name]
    : name.split(naming.separator).map((part) => part.replace(/^call-/, ''));
}

function bestMatches(origins: readonly TaskOrigin[], parts: readonly string[]): readonly TaskOrigin[] {
  const scored = origins
    .map((origin) => ({ origin, score: score(origin, parts) }))
    .filter((entry) => entry.score > 0);
  const best = Math.max(0, ...scored.map((entry) => entry.score));
  return scored.filter((entry) => entry.score === best).map((entry) => entry.origin);
}

/** How well the parts fit; 0 when the last is neither the call's name nor the task's. */
function score({ task, calls }: TaskOrigin, parts: readonly string[]): number {
  const last = parts.at(-1);
  const call = calls.at(-1);
  const byCall = call !== undefined && (call.name === last || call.shownAs === last);
  if (!byCall && task.name !== last) return 0;
  const around = new Set(calls.slice(0, -1).map(shownName));
  const agreeing = parts.slice(0, -1).filter((part) => around.has(part)).length;
  return 1 + (byCall ? 1 : 0) + 2 * agreeing;
}
