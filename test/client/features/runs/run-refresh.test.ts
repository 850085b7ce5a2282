import assert from 'node:assert/strict';
import type { OmicsApi, Run, Task } from '../../../../client/src/omics/omics-api.ts';
import type { ServicePace } from '../../../../client/src/omics/pace.ts';
import { RunRefresh } from '../../../../client/src/features/runs/run-refresh.ts';
import { RunStore } from '../../../../client/src/features/runs/run-store.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const PACE = {
  alive: { shortest: 1_000, longest: 4_000 },
  idle: { shortest: 10_000, longest: 40_000 },
} as ServicePace;

/** A service of which a test decides what it says, and that counts what it is asked. */
function refreshing() {
  const clock = virtualClock();
  const store = new RunStore();
  let runs: Run[] = [];
  let tasks: Task[] = [];
  let failure: Error | undefined;
  let asked: string[] = [];
  let lists = 0;
  let mostLists = 0;
  const answer = async <T>(call: string, value: () => T): Promise<T> => {
    asked.push(call);
    if (call.startsWith('list ')) mostLists = Math.max(mostLists, ++lists);
    await clock.sleep(50, new AbortController().signal);
    if (call.startsWith('list ')) lists--;
    if (failure) throw failure;
    return value();
  };
  const omics = {
    listRuns: (token) =>
      answer(`list ${token ?? 'first'}`, () => {
        const from = Number(token ?? 0);
        return {
          items: runs.slice(from, from + 2),
          next: from + 2 < runs.length ? String(from + 2) : undefined,
        };
      }),
    getRun: (id) =>
      answer(`get ${id}`, () => {
        const run = runs.find((each) => each.id === id);
        if (!run) throw Object.assign(new Error(id), { name: 'ResourceNotFoundException' });
        return { ...run, statusMessage: run.status === 'FAILED' ? 'too little memory' : undefined };
      }),
    listRunTasks: (id) => answer(`tasks ${id}`, () => ({ items: tasks, next: undefined })),
  } satisfies Partial<OmicsApi>;
  const refresh = new RunRefresh({
    store,
    clock,
    random: () => 0.5,
    service: () => Promise.resolve({ omics: omics as unknown as OmicsApi, pace: PACE }),
    onSuccess: () => undefined,
    onError: (error) => Promise.resolve((error as Error).message === 'denied' ? 'rest' : 'retry'),
  });
  return {
    clock,
    store,
    refresh,
    set runs(value: Run[]) {
      runs = value;
    },
    set tasks(value: Task[]) {
      tasks = value;
    },
    set failure(value: Error | undefined) {
      failure = value;
    },
    /** What was asked since the last look. */
    asked() {
      const result = asked;
      asked = [];
      return result.join(', ');
    },
    get mostLists() {
      return mostLists;
    },
    shown: () =>
      store
        .runs()
        .map(({ run, settled }) => `${run.id} ${run.status}${settled ? ' settled' : ''}`)
        .join(', '),
  };
}

function run(id: number, status: string): Run {
  const nothing = {
    startTime: undefined,
    stopTime: undefined,
    failureReason: undefined,
    statusMessage: undefined,
  };
  const arn = `arn:aws:omics:us-east-1:123456789012:run/${id}`;
  return {
    id: String(id),
    arn,
    uuid: undefined,
    name: `run ${id}`,
    status,
    workflowId: '1',
    creationTime: id * 60_000,
    ...nothing,
  };
}

