import assert from 'node:assert/strict';
import { manualClock, scaledClock } from '@omics-lens/local/clock.ts';

const never = (): AbortSignal => new AbortController().signal;

describe('local clock', () => {
  it('stands still until it is advanced, and wakes each waiter at its own time', async () => {
    const clock = manualClock(1000);
    const woken: string[] = [];
    const wait = async (name: string, time: number): Promise<void> => {
      await clock.until(time, never());
      woken.push(`${name} at ${clock.now()}`);
    };
    const waits = [wait('late', 5000), wait('early', 2000), wait('past', 500)];
    await clock.advance(3000);
    assert.deepEqual(woken, ['past at 1000', 'early at 2000']);
    await clock.advance(3000);
    await Promise.all(waits);
    assert.deepEqual(woken, ['past at 1000', 'early at 2000', 'late at 5000']);
    assert.equal(clock.now(), 7000);
  });

  it('wakes a waiter that a waiter has started in the same step', async () => {
    const clock = manualClock(0);
    const woken: number[] = [];
    const everySecond = async (): Promise<void> => {
      for (let i = 0; i < 3; i++) {
        await clock.until(clock.now() + 1000, never());
        woken.push(clock.now());
      }
    };
    const done = everySecond();
    await clock.advance(10_000);
    await done;
    assert.deepEqual(woken, [1000, 2000, 3000]);
  });

  it('gives up a wait that is aborted', async () => {
    const abort = new AbortController();
    const manual = manualClock(0).until(1000, abort.signal);
    const scaled = scaledClock(0, 1).until(1e9, abort.signal);
    abort.abort();
    await Promise.all([manual, scaled]);
    assert.ok(abort.signal.aborted);
  });

  it('runs as many times faster as it is told', async () => {
    const clock = scaledClock(5000, 100_000);
    const from = performance.now();
    await clock.until(5000 + 1_000_000, never());
    assert.ok(clock.now() >= 1_005_000);
    assert.ok(performance.now() - from >= 9, 'at least ten milliseconds of the world have passed');
  });
});
