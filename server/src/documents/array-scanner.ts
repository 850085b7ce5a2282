/** An element of the outer array of a JSON text, as it stands there. */
export interface ScannedElement {
  readonly text: string;
  /** UTF-16 units from the beginning of the whole text. */
  readonly start: number;
  /** Units without the white space between tokens. */
  readonly solid: number;
}

export interface ScanEnd {
  /** `array` when everything was as it should; else what is wrong. */
  readonly state: 'array' | 'empty' | 'no-array' | 'not-closed' | 'goes-on';
  /** Where that was seen. */
  readonly at: number;
  readonly lineStarts: readonly number[];
  readonly length: number;
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Cuts a JSON array into its elements while the text arrives in pieces; only one element is held at a time. */
export class ArrayScanner {
  readonly #take: (element: ScannedElement) => void;
  readonly #lineStarts: number[] = [0];
  #offset = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #carriageReturn = false;
  #phase: 'before' | 'inside' | 'behind' | 'no-array' | 'goes-on' = 'before';
  #wrongAt = 0;
  /** The element that is being read: what earlier pieces held of it, where it starts, how much of it is solid. */
  #held = '';
  #start = -1;
  #solid = 0;

  constructor(take: (element: ScannedElement) => void) {
    this.#take = take;
  }

  /** Pieces may end anywhere. */
  add(piece: string): void {
    let from = this.#start < 0 ? -1 : 0;
    for (let i = 0; i < piece.length; i++) {
      const char = piece.charCodeAt(i);
      if (char < 14) this.#noteLine(char, i);
      else if (this.#carriageReturn) this.#endCarriageReturn(i);
      if (this.#inString) {
        this.#solid++;
        if (this.#escaped) this.#escaped = false;
        else if (char === BACKSLASH) this.#escaped = true;
        else if (char === QUOTE) this.#inString = false;
        continue;
      }
      if (char === 32 || char === 9 || char === 10 || char === 13) continue;
      if (this.#phase !== 'inside') {
        this.#outside(char, i);
        continue;
      }
      if (this.#depth === 0 && (char === COMMA || char === CLOSE_BRACKET)) {
        if (this.#start >= 0) this.#finish(piece.slice(Math.max(0, from), i));
        from = -1;
        if (char === CLOSE_BRACKET) this.#phase = 'behind';
        continue;
      }
      if (this.#start < 0) {
        this.#start = this.#offset + i;
        from = i;
      }
      this.#solid++;
      if (char === QUOTE) this.#inString = true;
      else if (char === OPEN_BRACE || char === OPEN_BRACKET) this.#depth++;
      else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) this.#depth = Math.max(0, this.#depth - 1);
    }
    if (this.#start >= 0) this.#held += piece.slice(Math.max(0, from));
    this.#offset += piece.length;
  }

  end(): ScanEnd {
    if (this.#start >= 0) this.#finish('');
    const states = {
      before: 'empty',
      inside: 'not-closed',
      behind: 'array',
      'no-array': 'no-array',
      'goes-on': 'goes-on',
    } as const;
    return {
      state: states[this.#phase],
      at: this.#phase === 'inside' ? Math.max(0, this.#offset - 1) : this.#wrongAt,
      lineStarts: this.#lineStarts,
      length: this.#offset,
    };
  }

  #outside(char: number, i: number): void {
    // A byte order mark is white space in every sense but the letter.
    if (char === 0xfeff && this.#offset + i === 0) return;
    if (this.#phase === 'before') {
      this.#phase = char === OPEN_BRACKET ? 'inside' : 'no-array';
      this.#wrongAt = this.#offset + i;
    } else if (this.#phase === 'behind') {
      this.#phase = 'goes-on';
      this.#wrongAt = this.#offset + i;
    }
  }

  #finish(rest: string): void {
    const text = (this.#held + rest).trimEnd();
    this.#take({ text, start: this.#start, solid: this.#solid });
    this.#held = '';
    this.#start = -1;
    this.#solid = 0;
  }

  #noteLine(char: number, i: number): void {
    if (char === 10) {
      this.#carriageReturn = false;
      this.#lineStarts.push(this.#offset + i + 1);
      return;
    }
    if (this.#carriageReturn) this.#endCarriageReturn(i);
    this.#carriageReturn = char === 13;
  }

  /** A carriage return without a line feed behind it ends a line too. */
  #endCarriageReturn(i: number): void {
    this.#carriageReturn = false;
    this.#lineStarts.push(this.#offset + i);
  }
}
