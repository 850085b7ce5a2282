/** A shell script with the parts blanked that are no commands. Offsets are those of the script. */
export interface ShellText {
  /** Without comments, single quotes, and here-documents in which nothing is replaced. */
  readonly active: string;
  /** Also without double quotes and all here-documents: what is left are commands and bare words. */
  readonly bare: string;
}

/**
 * Reads a script roughly as bash does: quotes, comments, command substitutions and here-documents, and nothing else of
 * its grammar. A script that is broken gives something, and never an error.
 */
export function readShell(script: string): ShellText {
  return new ShellReader(script).read();
}

/** What the reader is inside of; `substitution` counts its parentheses. */
type Mode =
  { readonly kind: 'double'; readonly start: number } | { readonly kind: 'substitution'; depth: number };

interface HereDocument {
  readonly end: string;
  readonly isQuoted: boolean;
}

class ShellReader {
  readonly #script: string;
  readonly #inactive: (readonly [number, number])[] = [];
  readonly #quoted: (readonly [number, number])[] = [];
  readonly #modes: Mode[] = [];
  #awaited: HereDocument[] = [];
  #at = 0;

  constructor(script: string) {
    this.#script = script;
  }

  read(): ShellText {
    while (this.#at < this.#script.length) this.#step();
    const active = blank(this.#script, this.#inactive);
    return { active, bare: blank(active, this.#quoted) };
  }

  #step(): void {
    const script = this.#script;
    const character = script[this.#at];
    const mode = this.#modes.at(-1);
    if (character === '\\') {
      this.#at += 2;
    } else if (character === '$' && script[this.#at + 1] === '(') {
      this.#at += 2;
      this.#modes.push({ kind: 'substitution', depth: 1 });
    } else if (character === '"') {
      this.#at++;
      if (mode?.kind !== 'double') {
        this.#modes.push({ kind: 'double', start: this.#at });
        return;
      }
      this.#quoted.push([mode.start, this.#at - 1]);
      this.#modes.pop();
    } else if (mode?.kind === 'double') {
      this.#at++;
    } else if (character === "'") {
      this.#skipTo(script.indexOf("'", this.#at + 1), 1);
    } else if (character === '#' && /^$|[\s;(&|]/.test(script[this.#at - 1] ?? '')) {
      this.#skipTo(script.indexOf('\n', this.#at), 0);
    } else if (character === '<' && script[this.#at + 1] === '<') {
      this.#readRedirection();
    } else if (character === '\n') {
      this.#at++;
      this.#readHereDocuments();
    } else {
      if (mode !== undefined && character === '(') mode.depth++;
      if (mode !== undefined && character === ')' && --mode.depth === 0) this.#modes.pop();
      this.#at++;
    }
  }

  /** Blanks everything between here and the end, and goes on `width` characters behind it. */
  #skipTo(end: number, width: number): void {
    const to = end < 0 ? this.#script.length : end;
    this.#inactive.push([this.#at + width, to]);
    this.#at = Math.max(to + width, this.#at + 1);
  }

  #readRedirection(): void {
    if (this.#script[this.#at + 2] === '<') {
      this.#at += 3;
      return;
    }
    const found = /^<<-?[ \t]*(["'\\]?)([A-Za-z_]\w*)\1?/.exec(this.#script.slice(this.#at, this.#at + 80));
    const [all = '<<', quote, end] = found ?? [];
    if (end !== undefined) this.#awaited.push({ end, isQuoted: quote !== '' });
    this.#at += all.length;
  }

  #readHereDocuments(): void {
    const awaited = this.#awaited;
    this.#awaited = [];
    for (const { end, isQuoted } of awaited) {
      const start = this.#at;
      for (;;) {
        const lineEnd = this.#script.indexOf('\n', this.#at);
        const line = this.#script.slice(this.#at, lineEnd < 0 ? undefined : lineEnd).trim();
        const lineStart = this.#at;
        this.#at = lineEnd < 0 ? this.#script.length : lineEnd + 1;
        if (line !== end && lineEnd >= 0) continue;
        (isQuoted ? this.#inactive : this.#quoted).push([start, line === end ? lineStart : this.#at]);
        break;
      }
    }
  }
}

function blank(text: string, ranges: readonly (readonly [number, number])[]): string {
  const sorted = [...ranges].sort(([a], [b]) => a - b);
  let result = '';
  let at = 0;
  for (const [start, end] of sorted) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    result += text.slice(at, from) + blanks(text.slice(from, end));
    at = end;
  }
  return result + text.slice(at);
}

/** As many blanks, and the same line breaks. */
function blanks(text: string): string {
  return text.includes('\n')
    ? text.replace(/[^\n]+/g, (line) => ' '.repeat(line.length))
    : ' '.repeat(text.length);
}
