import { failureReason } from '../healthomics/failure-reasons.ts';
import { exitStatusIn, failedProcessIn } from './failure-log.ts';
import { runPlace, taskPlace } from './failure-place.ts';
import { noteOf, taskSentence } from './failure-words.ts';
import type { FailedTask, FailureSources, LocatedFailure, RunFailure, TaskGroup } from './run-failure.ts';
import { taskOrigins } from './task-origin.ts';

/**
 * The causes of a failed run: one for each task of the source that failed, however many of its shards did; otherwise one
 * for the run. None is left out: what points nowhere stands on the workflow's name.
 */
export function locateFailure(failure: RunFailure, sources: FailureSources): readonly LocatedFailure[] {
  const groups = groupTasks(failure, sources);
  if (groups.length === 0 || isAboutTheRun(failure)) return [runCause(failure, sources)];
  return groups.map((group) => taskCause(failure, group, sources));
}

/** The run's own reason is of no use where it only says that a task failed. */
function isAboutTheRun({ reason, tasks }: RunFailure): boolean {
  if (reason === undefined || tasks.length === 0) return false;
  const points = failureReason(reason)?.pointsAt;
  return points === 'setting' || points === 'parameter';
}

function groupTasks(failure: RunFailure, { model }: FailureSources): readonly TaskGroup[] {
  const groups = new Map<string, TaskGroup>();
  for (const task of withProcess(failure)) {
    const origins = taskOrigins(model, task.name);
    const code = task.reason ?? codeOfRun(failure, task) ?? 'RUN_TASK_FAILED';
    const where = origins.map(({ task: { id }, calls }) => [id, ...calls.map(({ name }) => name)].join('/'));
    const key = [code, ...(where.length === 0 ? [task.name] : where)].join('\n');
    const known = groups.get(key);
    groups.set(key, { tasks: known === undefined ? [task] : [...known.tasks, task], origins, code });
  }
  return [...groups.values()];
}

/** A run that ended before its failed task was listed: the engine's log still names the process. */
function withProcess({ tasks, engineLog, message }: RunFailure): readonly FailedTask[] {
  if (tasks.length > 0) return tasks;
  const name = failedProcessIn([...(message === undefined ? [] : [message]), ...engineLog]);
  return name === undefined ? [] : [{ id: '', name, log: engineLog }];
}

/** The run names a reason for a task by the task's id. */
function codeOfRun({ reason, message, tasks }: RunFailure, task: FailedTask): string | undefined {
  if (reason === undefined || reason === 'RUN_TASK_FAILED') return undefined;
  const isNamed = message !== undefined && (message.includes(task.id) || message.includes(task.name));
  return isNamed || tasks.length === 1 ? reason : undefined;
}

function taskCause(failure: RunFailure, group: TaskGroup, sources: FailureSources): LocatedFailure {
  const [first] = group.tasks;
  const [origin] = group.origins;
  const status = exitStatusIn([...first.log, first.message ?? '']);
  const place = taskPlace(group, failure, sources, status);
  const said = first.message ?? (failure.tasks.length === 1 ? failure.message : undefined);
  return {
    at: place.at,
    about: place.about,
    code: group.code,
    message: taskSentence(failure, group, status),
    note: noteOf(group.code, said, status, place.remedy),
    related: [
      ...place.related,
      ...group.origins.slice(1).map((other) => ({
        at: other.calls.at(-1)?.at ?? other.task.at,
        message: `The name '${first.name}' fits here as well.`,
      })),
    ],
    ...(origin === undefined ? {} : { origin }),
    taskIds: group.tasks.map(({ id }) => id).filter((id) => id !== ''),
  };
}

function runCause(failure: RunFailure, sources: FailureSources): LocatedFailure {
  const code = failure.reason ?? 'RUN_FAILED';
  const { at, about, related } = runPlace(code, failure, sources);
  const meaning = failureReason(code)?.meaning;
  return {
    at,
    about,
    code,
    message: `Run '${failure.run}' failed${meaning === undefined ? '' : `: ${meaning}`} (${code}).`,
    note: noteOf(code, failure.message, undefined, undefined),
    related,
    taskIds: failure.tasks.map(({ id }) => id),
  };
}
