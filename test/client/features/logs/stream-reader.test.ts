import assert from 'node:assert/strict';
import { StreamReader } from '../../../../client/src/features/logs/stream-reader.ts';
import { logStore, named } from '../../support/log-store.ts';

const never = new AbortController().signal;
const at = (timestamp: number, message = `line ${timestamp}`) => ({ timestamp, message });

/** A reader of the stream `s`, and a visit that gives how it ended and what it read. */
function reading(since?: number) {
  const store = logStore();
  const reader = new StreamReader('s', since);
  const visit = async () => {
    const read: string[] = [];
    const end = await reader
      .visit(
        store,
        (call) => call(),
        never,
        (events) => read.push(...events.map((event) => event.message)),
      )
      .catch((error: unknown) => (error as Error).name);
    return `${end}: ${read.join(', ')}`;
  };
  return { store, reader, visit };
}

describe('the stream reader', () => {
  it('waits for a stream that nobody has written to', async () => {
    const { store, visit } = reading();
    assert.equal(await visit(), 'missing: ');
    store.write('s', at(1));
    assert.equal(await visit(), 'end: line 1');
  });

  it('reads all pages, then only what is new', async () => {
    const { store, visit } = reading();
    store.write('s', ...[1, 2, 3, 4, 5, 6, 7].map((time) => at(time)));
    assert.equal(await visit(), 'end: line 1, line 2, line 3, line 4, line 5, line 6, line 7');
    assert.equal(await visit(), 'end: ');
    store.write('s', at(8));
    assert.equal(await visit(), 'end: line 8');
  });

  it('leaves out what is older than the run: its id was used before', async () => {
    const { store, visit } = reading(5);
    store.write('s', at(1), at(4), at(5), at(6));
    assert.equal(await visit(), 'end: line 5, line 6');
  });

  it('breaks off before a stream that is written faster than it is read', async () => {
    const { store, reader, visit } = reading();
    store.write('s', ...Array.from({ length: 100 }, (_, time) => at(time)));
    assert.match(await visit(), /^more: line 0, .*line 59$/);
    assert.equal(reader.lastTime, 59);
    assert.match(await visit(), /^end: line 60, .*line 99$/);
  });

  it('keeps what it read before a call failed, and reads on from there', async () => {
    const { store, visit } = reading();
    store.write('s', ...[1, 2, 3, 4].map((time) => at(time)));
    assert.equal(await visit(), 'end: line 1, line 2, line 3, line 4');
    store.write('s', at(5));
    store.failNext(named('ThrottlingException'));
    assert.equal(await visit(), 'ThrottlingException: ');
    assert.equal(await visit(), 'end: line 5');
  });

  it('finds its place again when the service has forgotten it, among equal lines too', async () => {
    const { store, visit } = reading();
    store.write('s', at(1), at(2, 'dot'), at(2, 'dot'), at(2, 'dash'));
    await visit();
    store.forgetPositions();
    store.write('s', at(2, 'dot'), at(3));
    assert.equal(await visit(), 'end: dot, line 3');
  });
});
