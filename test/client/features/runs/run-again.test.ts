import assert from 'node:assert/strict';
import { GetRunCommand, OmicsClient } from '@aws-sdk/client-omics';
import { createRunFile, runFileOf } from '../../../../client/src/features/runs/run-again.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import type { EarlierRun } from '../../../../client/src/omics/run-request.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import { client } from '../../support/client.ts';
import { GERMLINE_FILES } from '../../support/germline.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const never = new AbortController().signal;

describe('running again', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  const runIds = async () => (await services.omics.listRuns(undefined)).items.map(({ id }) => id);

  it('repeats a run by its id, under a name of its own', async () => {
    const window = client(services);
    const first = await window.start();
    await services.clock.sleep(600_000, never);
    const { id } = await window.again(first.id);
    const sdk = new OmicsClient({
      endpoint: services.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'placeholder', secretAccessKey: 'placeholder' },
      disableHostPrefix: true,
    });
    const run = await sdk.send(new GetRunCommand({ id }));
    sdk.destroy();
    assert.equal(run.runId, first.id);
    assert.deepEqual(run.parameters, { samples: ['NA12878', 'NA12891', 'NA12892'] });
    assert.match(run.name ?? '', /^germline params 2026-11-20 09:10:\d\d$/);
    assert.equal((await runIds()).length, 2);
  });

  it('repeats it once when it is clicked twice', async () => {
    const window = client(services);
    const first = await window.start();
    const again = await Promise.all([window.again(first.id), window.again(first.id)]);
    assert.equal(again[0]?.id, again[1]?.id);
    assert.equal((await runIds()).length, 2);
  });

  it('says that the run is gone', async () => {
    const window = client(services);
    assert.match(await window.again('404').then(() => 'started', messageOf), /404/);
  });

  describe('with changes', () => {
    const EARLIER: EarlierRun = {
      id: '7',
      arn: 'arn:run/7',
      name: 'germline NA12878 2026-11-20 09:00:03',
      status: 'COMPLETED',
      members: {
        workflowId: '1',
        workflowVersionName: '2.0',
        roleArn: 'arn:aws:iam::123456789012:role/run',
        outputUri: 's3://bucket/outputs/',
        parameters: { samples: ['a'] },
        tags: { project: 'x' },
      },
      workflowOwnerId: undefined,
    };

    it('writes a run file that repeats the run and shows what it had', () => {
      assert.deepEqual(JSON.parse(runFileOf(EARLIER)), {
        runId: '7',
        roleArn: 'arn:aws:iam::123456789012:role/run',
        outputUri: 's3://bucket/outputs/',
        parameters: { samples: ['a'] },
        tags: { project: 'x' },
        name: 'germline NA12878 again',
      });
    });

    it('names the workflow where it is shared, because the service cannot repeat such a run', () => {
      const shared = {
        ...EARLIER,
        workflowOwnerId: '111122223333',
        members: { ...EARLIER.members, workflowOwnerId: '111122223333' },
      };
      const written = JSON.parse(runFileOf(shared)) as Readonly<Record<string, unknown>>;
      assert.deepEqual(
        [written['runId'], written['workflowId'], written['workflowOwnerId']],
        [undefined, '1', '111122223333'],
      );
    });

    it('finds a free name for the file', async () => {
      const files = memoryFiles(GERMLINE_FILES);
      const uris = [
        await createRunFile(EARLIER, 'file:///ws', files),
        await createRunFile(EARLIER, 'file:///ws', files),
        await createRunFile({ ...EARLIER, name: undefined }, 'file:///ws', files),
      ];
      assert.deepEqual(uris, [
        'file:///ws/germline-NA12878.run.json',
        'file:///ws/germline-NA12878-2.run.json',
        'file:///ws/Run-7.run.json',
      ]);
    });
  });
});

