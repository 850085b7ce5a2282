import assert from 'node:assert/strict';
import { WatchList } from '../../../client/src/infrastructure/watch-list.ts';
import { jsonMemory } from '../support/memory.ts';

describe('what is waited for over a reload', () => {
  it('is kept by account and Region, newest first, each once', async () => {
    const memory = jsonMemory();
    const list = new WatchList(memory, 'watched');
    for (const [scope, id] of [
      ['lab', '1'],
      ['lab', '2'],
      ['home', '1'],
      ['lab', '1'],
    ] as const) {
      await list.add(scope, id);
    }
    await list.remove('home', '2');
    const reloaded = new WatchList(memory, 'watched');
    assert.deepEqual(
      [reloaded.of('lab'), reloaded.of('home'), reloaded.of('nobody')],
      [['1', '2'], ['1'], []],
    );
    await reloaded.remove('lab', '1');
    assert.deepEqual([list.of('lab'), list.of('home')], [['2'], ['1']]);
    assert.deepEqual(new WatchList(memory, 'others').of('lab'), []);
  });

  it('is bounded: the oldest are forgotten', async () => {
    const list = new WatchList(jsonMemory(), 'watched');
    for (let i = 0; i < 250; i++) await list.add('lab', String(i));
    const ids = list.of('lab');
    assert.deepEqual([ids.length, ids[0], ids.at(-1)], [200, '249', '50']);
  });
});
