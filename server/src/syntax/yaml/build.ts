import type { Node, Pair } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { SyntaxElement, SyntaxToken } from '../tree.ts';
import { plainValue } from './core-schema.ts';
import type { Reading } from './read.ts';
import { restored } from './repair.ts';
import type {
  ScalarStyle,
  YamlEntry,
  YamlMapping,
  YamlNode,
  YamlScalar,
  YamlSequence,
  YamlTree,
} from './tree.ts';

/** The tree of a text from what the library read; `text` may differ from what was read in places of the same length. */
export function buildTree(text: string, reading: Reading): YamlTree {
  return new Builder(text, reading).tree();
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

/** Goes through nodes and tokens at the same pace: a node takes the tokens up to its end. */
class Builder {
  readonly #text: string;
  readonly #reading: Reading;
  readonly #tokens: readonly SyntaxToken[];
  readonly #anchors = new Map<string, YamlNode>();
  #next = 0;

  constructor(text: string, reading: Reading) {
    this.#text = text;
    this.#reading = reading;
    this.#tokens = reading.tokens;
  }

  tree(): YamlTree {
    const { contents, comments } = this.#reading;
    const children: SyntaxElement[] = [];
    if (contents !== undefined) this.#before(startOf(contents), children);
    const value = contents === undefined ? undefined : this.#node(contents);
    if (value !== undefined) children.push(value);
    this.#before(this.#text.length + 1, children);
    const start = children[0]?.start ?? 0;
    const end = children.at(-1)?.end ?? start;
    return { text: this.#text, comments, root: { kind: 'document', start, end, children, value } };
  }

  #node(node: Node): YamlNode {
    const made = this.#made(node);
    if ('anchor' in node && node.anchor !== undefined) this.#anchors.set(node.anchor, made);
    return made;
  }

  #made(node: Node): YamlNode {
    if (isMap<Node, Node | null>(node))
      return this.#mapping(node.items, startOf(node), endOf(node), node.flow);
    if (isSeq<Node | Pair<Node, Node | null>>(node))
      return this.#sequence(node.items, startOf(node), endOf(node), node.flow);
    if (isAlias(node)) {
      const target = this.#anchors.get(node.source);
      const text = `*${node.source}`;
      const place = this.#leaf(startOf(node), endOf(node));
      return {
        kind: 'scalar',
        ...place,
        value: text,
        text,
        style: 'alias',
        ...(target === undefined ? {} : { target }),
      };
    }
    return this.#scalar(node);
  }

  #scalar(node: Node): YamlScalar {
    const style = (isScalar(node) ? STYLES[node.type ?? ''] : undefined) ?? 'plain';
    const place = this.#leaf(startOf(node), endOf(node));
    const first = place.children[0];
    if (style !== 'plain' || first === undefined || place.children.length > 1) {
      const read = isScalar<unknown>(node) && typeof node.value === 'string' ? node.value : '';
      const text = this.#unclosed(style, place) ?? restored(read);
      return { kind: 'scalar', ...place, value: style === 'plain' && text === '' ? null : text, text, style };
    }
    // Not what was read: a character of it may have been replaced.
    const text = this.#text.slice(first.start, first.end);
    return { kind: 'scalar', ...place, value: plainValue(text), text, style };
  }

  /** The text of a quoted scalar that its line ends before its quote does. */
  #unclosed(
    style: ScalarStyle,
    { start, end }: { readonly start: number; readonly end: number },
  ): string | undefined {
    if (style !== 'single' && style !== 'double') return undefined;
    const source = this.#text.slice(start, end);
    return source.length > 1 && source.endsWith(source.charAt(0)) ? undefined : source.slice(1).trimEnd();
  }

  #leaf(start: number, end: number): { start: number; end: number; children: readonly SyntaxToken[] } {
    const children: SyntaxElement[] = [];
    this.#before(end, children);
    const first = children[0]?.start ?? start;
    return { start: first, end: Math.max(children.at(-1)?.end ?? end, first), children: children };
  }

  #mapping(
    pairs: readonly Pair<Node, Node | null>[],
    start: number,
    end: number,
    flow?: boolean,
  ): YamlMapping {
    const children: SyntaxElement[] = [];
    const entries: YamlEntry[] = [];
    for (const pair of pairs) {
      // Properties of the key belong to the entry, commas to the mapping.
      this.#before(this.#propertiesBefore(startOf(pair.key)), children);
      const made = this.#entry(pair);
      entries.push(...made);
      children.push(...made);
    }
    this.#before(end, children);
    const place = placeOf(children, start);
    return { kind: 'mapping', ...place, children, entries, flow: flow === true };
  }

  #entry({ key: read, value: readValue }: Pair<Node, Node | null>): readonly YamlEntry[] {
    const children: SyntaxElement[] = [];
    this.#before(startOf(read), children);
    const made = this.#node(read);
    const keys = children.length > 0 ? [] : this.#keys(made);
    const key = keys.pop() ?? asKey(made, this.#text);
    children.push(made.kind === 'scalar' ? key : made);
    const bareLines = keys.map((line): YamlEntry => {
      return {
        kind: 'entry',
        start: line.start,
        end: line.end,
        children: [line],
        key: line,
        value: undefined,
        bare: true,
      };
    });
    let value: YamlNode | undefined;
    if (readValue !== null && readValue !== undefined) {
      this.#before(startOf(readValue), children);
      const before = this.#next;
      value = this.#node(readValue);
      if (before === this.#next) value = undefined;
      else children.push(value);
    }
    const bare = !children.some((child) => child.kind === ':' || child.kind === '?');
    const place = placeOf(children, key.start);
    return [...bareLines, { kind: 'entry', ...place, children, key, value, bare }];
  }

  /** A plain key of several lines is a key with half-typed lines before it. */
  #keys(key: YamlNode): YamlScalar[] {
    if (key.kind !== 'scalar' || key.style !== 'plain' || key.children.length < 2) return [];
    return key.children.map((line) => {
      const text = this.#text.slice(line.start, line.end);
      return {
        kind: 'scalar',
        start: line.start,
        end: line.end,
        children: [line],
        value: text,
        text,
        style: 'plain',
      };
    });
  }

  #sequence(
    items: readonly (Node | Pair<Node, Node | null>)[],
    start: number,
    end: number,
    flow?: boolean,
  ): YamlSequence {
    const children: SyntaxElement[] = [];
    const made: YamlNode[] = [];
    for (const item of items) {
      const node = 'key' in item ? this.#lonePair(item, children) : this.#item(item, children);
      made.push(node);
      if (node.end > node.start) children.push(node);
    }
    this.#before(end, children);
    return { kind: 'sequence', ...placeOf(children, start), children, items: made, flow: flow === true };
  }

  #item(item: Node, children: SyntaxElement[]): YamlNode {
    this.#before(startOf(item), children);
    return this.#node(item);
  }

  /** `[a: b]` holds a mapping of one entry. */
  #lonePair(pair: Pair<Node, Node | null>, children: SyntaxElement[]): YamlMapping {
    const start = startOf(pair.key);
    this.#before(start, children);
    return this.#mapping([pair], start, start, true);
  }

  /** Moves tokens that begin before the offset. */
  #before(offset: number, children: SyntaxElement[]): void {
    for (;;) {
      const token = this.#tokens[this.#next];
      if (token === undefined || token.start >= offset) return;
      this.#take(children);
    }
  }

  #take(children: SyntaxElement[]): void {
    const token = this.#tokens[this.#next++];
    if (token !== undefined) children.push(token);
  }

  /** Where `? `, an anchor or a tag before the offset begins. */
  #propertiesBefore(offset: number): number {
    let at = this.#next;
    while (
      (this.#tokens[at]?.start ?? offset) < offset &&
      !/^(?:\?|anchor|tag)$/.test(this.#tokens[at]?.kind ?? '')
    )
      at++;
    return Math.min(this.#tokens[at]?.start ?? offset, offset);
  }
}

function asKey(node: YamlNode, text: string): YamlScalar {
  if (node.kind === 'scalar') return node;
  const source = text.slice(node.start, node.end);
  return {
    kind: 'scalar',
    start: node.start,
    end: node.end,
    children: [],
    value: source,
    text: source,
    style: 'plain',
  };
}

function placeOf(children: readonly SyntaxElement[], start: number): { start: number; end: number } {
  const first = children[0];
  const last = children.at(-1);
  return first === undefined || last === undefined
    ? { start, end: start }
    : { start: first.start, end: last.end };
}

function startOf(node: Node): number {
  const start = node.range?.[0] ?? 0;
  // Behind a question mark the range of a mapping begins too late.
  const first = isMap<Node>(node) ? node.items[0]?.key.range?.[0] : undefined;
  return first === undefined ? start : Math.min(first, start);
}

function endOf(node: Node): number {
  return node.range?.[1] ?? 0;
}
