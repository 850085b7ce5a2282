import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Emitter } from '../../../../client/src/infrastructure/emitter.ts';
import { RequestLimiter } from '../../../../client/src/infrastructure/request-limiter.ts';
import { RunTail } from '../../../../client/src/features/logs/run-tail.ts';
import type { FollowedRun } from '../../../../client/src/features/logs/run-source.ts';
import type { ServicePace } from '../../../../client/src/omics/pace.ts';
import { logStore, named } from '../../support/log-store.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const ONE = { perSecond: 1, atOnce: 1 };

const PACE: ServicePace = {
  alive: { shortest: 1_000, longest: 1_000 },
  idle: { shortest: 1_000, longest: 1_000 },
  logs: { shortest: 1_000, longest: 4_000 },
  logsBesideLiveTail: { shortest: 10_000, longest: 10_000 },
  logRequests: { perSecond: 1_000, atOnce: 4 },
  logSearches: { perSecond: 1_000, atOnce: 4 },
  lastLines: 5_000,
  creation: 1_000,
  preflight: { s3: ONE, iam: ONE, ecr: ONE, storage: ONE, lists: ONE },
  starts: ONE,
  changes: ONE,
};
const RUN = 'run/1';
const TASK = (id: string) => `run/1/task/${id}`;

/** A run whose logs are followed in virtual time. */
function follow(
  liveTail: 'never' | 'always' = 'never',
  listed: 'tasks listed' | 'nothing listed' = 'tasks listed',
) {
  const clock = virtualClock();
  const start = clock.now();
  const store = logStore();
  const changed = new Emitter<void>();
  let run: FollowedRun = {
    id: '1',
    arn: 'arn:aws:omics:us-east-1:123456789012:run/1',
    name: 'germline',
    createdAt: start,
    tasks: listed === 'tasks listed' ? [] : undefined,
    settled: false,
    ending: 'Run completed.',
  };
  const written: string[] = [];
  const liveEnds: unknown[] = [];
  let ended: string | undefined;
  let watching = 0;
  const change = (change: Partial<FollowedRun>) => {
    run = { ...run, ...change };
    changed.fire();
  };
  const tail = new RunTail({
    runId: '1',
    runs: {
      get: () => run,
      changed: changed.event,
      watch() {
        watching++;
        return { dispose: () => void watching-- };
      },
    },
    logs: store,
    limiter: new RequestLimiter(clock, PACE.logRequests),
    searches: new RequestLimiter(clock, PACE.logSearches),
    pace: PACE,
    clock,
    random: () => 0.5,
    liveTail,
    write: (lines) => void written.push(...lines),
    explain: (error) => Promise.resolve((error as Error).message),
    onLiveTailEnd: (error) => void liveEnds.push(error),
    onEnd: (how) => {
      ended = how;
    },
  });
  return {
    clock,
    store,
    tail,
    liveEnds,
    change,
    /** Lines without their date; the time is the seconds since the start. */
    get shown() {
      return written.map((line) =>
        line.replace(/^(\S+Z) /, (_, time: string) => `${(Date.parse(time) - start) / 1000} `),
      );
    },
    get ended() {
      return ended;
    },
    get watching() {
      return watching;
    },
    /** Seconds after the start. */
    log(stream: string, seconds: number, message = 'line') {
      store.write(stream, { timestamp: start + seconds * 1000, message });
    },
  };
}

