/** Who may work when one thread does everything: requests at once, background work only while no request waits. */
export class Turns {
  /** Lets waiting events through. */
  readonly pause: () => Promise<void>;
  #requests = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(pause: () => Promise<void>) {
    this.pause = pause;
  }

  /** Says that a request is being answered; call the result when it is. */
  request(): () => void {
    this.#requests++;
    let done = false;
    return () => {
      if (done) return;
      done = true;
      if (--this.#requests > 0) return;
      for (const wake of this.#waiting.splice(0)) wake();
    };
  }

  /** Resolves when no request is being answered. */
  async quiet(): Promise<void> {
    await this.pause();
    while (this.#requests > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
