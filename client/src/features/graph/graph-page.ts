import type { GraphResult, GraphWorkflow } from '@omics-lens/server/protocol/index.ts';
import type { ToPage } from '../../webview/messages.ts';
import type { GraphLayout } from './graph-layout.ts';
import { boxLines, graphSvg } from './graph-svg.ts';
import { stateWords } from './run-states.ts';

/** What the page of a graph shows of one of its workflows. */
export interface GraphPage {
  readonly workflow: GraphWorkflow;
  /** From the entry to the one shown. */
  readonly path: readonly GraphWorkflow[];
  /** The run whose states are shown. */
  readonly run: string | undefined;
}

/** The workflows of a path of calls; as far as they are there. */
export function pathOf(graph: GraphResult, callees: readonly string[]): readonly GraphWorkflow[] {
  const [entry] = graph.workflows;
  if (entry === undefined) return [];
  const path = [entry];
  for (const callee of callees) {
    const next = graph.workflows.find(({ id }) => id === callee);
    if (next === undefined) break;
    path.push(next);
  }
  return path;
}

export function pageOf({ workflow, path, run }: GraphPage, layout: GraphLayout): ToPage {
  const above = path.length > 1 ? [button('up', '↑ Up')] : [];
  const names = path.map(({ name }) => name).join(' › ');
  const words = run === undefined ? names : `${names} — run ${run}`;
  return {
    toolbar: [
      ...above,
      `<span class="words">${escaped(words)}</span>`,
      button('larger', '+', 'Larger'),
      button('smaller', '−', 'Smaller'),
      button('fit', 'Fit'),
      button('table', 'Table'),
      button('export', 'Save as SVG'),
    ].join(''),
    picture:
      workflow.calls.length === 0
        ? `<p>Workflow '${escaped(workflow.name)}' calls nothing.</p>`
        : graphSvg(workflow, layout),
    table: tableOf(workflow),
  };
}

function tableOf({ calls, edges }: GraphWorkflow): string {
  const rows = calls.map((call) => {
    const waits = edges.filter(({ to }) => to === call.id).map(({ from }) => from);
    const cells = [
      `<td data-part="${escaped(call.id)}">${escaped(call.id)}</td>`,
      ...[
        call.calleeName,
        call.instance ?? '',
        waits.join(', '),
        boxLines(call)
          .filter((line) => line.startsWith('if '))
          .join(' and '),
        stateWords(call.states),
      ].map((text) => `<td>${escaped(text)}</td>`),
    ];
    return `<tr>${cells.join('')}</tr>`;
  });
  const heads = ['Call', 'Calls', 'Instance', 'Waits for', 'Condition', 'State'];
  return `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function button(action: string, text: string, label = text): string {
  return `<button data-action="${action}" aria-label="${label}" title="${label}">${text}</button>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
