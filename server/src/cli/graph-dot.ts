import type { WorkflowGraph } from '../model/index.ts';
import type { GraphBlock } from './graph-blocks.ts';
import { graphBlocks, nodeLines, scatterLabel } from './graph-blocks.ts';

/** A digraph in the language of Graphviz. */
export function dotGraph(graph: WorkflowGraph): string {
  const lines = [`digraph ${quoted(graph.name)} {`, '  node [shape=box];'];
  let boxes = 0;
  const visit = ({ nodes, blocks }: GraphBlock, indent: string) => {
    for (const node of nodes) {
      const style = node.conditions.length > 0 ? ', style=dashed' : '';
      const shape = node.kind === 'workflow' ? ', peripheries=2' : '';
      lines.push(
        `${indent}${quoted(node.id)} [label=${quoted(nodeLines(node).join('\n'))}${shape}${style}];`,
      );
    }
    for (const block of blocks) {
      lines.push(`${indent}subgraph cluster_${boxes++} {`);
      if (block.scatter !== undefined) lines.push(`${indent}  label=${quoted(scatterLabel(block.scatter))};`);
      visit(block, `${indent}  `);
      lines.push(`${indent}}`);
    }
  };
  visit(graphBlocks(graph), '  ');
  for (const { from, to } of graph.edges) lines.push(`  ${quoted(from)} -> ${quoted(to)};`);
  return `${[...lines, '}'].join('\n')}\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}