describe('following the logs of a run', () => {
  it('waits for the first line, and for tasks that have none', async () => {
    const run = follow();
    run.change({ tasks: [{ id: '7', name: 'align', alive: true }] });
    await run.clock.pass(3_000);
    assert.deepEqual(run.shown, []);
    run.log(RUN, 2, 'begin');
    await run.clock.pass(5_000);
    assert.deepEqual(run.shown, ['2 [run] begin']);
    run.tail.dispose();
  });

  it('does not read before the service has told when the run was created', async () => {
    const run = follow('never', 'nothing listed');
    run.change({ createdAt: undefined, tasks: [] });
    run.log(RUN, 1);
    await run.clock.pass(20_000);
    assert.deepEqual(run.store.reads, []);
    run.tail.dispose();
  });

  it('catches up in the order of time, then follows, and ends with the run', async () => {
    const run = follow('never', 'nothing listed');
    run.log(RUN, -3, 'a run of the same id, long deleted');
    for (const second of [0.1, 0.4, 0.7]) run.log(RUN, second, `run at ${second}`);
    for (const second of [0.2, 0.5, 0.8]) run.log(TASK('7'), second, `align at ${second}`);
    run.log(TASK('8'), 0.6, 'call at 0.6');
    await run.clock.pass(9_000);
    assert.deepEqual(run.shown, [], 'lines wait for the list of tasks');
    run.change({
      tasks: [
        { id: '7', name: 'align', alive: false },
        { id: '8', name: 'call', alive: true },
      ],
    });
    await run.clock.pass(2_000);
    run.log(TASK('8'), 10.9, 'call at 10.9');
    await run.clock.pass(4_000);
    run.change({ settled: true });
    await run.clock.pass(4_000);
    run.log(RUN, 15, 'the last line, which shows late');
    await run.clock.pass(20_000);
    assert.deepEqual(run.shown, [
      '0.1 [run] run at 0.1',
      '0.2 [align] align at 0.2',
      '0.4 [run] run at 0.4',
      '0.5 [align] align at 0.5',
      '0.6 [call] call at 0.6',
      '0.7 [run] run at 0.7',
      '0.8 [align] align at 0.8',
      '10.9 [call] call at 10.9',
      '15 [run] the last line, which shows late',
      '── Run completed.',
    ]);
    assert.deepEqual([run.ended, run.watching, run.clock.sleepers], ['complete', 0, 0]);
  });

  it('reads the lines of a task that shows up with the end of the run', async () => {
    const run = follow();
    await run.clock.pass(1_000);
    run.log(TASK('9'), 1.5, 'quick');
    run.change({ settled: true, tasks: [{ id: '9', name: 'index', alive: false }] });
    await run.clock.pass(10_000);
    assert.deepEqual(run.shown, ['1.5 [index] quick', '── Run completed.']);
  });

  it('leaves a task that has ended in peace, and looks at it once more at the end', async () => {
    const run = follow();
    run.change({ tasks: [{ id: '7', name: 'align', alive: false }] });
    run.log(TASK('7'), 0, 'done');
    await run.clock.pass(60_000);
    const reads = run.store.reads.filter((stream) => stream === TASK('7')).length;
    run.log(TASK('7'), 1, 'very late');
    await run.clock.pass(60_000);
    assert.equal(run.store.reads.filter((stream) => stream === TASK('7')).length, reads);
    run.change({ settled: true });
    await run.clock.pass(20_000);
    assert.deepEqual(run.shown, ['0 [align] done', '1 [align] very late', '── Run completed.']);
  });

  it('says a trouble once, goes on, and loses nothing', async () => {
    const run = follow();
    run.log(RUN, 0.1, 'first');
    await run.clock.pass(500);
    run.store.failNext(
      named('ThrottlingException', 'Fewer requests.'),
      named('ThrottlingException', 'Fewer requests.'),
    );
    run.log(RUN, 0.6, 'second');
    await run.clock.pass(20_000);
    assert.deepEqual(run.shown, [
      '0.1 [run] first',
      '── Fewer requests.',
      '0.6 [run] second',
      '── Following goes on.',
    ]);
    run.tail.dispose();
  });

  it('does not wait for ever for the logs of a run that has ended', async () => {
    const run = follow();
    run.store.failNext(
      ...Array.from({ length: 50 }, () => named('AccessDeniedException', 'You may not read logs.')),
    );
    run.change({ settled: true });
    await run.clock.pass(600_000);
    assert.deepEqual(run.shown, [
      '── You may not read logs.',
      '── Run completed. Its last lines could not be read: follow its logs again to see them.',
    ]);
    assert.deepEqual([run.ended, run.clock.sleepers], ['broken-off', 0]);
  });

  it('stops when it is disposed', async () => {
    const run = follow();
    run.tail.dispose();
    run.log(RUN, 1);
    await run.clock.pass(10_000);
    assert.deepEqual([run.shown, run.ended, run.watching], [[], undefined, 0]);
  });

  it('shows every line once and in the order of its stream, whatever is written when and fails when', async () => {
    const write = fc.record({
      after: fc.nat(3_000),
      stream: fc.constantFrom(RUN, TASK('7'), TASK('8')),
      late: fc.nat(2_000),
    });
    const fault = fc.record({
      after: fc.nat(3_000),
      fault: fc.constantFrom('ThrottlingException', 'InvalidParameterException'),
    });
    const script = fc.array(fc.oneof({ weight: 5, arbitrary: write }, { weight: 1, arbitrary: fault }), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const run = follow();
        run.change({
          tasks: [
            { id: '7', name: 'align', alive: true },
            { id: '8', name: 'call', alive: true },
          ],
        });
        const expected = new Map<string, string[]>();
        const label: Record<string, string> = { [RUN]: 'run', [TASK('7')]: 'align', [TASK('8')]: 'call' };
        const newest = new Map<string, number>();
        const begun = run.clock.now();
        for (const [index, step] of steps.entries()) {
          await run.clock.pass(step.after);
          if ('fault' in step) {
            run.store.failNext(named(step.fault));
            continue;
          }
          const { stream, late } = step;
          // A stream's own times never go back; what it shows may be older than what other streams have shown.
          const seconds = Math.max(newest.get(stream) ?? 0, (run.clock.now() - begun - late) / 1000);
          newest.set(stream, seconds);
          run.log(stream, seconds, `#${index}`);
          expected.set(stream, [...(expected.get(stream) ?? []), `#${index}`]);
        }
        run.change({ settled: true });
        await run.clock.pass(120_000);
        for (const [stream, messages] of expected) {
          const shown = run.shown.filter((line) => line.includes(` [${label[stream]}] `));
          assert.deepEqual(
            shown.map((line) => line.split('] ')[1]),
            messages,
          );
        }
        assert.equal(run.ended, 'complete');
      }),
      { numRuns: 40 },
    );
  }).timeout(60_000);
});

