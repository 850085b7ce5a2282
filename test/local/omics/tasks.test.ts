import assert from 'node:assert/strict';
import { GetRunTaskCommand, ListRunTasksCommand, paginateListRunTasks } from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { PIPELINE, eachWithService, zipOf } from '../support/service.ts';

describe('local tasks', () => {
  const local = eachWithService();
  const startPipeline = async (samples: readonly string[], more: object = {}) =>
    local().start({
      workflowId: await local().workflow(zipOf(PIPELINE)),
      parameters: { samples: [...samples], reference: 's3://inputs/ref.fa', ...more },
    });
  const list = async (id: string, input: object = {}) => {
    const pages: string[] = [];
    for await (const page of paginateListRunTasks({ client: local().omics }, { id, ...input })) {
      pages.push((page.items ?? []).map((task) => `${task.name ?? ''} ${task.status}`).join(', '));
    }
    return pages;
  };

  it('appear when they can start, and are listed on no, one and many pages', async () => {
    const id = await startPipeline(['a', 'b', 'c']);
    assert.deepEqual(await list(id), ['']);
    await local().pass(9);
    assert.deepEqual(await list(id), ['Prepare STARTING']);
    await local().pass(600);
    assert.deepEqual(await list(id, { maxResults: 2 }), [
      'Merge COMPLETED, Align-2 COMPLETED',
      'Align-1 COMPLETED, Align-0 COMPLETED',
      'Prepare COMPLETED',
    ]);
    assert.deepEqual(await list(id, { status: 'FAILED' }), ['']);
    assert.match(
      await errorOf(local().omics.send(new ListRunTasksCommand({ id, startingToken: 'x' }))),
      /^ValidationException 400/,
    );
  });

  it('get the size that they ask for and the instance that fits', async () => {
    const id = await startPipeline(['a'], { report: true });
    await local().pass(600);
    const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
    assert.deepEqual(
      items.map(
        (task) =>
          `${task.name ?? ''}: ${task.cpus} vCPU, ${task.memory} GiB, ${task.gpus} GPU, ${task.instanceType ?? ''}`,
      ),
      [
        'Report: 1 vCPU, 1 GiB, 0 GPU, omics.c.large',
        'Merge: 2 vCPU, 8 GiB, 0 GPU, omics.m.large',
        'Align-0: 8 vCPU, 16 GiB, 0 GPU, omics.c.2xlarge',
        'Prepare: 1 vCPU, 1 GiB, 0 GPU, omics.c.large',
      ],
    );
  });

  it('tell what is known about one of them', async () => {
    const id = await startPipeline(['a']);
    await local().pass(600);
    const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
    const taskId = items.at(-1)?.taskId ?? '';
    const task = await local().omics.send(new GetRunTaskCommand({ id, taskId }));
    assert.deepEqual(
      { ...task, $metadata: 0, imageDetails: { ...task.imageDetails, imageDigest: '' } },
      {
        taskId,
        status: 'COMPLETED',
        name: 'Prepare',
        cpus: 1,
        memory: 1,
        gpus: 0,
        instanceType: 'omics.c.large',
        cacheHit: false,
        creationTime: new Date('2026-01-01T00:00:11Z'),
        startTime: new Date('2026-01-01T00:00:13Z'),
        stopTime: new Date('2026-01-01T00:00:26Z'),
        logStream: `arn:aws:logs:us-east-1:123456789012:log-group:/aws/omics/WorkflowLog:log-stream:run/${id}/task/${taskId}`,
        imageDetails: { image: 'tools:1', imageDigest: '', sourceImage: 'tools:1' },
        $metadata: 0,
      },
    );
  });

  it('are at most 25 at once', async () => {
    const id = await startPipeline(Array.from({ length: 60 }, (_, i) => `s${i}`));
    let most = 0;
    let waiting = 0;
    for (let second = 0; second < 120; second++) {
      const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
      const busy = items.filter(({ status }) => ['STARTING', 'RUNNING', 'STOPPING'].includes(status ?? ''));
      most = Math.max(most, busy.length);
      waiting = Math.max(waiting, items.filter(({ status }) => status === 'PENDING').length);
      await local().pass(1);
    }
    assert.deepEqual([most, waiting], [25, 35]);
    assert.equal(await local().status(id), 'COMPLETED');
  });

  it('that ask for more than any instance has make the run fail', async () => {
    const workflowId = await local().workflow(
      zipOf(`
        //- /main.wdl
        version 1.1
        workflow Big { call Huge }
        task Huge {
          command <<< >>>
          runtime { container: "x:1" cpu: 500 }
        }
      `),
    );
    const id = await local().start({ workflowId });
    await local().pass(600);
    const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
    const task = await local().omics.send(new GetRunTaskCommand({ id, taskId: items[0]?.taskId }));
    assert.deepEqual([task.status, task.failureReason], ['FAILED', 'INVALID_TASK_RESOURCE_VALUE']);
    assert.match(task.statusMessage ?? '', /Huge asks for more than any instance has: 192 vCPUs/);
  });

  it('belong to their run and appear in their time', async () => {
    const id = await startPipeline(['a']);
    await local().pass(12);
    const get = (run: string, taskId: string) =>
      errorOf(local().omics.send(new GetRunTaskCommand({ id: run, taskId })));
    assert.match(await get(id, `${id}00002`), /^ResourceNotFoundException 404: .*no task/);
    assert.match(await get(id, '1'), /^ResourceNotFoundException 404: .*no task 1/);
    assert.match(await get('1', `${id}00001`), /^ResourceNotFoundException 404: There is no run 1/);
    assert.match(
      await errorOf(local().omics.send(new ListRunTasksCommand({ id: '1' }))),
      /^ResourceNotFoundException 404/,
    );
  });
});
