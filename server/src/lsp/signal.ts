/** Something that happens again and again and that others wait for. */
export class Signal {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  /** How often it has happened. */
  get count(): number {
    return this.#count;
  }

  fire(): void {
    this.#count++;
    const all = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of all) wake();
  }

  /** Calls `wake` once it has happened more often than `count`. */
  after(count: number, wake: () => void): void {
    if (this.#count > count) wake();
    else this.#waiting.add(wake);
  }
}
