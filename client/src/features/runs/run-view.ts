import { isAlive, type Run, type Task } from '../../omics/omics-api.ts';

/** How one row of the tree reads. Nothing of VS Code: the tree makes items of it. */
export interface Row {
  readonly label: string;
  readonly description: string;
  /** Name of a product icon, and the theme colour that it takes. */
  readonly icon: string;
  readonly color: string | undefined;
  /** Read out by a screen reader in place of the row. */
  readonly accessibleLabel: string;
  /** Lines of "name: value". */
  readonly details: readonly (readonly [string, string])[];
  /** Decides which commands the row offers. */
  readonly context: string;
}

export function runRow(run: Run, now: number): Row {
  const { label, startedAt } = splitName(run);
  const status = statusLook(run.status);
  const time = elapsed(run, now);
  return {
    label,
    description: join([status.word, time, startedAt]),
    icon: status.icon,
    color: status.color,
    accessibleLabel: `Run ${label}, ${join([status.word, time, startedAt])}`,
    details: details([
      ['Name', run.name],
      ['Status', run.status],
      ['Why', join([run.failureReason, run.statusMessage])],
      ['Run', run.id],
      ['Workflow', run.workflowId],
      ['Created', moment(run.creationTime)],
      ['Started', moment(run.startTime)],
      ['Ended', moment(run.stopTime)],
    ]),
    context: isAlive(run.status) ? 'run.alive' : 'run.ended',
  };
}

export function taskRow(task: Task, now: number): Row {
  const status = statusLook(task.status);
  const time = elapsed(task, now);
  const cached = task.cacheHit ? 'from cache' : undefined;
  return {
    label: task.name,
    description: join([status.word, time, cached]),
    icon: status.icon,
    color: status.color,
    accessibleLabel: `Task ${task.name}, ${join([status.word, time, cached])}`,
    details: details([
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
  const why = join([run.failureReason, run.statusMessage]);
  return `${name} failed${took ? ` after ${took}` : ''}${why ? `: ${why}` : ''}`.replace(/([^.!?])$/, '$1.');
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  if (minutes > 0) return `${minutes} min ${seconds % 60} s`;
  return `${seconds} s`;
}

interface Look {
  readonly word: string;
  readonly icon: string;
  readonly color: string | undefined;
}

const LOOKS: Readonly<Record<string, Look>> = {
  PENDING: { word: 'waiting', icon: 'clock', color: undefined },
  STARTING: { word: 'starting', icon: 'loading~spin', color: undefined },
  RUNNING: { word: 'running', icon: 'sync~spin', color: 'charts.blue' },
  STOPPING: { word: 'ending', icon: 'loading~spin', color: undefined },
  COMPLETED: { word: 'completed', icon: 'pass-filled', color: 'testing.iconPassed' },
  FAILED: { word: 'failed', icon: 'error', color: 'testing.iconFailed' },
  CANCELLED: { word: 'cancelled', icon: 'circle-slash', color: 'disabledForeground' },
  DELETED: { word: 'deleted', icon: 'trash', color: 'disabledForeground' },
};

/** Words and picture of a state, also of one that is newer than this list. */
function statusLook(status: string): Look {
  return LOOKS[status] ?? { word: status.toLowerCase(), icon: 'question', color: undefined };
}

/** How long it ran, or has been running; nothing while it waits. */
function elapsed(
  { startTime, stopTime }: { readonly startTime: number | undefined; readonly stopTime: number | undefined },
  now: number,
): string | undefined {
  return startTime === undefined ? undefined : duration((stopTime ?? now) - startTime);
}

function resources({ cpus, memory, gpus }: Task): string | undefined {
  return join([
    cpus === undefined ? undefined : `${cpus} vCPU`,
    memory === undefined ? undefined : `${memory} GiB`,
    gpus ? `${gpus} GPU` : undefined,
  ]);
}

function moment(time: number | undefined): string | undefined {
  return time === undefined
    ? undefined
    : new Date(time).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
}

function join(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(', ');
}

function details(
  rows: readonly (readonly [string, string | undefined])[],
): readonly (readonly [string, string])[] {
  return rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}
