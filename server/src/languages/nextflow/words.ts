import type { Span } from '../../text/index.ts';
import type { SyntaxToken } from '../../syntax/tree.ts';
import type { ArgumentNode, ExprNode, ItemNode, NamedArgumentNode, StringNode } from './syntax/ast.ts';

/** The text of a node or token. */
export function wordsOf(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** The content of a string without interpolations, escapes resolved; undefined for others. */
export function plainString(text: string, node: ExprNode | SyntaxToken | undefined): string | undefined {
  if (node?.kind !== 'string' || !('parts' in node)) return undefined;
  let value = '';
  for (const part of node.parts) {
    if (part.kind === 'interpolation') return undefined;
    value +=
      part.kind === 'escape'
        ? readEscape(text.slice(part.start, part.end))
        : text.slice(part.start, part.end);
  }
  return value;
}

/** What stands inside the quotes. */
export function contentSpan(node: StringNode): Span {
  const width = node.quote.startsWith('triple') ? 3 : node.quote === 'dollarSlashy' ? 2 : 1;
  const start = Math.min(node.start + width, node.end);
  return { start, end: node.closed ? Math.max(start, node.end - width) : node.end };
}

/** The name that a token or a quoted word stands for. */
export function nameOf(text: string, node: SyntaxToken | StringNode | undefined): string | undefined {
  if (node === undefined) return undefined;
  return node.kind === 'string' ? plainString(text, node) : text.slice(node.start, node.end);
}

/** Where that name stands, without quotes. */
export function nameSpan(node: SyntaxToken | StringNode): Span {
  return node.kind === 'string' ? contentSpan(node as StringNode) : spanOf(node);
}

export function readEscape(escape: string): string {
  const next = escape[1] ?? '';
  const simple: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '' };
  const known = simple[next];
  if (known !== undefined) return known;
  if (next === 'u') return String.fromCharCode(Number.parseInt(escape.slice(2), 16) || 0);
  return escape.slice(1);
}

/** A statement that calls something by name, as directives, inputs and outputs are written. */
export interface Statement {
  readonly name: SyntaxToken;
  readonly args: readonly ArgumentNode[];
  /** The words behind the arguments in DSL 1: `from ch`, `into out`. */
  readonly links: readonly { readonly name: SyntaxToken; readonly args: readonly ArgumentNode[] }[];
  readonly span: Span;
  /** `cpus = 4` among directives. */
  readonly assigned?: true;
}

/** `cpus 4`, `cpus(4)`, `tag { … }`, `stdin`, and `cpus = 4`; undefined for every other statement. */
export function statementOf(item: ItemNode): Statement | undefined {
  if (item.kind !== 'expression') return undefined;
  return calledIn(item.expr, item);
}

export function calledIn(expr: ExprNode, span: Span): Statement | undefined {
  switch (expr.kind) {
    case 'command':
      return expr.callee.kind === 'name'
        ? { name: expr.callee.token, args: expr.args, links: expr.links, span }
        : undefined;
    case 'call':
      return expr.callee.kind === 'name'
        ? { name: expr.callee.token, args: expr.args, links: [], span }
        : undefined;
    case 'name':
      return { name: expr.token, args: [], links: [], span };
    case 'assign':
      return expr.target.kind === 'name'
        ? { name: expr.target.token, args: [expr.value], links: [], span, assigned: true }
        : undefined;
    default:
      return undefined;
  }
}

export function isNamed(argument: ArgumentNode): argument is NamedArgumentNode {
  return argument.kind === 'namedArgument';
}

/** Arguments by place. */
export function positional(args: readonly ArgumentNode[]): readonly ExprNode[] {
  return args.filter(
    (one): one is ExprNode =>
      one.kind !== 'namedArgument' && one.kind !== 'spread' && one.kind !== 'spreadMap',
  );
}

/** The value of a named argument. */
export function named(
  text: string,
  args: readonly ArgumentNode[],
  name: string,
): NamedArgumentNode | undefined {
  return args.filter(isNamed).find((one) => keyOf(text, one) === name);
}

/** The key of a named argument or of an entry of a map; undefined where it is computed. */
export function keyOf(text: string, { key }: { readonly key: SyntaxToken | ExprNode }): string | undefined {
  if (key.kind === 'string') return plainString(text, key);
  if (key.kind === 'identifier' || key.kind === 'keyword' || key.kind === 'label' || key.kind === 'number') {
    return text.slice(key.start, key.end);
  }
  return undefined;
}

/** A piece of the text on one line, cut where it is long. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
