import type { Problem, TextEdit } from '../../text/index.ts';
import type { CheckedDocument } from './analyze.ts';
import type { ImportNode } from './ast.ts';

/**
 * Imports that follow each other without a blank line, in the order of their addresses, and without those of which the
 * shown problems say that nothing is used. Comments go with the import below them. For documents that can be read whole:
 * in others, what is used may stand where they are broken.
 */
export function organizeImports({ file }: CheckedDocument, shown: readonly Problem[]): readonly TextEdit[] {
  const { text, tree } = file;
  const imports = tree.root.items.filter((item) => item.kind === 'import');
  if (imports.length === 0) return [];
  const unused = new Set(shown.flatMap(({ code, span }) => (code === 'unused-import' ? [span.start] : [])));
  const isUnused = (node: ImportNode) =>
    [...file.namespaces.values()].some((one) => one.node === node && unused.has(one.span.start));
  return blocksOf(text, imports).flatMap((block) => organized(text, block, isUnused));
}

/** An import on lines of its own, with the comments directly above it. */
interface Entry {
  readonly node: ImportNode;
  readonly start: number;
  readonly end: number;
  readonly isCommented: boolean;
}

/** Imports whose lines follow each other; one that shares a line with something else is in none. */
function blocksOf(text: string, imports: readonly ImportNode[]): readonly (readonly Entry[])[] {
  const blocks: Entry[][] = [];
  for (const node of imports) {
    const entry = entryOf(text, node);
    if (entry === undefined) continue;
    const block = blocks.at(-1);
    if (block?.at(-1)?.end === entry.start) block.push(entry);
    else blocks.push([entry]);
  }
  return blocks;
}

function entryOf(text: string, node: ImportNode): Entry | undefined {
  const line = text.lastIndexOf('\n', node.start - 1) + 1;
  const lineEnd = text.indexOf('\n', node.end);
  const end = lineEnd < 0 ? text.length : lineEnd + 1;
  if (text.slice(line, node.start).trim() !== '' || !/^\s*(?:#.*)?\s*$/.test(text.slice(node.end, end))) {
    return undefined;
  }
  let start = line;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(before, start))) break;
    start = before;
  }
  return { node, start, end, isCommented: start < line };
}

function organized(
  text: string,
  block: readonly Entry[],
  isUnused: (node: ImportNode) => boolean,
): readonly TextEdit[] {
  const [first] = block;
  const last = block.at(-1);
  if (first === undefined || last === undefined) return [];
  const used = block.filter(({ node }) => !isUnused(node));
  const address = ({ node: { uri } }: Entry) =>
    uri === undefined ? '' : text.slice(uri.start + 1, uri.end - 1);
  // What stands above the first may be about all of them, or about the whole document: it stays where it is.
  const sorted = first.isCommented ? used : used.toSorted((a, b) => compare(address(a), address(b)));
  const head = first.isCommented && !used.includes(first) ? commentsOf(text, first) : '';
  const before = text.slice(first.start, last.end);
  const lines = sorted.map(({ start, end }) => withNewline(text.slice(start, end)));
  const after = head + lines.join('');
  const newText = before.endsWith('\n') ? after : after.replace(/\n$/, '');
  return newText === before ? [] : [{ span: { start: first.start, end: last.end }, newText }];
}

function commentsOf(text: string, { start, node }: Entry): string {
  return text.slice(start, text.lastIndexOf('\n', node.start - 1) + 1);
}

function withNewline(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
