import type { Disposable } from '../../infrastructure/disposables.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { RunStore } from './run-store.ts';
import { endingSentence } from './run-view.ts';

export interface EndNoticesPorts {
  readonly store: RunStore;
  readonly watch: (runId: string) => Disposable;
  readonly prompts: Pick<Prompts, 'tell'>;
  readonly followLogs: (runId: string) => Promise<unknown>;
}

/** Watches the runs that this window has started, and says when each has ended. */
export class EndNotices implements Disposable {
  readonly #ports: EndNoticesPorts;
  readonly #watched = new Map<string, Disposable>();
  readonly #subscription: Disposable;

  constructor(ports: EndNoticesPorts) {
    this.#ports = ports;
    this.#subscription = ports.store.changed(() => this.#look());
  }

  add(runId: string): void {
    if (!this.#watched.has(runId)) this.#watched.set(runId, this.#ports.watch(runId));
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const watch of this.#watched.values()) watch.dispose();
  }

  #look(): void {
    for (const [runId, watch] of [...this.#watched]) {
      const state = this.#ports.store.get(runId);
      if (state && !state.settled) continue;
      this.#watched.delete(runId);
      watch.dispose();
      // Without a state the account has changed: the run goes on elsewhere.
      if (state) void this.#tell(runId, endingSentence(state.run), state.run.status);
    }
  }

  async #tell(runId: string, sentence: string, status: string): Promise<void> {
    const show = 'Show Logs';
    const severity = status === 'COMPLETED' ? 'information' : 'warning';
    const button = await this.#ports.prompts.tell(severity, sentence, [show]);
    if (button === show) await this.#ports.followLogs(runId);
  }
}
