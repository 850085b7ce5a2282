/** The end of a growing text, up to a number of characters. */
export class KeptText {
  readonly #limit: number;
  #pieces: string[] = [];
  #length = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  append(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length < 2 * this.#limit) return;
    // Cut only when twice the limit has gathered: cutting at each piece would copy the text each time.
    this.#pieces = [this.text()];
    this.#length = this.#limit;
  }

  text(): string {
    return this.#pieces.join('').slice(-this.#limit);
  }
}
