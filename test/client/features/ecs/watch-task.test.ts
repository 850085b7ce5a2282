import assert from 'node:assert/strict';
import { watchTasks } from '../../../../client/src/features/ecs/watch-task.ts';
import type { EcsTask } from '../../../../client/src/omics/tasks-on-ecs-api.ts';

const ARN = 'arn:aws:ecs:us-east-1:123456789012:task/default/1';

/** A status, nothing for a task that is not known, or an error. */
type Look = string | undefined | Error;

function task(status: string): EcsTask {
  return {
    arn: ARN,
    definition: 'a:1',
    status,
    stopCode: undefined,
    stoppedReason: undefined,
    containers: [],
  };
}

/** Watches what the looks show, the last of them for ever; gives the pauses in seconds, and what changed. */
async function watched(looks: readonly Look[], { random = 0.5, most = 60 } = {}) {
  const pauses: number[] = [];
  const changes: string[] = [];
  const abort = new AbortController();
  let now = 0;
  let count = 0;
  const last = await watchTasks(
    {
      api: {
        look() {
          const look = looks[Math.min(count++, looks.length - 1)];
          if (look instanceof Error) return Promise.reject(look);
          return Promise.resolve(look === undefined ? [] : [task(look)]);
        },
      },
      cluster: 'default',
      arns: [ARN],
      clock: {
        now: () => now,
        sleep(milliseconds) {
          pauses.push(milliseconds / 1000);
          now += milliseconds;
          if (pauses.length >= most) abort.abort();
          return Promise.resolve();
        },
      },
      random: () => random,
      isPassing: (error) => Promise.resolve((error as Error).name === 'Passing'),
      onChange: ({ status }) => changes.push(status),
    },
    abort.signal,
  );
  return { pauses, changes, last: last.map(({ status }) => status) };
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}

describe('the watch over a task', () => {
  it('looks after two seconds, then after twice as long each time, and anew after a change', async () => {
    const looks = ['PENDING', 'PENDING', 'PENDING', 'RUNNING', 'RUNNING', 'STOPPED'];
    assert.deepEqual(await watched(looks), {
      pauses: [2, 2, 4, 8, 2, 4],
      changes: ['PENDING', 'RUNNING', 'STOPPED'],
      last: ['STOPPED'],
    });
  });

  it('never waits for more than five minutes', async () => {
    const { pauses } = await watched(['RUNNING'], { most: 12 });
    assert.deepEqual(pauses, [2, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('keeps windows from looking in step', async () => {
    assert.deepEqual((await watched(['STOPPED'], { random: 0 })).pauses, [1.6]);
    assert.deepEqual((await watched(['STOPPED'], { random: 0.999 })).pauses, [2.399]);
  });

  it('waits for what is not known yet, and gives it up after five minutes', async () => {
    assert.deepEqual((await watched([undefined, undefined, 'STOPPED'])).pauses, [2, 4, 8]);
    const { pauses, last } = await watched([undefined]);
    assert.deepEqual([pauses, last], [[2, 4, 8, 16, 32, 64, 128, 256], []]);
  });

  it('goes on after throttling and what passes, and slower', async () => {
    const looks = [named('ThrottlingException'), named('Passing'), 'STOPPED'];
    assert.deepEqual((await watched(looks)).pauses, [2, 4, 8]);
  });

  it('ends with any other error', async () => {
    await assert.rejects(watched(['RUNNING', named('AccessDeniedException')]), {
      name: 'AccessDeniedException',
    });
  });
});
