import type { CacheEntry } from '../store/records.ts';

/**
 * A run's whole life as it will be, from the moment at which it leaves the queue: what has happened is what lies before
 * now. It follows from the run's record and is worked out again when somebody asks, so that a hundred thousand runs cost
 * no more than their records. All times are milliseconds of virtual time.
 */
export interface RunTimeline {
  /** Sorted by time; the last one is where the run ends. */
  readonly states: readonly RunState[];
  /** In the order in which they are created. */
  readonly tasks: readonly TaskTimeline[];
  readonly streams: readonly LogStream[];
  /** What the run adds to the log of its cache. */
  readonly cacheLog: readonly LogEvent[];
  /** What it leaves in its cache. */
  readonly entries: readonly CacheEntry[];
}

export type RunStatus =
  'PENDING' | 'STARTING' | 'RUNNING' | 'STOPPING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
/** Tasks and runs go through the same states; only runs can be deleted, and then they are gone. */
export type TaskStatus = RunStatus;

export type BatchStatus =
  | 'CREATING'
  | 'PENDING'
  | 'SUBMITTING'
  | 'INPROGRESS'
  | 'STOPPING'
  | 'CANCELLED'
  | 'FAILED'
  | 'PROCESSED'
  | 'RUNS_DELETING'
  | 'RUNS_DELETED';

export interface State<Status> {
  readonly at: number;
  readonly status: Status;
  readonly statusMessage?: string;
  readonly failureReason?: string;
}
export type RunState = State<RunStatus>;
export type TaskState = State<TaskStatus>;

export interface TaskTimeline {
  readonly id: string;
  readonly uuid: string;
  readonly name: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  readonly gpus: number;
  readonly instanceType: string;
  readonly image?: string;
  /** What its result depends on, as 64 hexadecimal digits, where the run has a cache and the task may use it. */
  readonly fingerprint?: string;
  /** Where its result was found, so that it did not run. */
  readonly cacheS3Uri?: string;
  readonly states: readonly TaskState[];
}

export interface LogStream {
  readonly name: string;
  /** Sorted by time; those of the same moment in the order in which they were written. */
  readonly events: readonly LogEvent[];
}

export interface LogEvent {
  readonly at: number;
  readonly message: string;
}

/** Logs are long and seldom read: they are written when somebody asks for them the first time. */
export function withLazyStreams(
  life: Omit<RunTimeline, 'streams'>,
  write: () => readonly LogStream[],
): RunTimeline {
  let written: readonly LogStream[] | undefined;
  return {
    ...life,
    get streams() {
      written ??= write();
      return written;
    },
  };
}

/** What was reached by then; `undefined` before the first state. */
export function stateAt<Status>(states: readonly State<Status>[], time: number): State<Status> | undefined {
  return states.findLast((state) => state.at <= time);
}

export function isOver(status: RunStatus): boolean {
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';
}

/** When the state was first reached, if that is by then. */
export function reachedAt<Status>(
  states: readonly State<Status>[],
  reached: (status: Status) => boolean,
  time: number,
): number | undefined {
  return states.find((state) => reached(state.status) && state.at <= time)?.at;
}

/** The tasks as they are when everything is stopped at `at`: those that still live are cancelled, those to come never are. */
export function cutTasks(
  tasks: readonly TaskTimeline[],
  at: number,
  stoppingMilliseconds: number,
): readonly TaskTimeline[] {
  return tasks.flatMap((task) => {
    const past = task.states.filter((state) => state.at <= at);
    const last = past.at(-1);
    if (last === undefined) return [];
    if (isOver(last.status)) return [{ ...task, states: past }];
    const stopping: TaskState = { at, status: 'STOPPING' };
    const cancelled: TaskState = { at: at + stoppingMilliseconds, status: 'CANCELLED' };
    const states =
      last.status === 'PENDING' || last.status === 'STOPPING'
        ? [...past, cancelled]
        : [...past, stopping, cancelled];
    return [{ ...task, states }];
  });
}

export function cutStreams(streams: readonly LogStream[], at: number): readonly LogStream[] {
  return streams
    .map((stream) => ({ name: stream.name, events: stream.events.filter((event) => event.at <= at) }))
    .filter((stream) => stream.events.length > 0);
}
