import { leaves } from '../../../syntax/walk.ts';
import type { CwlEntry, CwlMapping, CwlNode, CwlScalar, CwlSequence, CwlTree } from '../document/index.ts';
import type { Lines } from './lines.ts';

export interface Indentations {
  /** Of lines, by their numbers; lines of texts in quotes keep their distance to the line that these begin on. */
  readonly indents: ReadonlyMap<number, number>;
  /** How far lines of blocks of text move, whatever blanks of their own they begin with. */
  readonly shifts: ReadonlyMap<number, number>;
}

export function indentations(tree: CwlTree, lines: Lines, width: number): Indentations {
  const layout = new Layout(lines, width);
  const { value } = tree.root;
  if (value !== undefined) layout.node(value, 0);
  layout.comments(tree);
  return layout;
}

class Layout implements Indentations {
  readonly indents = new Map<number, number>();
  readonly shifts = new Map<number, number>();
  readonly #lines: Lines;
  readonly #width: number;

  constructor(lines: Lines, width: number) {
    this.#lines = lines;
    this.#width = width;
  }

  /** `column` is where the first key or dash of a block goes; other values stand behind a key or dash of that column. */
  node(node: CwlNode, column: number): void {
    if (node.kind === 'scalar') this.#scalar(node, column);
    else if (node.flow) this.#flow(node, column);
    else if (node.kind === 'mapping') for (const entry of node.entries) this.#entry(entry, column);
    else this.#sequence(node, column);
  }

  #entry(entry: CwlEntry, column: number): void {
    this.#place(entry.start, column);
    const { value } = entry;
    if (value === undefined) return;
    if (value.kind === 'scalar' || value.flow) this.node(value, column);
    else this.node(value, column + (this.#isFlush(entry, value) ? 0 : this.#width));
  }

  /** Dashes in the column of their key stay there. */
  #isFlush(entry: CwlEntry, value: CwlNode): boolean {
    return value.kind === 'sequence' && this.#lines.column(value.start) === this.#lines.column(entry.start);
  }

  #sequence(node: CwlSequence, column: number): void {
    for (const child of node.children) {
      if (child.kind === '-') this.#place(child.start, column);
    }
    for (const item of node.items) this.node(item, column + 2);
  }

  #place(offset: number, column: number): void {
    if (this.#lines.begins(offset)) this.indents.set(this.#lines.lineOf(offset), column);
  }

  #scalar(node: CwlScalar, column: number): void {
    if (node.style === 'literal' || node.style === 'folded') {
      this.#block(node, column);
      return;
    }
    const first = this.#lines.lineOf(node.start);
    const last = this.#lines.lineOf(node.end);
    if (this.#lines.begins(node.start) && !this.indents.has(first))
      this.indents.set(first, column + this.#width);
    for (let line = first + 1; line <= last; line++) this.#shift(line, first, column + 1);
  }

  /** Keeps the distance to an earlier line. */
  #shift(line: number, from: number, least: number): void {
    const moved = (this.indents.get(from) ?? this.#lines.indent(from)) - this.#lines.indent(from);
    this.indents.set(line, Math.max(least, this.#lines.indent(line) + moved));
  }

  #block(node: CwlScalar, column: number): void {
    const header = node.children.find(({ kind }) => kind === 'block-header');
    const source = node.children.find(({ kind }) => kind === 'block-text');
    if (header === undefined || source === undefined) return;
    const first = this.#lines.lineOf(source.start);
    const last = this.#lines.lineOf(source.end - 1);
    const given = /[1-9]/.test(this.#lines.text.slice(header.start, header.end));
    const own = this.#firstIndent(first, last);
    const before = this.#lines.indent(this.#lines.lineOf(header.start));
    const after = this.indents.get(this.#lines.lineOf(header.start)) ?? before;
    const shift = given ? after - before : this.#blockColumn(column) - own;
    for (let line = first; line <= last; line++) {
      // Blanks alone are text where they go beyond the indentation, and nothing otherwise.
      const spaces = this.#lines.spaces(line);
      this.shifts.set(line, this.#lines.isBlank(line) && spaces <= own ? -spaces : shift);
    }
  }

  #firstIndent(first: number, last: number): number {
    for (let line = first; line <= last; line++)
      if (!this.#lines.isBlank(line)) return this.#lines.spaces(line);
    return 0;
  }

  #blockColumn(column: number): number {
    return column + this.#width;
  }

  /** Lines in brackets are as deep as brackets are open where they begin. */
  #flow(node: CwlMapping | CwlSequence, column: number): void {
    const first = this.#lines.lineOf(node.start);
    let base = column;
    if (this.#lines.begins(node.start) && !this.indents.has(first)) {
      base = node.start === 0 || column === 0 ? column : column + this.#width;
      if (this.#lines.start(first) + this.#lines.indent(first) === node.start && column > 0)
        this.indents.set(first, base);
    }
    let depth = 0;
    let line = first;
    for (const token of leaves(node)) {
      const at = this.#lines.lineOf(token.start);
      const closes = token.kind === ']' || token.kind === '}';
      if (closes) depth--;
      if (at > line) {
        line = at;
        this.indents.set(at, base + depth * this.#width);
      }
      const last = this.#lines.lineOf(token.end);
      for (let inner = at + 1; inner <= last; inner++) this.#shift(inner, at, base + 1);
      line = Math.max(line, last);
      if (token.kind === '[' || token.kind === '{') depth++;
    }
  }

  /** Comments on lines of their own go with the line below or above that stands in the same column. */
  comments({ comments }: CwlTree): void {
    const own = comments
      .filter(({ start }) => this.#lines.begins(start))
      .map(({ start }) => this.#lines.lineOf(start));
    const isComment = new Set(own);
    for (const line of own.reverse()) this.indents.set(line, this.#commentIndent(line, isComment));
  }

  #commentIndent(line: number, isComment: ReadonlySet<number>): number {
    const indent = this.#lines.indent(line);
    let next = line + 1;
    while (next < this.#lines.count && (this.#lines.isBlank(next) || isComment.has(next))) next++;
    if (next < this.#lines.count && this.#lines.indent(next) === indent)
      return this.indents.get(next) ?? indent;
    for (let above = line - 1; above >= 0; above--) {
      if (isComment.has(above) || this.#lines.isBlank(above)) continue;
      const theirs = this.#lines.indent(above);
      if (theirs === indent) return this.indents.get(above) ?? indent;
      if (theirs < indent) return indent + (this.indents.get(above) ?? theirs) - theirs;
    }
    return next < this.#lines.count ? (this.indents.get(next) ?? indent) : indent;
  }
}
