import type { Clock } from './clock.ts';
import { throwIfAborted } from './errors.ts';

export interface RequestLimit {
  readonly perSecond: number;
  readonly atOnce: number;
}

/** One budget of requests that several readers share: evenly spaced, first come first served. */
export class RequestLimiter {
  readonly #clock: Clock;
  readonly #limit: RequestLimit;
  readonly #waiting: (() => void)[] = [];
  #active = 0;
  #nextStart = 0;

  constructor(clock: Clock, limit: RequestLimit) {
    this.#clock = clock;
    this.#limit = limit;
  }

  /** Rejects with `Cancelled` when the signal aborts before the request's turn. */
  async run<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
    if (this.#active < this.#limit.atOnce) this.#active++;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      throwIfAborted(signal);
      await this.#pause(signal);
      throwIfAborted(signal);
      return await request();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#active--;
    }
  }

  async #pause(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now();
    const start = Math.max(now, this.#nextStart);
    this.#nextStart = start + 1000 / this.#limit.perSecond;
    if (start > now) await this.#clock.sleep(start - now, signal);
  }
}
