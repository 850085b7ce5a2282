import type { Lives } from '../progress/lives.ts';
import { cacheStreamName } from '../simulation/run-facts.ts';
import type { LogEvent } from '../simulation/timeline.ts';
import type { RunRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** What can be read of the log group now. */
export interface LogReader {
  /** Something was written: CloudWatch makes the group with the first event. */
  exists(): Promise<boolean>;
  /** When the first run was there that writes logs. */
  readonly begins: number | undefined;
  /** Undefined where nothing was written yet. */
  stream(name: string): Promise<VisibleStream | undefined>;
  /** Sorted by name, as the service lists them. */
  streams(wanted: WantedStreams): Promise<readonly VisibleStream[]>;
}

/** All streams, those with one of these names, or those with one of these beginnings. */
export interface WantedStreams {
  readonly names?: readonly string[] | undefined;
  readonly prefixes?: readonly string[] | undefined;
  /** Runs that had ended by then are left out: they have written nothing since. */
  readonly since?: number;
}

export interface VisibleStream {
  readonly name: string;
  readonly events: readonly LogEvent[];
}

/** The streams of all runs, with the events that were written until `now - lag`. Deleted runs keep their logs. */
export function logReader(
  { store, lives }: { readonly store: Store; readonly lives: Lives },
  now: number,
  lagMilliseconds: number,
): LogReader {
  const until = now - lagMilliseconds;
  const streams = async (wanted: WantedStreams): Promise<readonly VisibleStream[]> => {
    const isWanted = filterOf(wanted);
    const found: VisibleStream[] = [];
    const add = (name: string, events: readonly LogEvent[]): void => {
      const seen = isWanted(name) ? writtenUntil(events, until) : [];
      if (seen.length > 0) found.push({ name, events: seen });
    };
    for (const run of candidates(store, wanted)) {
      for (const { name, events } of (await lives.of(run)).streams) add(name, events);
    }
    for (const cache of store.caches.all()) {
      const name = cacheStreamName(cache.id, cache.uuid);
      if (!isWanted(name)) continue;
      const events: LogEvent[] = [];
      for (const run of store.runs.all()) {
        if (run.settings.cacheId === cache.id) events.push(...(await lives.of(run)).cacheLog);
      }
      add(
        name,
        events.sort((a, b) => a.at - b.at),
      );
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  return {
    async exists() {
      for (const run of store.runs.all()) {
        if (run.settings.logLevel === 'OFF' || run.createdAt > until) continue;
        const life = await lives.of(run);
        if (life.streams.some(({ events }) => (events[0]?.at ?? Infinity) <= until)) return true;
      }
      return false;
    },
    get begins() {
      for (const run of store.runs.all()) if (run.settings.logLevel !== 'OFF') return run.createdAt;
      return undefined;
    },
    stream: async (name) => (await streams({ names: [name] }))[0],
    streams,
  };
}

function filterOf({ names, prefixes }: WantedStreams): (name: string) => boolean {
  if (names !== undefined) return (name) => names.includes(name);
  if (prefixes !== undefined) return (name) => prefixes.some((prefix) => name.startsWith(prefix));
  return () => true;
}

/** The runs that may have written what is wanted: names of streams begin with the id of the run. */
function* candidates(store: Store, wanted: WantedStreams): Iterable<RunRecord> {
  const { since = -Infinity } = wanted;
  const ids = (wanted.names ?? wanted.prefixes)?.map((name) => RUN_IN_NAME.exec(name)?.[1]);
  const complete = ids?.every((id) => id?.length === ID_LENGTH);
  if (ids !== undefined && complete === true) {
    for (const id of new Set(ids)) {
      const run = store.runs.get(id ?? '');
      if (run !== undefined) yield run;
    }
    return;
  }
  if (wanted.names !== undefined && ids?.every((id) => id === undefined) === true) return;
  if (wanted.prefixes?.every((prefix) => prefix.startsWith('runCache/')) === true) return;
  for (const run of store.runs.all())
    if ((run.states.at(-1)?.at ?? Infinity) >= since || isWaiting(run)) yield run;
}

function isWaiting(run: RunRecord): boolean {
  return run.admittedAt === undefined;
}

const RUN_IN_NAME = /^(?:manifest\/)?run\/(\d+)/;
const ID_LENGTH = 7;

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
