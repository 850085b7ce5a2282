import type { Disposable } from '../../infrastructure/disposables.ts';
import type { LiveTailUpdate } from '../../omics/logs-api.ts';
import type { LogLine } from './log-merger.ts';

export interface LiveTailOptions {
  readonly open: (signal: AbortSignal) => AsyncIterable<LiveTailUpdate>;
  readonly onOpen: () => void;
  readonly onEvents: (events: readonly LogLine[]) => void;
  /** The session is over, and no other follows: polling delivers alone from now on. */
  readonly onClose: (error: unknown) => void;
}

/** One Live Tail session after another: the service ends each after three hours. Any other end is final. */
export class LiveTail implements Disposable {
  readonly #options: LiveTailOptions;
  readonly #ended = new AbortController();
  #state: 'opening' | 'open' | 'closed' = 'opening';

  constructor(options: LiveTailOptions) {
    this.#options = options;
    void this.#run();
  }

  get state(): 'opening' | 'open' | 'closed' {
    return this.#state;
  }

  dispose(): void {
    this.#state = 'closed';
    this.#ended.abort();
  }

  async #run(): Promise<void> {
    let outcome: SessionEnd;
    do outcome = await this.#session();
    while (outcome.reason === 'time-limit' && !this.#ended.signal.aborted);
    if (this.#ended.signal.aborted) return;
    this.#state = 'closed';
    this.#options.onClose(outcome.error);
  }

  async #session(): Promise<SessionEnd> {
    const { signal } = this.#ended;
    this.#state = 'opening';
    try {
      for await (const update of this.#options.open(signal)) {
        if (signal.aborted) break;
        if (update.kind === 'events') {
          this.#options.onEvents(update.events);
        } else {
          this.#state = 'open';
          this.#options.onOpen();
        }
      }
      return { reason: 'closed', error: undefined };
    } catch (error) {
      const isTimeLimit = error instanceof Error && error.name === 'SessionTimeoutException';
      return { reason: isTimeLimit ? 'time-limit' : 'closed', error };
    }
  }
}

interface SessionEnd {
  readonly reason: 'time-limit' | 'closed';
  readonly error: unknown;
}
