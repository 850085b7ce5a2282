/** How tasks share the run: what starts when. Knows nothing of names, sizes or logs. All times in milliseconds. */
export interface Job {
  readonly key: string;
  readonly after: readonly string[];
  /** One entry per attempt; only the last may succeed, and without success nothing that waits for the job starts. */
  readonly attempts: readonly Attempt[];
}

export interface Attempt {
  readonly starting: number;
  readonly running: number;
  readonly stopping: number;
  readonly succeeds: boolean;
}

export interface ScheduledAttempt {
  readonly key: string;
  readonly attempt: number;
  /** Everything that it waits for has ended. */
  readonly createdAt: number;
  /** It has one of the places. */
  readonly startingAt: number;
  readonly runningAt: number;
  readonly stoppingAt: number;
  readonly endedAt: number;
}

/** The attempts in the order in which they are created, with at most `places` of them starting, running or stopping. */
export function schedule(jobs: readonly Job[], from: number, places: number): readonly ScheduledAttempt[] {
  const waiting = new Map(jobs.map((job) => [job.key, new Set(job.after)]));
  const dependents = dependentsOf(jobs);
  const byKey = new Map(jobs.map((job) => [job.key, job]));
  const queue: { readonly job: Job; readonly attempt: number; readonly createdAt: number }[] = [];
  const busy: ScheduledAttempt[] = [];
  const scheduled: ScheduledAttempt[] = [];

  const create = (job: Job, attempt: number, at: number): void => {
    queue.push({ job, attempt, createdAt: at });
  };
  const startQueued = (now: number): void => {
    let next = 0;
    for (; next < queue.length && busy.length < places; next++) {
      const queued = queue[next];
      const attempt = queued?.job.attempts[queued.attempt];
      if (queued === undefined || attempt === undefined) continue;
      const runningAt = now + attempt.starting;
      const stoppingAt = runningAt + attempt.running;
      const placed = {
        key: queued.job.key,
        attempt: queued.attempt,
        createdAt: queued.createdAt,
        startingAt: now,
        runningAt,
        stoppingAt,
        endedAt: stoppingAt + attempt.stopping,
      };
      busy.push(placed);
      scheduled.push(placed);
    }
    queue.splice(0, next);
  };

  for (const job of jobs) if (job.after.length === 0) create(job, 0, from);
  startQueued(from);
  for (let done = takeFirstToEnd(busy); done !== undefined; done = takeFirstToEnd(busy)) {
    const job = byKey.get(done.key);
    if (job?.attempts[done.attempt]?.succeeds === true) {
      for (const dependent of dependents.get(done.key) ?? []) {
        const left = waiting.get(dependent.key);
        left?.delete(done.key);
        if (left?.size === 0) create(dependent, 0, done.endedAt);
      }
    } else if (job !== undefined && done.attempt + 1 < job.attempts.length) {
      create(job, done.attempt + 1, done.endedAt);
    }
    startQueued(done.endedAt);
  }
  return scheduled.sort((a, b) => a.createdAt - b.createdAt);
}

function dependentsOf(jobs: readonly Job[]): ReadonlyMap<string, readonly Job[]> {
  const dependents = new Map<string, Job[]>();
  for (const job of jobs) {
    for (const key of new Set(job.after)) {
      const list = dependents.get(key);
      if (list === undefined) dependents.set(key, [job]);
      else list.push(job);
    }
  }
  return dependents;
}

/** At most as many as there are places, so that looking through all of them is cheap. */
function takeFirstToEnd(busy: ScheduledAttempt[]): ScheduledAttempt | undefined {
  let first = 0;
  for (const [index, attempt] of busy.entries()) {
    if (attempt.endedAt < (busy[first]?.endedAt ?? Infinity)) first = index;
  }
  return busy.splice(first, 1)[0];
}
