/** A zero-based line and a zero-based UTF-16 character in it, as the language server protocol counts. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions of one text. Lines end at `\n`, `\r\n` or a lone `\r`. */
export class LineIndex {
  readonly #text: string;
  readonly #length: number;
  readonly #starts: readonly number[];

  /** `known` is given for a text that is not kept: where its lines start, and how long it is. */
  constructor(text: string, known?: { readonly starts: readonly number[]; readonly length: number }) {
    this.#text = text;
    this.#length = known?.length ?? text.length;
    this.#starts = known?.starts ?? lineStarts(text);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The offset is clamped to the text. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) > clamped) high = middle;
      else low = middle + 1;
    }
    const line = low - 1;
    return { line, character: clamped - (this.#starts[line] ?? 0) };
  }

  /** The position is clamped to its line, and the line to the text. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return this.#length;
    return Math.max(start, Math.min(start + position.character, this.lineEnd(position.line)));
  }

  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }

  /** The offset behind the last character of the line, before its line break. */
  lineEnd(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.#length;
    let end = next - 1;
    if (end > 0 && this.#text.charCodeAt(end) === 10 && this.#text.charCodeAt(end - 1) === 13) end--;
    return end;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  // Nearly every file has `\n` only, which the engine finds faster than a loop over all characters does.
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 10 || (char === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}
