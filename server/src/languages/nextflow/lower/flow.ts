import type { Call, ScatterValue, SourceValue } from '../../../model/index.ts';
import type { SyntaxToken } from '../../../syntax/tree.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { Span } from '../../../text/index.ts';
import { oneLine, positional, spanOf } from '../words.ts';
import { isUnseen } from '../scope/declare.ts';
import type { Script, Visible } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import { entryToken, namesGiven } from '../scope/locals.ts';
import type { ExprNode, ItemNode, NextflowNode, WorkflowNode } from '../syntax/ast.ts';
import { elementsOf } from './scatters.ts';

/** A call of a process or workflow in a workflow, and what flows into it. */
export interface FlowCall {
  readonly name: string;
  readonly visible: Visible;
  readonly token: SyntaxToken;
  /** What stands for its inputs, one for each, where the arguments can be told apart. */
  readonly args: readonly ExprNode[];
  /** Values come from the left of a pipe. */
  readonly piped: boolean;
  readonly dependsOn: ReadonlySet<string>;
  readonly scatters: readonly ScatterValue[];
  readonly conditions: readonly SourceValue[];
}

/** The calls whose outputs are in a channel, by its name. */
type Channels = Map<string, Set<string>>;

/** What comes from the left of a pipe. */
interface Piped {
  readonly calls: ReadonlySet<string>;
  readonly elements: readonly ScatterValue[];
}

export interface WorkflowFlow {
  readonly calls: readonly FlowCall[];
  /** The calls that each emitted channel comes from, by name. */
  readonly emits: ReadonlyMap<string, ReadonlySet<string>>;
}

interface Flow {
  readonly script: Script;
  readonly calls: FlowCall[];
  readonly channels: Channels;
  /** What the elements of a channel come from, by the channel's name. */
  readonly elements: Map<string, readonly ScatterValue[]>;
  readonly byName: Map<string, number>;
  /** The latest call of each component, for `PROC.out`. */
  readonly latest: Map<string, string>;
}

/** Follows channels through a workflow, statement by statement. */
export function flowOf(script: Script, node: WorkflowNode): WorkflowFlow {
  const flow: Flow = {
    script,
    calls: [],
    channels: new Map(),
    elements: new Map(),
    byName: new Map(),
    latest: new Map(),
  };
  const emits = new Map<string, Set<string>>();
  followAll(flow, node.body, []);
  for (const section of node.sections) {
    const label = textOf(script, section.label);
    if (label === 'take') continue;
    if (label !== 'emit' && label !== 'publish') {
      followAll(flow, section.items, []);
      continue;
    }
    for (const item of section.items) {
      const token = entryToken(item);
      const value = item.kind === 'entry' ? item.value : item.kind === 'expression' ? item.expr : undefined;
      const sources = value === undefined ? new Set<string>() : follow(flow, value, []);
      if (token !== undefined && label === 'emit') emits.set(textOf(script, token), sources);
    }
  }
  return { calls: flow.calls, emits };
}

/** The calls as the model has them. */
export function lowerCalls(script: Script, { calls }: WorkflowFlow): readonly Call[] {
  return calls
    .filter(({ visible }) => !isUnseen(visible))
    .map(({ name, visible, token, args, dependsOn, scatters, conditions, piped }) => ({
      name,
      ...(textOf(script, token) === name ? {} : { shownAs: textOf(script, token) }),
      callee: visible.component.id,
      at: { uri: script.uri, span: spanOf(token) },
      dependsOn: [...dependsOn],
      scatters,
      conditions,
      arguments: piped ? new Map<string, SourceValue>() : argumentsOf(script, visible, args),
    }));
}

function argumentsOf(
  script: Script,
  { component }: Visible,
  args: readonly ExprNode[],
): ReadonlyMap<string, SourceValue> {
  const given = new Map<string, SourceValue>();
  const inputs: readonly (readonly string[])[] =
    component.kind === 'process'
      ? component.inputs.map(({ names }) => names)
      : component.kind === 'workflow'
        ? component.takes.map((name) => [name])
        : [];
  if (args.length !== inputs.length) return given;
  for (const [i, names] of inputs.entries()) {
    const arg = args[i];
    if (arg === undefined) continue;
    for (const name of names) given.set(name, sourceOf(script, arg));
  }
  return given;
}

