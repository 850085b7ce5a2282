import assert from 'node:assert/strict';
import { BatchRefresh } from '../../../../client/src/features/batches/batch-refresh.ts';
import { BatchStore, MOST_IN_WINDOW } from '../../../../client/src/features/batches/batch-store.ts';
import type { OmicsApi } from '../../../../client/src/omics/omics-api.ts';
import { paceFor } from '../../../../client/src/omics/pace.ts';
import { batchWindow, COHORT, OUTPUT, ROLE } from '../../support/batch-window.ts';
import { languageServer } from '../../support/language-server.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { until } from '../../support/until.ts';

const ARRAY = 'file:///ws/main.cohort.batch-runs.json';
const RUNS = 2_500;

describe('refreshing batches', function () {
  this.timeout(60_000);
  let services: LocalServices;
  let store: BatchStore;
  let refresh: BatchRefresh;
  let batchId: string;
  let asked: string[];
  let rounds: number;

  before(async () => {
    services = await localServices({
      timing: { batchSubmission: 0.001 },
      quotas: { activeRunsDynamic: RUNS },
      submissions: Array.from({ length: 150 }, (_, i) => ({
        runSettingId: `s${i}`,
        reason: 'ConflictException',
      })),
    });
    const entries = Array.from({ length: RUNS }, (_, i) => ({
      runSettingId: `s${i}`,
      parameters: { sample: `n${i}` },
    }));
    const workspace = await languageServer({
      'file:///ws/main.wdl': COHORT,
      [ARRAY]: JSON.stringify(entries),
    });
    const window = batchWindow(services, workspace, { answers: ['Start Batch'] });
    batchId = (await window.start(ARRAY)).started.id;
    await until(() => window.store.get(batchId)?.settled === true);
    window.close();
  });
  after(() => services.close());

  beforeEach(() => {
    store = new BatchStore();
    asked = [];
    rounds = 0;
    const { omics, clock, account } = services;
    const noted: Partial<OmicsApi> = {
      listBatches: (...call) => (asked.push('list'), omics.listBatches(...call)),
      getBatch: (...call) => (asked.push('get'), omics.getBatch(...call)),
      listSubmissions: (...call) => (asked.push('submissions'), omics.listSubmissions(...call)),
      listRuns: (...call) => (asked.push('runs'), omics.listRuns(...call)),
    };
    refresh = new BatchRefresh({
      store,
      clock,
      random: () => 0.5,
      service: () => Promise.resolve({ omics: { ...omics, ...noted }, pace: paceFor(account) }),
      onSuccess: () => rounds++,
      onError: () => Promise.resolve('rest'),
    });
  });
  afterEach(() => refresh.dispose());

  async function nextRounds(count: number): Promise<string> {
    asked = [];
    const end = rounds + count;
    await until(() => rounds >= end);
    return asked.join(' ');
  }

  it('asks nobody while nobody looks, and for the list alone while nothing is alive or open', async () => {
    assert.deepEqual([refresh.state, asked], ['resting', []]);
    refresh.setVisibility('visible');
    assert.equal(await nextRounds(3), 'list list list');
    refresh.setVisibility('hidden');
    await until(() => refresh.state === 'resting');
  });

  it('asks for the counts of a batch that is opened, and for its lists when they are opened, once', async () => {
    refresh.setVisibility('visible');
    await nextRounds(1);
    refresh.expand({ kind: 'batch', batchId });
    assert.equal(await nextRounds(1), 'list get');
    assert.deepEqual(
      [store.get(batchId)?.details?.runs.COMPLETED, store.get(batchId)?.details?.submissions.failed],
      [RUNS - 150, 150],
    );
    refresh.expand({ kind: 'failed', batchId });
    refresh.expand({ kind: 'runs', batchId, status: 'COMPLETED' });
    assert.equal(await nextRounds(1), 'list submissions runs');
    assert.equal(await nextRounds(2), 'list list');
    const state = store.get(batchId);
    assert.deepEqual([state?.failed?.items.length, state?.runs.get('COMPLETED')?.items.length], [100, 100]);
  });

  it('pages on when it is asked to, up to a bound, and lets go of what is closed', async () => {
    refresh.setVisibility('visible');
    await nextRounds(1);
    const runs = { kind: 'runs', batchId, status: 'COMPLETED' } as const;
    refresh.expand({ kind: 'batch', batchId });
    refresh.expand({ kind: 'failed', batchId });
    refresh.expand(runs);
    await nextRounds(2);
    refresh.loadMore({ kind: 'failed', batchId });
    await nextRounds(1);
    assert.deepEqual(
      [store.get(batchId)?.failed?.items.length, store.get(batchId)?.failed?.next],
      [150, undefined],
    );
    for (let page = 0; page < 15; page++) {
      refresh.loadMore(runs);
      await nextRounds(1);
    }
    const list = store.get(batchId)?.runs.get('COMPLETED');
    assert.deepEqual([list?.items.length, list?.next], [MOST_IN_WINDOW, undefined]);
    assert.equal(new Set(list?.items.map(({ id }) => id)).size, MOST_IN_WINDOW);
    refresh.collapse(runs);
    assert.equal(store.get(batchId)?.runs.size, 0);
  });

  it('forgets a batch that was deleted, and starts over for another account', async () => {
    const { id } = await services.omics
      .startBatch({
        requestId: 'short',
        defaults: { workflowId: '1', roleArn: ROLE, outputUri: OUTPUT },
        runs: { kind: 'inline', entries: [{ runSettingId: 'a' }] },
      })
      .catch(() => ({ id: '' }));
    assert.equal(id, '', 'a workflow that does not exist makes no batch');
    refresh.setVisibility('visible');
    await nextRounds(1);
    assert.equal(store.batches().length, 1);
    refresh.reset();
    assert.equal(store.batches().length, 0);
    await nextRounds(1);
    assert.equal(store.batches().length, 1);
    await services.omics.deleteBatch(batchId);
    await nextRounds(1);
    assert.equal(store.batches().length, 0);
  });
});
