import { isNode } from '../../../syntax/tree.ts';
import type { SyntaxNode, SyntaxToken } from '../../../syntax/tree.ts';
import type { WdlNode, WdlTree } from '../ast.ts';

/** What stands in front of the cursor, and what is still open there. */
export interface Place {
  /** Where the word at the cursor starts. */
  readonly wordStart: number;
  /** The last token before the word. */
  readonly previous: SyntaxToken | undefined;
  /** The nodes around the token before the word, the document first. */
  readonly path: readonly WdlNode[];
  /** The ones of `path` that are not finished at the cursor. */
  readonly open: readonly WdlNode[];
}

/** The place at the offset; `undefined` inside comments. */
export function placeAt(tree: WdlTree, offset: number): Place | undefined {
  if (isInComment(tree, offset)) return undefined;
  const wordStart = startOfWord(tree.text, offset);
  const path: WdlNode[] = [tree.root];
  const previous = lastTokenBefore(tree.root, wordStart, path);
  const open = path.filter((node) => !isFinished(tree.text, node, wordStart));
  return { wordStart, previous, path, open };
}

/** The innermost node around the offset and those around it, the document first. */
export function pathAt(tree: WdlTree, offset: number): { nodes: WdlNode[]; token: SyntaxToken | undefined } {
  const nodes: WdlNode[] = [tree.root];
  let node: SyntaxNode = tree.root;
  for (;;) {
    let next: SyntaxNode | SyntaxToken | undefined;
    for (const child of node.children) {
      if (child.start > offset) break;
      if (offset < child.end || (offset === child.end && isWord(tree.text, offset - 1))) next = child;
    }
    if (next === undefined || !isNode(next)) return { nodes, token: next };
    nodes.push(next as WdlNode);
    node = next;
  }
}

export function startOfWord(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && isWord(text, start - 1)) start--;
  return start;
}

function isWord(text: string, at: number): boolean {
  const char = text.charCodeAt(at);
  return (
    (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || (char >= 48 && char <= 57) || char === 95
  );
}

function isInComment(tree: WdlTree, offset: number): boolean {
  const { comments } = tree;
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((comments[middle]?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const found = comments[low];
  return found !== undefined && found.start < offset;
}

/** The last token that ends at or before the offset; the nodes around it are added to `path`. */
function lastTokenBefore(node: SyntaxNode, offset: number, path: WdlNode[]): SyntaxToken | undefined {
  for (let i = node.children.length - 1; i >= 0; i--) {
    const child = node.children[i];
    if (child === undefined || child.start >= offset) continue;
    if (!isNode(child)) {
      if (child.end <= offset || child.kind === 'text') return child;
      continue;
    }
    path.push(child as WdlNode);
    const found = lastTokenBefore(child, offset, path);
    if (found !== undefined) return found;
    path.pop();
  }
  return undefined;
}

const CLOSERS: ReadonlySet<string> = new Set(['}', ']', ')', '>>>', '"', "'"]);

/** Nodes in brackets are finished behind their closing one; others when the line goes on to something else. */
function isFinished(text: string, node: WdlNode, offset: number): boolean {
  if (node.kind === 'document') return false;
  const last = node.children.at(-1);
  if (last === undefined || isNode(last)) return false;
  if (last.end > offset) return false;
  if (node.kind === 'string' && node.children.length < 2) return false;
  return CLOSERS.has(text.slice(last.start, last.end));
}