function sourceOf(script: Script, node: Span): SourceValue {
  return { text: textOf(script, node), at: { uri: script.uri, span: spanOf(node) } };
}

function elements(flow: Flow, expr: ExprNode): readonly ScatterValue[] {
  const outputs = (component: string) =>
    flow.calls.find(({ name }) => name === flow.latest.get(component))?.scatters ?? [];
  return elementsOf({ script: flow.script, elements: flow.elements, outputs }, expr);
}

function followAll(flow: Flow, items: readonly ItemNode[], conditions: readonly SourceValue[]): void {
  for (const item of items) followItem(flow, item, conditions);
}

function followItem(flow: Flow, item: ItemNode, conditions: readonly SourceValue[]): void {
  const { script } = flow;
  switch (item.kind) {
    case 'expression':
      follow(flow, item.expr, conditions);
      return;
    case 'variables':
      for (const { name, value } of item.declarators) {
        const from = value ?? item.value;
        if (from === undefined) continue;
        flow.channels.set(textOf(script, name), follow(flow, from, conditions));
        flow.elements.set(textOf(script, name), elements(flow, from));
      }
      return;
    case 'if': {
      if (item.condition === undefined) return;
      const condition = {
        ...sourceOf(script, item.condition),
        text: oneLine(textOf(script, item.condition)),
      };
      if (item.then !== undefined) followItem(flow, item.then, [...conditions, condition]);
      const not = { ...condition, text: `!(${condition.text})` };
      if (item.otherwise !== undefined) followItem(flow, item.otherwise, [...conditions, not]);
      return;
    }
    case 'block':
      followAll(flow, item.items, conditions);
      return;
    case 'for':
    case 'while':
    case 'doWhile':
      if (item.body !== undefined) followItem(flow, item.body, conditions);
      return;
    case 'try':
      if (item.body !== undefined) followAll(flow, item.body.items, conditions);
      return;
    case 'return':
      if (item.value !== undefined) follow(flow, item.value, conditions);
      return;
    default:
  }
}

/** The calls whose outputs are in the expression; calls in it are noted. */
function follow(flow: Flow, expr: ExprNode, conditions: readonly SourceValue[]): Set<string> {
  const { script } = flow;
  const inner = (node: ExprNode) => follow(flow, node, conditions);
  switch (expr.kind) {
    case 'name':
      return new Set(flow.channels.get(textOf(script, expr)));
    case 'assign': {
      const sources = inner(expr.value);
      const targets =
        expr.target.kind === 'tuple' || expr.target.kind === 'list'
          ? positional(expr.target.elements)
          : [expr.target];
      for (const target of targets) {
        if (target.kind !== 'name') continue;
        const name = textOf(script, target);
        // Behind a condition, what was there before may still be what is used.
        const before = conditions.length > 0 ? (flow.channels.get(name) ?? []) : [];
        flow.channels.set(name, new Set([...before, ...sources]));
        flow.elements.set(name, elements(flow, expr.value));
      }
      return sources;
    }
    case 'member': {
      const { target, name } = expr;
      if (target.kind === 'name' && name !== undefined && textOf(script, name) === 'out') {
        const call = flow.latest.get(textOf(script, target));
        return new Set(call === undefined ? [] : [call]);
      }
      return inner(target);
    }
    case 'call':
      return followCall(flow, expr, conditions);
    case 'command': {
      const found =
        expr.callee.kind === 'name' ? script.components.get(textOf(script, expr.callee)) : undefined;
      if (expr.callee.kind !== 'name' || found === undefined) return followChildren(flow, expr, conditions);
      return note(flow, expr.callee.token, found, positional(expr.args), undefined, conditions);
    }
    case 'binary': {
      const operator = textOf(script, expr.operator);
      if (operator !== '|') return followChildren(flow, expr, conditions);
      const sources = inner(expr.left);
      return pipe(flow, expr.right, { calls: sources, elements: elements(flow, expr.left) }, conditions);
    }
    default:
      return followChildren(flow, expr, conditions);
  }
}

