import assert from 'node:assert/strict';
import { Emitter } from '../../../../client/src/infrastructure/emitter.ts';
import { RequestLimiter } from '../../../../client/src/infrastructure/request-limiter.ts';
import { RunTail } from '../../../../client/src/features/logs/run-tail.ts';
import { paceFor } from '../../../../client/src/omics/pace.ts';
import type { Account } from '../../../../client/src/omics/account.ts';
import { logFlood } from '../../support/log-flood.ts';
import { virtualClock } from '../../support/virtual-clock.ts';

const TASKS = 200;

/** Follows 200 tasks that write 10,000 lines a second together, at the pace that AWS allows, through a bad network. */
async function flood(seconds: number) {
  const clock = virtualClock();
  const start = clock.now();
  const pace = paceFor({ endpoints: {} } as Account);
  const tasks = Array.from({ length: TASKS }, (_, index) => ({
    id: String(1000 + index),
    name: `align-${index}`,
    alive: true,
  }));
  const logs = logFlood({
    streams: tasks.map(({ id }) => `run/1/task/${id}`),
    linesPerSecond: 10_000,
    seconds,
    start,
    now: clock.now,
    faultEvery: 25,
    sleep: (milliseconds) => clock.sleep(milliseconds, new AbortController().signal),
  });
  const changed = new Emitter<void>();
  let settled = false;
  let ended: string | undefined;
  const shown = new Map<string, string[]>();
  const latencies: number[] = [];
  new RunTail({
    runId: '1',
    runs: {
      get: () => ({
        id: '1',
        arn: 'arn:aws:omics:us-east-1:123456789012:run/1',
        name: 'germline',
        createdAt: start,
        tasks: tasks.map((task) => ({ ...task, alive: !settled })),
        settled,
        ending: 'Run completed.',
      }),
      changed: changed.event,
      watch: () => ({ dispose: () => undefined }),
    },
    logs,
    limiter: new RequestLimiter(clock, pace.logRequests),
    searches: new RequestLimiter(clock, pace.logSearches),
    pace,
    clock,
    random: () => 0.5,
    liveTail: 'never',
    write(lines) {
      for (const line of lines) {
        const match = /^(\S+) \[(align-\d+)\] (.*)$/.exec(line);
        if (match === null) continue;
        const [, time = '', label = '', text = ''] = match;
        const own = shown.get(label);
        if (own === undefined) shown.set(label, [text]);
        else own.push(text);
        latencies.push(clock.now() - Date.parse(time));
      }
    },
    explain: (error) => Promise.resolve(String(error)),
    onLiveTailEnd: () => undefined,
    onEnd: (how) => {
      ended = how;
    },
  });
  await clock.pass(seconds * 1000);
  const whileRunning = [...latencies];
  settled = true;
  changed.fire();
  await clock.pass(60_000);
  return { logs, shown, ended, whileRunning, tasks };
}

describe('following two hundred tasks at once', () => {
  it('shows each of ten thousand lines a second once and in order, soon, whatever the network does', async () => {
    const { logs, shown, ended, whileRunning, tasks } = await flood(4);
    for (const { id, name } of tasks) {
      assert.deepEqual(shown.get(name), logs.written().get(`run/1/task/${id}`), name);
    }
    assert.equal(ended, 'complete');
    const sorted = whileRunning.sort((a, b) => a - b);
    console.log(
      sorted.length,
      sorted[Math.floor(sorted.length * 0.5)],
      sorted[Math.floor(sorted.length * 0.95)],
      logs.requests,
    );
    assert.ok((sorted[Math.floor(sorted.length * 0.95)] ?? Infinity) < 2_000);
  }).timeout(120_000);
});
