import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import type { StartBatchRequest } from '../../../client/src/omics/batches-api.ts';
import { isAllowed, isBatchAlive } from '../../../client/src/omics/batches-api.ts';
import { COHORT, OUTPUT, ROLE } from '../support/batch-window.ts';
import { localServices, type LocalServices } from '../support/local-services.ts';

const never = new AbortController().signal;

describe('batches through the SDK', () => {
  let services: LocalServices;
  let workflowId: string;
  before(async () => {
    services = await localServices();
    const definitionZip = zipSync({ 'main.wdl': new TextEncoder().encode(COHORT) });
    const request = { requestId: 'workflow', name: 'cohort', engine: 'WDL', main: 'main.wdl' } as const;
    workflowId = (await services.omics.createWorkflow({ ...request, definitionZip })).id;
    await services.clock.sleep(60_000, never);
  });
  after(() => services.close());

  const request = (requestId: string, change: Partial<StartBatchRequest> = {}): StartBatchRequest => ({
    requestId,
    batchName: requestId,
    defaults: { workflowId, roleArn: ROLE, outputUri: OUTPUT, storageType: 'DYNAMIC' },
    runs: {
      kind: 'inline',
      entries: ['a', 'b'].map((id) => ({ runSettingId: id, parameters: { sample: id } })),
    },
    ...change,
  });

  it('are started once for one request id, counted, and listed with what became of their entries', async () => {
    const { omics, clock } = services;
    const started = await omics.startBatch(request('counted'));
    assert.equal((await omics.startBatch(request('counted'))).id, started.id);
    assert.equal(isBatchAlive(started.status), true);
    await clock.sleep(600_000, never);
    const batch = await omics.getBatch(started.id);
    assert.deepEqual(
      [
        batch.name,
        batch.status,
        batch.totalRuns,
        batch.workflowId,
        batch.runs.COMPLETED,
        batch.submissions.started,
      ],
      ['counted', 'PROCESSED', 2, workflowId, 2, 2],
    );
    assert.deepEqual([batch.uuid, batch.arn], [started.uuid, started.arn]);
    assert.ok(batch.creationTime! < batch.submittedTime! && batch.submittedTime! < batch.processedTime!);
    const { items, next } = await omics.listSubmissions(started.id, {}, undefined);
    assert.deepEqual(
      [items.map(({ runSettingId, status }) => `${runSettingId} ${status ?? '-'}`), next],
      [['a SUCCESS', 'b SUCCESS'], undefined],
    );
    const [first] = items;
    const runs = await omics.listRuns(undefined, undefined, { batchId: started.id });
    assert.deepEqual(runs.items.map(({ id, batchId }) => [id, batchId]).at(-1), [first?.runId, started.id]);
    assert.deepEqual(await omics.listRuns(undefined, undefined, { batchId: started.id, status: 'FAILED' }), {
      items: [],
      next: undefined,
    });
  });

  it('carry members that the SDK does not know yet, of all runs and of one', async () => {
    const { omics } = services;
    const settings = { profiles: ['test'] };
    const started = await omics.startBatch(
      request('unknown', {
        defaults: { ...request('x').defaults, scratchStorageMode: 'LOCAL', engineSettings: {} },
        runs: {
          kind: 'inline',
          entries: [
            { runSettingId: 'a', parameters: { sample: 'a' }, engineSettings: settings },
            { runSettingId: 'b', parameters: { sample: 'b' } },
          ],
        },
      }),
    );
    await services.clock.sleep(60_000, never);
    const ids = (await omics.listSubmissions(started.id, {}, undefined)).items.map(
      ({ runId }) => runId ?? '',
    );
    const raw = await Promise.all(
      ids.map(async (id) => {
        const answer = await fetch(`${services.endpoint}/run/${id}`, {
          headers: { authorization: AUTHORIZATION },
        });
        const { scratchStorageMode, engineSettings } = (await answer.json()) as Record<string, unknown>;
        return [scratchStorageMode, engineSettings];
      }),
    );
    assert.deepEqual(raw, [
      ['LOCAL', settings],
      ['LOCAL', {}],
    ]);
  });

  it('come on no, one and many pages', async () => {
    const other = await localServices();
    assert.deepEqual(await other.omics.listBatches(undefined), { items: [], next: undefined });
    await other.close();
    for (let i = 0; i < 101; i++) await services.omics.startBatch(request(`page ${i}`));
    const first = await services.omics.listBatches(undefined);
    assert.deepEqual([first.items.length, first.items[0]?.name], [100, 'page 100']);
    const second = await services.omics.listBatches(first.next);
    assert.deepEqual([second.items.at(-1)?.name, second.next], ['counted', undefined]);
  });

  it('can be changed in the states that the service names, and in no others', () => {
    const states = [
      'CREATING',
      'PENDING',
      'SUBMITTING',
      'INPROGRESS',
      'STOPPING',
      'PROCESSED',
      'CANCELLED',
      'FAILED',
    ];
    const allowed = states.map((state) =>
      (['cancel', 'deleteRuns', 'delete'] as const).filter((action) => isAllowed(action, state)).join(' '),
    );
    assert.deepEqual(allowed, [
      '',
      'cancel',
      'cancel',
      'cancel',
      '',
      'deleteRuns delete',
      'deleteRuns delete',
      'delete',
    ]);
  });
});

/** The local service reads who asks from a signature, and verifies none. */
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=TEST/20261120/us-east-1/omics/aws4_request, SignedHeaders=host, Signature=0';
