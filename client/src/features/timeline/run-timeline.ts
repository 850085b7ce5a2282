import type { Task } from '../../omics/omics-api.ts';
import type { TaskUse } from './manifest.ts';

/** The tasks of a run over time. */
export interface RunTimeline {
  readonly runName: string;
  /** Milliseconds since 1970. */
  readonly start: number;
  /** Of a run that goes on: now. */
  readonly end: number;
  readonly rows: readonly TimelineRow[];
}

/** One attempt of one task; times in milliseconds since 1970. */
export interface TimelineRow {
  readonly taskId: string;
  readonly name: string;
  readonly status: string;
  /** From here on it waited for its instance. */
  readonly created: number;
  /** Absent for one that has not run. */
  readonly started: number | undefined;
  /** Of a task that goes on: now. */
  readonly stopped: number;
  /** 1 for the first task of a name; a retry is a task of its own. */
  readonly attempt: number;
  readonly isCached: boolean;
  readonly isAlive: boolean;
  readonly cpus: number | undefined;
  /** GiB. */
  readonly memory: number | undefined;
  readonly instance: string | undefined;
  /** What it used of that; known when the run has ended. */
  readonly use: TaskUse | undefined;
}

const ALIVE: ReadonlySet<string> = new Set(['PENDING', 'STARTING', 'RUNNING', 'STOPPING']);

/** In the order in which the tasks were created. */
export function runTimeline(
  run: {
    readonly name: string;
    readonly creationTime: number | undefined;
    readonly stopTime: number | undefined;
  },
  tasks: readonly Task[],
  uses: ReadonlyMap<string, TaskUse>,
  now: number,
): RunTimeline {
  const sorted = [...tasks].sort((a, b) => (a.creationTime ?? 0) - (b.creationTime ?? 0));
  const attempts = new Map<string, number>();
  const rows = sorted.map((task): TimelineRow => {
    const attempt = (attempts.get(task.name) ?? 0) + 1;
    attempts.set(task.name, attempt);
    const isAlive = ALIVE.has(task.status);
    // A cached task may have no creation time: it took no time.
    const created = task.creationTime ?? task.startTime ?? task.stopTime ?? run.creationTime ?? now;
    return {
      taskId: task.id,
      name: task.name,
      status: task.status,
      created,
      started: task.startTime,
      stopped: task.stopTime ?? (isAlive ? now : (task.startTime ?? created)),
      attempt,
      isCached: task.cacheHit,
      isAlive,
      cpus: task.cpus,
      memory: task.memory,
      instance: task.instanceType,
      use: uses.get(task.id),
    };
  });
  const start = Math.min(run.creationTime ?? Infinity, ...rows.map(({ created }) => created));
  const last = Math.max(-Infinity, ...rows.map(({ stopped }) => stopped));
  const isOver = run.stopTime !== undefined;
  return {
    runName: run.name,
    start: Number.isFinite(start) ? start : now,
    end: Math.max(isOver ? (run.stopTime ?? now) : now, last),
    rows,
  };
}
