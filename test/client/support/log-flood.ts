import type { LogEvent, LogStreams } from '../../../client/src/omics/logs-api.ts';
import { named } from './log-store.ts';

/** Many streams that are written at a steady rate as time passes, read through a bad network. */
export interface LogFlood extends LogStreams {
  /** Every line that has been written by now, by stream. */
  written(): ReadonlyMap<string, readonly string[]>;
  readonly requests: Readonly<Record<'read' | 'filter', number>>;
}

export interface FloodOptions {
  readonly streams: readonly string[];
  readonly linesPerSecond: number;
  readonly seconds: number;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly now: () => number;
  /** Every so-many-th request fails or is slow. */
  readonly faultEvery: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

const PAGE = 10_000;
const FAULTS = ['ThrottlingException', 'slow', 'ECONNRESET', 'ExpiredTokenException', 'slow'];

export function logFlood(options: FloodOptions): LogFlood {
  const { streams, linesPerSecond, seconds, start, now, faultEvery, sleep } = options;
  const total = linesPerSecond * seconds;
  const requests = { read: 0, filter: 0 };
  let faults = 0;
  let asked = 0;
  // The n-th line of all belongs to stream n modulo their number; its text and time follow from n.
  const eventOf = (n: number): LogEvent => ({
    timestamp: start + Math.floor((n * 1000) / linesPerSecond),
    message: `line ${n} of a program that says what it does at some length, as programs do`,
  });
  const writtenBy = (moment: number) =>
    Math.max(0, Math.min(total, Math.ceil(((moment - start + 1) * linesPerSecond) / 1000)));
  const meet = async () => {
    if (++asked % faultEvery !== 0) return;
    const fault = FAULTS[faults++ % FAULTS.length] ?? 'slow';
    if (fault === 'slow') await sleep(800);
    else throw named(fault);
  };
  return {
    requests,
    written() {
      const lines = new Map(streams.map((stream) => [stream, [] as string[]]));
      for (let n = 0; n < writtenBy(now()); n++)
        lines.get(streams[n % streams.length] ?? '')?.push(eventOf(n).message);
      return lines;
    },
    async read(stream, { token, since = -Infinity }) {
      requests.read++;
      await meet();
      const at = streams.indexOf(stream);
      if (at < 0) return undefined;
      const events: LogEvent[] = [];
      let n = Number(token ?? 0);
      const end = writtenBy(now());
      for (; at + n * streams.length < end && events.length < PAGE; n++) {
        const event = eventOf(at + n * streams.length);
        if (event.timestamp >= since) events.push(event);
      }
      return { events, token: String(n), end: String(n) === token };
    },
    async filter(prefix, from, token) {
      requests.filter++;
      await meet();
      const end = writtenBy(now());
      const first = Number(token ?? Math.max(0, Math.floor(((from - start) * linesPerSecond) / 1000) - 1));
      const events = [];
      let n = first;
      for (; n < end && events.length < PAGE; n++) {
        const event = eventOf(n);
        const stream = streams[n % streams.length] ?? '';
        if (event.timestamp >= from && stream.startsWith(prefix))
          events.push({ ...event, stream, id: String(n) });
      }
      return { events, token: n < end ? String(n) : undefined };
    },
    async *liveTail() {
      await Promise.resolve();
      yield* [];
    },
  };
}
