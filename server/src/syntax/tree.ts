/**
 * The one shape of all syntax trees, so that folding, selection ranges, tree dumps and the fuzzing properties are
 * written once. Spans are half-open UTF-16 offsets. White space between tokens is in no node; comments are a list of
 * their own. Tokens never overlap and come in the order of the text.
 */
export interface SyntaxToken {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

export interface SyntaxNode {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxElement[];
}

export type SyntaxElement = SyntaxNode | SyntaxToken;

export interface SyntaxTree {
  readonly text: string;
  readonly root: SyntaxNode;
  readonly comments: readonly SyntaxToken[];
}

export function isNode(element: SyntaxElement): element is SyntaxNode {
  return 'children' in element;
}
