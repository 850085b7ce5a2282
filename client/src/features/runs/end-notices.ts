import type { Disposable } from '../../infrastructure/disposables.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { WatchList } from '../../infrastructure/watch-list.ts';
import type { RunStore } from './run-store.ts';
import { endingSentence } from './run-view.ts';

export interface EndNoticesPorts {
  readonly store: RunStore;
  readonly watch: (runId: string) => Disposable;
  /** Remembers over a reload which runs are waited for. */
  readonly list: WatchList;
  /** Endpoint, Region and profile of now. */
  readonly scope: () => Promise<string>;
  readonly prompts: Pick<Prompts, 'tell'>;
  readonly followLogs: (runId: string) => Promise<unknown>;
}

/** Watches the runs that were started here, and says when each has ended, also where the window was closed meanwhile. */
export class EndNotices implements Disposable {
  readonly #ports: EndNoticesPorts;
  readonly #watched = new Map<string, Disposable>();
  readonly #subscription: Disposable;

  constructor(ports: EndNoticesPorts) {
    this.#ports = ports;
    this.#subscription = ports.store.changed(() => this.#look());
  }

  async add(runId: string): Promise<void> {
    this.#watch(runId);
    const { list, scope } = this.#ports;
    await list.add(await scope(), runId);
  }

  /** Those that were waited for when the window closed, and those of another account once that is chosen. */
  async resume(): Promise<void> {
    const { list, scope } = this.#ports;
    for (const id of list.of(await scope())) this.#watch(id);
  }

  /** Another account: its runs are waited for where it is spoken to again. */
  reset(): void {
    for (const watch of this.#watched.values()) watch.dispose();
    this.#watched.clear();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.reset();
  }

  #watch(runId: string): void {
    if (!this.#watched.has(runId)) this.#watched.set(runId, this.#ports.watch(runId));
  }

  #look(): void {
    for (const [runId, watch] of [...this.#watched]) {
      const state = this.#ports.store.get(runId);
      if (!state?.settled) continue;
      this.#watched.delete(runId);
      watch.dispose();
      void this.#tell(runId, endingSentence(state.run), state.run.status);
    }
  }

  async #tell(runId: string, sentence: string, status: string): Promise<void> {
    const { list, scope, prompts, followLogs } = this.#ports;
    await list.remove(await scope(), runId);
    const show = 'Show Logs';
    const severity = status === 'COMPLETED' ? 'information' : 'warning';
    const button = await prompts.tell(severity, sentence, [show]);
    if (button === show) await followLogs(runId);
  }
}
