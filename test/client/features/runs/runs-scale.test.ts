import assert from 'node:assert/strict';
import { RunRefresh } from '../../../../client/src/features/runs/run-refresh.ts';
import { MOST_RUNS, RunStore } from '../../../../client/src/features/runs/run-store.ts';
import { isAlive, type OmicsApi } from '../../../../client/src/omics/omics-api.ts';
import { paceFor } from '../../../../client/src/omics/pace.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { until } from '../../support/until.ts';

const LIVE = 1_000;
const FINISHED = 100_000;

/** Many runs in the real service, and a refresher of which every request is noted with its time. */
describe('a thousand live runs and a hundred thousand finished ones', function () {
  this.timeout(60_000);
  let services: LocalServices;
  let store: RunStore;
  let refresh: RunRefresh;
  let requests: { readonly at: number; readonly what: string }[];
  /** Rounds that have ended. */
  let rounds: number;
  beforeEach(async () => {
    services = await localServices({ history: { live: LIVE, finished: FINISHED } });
    store = new RunStore();
    requests = [];
    rounds = 0;
    const { clock, account, omics } = services;
    const note = (what: string) => void requests.push({ at: clock.now(), what });
    const noted: Pick<OmicsApi, 'listRuns' | 'getRun' | 'listRunTasks'> = {
      listRuns: (token, signal, query) => (note('list'), omics.listRuns(token, signal, query)),
      getRun: (id, signal) => (note('get'), omics.getRun(id, signal)),
      listRunTasks: (id, token, signal) => (note('tasks'), omics.listRunTasks(id, token, signal)),
    };
    refresh = new RunRefresh({
      store,
      clock,
      random: () => 0.5,
      service: () => Promise.resolve({ omics: { ...omics, ...noted }, pace: paceFor(account) }),
      onSuccess: () => rounds++,
      onError: () => Promise.resolve('rest'),
    });
  });
  afterEach(async () => {
    refresh.dispose();
    await services.close();
  });

  async function nextRounds(count: number): Promise<void> {
    const end = rounds + count;
    await until(() => rounds >= end);
  }

  it('open with one request, and go on with one a round', async () => {
    refresh.setVisibility('visible');
    await nextRounds(1);
    assert.deepEqual(
      requests.map(({ what }) => what),
      ['list'],
    );
    assert.equal(store.runs().length, 100);
    const before = requests.length;
    await nextRounds(5);
    assert.deepEqual([...new Set(requests.slice(before).map(({ what }) => what))], ['list']);
    assert.ok(requests.length - before <= 6, 'a hundred live runs cost no request each');
  });

  it('are asked for at most seven times in any second, also when all live ones are shown', async () => {
    refresh.setVisibility('visible');
    await nextRounds(1);
    while (store.runs().length < LIVE + 100) {
      refresh.loadMore();
      await nextRounds(1);
    }
    const before = requests.length;
    await nextRounds(12);
    const later = requests.slice(before);
    assert.ok(later.length <= 13 * 5, `${later.length} requests in twelve rounds`);
    for (const { at } of requests) {
      const inSecond = requests.filter((other) => other.at > at - 1_000 && other.at <= at).length;
      assert.ok(inSecond <= 7, `${inSecond} requests within a second`);
    }
    assert.equal(store.runs().filter(({ run }) => isAlive(run.status)).length, LIVE);
  });

  it('are seen to end, wherever in the list they stand', async () => {
    refresh.setVisibility('visible');
    await nextRounds(1);
    while (store.runs().length < LIVE) {
      refresh.loadMore();
      await nextRounds(1);
    }
    const [, , second] = store.runs().slice(-3);
    const id = second?.run.id ?? '';
    await services.omics.cancelRun(id);
    await until(() => store.get(id)?.run.status === 'CANCELLED');
  });

  it('are seen to end when all end at once', async () => {
    refresh.setVisibility('visible');
    await nextRounds(1);
    while (store.runs().length < 200) {
      refresh.loadMore();
      await nextRounds(1);
    }
    const ids = store.runs().map(({ run }) => run.id);
    await Promise.all(ids.map((id) => services.omics.cancelRun(id)));
    const before = requests.length;
    await until(() => ids.every((id) => store.get(id)?.run.status === 'CANCELLED'));
    const cost = requests.length - before;
    assert.ok(cost < 60, `${cost} requests for 200 runs`);
  });

  it('are never held all at once: what lies between the newest and the older ones is let go', async () => {
    refresh.setVisibility('visible');
    await nextRounds(1);
    const newest = store.runs()[0]?.run.id;
    for (let page = 0; page < 26; page++) {
      refresh.loadMore();
      await nextRounds(1);
      assert.ok(store.runs().length <= MOST_RUNS);
    }
    assert.equal(store.runs()[0]?.run.id, newest);
    assert.ok(store.hidden > 500, `${store.hidden} hidden`);
    assert.ok(store.next !== undefined);
    refresh.showNewest();
    await nextRounds(1);
    assert.deepEqual([store.runs().length, store.hidden], [100, 0]);
  });

  it('are searched a few pages at a time, and a whole name is found at once', async () => {
    refresh.setVisibility('visible');
    refresh.setFilter({ name: 'finished-7' });
    await nextRounds(2);
    assert.deepEqual(
      store.runs().map(({ run }) => run.name),
      ['finished-7'],
    );
    refresh.setFilter({ state: 'CANCELLED' });
    await nextRounds(2);
    assert.equal(store.runs().length, 100, 'the service looks for a state itself');
    refresh.setFilter({ state: 'over' });
    await nextRounds(1);
    assert.equal(store.runs().length, 0);
    const before = requests.length;
    refresh.loadMore();
    await until(() => store.runs().length > 0);
    assert.ok(requests.length - before <= 14, `${requests.length - before} requests`);
  });
});
