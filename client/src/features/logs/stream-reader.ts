import type { LogEvent, LogsApi } from '../../omics/logs-api.ts';

/** How a visit to a stream ended. `missing`: nobody has written to it so far. `more`: broken off before its end. */
export type VisitEnd = 'end' | 'more' | 'missing';

/** A page holds up to 10,000 events: a stream that is written faster than it is read must not keep a visit from ending. */
const PAGES_PER_VISIT = 20;

/** Reads one stream from its head and then on from where it stood, each event once. */
export class StreamReader {
  readonly name: string;
  #token: string | undefined;
  #since: number | undefined;
  #lastTime = -Infinity;
  /** How often each message stood at `#lastTime`: needed where a lost position is found again by time. */
  #atLastTime = new Map<string, number>();
  #skip = new Map<string, number>();

  /** `since`: nothing older belongs to this run, because run ids are used again after a deletion. */
  constructor(name: string, since: number | undefined) {
    this.name = name;
    this.#since = since;
  }

  /** The time of the newest event so far; minus infinity before the first. */
  get lastTime(): number {
    return this.#lastTime;
  }

  /** `request` makes each call wait for its turn. When a call fails, what was read before it is kept for the next visit. */
  async visit(
    logs: Pick<LogsApi, 'read'>,
    request: <T>(call: () => Promise<T>) => Promise<T>,
    signal: AbortSignal,
    onEvents: (events: readonly LogEvent[]) => void,
  ): Promise<VisitEnd> {
    for (let pages = 0; pages < PAGES_PER_VISIT; pages++) {
      const page = await request(() => this.#page(logs, signal));
      if (!page) return 'missing';
      const events = this.#remember(page.events);
      this.#token = page.token ?? this.#token;
      if (events.length > 0) onEvents(events);
      if (page.end) return 'end';
    }
    return 'more';
  }

  async #page(logs: Pick<LogsApi, 'read'>, signal: AbortSignal) {
    try {
      return await logs.read(this.name, { token: this.#token, since: this.#since }, signal);
    } catch (error) {
      if (this.#token === undefined || !isLostPosition(error)) throw error;
      this.#findPositionByTime();
      return logs.read(this.name, { token: undefined, since: this.#since }, signal);
    }
  }

  #findPositionByTime(): void {
    this.#token = undefined;
    if (this.#lastTime === -Infinity) return;
    this.#since = this.#lastTime;
    this.#skip = new Map(this.#atLastTime);
  }

  #remember(events: readonly LogEvent[]): readonly LogEvent[] {
    const fresh = this.#skip.size > 0 ? events.filter((event) => !this.#isSkipped(event)) : events;
    for (const { timestamp, message } of fresh) {
      if (timestamp > this.#lastTime) {
        this.#lastTime = timestamp;
        this.#atLastTime = new Map();
      }
      if (timestamp === this.#lastTime)
        this.#atLastTime.set(message, (this.#atLastTime.get(message) ?? 0) + 1);
    }
    return fresh;
  }

  #isSkipped({ timestamp, message }: LogEvent): boolean {
    const left = this.#skip.get(message) ?? 0;
    if (timestamp !== this.#since || left === 0) return false;
    if (left > 1) this.#skip.set(message, left - 1);
    else this.#skip.delete(message);
    return true;
  }
}

/** Positions are forgotten by the service after 24 hours. */
function isLostPosition(error: unknown): boolean {
  return error instanceof Error && error.name === 'InvalidParameterException';
}
