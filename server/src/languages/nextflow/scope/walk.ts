import type { SymbolId, SymbolInfo, SymbolKind } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import { oneLine } from '../config/read.ts';
import { OPERATORS } from '../data/index.ts';
import { outputsOf } from '../exports.ts';
import type {
  CallNode,
  ClosureNode,
  ExprNode,
  FunctionNode,
  ItemNode,
  MemberNode,
  NextflowNode,
  ParameterNode,
  ProcessNode,
  SectionNode,
  StringNode,
  VariablesNode,
  WorkflowNode,
} from '../syntax/ast.ts';
import { isNamed, nameOf, positional, spanOf } from '../words.ts';
import type { ReadProcess } from './process.ts';
import { emitId } from './process.ts';
import type { Container, DeclaredWorkflow, Script } from './script.ts';
import { declare, localId, refer, textOf } from './script.ts';

/** A name that is only known in a part of the script. */
export interface Local {
  readonly name: string;
  readonly symbol: SymbolId;
  readonly span: Span;
  /** `def`: with a declaration. `assigned`: by an assignment alone. `param`: of a function or closure. */
  readonly kind: 'def' | 'assigned' | 'param' | 'input' | 'take';
  used: boolean;
}

export interface Scope {
  readonly kind: 'script' | 'process' | 'workflow' | 'function' | 'closure' | 'block';
  readonly names: Map<string, Local>;
  readonly parent: Scope | undefined;
  readonly container: Container;
  /** Where it counts, for completions. */
  readonly span: Span;
}

/** A name that is declared nowhere. */
export interface UnknownName {
  readonly name: string;
  readonly span: Span;
  readonly scope: Scope;
  /** `call` in front of parentheses or arguments; `component` in front of `.out` and in pipes. */
  readonly use: 'read' | 'call' | 'component';
}

/** All scopes of a script, and what was not found in them. */
export interface Names {
  readonly scopes: readonly Scope[];
  readonly unknown: readonly UnknownName[];
  /** `PROC.out.x` where the process has no output of that name. */
  readonly unknownOutputs: readonly UnknownOutput[];
  /** Declared twice in one scope. */
  readonly duplicates: readonly Duplicate[];
}

export interface Duplicate {
  readonly name: string;
  readonly span: Span;
  readonly first: Span;
  /** Inputs may share a name: the later one counts. */
  readonly what?: 'input';
}

export interface UnknownOutput {
  readonly name: string;
  readonly span: Span;
  readonly component: string;
  readonly known: readonly string[];
}

interface Walk {
  readonly script: Script;
  readonly text: string;
  readonly scopes: Scope[];
  readonly unknown: UnknownName[];
  readonly unknownOutputs: UnknownOutput[];
  readonly duplicates: Duplicate[];
}

/** Resolves every name of the script; symbols and occurrences are gathered in it. */
export function resolveNames(script: Script): Names {
  const walk: Walk = {
    script,
    text: script.text,
    scopes: [],
    unknown: [],
    unknownOutputs: [],
    duplicates: [],
  };
  const { root } = script.tree;
  const top = openScope(walk, 'script', undefined, [], root);
  const ownItems = root.items.filter((item) => !isContainer(item));
  hoist(walk, top, ownItems);
  // What the script declares is known in processes and workflows that stand above it.
  for (const item of ownItems) if (item.kind === 'variables') declareVariables(walk, top, item);
  const processes = new Map(script.processes.map((process) => [process.node, process]));
  const workflows = new Map(script.workflows.map((workflow) => [workflow.node, workflow]));
  const visit = (items: readonly ItemNode[]) => {
    for (const item of items) {
      switch (item.kind) {
        case 'process':
          walkProcess(walk, top, processes.get(item), item);
          break;
        case 'workflow':
          walkWorkflow(walk, top, workflows.get(item), item);
          break;
        case 'function':
          walkFunction(walk, top, item);
          break;
        case 'include':
          for (const { args } of item.links) for (const arg of args) walkNode(walk, top, arg);
          break;
        case 'import':
        case 'package':
        case 'class':
        case 'enum':
        case 'record':
          break;
        case 'params':
          for (const entry of item.entries) walkNode(walk, top, valueIn(entry));
          break;
        case 'output':
          for (const target of item.items) {
            if (target.kind === 'outputTarget')
              walkBody(walk, openScope(walk, 'process', top, ['output'], target), target.body);
            else walkItem(walk, top, target);
          }
          break;
        default:
          walkItem(walk, top, item, 'declared');
      }
    }
  };
  visit(root.items);
  return walk;
}

