import type { LocateFailureResult } from '@omics-lens/server/protocol/index.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import { Emitter } from '../../infrastructure/emitter.ts';
import { movedRange, type TextChange } from './moved-range.ts';

type Located = LocateFailureResult['failures'][number];

/** One cause of a failed run, on its place in the source. */
export interface ShownFailure extends Located {
  readonly runId: string;
  readonly runName: string;
}

/** The failures that are shown. Holds and tells; asks nobody. */
export class FailureStore implements Disposable {
  #shown: readonly ShownFailure[] = [];
  readonly #changed = new Emitter<void>();

  readonly changed = this.#changed.event;

  all(): readonly ShownFailure[] {
    return this.#shown;
  }

  in(uri: string): readonly ShownFailure[] {
    return this.#shown.filter((failure) => failure.uri === uri);
  }

  /** In place of what was shown of the run before. */
  show(runId: string, runName: string, located: readonly Located[]): void {
    const others = this.#shown.filter((failure) => failure.runId !== runId);
    this.#set([...others, ...located.map((failure) => ({ ...failure, runId, runName }))]);
  }

  /** Takes away what is shown of one run, or of all. */
  dismiss(runId?: string): void {
    const left = runId === undefined ? [] : this.#shown.filter((failure) => failure.runId !== runId);
    if (left.length !== this.#shown.length) this.#set(left);
  }

  /** Moves the places of a file with its text; a cause whose text is changed is taken away: it has been looked after. */
  edited(uri: string, changes: readonly TextChange[]): void {
    if (!this.#shown.some((failure) => failure.uri === uri)) return;
    const moved = this.#shown.flatMap((failure) => {
      if (failure.uri !== uri) return [failure];
      let range: ShownFailure['range'] | undefined = failure.range;
      for (const change of changes) range = range && movedRange(range, change);
      // The edits of the fixes were made for the old text.
      const isMoved = range !== failure.range;
      return range === undefined ? [] : [{ ...failure, range, ...(isMoved ? { fixes: [] } : {}) }];
    });
    if (moved.length !== this.#shown.length || moved.some((each, at) => each !== this.#shown[at]))
      this.#set(moved);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(shown: readonly ShownFailure[]): void {
    this.#shown = shown;
    this.#changed.fire();
  }
}
