import assert from 'node:assert/strict';
import {
  GetBatchCommand,
  GetRunCommand,
  ListRunTasksCommand,
  ListRunsCommand,
  ListRunsInBatchCommand,
  StartRunBatchCommand,
  paginateListRuns,
} from '@aws-sdk/client-omics';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { readStream } from './support/logs.ts';
import { OUTPUT, ROLE, eachWithService } from './support/service.ts';

describe('many local runs', () => {
  const local = eachWithService();

  it('are there when a scenario wants them, and each can be looked into', async () => {
    await local().play({ history: { finished: 100_000, live: 1_000 } });
    const { items: newest = [], nextToken } = await local().omics.send(new ListRunsCommand({}));
    assert.deepEqual([newest.length, newest[0]?.name, newest[0]?.status], [100, 'live-1000', 'RUNNING']);
    assert.notEqual(nextToken, undefined);
    const running = await local().omics.send(new ListRunsCommand({ status: 'RUNNING', maxResults: 1 }));
    assert.equal(running.items?.[0]?.name, 'live-1000');
    const oldest = await local().omics.send(new ListRunsCommand({ name: 'finished-1' }));
    const [first] = oldest.items ?? [];
    assert.equal(first?.status, 'COMPLETED');
    const id = first.id ?? '';
    const { items: tasks = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
    assert.deepEqual(
      tasks.map((task) => `${task.name ?? ''} ${task.status}`),
      ['Work COMPLETED'],
    );
    const lines = await readStream(local(), `run/${id}`);
    assert.match(lines.at(-1) ?? '', /RUN_COMPLETED/);
    const run = await local().omics.send(new GetRunCommand({ id }));
    assert.equal(run.stopTime?.getTime(), first.stopTime?.getTime());
    const last = tasks[0]?.stopTime?.getTime() ?? Infinity;
    assert.ok(last < (run.stopTime?.getTime() ?? 0), 'its tasks ended before it');
    await local().pass(24 * 3600);
    const later = await local().omics.send(new ListRunsCommand({ status: 'RUNNING', maxResults: 1 }));
    assert.equal(later.items?.[0]?.name, 'live-1000');
  });

  it('end in several ways', async () => {
    await local().play({ history: { finished: 10 } });
    const statuses: (string | undefined)[] = [];
    for await (const page of paginateListRuns({ client: local().omics }, { maxResults: 4 })) {
      statuses.push(...(page.items ?? []).map((item) => item.status));
    }
    assert.deepEqual(
      ['COMPLETED', 'FAILED', 'CANCELLED'].map(
        (status) => statuses.filter((other) => other === status).length,
      ),
      [8, 1, 1],
    );
  });

  it('come out of one batch of a hundred thousand', async () => {
    const workflowId = await local().workflow();
    const entries = Array.from({ length: 100_000 }, (_, i) => ({
      runSettingId: `sample-${i}`,
      parameters: { name: `n${i}` },
    }));
    await local().s3.send(
      new PutObjectCommand({ Bucket: 'data', Key: 'all.json', Body: JSON.stringify(entries) }),
    );
    await local().play({ quotas: { activeRunsDynamic: 100_000 }, timing: { batchSubmission: 0.001 } });
    const { id: batchId } = await local().omics.send(
      new StartRunBatchCommand({
        defaultRunSetting: { workflowId, roleArn: ROLE, outputUri: OUTPUT, storageType: 'DYNAMIC' },
        batchRunSettings: { s3UriSettings: 's3://data/all.json' },
      }),
    );
    await local().pass(50);
    const halfway = await local().omics.send(new GetBatchCommand({ batchId }));
    assert.equal(halfway.status, 'SUBMITTING');
    await local().pass(150);
    const { status, runSummary } = await local().omics.send(new GetBatchCommand({ batchId }));
    assert.deepEqual([status, runSummary?.completedRunCount], ['PROCESSED', 100_000]);
    const { runs = [] } = await local().omics.send(
      new ListRunsInBatchCommand({ batchId, runSettingId: 'sample-99999' }),
    );
    const run = await local().omics.send(new GetRunCommand({ id: runs[0]?.runId }));
    assert.deepEqual([run.status, run.parameters], ['COMPLETED', { name: 'n99999' }]);
  }).timeout(180_000);
});
