import type { LogEvent } from '../simulation/timeline.ts';
import type { RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** What can be read of the log group now. */
export interface LogReader {
  /** Something was written: CloudWatch makes the group with the first event. */
  readonly exists: boolean;
  /** Undefined where nothing was written yet. */
  stream(name: string): VisibleStream | undefined;
  /** Sorted by name, as the service lists them. */
  streams(prefix: string): readonly VisibleStream[];
}

export interface VisibleStream {
  readonly name: string;
  readonly events: readonly LogEvent[];
}

/** The streams of all runs, with the events that were written until `now - lag`. Deleted runs keep their logs. */
export function logReader(store: Store, now: number, lagMilliseconds: number): LogReader {
  const until = now - lagMilliseconds;
  const visible = (run: RunRecord, wanted: (name: string) => boolean): readonly VisibleStream[] =>
    run.timeline.streams.flatMap(({ name, events }) => {
      if (!wanted(name)) return [];
      const seen = writtenUntil(events, until);
      return seen.length === 0 ? [] : [{ name, events: seen }];
    });
  return {
    get exists() {
      return store.runs
        .all()
        .some(({ timeline }) => timeline.streams.some(({ events }) => (events[0]?.at ?? Infinity) <= until));
    },
    stream(name) {
      const run = store.runs.get(/^(?:manifest\/)?run\/(\d+)(?:\/|$)/.exec(name)?.[1] ?? '');
      return run === undefined ? undefined : visible(run, (other) => other === name)[0];
    },
    streams(prefix) {
      return store.runs
        .all()
        .flatMap((run) => visible(run, (name) => name.startsWith(prefix)))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}

/** Events are sorted by time: the first ones, up to the moment. */
function writtenUntil(events: readonly LogEvent[], until: number): readonly LogEvent[] {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.at ?? Infinity) <= until) low = middle + 1;
    else high = middle;
  }
  return low === events.length ? events : events.slice(0, low);
}
