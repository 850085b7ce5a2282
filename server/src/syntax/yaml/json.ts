import { visit } from 'jsonc-parser';
import type { SyntaxElement } from '../tree.ts';
import { plainValue } from './core-schema.ts';
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence, YamlTree } from './tree.ts';

/** The tree of a text that is strict JSON, in a quarter of the time that reading it as YAML takes. */
export function parseStrictJson(text: string): YamlTree | undefined {
  if (!/^\s*\{\s*"/.test(text.slice(0, 200))) return undefined;
  const builder = new JsonBuilder(text);
  let isStrict = true;
  visit(
    text,
    {
      onObjectBegin: (offset) => {
        builder.open('{', offset);
      },
      onObjectProperty: (name, offset, length) => {
        builder.key(name, offset, offset + length);
      },
      onObjectEnd: (offset) => {
        builder.close('}', offset);
      },
      onArrayBegin: (offset) => {
        builder.open('[', offset);
      },
      onArrayEnd: (offset) => {
        builder.close(']', offset);
      },
      onLiteralValue: (value: unknown, offset, length) => {
        builder.literal(value, offset, offset + length);
      },
      onSeparator: (character, offset) => {
        builder.separator(character, offset);
      },
      onError: () => {
        isStrict = false;
      },
    },
    { disallowComments: true },
  );
  return isStrict ? builder.finish() : undefined;
}

interface Open {
  readonly start: number;
  readonly children: SyntaxElement[];
  readonly entries: YamlEntry[];
  readonly items: YamlNode[];
  key: YamlScalar | undefined;
  colon: number;
}

class JsonBuilder {
  readonly #text: string;
  readonly #stack: Open[] = [];
  #root: YamlNode | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  open(bracket: '{' | '[', start: number): void {
    const token = { kind: bracket, start, end: start + 1 };
    this.#stack.push({ start, children: [token], entries: [], items: [], key: undefined, colon: 0 });
  }

  key(name: string, start: number, end: number): void {
    const top = this.#stack.at(-1);
    if (top !== undefined) top.key = quoted(name, start, end);
  }

  separator(kind: string, start: number): void {
    const top = this.#stack.at(-1);
    if (kind === ':' && top !== undefined) top.colon = start;
    else top?.children.push({ kind, start, end: start + 1 });
  }

  literal(value: unknown, start: number, end: number): void {
    if (typeof value === 'string') {
      this.#add(quoted(value, start, end));
      return;
    }
    const text = this.#text.slice(start, end);
    const children = [{ kind: 'plain', start, end }];
    this.#add({ kind: 'scalar', start, end, children, value: plainValue(text), text, style: 'plain' });
  }

  close(bracket: '}' | ']', start: number): void {
    const top = this.#stack.pop();
    if (top === undefined) return;
    const end = start + 1;
    const { children, entries, items } = top;
    children.push({ kind: bracket, start, end });
    const mapping: YamlMapping = { kind: 'mapping', start: top.start, end, children, entries, flow: true };
    const sequence: YamlSequence = { kind: 'sequence', start: top.start, end, children, items, flow: true };
    this.#add(bracket === '}' ? mapping : sequence);
  }

  #add(value: YamlNode): void {
    const top = this.#stack.at(-1);
    if (top === undefined) {
      this.#root = value;
      return;
    }
    const { key } = top;
    if (key === undefined) {
      top.items.push(value);
      top.children.push(value);
      return;
    }
    const children = [key, { kind: ':', start: top.colon, end: top.colon + 1 }, value];
    const entry: YamlEntry = {
      kind: 'entry',
      start: key.start,
      end: value.end,
      children,
      key,
      value,
      bare: false,
    };
    top.entries.push(entry);
    top.children.push(entry);
    top.key = undefined;
  }

  finish(): YamlTree | undefined {
    const value = this.#root;
    if (value === undefined) return undefined;
    const { start, end } = value;
    return {
      text: this.#text,
      comments: [],
      root: { kind: 'document', start, end, children: [value], value },
    };
  }
}

function quoted(text: string, start: number, end: number): YamlScalar {
  const children = [{ kind: 'double', start, end }];
  return { kind: 'scalar', start, end, children, value: text, text, style: 'double' };
}
