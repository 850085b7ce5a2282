import type { Disposable } from '../../infrastructure/disposables.ts';
import type { Event } from '../../infrastructure/emitter.ts';
import { isAlive } from '../../omics/omics-api.ts';

export interface WatchedRun {
  readonly id: string;
  readonly status: string;
}

/** Tells of runs that this window has seen alive and that then failed, each once. */
export class FailureWatch implements Disposable {
  readonly #alive = new Set<string>();
  readonly #subscription: Disposable;

  constructor(
    runs: { list(): readonly WatchedRun[]; readonly changed: Event<void> },
    onFailure: (runId: string) => void,
  ) {
    this.#subscription = runs.changed(() => {
      for (const { id, status } of runs.list()) {
        if (isAlive(status)) this.#alive.add(id);
        else if (this.#alive.delete(id) && status === 'FAILED') onFailure(id);
      }
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}
