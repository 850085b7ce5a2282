import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { RunRefresh } from '../../client/src/features/runs/run-refresh.ts';
import { RunStore } from '../../client/src/features/runs/run-store.ts';
import { runRow } from '../../client/src/features/runs/run-view.ts';
import { runNodes } from '../../client/src/features/runs/runs-nodes.ts';
import { systemClock } from '../../client/src/infrastructure/clock.ts';
import { endpointsAt } from '../../client/src/omics/account.ts';
import { connectAws } from '../../client/src/omics/aws/index.ts';
import type { OmicsApi } from '../../client/src/omics/omics-api.ts';
import { paceFor } from '../../client/src/omics/pace.ts';
import type { Row } from './measure.ts';

const LIVE = 1_000;
const FINISHED = 100_000;
/** How long the view is left open, in milliseconds. */
const OPEN = 20_000;
/** The view draws a change this much later, so that several make one; in milliseconds. */
const REDRAW_DELAY = 100;
const MB = 1024 * 1024;

/**
 * The Runs view of an account with many runs, in front of the local service in a process of its own: from the answer
 * with the first page to its rows, requests in the busiest second while it stays open, and what the client's memory
 * grows by when all live runs are loaded and it is polled for a while.
 */
export async function runsViewLoad(local: string): Promise<readonly Row[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'omics-lens-bench-'));
  const scenario = path.join(folder, 'scenario.json');
  writeFileSync(scenario, JSON.stringify({ history: { live: LIVE, finished: FINISHED } }));
  const service = spawn(process.execPath, [local, '--scenario', scenario], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    return await measure(await addressOf(service));
  } finally {
    service.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(address: string): Promise<readonly Row[]> {
  const services = await connectAws({
    kind: 'endpoint',
    profile: 'bench',
    region: 'us-east-1',
    endpoints: endpointsAt(address),
    credentials: 'placeholder',
    configured: true,
  });
  const times: number[] = [];
  let answeredAt = NaN;
  const noted =
    <Args extends readonly unknown[], Answer>(ask: (...args: Args) => Promise<Answer>) =>
    async (...args: Args): Promise<Answer> => {
      times.push(performance.now());
      const answer = await ask(...args);
      answeredAt = performance.now();
      return answer;
    };
  const { omics } = services;
  const counting: OmicsApi = {
    ...omics,
    listRuns: noted((...call: Parameters<OmicsApi['listRuns']>) => omics.listRuns(...call)),
    getRun: noted((...call: Parameters<OmicsApi['getRun']>) => omics.getRun(...call)),
  };
  // Loads the SDK, which is not what is measured.
  await omics.listRuns(undefined);

  const store = new RunStore();
  let rounds = 0;
  const refresh = new RunRefresh({
    store,
    clock: systemClock,
    random: Math.random,
    service: () => Promise.resolve({ omics: counting, pace: paceFor(services.account) }),
    onSuccess: () => rounds++,
    onError: (error) => Promise.reject(error instanceof Error ? error : new Error(String(error))),
  });
  const before = usedBytes();
  let drawn: number | undefined;
  const subscription = store.changed(() => {
    draw(store);
    drawn ??= performance.now() - answeredAt;
  });
  refresh.setVisibility('visible');
  await until(() => rounds >= 1);
  while (store.runs().length < LIVE) {
    const seen: number = rounds;
    refresh.loadMore();
    await until(() => rounds > seen);
  }
  const opened = performance.now();
  await until(() => performance.now() > opened + OPEN);
  const grown = usedBytes() - before;
  refresh.dispose();
  subscription.dispose();
  services.dispose();
  const runs = `${LIVE.toLocaleString('en-US')} live and ${FINISHED.toLocaleString('en-US')} finished runs`;
  return [
    {
      what: `${runs}: rows after the first page's answer, with the delay of a redraw`,
      value: (drawn ?? NaN) + REDRAW_DELAY,
      unit: 'ms',
      aim: { value: 300, better: 'lower' },
    },
    {
      what: `${runs}: requests in the busiest second`,
      value: busiestSecond(times),
      unit: 'requests',
      aim: { value: 10, better: 'lower' },
    },
    {
      what: `${runs}: memory that the client grows by`,
      value: grown / MB,
      unit: 'MB',
      aim: { value: 60, better: 'lower' },
    },
  ];
}

/** All rows, as the tree would ask for them. */
function draw(store: RunStore): void {
  const now = Date.now();
  for (const node of runNodes(store.runs(), 'none')) {
    const state = node.kind === 'run' ? store.get(node.runId) : undefined;
    if (state) runRow(state.run, now);
  }
}

function busiestSecond(times: readonly number[]): number {
  return Math.max(...times.map((end) => times.filter((time) => time > end - 1_000 && time <= end).length));
}

/** Of what is still needed. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** The one line that the service prints. */
function addressOf(service: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    service.once('exit', () => reject(new Error('The local service did not start.')));
    service.stdout?.on('data', (data: Buffer) => {
      const address = /http:\/\/[\d.:]+/.exec(data.toString())?.[0];
      if (address !== undefined) resolve(address);
    });
  });
}
