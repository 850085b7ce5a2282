import type { Call } from '../../../model/index.ts';
import { isNode } from '../../../syntax/tree.ts';
import type { Script } from '../scope/script.ts';
import { textOf } from '../scope/script.ts';
import { namesGiven } from '../scope/locals.ts';
import type { ItemNode, NextflowNode } from '../syntax/ast.ts';
import { positional } from '../words.ts';

/** The processes of a DSL 1 script as calls: who writes a channel comes before who reads it. */
export function dsl1Calls(script: Script): readonly Call[] {
  const sources = new Map<string, Set<string>>();
  const add = (channel: string, names: Iterable<string>) => {
    const known = sources.get(channel) ?? new Set<string>();
    for (const name of names) known.add(name);
    sources.set(channel, known);
  };
  for (const { name, outputs } of script.processes) {
    for (const { into } of outputs) for (const token of into) add(textOf(script, token), [name]);
  }
  for (const item of script.tree.root.items) noteChannels(script, item, sources, add);
  return script.processes.map(({ name, id, nameSpan, inputs }) => {
    const dependsOn = new Set<string>();
    for (const { from, variables } of inputs) {
      const read = from === undefined ? variables.map((one) => one.name) : namesIn(script, from);
      for (const channel of read) for (const one of sources.get(channel) ?? []) dependsOn.add(one);
    }
    dependsOn.delete(name);
    return {
      name,
      callee: id,
      at: { uri: script.uri, span: nameSpan },
      dependsOn: [...dependsOn],
      scatters: [],
      conditions: [],
      arguments: new Map(),
    };
  });
}

/** `x = ch.map { … }` and `ch.into { a; b }` between the processes. */
function noteChannels(
  script: Script,
  item: ItemNode,
  sources: ReadonlyMap<string, ReadonlySet<string>>,
  add: (channel: string, names: Iterable<string>) => void,
): void {
  if (item.kind === 'if') {
    for (const branch of [item.then, item.otherwise])
      if (branch !== undefined) noteChannels(script, branch, sources, add);
    return;
  }
  if (item.kind === 'block') {
    for (const inner of item.items) noteChannels(script, inner, sources, add);
    return;
  }
  if (item.kind !== 'expression' && item.kind !== 'variables') return;
  const from = namesIn(script, item).flatMap((name) => [...(sources.get(name) ?? [])]);
  if (from.length === 0) return;
  for (const name of targetsIn(script, item)) add(name, from);
}

function targetsIn(script: Script, item: ItemNode): readonly string[] {
  if (item.kind === 'variables') return item.declarators.map(({ name }) => textOf(script, name));
  const found: string[] = [];
  const visit = (node: NextflowNode): void => {
    if (node.kind === 'assign') {
      const { target } = node;
      const targets =
        target.kind === 'tuple' || target.kind === 'list' ? positional(target.elements) : [target];
      for (const one of targets) if (one.kind === 'name') found.push(textOf(script, one));
    }
    if (node.kind === 'call')
      found.push(...namesGiven(script.text, node).map((token) => textOf(script, token)));
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  visit(item);
  return found;
}

function namesIn(script: Script, root: NextflowNode): readonly string[] {
  const found: string[] = [];
  const visit = (node: NextflowNode): void => {
    if (node.kind === 'name') found.push(textOf(script, node));
    for (const child of node.children) if (isNode(child)) visit(child as NextflowNode);
  };
  visit(root);
  return found;
}
