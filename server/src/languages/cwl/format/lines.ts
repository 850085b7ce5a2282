import type { TextEdit } from '../../../text/index.ts';
import { LineIndex, span } from '../../../text/index.ts';

/** The lines of a text and the blanks that they begin with. */
export class Lines {
  readonly text: string;
  readonly #index: LineIndex;

  constructor(text: string) {
    this.text = text;
    this.#index = new LineIndex(text);
  }

  get count(): number {
    return this.#index.lineCount;
  }

  lineOf(offset: number): number {
    return this.#index.positionAt(offset).line;
  }

  start(line: number): number {
    return this.#index.lineStart(line);
  }

  end(line: number): number {
    return this.#index.lineEnd(line);
  }

  column(offset: number): number {
    return this.#index.positionAt(offset).character;
  }

  /** How many blanks the line begins with. */
  indent(line: number): number {
    let at = this.start(line);
    const end = this.end(line);
    while (at < end && /[ \t\uFEFF]/.test(this.text.charAt(at))) at++;
    return at - this.start(line);
  }

  /** How many of them are no tabs, from the start of the line. */
  spaces(line: number): number {
    return /^ */.exec(this.text.slice(this.start(line), this.end(line)))?.[0].length ?? 0;
  }

  isBlank(line: number): boolean {
    return this.indent(line) === this.end(line) - this.start(line);
  }

  /** True where nothing but blanks stands before the offset on its line. */
  begins(offset: number): boolean {
    const line = this.lineOf(offset);
    return this.start(line) + this.indent(line) === offset;
  }

  /** Edits that give lines the indentations; those that are not named keep theirs. */
  indentEdits(indents: ReadonlyMap<number, number>): readonly TextEdit[] {
    return [...indents].flatMap(([line, indent]) =>
      this.isBlank(line) ? [] : [this.#blanks(line, this.indent(line), indent)],
    );
  }

  /** Edits that add blanks to the starts of lines, or take them away. */
  shiftEdits(shifts: ReadonlyMap<number, number>): readonly TextEdit[] {
    return [...shifts].map(([line, shift]) => {
      const spaces = this.spaces(line);
      return this.#blanks(line, spaces, spaces + shift);
    });
  }

  #blanks(line: number, before: number, after: number): TextEdit {
    const start = this.start(line);
    return { span: span(start, start + before), newText: ' '.repeat(Math.max(0, after)) };
  }
}
