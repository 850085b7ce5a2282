import assert from 'node:assert/strict';
import {
  CreateConfigurationCommand,
  CreateRunCacheCommand,
  CreateRunGroupCommand,
  CreateWorkflowVersionCommand,
  GetRunCommand,
  GetWorkflowCommand,
  ListTagsForResourceCommand,
  StartRunBatchCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { OUTPUT, ROLE, SMALL, eachWithService, zipOf } from '../support/service.ts';

describe('tags of local resources', () => {
  const local = eachWithService();
  const list = async (resourceArn: string) =>
    (await local().omics.send(new ListTagsForResourceCommand({ resourceArn }))).tags;
  const tag = (resourceArn: string, tags: Record<string, string>) =>
    local().omics.send(new TagResourceCommand({ resourceArn, tags }));
  const untag = (resourceArn: string, ...tagKeys: string[]) =>
    local().omics.send(new UntagResourceCommand({ resourceArn, tagKeys }));

  it('are added to and taken from whatever has tags', async () => {
    const { omics } = local();
    const tags = { made: 'with' };
    const workflowId = await local().workflow();
    const version = await omics.send(
      new CreateWorkflowVersionCommand({ workflowId, versionName: 'v1', definitionZip: zipOf(SMALL), tags }),
    );
    const group = await omics.send(new CreateRunGroupCommand({ tags }));
    const cache = await omics.send(new CreateRunCacheCommand({ cacheS3Location: 's3://bucket', tags }));
    const configuration = await omics.send(
      new CreateConfigurationCommand({ name: 'c', runConfigurations: {}, tags }),
    );
    const batch = await omics.send(
      new StartRunBatchCommand({
        defaultRunSetting: { workflowId, roleArn: ROLE, outputUri: OUTPUT },
        batchRunSettings: { inlineSettings: [{ runSettingId: 'a' }] },
        tags,
      }),
    );
    const run = await omics.send(new GetRunCommand({ id: await local().start({ workflowId, tags }) }));
    for (const { arn = '' } of [version, group, cache, configuration, batch, run]) {
      assert.deepEqual(await list(arn), tags, arn);
      assert.equal((await tag(arn, { made: 'later', more: '' })).$metadata.httpStatusCode, 204);
      assert.deepEqual(await list(arn), { made: 'later', more: '' }, arn);
      assert.equal((await untag(arn, 'made', 'unknown')).$metadata.httpStatusCode, 204);
      assert.deepEqual(await list(arn), { more: '' }, arn);
    }
    const workflow = await omics.send(new GetWorkflowCommand({ id: workflowId }));
    await tag(workflow.arn ?? '', { a: 'b' });
    assert.deepEqual((await omics.send(new GetWorkflowCommand({ id: workflowId }))).tags, { a: 'b' });
  });

  it('are refused where there is nothing, and when they are too many or reserved', async () => {
    const { arn = '' } = await local().omics.send(new CreateRunGroupCommand({}));
    assert.match(await errorOf(list(arn.replace('3000001', '3000009'))), /^ResourceNotFoundException 404/);
    assert.match(
      await errorOf(tag(arn.replace('runGroup', 'task'), { a: 'b' })),
      /^ResourceNotFoundException 404: There is nothing that has tags/,
    );
    assert.match(await errorOf(tag(arn, { 'aws:a': 'b' })), /^ValidationException 400: .*reserves/);
    const many = (from: number) =>
      Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`k${from + i}`, 'v']));
    await tag(arn, many(0));
    assert.match(await errorOf(tag(arn, many(30))), /^ValidationException 400: A resource may have 50 tags/);
  });
});
