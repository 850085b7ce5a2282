import assert from 'node:assert/strict';
import {
  CancelRunCommand,
  CreateRunGroupCommand,
  DeleteRunGroupCommand,
  GetRunCommand,
  GetRunGroupCommand,
  ListRunGroupsCommand,
  ListRunsCommand,
  UpdateRunGroupCommand,
  paginateListRunGroups,
} from '@aws-sdk/client-omics';
import type { CreateRunGroupRequest, StartRunRequest } from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { eachWithService } from '../support/service.ts';

describe('local run groups', () => {
  const local = eachWithService();
  const create = (request: Partial<CreateRunGroupRequest> = {}) =>
    local().omics.send(new CreateRunGroupCommand(request));
  const get = (id: string) => local().omics.send(new GetRunGroupCommand({ id }));
  const remove = (id: string) => local().omics.send(new DeleteRunGroupCommand({ id }));
  const update = (id: string, request: object) =>
    local().omics.send(new UpdateRunGroupCommand({ id, ...request }));
  const start = (request: Partial<StartRunRequest>) =>
    local().start({ workflowId: '1000001', storageType: 'DYNAMIC', ...request });
  const states = async () => {
    const { items = [] } = await local().omics.send(new ListRunsCommand({}));
    return items.map((run) => `${run.name ?? ''} ${run.status}`).reverse();
  };

  it('are made, shown, changed and deleted', async () => {
    const limits = { name: 'team', maxCpus: 20, maxGpus: 2, maxRuns: 3, maxDuration: 600 };
    const made = await create({ ...limits, tags: { a: 'b' } });
    const arn = 'arn:aws:omics:us-east-1:123456789012:runGroup/3000001';
    assert.deepEqual(
      { ...made, $metadata: made.$metadata.httpStatusCode },
      { arn, id: '3000001', tags: { a: 'b' }, $metadata: 201 },
    );
    assert.deepEqual(
      { ...(await get('3000001')), $metadata: 0 },
      {
        arn,
        id: '3000001',
        ...limits,
        creationTime: new Date('2026-01-01T00:00:00Z'),
        tags: { a: 'b' },
        $metadata: 0,
      },
    );
    const { $metadata } = await update('3000001', { maxRuns: 5, name: 'all' });
    assert.equal($metadata.httpStatusCode, 202);
    const changed = await get('3000001');
    assert.deepEqual([changed.name, changed.maxRuns, changed.maxCpus], ['all', 5, 20]);
    await remove('3000001');
    for (const ask of [
      get,
      remove,
      (id: string) => update(id, {}),
      (id: string) => start({ runGroupId: id }),
    ]) {
      await local().workflow();
      assert.match(await errorOf(ask('3000001')), /^ResourceNotFoundException 404: There is no run group/);
    }
  });

  it('are listed on no, one and many pages, by name', async () => {
    const list = async (input: object = {}) => {
      const pages: string[] = [];
      for await (const page of paginateListRunGroups({ client: local().omics }, input)) {
        pages.push((page.items ?? []).map(({ id = '', name = '-' }) => `${id} ${name}`).join(', '));
      }
      return pages;
    };
    assert.deepEqual(await list(), ['']);
    for (const name of ['a', 'b', 'a']) await create({ name });
    const all = ['3000003 a', '3000002 b', '3000001 a'];
    assert.deepEqual(await list(), [all.join(', ')]);
    assert.deepEqual(await list({ maxResults: 2 }), [all.slice(0, 2).join(', '), all[2]]);
    assert.deepEqual(await list({ name: 'b' }), [all[1]]);
    assert.match(
      await errorOf(local().omics.send(new ListRunGroupsCommand({ startingToken: 'x' }))),
      /^ValidationException 400/,
    );
  });

  it('are made once for one requestId', async () => {
    const request = { name: 'a', requestId: 'click' };
    assert.equal((await create(request)).id, (await create(request)).id);
    assert.match(await errorOf(create({ ...request, name: 'b' })), /^ConflictException 409: .*'click'/);
  });

  it('let as many runs go at once as they allow, and the others wait', async () => {
    await local().workflow();
    const { id: runGroupId } = await create({ maxRuns: 2 });
    for (const name of ['a', 'b', 'c']) await start({ name, runGroupId });
    await start({ name: 'other' });
    await local().pass(8);
    assert.deepEqual(await states(), ['a RUNNING', 'b RUNNING', 'c PENDING', 'other RUNNING']);
    assert.match(await errorOf(remove(runGroupId ?? '')), /^ConflictException 409: .*not over/);
    await local().pass(100);
    assert.deepEqual(await states(), ['a COMPLETED', 'b COMPLETED', 'c COMPLETED', 'other COMPLETED']);
    const [first, third] = [
      await local().omics.send(new GetRunCommand({ id: '2000001' })),
      await local().omics.send(new GetRunCommand({ id: '2000003' })),
    ];
    assert.equal(third.runGroupId, runGroupId);
    assert.ok((third.startTime ?? 0) > (first.stopTime ?? 0), 'the third started when the first had ended');
    assert.deepEqual(
      (await local().omics.send(new ListRunsCommand({ runGroupId }))).items?.map((run) => run.name),
      ['c', 'b', 'a'],
    );
    await remove(runGroupId ?? '');
  });

  it('let as many vCPUs be used at once as they allow', async () => {
    await local().workflow();
    // A run of the small workflow takes two.
    const { id: runGroupId } = await create({ maxCpus: 5 });
    for (const name of ['a', 'b', 'c']) await start({ name, runGroupId });
    await local().pass(8);
    assert.deepEqual(await states(), ['a RUNNING', 'b RUNNING', 'c PENDING']);
    await local().pass(100);
    assert.equal((await states())[2], 'c COMPLETED');
  });

  it('let a run that is larger than all of it run alone', async () => {
    await local().workflow();
    const { id: runGroupId } = await create({ maxCpus: 1 });
    for (const name of ['a', 'b']) await start({ name, runGroupId });
    await local().pass(8);
    assert.deepEqual(await states(), ['a RUNNING', 'b PENDING']);
    await local().pass(100);
    assert.deepEqual(await states(), ['a COMPLETED', 'b COMPLETED']);
  });

  it('let the run with the larger priority go first', async () => {
    await local().workflow();
    const { id: runGroupId } = await create({ maxRuns: 1 });
    await start({ name: 'first', runGroupId });
    for (const [name, priority] of [
      ['low', 1],
      ['high', 9],
      ['also high', 9],
      ['none', undefined],
    ] as const) {
      await start({ name, runGroupId, ...(priority !== undefined && { priority }) });
    }
    await local().pass(600);
    const { items = [] } = await local().omics.send(new ListRunsCommand({}));
    const order = [...items].sort((a, b) => Number(a.startTime) - Number(b.startTime));
    assert.deepEqual(
      order.map((run) => run.name),
      ['first', 'high', 'also high', 'low', 'none'],
    );
  });

  it('fail a run that takes longer than they allow', async () => {
    await local().workflow();
    await local().play({ timing: { taskRunning: 200 } });
    const { id: runGroupId } = await create({ maxDuration: 1 });
    const id = await start({ runGroupId });
    await local().pass(600);
    const run = await local().omics.send(new GetRunCommand({ id }));
    assert.deepEqual(
      [run.status, run.failureReason, run.statusMessage],
      ['FAILED', 'RUN_TIMED_OUT', 'The run took longer than the 60 seconds that it may run'],
    );
    assert.equal(Number(run.stopTime) - Number(run.startTime), 63_000);
  });

  it('give a place free when a run is cancelled, running or waiting', async () => {
    await local().workflow();
    const { id: runGroupId } = await create({ maxRuns: 1 });
    const [a, b] = [await start({ name: 'a', runGroupId }), await start({ name: 'b', runGroupId })];
    await start({ name: 'c', runGroupId });
    await local().pass(8);
    await local().omics.send(new CancelRunCommand({ id: b }));
    await local().pass(3);
    assert.deepEqual(await states(), ['a RUNNING', 'b CANCELLED', 'c PENDING']);
    await local().omics.send(new CancelRunCommand({ id: a }));
    await local().pass(10);
    assert.deepEqual(await states(), ['a CANCELLED', 'b CANCELLED', 'c RUNNING']);
  });
});

