import assert from 'node:assert/strict';
import { endingSentence, runRow, taskRow } from '../../../../client/src/features/runs/run-view.ts';
import { duration } from '../../../../client/src/infrastructure/readable.ts';
import type { Run, Task } from '../../../../client/src/omics/omics-api.ts';

const START = Date.UTC(2026, 10, 20, 9, 0, 0);

const RUN: Run = {
  id: '2000001',
  arn: 'arn:aws:omics:us-east-1:123456789012:run/2000001',
  uuid: undefined,
  name: 'germline',
  status: 'RUNNING',
  workflowId: '1000001',
  creationTime: START - 60_000,
  startTime: START,
  stopTime: undefined,
  failureReason: undefined,
  statusMessage: undefined,
};
const TASK: Task = {
  id: '7',
  name: 'AlignReads',
  status: 'COMPLETED',
  creationTime: START,
  startTime: START,
  stopTime: START + 200_000,
  cpus: 16,
  memory: 64,
  gpus: 0,
  instanceType: 'omics.m.4xlarge',
  cacheHit: false,
};

const NOW = START + 95_000;

describe('a row of the runs view', () => {
  const runs: Readonly<Record<string, readonly [change: Partial<Run>, expected: string]>> = {
    running: [{}, 'germline | running, 1 min 35 s | sync~spin | run.alive'],
    waiting: [{ status: 'PENDING', startTime: undefined }, 'germline | waiting | clock | run.alive'],
    completed: [
      { status: 'COMPLETED', stopTime: START + 3_720_000 },
      'germline | completed, 1 h 2 min | pass-filled | run.ended',
    ],
    failed: [
      { status: 'FAILED', stopTime: START + 5_000 },
      'germline | failed, 5 s | error | run.ended.failed',
    ],
    'without a name': [{ name: undefined }, 'Run 2000001 | running, 1 min 35 s | sync~spin | run.alive'],
    'started here': [
      { name: 'germline NA12878 2026-11-20 09:00:03' },
      'germline NA12878 | running, 1 min 35 s, 2026-11-20 09:00 | sync~spin | run.alive',
    ],
    'in a state that is newer than this code': [
      { status: 'PAUSED' },
      'germline | paused, 1 min 35 s | question | run.ended',
    ],
  };
  for (const [name, [change, expected]] of Object.entries(runs)) {
    it(`of a run, ${name}`, () => {
      const row = runRow({ ...RUN, ...change }, NOW);
      assert.equal([row.label, row.description, row.icon, row.context].join(' | '), expected);
      assert.equal(row.accessibleLabel, `Run ${row.label}, ${row.description}`);
    });
  }

  it('of a task', () => {
    const row = taskRow(TASK, NOW);
    assert.equal(row.accessibleLabel, 'Task AlignReads, completed, 3 min 20 s');
    assert.deepEqual(row.details, [
      ['Status', 'COMPLETED'],
      ['Task', '7'],
      ['Resources', '16 vCPU, 64 GiB'],
      ['Instance', 'omics.m.4xlarge'],
      ['Started', '2026-11-20 09:00:00 UTC'],
      ['Ended', '2026-11-20 09:03:20 UTC'],
    ]);
    assert.equal(taskRow({ ...TASK, cacheHit: true }, NOW).description, 'completed, 3 min 20 s, from cache');
  });

  const endings: Readonly<Record<string, readonly [change: Partial<Run>, expected: string]>> = {
    completed: [{ status: 'COMPLETED', stopTime: START + 90_000 }, "Run 'germline' completed in 1 min 30 s."],
    cancelled: [{ status: 'CANCELLED' }, "Run 'germline' was cancelled."],
    'failed with a reason': [
      {
        status: 'FAILED',
        stopTime: START + 5_000,
        failureReason: 'RUN_TASK_FAILED',
        statusMessage: 'Task 7 failed',
      },
      "Run 'germline' failed after 5 s: RUN_TASK_FAILED, Task 7 failed.",
    ],
    'failed before it began': [{ status: 'FAILED', startTime: undefined }, "Run 'germline' failed."],
  };
  for (const [name, [change, expected]] of Object.entries(endings)) {
    it(`says how a run ended: ${name}`, () => assert.equal(endingSentence({ ...RUN, ...change }), expected));
  }

  const durations: readonly (readonly [seconds: number, expected: string])[] = [
    [-5, '0 s'],
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min 0 s'],
    [3_599, '59 min 59 s'],
    [7_260, '2 h 1 min'],
    [90_000, '1 d 1 h'],
  ];
  for (const [seconds, expected] of durations) {
    it(`${seconds} seconds are ${expected}`, () => assert.equal(duration(seconds * 1000), expected));
  }
});
