import type { Clock } from './clock.ts';
import { throwIfAborted } from './errors.ts';

/** A little more than a second, in milliseconds: what begins at its end may arrive sooner than what began before. */
const SECOND = 1_050;

/** Lets so many requests begin in any second; a few at once go through at once, more wait for their turn. */
export class RequestWindow {
  readonly #clock: Clock;
  readonly #perSecond: number;
  /** When the latest began. */
  #begun: readonly number[] = [];

  constructor(clock: Clock, perSecond: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
  }

  /** Waits for room; rejects with `Cancelled` when the signal aborts before. */
  async enter(signal: AbortSignal): Promise<void> {
    for (;;) {
      throwIfAborted(signal);
      const now = this.#clock.now();
      const recent = this.#begun.filter((time) => time > now - SECOND);
      if (recent.length < this.#perSecond) {
        this.#begun = [...recent, now];
        return;
      }
      await this.#clock.sleep((recent[0] ?? now) + SECOND - now, signal);
    }
  }
}
