import type { SymbolInfo, SymbolKind } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import { oneLine, positional, spanOf } from '../words.ts';
import type { ExprNode, ItemNode, NextflowNode, VariablesNode } from '../syntax/ast.ts';
import type { Local, Scope, Walk } from './names.ts';
import type { Container } from './script.ts';
import { declare, localId, textOf } from './script.ts';

export function openScope(
  walk: Walk,
  kind: Scope['kind'],
  parent: Scope | undefined,
  container: Container,
  span: Span,
): Scope {
  const scope: Scope = { kind, names: new Map(), parent, container, span: spanOf(span) };
  walk.scopes.push(scope);
  return scope;
}

export function declareLocal(
  walk: Walk,
  scope: Scope,
  span: Span,
  kind: Local['kind'],
  signature: string,
  symbolKind: SymbolKind = 'variable',
  extra: Partial<Pick<SymbolInfo, 'documentation'>> = {},
): Local {
  const name = walk.text.slice(span.start, span.end);
  const before = scope.names.get(name);
  if (before !== undefined && before.kind !== 'assigned' && before.kind !== 'input' && kind !== 'input') {
    walk.duplicates.push({ name, span: spanOf(span), first: before.span });
  }
  const symbol = localId(walk.script, scope.container, name);
  const local: Local = { name, symbol, span: spanOf(span), kind, used: false };
  scope.names.set(name, local);
  declare(walk.script, { id: symbol, kind: symbolKind, name, span: spanOf(span), signature, ...extra });
  return local;
}

export function declareVariables(walk: Walk, scope: Scope, node: VariablesNode): void {
  for (const { name, value, type } of node.declarators) {
    const kind =
      type === undefined && node.type === undefined
        ? 'def '
        : `${textOf(walk.script, (type ?? node.type)!)} `;
    const tail = value === undefined ? '' : ` = ${oneLine(textOf(walk.script, value))}`;
    declareLocal(walk, scope, name, 'def', `${kind}${textOf(walk.script, name)}${tail}`);
  }
}

/**
 * Names that are assigned without a declaration are known in all of the process, workflow or function: those of
 * assignments, and those that `set`, `tap` and `into` give to channels.
 */
export function hoist(walk: Walk, scope: Scope, items: readonly ItemNode[]): void {
  const assigned: { readonly token: Span; readonly value: Span }[] = [];
  const nameOfToken = (token: Span) => walk.text.slice(token.start, token.end);
  const visit = (node: NextflowNode, own: Set<string>): void => {
    if (isContainerNode(node)) return;
    if (node.kind === 'assign') {
      const { target } = node;
      const targets =
        target.kind === 'tuple' || target.kind === 'list' ? positional(target.elements) : [target];
      for (const one of targets) {
        if (one.kind === 'name' && !own.has(nameOfToken(one)))
          assigned.push({ token: one.token, value: node });
      }
    }
    if (node.kind === 'call')
      for (const token of namesGiven(walk.text, node)) assigned.push({ token, value: node });
    // What a closure or block declares is its own.
    const inner =
      node.kind === 'closure' || node.kind === 'block' || node.kind === 'for' ? new Set(own) : own;
    if (node.kind === 'closure')
      for (const { name } of node.params) if (name !== undefined) inner.add(nameOfToken(name));
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode, inner);
    if (node.kind === 'declarator') own.add(nameOfToken(node.name));
    if (node.kind === 'variables') for (const { name } of node.declarators) own.add(nameOfToken(name));
    if (node.kind === 'parameter' && node.name !== undefined) own.add(nameOfToken(node.name));
  };
  const own = new Set<string>();
  for (const item of items) visit(item, own);
  for (const { token, value } of assigned) {
    const name = nameOfToken(token);
    if (scope.names.has(name) || visible(scope, name) !== undefined) continue;
    const symbol = localId(walk.script, scope.container, name);
    scope.names.set(name, { name, symbol, span: spanOf(token), kind: 'assigned', used: false });
    const signature = oneLine(walk.text.slice(value.start, value.end));
    walk.script.symbols.set(symbol, { id: symbol, kind: 'variable', name, span: spanOf(token), signature });
  }
}

export function isContainerNode({ kind }: NextflowNode): boolean {
  return kind === 'process' || kind === 'workflow' || kind === 'function' || kind === 'class';
}

const NAMING: ReadonlySet<string> = new Set(['set', 'tap', 'into', 'separate', 'choice']);

/** The tokens that `set { x }` and `into { a; b }` make variables of; without the braces in DSL 1. */
export function namesGiven(text: string, node: ExprNode & { kind: 'call' }): readonly SyntaxToken[] {
  const { callee } = node;
  const token = callee.kind === 'member' ? callee.name : callee.kind === 'name' ? callee.token : undefined;
  if (token === undefined || !NAMING.has(text.slice(token.start, token.end))) return [];
  return positional(node.args).flatMap((arg) => {
    if (arg.kind !== 'closure') return arg.kind === 'name' && callee.kind === 'member' ? [arg.token] : [];
    return arg.items.flatMap((item) =>
      item.kind === 'expression' && item.expr.kind === 'name' ? [item.expr.token] : [],
    );
  });
}

/** The name of an entry, and the bare name that stands for one. */
export function entryToken(item: ItemNode): SyntaxToken | undefined {
  if (item.kind === 'entry') return item.name ?? (item.value?.kind === 'name' ? item.value.token : undefined);
  if (item.kind !== 'expression') return undefined;
  if (item.expr.kind === 'name') return item.expr.token;
  return item.expr.kind === 'assign' && item.expr.target.kind === 'name' ? item.expr.target.token : undefined;
}

export function visible(scope: Scope | undefined, name: string): Local | undefined {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
