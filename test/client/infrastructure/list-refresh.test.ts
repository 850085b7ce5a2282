import assert from 'node:assert/strict';
import type { Explanation } from '../../../client/src/infrastructure/errors.ts';
import { ListRefresh } from '../../../client/src/infrastructure/list-refresh.ts';
import { PagedList } from '../../../client/src/infrastructure/paged-list.ts';
import { virtualClock } from '../support/virtual-clock.ts';

interface Thing {
  readonly id: number;
  readonly alive?: boolean;
}

const PACE = { alive: { shortest: 1_000, longest: 4_000 }, idle: { shortest: 10_000, longest: 40_000 } };

/** A view over lists that a test fills. */
function scene() {
  const clock = virtualClock();
  const asked: string[] = [];
  const states: (string | undefined)[] = [];
  const contents = { a: [] as Thing[], b: [] as Thing[] };
  const failing: { a?: Error; b?: Error } = {};
  const list = (name: 'a' | 'b') =>
    new PagedList<Thing>({
      ask: (token) => {
        asked.push(`${name}${token ?? ''}`);
        const failure = failing[name];
        if (failure) return Promise.reject(failure);
        const from = Number(token ?? 0);
        const items = contents[name].slice(from, from + 2);
        return Promise.resolve({
          items,
          next: from + 2 < contents[name].length ? String(from + 2) : undefined,
        });
      },
      isAlive: ({ alive }) => alive === true,
    });
  const [a, b] = [list('a'), list('b')];
  const refresh = new ListRefresh({
    clock,
    random: () => 0.5,
    pace: () => Promise.resolve(PACE),
    explain: (error) =>
      Promise.resolve({
        code: (error as Error).message,
        sentence: `It is ${(error as Error).message}.`,
        concerns: (error as Error).message === 'denied' ? 'one' : 'all',
      }),
    onState: (state: Explanation | 'ready' | undefined) =>
      void states.push(typeof state === 'object' ? state.code : state),
    isPassing: ({ code }) => code === 'offline',
  });
  let changes = 0;
  refresh.changed(() => changes++);
  return {
    clock,
    asked,
    states,
    contents,
    failing,
    a,
    b,
    refresh,
    get changes() {
      return changes;
    },
  };
}

describe('the lists of a view', () => {
  it('are asked for while the view is visible, and only those that were opened', async () => {
    const { clock, asked, a, b, refresh, contents } = scene();
    contents.a = [{ id: 1 }];
    refresh.open(a);
    await clock.pass(60_000);
    assert.deepEqual(asked, []);
    refresh.setVisibility('visible');
    await clock.settle();
    assert.deepEqual([asked, a.items.length, b.isLoaded], [['a'], 1, false]);
    refresh.open(b);
    await clock.settle();
    assert.deepEqual(asked, ['a', 'a', 'b']);
    refresh.dispose();
  });

  it('are asked for ever later while nothing changes, soon while something is alive, never while hidden', async () => {
    const { clock, asked, a, refresh, contents } = scene();
    contents.a = [{ id: 1 }];
    refresh.open(a);
    refresh.setVisibility('visible');
    await clock.pass(200_000);
    const idle = asked.length;
    assert.ok(idle >= 6 && idle <= 9, `${idle} times`);
    contents.a = [{ id: 1, alive: true }];
    refresh.refresh();
    await clock.pass(20_000);
    assert.ok(asked.length - idle >= 5, `${asked.length - idle} times`);
    refresh.setVisibility('hidden');
    await clock.pass(10_000);
    const hidden = asked.length;
    await clock.pass(500_000);
    assert.deepEqual([asked.length, refresh.state], [hidden, 'resting']);
    refresh.dispose();
  });

  it('tell of changes, and of nothing else', async () => {
    const window = scene();
    window.contents.a = [{ id: 1 }];
    window.refresh.open(window.a);
    window.refresh.setVisibility('visible');
    await window.clock.pass(100_000);
    assert.equal(window.changes, 1);
    window.contents.a = [{ id: 1 }, { id: 2 }];
    await window.clock.pass(100_000);
    assert.equal(window.changes, 2);
    window.refresh.dispose();
  });

  it('have pages, and keep those that somebody has looked at', async () => {
    const { clock, asked, a, refresh, contents } = scene();
    contents.a = [1, 2, 3, 4, 5].map((id) => ({ id }));
    refresh.open(a);
    refresh.setVisibility('visible');
    await clock.settle();
    assert.deepEqual([a.items.length, a.hasMore], [2, true]);
    a.wantMore();
    refresh.refresh();
    await clock.settle();
    assert.deepEqual([a.items.length, a.hasMore], [4, true]);
    a.want(10);
    refresh.refresh();
    await clock.settle();
    assert.deepEqual([a.items.length, a.hasMore], [5, false]);
    assert.deepEqual(asked, ['a', 'a', 'a2', 'a', 'a2', 'a4']);
    refresh.dispose();
  });

  it('say each for itself that they may not be read', async () => {
    const { clock, a, b, states, failing, refresh, contents } = scene();
    contents.b = [{ id: 1 }];
    failing.a = new Error('denied');
    refresh.open(a);
    refresh.open(b);
    refresh.setVisibility('visible');
    await clock.settle();
    assert.deepEqual(
      [a.problem, b.problem, b.items.length, states],
      ['It is denied.', undefined, 1, ['ready']],
    );
    delete failing.a;
    refresh.refresh();
    await clock.settle();
    assert.equal(a.problem, undefined);
    refresh.dispose();
  });

  const failures: readonly (readonly [code: string, again: boolean])[] = [
    ['offline', true],
    ['no-credentials', false],
  ];
  for (const [code, again] of failures) {
    it(`${again ? 'try again' : 'wait for the user'} after '${code}'`, async () => {
      const { clock, a, b, asked, states, failing, refresh } = scene();
      failing.a = new Error(code);
      refresh.open(a);
      refresh.open(b);
      refresh.setVisibility('visible');
      await clock.pass(30_000);
      assert.deepEqual([states[0], asked.includes('b')], [code, false]);
      assert.equal(asked.length > 1, again);
      assert.equal(refresh.state, again ? 'polling' : 'resting');
      delete failing.a;
      refresh.refresh();
      await clock.settle();
      assert.equal(states.at(-1), 'ready');
      refresh.dispose();
    });
  }

  it('are forgotten with the account, and an answer that is under way with them', async () => {
    const { clock, a, asked, states, refresh, contents } = scene();
    contents.a = [{ id: 1 }];
    refresh.open(a);
    refresh.setVisibility('visible');
    await clock.settle();
    contents.a = [];
    refresh.reset();
    assert.deepEqual([a.items, a.isLoaded, states.at(-1)], [[], false, undefined]);
    await clock.settle();
    assert.deepEqual([a.isLoaded, asked.length, states.at(-1)], [true, 2, 'ready']);
    refresh.dispose();
  });
});