function isContainer(item: ItemNode): boolean {
  return [
    'process',
    'workflow',
    'function',
    'class',
    'enum',
    'record',
    'output',
    'params',
    'include',
  ].includes(item.kind);
}

function valueIn(item: ItemNode): ExprNode | undefined {
  if (item.kind === 'entry') return item.value;
  if (item.kind === 'expression') return item.expr.kind === 'assign' ? item.expr.value : item.expr;
  return item.kind === 'configAssignment' ? item.value : undefined;
}

function openScope(
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

// Declaring

function declareLocal(
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

function declareVariables(walk: Walk, scope: Scope, node: VariablesNode): void {
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
function hoist(walk: Walk, scope: Scope, items: readonly ItemNode[]): void {
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

function isContainerNode({ kind }: NextflowNode): boolean {
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

// Processes, workflows, functions

function walkProcess(walk: Walk, top: Scope, process: ReadProcess | undefined, node: ProcessNode): void {
  if (process === undefined) return;
  const { script } = walk;
  const scope = openScope(walk, 'process', top, [process.name], node);
  for (const { variables } of process.inputs) {
    for (const { name, span, qualifier } of variables) {
      if (scope.names.has(name)) {
        walk.duplicates.push({ name, span, first: scope.names.get(name)?.span ?? span, what: 'input' });
        continue;
      }
      declareLocal(walk, scope, span, 'input', `${qualifier} ${name}`, 'input');
    }
  }
  const sections = node.sections.filter(({ label }) => !['input', 'output'].includes(textOf(script, label)));
  hoist(walk, scope, [...node.body, ...sections.flatMap(({ items }) => items)]);
  for (const item of node.body) walkItem(walk, scope, item);
  for (const section of sections) {
    // The stub has variables of its own; those of the script are what outputs see.
    const isStub = textOf(script, section.label) === 'stub';
    walkBody(
      walk,
      isStub ? openScope(walk, 'process', scope, scope.container, section) : scope,
      section.items,
    );
  }
  for (const section of node.sections) {
    const label = textOf(script, section.label);
    if (label === 'output') walkOutputs(walk, scope, process, section);
    if (label === 'input') for (const item of section.items) walkInput(walk, scope, item);
  }
}

/** Inputs declare what they name; in strings and options of theirs other names stand. */
function walkInput(walk: Walk, scope: Scope, item: ItemNode): void {
  if (item.kind !== 'expression') return;
  const visit = (node: NextflowNode): void => {
    if (node.kind === 'interpolation' || isNamed(node as ExprNode)) {
      walkNode(walk, scope, node);
      return;
    }
    if (node.kind === 'commandLink') {
      for (const arg of node.args) walkNode(walk, scope, arg);
      return;
    }
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  visit(item);
}

function walkOutputs(walk: Walk, scope: Scope, process: ReadProcess, section: SectionNode): void {
  const { script } = walk;
  for (const { emit, text } of process.outputs) {
    if (emit === undefined) continue;
    const id = emitId(process, emit.name);
    if (script.symbols.has(id)) {
      const first = script.symbols.get(id)?.span ?? emit.span;
      walk.duplicates.push({ name: emit.name, span: emit.span, first });
      continue;
    }
    declare(script, { id, kind: 'output', name: emit.name, span: emit.span, signature: text });
  }
  for (const item of section.items) {
    if (item.kind === 'entry') {
      walkNode(walk, scope, item.value);
      continue;
    }
    if (item.kind !== 'expression') continue;
    walkOutputArguments(walk, scope, item.expr);
  }
}

function walkOutputArguments(walk: Walk, scope: Scope, expr: ExprNode): void {
  const args = expr.kind === 'call' || expr.kind === 'command' ? expr.args : [];
  const qualifier =
    (expr.kind === 'call' || expr.kind === 'command') && expr.callee.kind === 'name'
      ? textOf(walk.script, expr.callee)
      : '';
  for (const arg of args) {
    if (isNamed(arg)) {
      // `emit: bam` is a name of its own, also behind an option that is misspelt.
      if (arg.value?.kind !== 'name') walkNode(walk, scope, arg.value);
      continue;
    }
    if (arg.kind === 'call' && (qualifier === 'tuple' || qualifier === 'set'))
      walkOutputArguments(walk, scope, arg);
    // The name of an environment variable, and bare names, which may be set in the script.
    else if (arg.kind === 'name' || (arg.kind === 'group' && arg.expr.kind === 'name')) {
      const name = arg.kind === 'group' ? arg.expr : arg;
      const local = visible(scope, textOf(walk.script, name));
      if (local !== undefined) use(walk, local, name);
    } else walkNode(walk, scope, arg);
  }
  if (expr.kind === 'command') {
    for (const { name, args: linked } of expr.links) {
      if (textOf(walk.script, name) !== 'into') for (const arg of linked) walkNode(walk, scope, arg);
    }
  }
}

function walkWorkflow(
  walk: Walk,
  top: Scope,
  workflow: DeclaredWorkflow | undefined,
  node: WorkflowNode,
): void {
  const { script } = walk;
  const container = [workflow?.name ?? '(entry)'];
  const scope = openScope(walk, 'workflow', top, container, node);
  const sections = new Map(node.sections.map((section) => [textOf(script, section.label), section]));
  for (const item of sections.get('take')?.items ?? []) {
    const token = entryToken(item);
    if (token !== undefined)
      declareLocal(walk, scope, token, 'take', `take ${textOf(script, token)}`, 'input');
  }
  hoist(walk, scope, [...node.body, ...node.sections.flatMap(({ items }) => items)]);
  walkBody(walk, scope, node.body);
  for (const section of node.sections) {
    switch (textOf(script, section.label)) {
      case 'take':
        break;
      // What it declares is known in the sections behind it.
      case 'main':
        walkBody(walk, scope, section.items);
        break;
      case 'emit':
      case 'publish':
        for (const item of section.items) walkEntry(walk, scope, item, workflow);
        break;
      default:
        walkBody(walk, openScope(walk, 'block', scope, container, section), section.items);
    }
  }
}

/** The name of an entry, and the bare name that stands for one. */
export function entryToken(item: ItemNode): SyntaxToken | undefined {
  if (item.kind === 'entry') return item.name ?? (item.value?.kind === 'name' ? item.value.token : undefined);
  if (item.kind !== 'expression') return undefined;
  if (item.expr.kind === 'name') return item.expr.token;
  return item.expr.kind === 'assign' && item.expr.target.kind === 'name' ? item.expr.target.token : undefined;
}

function walkEntry(walk: Walk, scope: Scope, item: ItemNode, workflow: DeclaredWorkflow | undefined): void {
  const { script } = walk;
  const value =
    item.kind === 'entry'
      ? item.value
      : item.kind === 'expression'
        ? item.expr.kind === 'assign'
          ? item.expr.value
          : item.expr
        : undefined;
  const token = entryToken(item);
  if (token !== undefined && workflow?.name !== undefined) {
    const name = textOf(script, token);
    const id = `${workflow.id}.out.${name}` as SymbolId;
    const info: SymbolInfo = {
      id,
      kind: 'output',
      name,
      span: spanOf(token),
      signature: `emit ${oneLine(textOf(script, item))}`,
    };
    // A bare name is a variable first, and the name of the output by that.
    if (value?.start === token.start) script.symbols.set(id, info);
    else declare(script, info);
  }
  if (item.kind === 'expression' && item.expr.kind !== 'assign') walkItem(walk, scope, item);
  else walkNode(walk, scope, value);
}

function walkFunction(walk: Walk, top: Scope, node: FunctionNode): void {
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

// Statements and expressions

function walkBody(walk: Walk, scope: Scope, items: readonly ItemNode[]): void {
  for (const item of items) walkItem(walk, scope, item);
}

function walkItem(walk: Walk, scope: Scope, item: ItemNode, variables?: 'declared'): void {
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

function walkNode(walk: Walk, scope: Scope, node: NextflowNode | ItemNode | ExprNode | undefined): void {
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

/** `PROC.out.name`; false where the first is no process or workflow. */
function referOutput(
  walk: Walk,
  scope: Scope,
  callee: SyntaxToken,
  name: SyntaxToken,
  use: 'value' | 'method',
): boolean {
  const { script } = walk;
  const written = textOf(script, callee);
  if (visible(scope, written) !== undefined) return false;
  const found = script.components.get(written);
  if (found === undefined || found.component.kind === 'function') return false;
  resolve(walk, scope, callee, 'component');
  const outputs = outputsOf(found.component);
  const output = outputs.find((one) => one.name === textOf(script, name));
  if (output?.symbol !== undefined) refer(script, name, output.symbol);
  if (output === undefined && use === 'value') {
    walk.unknownOutputs.push({
      name: textOf(script, name),
      span: spanOf(name),
      component: written,
      known: outputs.map((one) => one.name),
    });
  }
  return true;
}

function referParam(walk: Walk, token: SyntaxToken): void {
  const { script } = walk;
  const name = textOf(script, token);
  if (!script.paramReads.has(name)) script.paramReads.set(name, spanOf(token));
  const own = script.params.get(name);
  const known = own ?? script.config?.params.get(name);
  if (known !== undefined) {
    refer(script, token, known.symbol);
    return;
  }
  const described = script.schema?.params.find((one) => one.name === name);
  if (described !== undefined && script.schema !== undefined) {
    refer(script, token, `${script.schema.uri}#params.${name}` as SymbolId);
    return;
  }
  script.names.push({ span: spanOf(token), path: `params.${name}` });
}

// Looking names up

export function visible(scope: Scope | undefined, name: string): Local | undefined {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function resolve(walk: Walk, scope: Scope, token: SyntaxToken, how: UnknownName['use']): void {
  const { script } = walk;
  const name = textOf(script, token);
  const local = visible(scope, name);
  if (local !== undefined) return use(walk, local, token);
  const component = script.components.get(name);
  if (component !== undefined) {
    component.used = true;
    refer(script, token, component.symbol);
    return;
  }
  if (script.types.has(name)) {
    const id = script.types.get(name);
    if (id !== undefined) refer(script, token, id);
    return;
  }
  walk.unknown.push({ name, span: spanOf(token), scope, use: how });
}

function use(walk: Walk, local: Local, span: Span): void {
  const isFirst = span.start === local.span.start && local.kind === 'assigned';
  if (isFirst) {
    refer(walk.script, span, local.symbol, 'definition');
    return;
  }
  local.used = true;
  refer(walk.script, span, local.symbol);
}

function assign(walk: Walk, scope: Scope, token: SyntaxToken): void {
  const name = textOf(walk.script, token);
  const local = visible(scope, name);
  if (local === undefined) return;
  const isFirst = token.start === local.span.start;
  refer(walk.script, token, local.symbol, isFirst ? 'definition' : 'write');
}
