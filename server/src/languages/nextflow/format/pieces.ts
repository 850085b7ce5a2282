import type { SyntaxElement, SyntaxNode, SyntaxToken } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { NextflowTree } from '../syntax/ast.ts';

/** What stays as it is while the blanks around it change: a token, a whole string, a comment, or a part that is broken. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly parent: SyntaxNode;
  /** How far the piece stands to the right where it begins a line: as far as the line of `anchor`, and `plus` levels more. */
  readonly place: Place;
}

/** `anchor` is the start of a piece, or -1 for the margin. */
export interface Place {
  readonly anchor: number;
  readonly plus: 0 | 1;
}

const MARGIN: Place = { anchor: -1, plus: 0 };
const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** All pieces of the file in order, comments among them. */
export function piecesOf(tree: NextflowTree): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const child of tree.root.children) {
    addElement(tree.text, pieces, child, tree.root, MARGIN, { anchor: child.start, plus: 1 });
  }
  return withComments(tree, pieces);
}

function addElement(
  text: string,
  pieces: Piece[],
  element: SyntaxElement,
  parent: SyntaxNode,
  first: Place,
  rest: Place,
): void {
  if (isNode(element) && !isVerbatim(element)) {
    addNode(text, pieces, element, first, rest);
    return;
  }
  const { kind, start, end } = element;
  if (end > start) pieces.push({ start, end, kind, parent, place: first });
}

/** Strings and broken parts are one piece each. */
function isVerbatim({ kind, children }: SyntaxNode): boolean {
  return kind === 'string' || kind === 'error' || children.length === 0;
}

interface Opener {
  readonly token: SyntaxToken;
  readonly close: string;
}

/** The first piece of the node stands at `first`, and what goes on with it on further lines at `rest`. */
function addNode(text: string, pieces: Piece[], node: SyntaxNode, first: Place, rest: Place): void {
  let opener: Opener | undefined;
  let label: SyntaxNode | undefined;
  let place = first;
  node.children.forEach((child, i) => {
    if (opener !== undefined && !isNode(child) && text.slice(child.start, child.end) === opener.close) {
      place = { anchor: opener.token.start, plus: 0 };
      opener = undefined;
      addElement(text, pieces, child, node, place, place);
    } else if (opener !== undefined) {
      // What follows a label belongs to it, as in the closure of `branch`.
      const above = isNode(child) && child.kind !== 'labeled' ? label : undefined;
      const inside: Place = { anchor: (above ?? opener.token).start, plus: 1 };
      if (isNode(child) && child.kind === 'labeled' && node.kind === 'closure') label = child;
      addElement(text, pieces, child, node, inside, { anchor: child.start, plus: 1 });
    } else {
      if (i > 0) place = placeOf(node, i, rest);
      addElement(
        text,
        pieces,
        child,
        node,
        place,
        isStatementIn(node, child) ? { anchor: child.start, plus: 1 } : rest,
      );
    }
    if (opener === undefined && !isNode(child)) opener = openerAt(text, child);
  });
}

function openerAt(text: string, token: SyntaxToken): Opener | undefined {
  if (token.kind !== 'punctuation') return undefined;
  const close = CLOSERS[text.slice(token.start, token.end)];
  return close === undefined ? undefined : { token, close };
}

/** Where a child stands that is not the first of its node and in no brackets. */
function placeOf(node: SyntaxNode, index: number, rest: Place): Place {
  const child = node.children[index];
  if (child === undefined) return rest;
  const own: Place = { anchor: node.start, plus: 0 };
  switch (node.kind) {
    case 'section':
    case 'labeled':
      return own;
    case 'case':
      return isNode(child) ? { anchor: node.start, plus: 1 } : rest;
    case 'if':
    case 'for':
    case 'while':
    case 'doWhile':
    case 'try':
    case 'catch':
      if (!isNode(child)) return own;
      return child.kind === 'block' || child.kind === 'catch' ? own : { anchor: node.start, plus: 1 };
    case 'function':
    case 'variables':
    case 'class':
    case 'enum': {
      const before = node.children[index - 1];
      const followsAnnotation = before?.kind === 'annotation';
      return followsAnnotation || child.kind === 'block' || isBrace(child) ? own : rest;
    }
    default:
      return isBrace(child) && rest.anchor === node.start ? own : rest;
  }
}

/** The brace of a process and the like, where it has a line of its own. */
function isBrace(child: SyntaxElement): boolean {
  return child.kind === 'punctuation' && child.end === child.start + 1 && !isNode(child);
}

/** A statement that stands in no braces: in a section, behind `if (…)`. */
function isStatementIn({ kind }: SyntaxNode, child: SyntaxElement): boolean {
  return (
    isNode(child) &&
    (kind === 'section' || kind === 'case' || kind === 'if' || kind === 'for' || kind === 'while')
  );
}

/** A comment stands where what follows it stands; before a closing bracket, with what the bracket holds. */
function withComments(tree: NextflowTree, tokens: readonly Piece[]): readonly Piece[] {
  const { text, root, comments } = tree;
  const pieces: Piece[] = [];
  let next = 0;
  for (const comment of comments) {
    while ((tokens[next]?.start ?? Infinity) < comment.start) {
      const token = tokens[next++];
      if (token !== undefined) pieces.push(token);
    }
    // Within a piece that stays as it is.
    if ((pieces.at(-1)?.end ?? 0) > comment.start) continue;
    const follower = tokens[next];
    const closes = follower !== undefined && ')]}'.includes(text.slice(follower.start, follower.end));
    const place: Place =
      follower === undefined ? MARGIN : closes ? { anchor: follower.place.anchor, plus: 1 } : follower.place;
    pieces.push({ ...comment, parent: root, place });
  }
  for (; next < tokens.length; next++) {
    const token = tokens[next];
    if (token !== undefined) pieces.push(token);
  }
  return pieces;
}
