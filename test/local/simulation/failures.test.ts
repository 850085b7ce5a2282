import assert from 'node:assert/strict';
import {
  CancelRunCommand,
  GetRunCommand,
  GetRunTaskCommand,
  ListRunTasksCommand,
} from '@aws-sdk/client-omics';
import type { Scenario } from '@omics-lens/local/index.ts';
import { readStream } from '../support/logs.ts';
import { PIPELINE, eachWithService, zipOf } from '../support/service.ts';

describe('a run that fails', () => {
  const local = eachWithService();

  async function runWith(scenario: Scenario, parameters: object = {}): Promise<string> {
    const workflowId = await local().workflow(zipOf(PIPELINE));
    await local().play(scenario);
    const given = { samples: ['a', 'b'], reference: 's3://inputs/ref.fa', ...parameters };
    const id = await local().start({ workflowId, name: 'failing', parameters: given });
    await local().pass(600);
    return id;
  }
  const run = (id: string) => local().omics.send(new GetRunCommand({ id }));
  async function tasks(id: string): Promise<readonly string[]> {
    const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
    return items.map((task) => `${task.name ?? ''} ${task.status} ${task.memory} GiB`).reverse();
  }
  async function task(id: string, name: string) {
    const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
    const taskId = items.find((item) => item.name === name)?.taskId;
    return local().omics.send(new GetRunTaskCommand({ id, taskId }));
  }

  it('of a task, says which and why, and cancels the others', async () => {
    const id = await runWith({
      tasks: [
        { task: 'Align-1', seconds: 3, fail: { exitCode: 2, message: 'no such index' } },
        { task: 'Align-0', seconds: 30 },
      ],
    });
    assert.deepEqual(await tasks(id), [
      'Prepare COMPLETED 1 GiB',
      'Align-0 CANCELLED 16 GiB',
      'Align-1 FAILED 16 GiB',
    ]);
    const failed = await task(id, 'Align-1');
    const message = `Task Align-1 with task ID ${failed.taskId ?? ''} ended with exit status 2: no such index`;
    assert.deepEqual([failed.failureReason, failed.statusMessage], ['RUN_TASK_FAILED', message]);
    const { status, failureReason, statusMessage } = await run(id);
    assert.deepEqual([status, failureReason, statusMessage], ['FAILED', 'RUN_TASK_FAILED', message]);
  });

  it('leaves its reason in every log', async () => {
    const id = await runWith({ tasks: [{ task: 'Prepare', fail: { exitCode: 7, message: 'broken' } }] });
    const { uuid = '', statusMessage = '' } = await run(id);
    assert.deepEqual((await readStream(local(), `run/${id}/task/${id}00001`)).slice(-2), [
      'broken',
      '[simulation] exit status 7',
    ]);
    assert.deepEqual(await readStream(local(), `run/${id}/engine`), [
      'wdl.w:Pipeline simulation of the engine :: workflow: "Pipeline", source: "main.wdl"',
      `wdl.w:Pipeline task Prepare (tasks/tools.wdl Ln 2 Col 6) failed :: dir: "/mnt/workflow/call-Prepare", error: "RUN_TASK_FAILED", message: "${statusMessage}"`,
      'wdl.w:Pipeline call Prepare (main.wdl Ln 9 Col 14) failed',
      `wdl.w:Pipeline run failed: ${statusMessage}`,
    ]);
    const lines = await readStream(local(), `run/${id}`);
    assert.deepEqual(
      lines.slice(-4).map((line) => (JSON.parse(line) as { logMessage: string }).logMessage),
      ['TASK_FAILED', 'STOPPING_RUN', 'ENGINE_LOG_GENERATED', 'RUN_FAILED'],
    );
    const manifest = (await readStream(local(), `manifest/run/${id}/${uuid}`)).map(
      (line) => JSON.parse(line) as { status: string; failureReason: string },
    );
    assert.deepEqual(
      manifest.map((entry) => `${entry.status} ${entry.failureReason}`),
      ['FAILED RUN_TASK_FAILED', 'FAILED RUN_TASK_FAILED'],
    );
  });

  it('repeats a task that ran out of memory with twice as much, as often as it may', async () => {
    const fail = { reason: 'OUT_OF_MEMORY_ERROR', exitCode: 137 };
    const recovered = await runWith({ tasks: [{ task: 'Align-0', fail: { ...fail, attempts: 1 } }] });
    assert.deepEqual(await tasks(recovered), [
      'Prepare COMPLETED 1 GiB',
      'Align-0 FAILED 16 GiB',
      'Align-1 COMPLETED 16 GiB',
      'Align-0 COMPLETED 32 GiB',
      'Merge COMPLETED 8 GiB',
    ]);
    assert.equal(await local().status(recovered), 'COMPLETED');

    const failed = await runWith({ tasks: [{ task: 'Align', fail }] }, { samples: ['a'] });
    assert.deepEqual(await tasks(failed), [
      'Prepare COMPLETED 1 GiB',
      'Align-0 FAILED 16 GiB',
      'Align-0 FAILED 32 GiB',
    ]);
    const { status, failureReason } = await run(failed);
    assert.deepEqual([status, failureReason], ['FAILED', 'OUT_OF_MEMORY_ERROR']);
  });

  it('repeats errors of the service twice, and others never', async () => {
    const service = await runWith({ tasks: [{ task: '#1', fail: { reason: 'SERVICE_ERROR' } }] });
    assert.equal((await tasks(service)).length, 3);
    const other = await runWith({ tasks: [{ task: '#1', fail: { reason: 'TASK_TIMED_OUT' } }] });
    assert.equal((await tasks(other)).length, 1);
  });

  for (const during of ['start', 'import', 'export'] as const) {
    it(`during ${during}, for the reason that the scenario gives`, async () => {
      const fail = { during, reason: 'ASSUME_ROLE_FAILED', message: 'the role does not trust the service' };
      const id = await runWith({ runs: [{ run: 'failing', fail }] });
      const { status, failureReason, statusMessage } = await run(id);
      assert.deepEqual([status, failureReason, statusMessage], ['FAILED', fail.reason, fail.message]);
      assert.equal((await tasks(id)).length, during === 'export' ? 4 : 0);
    });
  }

  it('only where the scenario names it', async () => {
    const id = await runWith({
      runs: [{ run: 'other', fail: { during: 'start', reason: 'SERVICE_ERROR' } }],
      tasks: [{ task: '*', run: 'other', fail: {} }],
    });
    assert.equal(await local().status(id), 'COMPLETED');
  });

  const bad: readonly (readonly [string, object, string, RegExp])[] = [
    ['a value of the wrong type', { samples: 'a' }, 'WORKFLOW_RUN_FAILED', /'samples'/],
    ['a file that is not in S3', { reference: '/data/ref.fa' }, 'INVALID_URI_INPUT', /'reference'/],
  ];
  for (const [what, parameters, reason, message] of bad) {
    it(`of ${what}, once it runs`, async () => {
      const id = await runWith({}, parameters);
      const { status, failureReason, statusMessage = '' } = await run(id);
      assert.deepEqual([status, failureReason], ['FAILED', reason]);
      assert.match(statusMessage, message);
      assert.deepEqual(await tasks(id), []);
    });
  }

  it('of more shards than the simulation keeps', async () => {
    const workflowId = await local().workflow(
      zipOf(`
        //- /main.wdl
        version 1.1
        workflow Many {
          scatter (i in range(20000)) { call T }
        }
        task T { command <<< >>> runtime { container: "x:1" } }
      `),
    );
    const id = await local().start({ workflowId });
    await local().pass(600);
    const { failureReason, statusMessage } = await run(id);
    assert.equal(failureReason, 'WORKFLOW_RUN_FAILED');
    assert.match(statusMessage ?? '', /more than 10000 shards/);
  });

  it('cancelled, takes its tasks with it and writes nothing more of them', async () => {
    const workflowId = await local().workflow(zipOf(PIPELINE));
    await local().play({ tasks: [{ task: 'Prepare', seconds: 1 }] });
    const id = await local().start({
      workflowId,
      parameters: { samples: ['a', 'b'], reference: 's3://inputs/ref.fa' },
    });
    await local().pass(16);
    const before = await readStream(local(), `run/${id}/task/${id}00002`);
    await local().omics.send(new CancelRunCommand({ id }));
    await local().pass(600);
    assert.deepEqual(await tasks(id), [
      'Prepare COMPLETED 1 GiB',
      'Align-0 CANCELLED 16 GiB',
      'Align-1 CANCELLED 16 GiB',
    ]);
    assert.deepEqual(await readStream(local(), `run/${id}/task/${id}00002`), before);
    const lines = await readStream(local(), `run/${id}`);
    assert.deepEqual(
      lines.slice(-4).map((line) => (JSON.parse(line) as { logMessage: string }).logMessage),
      ['STOPPING_RUN', 'TASK_CANCELLED', 'TASK_CANCELLED', 'RUN_CANCELLED'],
    );
    const { uuid = '' } = await run(id);
    const [entry = ''] = await readStream(local(), `manifest/run/${id}/${uuid}`);
    assert.equal((JSON.parse(entry) as { status: string }).status, 'CANCELLED');
  });
});
