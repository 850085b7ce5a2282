/** A value that is worked out when somebody first asks for it, and kept then. */
export class Lazy<Value> {
  /** Gone once the value is there, with all that it held on to. */
  #make: (() => Value) | undefined;
  #value: Value | undefined;

  constructor(make: () => Value) {
    this.#make = make;
  }

  static of<Value>(value: Value): Lazy<Value> {
    const made = new Lazy(() => value);
    void made.value;
    return made;
  }

  get value(): Value {
    if (this.#make !== undefined) {
      this.#value = this.#make();
      this.#make = undefined;
    }
    return this.#value as Value;
  }
}
