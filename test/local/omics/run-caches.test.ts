import assert from 'node:assert/strict';
import type { CreateRunCacheRequest, StartRunRequest } from '@aws-sdk/client-omics';
import {
  CancelRunCommand,
  CreateRunCacheCommand,
  DeleteRunCacheCommand,
  GetRunCacheCommand,
  GetRunCommand,
  GetRunTaskCommand,
  ListRunCachesCommand,
  ListRunTasksCommand,
  UpdateRunCacheCommand,
  paginateListRunCaches,
} from '@aws-sdk/client-omics';
import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { errorOf } from '../support/errors.ts';
import { LOG_GROUP, readStream } from '../support/logs.ts';
import { PIPELINE, eachWithService, zipOf } from '../support/service.ts';

const LOCATION = 's3://cache-bucket/prefix';

describe('local run caches', () => {
  const local = eachWithService();
  const create = (request: Partial<CreateRunCacheRequest> = {}) =>
    local().omics.send(new CreateRunCacheCommand({ cacheS3Location: LOCATION, ...request }));
  const get = (id: string) => local().omics.send(new GetRunCacheCommand({ id }));
  const remove = (id: string) => local().omics.send(new DeleteRunCacheCommand({ id }));
  const update = (id: string, request: object) =>
    local().omics.send(new UpdateRunCacheCommand({ id, ...request }));

  it('are made, shown, changed and deleted', async () => {
    const made = await create({ name: 'c', description: 'd', tags: { a: 'b' } });
    const arn = 'arn:aws:omics:us-east-1:123456789012:runCache/4000001';
    assert.deepEqual(
      { ...made, $metadata: made.$metadata.httpStatusCode },
      { arn, id: '4000001', status: 'ACTIVE', tags: { a: 'b' }, $metadata: 201 },
    );
    assert.deepEqual(
      { ...(await get('4000001')), $metadata: 0 },
      {
        arn,
        id: '4000001',
        name: 'c',
        description: 'd',
        cacheBehavior: 'CACHE_ON_FAILURE',
        cacheBucketOwnerId: '123456789012',
        cacheS3Uri: LOCATION,
        creationTime: new Date('2026-01-01T00:00:00Z'),
        status: 'ACTIVE',
        tags: { a: 'b' },
        $metadata: 0,
      },
    );
    await update('4000001', { cacheBehavior: 'CACHE_ALWAYS', name: 'e' });
    const changed = await get('4000001');
    assert.deepEqual([changed.name, changed.description, changed.cacheBehavior], ['e', 'd', 'CACHE_ALWAYS']);
    await remove('4000001');
    for (const ask of [get, remove, (id: string) => update(id, {})]) {
      assert.match(await errorOf(ask('4000001')), /^ResourceNotFoundException 404: There is no run cache/);
    }
  });

  it('are listed on no, one and many pages', async () => {
    const list = async (input: object = {}) => {
      const pages: string[] = [];
      for await (const page of paginateListRunCaches({ client: local().omics }, input)) {
        pages.push((page.items ?? []).map(({ id = '', name = '-' }) => `${id} ${name}`).join(', '));
      }
      return pages;
    };
    assert.deepEqual(await list(), ['']);
    for (const name of ['a', 'b', 'c']) await create({ name });
    assert.deepEqual(await list(), ['4000003 c, 4000002 b, 4000001 a']);
    assert.deepEqual(await list({ maxResults: 2 }), ['4000003 c, 4000002 b', '4000001 a']);
    assert.match(
      await errorOf(local().omics.send(new ListRunCachesCommand({ startingToken: 'x' }))),
      /^ValidationException 400/,
    );
  });

  it('are made once for one requestId', async () => {
    const request = { requestId: 'click' };
    assert.equal((await create(request)).id, (await create(request)).id);
    assert.match(await errorOf(create({ ...request, name: 'b' })), /^ConflictException 409: .*'click'/);
  });

  describe('and the runs that use them', () => {
    const parameters = { samples: ['a', 'b'], reference: 's3://inputs/ref.fa' };
    const start = (request: Partial<StartRunRequest>) =>
      local().start({ workflowId: '1000001', storageType: 'DYNAMIC', parameters, ...request });
    const run = async (request: Partial<StartRunRequest>) => {
      const id = await start(request);
      await local().pass(600);
      return id;
    };
    const hits = async (id: string) => {
      const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
      return items.map((task) => `${task.name ?? ''}${task.cacheHit === true ? ' hit' : ''}`).reverse();
    };
    const none = ['Prepare', 'Align-0', 'Align-1', 'Merge'];
    const all = none.map((name) => `${name} hit`);

    it('take the results of tasks that nothing has changed for', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id: cacheId } = await create({ cacheBehavior: 'CACHE_ALWAYS' });
      const first = await run({ cacheId });
      assert.deepEqual(await hits(first), none);
      const second = await run({ cacheId });
      assert.deepEqual(await hits(second), all);
      const run2 = await local().omics.send(new GetRunCommand({ id: second }));
      assert.deepEqual(
        [run2.cacheId, run2.cacheBehavior, run2.status],
        [cacheId, 'CACHE_ALWAYS', 'COMPLETED'],
      );
      const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id: second }));
      const [last] = items;
      assert.match(
        last?.cacheS3Uri ?? '',
        /^s3:\/\/cache-bucket\/prefix\/[0-9a-f-]{36}\/2000001\/200000100004\/[0-9a-f-]{36}$/,
      );
      const task = await local().omics.send(new GetRunTaskCommand({ id: second, taskId: last?.taskId }));
      assert.deepEqual([task.cacheHit, task.cacheS3Uri, task.logStream], [true, last?.cacheS3Uri, undefined]);
    });

    it('run again what depends on another input, and what comes after it', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id: cacheId } = await create({ cacheBehavior: 'CACHE_ALWAYS' });
      await run({ cacheId });
      const changed = await run({ cacheId, parameters: { ...parameters, samples: ['a', 'c'] } });
      assert.deepEqual(await hits(changed), ['Prepare hit', 'Align-0 hit', 'Align-1', 'Merge']);
      const other = await run({ cacheId, parameters: { ...parameters, reference: 's3://inputs/new.fa' } });
      assert.deepEqual(await hits(other), none);
    });

    it('run again the task that was edited, and what comes after it', async () => {
      await local().workflow(zipOf(PIPELINE));
      const edited = PIPELINE.replace('merge ~{sep', 'merge -v ~{sep');
      const { id: cacheId } = await create({ cacheBehavior: 'CACHE_ALWAYS' });
      await run({ cacheId });
      const workflowId = await local().workflow(zipOf(edited));
      assert.deepEqual(await hits(await run({ cacheId, workflowId })), [
        'Prepare hit',
        'Align-0 hit',
        'Align-1 hit',
        'Merge',
      ]);
    });

    it('never take the result of a task that says it is volatile', async () => {
      await local().workflow(
        zipOf(PIPELINE.replace('task Prepare {', 'task Prepare {\n    meta { volatile: true }')),
      );
      const { id: cacheId } = await create({ cacheBehavior: 'CACHE_ALWAYS' });
      await run({ cacheId });
      assert.deepEqual(await hits(await run({ cacheId })), [
        'Prepare',
        'Align-0 hit',
        'Align-1 hit',
        'Merge hit',
      ]);
    });

    it('save results of runs that fail, and by themselves only of those', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id: cacheId } = await create();
      await run({ cacheId });
      assert.deepEqual(await hits(await run({ cacheId })), none, 'a run that went well saved nothing');
      await local().play({ tasks: [{ task: 'Merge', fail: {} }] });
      await run({ cacheId });
      await local().play({});
      assert.deepEqual(await hits(await run({ cacheId })), [
        'Prepare hit',
        'Align-0 hit',
        'Align-1 hit',
        'Merge',
      ]);
    });

    it('save nothing when the export fails, and what was done when they are cancelled', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id: cacheId } = await create({ cacheBehavior: 'CACHE_ALWAYS' });
      await local().play({ runs: [{ fail: { during: 'export', reason: 'EXPORT_FAILED' } }] });
      await run({ cacheId });
      await local().play({ tasks: [{ task: 'Align', seconds: 1000 }] });
      const cancelled = await start({ cacheId });
      await local().pass(60);
      assert.deepEqual(await hits(cancelled), none.slice(0, 3));
      await local().omics.send(new CancelRunCommand({ id: cancelled }));
      await local().pass(10);
      await local().play({});
      assert.deepEqual(await hits(await run({ cacheId })), ['Prepare hit', ...none.slice(1)]);
    });

    it('say what they found, missed and saved in the log of the cache', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id: cacheId } = await create({ cacheBehavior: 'CACHE_ALWAYS' });
      const [first, second] = [
        await run({ cacheId }),
        await run({ cacheId, parameters: { ...parameters, samples: ['a', 'c'] } }),
      ];
      const prefix = `runCache/${cacheId ?? ''}/`;
      const { logStreams = [] } = await local().logs.send(
        new DescribeLogStreamsCommand({ logGroupName: LOG_GROUP, logStreamNamePrefix: prefix }),
      );
      assert.equal(logStreams.length, 1);
      const lines = await readStream(local(), logStreams[0]?.logStreamName ?? '');
      const read = lines.map((line) => {
        const { logMessage, message } = JSON.parse(line) as { logMessage: string; message: string };
        return `${logMessage} ${/run: [^,]*run\/(\d+),/.exec(message)?.[1] ?? ''}`;
      });
      assert.deepEqual(read, [
        ...none.map(() => `CACHE_MISS ${first}`),
        ...none.map(() => `CACHE_ENTRY_CREATED ${first}`),
        `CACHE_HIT ${second}`,
        `CACHE_HIT ${second}`,
        `CACHE_MISS ${second}`,
        `CACHE_MISS ${second}`,
        `CACHE_ENTRY_CREATED ${second}`,
        `CACHE_ENTRY_CREATED ${second}`,
      ]);
    });

    it('leave their entries in S3', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id: cacheId } = await create({ cacheBehavior: 'CACHE_ALWAYS' });
      await run({ cacheId });
      const { Contents = [] } = await local().s3.send(
        new ListObjectsV2Command({ Bucket: 'cache-bucket', Prefix: 'prefix/' }),
      );
      assert.equal(Contents.length, 4);
      for (const { Key = '' } of Contents) {
        assert.match(Key, /^prefix\/[0-9a-f-]{36}\/2000001\/\d+\/([0-9a-f-]{36})\/\1\.json$/);
      }
    });

    it('keep the cache from being deleted while they run', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id = '' } = await create();
      await start({ cacheId: id });
      assert.match(await errorOf(remove(id)), /^ConflictException 409: .*not over/);
      await local().pass(600);
      await remove(id);
      assert.match(await errorOf(start({ cacheId: id })), /^ResourceNotFoundException 404/);
    });

    it('need a cache for a behavior', async () => {
      await local().workflow(zipOf(PIPELINE));
      assert.match(
        await errorOf(start({ cacheBehavior: 'CACHE_ALWAYS' })),
        /^ValidationException 400: The cacheBehavior needs a 'cacheId'/,
      );
    });
  });
});
