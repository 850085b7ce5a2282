import { workflowGraph } from '../model/index.ts';
import type { WorkflowGraph } from '../model/index.ts';
import { dotGraph } from './graph-dot.ts';
import { mermaidGraph } from './graph-mermaid.ts';
import { openModel } from './open-workspace.ts';
import type { Exit, Terminal } from './terminal.ts';
import { EXIT } from './terminal.ts';

export type GraphFormat = 'mermaid' | 'dot' | 'json';

const WRITERS: Readonly<Record<GraphFormat, (graph: WorkflowGraph) => string>> = {
  mermaid: mermaidGraph,
  dot: dotGraph,
  json: (graph) => `${JSON.stringify(graph, undefined, 2)}\n`,
};

/** Prints the calls of a workflow and what waits for what. */
export async function graph(path: string, as: GraphFormat, terminal: Terminal): Promise<Exit> {
  const opened = await openModel(path, terminal);
  if ('exit' in opened) return opened.exit;
  terminal.out(WRITERS[as](workflowGraph(opened.model)));
  return EXIT.clean;
}
