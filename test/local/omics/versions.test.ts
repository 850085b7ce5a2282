import assert from 'node:assert/strict';
import {
  CreateWorkflowVersionCommand,
  DeleteWorkflowVersionCommand,
  GetRunCommand,
  GetWorkflowVersionCommand,
  UpdateWorkflowVersionCommand,
  paginateListWorkflowVersions,
} from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { PIPELINE, SMALL, eachWithService, zipOf } from '../support/service.ts';

describe('local workflow versions', () => {
  const local = eachWithService();
  const create = (workflowId: string, versionName: string, more: object = {}) =>
    local().omics.send(
      new CreateWorkflowVersionCommand({ workflowId, versionName, definitionZip: zipOf(SMALL), ...more }),
    );
  const get = (workflowId: string, versionName: string) =>
    local().omics.send(new GetWorkflowVersionCommand({ workflowId, versionName }));

  it('have a definition of their own and become ACTIVE by themselves', async () => {
    const id = await local().workflow(zipOf(PIPELINE));
    const created = await create(id, '1.0.0', { description: 'first', tags: { a: 'b' } });
    assert.deepEqual(
      { ...created, uuid: undefined, $metadata: created.$metadata.httpStatusCode },
      {
        arn: `arn:aws:omics:us-east-1:123456789012:workflow/${id}/version/1.0.0`,
        workflowId: id,
        versionName: '1.0.0',
        status: 'CREATING',
        tags: { a: 'b' },
        uuid: undefined,
        $metadata: 201,
      },
    );
    assert.equal((await get(id, '1.0.0')).status, 'CREATING');
    await local().pass(3);
    const version = await get(id, '1.0.0');
    assert.deepEqual(
      [version.status, version.description, version.main, Object.keys(version.parameterTemplate ?? {})],
      ['ACTIVE', 'first', 'main.wdl', ['name']],
    );
  });

  it('are run when a run names them', async () => {
    const id = await local().workflow(zipOf(PIPELINE));
    const { uuid } = await create(id, 'small');
    await local().pass(3);
    const run = await local().start({ workflowId: id, workflowVersionName: 'small' });
    const { workflowId, workflowVersionName, workflowUuid } = await local().omics.send(
      new GetRunCommand({ id: run }),
    );
    assert.deepEqual([workflowId, workflowVersionName, workflowUuid], [id, 'small', uuid]);
    const missing = local().start({ workflowId: id, workflowVersionName: 'other' });
    assert.match(await errorOf(missing), /^ResourceNotFoundException 404: .*no version 'other'/);
  });

  it('have names that are unique, and are made once for one requestId', async () => {
    const id = await local().workflow();
    const first = await create(id, 'v1', { requestId: 'r' });
    const again = await create(id, 'v1', { requestId: 'r' });
    assert.equal(again.uuid, first.uuid);
    assert.match(await errorOf(create(id, 'v2', { requestId: 'r' })), /^ConflictException 409: .*'r'/);
    assert.match(await errorOf(create(id, 'v1')), /^ConflictException 409: .*version 'v1' already/);
  });

  it('are listed on no, one and many pages, the newest first', async () => {
    const id = await local().workflow();
    const list = async (maxResults?: number) => {
      const pages: string[] = [];
      const input = { workflowId: id, maxResults };
      for await (const page of paginateListWorkflowVersions({ client: local().omics }, input)) {
        pages.push((page.items ?? []).map((item) => item.versionName).join(' '));
      }
      return pages;
    };
    assert.deepEqual(await list(), ['']);
    for (const name of ['a', 'b', 'c']) await create(id, name);
    assert.deepEqual(await list(), ['c b a']);
    assert.deepEqual(await list(2), ['c b', 'a']);
  });

  it('go one by one, after which their names are free', async () => {
    const id = await local().workflow();
    const remove = (versionName: string) =>
      local().omics.send(new DeleteWorkflowVersionCommand({ workflowId: id, versionName }));
    const { uuid } = await create(id, 'v1');
    assert.match(await errorOf(remove('v1')), /^ConflictException 409: .*still being created/);
    await local().pass(3);
    await remove('v1');
    assert.match(await errorOf(get(id, 'v1')), /^ResourceNotFoundException 404/);
    assert.match(await errorOf(remove('v1')), /^ResourceNotFoundException 404/);
    assert.notEqual((await create(id, 'v1')).uuid, uuid);
  });

  it('are changed', async () => {
    const id = await local().workflow();
    await create(id, 'v1');
    await local().pass(3);
    const { $metadata } = await local().omics.send(
      new UpdateWorkflowVersionCommand({
        workflowId: id,
        versionName: 'v1',
        description: 'better',
        storageType: 'STATIC',
        storageCapacity: 2400,
        readmeMarkdown: '# Read me',
      }),
    );
    assert.equal($metadata.httpStatusCode, 202);
    const version = await local().omics.send(
      new GetWorkflowVersionCommand({ workflowId: id, versionName: 'v1', export: ['README'] }),
    );
    assert.deepEqual(
      [version.description, version.storageType, version.storageCapacity, version.status],
      ['better', 'STATIC', 2400, 'ACTIVE'],
    );
    assert.equal(await (await fetch(version.readme ?? '')).text(), '# Read me');
    const other = new UpdateWorkflowVersionCommand({ workflowId: id, versionName: 'v2' });
    assert.match(await errorOf(local().omics.send(other)), /^ResourceNotFoundException 404/);
  });

  it('need their workflow', async () => {
    assert.match(await errorOf(create('5', 'v1')), /^ResourceNotFoundException 404: There is no workflow 5/);
    assert.match(await errorOf(get('5', 'v1')), /^ResourceNotFoundException 404/);
  });
});