describe('cancelling and deleting against the service', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  /** So many runs with the same definition; `over`: they have ended. */
  async function windowWith(number: number, state: 'alive' | 'over', ...answers: readonly string[]) {
    if (state === 'alive') await services.play({ timing: { taskRunning: 1_000_000 } });
    const starting = client(services);
    const ids: string[] = [];
    for (let index = 0; index < number; index++) ids.push((await starting.start()).id);
    starting.close();
    if (state === 'over') await services.clock.sleep(3_600_000, never);
    // A window that has started nothing is told of no end, and polls nothing.
    const window = client(services, { answers });
    window.store.showFirstPage((await services.omics.listRuns(undefined)).items, undefined);
    return { window, ids };
  }
  const statuses = async () => {
    await services.clock.sleep(600_000, never);
    return (await services.omics.listRuns(undefined)).items.map(({ status }) => status);
  };

  const faults: Readonly<Record<string, Scenario>> = {
    'throttled three times': { requests: [{ operation: '*', error: 'ThrottlingException', times: 3 }] },
    'answered 500': { requests: [{ operation: '*', error: 'InternalServerException', times: 2 }] },
    'cut off after the service has done it': { requests: [{ operation: '*', drop: 'after' }] },
    'cut off before the service has seen it': { requests: [{ operation: '*', drop: 'before' }] },
  };
  for (const [name, scenario] of Object.entries(faults)) {
    it(`deletes every run once, although a request is ${name}`, async () => {
      const { window, ids } = await windowWith(3, 'over', 'delete');
      await services.play(scenario);
      await window.delete(...ids);
      assert.deepEqual(await statuses(), []);
      assert.deepEqual(window.store.runs(), []);
    }).timeout(60_000);

    it(`cancels a run, although the request is ${name}`, async () => {
      const { window, ids } = await windowWith(1, 'alive', 'Cancel Run');
      await services.play(scenario);
      await window.cancel(...ids);
      await services.play({});
      assert.deepEqual(await statuses(), ['CANCELLED']);
    }).timeout(60_000);
  }

  it('says once that credentials have expired in the middle, and loses nothing', async () => {
    const { window, ids } = await windowWith(4, 'over', 'delete', 'delete');
    await services.play({ credentialsExpireAfter: 2 });
    const outcome = await window.delete(...ids).then(() => 'deleted', messageOf);
    assert.match(outcome, /^2 of 4 runs were deleted\. The credentials of profile 'default' have expired\./);
    await services.play({});
    assert.equal(window.store.runs().length, 2);
    await window.delete(...window.store.runs().map(({ run }) => run.id));
    assert.deepEqual(await statuses(), []);
  }).timeout(60_000);

  it('says that credentials have expired before a run could be cancelled, and cancels it when they are renewed', async () => {
    const { window, ids } = await windowWith(3, 'alive', 'Cancel 3 Runs', 'Cancel 2 Runs');
    await services.play({ timing: { taskRunning: 1_000_000 }, credentialsExpireAfter: 1 });
    const outcome = await window.cancel(...ids).then(() => 'cancelled', messageOf);
    assert.match(
      outcome,
      /^1 of 3 runs were cancelled\. The credentials of profile 'default' have expired\./,
    );
    await services.play({ timing: { taskRunning: 1_000_000 } });
    window.store.showFirstPage((await services.omics.listRuns(undefined)).items, undefined);
    const alive = window.store.runs().filter(({ run }) => !/CANCELLED|STOPPING/.test(run.status));
    await window.cancel(...alive.map(({ run }) => run.id));
    assert.deepEqual(await statuses(), ['CANCELLED', 'CANCELLED', 'CANCELLED']);
  }).timeout(60_000);

  it('keeps to the rates of the service: nothing is throttled', async () => {
    const { ids } = await windowWith(12, 'over');
    const window = client(services, { answers: ['delete'], rates: 'aws' });
    window.store.showFirstPage((await services.omics.listRuns(undefined)).items, undefined);
    await services.play({ enforceRates: true });
    await window.delete(...ids);
    assert.deepEqual(await statuses(), []);
  }).timeout(60_000);
});
