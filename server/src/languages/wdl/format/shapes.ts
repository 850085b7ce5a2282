import type { SyntaxElement, SyntaxNode } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import { lineEnd } from '../lexer.ts';
import { lineRole } from '../lexer-lines.ts';
import { lineBreaks } from './layout.ts';

/**
 * What the children of a whole node look like, a letter for each: `n` a node, `e` an error node, `k` a keyword, `i` a
 * name or key, `d` a number, `v` the version; signs stand for themselves, and `o` for those of two characters.
 * Where something is missing or too much, the node has another shape.
 */
const SHAPES: ReadonlyMap<string, RegExp> = new Map([
  ['version', /^kv$/],
  ['import', /^kn(ki)?n*$/],
  ['importAlias', /^kiki$/],
  ['struct', /^ki\{[ne]*\}$/],
  ['enum', /^ki(\[n\])?\{((n,?)|e)*\}$/],
  ['enumChoice', /^i(=n)?$/],
  ['task', /^ki\{[ne]*\}$/],
  ['workflow', /^ki\{[ne]*\}$/],
  ['input', /^k\{((n,?)|e)*\}$/],
  ['output', /^k\{((n,?)|e)*\}$/],
  ['meta', /^k\{((n,?)|e)*\}$/],
  ['parameter_meta', /^k\{((n,?)|e)*\}$/],
  ['runtime', /^k\{((n,?)|e)*\}$/],
  ['requirements', /^k\{((n,?)|e)*\}$/],
  ['hints', /^k\{((n,?)|e)*\}$/],
  ['attribute', /^i:n$/],
  ['command', /^kc.*c$/],
  ['decl', /^k?ni(=n)?$/],
  ['type', /^i(\[n(,n)*\])?\+?\?*$/],
  ['call', /^ki(\.i)*(ki)*(\{(k:)?(n(,n)*,?)?\})?$/],
  ['callInput', /^i(=n)?$/],
  ['scatter', /^k\(ikn\)\{[ne]*\}$/],
  ['conditional', /^n+$/],
  ['conditionalClause', /^kk?(\(n\))?\{[ne]*\}$/],
  ['group', /^\(n\)$/],
  ['unary', /^.n$/],
  ['binary', /^n.n$/],
  ['ternary', /^knknkn$/],
  ['apply', /^i\((n(,n)*,?)?\)$/],
  ['index', /^n\[n\]$/],
  ['member', /^n\.i$/],
  ['array', /^\[(n(,n)*,?)?\]$/],
  ['map', /^\{(n(,n)*,?)?\}$/],
  ['mapEntry', /^n:n$/],
  ['object', /^k?\{(n(,n)*,?)?\}$/],
  ['objectEntry', /^i:n$/],
  ['structLiteral', /^i\{(n(,n)*,?)?\}$/],
  ['pair', /^\(n,n\)$/],
  ['string', /^q.*q$/],
  ['placeholder', /^pn+p$/],
  ['placeholderOption', /^i=n$/],
]);

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['keyword', 'k'],
  ['identifier', 'i'],
  ['string', 'i'],
  ['number', 'd'],
  ['version', 'v'],
  ['quote', 'q'],
  ['text', 't'],
  ['escape', 't'],
  ['placeholderOpen', 'p'],
  ['placeholderClose', 'p'],
  ['commandOpen', 'c'],
  ['commandClose', 'c'],
  ['skipped', '!'],
]);

/** Nodes whose items are whole or broken each for itself. */
const BLOCKS: ReadonlySet<string> = new Set([
  'struct',
  'enum',
  'task',
  'workflow',
  'input',
  'output',
  'meta',
  'parameter_meta',
  'runtime',
  'requirements',
  'hints',
  'scatter',
  'conditional',
  'conditionalClause',
]);

/** True when nothing is missing in the node and nothing in it was skipped. */
export function isWhole(text: string, node: SyntaxNode): boolean {
  switch (node.kind) {
    case 'name':
    case 'int':
    case 'float':
    case 'boolean':
    case 'none':
    case 'null':
      return true;
    case 'command':
      return hasShape(text, node);
  }
  if (!hasShape(text, node)) return false;
  for (const child of node.children) if (isNode(child) && !isWhole(text, child)) return false;
  return true;
}

/**
 * True when the braces of a top-level item and of all blocks in it can be relied on: then a statement that is broken
 * is broken alone.
 */
export function hasWholeBlocks(text: string, node: SyntaxNode): boolean {
  if (node.kind === 'error') return !/[{}]/.test(text.slice(node.start, node.end));
  if (node.kind === 'command') return hasShape(text, node) && !holdsCode(text, node);
  if (node.kind === 'call' && !isWhole(text, node)) return bracesMatch(text, node);
  if (!BLOCKS.has(node.kind)) return true;
  if (!hasShape(text, node)) return false;
  let place: 'head' | 'body' = isHeaded(node) ? 'head' : 'body';
  let previous: SyntaxNode | undefined;
  for (const child of node.children) {
    if (!isNode(child)) {
      if (text.charCodeAt(child.start) === 123) place = 'body';
    } else if (place === 'head') {
      if (!isWhole(text, child)) return false;
    } else {
      if (!hasWholeBlocks(text, child) || !isApart(text, previous, child)) return false;
      if (node.kind !== 'conditional') previous = child;
    }
  }
  return true;
}

function isHeaded({ kind }: SyntaxNode): boolean {
  return kind === 'scatter' || kind === 'conditionalClause';
}

/** Statements share a line only where both are whole: what is broken may end elsewhere once a line break divides them. */
function isApart(text: string, previous: SyntaxNode | undefined, node: SyntaxNode): boolean {
  if (previous === undefined || lineBreaks(text, previous.end, node.start) > 0) return true;
  return isWhole(text, previous) && isWhole(text, node);
}

/**
 * True for a `command { … }` with a line in it that could be the next section: by its indentation, compared with that
 * of the keyword, the parser decides what it is, so that moving the keyword might change what is read.
 */
function holdsCode(text: string, command: SyntaxNode): boolean {
  if (text.charCodeAt(command.children[1]?.start ?? 0) !== 123) return false;
  for (let at = lineEnd(text, command.start); at < command.end; at = lineEnd(text, at + 1)) {
    const role = lineRole(text, at + 1);
    if (role !== 'none' && role !== 'closing-brace') return true;
  }
  return false;
}

function bracesMatch(text: string, call: SyntaxNode): boolean {
  const last = call.children.at(-1);
  const opens = call.children.some((child) => !isNode(child) && text.charCodeAt(child.start) === 123);
  return !opens || (last !== undefined && text.charCodeAt(last.start) === 125);
}

function hasShape(text: string, node: SyntaxNode): boolean {
  const shape = SHAPES.get(node.kind);
  if (shape === undefined) return false;
  let letters = '';
  for (const child of node.children) letters += letter(text, child);
  return shape.test(letters);
}

function letter(text: string, element: SyntaxElement): string {
  if (isNode(element)) return element.kind === 'error' ? 'e' : element.kind === 'missing' ? '!' : 'n';
  const known = LETTERS.get(element.kind);
  if (known !== undefined) return known;
  return element.end - element.start === 1 ? text.charAt(element.start) : 'o';
}
