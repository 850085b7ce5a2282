import type { SyntaxToken } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import type { NextflowNode, NextflowTree } from '../syntax/ast.ts';

/** What stands around the cursor: by nodes where the text can be read, by letters where it is just being typed. */
export interface Place {
  readonly offset: number;
  /** The letters in front of the cursor that belong to the word. */
  readonly word: Span;
  /** The names in front of the word, joined by points: `PROC.out` before `PROC.out.ba`. */
  readonly chain: string | undefined;
  /** The text of the line up to the word. */
  readonly before: string;
  /** The nodes around the cursor, the outermost first. */
  readonly nodes: readonly NextflowNode[];
  /** The string whose text the cursor stands in. */
  readonly string: (NextflowNode & { kind: 'string' }) | undefined;
}

/** Undefined in a comment. */
export function placeAt(tree: NextflowTree, offset: number): Place | undefined {
  const { text } = tree;
  if (tree.comments.some((one) => one.start < offset && isInComment(text, one, offset))) return undefined;
  let start = offset;
  while (start > 0 && /\w/.test(text[start - 1] ?? '')) start--;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const nodes = nodesAround(tree, offset);
  const last = nodes.at(-1);
  const string =
    last?.kind === 'string' && last.start < offset && (offset < last.end || !last.closed) ? last : undefined;
  const chain = /([A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*)\s*\.\s*$/.exec(
    text.slice(Math.max(0, start - 200), start),
  )?.[1];
  return {
    offset,
    word: { start, end: offset },
    chain: chain?.replace(/\s+/g, ''),
    before,
    nodes,
    string,
  };
}

function isInComment(text: string, comment: SyntaxToken, offset: number): boolean {
  if (comment.kind !== 'comment' || offset > comment.end) return false;
  return offset < comment.end || text.startsWith('//', comment.start);
}

function nodesAround({ root }: NextflowTree, offset: number): readonly NextflowNode[] {
  const found: NextflowNode[] = [root];
  let node: NextflowNode = root;
  for (;;) {
    const child: NextflowNode | undefined = (node.children.filter(isNode) as NextflowNode[]).findLast(
      (one) => one.start <= offset && offset <= one.end,
    );
    if (child === undefined) return found;
    found.push(child);
    node = child;
  }
}

/** The innermost node of a kind. */
export function enclosing<K extends NextflowNode['kind']>(
  place: Place,
  kind: K,
): (NextflowNode & { readonly kind: K }) | undefined {
  return place.nodes.findLast((node): node is NextflowNode & { readonly kind: K } => node.kind === kind);
}

/** True where a statement would begin. */
export function isStatementStart({ before }: Place): boolean {
  return /(?:^|[{;]|:)\s*$/.test(before);
}
