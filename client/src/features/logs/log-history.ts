import type { LogEvent, LogsApi } from '../../omics/logs-api.ts';
import { textOf } from './log-line.ts';

/** A stream of a log, and what its lines are marked with where there are several. */
export interface HistoryStream {
  readonly name: string;
  readonly label: string;
}

/** One event as it stands in the document. */
export interface HistoryEntry {
  /** Zero-based line of the document that it begins on. */
  readonly line: number;
  /** How many lines it takes. */
  readonly lines: number;
  readonly label: string;
  readonly event: LogEvent;
}

export interface HistoryText {
  readonly text: string;
  readonly entries: readonly HistoryEntry[];
}

/** Where each stream has been read back to. */
interface ReadBack {
  readonly stream: HistoryStream;
  /** Oldest first. */
  events: readonly LogEvent[];
  token: string | undefined;
  isWhole: boolean;
}

/** A log that is read from its end backwards, a page of each stream at a time. */
export class LogHistory {
  readonly #logs: Pick<LogsApi, 'back'>;
  /** Nothing older belongs to this run, because run ids are used again after a deletion. */
  readonly #since: number | undefined;
  readonly #streams: readonly ReadBack[];

  constructor(streams: readonly HistoryStream[], since: number | undefined, logs: Pick<LogsApi, 'back'>) {
    this.#logs = logs;
    this.#since = since;
    this.#streams = streams.map((stream) => ({ stream, events: [], token: undefined, isWhole: false }));
  }

  /** Whether there may be lines before the first. */
  get hasOlder(): boolean {
    return this.#streams.some(({ isWhole }) => !isWhole);
  }

  get isEmpty(): boolean {
    return this.#streams.every(({ events }) => events.length === 0);
  }

  /** One page more of every stream that has one. */
  async readOlder(signal?: AbortSignal): Promise<void> {
    await Promise.all(
      this.#streams.map(async (read) => {
        if (read.isWhole) return;
        const page = await this.#logs.back(read.stream.name, read.token, this.#since, signal);
        if (page === undefined || page.end) read.isWhole = true;
        if (page === undefined) return;
        // The service gives the last page again with the token of the first.
        if (!page.end || read.token === undefined) read.events = [...page.events, ...read.events];
        read.token = page.token;
      }),
    );
  }

  text(timestamps: 'shown' | 'hidden'): HistoryText {
    const isMarked = this.#streams.length > 1;
    const all = this.#streams.flatMap(({ stream, events }) =>
      events.map((event, order) => ({ event, label: stream.label, order })),
    );
    all.sort((a, b) => a.event.timestamp - b.event.timestamp || a.order - b.order);
    const entries: HistoryEntry[] = [];
    const lines: string[] = [];
    for (const { event, label } of all) {
      const head = [
        ...(timestamps === 'shown' ? [new Date(event.timestamp).toISOString()] : []),
        ...(isMarked ? [`[${label}]`] : []),
      ].join(' ');
      const own = textOf(event.message).split('\n');
      const indent = head === '' ? '' : `${head} `;
      entries.push({ line: lines.length, lines: own.length, label, event });
      own.forEach((line, index) => lines.push((index === 0 ? indent : ' '.repeat(indent.length)) + line));
    }
    return { text: lines.join('\n'), entries };
  }
}
