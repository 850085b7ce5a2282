import assert from 'node:assert/strict';
import { RequestJournal } from '../../../client/src/infrastructure/request-journal.ts';
import { jsonMemory } from '../support/memory.ts';
import { virtualClock } from '../support/virtual-clock.ts';

interface Sent {
  readonly requestId: string;
  readonly what: string;
}

class Refused extends Error {}

/** A journal over a memory that outlives it: `reload` makes the one that the next window has. */
function journals() {
  const memory = jsonMemory();
  const clock = virtualClock();
  let ids = 0;
  const reload = () =>
    new RequestJournal<Sent>({
      memory,
      name: 'pending',
      clock,
      newId: () => `id-${++ids}`,
      isAnswer: (error) => error instanceof Refused,
    });
  return { memory, clock, reload };
}

const make = (what: string) => (requestId: string) => ({ requestId, what });

describe('the request journal', () => {
  it('writes a request down before it is sent, and forgets it with the answer', async () => {
    const { reload } = journals();
    const journal = reload();
    let writtenDown: unknown;
    const answer = await journal.send('run', make('germline'), (request) => {
      writtenDown = reload()
        .pending()
        .map((entry) => entry.request);
      return Promise.resolve(`run of ${request.requestId}`);
    });
    assert.equal(answer, 'run of id-1');
    assert.deepEqual(writtenDown, [{ requestId: 'id-1', what: 'germline' }]);
    assert.deepEqual(journal.pending(), []);
  });

  it('sends the same request again after a lost answer, also from the next window', async () => {
    const { reload } = journals();
    const lost = () => Promise.reject(new Error('socket hang up'));
    await assert.rejects(reload().send('run', make('first'), lost));
    const next = reload();
    assert.deepEqual(
      next.pending().map(({ requestId }) => requestId),
      ['id-1'],
    );
    const sent = await next.send('run', make('second'), (request) => Promise.resolve(request));
    assert.deepEqual(sent, { requestId: 'id-1', what: 'first' });
  });

  it('begins anew after the service has refused', async () => {
    const { reload } = journals();
    const journal = reload();
    await assert.rejects(journal.send('run', make('first'), () => Promise.reject(new Refused())));
    const sent = await journal.send('run', make('second'), (request) => Promise.resolve(request));
    assert.deepEqual(sent, { requestId: 'id-2', what: 'second' });
  });

  it('sends once for two clicks, and both get the answer', async () => {
    const { reload } = journals();
    const journal = reload();
    let sends = 0;
    const post = async ({ requestId }: Sent) => {
      sends++;
      await new Promise((resolve) => setImmediate(resolve));
      return requestId;
    };
    const answers = await Promise.all([
      journal.send('run', make('x'), post),
      journal.send('run', make('x'), post),
    ]);
    assert.deepEqual({ answers, sends }, { answers: ['id-1', 'id-1'], sends: 1 });
  });

  it('keeps different actions apart', async () => {
    const { reload } = journals();
    const journal = reload();
    const answers = await Promise.all(
      ['a', 'b'].map((key) => journal.send(key, make(key), (request) => Promise.resolve(request.requestId))),
    );
    assert.equal(new Set(answers).size, 2);
    assert.deepEqual(journal.pending(), []);
  });

  it('does not offer what is being sent, nor what is older than a day', async () => {
    const { reload, clock } = journals();
    const journal = reload();
    await assert.rejects(journal.send('old', make('old'), () => Promise.reject(new Error('lost'))));
    let whileSending: unknown;
    await clock.pass(23 * 3_600_000);
    await journal.send('new', make('new'), () => {
      whileSending = journal.pending().map(({ key }) => key);
      return Promise.resolve();
    });
    assert.deepEqual(whileSending, ['old']);
    await clock.pass(2 * 3_600_000);
    assert.deepEqual(journal.pending(), []);
  });
});
