import type { Disposable } from '../../infrastructure/disposables.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { WatchList } from '../../infrastructure/watch-list.ts';
import type { Batch } from '../../omics/batches-api.ts';
import type { BatchState, BatchStore } from './batch-store.ts';
import { endingSentence, failures } from './batch-view.ts';

export interface BatchNoticesPorts {
  readonly store: BatchStore;
  readonly watch: (batchId: string) => Disposable;
  /** Remembers over a reload which batches are waited for. */
  readonly list: WatchList;
  /** Endpoint, Region and profile of now. */
  readonly scope: () => Promise<string>;
  readonly prompts: Pick<Prompts, 'tell'>;
  readonly resubmit: (batchId: string) => Promise<unknown>;
  readonly reveal: (batchId: string) => Promise<unknown>;
  /** The first failed submissions of a batch that is watched, and each time there are more. */
  readonly onFailedSubmissions: (batchId: string, details: Batch) => void;
}

/** Watches the batches that were started here, and says when each has ended, also where the window was closed meanwhile. */
export class BatchNotices implements Disposable {
  readonly #ports: BatchNoticesPorts;
  readonly #watched = new Map<string, { readonly watch: Disposable; readonly failed: number }>();
  readonly #subscription: Disposable;

  constructor(ports: BatchNoticesPorts) {
    this.#ports = ports;
    this.#subscription = ports.store.changed(() => this.#look());
  }

  async add(batchId: string): Promise<void> {
    this.#watch(batchId);
    const { list, scope } = this.#ports;
    await list.add(await scope(), batchId);
  }

  /** Those that were waited for when the window closed, and those of another account once that is chosen. */
  async resume(): Promise<void> {
    const { list, scope } = this.#ports;
    for (const id of list.of(await scope())) this.#watch(id);
  }

  /** Another account: its batches are waited for where it is spoken to again. */
  reset(): void {
    for (const { watch } of this.#watched.values()) watch.dispose();
    this.#watched.clear();
  }

  dispose(): void {
    this.#subscription.dispose();
    this.reset();
  }

  #watch(batchId: string): void {
    if (this.#watched.has(batchId)) return;
    this.#watched.set(batchId, { watch: this.#ports.watch(batchId), failed: 0 });
  }

  #look(): void {
    for (const [batchId, { watch, failed }] of [...this.#watched]) {
      const state = this.#ports.store.get(batchId);
      if (!state?.details) continue;
      const now = state.details.submissions.failed;
      if (now > failed) {
        this.#watched.set(batchId, { watch, failed: now });
        this.#ports.onFailedSubmissions(batchId, state.details);
      }
      if (!state.settled) continue;
      this.#watched.delete(batchId);
      watch.dispose();
      void this.#tell(batchId, state);
    }
  }

  async #tell(batchId: string, state: BatchState): Promise<void> {
    const { list, scope, prompts, resubmit, reveal } = this.#ports;
    await list.remove(await scope(), batchId);
    const { details } = state;
    const failed = details ? failures(details) : 0;
    const severity = state.batch.status === 'PROCESSED' && failed === 0 ? 'information' : 'warning';
    const again = 'Resubmit Failed';
    const show = 'Show Batch';
    const buttons = details && details.submissions.failed > 0 ? [again, show] : [show];
    const button = await prompts.tell(severity, endingSentence(state), buttons);
    if (button === again) await resubmit(batchId);
    if (button === show) await reveal(batchId);
  }
}
