import type { LogEvent, LogPage, LogStreams, LiveTailUpdate } from '../../../client/src/omics/logs-api.ts';

/** Log streams in memory that answer as CloudWatch does: pages, positions, silence at the end, no stream before its first line. */
export interface LogStore extends LogStreams {
  write(stream: string, ...events: readonly LogEvent[]): void;
  /** The next calls fail, one with each. */
  failNext(...errors: readonly Error[]): void;
  /** Forgets all positions that it has given out. */
  forgetPositions(): void;
  /** What the open Live Tail session delivers; undefined while none is open. */
  readonly live: LiveFeed | undefined;
  /** Streams that were read, in order. */
  readonly reads: string[];
}

export interface LiveFeed {
  send(update: LiveTailUpdate): void;
  fail(error: Error): void;
}

export function logStore(pageSize = 3): LogStore {
  const streams = new Map<string, LogEvent[]>();
  const reads: string[] = [];
  let failures: readonly Error[] = [];
  let era = 0;
  let live: LiveFeed | undefined;
  return {
    reads,
    get live() {
      return live;
    },
    write(stream, ...events) {
      streams.set(stream, [...(streams.get(stream) ?? []), ...events]);
    },
    failNext(...errors) {
      failures = [...failures, ...errors];
    },
    forgetPositions() {
      era++;
    },
    read(stream, { token, since }): Promise<LogPage | undefined> {
      reads.push(stream);
      const [failure, ...rest] = failures;
      failures = rest;
      if (failure) return Promise.reject(failure);
      const events = streams.get(stream);
      if (!events) return Promise.resolve(undefined);
      const [tokenEra, position = '0'] = token?.split(':') ?? [String(era)];
      if (tokenEra !== String(era)) {
        return Promise.reject(named('InvalidParameterException', 'The specified nextToken is invalid.'));
      }
      const visible = since === undefined ? events : events.filter((event) => event.timestamp >= since);
      const page = visible.slice(Number(position), Number(position) + pageSize);
      const next = `${era}:${Number(position) + page.length}`;
      return Promise.resolve({ events: page, token: next, end: next === token });
    },
    filter(prefix, from, token) {
      reads.push(prefix);
      const [failure, ...rest] = failures;
      failures = rest;
      if (failure) return Promise.reject(failure);
      const all = [...streams].flatMap(([stream, events]) =>
        events.map((event, index) => ({ ...event, stream, id: `${stream} ${index}` })),
      );
      const found = all
        .filter(({ stream, timestamp }) => stream.startsWith(prefix) && timestamp >= from)
        .sort((a, b) => a.timestamp - b.timestamp);
      const start = Number(token ?? 0);
      const next = start + pageSize;
      return Promise.resolve({
        events: found.slice(start, next),
        token: next < found.length ? String(next) : undefined,
      });
    },
    async *liveTail(_group, _prefix, signal) {
      const queue: (LiveTailUpdate | Error)[] = [];
      let wake: () => void = () => undefined;
      const push = (item: LiveTailUpdate | Error) => {
        queue.push(item);
        wake();
      };
      live = { send: push, fail: push };
      signal.addEventListener('abort', () => wake());
      try {
        while (!signal.aborted) {
          const item = queue.shift();
          if (item instanceof Error) throw item;
          if (item) yield item;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        live = undefined;
      }
    },
  };
}

export function named(name: string, message = name): Error {
  return Object.assign(new Error(message), { name });
}
