import assert from 'node:assert/strict';
import { GetRunCommand, ListRunTasksCommand } from '@aws-sdk/client-omics';
import { readStream } from '../support/logs.ts';
import { PIPELINE, START, eachWithService, zipOf } from '../support/service.ts';

describe('a whole run', () => {
  const local = eachWithService();

  it('goes through its states, tasks and logs as time passes', async () => {
    await local().play({
      timing: { taskRunning: 10, taskSpread: 0 },
      tasks: [
        { task: 'Align-1', seconds: 20, log: [{ after: 5, line: 'aligned 50 %' }] },
        {
          task: 'Align',
          log: [
            { after: 0.5, line: 'reading' },
            { after: 99, line: 'late' },
          ],
        },
      ],
    });
    const workflowId = await local().workflow(zipOf(PIPELINE));
    const parameters = { samples: ['NA1', 'NA2'], reference: 's3://inputs/ref.fa', report: true };
    const id = await local().start({ workflowId, parameters });
    const history: string[] = [];
    const note = async (second: number) => {
      const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
      const tasks = items.map((task) => `${task.name ?? ''} ${task.status}`).reverse();
      const now = [await local().status(id), ...tasks].join(', ');
      if (history.at(-1)?.endsWith(`: ${now}`) !== true) history.push(`${second}: ${now}`);
    };
    for (let second = 0; second <= 90; second++) {
      await note(second);
      await local().pass(1);
    }
    assert.deepEqual(history, [
      '0: PENDING',
      '2: STARTING',
      '6: RUNNING',
      '8: RUNNING, Prepare STARTING',
      '10: RUNNING, Prepare RUNNING',
      '20: RUNNING, Prepare STOPPING',
      '21: RUNNING, Prepare COMPLETED, Align-0 STARTING, Align-1 STARTING',
      '23: RUNNING, Prepare COMPLETED, Align-0 RUNNING, Align-1 RUNNING',
      '33: RUNNING, Prepare COMPLETED, Align-0 STOPPING, Align-1 RUNNING',
      '34: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 RUNNING',
      '43: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 STOPPING',
      '44: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge STARTING',
      '46: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge RUNNING',
      '56: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge STOPPING',
      '57: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge COMPLETED, Report STARTING',
      '59: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge COMPLETED, Report RUNNING',
      '69: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge COMPLETED, Report STOPPING',
      '70: RUNNING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge COMPLETED, Report COMPLETED',
      '72: STOPPING, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge COMPLETED, Report COMPLETED',
      '75: COMPLETED, Prepare COMPLETED, Align-0 COMPLETED, Align-1 COMPLETED, Merge COMPLETED, Report COMPLETED',
    ]);
    assert.deepEqual(await readStream(local(), `run/${id}/task/${id}00002`), [
      `[simulation] task Align-0 (${id}00002): this is a simulation, no container is started and no data is read`,
      '[simulation] container tools:1',
      '[simulation] 8 vCPU, 16 GiB on omics.c.2xlarge',
      '[simulation] input sample = "NA1"',
      '[simulation] input index = <Prepare.index>',
      '[simulation] input threads = 8',
      'reading',
      '[simulation] inputs are linked into the working directory',
      '[simulation] the command starts',
      '[simulation] half of the work is done',
      '[simulation] the command ends',
      'late',
      '[simulation] output bam would be written here',
      '[simulation] done, exit status 0',
    ]);
    assert.ok((await readStream(local(), `run/${id}/task/${id}00003`)).includes('aligned 50 %'));
  });

  it('leaves a manifest of the run and each task', async () => {
    const workflowId = await local().workflow(zipOf(PIPELINE));
    const parameters = { samples: ['NA1'], reference: 's3://inputs/ref.fa' };
    const id = await local().start({ workflowId, name: 'm', parameters });
    await local().pass(600);
    const run = await local().omics.send(new GetRunCommand({ id }));
    const entries = (await readStream(local(), `manifest/run/${id}/${run.uuid ?? ''}`)).map(
      (line) => JSON.parse(line) as Readonly<Record<string, unknown>>,
    );
    const [first] = entries;
    assert.deepEqual(
      { ...first, digest: '', uuid: '' },
      {
        arn: run.arn,
        creationTime: new Date(START + 3000).toISOString(),
        digest: '',
        engine: 'WDL',
        main: 'main.wdl',
        name: 'm',
        outputUri: 's3://results/runs',
        parameters,
        roleArn: run.roleArn,
        startedBy: run.startedBy,
        startTime: run.startTime?.toISOString(),
        status: 'COMPLETED',
        stopTime: run.stopTime?.toISOString(),
        storageCapacity: 1200,
        storageType: 'STATIC',
        uuid: '',
        workflow: `arn:aws:omics:us-east-1:123456789012:workflow/${workflowId}`,
        workflowType: 'PRIVATE',
        simulation: true,
      },
    );
    assert.deepEqual(
      entries
        .slice(1)
        .map((task) => `${String(task['name'])} ${String(task['status'])} ${String(task['cpus'])}`),
      ['Prepare SUCCESS 1', 'Align-0 SUCCESS 8', 'Merge SUCCESS 2'],
    );
    assert.deepEqual(entries[2]?.['metrics'], {
      cpusReserved: 8,
      cpusMaximum: 6.4,
      cpusAverage: 4,
      gpusReserved: 0,
      memoryReservedGiB: 16,
      memoryMaximumGiB: 9.6,
      memoryAverageGiB: 6.4,
      runningSeconds: 6,
    });
  });

  it('gives a GPU task its GPUs', async () => {
    const workflowId = await local().workflow(
      zipOf(`
        //- /main.wdl
        version 1.1
        workflow Gpu { call T }
        task T {
          command <<< >>>
          runtime { container: "x:1" cpu: 4 memory: "16 GiB" acceleratorType: "nvidia-tesla-t4" acceleratorCount: 1 }
        }
      `),
    );
    const id = await local().start({ workflowId });
    await local().pass(600);
    const { items = [] } = await local().omics.send(new ListRunTasksCommand({ id }));
    assert.deepEqual(
      items.map(({ gpus, instanceType, status }) => [gpus, instanceType, status]),
      [[1, 'omics.g4dn.xlarge', 'COMPLETED']],
    );
  });
});
