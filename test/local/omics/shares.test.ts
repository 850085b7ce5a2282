import assert from 'node:assert/strict';
import {
  AcceptShareCommand,
  CreateShareCommand,
  DeleteShareCommand,
  GetRunCommand,
  GetShareCommand,
  GetWorkflowCommand,
  ListSharesCommand,
  StartRunCommand,
  paginateListShares,
} from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { eachWithService } from '../support/service.ts';

describe('local shares', () => {
  const local = eachWithService();
  const arnOf = (workflowId: string) => `arn:aws:omics:us-east-1:123456789012:workflow/${workflowId}`;
  const share = (workflowId: string, principalSubscriber: string, shareName?: string) =>
    local().omics.send(
      new CreateShareCommand({ resourceArn: arnOf(workflowId), principalSubscriber, shareName }),
    );
  const get = (shareId: string) => local().omics.send(new GetShareCommand({ shareId }));
  const remove = (shareId: string) => local().omics.send(new DeleteShareCommand({ shareId }));
  const list = async (input: object = {}) => {
    const pages: string[] = [];
    const wanted = { resourceOwner: 'SELF' as const, ...input };
    for await (const page of paginateListShares({ client: local().omics }, wanted)) {
      pages.push((page.shares ?? []).map((item) => item.principalSubscriber).join(' '));
    }
    return pages;
  };

  it('are made, shown and deleted', async () => {
    const workflowId = await local().workflow();
    const made = await share(workflowId, '111122223333', 'mine');
    const { shareId = '' } = made;
    assert.deepEqual([made.status, made.shareName], ['PENDING', 'mine']);
    assert.deepEqual((await get(shareId)).share, {
      shareId,
      shareName: 'mine',
      resourceArn: arnOf(workflowId),
      resourceId: workflowId,
      principalSubscriber: '111122223333',
      ownerId: '123456789012',
      status: 'PENDING',
      creationTime: new Date('2026-01-01T00:00:03Z'),
      updateTime: new Date('2026-01-01T00:00:03Z'),
    });
    assert.match(
      await errorOf(local().omics.send(new AcceptShareCommand({ shareId }))),
      /^ConflictException 409: .*for another account to accept/,
    );
    assert.equal((await remove(shareId)).status, 'DELETING');
    for (const ask of [get, remove]) {
      assert.match(await errorOf(ask(shareId)), /^ResourceNotFoundException 404: There is no share/);
    }
  });

  it('are listed on no, one and many pages', async () => {
    const workflowId = await local().workflow();
    assert.deepEqual(await list(), ['']);
    for (const account of ['111111111111', '222222222222', '333333333333']) await share(workflowId, account);
    assert.deepEqual(await list(), ['333333333333 222222222222 111111111111']);
    assert.deepEqual(await list({ maxResults: 2 }), ['333333333333 222222222222', '111111111111']);
    assert.deepEqual(await list({ resourceOwner: 'OTHER' }), ['']);
    assert.deepEqual(await list({ filter: { status: ['ACTIVE'] } }), ['']);
    assert.deepEqual(await list({ filter: { type: ['WORKFLOW'], resourceArns: [arnOf('5')] } }), ['']);
    const token = new ListSharesCommand({ resourceOwner: 'SELF', nextToken: 'x' });
    assert.match(await errorOf(local().omics.send(token)), /^ValidationException 400/);
  });

  it('are refused for what is not there, and twice', async () => {
    assert.match(await errorOf(share('5', '111122223333')), /^ResourceNotFoundException 404/);
    const workflowId = await local().workflow();
    assert.match(await errorOf(share(workflowId, 'somebody')), /^ValidationException 400/);
    assert.match(await errorOf(share(workflowId, '123456789012')), /^ValidationException 400/);
    await share(workflowId, '111122223333');
    assert.match(await errorOf(share(workflowId, '111122223333')), /^ConflictException 409/);
  });
});

describe('workflows that other accounts share', () => {
  const OWNER = '210987654321';
  const local = eachWithService({
    scenario: {
      account: {
        sharedWorkflows: [
          { id: '7000001', name: 'joint calling', ownerId: OWNER },
          { id: '7000002', name: 'annotation', ownerId: OWNER },
        ],
      },
    },
  });
  const list = async () => {
    const { shares = [] } = await local().omics.send(new ListSharesCommand({ resourceOwner: 'OTHER' }));
    return shares.map(({ shareName, resourceId, ownerId, status }) =>
      [shareName, resourceId, ownerId, status].join(' '),
    );
  };
  const first = async () => {
    const { shares = [] } = await local().omics.send(new ListSharesCommand({ resourceOwner: 'OTHER' }));
    return shares.find(({ resourceId }) => resourceId === '7000001')?.shareId ?? '';
  };
  const get = (more: object = {}) =>
    local().omics.send(new GetWorkflowCommand({ id: '7000001', workflowOwnerId: OWNER, ...more }));

  it('are offered, accepted, shown and given back', async () => {
    assert.deepEqual(await list(), [
      `joint-calling 7000001 ${OWNER} PENDING`,
      `annotation 7000002 ${OWNER} PENDING`,
    ]);
    assert.match(await errorOf(get()), /^ResourceNotFoundException 404/);
    const shareId = await first();
    assert.equal((await local().omics.send(new AcceptShareCommand({ shareId }))).status, 'ACTIVATING');
    assert.deepEqual(await list(), [
      `annotation 7000002 ${OWNER} PENDING`,
      `joint-calling 7000001 ${OWNER} ACTIVE`,
    ]);
    assert.match(
      await errorOf(local().omics.send(new AcceptShareCommand({ shareId }))),
      /^ConflictException 409: .*accepted already/,
    );
    const workflow = await get();
    assert.deepEqual(
      [workflow.name, workflow.status, workflow.arn],
      ['joint calling', 'ACTIVE', `arn:aws:omics:us-east-1:${OWNER}:workflow/7000001`],
    );
    assert.match(
      await errorOf(get({ export: ['DEFINITION'] })),
      /^ValidationException 400: .*shared and cannot be exported/,
    );
    await local().omics.send(new DeleteShareCommand({ shareId }));
    assert.deepEqual(await list(), [`annotation 7000002 ${OWNER} PENDING`]);
    assert.match(await errorOf(get()), /^ResourceNotFoundException 404/);
  });

  it('can be run once they were accepted', async () => {
    const run = () =>
      local().omics.send(
        new StartRunCommand({
          workflowId: '7000001',
          workflowOwnerId: OWNER,
          roleArn: 'arn:aws:iam::123456789012:role/run',
          outputUri: 's3://bucket/out/',
          requestId: 'one',
        }),
      );
    assert.match(await errorOf(run()), /^ResourceNotFoundException 404/);
    await local().omics.send(new AcceptShareCommand({ shareId: await first() }));
    const { id } = await run();
    const started = await local().omics.send(new GetRunCommand({ id }));
    assert.deepEqual([started.workflowId, started.workflowOwnerId], ['7000001', OWNER]);
  });
});