describe('refreshing runs', () => {
  it('asks nobody while nobody looks', async () => {
    const scene = refreshing();
    await scene.clock.pass(600_000);
    assert.deepEqual([scene.asked(), scene.refresh.state], ['', 'resting']);
  });

  it('asks for the newest while the view is visible: often while a run is alive, seldom otherwise', async () => {
    const scene = refreshing();
    scene.runs = [run(1, 'RUNNING')];
    scene.refresh.setVisibility('visible');
    const polls = async (seconds: number) => {
      scene.asked();
      await scene.clock.pass(seconds * 1000);
      return scene.asked().split(', ').length;
    };
    assert.equal(await polls(2.5), 2);
    const alive = await polls(120);
    scene.runs = [run(1, 'COMPLETED')];
    await scene.clock.pass(60_000);
    const idle = await polls(120);
    assert.ok(alive > 25 && idle > 1 && idle < 6, `${alive} while alive, ${idle} afterwards`);
    assert.equal(scene.refresh.state, 'polling');
    scene.refresh.dispose();
  });

  it('rests when the view is hidden and nothing is watched', async () => {
    const scene = refreshing();
    scene.runs = [run(1, 'RUNNING')];
    scene.refresh.setVisibility('visible');
    await scene.clock.pass(500);
    scene.refresh.setVisibility('hidden');
    await scene.clock.pass(60_000);
    assert.equal(scene.refresh.state, 'resting');
  });

  it('lists the tasks of runs that are expanded or watched, and of no others', async () => {
    const scene = refreshing();
    scene.runs = [run(2, 'RUNNING'), run(1, 'RUNNING')];
    scene.refresh.setVisibility('visible');
    await scene.clock.pass(500);
    scene.asked();
    scene.refresh.expand('2');
    await scene.clock.pass(500);
    assert.equal(scene.asked(), 'list first, tasks 2');
    scene.refresh.collapse('2');
    scene.refresh.watch('1');
    await scene.clock.pass(500);
    assert.equal(scene.asked(), 'list first, tasks 1');
    scene.refresh.dispose();
  });

  it('follows a watched run to its end while hidden: tasks once more after the end, then rest', async () => {
    const scene = refreshing();
    scene.runs = [run(1, 'RUNNING')];
    scene.store.showFirstPage([run(1, 'RUNNING')], undefined);
    const watch = scene.refresh.watch('1');
    await scene.clock.pass(500);
    assert.equal(scene.shown(), '1 RUNNING');
    scene.runs = [run(1, 'COMPLETED')];
    await scene.clock.pass(5_000);
    assert.equal(scene.shown(), '1 COMPLETED settled');
    assert.equal(scene.refresh.state, 'resting');
    watch.dispose();
    scene.asked();
    scene.refresh.refresh();
    await scene.clock.pass(500);
    assert.equal(scene.asked(), 'list first', 'a settled run is not asked about again');
  });

  it('asks why a run failed, once', async () => {
    const scene = refreshing();
    scene.runs = [run(1, 'FAILED')];
    scene.refresh.setVisibility('visible');
    scene.refresh.expand('1');
    await scene.clock.pass(500);
    assert.equal(scene.store.get('1')?.run.statusMessage, 'too little memory');
    scene.asked();
    scene.refresh.refresh();
    await scene.clock.pass(500);
    assert.equal(scene.asked(), 'list first');
    scene.refresh.dispose();
  });

  it('asks alone for a run that is beyond the first page, and drops it when it was deleted', async () => {
    const scene = refreshing();
    scene.runs = [run(9, 'COMPLETED'), run(8, 'COMPLETED'), run(7, 'RUNNING')];
    scene.refresh.setVisibility('visible');
    await scene.clock.pass(500);
    scene.refresh.loadMore();
    await scene.clock.pass(500);
    assert.equal(scene.asked(), 'list first, list first, list 2, get 7');
    scene.runs = [run(9, 'COMPLETED'), run(8, 'COMPLETED')];
    scene.refresh.refresh();
    await scene.clock.pass(500);
    assert.equal(scene.shown(), '9 COMPLETED, 8 COMPLETED');
    scene.refresh.dispose();
  });

  it('waits for a run that was just started and does not show yet', async () => {
    const scene = refreshing();
    scene.store.showStarted({ id: '5', arn: 'arn', uuid: 'u', status: 'PENDING' }, 'germline');
    scene.refresh.watch('5');
    await scene.clock.pass(3_000);
    assert.equal(scene.shown(), '5 PENDING');
    scene.runs = [run(5, 'RUNNING')];
    await scene.clock.pass(8_000);
    assert.equal(scene.shown(), '5 RUNNING');
    scene.refresh.dispose();
  });

  it('has one list call in flight, whoever asks', async () => {
    const scene = refreshing();
    scene.runs = [run(3, 'RUNNING'), run(2, 'RUNNING'), run(1, 'RUNNING')];
    scene.refresh.setVisibility('visible');
    scene.refresh.refresh();
    scene.refresh.watch('3');
    scene.refresh.loadMore();
    scene.refresh.loadMore();
    await scene.clock.pass(5_000);
    assert.equal(scene.mostLists, 1);
    scene.refresh.dispose();
  });

  it('tries again after a passing failure, and rests after another until the user asks', async () => {
    const scene = refreshing();
    scene.failure = new Error('down');
    scene.refresh.setVisibility('visible');
    await scene.clock.pass(30_000);
    assert.equal(scene.refresh.state, 'polling');
    scene.failure = new Error('denied');
    await scene.clock.pass(120_000);
    assert.equal(scene.refresh.state, 'resting');
    scene.failure = undefined;
    scene.runs = [run(1, 'COMPLETED')];
    scene.refresh.refresh();
    await scene.clock.pass(500);
    assert.equal(scene.shown(), '1 COMPLETED');
    scene.refresh.dispose();
  });

  it('drops the answer to an account that is not spoken to any more', async () => {
    const scene = refreshing();
    scene.runs = [run(1, 'RUNNING')];
    scene.refresh.setVisibility('visible');
    await scene.clock.pass(20);
    scene.runs = [run(2, 'COMPLETED')];
    scene.refresh.setVisibility('hidden');
    scene.refresh.reset();
    await scene.clock.pass(200);
    assert.equal(scene.shown(), '');
    scene.refresh.setVisibility('visible');
    await scene.clock.pass(500);
    assert.equal(scene.shown(), '2 COMPLETED');
    scene.refresh.dispose();
  });
});
