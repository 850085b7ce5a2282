import type { Clock } from './clock.ts';
import type { Disposable } from './disposables.ts';
import { Emitter } from './emitter.ts';
import { throwIfAborted, type Explanation } from './errors.ts';
import type { RefreshableList } from './paged-list.ts';
import { Poller, type Pace, type PollOutcome } from './poller.ts';

export interface ListRefreshOptions {
  readonly clock: Clock;
  /** A number in [0, 1); `Math.random`. */
  readonly random: () => number;
  /** While something that is shown changes by itself, and while nothing does. */
  readonly pace: () => Promise<{ readonly alive: Pace; readonly idle: Pace }>;
  /** A list that cannot be read says so in its place; `all` means that no list could be. */
  readonly explain: (error: unknown) => Promise<Explanation & { readonly concerns: 'all' | 'one' }>;
  /** `ready`, or the code of what is wrong; `undefined` while nobody knows. */
  readonly onState: (explanation: Explanation | undefined | 'ready') => void;
  /** Whether a failure passes by itself. */
  readonly isPassing: (explanation: Explanation) => boolean;
}

/**
 * Keeps the lists of a view true while somebody looks at them: soon again while something is alive, ever later while
 * nothing changes, not at all while the view is hidden. Only lists that were opened are asked for.
 */
export class ListRefresh implements Disposable {
  readonly #options: ListRefreshOptions;
  readonly #poller: Poller;
  readonly #open = new Set<RefreshableList>();
  readonly #changed = new Emitter<void>();
  #generation = new AbortController();
  #visible = false;
  #pace: { readonly alive: Pace; readonly idle: Pace } | undefined;

  /** Something that is shown is another now. */
  readonly changed = this.#changed.event;

  constructor(options: ListRefreshOptions) {
    this.#options = options;
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      pace: () => this.#currentPace(),
      poll: (signal) => this.#round(signal),
      onError: (error) => this.#onError(error),
    });
  }

  get state(): 'polling' | 'resting' | 'disposed' {
    return this.#poller.state;
  }

  setVisibility(visibility: 'visible' | 'hidden'): void {
    const shown = visibility === 'visible' && !this.#visible;
    this.#visible = visibility === 'visible';
    if (shown) this.#poller.wake();
  }

  /** Somebody looks into a list. */
  open(list: RefreshableList): void {
    if (this.#open.has(list)) return;
    this.#open.add(list);
    if (this.#visible) this.#poller.wake();
  }

  close(list: RefreshableList): void {
    this.#open.delete(list);
  }

  /** Now, also when resting. */
  refresh(): void {
    this.#poller.wake();
  }

  /** Another account: whatever was read belongs to the old one. */
  reset(): void {
    this.#generation.abort();
    this.#generation = new AbortController();
    this.#pace = undefined;
    for (const list of this.#open) list.clear();
    this.#options.onState(undefined);
    this.#changed.fire();
    if (this.#visible) this.#poller.wake();
  }

  dispose(): void {
    this.#generation.abort();
    this.#poller.dispose();
    this.#changed.dispose();
  }

  async #round(signal: AbortSignal): Promise<PollOutcome> {
    const generation = this.#generation.signal;
    try {
      return await this.#refreshAll(AbortSignal.any([signal, generation]));
    } catch (error) {
      if (generation.aborted) return 'changed';
      throw error;
    }
  }

  async #refreshAll(signal: AbortSignal): Promise<PollOutcome> {
    this.#pace = await this.#options.pace();
    throwIfAborted(signal);
    const before = this.#fingerprint();
    for (const list of [...this.#open]) await this.#refreshOne(list, signal);
    this.#options.onState('ready');
    const after = this.#fingerprint();
    if (before !== after) this.#changed.fire();
    if (!this.#visible) return 'rest';
    return before === after ? 'unchanged' : 'changed';
  }

  async #refreshOne(list: RefreshableList, signal: AbortSignal): Promise<void> {
    try {
      await list.refresh(signal);
    } catch (error) {
      if (signal.aborted) throw error;
      const explanation = await this.#options.explain(error);
      if (explanation.concerns === 'all') throw error;
      list.fail(explanation.sentence);
    }
  }

  async #onError(error: unknown): Promise<'retry' | 'rest'> {
    const explanation = await this.#options.explain(error);
    this.#options.onState(explanation);
    this.#changed.fire();
    return this.#options.isPassing(explanation) && this.#visible ? 'retry' : 'rest';
  }

  #fingerprint(): string {
    return [...this.#open].map((list) => list.fingerprint).join('\n');
  }

  #currentPace(): Pace {
    if (!this.#pace) return { shortest: 1_000, longest: 60_000 };
    return [...this.#open].some((list) => list.isAlive) ? this.#pace.alive : this.#pace.idle;
  }
}