describe('following with Live Tail', () => {
  it('shows lines as they are delivered, once, and polls what was sampled away', async () => {
    const run = follow('always');
    run.change({ tasks: [{ id: '7', name: 'align', alive: true }] });
    run.log(RUN, 0.1, 'old');
    await run.clock.pass(1_100);
    assert.ok(run.store.live, 'a session is open once the old lines are read');
    run.store.live.send({ kind: 'started' });
    await run.clock.pass(100);
    const deliver = (stream: string, seconds: number, message: string) => {
      run.log(stream, seconds, message);
      const timestamp = run.clock.now() - 1_200 + seconds * 1000;
      run.store.live!.send({ kind: 'events', events: [{ stream, timestamp, message }] });
    };
    deliver(RUN, 1.3, 'live');
    deliver('run/12', 1.4, 'of another run');
    run.log(TASK('7'), 1.5, 'sampled away');
    await run.clock.settle();
    assert.deepEqual(run.shown, ['0.1 [run] old', '1.3 [run] live']);
    await run.clock.pass(15_000);
    assert.deepEqual(run.shown, ['0.1 [run] old', '1.3 [run] live', '1.5 [align] sampled away']);
    run.change({ settled: true });
    await run.clock.pass(20_000);
    assert.deepEqual(run.shown.slice(3), ['── Run completed.']);
    assert.equal(run.store.live, undefined);
  });

  it('holds what is delivered until polling has caught up with the opening of the session', async () => {
    const run = follow('always');
    await run.clock.pass(1_100);
    // Written between the last poll and the opening of the session: Live Tail never delivers it.
    run.log(RUN, 1.2, 'before the session');
    run.log(RUN, 1.4, 'in the session');
    run.store.live!.send({ kind: 'started' });
    const timestamp = run.clock.now() + 300;
    run.store.live!.send({ kind: 'events', events: [{ stream: RUN, timestamp, message: 'in the session' }] });
    await run.clock.pass(30_000);
    assert.deepEqual(run.shown, ['1.2 [run] before the session', '1.4 [run] in the session']);
    run.tail.dispose();
  });

  it('falls back to polling when the session fails', async () => {
    const run = follow('always');
    await run.clock.pass(1_100);
    run.store.live!.send({ kind: 'started' });
    await run.clock.pass(100);
    run.store.live!.fail(named('SessionStreamingException'));
    await run.clock.settle();
    run.log(RUN, 2, 'polled');
    await run.clock.pass(5_000);
    assert.deepEqual(run.shown, ['2 [run] polled']);
    assert.deepEqual(
      run.liveEnds.map((error) => (error as Error).name),
      ['SessionStreamingException'],
    );
    run.tail.dispose();
  });

  it('opens another session when the service ends one after its three hours', async () => {
    const run = follow('always');
    await run.clock.pass(1_100);
    const first = run.store.live!;
    first.send({ kind: 'started' });
    first.fail(named('SessionTimeoutException'));
    await run.clock.settle();
    assert.ok(run.store.live && run.store.live !== first);
    assert.deepEqual(run.liveEnds, []);
    run.tail.dispose();
  });
});
