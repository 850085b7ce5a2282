import type { SyntaxElement, SyntaxToken } from '../../syntax/tree.ts';
import { isNode } from '../../syntax/tree.ts';
import type {
  ArrayNode,
  JsonNode,
  JsonRoot,
  JsonTree,
  ObjectNode,
  PropertyNode,
  StringNode,
} from './tree.ts';

interface Building {
  kind: string;
  start: number;
  end: number;
  children: SyntaxElement[];
}
interface BuildingRoot extends Building {
  kind: 'document';
  value: JsonNode | undefined;
}
interface BuildingObject extends Building {
  kind: 'object';
  members: PropertyNode[];
}
interface BuildingProperty extends Building {
  kind: 'property';
  key: StringNode;
  value: JsonNode | undefined;
}
interface BuildingArray extends Building {
  kind: 'array';
  elements: JsonNode[];
}
type Open = BuildingRoot | BuildingObject | BuildingProperty | BuildingArray;

/** Makes a tree of what the parser says while it reads, in the order of the text. */
export class TreeBuilder {
  readonly #text: string;
  readonly #root: BuildingRoot;
  /** From the root to where the next thing goes. */
  readonly #open: Open[];
  readonly #comments: SyntaxToken[] = [];
  /** Every token and comment, to find what the parser passed over in silence. */
  readonly #seen: SyntaxToken[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#root = { kind: 'document', start: 0, end: text.length, children: [], value: undefined };
    this.#open = [this.#root];
  }

  openObject(offset: number): void {
    this.#openContainer({ kind: 'object', start: offset, end: offset + 1, children: [], members: [] }, '{');
  }

  openArray(offset: number): void {
    this.#openContainer({ kind: 'array', start: offset, end: offset + 1, children: [], elements: [] }, '[');
  }

  key(name: string, start: number, end: number): void {
    this.#endProperty();
    const object = this.#top();
    if (object.kind !== 'object') return;
    const key: StringNode = {
      kind: 'string',
      value: name,
      start,
      end,
      children: [this.#token('string', start, end)],
    };
    const property: BuildingProperty = {
      kind: 'property',
      start,
      end,
      children: [key],
      key,
      value: undefined,
    };
    object.children.push(property);
    object.members.push(property);
    this.#open.push(property);
  }

  scalar(value: unknown, start: number, end: number): void {
    const node = scalarNode(value, start, end, (kind) => this.#token(kind, start, end));
    this.#attach(node);
  }

  separator(character: string, start: number, end: number): void {
    if (character === ',') this.#endProperty();
    const top = this.#top();
    top.children.push(this.#token(character, start, end));
    if (top.kind !== 'document') top.end = end;
  }

  /** What stands there is no bracket where the file ends before the container does. */
  close(offset: number, length: number): void {
    this.#endProperty();
    const container = this.#open.length > 1 ? this.#open.pop() : undefined;
    if (container === undefined) return;
    const bracket = this.#text.slice(offset, offset + length);
    if (bracket === '}' || bracket === ']') {
      container.children.push(this.#token(bracket, offset, offset + length));
      container.end = offset + length;
    } else container.end = Math.max(container.end, container.children.at(-1)?.end ?? 0);
    const parent = this.#top();
    if (parent.kind !== 'document') parent.end = container.end;
  }

  comment(start: number, end: number): void {
    const token = { kind: 'comment', start, end };
    this.#comments.push(token);
    this.#seen.push(token);
  }

  finish(): JsonTree {
    while (this.#open.length > 1) this.close(this.#text.length, 0);
    const gaps = this.#gaps();
    if (gaps.length > 0) fill(this.#root, gaps, { next: 0 });
    const root: JsonRoot = this.#root;
    return { text: this.#text, root, comments: this.#comments };
  }

  #openContainer(node: BuildingObject | BuildingArray, bracket: string): void {
    node.children.push(this.#token(bracket, node.start, node.end));
    this.#attach(node);
    this.#open.push(node);
  }

  #attach(node: ObjectNode | ArrayNode | JsonNode): void {
    const parent = this.#top();
    parent.children.push(node);
    if (parent.kind === 'array') parent.elements.push(node);
    else if (parent.kind !== 'object') parent.value ??= node;
    if (parent.kind !== 'document') parent.end = node.end;
  }

  #endProperty(): void {
    const property = this.#top();
    if (property.kind !== 'property') return;
    this.#open.pop();
    const object = this.#top();
    object.end = Math.max(object.end, property.end);
  }

  #top(): Open {
    return this.#open.at(-1) ?? this.#root;
  }

  #token(kind: string, start: number, end: number): SyntaxToken {
    const token = { kind, start, end };
    this.#seen.push(token);
    return token;
  }

  /** Stretches of text that no token and no comment covers, without the white space around them. */
  #gaps(): SyntaxToken[] {
    const gaps: SyntaxToken[] = [];
    let at = 0;
    for (const { start, end } of [...this.#seen, { start: this.#text.length, end: this.#text.length }]) {
      const between = this.#text.slice(at, start);
      const trimmed = between.trim();
      if (trimmed !== '') {
        const from = at + between.indexOf(trimmed);
        gaps.push({ kind: 'error', start: from, end: from + trimmed.length });
      }
      at = Math.max(at, end);
    }
    return gaps;
  }
}

function scalarNode(
  value: unknown,
  start: number,
  end: number,
  token: (kind: string) => SyntaxToken,
): JsonNode {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', value, start, end, children: [token('string')] };
    case 'number':
      return { kind: 'number', value, start, end, children: [token('number')] };
    case 'boolean':
      return { kind: 'boolean', value, start, end, children: [token('boolean')] };
    default:
      return { kind: 'null', start, end, children: [token('null')] };
  }
}

/** Puts each gap into the innermost node around it; both lists are in the order of the text. */
function fill(node: Building, gaps: readonly SyntaxToken[], cursor: { next: number }): void {
  const merged: SyntaxElement[] = [];
  const takeUntil = (offset: number) => {
    for (let gap = gaps[cursor.next]; gap !== undefined && gap.end <= offset; gap = gaps[cursor.next]) {
      merged.push(gap);
      cursor.next++;
    }
  };
  for (const child of node.children) {
    takeUntil(child.start);
    if (isNode(child)) fill(child as Building, gaps, cursor);
    merged.push(child);
  }
  takeUntil(node.end);
  node.children = merged;
}
