import type { SymbolId } from './occurrence.ts';
import type { Call, Callable, ScatterValue, WorkflowModel } from './workflow.ts';

/** The calls of one workflow and what waits for what: plain data, so that it can be drawn, sent or walked. */
export interface WorkflowGraph {
  readonly name: string;
  /** In an order in which they can run; where several can, in the order of the source. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The scatter blocks, outer before inner. */
  readonly scatters: readonly GraphScatter[];
}

export interface GraphNode {
  /** The call's name; unique in the graph. */
  readonly id: string;
  readonly kind: 'task' | 'workflow' | 'unknown';
  readonly callee: SymbolId;
  /** The callee's own name. */
  readonly name: string;
  /** Ids of the scatter blocks around it, outermost first. */
  readonly scatters: readonly string[];
  /** Texts of the conditions around it, outermost first. */
  readonly conditions: readonly string[];
  /** It waits for itself, by way of others: there is no order in which it could run. */
  readonly cyclic?: true;
}

/** `to` waits for `from`. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

export interface GraphScatter {
  readonly id: string;
  /** The expression that is scattered over. */
  readonly text: string;
  readonly input?: string;
  readonly count?: number;
}

/** The graph of a workflow of the model, of its entry when `id` is absent. A task is a graph of one node. */
export function workflowGraph(model: WorkflowModel, id: SymbolId = model.entry.id): WorkflowGraph {
  const workflow = model.callables.get(id) ?? model.entry;
  if (workflow.kind === 'task') return taskAlone(workflow);
  const scatters = new Map<string, GraphScatter>();
  const nodes = workflow.calls.map((call) => nodeOf(call, model, scatters));
  const edges = edgesOf(workflow.calls);
  return { name: workflow.name, nodes: inOrder(nodes, edges), edges, scatters: [...scatters.values()] };
}

function taskAlone(task: Callable): WorkflowGraph {
  const node: GraphNode = {
    id: task.name,
    kind: 'task',
    callee: task.id,
    name: task.name,
    scatters: [],
    conditions: [],
  };
  return { name: task.name, nodes: [node], edges: [], scatters: [] };
}

function nodeOf(call: Call, model: WorkflowModel, scatters: Map<string, GraphScatter>): GraphNode {
  const callee = model.callables.get(call.callee);
  return {
    id: call.name,
    kind: callee?.kind ?? 'unknown',
    callee: call.callee,
    name: callee?.name ?? call.name,
    scatters: call.scatters.map((scatter) => scatterId(scatter, scatters)),
    conditions: call.conditions.map((condition) => condition.text),
  };
}

/** Calls of one block share its expression, and with it the place of that expression. */
function scatterId(value: ScatterValue, scatters: Map<string, GraphScatter>): string {
  const id = `scatter@${value.at.span.start}`;
  if (!scatters.has(id)) {
    scatters.set(id, {
      id,
      text: value.text,
      ...(value.input === undefined ? {} : { input: value.input }),
      ...(value.count === undefined ? {} : { count: value.count }),
    });
  }
  return id;
}

function edgesOf(calls: readonly Call[]): GraphEdge[] {
  const names = new Set(calls.map((call) => call.name));
  return calls.flatMap((call) =>
    [...new Set(call.dependsOn)]
      .filter((name) => names.has(name))
      .map((name) => ({ from: name, to: call.name })),
  );
}

/** Kahn's order, in waves over the source order; what is left then waits for itself and goes to the end. */
function inOrder(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphNode[] {
  const position = new Map(nodes.map((node, index) => [node.id, index]));
  const waiting = new Map(nodes.map((node) => [node.id, 0]));
  const followers = new Map<string, string[]>();
  for (const edge of edges) {
    waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
    const list = followers.get(edge.from);
    if (list === undefined) followers.set(edge.from, [edge.to]);
    else list.push(edge.to);
  }
  const ordered: GraphNode[] = [];
  let wave = nodes.filter((node) => waiting.get(node.id) === 0);
  while (wave.length > 0) {
    ordered.push(...wave);
    const next: GraphNode[] = [];
    for (const { id } of wave) {
      for (const follower of followers.get(id) ?? []) {
        const left = (waiting.get(follower) ?? 0) - 1;
        waiting.set(follower, left);
        const node = nodes[position.get(follower) ?? -1];
        if (left === 0 && node !== undefined) next.push(node);
      }
    }
    next.sort((a, b) => (position.get(a.id) ?? 0) - (position.get(b.id) ?? 0));
    wave = next;
  }
  const done = new Set(ordered.map((node) => node.id));
  const cyclic = nodes.filter((node) => !done.has(node.id));
  return [...ordered, ...cyclic.map((node) => ({ ...node, cyclic: true as const }))];
}
