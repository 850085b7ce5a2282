import { disposable, type Disposable } from './disposables.ts';

export type Listener<T> = (value: T) => void;

/** Structurally VS Code's Event. */
export type Event<T> = (listener: Listener<T>) => Disposable;

/** An event source for code that must run without VS Code. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<Listener<T>>();

  readonly event: Event<T> = (listener) => {
    const own: Listener<T> = (value) => listener(value);
    this.#listeners.add(own);
    return disposable(() => this.#listeners.delete(own));
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
