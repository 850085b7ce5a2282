import assert from 'node:assert/strict';
import { RequestWindow } from '../../../client/src/infrastructure/request-window.ts';
import { virtualClock } from '../support/virtual-clock.ts';

const never = new AbortController().signal;

describe('so many requests in any second', () => {
  it('begin at once, and the others when there is room', async () => {
    const clock = virtualClock(0);
    const window = new RequestWindow(clock, 3);
    const begun: number[] = [];
    const all = (async () => {
      for (let i = 0; i < 8; i++) {
        await window.enter(never);
        begun.push(clock.now());
      }
    })();
    await clock.pass(10_000);
    await all;
    assert.deepEqual(begun, [0, 0, 0, 1_050, 1_050, 1_050, 2_100, 2_100]);
  });

  it('make nobody wait who asks seldom', async () => {
    const clock = virtualClock(0);
    const window = new RequestWindow(clock, 1);
    for (let i = 1; i <= 3; i++) {
      await window.enter(never);
      await clock.pass(2_000);
      assert.equal(clock.sleepers, 0);
    }
  });

  it('let those go who do not want to wait any more', async () => {
    const clock = virtualClock(0);
    const window = new RequestWindow(clock, 1);
    await window.enter(never);
    const stop = new AbortController();
    const waiting = window.enter(stop.signal);
    stop.abort();
    await assert.rejects(waiting, /Cancelled/);
  });
});
