import * as dagre from '@dagrejs/dagre';
import type { GraphWorkflow } from '@omics-lens/server/protocol/index.ts';

/** Where the parts of a drawing stand, in pixels; `x` and `y` are the upper left corner. */
export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
  readonly lines: readonly Line[];
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Box extends Rectangle {
  /** The call's. */
  readonly id: string;
}
/** Around the calls of a scatter. */
export interface Frame extends Rectangle {
  readonly id: string;
}
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

interface EdgeLabel {
  readonly points?: Line['points'];
}

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** Lays the calls out from top to bottom, each below what it waits for. */
export function layOut(
  { calls, edges, scatters }: GraphWorkflow,
  sizeOf: (id: string) => BoxSize,
): GraphLayout {
  const graph = new dagre.graphlib.Graph<dagre.GraphLabel, Partial<Rectangle>, EdgeLabel>({ compound: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 24, ranksep: 40, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  const used = new Set(calls.flatMap((call) => call.scatters));
  const frames = scatters.filter(({ id }) => used.has(id));
  for (const { id } of frames) graph.setNode(frameKey(id), {});
  for (const call of calls) {
    graph.setNode(call.id, { ...sizeOf(call.id) });
    const path = call.scatters.filter((id) => used.has(id)).map(frameKey);
    path.forEach((id, index) => {
      const outer = path[index - 1];
      if (outer !== undefined) graph.setParent(id, outer);
    });
    const innermost = path.at(-1);
    if (innermost !== undefined) graph.setParent(call.id, innermost);
  }
  const known = new Set(calls.map(({ id }) => id));
  const drawn = edges.filter(({ from, to }) => known.has(from) && known.has(to));
  for (const { from, to } of drawn) graph.setEdge(from, to);
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: calls.map(({ id }) => ({ id, ...rectangle(graph.node(id)) })),
    frames: frames.map(({ id }) => ({ id, ...rectangle(graph.node(frameKey(id))) })),
    lines: drawn.map(({ from, to }) => ({ from, to, points: graph.edge(from, to)?.points ?? [] })),
  };
}

/** Calls and scatters share the names of the layout's nodes. */
function frameKey(id: string): string {
  return `scatter ${id}`;
}

/** The library gives centres. */
function rectangle(node: Partial<Rectangle> | undefined): Rectangle {
  const { x = 0, y = 0, width = 0, height = 0 } = node ?? {};
  return { x: round(x - width / 2), y: round(y - height / 2), width: round(width), height: round(height) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