describe('quotas of the account', () => {
  const local = eachWithService();
  const start = (request: Partial<StartRunRequest>) => local().start({ workflowId: '1000001', ...request });

  it('let runs wait, by the type of their storage', async () => {
    await local().workflow();
    await local().play({ quotas: { activeRunsStatic: 1, activeRunsDynamic: 2 } });
    for (const storageType of ['STATIC', 'STATIC', 'DYNAMIC', 'DYNAMIC', 'DYNAMIC'] as const) {
      await start({ storageType });
    }
    await local().pass(8);
    const { items = [] } = await local().omics.send(new ListRunsCommand({}));
    assert.deepEqual(items.map((run) => `${run.storageType} ${run.status}`).reverse(), [
      'STATIC RUNNING',
      'STATIC PENDING',
      'DYNAMIC RUNNING',
      'DYNAMIC RUNNING',
      'DYNAMIC PENDING',
    ]);
  });

  it('keep as many runs as there may be, and remove the oldest that may go', async () => {
    await local().workflow();
    await local().play({ quotas: { runs: 2 } });
    const ids = async () =>
      (await local().omics.send(new ListRunsCommand({}))).items?.map((run) => run.id).join(' ');
    await start({});
    await start({ retentionMode: 'REMOVE' });
    await local().pass(600);
    assert.match(await errorOf(start({})), /^ServiceQuotaExceededException 402: There are 2 runs/);
    await start({ retentionMode: 'REMOVE' });
    assert.equal(await ids(), '2000003 2000001');
    assert.match(
      await errorOf(start({ retentionMode: 'REMOVE' })),
      /^ServiceQuotaExceededException 402/,
      'one that is not over does not go',
    );
  });

  it('throttle requests that come too fast, when a scenario asks for it', async () => {
    await local().workflow();
    await local().play({ enforceRates: true });
    await start({});
    assert.match(await errorOf(start({})), /^ThrottlingException 429: Rate exceeded/);
    await local().pass(1);
    await start({});
    const list = () => local().omics.send(new ListRunsCommand({}));
    for (let i = 0; i < 10; i++) await list();
    assert.match(await errorOf(list()), /^ThrottlingException 429/);
    await local().pass(0.1);
    await list();
  });
});
