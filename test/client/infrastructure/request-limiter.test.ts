import assert from 'node:assert/strict';
import { Cancelled } from '../../../client/src/infrastructure/errors.ts';
import { RequestLimiter } from '../../../client/src/infrastructure/request-limiter.ts';
import { virtualClock } from '../support/virtual-clock.ts';

describe('the request limiter', () => {
  const never = new AbortController().signal;

  it('spaces requests evenly, first come first served', async () => {
    const clock = virtualClock();
    const start = clock.now();
    const limiter = new RequestLimiter(clock, { perSecond: 4, atOnce: 10 });
    const started: string[] = [];
    const all = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      limiter.run(never, () => Promise.resolve(started.push(`${name} ${clock.now() - start}`))),
    );
    await clock.pass(5_000);
    await Promise.all(all);
    assert.deepEqual(started, ['a 0', 'b 250', 'c 500', 'd 750', 'e 1000']);
  });

  it('lets only so many run at once', async () => {
    const clock = virtualClock();
    const limiter = new RequestLimiter(clock, { perSecond: 1000, atOnce: 2 });
    let running = 0;
    let most = 0;
    const all = Array.from({ length: 7 }, () =>
      limiter.run(never, async () => {
        most = Math.max(most, ++running);
        await clock.sleep(1_000, never);
        running--;
      }),
    );
    await clock.pass(10_000);
    await Promise.all(all);
    assert.equal(most, 2);
  });

  it('gives the turn on when a request fails or is given up', async () => {
    const clock = virtualClock();
    const limiter = new RequestLimiter(clock, { perSecond: 1000, atOnce: 1 });
    const abort = new AbortController();
    const first = limiter.run(never, () => Promise.reject(new Error('down')));
    const second = limiter.run(abort.signal, () => Promise.resolve('second'));
    const third = limiter.run(never, () => Promise.resolve('third'));
    abort.abort();
    const results = Promise.allSettled([first, second, third]);
    await clock.pass(1_000);
    const [failed, givenUp, done] = await results;
    assert.equal(failed.status, 'rejected');
    assert.ok(givenUp.status === 'rejected' && givenUp.reason instanceof Cancelled);
    assert.deepEqual(done, { status: 'fulfilled', value: 'third' });
  });
});
