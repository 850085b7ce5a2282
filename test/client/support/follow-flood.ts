import { Emitter } from '../../../client/src/infrastructure/emitter.ts';
import { RequestLimiter } from '../../../client/src/infrastructure/request-limiter.ts';
import { RunTail } from '../../../client/src/features/logs/run-tail.ts';
import { paceFor } from '../../../client/src/omics/pace.ts';
import type { Account } from '../../../client/src/omics/account.ts';
import { logFlood } from './log-flood.ts';
import { virtualClock } from './virtual-clock.ts';

const TASKS = 200;

/** Follows 200 tasks that write 10,000 lines a second together, at the pace that AWS allows, through a bad network. */
export async function followFlood(seconds: number, lines: 'kept' | 'counted' = 'kept') {
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
    now: () => clock.now(),
    faultEvery: 25,
    sleep: (milliseconds) => clock.sleep(milliseconds, new AbortController().signal),
  });
  const changed = new Emitter<void>();
  let settled = false;
  const progress: { ended?: string } = {};
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
    write(written) {
      for (const line of written) {
        const match = /^(\S+) \[(align-\d+)\] (.*)$/.exec(line);
        if (match === null) continue;
        const [, time = '', label = '', text = ''] = match;
        latencies.push(clock.now() - Date.parse(time));
        if (lines === 'counted') continue;
        const own = shown.get(label);
        if (own === undefined) shown.set(label, [text]);
        else own.push(text);
      }
    },
    explain: (error) => Promise.resolve(String(error)),
    onLiveTailEnd: () => undefined,
    onEnd: (how) => {
      progress.ended = how;
    },
  });
  await clock.pass(seconds * 1000);
  const whileRunning = [...latencies];
  settled = true;
  changed.fire();
  for (let turns = 0; turns < 40 && progress.ended === undefined; turns++) await clock.pass(10_000);
  return { logs, shown, ended: progress.ended, whileRunning, tasks };
}
