import type { SyntaxElement, SyntaxNode, SyntaxToken } from './tree.ts';
import { isNode } from './tree.ts';

/** Every node of the tree, parents before children, in the order of the text. Trees may be deep: nothing recurses. */
export function* nodes(root: SyntaxNode): Generator<SyntaxNode> {
  const stack: SyntaxNode[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined && isNode(child)) stack.push(child);
    }
  }
}

/** Every token of the tree in the order of the text. */
export function leaves(root: SyntaxNode): readonly SyntaxToken[] {
  const tokens: SyntaxToken[] = [];
  const stack: SyntaxElement[] = [root];
  for (let element = stack.pop(); element !== undefined; element = stack.pop()) {
    if (!isNode(element)) {
      tokens.push(element);
      continue;
    }
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i];
      if (child !== undefined) stack.push(child);
    }
  }
  return tokens;
}

/**
 * What lies around the offset, the root first and a token or the deepest node last. Between two tokens that touch, the
 * later one is taken; at the end of a word with nothing behind it, the word.
 */
export function pathTo(root: SyntaxNode, offset: number): readonly SyntaxElement[] {
  const path: SyntaxElement[] = [root];
  let node = root;
  for (;;) {
    const child = childAt(node, offset);
    if (child === undefined) return path;
    path.push(child);
    if (!isNode(child)) return path;
    node = child;
  }
}

/** The token or the deepest node at the offset; `pathTo` says how ties are decided. */
export function elementAt(root: SyntaxNode, offset: number): SyntaxElement {
  return pathTo(root, offset).at(-1) ?? root;
}

/** The token at the offset, if one is there. */
export function tokenAt(root: SyntaxNode, offset: number): SyntaxToken | undefined {
  const element = elementAt(root, offset);
  return isNode(element) ? undefined : element;
}

/** The last child that holds the offset, the end included. */
function childAt(node: SyntaxNode, offset: number): SyntaxElement | undefined {
  const { children } = node;
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((children[middle]?.start ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  const child = children[low - 1];
  return child !== undefined && offset <= child.end ? child : undefined;
}
