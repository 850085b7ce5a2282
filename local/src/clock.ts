/**
 * The time that the simulation lives in, in milliseconds since 1970. Nothing else in the simulation asks what time it
 * is, so that a test can hold time still and a person can make it run faster.
 */
export interface Clock {
  now(): number;
  /** Resolves when the time has come; rejects never: an aborted wait resolves early. */
  until(time: number, signal: AbortSignal): Promise<void>;
}

export interface ManualClock extends Clock {
  /** Moves time forward, waking each waiter at its own time, and lets what they start settle. */
  advance(milliseconds: number): Promise<void>;
}

export function isManual(clock: Clock): clock is ManualClock {
  return 'advance' in clock;
}

/** Starts at `start` and runs `speed` times as fast as the clock on the wall. */
export function scaledClock(start: number, speed: number): Clock {
  const begun = performance.now();
  const now = (): number => Math.floor(start + (performance.now() - begun) * speed);
  return {
    now,
    async until(time, signal) {
      while (now() < time && !signal.aborted) {
        const left = (time - now()) / speed;
        await sleep(Math.min(Math.max(left, SHORTEST_SLEEP), LONGEST_SLEEP), signal);
      }
    },
  };
}

/** Stands still but for `advance`. */
export function manualClock(start: number): ManualClock {
  let time = start;
  const waiters = new Set<Waiter>();
  return {
    now: () => time,
    until(target, signal) {
      if (target <= time || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = (): void => {
          waiters.delete(waiter);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const waiter: Waiter = { time: target, wake };
        waiters.add(waiter);
        signal.addEventListener('abort', wake, { once: true });
      });
    },
    async advance(milliseconds) {
      const target = time + milliseconds;
      await settled();
      for (;;) {
        const next = earliest(waiters, target);
        if (next === undefined) break;
        // Somebody else may have advanced it further meanwhile: time does not go back.
        time = Math.max(time, next.time);
        next.wake();
        await settled();
      }
      time = Math.max(time, target);
    },
  };
}

interface Waiter {
  readonly time: number;
  readonly wake: () => void;
}

/** Whoever waits for each second of a very fast clock gets several at once instead of a busy machine. */
const SHORTEST_SLEEP = 20;
/** A timer that takes longer than 2^31 ms fires at once. */
const LONGEST_SLEEP = 2 ** 31 - 1;

function earliest(waiters: ReadonlySet<Waiter>, target: number): Waiter | undefined {
  let first: Waiter | undefined;
  for (const waiter of waiters) {
    if (waiter.time <= target && (first === undefined || waiter.time < first.time)) first = waiter;
  }
  return first;
}

/** Waits until promises that are already resolved have run what hangs on them. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
