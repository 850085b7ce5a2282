import { isNode } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import { OPERATORS } from '../data/index.ts';
import type {
  CallNode,
  ClosureNode,
  ExprNode,
  FunctionNode,
  ItemNode,
  MemberNode,
  NextflowNode,
  ParameterNode,
  StringNode,
} from '../syntax/ast.ts';
import { nameOf, positional } from '../words.ts';
import { declareLocal, declareVariables, hoist, openScope, visible } from './locals.ts';
import type { Scope, Walk } from './names.ts';
import { assign, referOutput, referParam, resolve, use } from './refer.ts';
import { textOf } from './script.ts';

export function walkFunction(walk: Walk, top: Scope, node: FunctionNode): void {
  const name = nameOf(walk.text, node.name) ?? '';
  const scope = openScope(walk, 'function', top, [name], node);
  for (const param of node.params) declareParameter(walk, scope, param);
  hoist(walk, scope, node.body?.items ?? []);
  walkBody(walk, scope, node.body?.items ?? []);
}

function declareParameter(walk: Walk, scope: Scope, param: ParameterNode): void {
  if (param.value !== undefined) walkNode(walk, scope, param.value);
  if (param.name === undefined) return;
  declareLocal(walk, scope, param.name, 'param', textOf(walk.script, param));
}

export function walkBody(walk: Walk, scope: Scope, items: readonly ItemNode[]): void {
  for (const item of items) walkItem(walk, scope, item);
}

export function walkItem(walk: Walk, scope: Scope, item: ItemNode, variables?: 'declared'): void {
  switch (item.kind) {
    case 'variables':
      for (const { value } of item.declarators) walkNode(walk, scope, value);
      walkNode(walk, scope, item.value);
      if (variables === undefined) declareVariables(walk, scope, item);
      return;
    case 'block':
      return walkBody(walk, openScope(walk, 'block', scope, scope.container, item), item.items);
    case 'if':
      walkNode(walk, scope, item.condition);
      for (const branch of [item.then, item.otherwise]) {
        if (branch !== undefined)
          walkItem(walk, openScope(walk, 'block', scope, scope.container, branch), branch);
      }
      return;
    case 'for': {
      const inner = openScope(walk, 'block', scope, scope.container, item);
      walkNode(walk, scope, item.collection);
      if (item.variable !== undefined) declareParameter(walk, inner, item.variable);
      walkBody(walk, inner, item.init);
      walkNode(walk, inner, item.condition);
      for (const update of item.update) walkNode(walk, inner, update);
      if (item.body !== undefined) walkItem(walk, inner, item.body);
      return;
    }
    case 'try':
      for (const resource of item.resources) walkItem(walk, scope, resource);
      if (item.body !== undefined) walkItem(walk, scope, item.body);
      for (const { name, body } of item.catches) {
        if (body === undefined) continue;
        const inner = openScope(walk, 'block', scope, scope.container, body);
        if (name !== undefined) declareLocal(walk, inner, name, 'param', textOf(walk.script, name));
        walkBody(walk, inner, body.items);
      }
      if (item.finallyBlock !== undefined) walkItem(walk, scope, item.finallyBlock);
      return;
    case 'function':
      return walkFunction(walk, scope, item);
    case 'class':
    case 'import':
    case 'enum':
    case 'record':
      return;
    case 'labeled':
      if (item.statement !== undefined) walkItem(walk, scope, item.statement);
      return;
    default:
      return walkNode(walk, scope, item);
  }
}