function followCall(
  flow: Flow,
  expr: ExprNode & { kind: 'call' },
  conditions: readonly SourceValue[],
): Set<string> {
  const { script } = flow;
  const { callee } = expr;
  if (callee.kind === 'name') {
    const found = script.components.get(textOf(script, callee));
    if (found !== undefined && found.component.kind !== 'function') {
      return note(flow, callee.token, found, positional(expr.args), undefined, conditions);
    }
  }
  const sources = followChildren(flow, expr, conditions);
  for (const token of namesGiven(script.text, expr)) {
    const receiver = callee.kind === 'member' ? follow(flow, callee.target, conditions) : sources;
    flow.channels.set(textOf(script, token), new Set(receiver));
    if (callee.kind === 'member') flow.elements.set(textOf(script, token), elements(flow, callee.target));
  }
  return sources;
}

/** The right side of `ch | A`, `ch | (A & B)` and `ch | map { … }`. */
function pipe(flow: Flow, right: ExprNode, piped: Piped, conditions: readonly SourceValue[]): Set<string> {
  const { script } = flow;
  if (right.kind === 'group') return pipe(flow, right.expr, piped, conditions);
  if (right.kind === 'binary' && textOf(script, right.operator) === '&') {
    return new Set([
      ...pipe(flow, right.left, piped, conditions),
      ...pipe(flow, right.right, piped, conditions),
    ]);
  }
  const token =
    right.kind === 'name'
      ? right.token
      : right.kind === 'call' && right.callee.kind === 'name'
        ? right.callee.token
        : undefined;
  const found = token === undefined ? undefined : script.components.get(textOf(script, token));
  if (token !== undefined && found !== undefined && found.component.kind !== 'function') {
    const args = right.kind === 'call' ? positional(right.args) : [];
    return note(flow, token, found, args, piped, conditions);
  }
  const more = follow(flow, right, conditions);
  if (right.kind === 'call') {
    for (const name of namesGiven(script.text, right)) {
      flow.channels.set(textOf(script, name), new Set(piped.calls));
      flow.elements.set(textOf(script, name), piped.elements);
    }
  }
  return new Set([...piped.calls, ...more]);
}

function note(
  flow: Flow,
  token: SyntaxToken,
  visible: Visible,
  args: readonly ExprNode[],
  piped: Piped | undefined,
  conditions: readonly SourceValue[],
): Set<string> {
  const { script } = flow;
  const dependsOn = new Set(piped?.calls);
  for (const arg of args) for (const one of follow(flow, arg, conditions)) dependsOn.add(one);
  const written = textOf(script, token);
  if (visible.component.kind === 'function') return dependsOn;
  // What is seen again belongs to the call that was noted first.
  const again = flow.calls.find((call) => call.token.start === token.start);
  if (again !== undefined) return new Set([again.name]);
  const count = (flow.byName.get(written) ?? 0) + 1;
  flow.byName.set(written, count);
  const scatters =
    [piped?.elements ?? [], ...args.map((arg) => elements(flow, arg))].find((one) => one.length > 0) ?? [];
  const name = count === 1 ? written : `${written}_${count}`;
  flow.calls.push({
    name,
    visible,
    token,
    args,
    piped: piped !== undefined,
    dependsOn,
    scatters,
    conditions,
  });
  flow.latest.set(written, name);
  return new Set([name]);
}

function followChildren(flow: Flow, node: NextflowNode, conditions: readonly SourceValue[]): Set<string> {
  const found = new Set<string>();
  for (const child of node.children) {
    if (!isNode(child)) continue;
    const sources = isExpression(child as NextflowNode)
      ? follow(flow, child as ExprNode, conditions)
      : followStatement(flow, child as NextflowNode, conditions);
    for (const one of sources) found.add(one);
  }
  return found;
}

function followStatement(flow: Flow, node: NextflowNode, conditions: readonly SourceValue[]): Set<string> {
  if (node.kind === 'expression') return follow(flow, node.expr, conditions);
  return followChildren(flow, node, conditions);
}

const EXPRESSIONS: ReadonlySet<string> = new Set([
  ...[
    'name',
    'assign',
    'member',
    'call',
    'command',
    'binary',
    'group',
    'ternary',
    'elvis',
    'index',
    'list',
    'map',
  ],
  ...['closure', 'string', 'unary', 'cast', 'tuple'],
]);

function isExpression({ kind }: NextflowNode): boolean {
  return EXPRESSIONS.has(kind);
}
