import assert from 'node:assert/strict';
import { Poller, type PollOutcome } from '../../../client/src/infrastructure/poller.ts';
import { virtualClock } from '../support/virtual-clock.ts';

type Step = PollOutcome | 'fails';

/** A poller whose polls come out as scripted (the last goes on for ever), and the seconds at which it polled. */
function scripted(steps: readonly Step[], onError: 'retry' | 'rest' = 'retry', random = 0.5) {
  const clock = virtualClock();
  const start = clock.now();
  const polledAt: number[] = [];
  const poller = new Poller({
    clock,
    random: () => random,
    pace: () => ({ shortest: 1_000, longest: 4_000 }),
    onError: () => onError,
    poll() {
      polledAt.push((clock.now() - start) / 1000);
      const step = steps[Math.min(polledAt.length, steps.length) - 1]!;
      return step === 'fails' ? Promise.reject(new Error('down')) : Promise.resolve(step);
    },
  });
  return { clock, poller, polledAt };
}

describe('the poller', () => {
  it('does nothing until it is woken', async () => {
    const { clock, poller, polledAt } = scripted(['changed']);
    await clock.pass(60_000);
    assert.deepEqual([poller.state, polledAt], ['resting', []]);
  });

  const paces: readonly (readonly [name: string, steps: readonly Step[], polledAt: readonly number[]])[] = [
    ['polls steadily while things change', ['changed'], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['polls ever later while nothing changes', ['unchanged'], [0, 1.5, 3.75, 7.125]],
    [
      'is quick again after a change',
      ['unchanged', 'unchanged', 'changed', 'unchanged'],
      [0, 1.5, 3.75, 4.75, 6.25, 8.5],
    ],
    ['waits longer after each failure', ['fails'], [0, 2, 6]],
    ['rests when there is nothing to poll for', ['changed', 'rest'], [0, 1]],
  ];
  for (const [name, steps, expected] of paces) {
    it(name, async () => {
      const { clock, poller, polledAt } = scripted(steps);
      poller.wake();
      await clock.pass(9_999);
      assert.deepEqual(polledAt, expected);
      poller.dispose();
    });
  }

  it('stretches and cuts its pauses, so that windows do not poll in step', async () => {
    const early = scripted(['changed'], 'retry', 0);
    const late = scripted(['changed'], 'retry', 0.99999);
    for (const { poller, clock } of [early, late]) {
      poller.wake();
      await clock.pass(3_000);
      poller.dispose();
    }
    assert.deepEqual(early.polledAt, [0, 0.8, 1.6, 2.4]);
    assert.deepEqual(late.polledAt, [0, 1.2, 2.4]);
  });

  it('rests after a failure that only the user can mend, and goes on when woken', async () => {
    const { clock, poller, polledAt } = scripted(['fails', 'changed'], 'rest');
    poller.wake();
    await clock.pass(10_000);
    assert.deepEqual([poller.state, polledAt], ['resting', [0]]);
    poller.wake();
    await clock.pass(1_500);
    assert.deepEqual(polledAt, [0, 10, 11]);
    poller.dispose();
  });

  it('polls at once when woken from a pause', async () => {
    const { clock, poller, polledAt } = scripted(['unchanged']);
    poller.wake();
    await clock.pass(500);
    poller.wake();
    await clock.settle();
    assert.deepEqual(polledAt, [0, 0.5]);
    poller.dispose();
  });

  it('has one poll in flight, and one more follows for all wakes during it', async () => {
    const clock = virtualClock();
    let running = 0;
    let most = 0;
    let polls = 0;
    const poller = new Poller({
      clock,
      random: () => 0.5,
      pace: () => ({ shortest: 1_000, longest: 1_000 }),
      onError: () => 'retry',
      async poll(signal) {
        polls++;
        most = Math.max(most, ++running);
        await clock.sleep(300, signal);
        running--;
        return 'rest';
      },
    });
    for (let wake = 0; wake < 5; wake++) poller.wake();
    await clock.pass(100);
    for (let wake = 0; wake < 5; wake++) poller.wake();
    await clock.pass(5_000);
    assert.deepEqual({ most, polls, state: poller.state }, { most: 1, polls: 2, state: 'resting' });
  });

  it('ends when disposed, also in the middle of a poll', async () => {
    const { clock, poller, polledAt } = scripted(['changed']);
    poller.wake();
    poller.dispose();
    poller.wake();
    await clock.pass(10_000);
    assert.deepEqual([poller.state, polledAt, clock.sleepers], ['disposed', [0], 0]);
  });
});
