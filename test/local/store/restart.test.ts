import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CancelRunCommand,
  CreateConfigurationCommand,
  CreateRunCacheCommand,
  CreateRunGroupCommand,
  DeleteWorkflowCommand,
  GetBatchCommand,
  GetRunCommand,
  GetWorkflowCommand,
  ListRunTasksCommand,
  ListRunsCommand,
  ListTagsForResourceCommand,
  ListWorkflowsCommand,
  StartRunBatchCommand,
  StartRunCommand,
  TagResourceCommand,
} from '@aws-sdk/client-omics';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { fileStore } from '@omics-lens/local/store/store.ts';
import { manualClock } from '@omics-lens/local/index.ts';
import { errorOf } from '../support/errors.ts';
import { readStream } from '../support/logs.ts';
import type { TestService } from '../support/service.ts';
import { OUTPUT, PIPELINE, ROLE, START, startTestService, zipOf } from '../support/service.ts';

describe('a local HealthOmics that keeps its state in a folder', () => {
  let data: string;
  let local: TestService;

  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'omics-local-'));
    local = await startTestService({ data });
  });
  afterEach(async () => {
    await local.close();
    rmSync(data, { recursive: true, force: true });
  });

  /** Stops the service and starts another over the same folder, `seconds` later. */
  async function restart(seconds = 0): Promise<void> {
    const now = local.clock.now();
    await local.close();
    local = await startTestService({ data, clock: manualClock(now + seconds * 1000) });
  }
  const parameters = { samples: ['a', 'b'], reference: 's3://inputs/ref.fa' };

  it('goes on where it was, also in the middle of a run', async () => {
    const workflowId = await local.workflow(zipOf(PIPELINE));
    const id = await local.start({ workflowId, name: 'kept', parameters });
    await local.pass(15);
    const run = await local.omics.send(new GetRunCommand({ id }));
    const { items } = await local.omics.send(new ListRunTasksCommand({ id }));
    const lines = await readStream(local, `run/${id}`);

    await restart();
    assert.deepEqual(
      { ...(await local.omics.send(new GetRunCommand({ id }))), $metadata: 0 },
      { ...run, $metadata: 0 },
    );
    assert.deepEqual((await local.omics.send(new ListRunTasksCommand({ id }))).items, items);
    assert.deepEqual(await readStream(local, `run/${id}`), lines);

    await restart(600);
    assert.equal(await local.status(id), 'COMPLETED');
    assert.deepEqual((await readStream(local, `run/${id}`)).slice(0, lines.length), lines);
    assert.deepEqual(local.reports, []);
  });

  it('runs a workflow that was created before', async () => {
    const workflowId = await local.workflow(zipOf(PIPELINE));
    await restart();
    assert.equal((await local.omics.send(new GetWorkflowCommand({ id: workflowId }))).status, 'ACTIVE');
    const id = await local.start({ workflowId, parameters });
    await local.pass(600);
    assert.equal(await local.status(id), 'COMPLETED');
  });

  it('remembers requests, cancelled runs and deleted workflows', async () => {
    const workflowId = await local.workflow(zipOf(PIPELINE));
    const request = { workflowId, parameters, roleArn: ROLE, outputUri: OUTPUT, requestId: 'before' };
    const { id = '' } = await local.omics.send(new StartRunCommand(request));
    await local.pass(10);
    await local.omics.send(new CancelRunCommand({ id }));
    await local.omics.send(new DeleteWorkflowCommand({ id: workflowId }));
    await restart();
    assert.equal((await local.omics.send(new StartRunCommand(request))).id, id);
    assert.equal(await local.status(id), 'STOPPING');
    assert.deepEqual((await local.omics.send(new ListWorkflowsCommand({}))).items, []);
    assert.equal(await local.workflow(), '1000002');
  });

  it('keeps S3 objects', async () => {
    await local.s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'kept' }));
    await restart();
    const { Body } = await local.s3.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
    assert.equal(await Body?.transformToString(), 'kept');
  });

  it('goes on with the queue and with batches', async () => {
    const workflowId = await local.workflow();
    const { id: runGroupId } = await local.omics.send(new CreateRunGroupCommand({ maxRuns: 1 }));
    const { id: batchId } = await local.omics.send(
      new StartRunBatchCommand({
        defaultRunSetting: { workflowId, roleArn: ROLE, outputUri: OUTPUT, runGroupId },
        batchRunSettings: {
          inlineSettings: [
            { runSettingId: 'a' },
            { runSettingId: 'typo', parameters: { nmae: 'x' } },
            { runSettingId: 'b' },
          ],
        },
      }),
    );
    const batch = () => local.omics.send(new GetBatchCommand({ batchId }));
    const seen: string[] = [];
    for (const seconds of [1.5, 0.6, 5, 10, 13, 600]) {
      await restart(seconds);
      const { status = '', submissionSummary, runSummary } = await batch();
      const { successfulStartSubmissionCount, failedStartSubmissionCount } = submissionSummary ?? {};
      const { pendingRunCount, runningRunCount, completedRunCount } = runSummary ?? {};
      seen.push(
        `${status} ${successfulStartSubmissionCount} started, ${failedStartSubmissionCount} refused: ${pendingRunCount} ${runningRunCount} ${completedRunCount}`,
      );
    }
    assert.deepEqual(seen, [
      'PENDING 0 started, 0 refused: 0 0 0',
      'SUBMITTING 1 started, 1 refused: 1 0 0',
      'INPROGRESS 2 started, 1 refused: 1 0 0',
      'INPROGRESS 2 started, 1 refused: 1 1 0',
      'INPROGRESS 2 started, 1 refused: 0 0 1',
      'PROCESSED 2 started, 1 refused: 0 0 2',
    ]);
    assert.deepEqual(local.reports, []);
  });

  it('keeps groups, caches with what is in them, configurations, tags and uploads', async () => {
    const workflowId = await local.workflow(zipOf(PIPELINE));
    const { id: cacheId } = await local.omics.send(
      new CreateRunCacheCommand({ cacheS3Location: 's3://cache-bucket', cacheBehavior: 'CACHE_ALWAYS' }),
    );
    const { arn = '' } = await local.omics.send(
      new CreateConfigurationCommand({ name: 'c', runConfigurations: {} }),
    );
    await local.omics.send(new TagResourceCommand({ resourceArn: arn, tags: { a: 'b' } }));
    const target = { Bucket: 'b', Key: 'k' };
    const { UploadId } = await local.s3.send(new CreateMultipartUploadCommand(target));
    const part = { ...target, UploadId, PartNumber: 1 };
    const { ETag } = await local.s3.send(new UploadPartCommand({ ...part, Body: 'kept' }));
    await local.start({ workflowId, parameters, cacheId });
    await local.pass(300);
    await restart();
    const id = await local.start({ workflowId, parameters, cacheId });
    await local.pass(300);
    const { items = [] } = await local.omics.send(new ListRunTasksCommand({ id }));
    assert.deepEqual(
      items.map((task) => task.cacheHit),
      [true, true, true, true],
    );
    const { tags } = await local.omics.send(new ListTagsForResourceCommand({ resourceArn: arn }));
    assert.deepEqual(tags, { a: 'b' });
    await local.s3.send(
      new CompleteMultipartUploadCommand({
        ...target,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
    const { Body } = await local.s3.send(new GetObjectCommand(target));
    assert.equal(await Body?.transformToString(), 'kept');
    assert.deepEqual(local.reports, []);
  });

  const damages: readonly (readonly [string, string])[] = [
    ['is cut off', '{"format":1,"record":{"id"'],
    ['is empty', ''],
    ['is binary', '\0\x01'],
    ['holds something else', '{"format":1,"record":{"id":7}}'],
    ['is of another version', '{"format":99,"record":{}}'],
    ['is null', 'null'],
  ];
  for (const [what, content] of damages) {
    it(`reports a record that ${what}, leaves it alone and goes on`, async () => {
      const workflowId = await local.workflow(zipOf(PIPELINE));
      const [first, second] = [
        await local.start({ workflowId, parameters }),
        await local.start({ workflowId, parameters }),
      ];
      const file = join(data, 'runs', `${second}.json`);
      writeFileSync(file, content);
      await restart();
      assert.equal(local.reports.length, 1);
      assert.match(local.reports[0] ?? '', new RegExp(`${second}\\.json cannot be used and is left out: .`));
      assert.equal(await local.status(first), 'PENDING');
      assert.match(await errorOf(local.status(second)), /^ResourceNotFoundException/);
      assert.notEqual(await local.start({ workflowId, parameters }), second, 'its id is not given again');
      assert.equal(readFileSync(file, 'utf8'), content);
      assert.equal((await local.omics.send(new ListRunsCommand({}))).items?.length, 2);
    });
  }

  it('does not run what it has lost the definition of', async () => {
    const workflowId = await local.workflow(zipOf(PIPELINE));
    rmSync(join(data, 'blobs'), { recursive: true });
    await restart();
    assert.match(
      await errorOf(local.start({ workflowId, parameters })),
      /^InternalServerException 500: The definition of workflow 1000001 is gone/,
    );
  });

  it('leaves no half-written files behind', async () => {
    const workflowId = await local.workflow(zipOf(PIPELINE));
    await local.start({ workflowId, parameters });
    await local.service.close();
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      files.filter((file) => file.endsWith('.tmp')),
      [],
    );
  });

  it('has its folder to itself', () => {
    const lock = join(data, 'lock');
    assert.equal(readFileSync(lock, 'utf8'), String(process.pid));
    writeFileSync(lock, String(process.ppid));
    assert.throws(
      () => fileStore(data, assert.fail),
      /is used by another local HealthOmics, process \d+\. Stop it/,
    );
    // A process with the highest number that Linux gives is not alive: what it left behind does not count.
    writeFileSync(lock, String(2 ** 22));
    fileStore(data, assert.fail).close();
    assert.equal(existsSync(lock), false);
  });

  it('never lives the same time twice', async () => {
    await local.pass(3600);
    await local.service.close();
    assert.equal(fileStore(data, assert.fail).time, START + 3_600_000);
    writeFileSync(join(data, 'clock.json'), 'noon');
    const reports: string[] = [];
    assert.equal(fileStore(data, (message) => reports.push(message)).time, undefined);
    assert.match(reports[0] ?? '', /clock\.json does not hold a time/);
  });
});
