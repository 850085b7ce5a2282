import assert from 'node:assert/strict';
import { FailureStore } from '../../../../client/src/features/failures/failure-store.ts';
import { FailureWatch } from '../../../../client/src/features/failures/failure-watch.ts';
import { movedRange } from '../../../../client/src/features/failures/moved-range.ts';
import { RunOrigins } from '../../../../client/src/features/failures/run-origins.ts';
import { Emitter } from '../../../../client/src/infrastructure/emitter.ts';
import { jsonMemory } from '../../support/memory.ts';

/** `2:4-2:9` as a range, zero-based. */
function range(text: string) {
  const [start = '', end = ''] = text.split('-');
  const position = (at: string) => {
    const [line = 0, character = 0] = at.split(':').map(Number);
    return { line, character };
  };
  return { start: position(start), end: position(end) };
}

describe('failures on their places', () => {
  const MOVES: readonly (readonly [
    title: string,
    at: string,
    changed: string,
    text: string,
    then: string,
  ])[] = [
    ['a change behind it', '2:4-2:9', '2:9-3:0', 'x', '2:4-2:9'],
    ['a change behind it in another line', '2:4-2:9', '5:0-6:0', '', '2:4-2:9'],
    ['a line more in front', '2:4-2:9', '0:0-0:0', 'a\n', '3:4-3:9'],
    ['two lines fewer in front', '2:4-2:9', '0:0-2:0', '', '0:4-0:9'],
    ['a word in front in its line', '2:4-2:9', '2:0-2:1', 'abc', '2:6-2:11'],
    ['a break of its own line in front', '2:4-2:9', '2:2-2:2', '\n', '3:2-3:7'],
    ['a change inside', '2:4-2:9', '2:5-2:6', 'y', 'none'],
    ['a change over its end', '2:4-2:9', '2:8-3:0', '', 'none'],
    ['an insertion at its start', '2:4-2:9', '2:4-2:4', 'ab', '2:6-2:11'],
    ['an insertion at its end', '2:4-2:9', '2:9-2:9', 'ab', '2:4-2:9'],
  ];
  for (const [title, at, changed, text, then] of MOVES) {
    it(title, () => {
      const moved = movedRange(range(at), { range: range(changed), text });
      assert.deepEqual(moved, then === 'none' ? undefined : range(then));
    });
  }

  const failure = (uri: string, at: string) => ({
    uri,
    range: range(at),
    code: 'OUT_OF_MEMORY_ERROR',
    message: 'It failed.',
    note: 'Ask for more.',
    about: 'memory',
    related: [],
    taskIds: ['7'],
    fixes: [{ title: 'More', uri, edits: [] }],
  });

  it('stand until they are dismissed, shown anew, or what they stand on is changed', () => {
    const store = new FailureStore();
    let changes = 0;
    store.changed(() => changes++);
    store.show('1', 'nightly', [failure('file:///a', '2:4-2:9'), failure('file:///a', '8:0-8:2')]);
    store.show('2', 'weekly', [failure('file:///b', '1:0-1:3')]);
    store.edited('file:///a', [{ range: range('2:5-2:6'), text: '' }]);
    assert.deepEqual(
      store.all().map(({ runId, uri, range: { start }, fixes }) => [runId, uri, start.line, fixes.length]),
      [
        ['1', 'file:///a', 8, 1],
        ['2', 'file:///b', 1, 1],
      ],
    );
    store.edited('file:///a', [{ range: range('0:0-0:0'), text: '\n' }]);
    assert.deepEqual(
      store.in('file:///a').map(({ range: { start }, fixes }) => [start.line, fixes.length]),
      [[9, 0]],
      'the edits of a fix were made for the old text',
    );
    store.edited('file:///c', [{ range: range('0:0-0:0'), text: '\n' }]);
    store.show('1', 'nightly', []);
    store.dismiss('2');
    assert.deepEqual(store.all(), []);
    assert.equal(changes, 6, 'a file without a failure changes nothing');
  });

  it('are looked for when a run fails that this window has seen alive, once', () => {
    const changed = new Emitter<void>();
    let runs = [
      { id: '1', status: 'RUNNING' },
      { id: '2', status: 'FAILED' },
      { id: '3', status: 'RUNNING' },
    ];
    const told: string[] = [];
    new FailureWatch({ list: () => runs, changed: changed.event }, (id) => told.push(id));
    changed.fire();
    runs = runs.map(({ id }) => ({ id, status: id === '3' ? 'COMPLETED' : 'FAILED' }));
    changed.fire();
    changed.fire();
    assert.deepEqual(told, ['1']);
  });

  it('the files of a run are remembered by what no other run ever has', async () => {
    const memory = jsonMemory();
    await new RunOrigins(memory).remember('uuid-1', { uri: 'file:///a.wdl', parameters: 'file:///p.json' });
    const origins = new RunOrigins(memory);
    for (let i = 0; i < 499; i++) await origins.remember(`uuid-x${i}`, { uri: 'file:///b.wdl' });
    assert.equal(origins.of('uuid-1')?.parameters, 'file:///p.json');
    await origins.remember('uuid-2', { uri: 'file:///c.wdl' });
    assert.equal(origins.of('uuid-1'), undefined, 'the oldest goes');
    assert.equal(origins.of(undefined), undefined);
  });
});
