import assert from 'node:assert/strict';
import { RunStore } from '../../../../client/src/features/runs/run-store.ts';
import type { Run, Task } from '../../../../client/src/omics/omics-api.ts';

/** `12 RUNNING`: a run that was created in its twelfth minute. */
function run(id: number, status = 'COMPLETED', change: Partial<Run> = {}): Run {
  return {
    id: String(id),
    arn: `arn:aws:omics:us-east-1:123456789012:run/${id}`,
    uuid: undefined,
    name: `run ${id}`,
    status,
    workflowId: '1',
    creationTime: id * 60_000,
    startTime: undefined,
    stopTime: undefined,
    failureReason: undefined,
    statusMessage: undefined,
    ...change,
  };
}

function task(id: string, creationTime: number | undefined, name = `task ${id}`): Task {
  const nothing = {
    startTime: undefined,
    stopTime: undefined,
    cpus: undefined,
    memory: undefined,
    gpus: undefined,
  };
  return {
    id,
    name,
    status: 'RUNNING',
    creationTime,
    ...nothing,
    instanceType: undefined,
    cacheHit: false,
  };
}

const shown = (store: RunStore) =>
  store
    .runs()
    .map(({ run: { id, status } }) => `${id} ${status}`)
    .join(', ');

describe('the run store', () => {
  it('shows the newest first, and takes new states over', () => {
    const store = new RunStore();
    store.showFirstPage([run(2), run(9, 'PENDING'), run(10, 'PENDING')], undefined);
    store.showFirstPage([run(10, 'RUNNING'), run(9, 'FAILED'), run(2)], undefined);
    assert.equal(shown(store), '10 RUNNING, 9 FAILED, 2 COMPLETED');
  });

  it('appends older pages, and leads on from the last of them', () => {
    const store = new RunStore();
    store.showFirstPage([run(9), run(8)], 'page 2');
    store.showOlderPage([run(7), run(6)], 'page 3');
    store.showFirstPage([run(10), run(9)], 'page 2 of another moment');
    assert.equal(shown(store), '10 COMPLETED, 9 COMPLETED, 8 COMPLETED, 7 COMPLETED, 6 COMPLETED');
    assert.equal(store.next, 'page 3');
    store.showOlderPage([run(5)], undefined);
    assert.equal(store.next, undefined);
  });

  it('forgets what was deleted, as far as the page reaches', () => {
    const store = new RunStore();
    store.showFirstPage([run(9), run(8), run(7)], 'more');
    store.showOlderPage([run(6)], undefined);
    store.showFirstPage([run(9), run(7)], 'more');
    assert.equal(shown(store), '9 COMPLETED, 7 COMPLETED, 6 COMPLETED');
  });

  it('keeps a run that was just started while lists do not show it', () => {
    const store = new RunStore();
    store.showStarted({ id: '11', arn: 'arn', uuid: 'u', status: 'PENDING' }, 'germline');
    store.showFirstPage([run(9)], undefined);
    assert.equal(shown(store), '11 PENDING, 9 COMPLETED');
    store.showFirstPage([run(11, 'STARTING', { name: undefined }), run(9)], undefined);
    assert.equal(shown(store), '11 STARTING, 9 COMPLETED');
    assert.equal(store.get('11')?.run.name, 'germline');
    store.showFirstPage([run(9)], undefined);
    assert.equal(shown(store), '9 COMPLETED');
  });

  it('does not take a finished run back to its start when it was started twice with one request id', () => {
    const store = new RunStore();
    store.showRun(run(5, 'COMPLETED', { uuid: 'u' }));
    store.showStarted({ id: '5', arn: 'arn', uuid: 'u', status: 'COMPLETED' }, 'germline');
    assert.equal(shown(store), '5 COMPLETED');
    assert.equal(store.get('5')?.run.creationTime, 300_000);
  });

  it('keeps what lists leave out', () => {
    const store = new RunStore();
    store.showRun(
      run(5, 'FAILED', { uuid: 'u', failureReason: 'OUT_OF_MEMORY_ERROR', statusMessage: 'too small' }),
    );
    store.showFirstPage([run(5, 'FAILED')], undefined);
    const kept = store.get('5')?.run;
    assert.deepEqual(
      [kept?.uuid, kept?.failureReason, kept?.statusMessage],
      ['u', 'OUT_OF_MEMORY_ERROR', 'too small'],
    );
  });

  it('takes an id that is used again for another run', () => {
    const store = new RunStore();
    store.showFirstPage([run(5, 'COMPLETED')], undefined);
    store.showTasks('5', [task('1', 1)], 'ended');
    store.showFirstPage([run(5, 'PENDING', { creationTime: 900_000 })], undefined);
    assert.deepEqual(
      [shown(store), store.get('5')?.tasks, store.get('5')?.settled],
      ['5 PENDING', undefined, false],
    );
  });

  const orders: readonly (readonly [
    what: string,
    tasks: readonly (readonly [name: string, creationTime: number | undefined])[],
    expected: string,
  ])[] = [
    [
      'creation',
      [
        ['Not-created', undefined],
        ['Merge', 20],
        ['Call', 10],
      ],
      'Call, Merge, Not-created',
    ],
    [
      'shards where they were created at once',
      [
        ['CallVariants-10', 10],
        ['CallVariants-2', 10],
        ['CallVariants-0', 10],
        ['CallVariants-1', 10],
      ],
      'CallVariants-0, CallVariants-1, CallVariants-2, CallVariants-10',
    ],
    [
      'creation before that of names',
      [
        ['Align-1', 20],
        ['Align-0', 20],
        ['Zip-0', 10],
      ],
      'Zip-0, Align-0, Align-1',
    ],
    [
      'names where none has been created',
      [
        ['Call-1', undefined],
        ['Call-0', undefined],
      ],
      'Call-0, Call-1',
    ],
  ];
  for (const [what, tasks, expected] of orders) {
    it(`puts tasks in the order of ${what}`, () => {
      const store = new RunStore();
      store.showFirstPage([run(5, 'RUNNING')], undefined);
      store.showTasks(
        '5',
        tasks.map(([name, creationTime], index) => task(String(index), creationTime, name)),
        'alive',
      );
      const state = store.get('5');
      assert.equal(state?.tasks?.map(({ name }) => name).join(', '), expected);
      assert.equal(state?.settled, false);
    });
  }

  it('tells of every change, and of another account', () => {
    const store = new RunStore();
    let changes = 0;
    store.changed(() => changes++);
    store.showFirstPage([run(5)], 'more');
    store.showTasks('5', [], 'ended');
    store.showTasks('unknown', [], 'ended');
    store.clear();
    assert.deepEqual([changes, shown(store), store.next, store.loaded], [3, '', undefined, false]);
  });
});
