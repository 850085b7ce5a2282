import type { Piece } from './pieces.ts';

/** What stands between two pieces on one line: nothing, a space, or what the author wrote, at most a space. */
export type Gap = 'none' | 'space' | 'kept';

/** `before` and `after` are the texts of the pieces. */
export function gapBetween(left: Piece, right: Piece, before: string, after: string): Gap {
  if (isComment(right)) return 'kept';
  if (isComment(left)) return 'space';
  if (after === ',' || after === ';') return 'none';
  if (before === ',' || before === ';') return 'space';
  if (right.kind === 'operator' || left.kind === 'operator') {
    const gap = operatorGap(left, right, before, after);
    if (gap !== undefined) return gap;
  }
  if (after === ':' && right.kind === 'punctuation') return colonBefore(right, before);
  if (before === ':' && left.kind === 'punctuation') return colonAfter(left, after);
  if (isPunctuation(left) && (before === '(' || before === '[')) return 'none';
  if (isPunctuation(right) && (after === ')' || after === ']')) return 'none';
  if (isPunctuation(right) && after === '(') return parenthesisBefore(left, right);
  if (isPunctuation(right) && after === '[') return bracketBefore(left, right, before);
  if (before === '{' && after === '}') return 'none';
  if (before === '@' || left.parent.kind === 'type' || right.parent.kind === 'type')
    return typeGap(left, right, before, after);
  if (isDotted(left, right, before, after)) return 'none';
  return 'space';
}

function isComment({ kind }: Piece): boolean {
  return kind === 'comment' || kind === 'shebang' || kind === 'continuation';
}

function isPunctuation({ kind }: Piece): boolean {
  return kind === 'punctuation';
}

/** Dots of imports, of types and of paths in configuration. */
function isDotted(left: Piece, right: Piece, before: string, after: string): boolean {
  return (isPunctuation(left) && before === '.') || (isPunctuation(right) && after === '.');
}

function operatorGap(left: Piece, right: Piece, before: string, after: string): Gap | undefined {
  if (right.kind === 'operator') {
    const gap = ownGap(right, after, 'before');
    if (gap !== undefined) return isOpening(left, before) ? 'none' : gap;
  }
  if (left.kind === 'operator') return ownGap(left, before, 'after');
  return undefined;
}

function isOpening(left: Piece, before: string): boolean {
  return isPunctuation(left) && (before === '(' || before === '[');
}

/** What an operator asks for on one of its sides; `undefined` where the neighbour decides. */
function ownGap({ parent }: Piece, sign: string, side: 'before' | 'after'): Gap | undefined {
  switch (parent.kind) {
    case 'member':
    case 'index':
      return 'none';
    case 'unary':
    case 'spread':
    case 'spreadMap':
      return side === 'after' ? 'none' : undefined;
    case 'postfix':
      return side === 'before' ? 'none' : undefined;
    case 'type':
      return sign === '?' && side === 'before' ? 'none' : undefined;
    case 'import':
      return 'none';
    case 'parameter':
      return sign === '...' ? (side === 'before' ? 'none' : 'space') : 'space';
    case 'binary':
      return sign.includes('..') ? 'none' : 'space';
    default:
      return 'space';
  }
}

function colonBefore({ parent }: Piece, before: string): Gap {
  if (parent.kind === 'ternary' || parent.kind === 'assert' || parent.kind === 'for')
    return before === '[' ? 'none' : 'space';
  return 'none';
}

function colonAfter({ parent }: Piece, after: string): Gap {
  return after === ']' || parent.kind === 'spreadMap' ? 'none' : 'space';
}

/** Parentheses of a call touch its name, those of a condition do not. */
function parenthesisBefore(left: Piece, { parent }: Piece): Gap {
  switch (parent.kind) {
    case 'call':
    case 'function':
    case 'annotation':
    case 'new':
    case 'enumConstant':
      return 'none';
    case 'entryPattern':
      return left.parent === parent ? 'none' : 'space';
    case 'group':
      return left.kind === 'identifier' ? 'kept' : 'space';
    default:
      return 'space';
  }
}

function bracketBefore(left: Piece, { parent }: Piece, before: string): Gap {
  if (parent.kind === 'index' || parent.kind === 'new' || parent.kind === 'type') return 'none';
  return isOpening(left, before) ? 'none' : 'space';
}

function typeGap(left: Piece, right: Piece, before: string, after: string): Gap {
  if (before === '@' || before === '<' || after === '<' || after === '>' || before === '.' || after === '.')
    return 'none';
  if (right.parent.kind === 'type' && left.parent === right.parent && isPunctuation(right)) return 'none';
  return 'space';
}
