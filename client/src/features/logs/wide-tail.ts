import type { Clock } from '../../infrastructure/clock.ts';
import type { RequestLimiter } from '../../infrastructure/request-limiter.ts';
import type { FilteredEvent, LiveTailUpdate, LogStreams } from '../../omics/logs-api.ts';

export interface WideTailOptions {
  readonly logs: Pick<LogStreams, 'filter'>;
  /** Streams whose names begin so are read. */
  readonly prefix: string;
  /** Nothing before this moment, in milliseconds since 1970. */
  readonly since: number;
  readonly limiter: RequestLimiter;
  readonly clock: Clock;
}

/** CloudWatch may show a line some time after its own time: so far back each look begins, in milliseconds. */
const LATE = 1_000;
/** Milliseconds between two looks. */
const PAUSE = 500;
/** Milliseconds after a look that failed; twice as long after each that follows. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/**
 * All streams of a run through one kind of request, as Live Tail would deliver them: with hundreds of tasks, reading each
 * stream by itself takes longer than anybody wants to wait. It may miss a line that shows up very late, as Live Tail may,
 * so it stands beside the reading of single streams and not in its place. Failures are waited out.
 */
export async function* wideTail(
  options: WideTailOptions,
  signal: AbortSignal,
): AsyncIterable<LiveTailUpdate> {
  const { logs, prefix, limiter, clock } = options;
  let from = options.since;
  let seen = new Map<string, number>();
  let wait = FIRST_WAIT;
  yield { kind: 'started' };
  while (!signal.aborted) {
    let newest = from;
    let token: string | undefined;
    try {
      do {
        const page = await limiter.run(signal, () => logs.filter(prefix, from, token, signal));
        const fresh = page.events.filter(({ id }) => !seen.has(id));
        for (const { id, timestamp } of fresh) {
          seen.set(id, timestamp);
          newest = Math.max(newest, timestamp);
        }
        if (fresh.length > 0) yield { kind: 'events', events: fresh.map(withoutId) };
        token = page.token;
      } while (token !== undefined && !signal.aborted);
      wait = FIRST_WAIT;
      from = Math.max(from, newest - LATE);
      seen = new Map([...seen].filter(([, timestamp]) => timestamp >= from));
      await clock.sleep(PAUSE, signal);
    } catch {
      if (signal.aborted) return;
      // What was read of this look stays known: the next one begins at the same moment.
      await clock.sleep(wait, signal);
      wait = Math.min(LONGEST_WAIT, wait * 2);
    }
  }
}

function withoutId({ stream, timestamp, message }: FilteredEvent) {
  return { stream, timestamp, message };
}
