import type { WorkflowGraph } from '../model/index.ts';
import type { GraphBlock } from './graph-blocks.ts';
import { graphBlocks, nodeLines, scatterLabel } from './graph-blocks.ts';

/** A Mermaid flowchart, which many sites draw from a fenced block of Markdown. */
export function mermaidGraph(graph: WorkflowGraph): string {
  // Some names are words of the diagram's own language, so that calls are numbered.
  const ids = new Map(graph.nodes.map(({ id }, number) => [id, `c${number}`]));
  const lines = ['flowchart TD'];
  let boxes = 0;
  const visit = ({ nodes, blocks }: GraphBlock, indent: string) => {
    for (const node of nodes) {
      const label = quoted(nodeLines(node).join('<br/>'));
      const shape = node.kind === 'workflow' ? `[[${label}]]` : `[${label}]`;
      lines.push(`${indent}${ids.get(node.id) ?? ''}${shape}`);
    }
    for (const block of blocks) {
      const label = block.scatter === undefined ? '' : scatterLabel(block.scatter);
      lines.push(`${indent}subgraph s${boxes++}[${quoted(label)}]`);
      visit(block, `${indent}  `);
      lines.push(`${indent}end`);
    }
  };
  visit(graphBlocks(graph), '  ');
  for (const { from, to } of graph.edges) lines.push(`  ${ids.get(from) ?? ''} --> ${ids.get(to) ?? ''}`);
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;').replaceAll('\n', ' ')}"`;
}
