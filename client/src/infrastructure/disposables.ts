/** Structurally VS Code's Disposable, so that code without VS Code can hand out and hold both. */
export interface Disposable {
  dispose(): void;
}

/** Holds what a feature must give back; disposing twice is harmless, adding after disposal disposes at once. */
export class DisposableStore implements Disposable {
  readonly #held = new Set<Disposable>();
  #disposed = false;

  add<T extends Disposable>(disposable: T): T {
    if (this.#disposed) disposable.dispose();
    else this.#held.add(disposable);
    return disposable;
  }

  /** In reverse order of arrival: what came later may use what came before. */
  dispose(): void {
    this.#disposed = true;
    const held = [...this.#held].reverse();
    this.#held.clear();
    for (const disposable of held) disposable.dispose();
  }
}

/** A Disposable from a function, which runs at most once. */
export function disposable(release: () => void): Disposable {
  let released = false;
  return {
    dispose() {
      if (released) return;
      released = true;
      release();
    },
  };
}
