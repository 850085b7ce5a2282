import type { SyntaxElement, SyntaxTree } from './tree.ts';
import { isNode } from './tree.ts';
import { leaves, nodes } from './walk.ts';

/**
 * Puts the text together again from tokens, comments and the blanks between them, which shows that the tree lost
 * nothing. Throws an error that says what is wrong with a tree that has overlaps, disorder or text in no token.
 */
export function treeText(tree: SyntaxTree): string {
  const pieces = [...leaves(tree.root), ...tree.comments].sort((a, b) => a.start - b.start || a.end - b.end);
  let text = '';
  let at = 0;
  for (const { kind, start, end } of pieces) {
    if (start < at) throw new Error(`The ${kind} at ${start} overlaps what ends at ${at}.`);
    if (end < start) throw new Error(`The ${kind} at ${start} ends before it begins.`);
    text += gap(tree.text, at, start) + tree.text.slice(start, end);
    at = end;
  }
  return text + gap(tree.text, at, tree.text.length);
}

/** Throws unless children lie in their parents, in order and without overlaps. */
export function checkSpans(tree: SyntaxTree): void {
  for (const node of nodes(tree.root)) {
    let at = node.start;
    for (const child of node.children) {
      if (child.start < at || child.end < child.start || child.end > node.end) {
        throw new Error(
          `${child.kind} ${child.start}–${child.end} does not fit into ${node.kind} ${node.start}–${node.end} from ${at}.`,
        );
      }
      at = child.end;
    }
  }
}

/** The tree as indented lines: `kind` of a node, `kind "text"` of a token. */
export function dumpTree(tree: SyntaxTree): string {
  const lines: string[] = [];
  const stack: { element: SyntaxElement; depth: number }[] = [{ element: tree.root, depth: 0 }];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { element, depth } = top;
    const indent = '  '.repeat(depth);
    if (!isNode(element)) {
      lines.push(`${indent}${element.kind} ${JSON.stringify(tree.text.slice(element.start, element.end))}`);
      continue;
    }
    lines.push(indent + element.kind);
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i];
      if (child !== undefined) stack.push({ element: child, depth: depth + 1 });
    }
  }
  return lines.join('\n');
}

function gap(text: string, start: number, end: number): string {
  const blanks = text.slice(start, end);
  if (/\S/.test(blanks)) throw new Error(`${JSON.stringify(blanks.trim())} at ${start} is in no token.`);
  return blanks;
}
