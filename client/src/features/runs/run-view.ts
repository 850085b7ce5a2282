import { duration, moment } from '../../infrastructure/readable.ts';
import { joined, rowDetails, type TreeRow } from '../../infrastructure/tree-row.ts';
import { isAlive, type Run, type Task } from '../../omics/omics-api.ts';
import { runLook } from '../../omics/status-look.ts';

export function runRow(run: Run, now: number): TreeRow {
  const { label, startedAt } = splitName(run);
  const status = runLook(run.status);
  const time = elapsed(run, now);
  return {
    label,
    description: joined([status.word, time, startedAt]),
    icon: status.icon,
    color: status.color,
    accessibleLabel: `Run ${label}, ${joined([status.word, time, startedAt])}`,
    details: rowDetails([
      ['Name', run.name],
      ['Status', run.status],
      ['Why', joined([run.failureReason, run.statusMessage])],
      ['Run', run.id],
      ['Workflow', joined([run.workflowName, run.workflowId])],
      ['Batch', run.batchId],
      ['Created', moment(run.creationTime)],
      ['Started', moment(run.startTime)],
      ['Ended', moment(run.stopTime)],
    ]),
    context: isAlive(run.status) ? 'run.alive' : run.status === 'FAILED' ? 'run.ended.failed' : 'run.ended',
  };
}

export function taskRow(task: Task, now: number): TreeRow {
  const status = runLook(task.status);
  const time = elapsed(task, now);
  const cached = task.cacheHit ? 'from cache' : undefined;
  return {
    label: task.name,
    description: joined([status.word, time, cached]),
    icon: status.icon,
    color: status.color,
    accessibleLabel: `Task ${task.name}, ${joined([status.word, time, cached])}`,
    details: rowDetails([
      ['Status', task.status],
      ['Task', task.id],
      ['Resources', resources(task)],
      ['Instance', task.instanceType],
      ['Started', moment(task.startTime)],
      ['Ended', moment(task.stopTime)],
    ]),
    context: isAlive(task.status) ? 'task.alive' : 'task.ended',
  };
}

/** A run that was started here has its time at the end of its name: the status is worth the first place in a narrow view. */
function splitName({ id, name }: Run): { readonly label: string; readonly startedAt: string | undefined } {
  const match = /^(.+) (\d{4}-\d\d-\d\d \d\d:\d\d):\d\d$/.exec(name ?? '');
  return { label: match?.[1] ?? name ?? `Run ${id}`, startedAt: match?.[2] };
}

/** How a run ended, as a sentence. */
export function endingSentence(run: Run): string {
  const name = `Run '${run.name ?? run.id}'`;
  const took =
    run.startTime !== undefined && run.stopTime !== undefined ? duration(run.stopTime - run.startTime) : '';
  if (run.status === 'COMPLETED') return `${name} completed${took ? ` in ${took}` : ''}.`;
  if (run.status === 'CANCELLED') return `${name} was cancelled.`;
  if (run.status !== 'FAILED') return `${name} ended as ${run.status}.`;
  const why = joined([run.failureReason, run.statusMessage]);
  return `${name} failed${took ? ` after ${took}` : ''}${why ? `: ${why}` : ''}`.replace(/([^.!?])$/, '$1.');
}

/** How long it ran, or has been running; nothing while it waits. */
function elapsed(
  { startTime, stopTime }: { readonly startTime: number | undefined; readonly stopTime: number | undefined },
  now: number,
): string | undefined {
  return startTime === undefined ? undefined : duration((stopTime ?? now) - startTime);
}

function resources({ cpus, memory, gpus }: Task): string | undefined {
  return joined([
    cpus === undefined ? undefined : `${cpus} vCPU`,
    memory === undefined ? undefined : `${memory} GiB`,
    gpus ? `${gpus} GPU` : undefined,
  ]);
}
