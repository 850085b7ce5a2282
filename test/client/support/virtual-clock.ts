import type { Clock } from '../../../client/src/infrastructure/clock.ts';

/** Time that passes only when a test says so. */
export interface VirtualClock extends Clock {
  /** Lets time pass; whoever sleeps wakes at their own moment, and what they start is run before time goes on. */
  pass(milliseconds: number): Promise<void>;
  /** Lets everything that is ready run, at the same moment. */
  settle(): Promise<void>;
  /** How many sleep now. */
  readonly sleepers: number;
}

interface Sleeper {
  readonly wakeAt: number;
  readonly wake: () => void;
}

export function virtualClock(start = Date.UTC(2026, 10, 20, 9, 0, 0)): VirtualClock {
  let now = start;
  let sleepers: readonly Sleeper[] = [];
  const settle = async () => {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const wake = () => {
          sleepers = sleepers.filter((each) => each !== sleeper);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { wakeAt: now + milliseconds, wake };
        sleepers = [...sleepers, sleeper];
        signal.addEventListener('abort', wake);
      }),
    async pass(milliseconds) {
      const end = now + milliseconds;
      await settle();
      for (;;) {
        const next = [...sleepers].sort((a, b) => a.wakeAt - b.wakeAt)[0];
        if (!next || next.wakeAt > end) break;
        now = Math.max(now, next.wakeAt);
        next.wake();
        await settle();
      }
      now = end;
    },
    settle,
    get sleepers() {
      return sleepers.length;
    },
  };
}
