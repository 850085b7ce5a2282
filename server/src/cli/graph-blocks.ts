import type { GraphNode, GraphScatter, WorkflowGraph } from '../model/index.ts';

/** Calls inside of the scatter blocks that they stand in, for formats that draw boxes in boxes. */
export interface GraphBlock {
  /** Absent for the outermost, which is the workflow. */
  readonly scatter?: GraphScatter;
  readonly nodes: readonly GraphNode[];
  readonly blocks: readonly GraphBlock[];
}

export function graphBlocks({ nodes, scatters }: WorkflowGraph): GraphBlock {
  const byId = new Map(scatters.map((scatter) => [scatter.id, scatter]));
  return blockOf(nodes, 0, byId, undefined);
}

function blockOf(
  nodes: readonly GraphNode[],
  depth: number,
  scatters: ReadonlyMap<string, GraphScatter>,
  scatter: GraphScatter | undefined,
): GraphBlock {
  const inner = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const id = node.scatters[depth];
    if (id === undefined) continue;
    const list = inner.get(id);
    if (list === undefined) inner.set(id, [node]);
    else list.push(node);
  }
  return {
    ...(scatter === undefined ? {} : { scatter }),
    nodes: nodes.filter((node) => node.scatters.length === depth),
    blocks: [...inner].map(([id, list]) => blockOf(list, depth + 1, scatters, scatters.get(id))),
  };
}

/** Lines of a call's label: its name, what it calls where that is named otherwise, and when it runs. */
export function nodeLines({ id, name, conditions }: GraphNode): readonly string[] {
  return [id, ...(name === id ? [] : [`(${name})`]), ...conditions.map((condition) => `if ${condition}`)];
}

export function scatterLabel({ text, count }: GraphScatter): string {
  return `scatter ${text}${count === undefined ? '' : ` (${count})`}`;
}
