import type { Clock } from './clock.ts';
import type { Memory } from './memory.ts';

/** One action of the user whose answer is not known. */
export interface PendingRequest<Request> {
  /** Equal for equal actions. */
  readonly key: string;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly request: Request;
}

export interface RequestJournalOptions {
  readonly memory: Memory;
  /** Where in the memory the journal stands. */
  readonly name: string;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Whether an error is the service's own answer, so that nothing was started. */
  readonly isAnswer: (error: unknown) => boolean;
}

/** How long a service is trusted to recognise a request id again: our own choice, none is documented. */
const LIFETIME = 24 * 60 * 60 * 1000;

/**
 * Gives each action of the user one request id: written down before it is sent, used again by every retry, also after a
 * reload of the window, until the answer is known. The service then starts one run however often it is asked.
 */
export class RequestJournal<Request> {
  readonly #options: RequestJournalOptions;
  readonly #inFlight = new Map<string, Promise<unknown>>();

  constructor(options: RequestJournalOptions) {
    this.#options = options;
  }

  /** Requests of which nobody knows whether they arrived, oldest first; those being sent now are not among them. */
  pending(): readonly PendingRequest<Request>[] {
    return this.#read().filter((entry) => !this.#inFlight.has(entry.key));
  }

  /**
   * Sends the request, or joins the sending of an equal one. `make` is asked for a request only where none with this
   * key waits for its answer: a retry sends exactly what was sent before.
   */
  send<Answer>(
    key: string,
    make: (requestId: string) => Request,
    post: (request: Request) => Promise<Answer>,
  ): Promise<Answer> {
    const running = this.#inFlight.get(key) as Promise<Answer> | undefined;
    if (running) return running;
    const sending = this.#send(key, make, post).finally(() => this.#inFlight.delete(key));
    this.#inFlight.set(key, sending);
    return sending;
  }

  async forget(key: string): Promise<void> {
    await this.#write(this.#read().filter((entry) => entry.key !== key));
  }

  async #send<Answer>(
    key: string,
    make: (requestId: string) => Request,
    post: (request: Request) => Promise<Answer>,
  ): Promise<Answer> {
    const entry = this.#read().find((known) => known.key === key) ?? (await this.#begin(key, make));
    try {
      const answer = await post(entry.request);
      await this.forget(key);
      return answer;
    } catch (error) {
      if (this.#options.isAnswer(error)) await this.forget(key);
      throw error;
    }
  }

  async #begin(key: string, make: (requestId: string) => Request): Promise<PendingRequest<Request>> {
    const requestId = this.#options.newId();
    const entry = { key, requestId, since: this.#options.clock.now(), request: make(requestId) };
    await this.#write([...this.#read(), entry]);
    return entry;
  }

  #read(): readonly PendingRequest<Request>[] {
    const oldest = this.#options.clock.now() - LIFETIME;
    const entries = this.#options.memory.get<readonly PendingRequest<Request>[]>(this.#options.name) ?? [];
    return entries.filter((entry) => entry.since > oldest);
  }

  async #write(entries: readonly PendingRequest<Request>[]): Promise<void> {
    await this.#options.memory.update(this.#options.name, entries);
  }
}
