import type { Call, Callable, Port, ScatterValue, SourceValue } from '../../../model/index.ts';
import type { CallNode, ConditionalNode, ExprNode, ScatterNode, WorkflowItem } from '../ast.ts';
import type { CheckedCallable } from '../check/callables.ts';
import { sourceValue } from '../check/callables.ts';
import { needsOf } from '../check/cycles.ts';
import { textOf } from '../check/file.ts';
import type { CheckedFile } from '../check/file.ts';
import type { Block, Entry } from '../check/scope.ts';
import type { WorkflowBody } from '../check/workflow-blocks.ts';
import { foldConstant } from './fold.ts';
import { resourcesOf } from './resources.ts';

/** The task or workflow as all languages have it. */
export function lowerCallable(
  file: CheckedFile,
  callable: CheckedCallable,
  body: WorkflowBody | undefined,
): Callable {
  const { signature, node } = callable;
  return {
    id: signature.id,
    kind: signature.kind,
    name: signature.name,
    at: { uri: file.uri, span: callable.nameSpan },
    ...(signature.description === undefined ? {} : { description: signature.description }),
    inputs: portsWithConstants(file, callable.root, callable.inputs, signature.inputs),
    outputs: portsWithConstants(file, callable.outputBlock, callable.outputs, signature.outputs),
    calls: body === undefined ? [] : lowerCalls(file, body),
    ...(node.kind === 'task' ? { resources: resourcesOf(file, callable) } : {}),
  };
}

function portsWithConstants(
  file: CheckedFile,
  block: Block,
  entries: readonly Entry[],
  ports: ReadonlyMap<string, Port>,
): Port[] {
  const values = new Map<string, ExprNode>();
  for (const { name, node } of entries) {
    if (node.kind === 'decl' && node.value !== undefined) values.set(name, node.value);
  }
  return [...ports.values()].map((port) => {
    const value = values.get(port.name);
    if (port.default === undefined || value === undefined) return port;
    const constant = foldConstant(file, block, value);
    return constant === undefined ? port : { ...port, default: { ...port.default, constant } };
  });
}

interface Surroundings {
  readonly block: Block;
  readonly scatters: readonly ScatterValue[];
  readonly conditions: readonly SourceValue[];
}

function lowerCalls(file: CheckedFile, body: WorkflowBody): Call[] {
  const { callable } = body;
  if (callable.node.kind !== 'workflow') return [];
  const calls: Call[] = [];
  lowerItems(file, body, callable.node.body, { block: callable.root, scatters: [], conditions: [] }, calls);
  return calls;
}

function lowerItems(
  file: CheckedFile,
  body: WorkflowBody,
  items: readonly WorkflowItem[],
  around: Surroundings,
  calls: Call[],
): void {
  for (const item of items) {
    switch (item.kind) {
      case 'call': {
        const call = lowerCall(file, body, item, around);
        if (call !== undefined) calls.push(call);
        break;
      }
      case 'scatter': {
        const block = body.blocks.get(item) ?? around.block;
        const scatters = [...around.scatters, scatterValue(file, item, around.block)];
        lowerItems(file, body, item.body, { ...around, block, scatters }, calls);
        break;
      }
      case 'conditional':
        lowerConditional(file, body, item, around, calls);
        break;
      default:
    }
  }
}

function lowerConditional(
  file: CheckedFile,
  body: WorkflowBody,
  node: ConditionalNode,
  around: Surroundings,
  calls: Call[],
): void {
  for (const clause of node.clauses) {
    const block = body.blocks.get(clause) ?? around.block;
    const conditions =
      clause.condition === undefined
        ? around.conditions
        : [...around.conditions, withConstant(file, clause.condition, around.block)];
    lowerItems(file, body, clause.body, { ...around, block, conditions }, calls);
  }
}

function lowerCall(
  file: CheckedFile,
  body: WorkflowBody,
  node: CallNode,
  around: Surroundings,
): Call | undefined {
  const entry = body.entries.get(node);
  if (entry?.callee === undefined) return undefined;
  const given = new Map<string, SourceValue>();
  for (const input of node.inputs) {
    const name = textOf(file, input.name);
    if (input.value !== undefined) given.set(name, withConstant(file, input.value, around.block));
    else if (input.equals === undefined) given.set(name, sourceValue(file, input.name));
  }
  return {
    name: entry.name,
    callee: entry.callee.id,
    at: { uri: file.uri, span: entry.nameSpan },
    dependsOn: callsBehind(entry),
    scatters: around.scatters,
    conditions: around.conditions,
    arguments: given,
  };
}

/** The calls that the entry waits for, through declarations and scatter variables, in the order of the text. */
function callsBehind(entry: Entry): string[] {
  const found = new Set<Entry>();
  const seen = new Set<Entry>([entry]);
  const pending = [...needsOf(entry)];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'call') found.add(next);
    else pending.push(...needsOf(next));
  }
  return [...found].sort((a, b) => a.nameSpan.start - b.nameSpan.start).map((one) => one.name);
}

function scatterValue(file: CheckedFile, node: ScatterNode, block: Block): ScatterValue {
  const variable = node.variable === undefined ? undefined : textOf(file, node.variable);
  const { collection } = node;
  if (collection === undefined) {
    return { ...sourceValue(file, node), ...(variable === undefined ? {} : { variable }) };
  }
  const input = inputName(file, collection, block);
  const count = knownCount(file, collection, block);
  return {
    ...sourceValue(file, collection),
    ...(variable === undefined ? {} : { variable }),
    ...(input === undefined ? {} : { input }),
    ...(count === undefined ? {} : { count }),
  };
}

/** The input of the workflow that is scattered over, also by its length. */
function inputName(file: CheckedFile, expr: ExprNode, block: Block): string | undefined {
  if (expr.kind === 'name') {
    const name = textOf(file, expr.token);
    for (let at: Block | undefined = block; at !== undefined; at = at.parent) {
      const found = at.names.get(name);
      if (found !== undefined) return found.entry.kind === 'input' ? name : undefined;
    }
    return undefined;
  }
  const [argument] = expr.kind === 'apply' ? expr.args : [];
  if (expr.kind !== 'apply' || argument === undefined) return undefined;
  const called = textOf(file, expr.name);
  return called === 'range' || called === 'length' ? inputName(file, argument, block) : undefined;
}

function knownCount(file: CheckedFile, expr: ExprNode, block: Block): number | undefined {
  if (expr.kind === 'array') return expr.elements.length;
  const [argument] = expr.kind === 'apply' ? expr.args : [];
  if (expr.kind !== 'apply' || argument === undefined || textOf(file, expr.name) !== 'range')
    return undefined;
  const count = foldConstant(file, block, argument);
  return typeof count === 'number' ? count : undefined;
}

function withConstant(file: CheckedFile, expr: ExprNode, block: Block): SourceValue {
  const constant = foldConstant(file, block, expr);
  const source = sourceValue(file, expr);
  return constant === undefined ? source : { ...source, constant };
}
