import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { followFlood } from '../client/support/follow-flood.ts';
import type { Row } from './measure.ts';
import { percentile } from './measure.ts';

const SECONDS = 60;
const SAMPLE = 500;
const MB = 1024 * 1024;

/**
 * The logs of 200 tasks that write 10,000 lines a second for a minute, followed at the pace of AWS through a network
 * that throttles, resets and dawdles, in virtual time: how late lines show, and how much memory following takes.
 */
export async function logFloodLoad(): Promise<readonly Row[]> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  const sampler = setInterval(() => {
    collect();
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }, SAMPLE);
  const { whileRunning, logs } = await followFlood(SECONDS, 'counted');
  clearInterval(sampler);
  const requests = logs.requests.read + logs.requests.filter;
  return [
    { what: 'lines of 200 tasks that are shown', value: whileRunning.length, unit: 'lines' },
    {
      what: 'line written → shown, p95',
      value: percentile(whileRunning, 0.95) / 1000,
      unit: 's',
      aim: { value: 2, better: 'lower' },
    },
    {
      what: 'following them, peak memory',
      value: (peak - before) / MB,
      unit: 'MB',
      aim: { value: 150, better: 'lower' },
    },
    { what: 'requests for them', value: requests, unit: 'requests' },
  ];
}