export function walkNode(
  walk: Walk,
  scope: Scope,
  node: NextflowNode | ItemNode | ExprNode | undefined,
): void {
  if (node === undefined) return;
  switch (node.kind) {
    case 'name':
      return resolve(walk, scope, node.token, 'read');
    case 'closure':
      return walkClosure(walk, scope, node);
    case 'lambda': {
      const inner = openScope(walk, 'closure', scope, scope.container, node);
      for (const param of node.params) declareParameter(walk, inner, param);
      return walkNode(walk, inner, node.body);
    }
    case 'member':
      return walkMember(walk, scope, node);
    case 'call':
    case 'command': {
      if (node.callee.kind === 'name') resolve(walk, scope, node.callee.token, 'call');
      else if (node.callee.kind === 'member') walkMember(walk, scope, node.callee, 'method');
      else walkNode(walk, scope, node.callee);
      for (const arg of node.args) walkNode(walk, scope, arg);
      if (node.kind === 'command')
        for (const { args } of node.links) for (const arg of args) walkNode(walk, scope, arg);
      return;
    }
    case 'namedArgument':
    case 'mapEntry':
      if (isNode(node.key)) walkNode(walk, scope, node.key as ExprNode);
      return walkNode(walk, scope, node.value);
    case 'assign': {
      walkNode(walk, scope, node.value);
      const targets =
        node.target.kind === 'tuple' || node.target.kind === 'list'
          ? positional(node.target.elements)
          : [node.target];
      for (const target of targets) {
        if (target.kind === 'name') assign(walk, scope, target.token);
        else walkNode(walk, scope, target);
      }
      return;
    }
    case 'binary': {
      const operator = textOf(walk.script, node.operator);
      walkNode(walk, scope, node.left);
      if (operator === '|' || operator === '&') {
        if (node.right.kind === 'name') return resolve(walk, scope, node.right.token, 'component');
        if (isOperatorCall(walk, node.right)) {
          for (const arg of node.right.args) walkNode(walk, scope, arg);
          return;
        }
      }
      return walkNode(walk, scope, node.right);
    }
    case 'type':
    case 'typeTest':
    case 'missing':
      if (node.kind === 'typeTest') walkNode(walk, scope, node.operand);
      return;
    case 'cast':
      return walkNode(walk, scope, node.operand);
    case 'new':
      for (const arg of node.args) walkNode(walk, scope, arg);
      return;
    case 'block':
    case 'if':
    case 'for':
    case 'try':
    case 'variables':
    case 'function':
    case 'class':
    case 'labeled':
      return walkItem(walk, scope, node);
    case 'while':
    case 'doWhile':
      walkNode(walk, scope, node.condition);
      if (node.body !== undefined)
        walkItem(walk, openScope(walk, 'block', scope, scope.container, node.body), node.body);
      return;
    case 'string':
      return walkString(walk, scope, node);
    default:
      for (const child of node.children) if (isNode(child)) walkNode(walk, scope, child as NextflowNode);
  }
}

/** `ch | map { … }`: the operator, and not a function of that name. */
function isOperatorCall(walk: Walk, node: ExprNode): node is CallNode {
  if (node.kind !== 'call' || node.callee.kind !== 'name') return false;
  const name = textOf(walk.script, node.callee);
  return OPERATORS.has(name) && !walk.script.components.has(name);
}

/** Strings of a `shell` section also hold `!{…}`. */
function walkString(walk: Walk, scope: Scope, node: StringNode): void {
  for (const part of node.parts) {
    if (part.kind === 'interpolation' && 'expr' in part) walkNode(walk, scope, part.expr);
    else if (node.quote !== 'double' && scope.kind === 'process') noteShellNames(walk, scope, part);
  }
}

function noteShellNames(walk: Walk, scope: Scope, part: Span): void {
  for (const match of walk.text.slice(part.start, part.end).matchAll(/!\{\s*([A-Za-z_]\w*)/g)) {
    const start = part.start + match.index + match[0].length - (match[1]?.length ?? 0);
    const local = visible(scope, match[1] ?? '');
    if (local !== undefined) use(walk, local, { start, end: start + local.name.length });
  }
}

function walkClosure(walk: Walk, scope: Scope, node: ClosureNode): void {
  const inner = openScope(walk, 'closure', scope, scope.container, node);
  for (const param of node.params) declareParameter(walk, inner, param);
  walkBody(walk, inner, node.items);
}

function walkMember(walk: Walk, scope: Scope, node: MemberNode, use: 'value' | 'method' = 'value'): void {
  const { script } = walk;
  const { target, name, dynamic } = node;
  if (dynamic !== undefined) walkNode(walk, scope, dynamic);
  if (
    target.kind === 'name' &&
    name !== undefined &&
    textOf(script, target) === 'params' &&
    visible(scope, 'params') === undefined
  ) {
    return referParam(walk, name);
  }
  if (target.kind === 'name' && name !== undefined && textOf(script, name) === 'out') {
    return resolve(walk, scope, target.token, 'component');
  }
  if (
    target.kind === 'member' &&
    name !== undefined &&
    target.name !== undefined &&
    textOf(script, target.name) === 'out'
  ) {
    if (target.target.kind === 'name' && referOutput(walk, scope, target.target.token, name, use)) return;
  }
  walkNode(walk, scope, target);
}
