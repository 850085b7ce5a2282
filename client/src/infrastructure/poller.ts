import type { Clock } from './clock.ts';
import type { Disposable } from './disposables.ts';

/** `rest` ends the polling until somebody wakes it. */
export type PollOutcome = 'changed' | 'unchanged' | 'rest';

/** The shortest and the longest pause between two polls, in milliseconds. */
export interface Pace {
  readonly shortest: number;
  readonly longest: number;
}

export interface PollerOptions {
  readonly clock: Clock;
  /** A number in [0, 1); `Math.random`. */
  readonly random: () => number;
  /** Asked before each pause: how fast to poll may depend on what is alive. */
  readonly pace: () => Pace;
  readonly poll: (signal: AbortSignal) => Promise<PollOutcome>;
  /** Whether to try again later (with a longer pause) or to rest until woken. */
  readonly onError: (error: unknown) => 'retry' | 'rest' | Promise<'retry' | 'rest'>;
}

const SLOWER = 1.5;
const SLOWER_AFTER_ERROR = 2;
/** Windows of one user must not poll in step: a pause is stretched or cut by up to this share. */
const JITTER = 0.2;

/**
 * Polls while there is a reason to: after a change soon again, without one ever later, and not at all while resting.
 * One poll is in flight at any time; a wake during a poll makes one more follow at once.
 */
export class Poller implements Disposable {
  readonly #options: PollerOptions;
  readonly #ended = new AbortController();
  #nap = new AbortController();
  #running = false;
  #woken = false;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  get state(): 'polling' | 'resting' | 'disposed' {
    if (this.#ended.signal.aborted) return 'disposed';
    return this.#running ? 'polling' : 'resting';
  }

  /** Polls now, or right after the poll that is in flight. */
  wake(): void {
    if (this.#ended.signal.aborted) return;
    this.#woken = true;
    this.#nap.abort();
    if (!this.#running) void this.#run();
  }

  dispose(): void {
    this.#ended.abort();
    this.#nap.abort();
  }

  async #run(): Promise<void> {
    const { clock, pace } = this.#options;
    this.#running = true;
    let pause = pace().shortest;
    while (!this.#ended.signal.aborted) {
      this.#woken = false;
      const outcome = await this.#poll();
      if (this.#woken) {
        pause = pace().shortest;
        continue;
      }
      if (outcome === 'rest') break;
      pause = nextPause(pause, outcome, pace());
      this.#nap = new AbortController();
      await clock.sleep(this.#jittered(pause), this.#nap.signal);
      if (this.#woken) pause = pace().shortest;
    }
    this.#running = false;
  }

  async #poll(): Promise<PollOutcome | 'failed'> {
    try {
      return await this.#options.poll(this.#ended.signal);
    } catch (error) {
      if (this.#ended.signal.aborted) return 'rest';
      return (await this.#options.onError(error)) === 'rest' ? 'rest' : 'failed';
    }
  }

  #jittered(pause: number): number {
    return Math.round(pause * (1 + JITTER * (2 * this.#options.random() - 1)));
  }
}

function nextPause(pause: number, outcome: PollOutcome | 'failed', pace: Pace): number {
  if (outcome === 'changed') return pace.shortest;
  const longer = pause * (outcome === 'failed' ? SLOWER_AFTER_ERROR : SLOWER);
  return Math.min(Math.max(longer, pace.shortest), pace.longest);
}
