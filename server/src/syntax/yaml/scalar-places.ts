import type { YamlScalar } from './tree.ts';

/**
 * Where the characters of a scalar's text stand in the file: folds, indentation, escapes and quotes are in the one and
 * not in the other. Offsets are half-open ends as well as starts: that behind the last character has its place too.
 */
export interface ScalarPlaces {
  /** The offset in the file of an offset in the text. */
  toFile(offset: number): number;
  /** The offset in the text of an offset in the file; one in an indentation gives the character behind it. */
  toText(offset: number): number;
}

/** A stretch that stands in the file as it stands in the text; between two of them, one of both has more. */
interface Stretch {
  readonly text: number;
  readonly file: number;
  readonly length: number;
}

/** `text` is that of the file. */
export function scalarPlaces(text: string, scalar: YamlScalar): ScalarPlaces {
  const stretches = stretchesOf(text, scalar);
  return {
    toFile: (offset) => {
      const at = last(stretches, (stretch) => stretch.text <= offset);
      if (at === undefined) return scalar.start;
      return at.file + Math.min(Math.max(0, offset - at.text), at.length);
    },
    toText: (offset) => {
      const at = last(stretches, (stretch) => stretch.file <= offset);
      if (at === undefined) return 0;
      const next = stretches[stretches.indexOf(at) + 1];
      const within = offset - at.file;
      return within <= at.length || next === undefined ? at.text + Math.min(within, at.length) : next.text;
    },
  };
}

function last(stretches: readonly Stretch[], is: (stretch: Stretch) => boolean): Stretch | undefined {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const stretch = stretches[middle];
    if (stretch !== undefined && is(stretch)) low = middle + 1;
    else high = middle;
  }
  return stretches[low - 1] ?? stretches[0];
}

/**
 * The text is the source without some characters, with blanks for line breaks and single characters for escapes. So it
 * is enough to walk through both: equal characters stand for each other.
 */
function stretchesOf(file: string, scalar: YamlScalar): readonly Stretch[] {
  switch (scalar.style) {
    case 'plain':
      return scalar.children.length < 2 ? whole(scalar, 0) : folded(file, scalar, scalar.start, scalar.end);
    case 'alias':
      return whole(scalar, 0);
    case 'single':
    case 'double':
      return scalar.text.length === scalar.end - scalar.start - 2 ? whole(scalar, 1) : quoted(file, scalar);
    case 'literal':
    case 'folded':
      return block(file, scalar);
  }
}

function whole(scalar: YamlScalar, quote: number): readonly Stretch[] {
  return [{ text: 0, file: scalar.start + quote, length: scalar.text.length }];
}

/** Collects pairs of offsets into stretches. */
class Stretches {
  readonly list: Stretch[] = [];
  #text = 0;
  #file = 0;
  #length = 0;

  add(text: number, file: number, length: number): void {
    if (this.#text + this.#length === text && this.#file + this.#length === file) {
      this.#length += length;
      return;
    }
    this.#flush();
    this.#text = text;
    this.#file = file;
    this.#length = length;
  }

  #flush(): void {
    if (this.#length > 0) this.list.push({ text: this.#text, file: this.#file, length: this.#length });
  }

  end(): readonly Stretch[] {
    this.#flush();
    return this.list;
  }
}

/** Plain text over several lines: a line break is a blank, an empty line a line break. */
function folded(file: string, scalar: YamlScalar, start: number, end: number): readonly Stretch[] {
  const stretches = new Stretches();
  let text = 0;
  for (const { 0: line, index } of file.slice(start, end).matchAll(/\S(?:[^\r\n]*\S)?/g)) {
    while (text < scalar.text.length && scalar.text[text] !== line[0]) text++;
    stretches.add(text, start + index, line.length);
    text += line.length;
  }
  return stretches.end();
}

function quoted(file: string, scalar: YamlScalar): readonly Stretch[] {
  const stretches = new Stretches();
  const closed = file[scalar.end - 1] === file[scalar.start] && scalar.end > scalar.start + 1;
  const end = closed ? scalar.end - 1 : scalar.end;
  const double = scalar.style === 'double';
  let text = 0;
  for (let at = scalar.start + 1; at < end;) {
    const char = file[at] ?? '';
    if (double && char === '\\') {
      const escape =
        /^\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r?\n[ \t]*|[^])/.exec(
          file.slice(at, at + 200),
        )?.[0] ?? char;
      if (!/^\\\r?\n/.test(escape)) {
        stretches.add(text, at, 1);
        text += escape.startsWith('\\U') && parseInt(escape.slice(2), 16) > 0xffff ? 2 : 1;
      }
      at += escape.length;
    } else if (!double && char === "'") {
      stretches.add(text, at, 1);
      text++;
      at += 2;
    } else {
      const fold = /^[ \t]*\r?\n\s*/.exec(file.slice(at, at + 2000))?.[0];
      if (fold === undefined) {
        stretches.add(text, at, 1);
        at++;
        text++;
      } else {
        text += Math.max(1, (fold.match(/\n/g)?.length ?? 1) - 1);
        at += fold.length;
      }
    }
  }
  return stretches.end();
}

/** The lines of a block without their indentation; folded ones differ in line breaks only. */
function block(file: string, scalar: YamlScalar): readonly Stretch[] {
  const source = scalar.children.find(({ kind }) => kind === 'block-text');
  if (source === undefined) return [];
  const stretches = new Stretches();
  const lines = file.slice(source.start, source.end).split('\n');
  const indent = indentOf(file, scalar, lines);
  let text = 0;
  let at = source.start;
  for (const raw of lines) {
    const line = raw.slice(indent).replace(/\r$/, '');
    if (line !== '') {
      if (scalar.style === 'folded') {
        while (
          text < scalar.text.length &&
          scalar.text[text] !== line[0] &&
          /\s/.test(scalar.text[text] ?? '')
        )
          text++;
      }
      stretches.add(text, at + indent, line.length);
      text += line.length;
    }
    if (scalar.style === 'literal') text++;
    at += raw.length + 1;
  }
  return stretches.end();
}

function indentOf(file: string, scalar: YamlScalar, lines: readonly string[]): number {
  const header = scalar.children.find(({ kind }) => kind === 'block-header');
  const digit = header === undefined ? undefined : /[1-9]/.exec(file.slice(header.start, header.end))?.[0];
  const first = lines.find((line) => line.trim() !== '') ?? '';
  const found = first.length - first.trimStart().length;
  if (digit === undefined) return found;
  // An indentation that is written counts from that of the key, so the text tells how much of it belongs to it.
  const own = /^[ \t]*/.exec(scalar.text.replace(/^\n+/, ''))?.[0].length ?? 0;
  return found - own;
}
