import type { GraphCall, GraphWorkflow } from '@omics-lens/server/protocol/index.ts';
import type { BoxSize, GraphLayout } from './graph-layout.ts';
import { drawnState, stateWords } from './run-states.ts';

const CHARACTER = 7.2;
const LINE = 17;
const PADDING = 12;
const NARROWEST = 96;
const LONGEST = 34;

/** The lines in a call's box: its name, what it calls, what its task gets, and how far it is. */
export function boxLines(call: GraphCall): readonly string[] {
  return [
    call.id,
    ...(call.calleeName === call.id ? [] : [call.calleeName]),
    ...(call.instance === undefined ? [] : [call.instance]),
    ...call.conditions.map((condition) => `if ${condition}`),
    ...(stateWords(call.states) === '' ? [] : [stateWords(call.states)]),
  ].map(shortened);
}

export function boxSize(call: GraphCall): BoxSize {
  const lines = boxLines(call);
  const longest = Math.max(...lines.map((line) => line.length));
  return {
    width: Math.max(NARROWEST, Math.ceil(longest * CHARACTER) + 2 * PADDING),
    height: lines.length * LINE + 2 * (PADDING - 2),
  };
}

/** The drawing of one workflow, without its style. Every state has a sign beside its colour. */
export function graphSvg(workflow: GraphWorkflow, layout: GraphLayout): string {
  const calls = new Map(workflow.calls.map((call) => [call.id, call]));
  const scatters = new Map(workflow.scatters.map((scatter) => [scatter.id, scatter]));
  const frames = layout.frames.map(({ id, ...frame }) => {
    const scatter = scatters.get(id);
    const count = scatter?.count === undefined ? '' : ` × ${scatter.count}`;
    const words = shortened(`scatter ${scatter?.text ?? ''}${count}`);
    return `<g class="frame"><rect ${attributes(frame)} rx="6"/><text x="${frame.x + 8}" y="${frame.y + 14}">${escaped(words)}</text></g>`;
  });
  const lines = layout.lines.map(({ from, to, points }) => {
    const path = points
      .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${fixed(x)} ${fixed(y)}`)
      .join(' ');
    return `<path class="edge" d="${path}" marker-end="url(#arrow)"><title>${escaped(`${to} waits for ${from}`)}</title></path>`;
  });
  const boxes = layout.boxes.map(({ id, ...box }) => {
    const call = calls.get(id);
    return call === undefined ? '' : boxOf(call, box);
  });
  const title = `Workflow ${workflow.name}: ${workflow.calls.length} calls`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${layout.height}" width="${layout.width}" height="${layout.height}" role="group" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0 L8 4 L0 8 z" class="head"/></marker></defs>',
    ...frames,
    ...lines,
    ...boxes,
    '</svg>',
  ].join('\n');
}

function boxOf(call: GraphCall, box: BoxSize & { readonly x: number; readonly y: number }): string {
  const state = drawnState(call.states);
  const lines = boxLines(call);
  const label = [lines.join(', '), call.kind === 'workflow' ? 'a workflow of its own' : ''];
  const text = lines.map(
    (line, index) =>
      `<text x="${box.x + PADDING}" y="${box.y + PADDING + 10 + index * LINE}" class="${index === 0 ? 'name' : 'more'}">${escaped(line)}</text>`,
  );
  return [
    `<g class="call ${call.kind} ${state}" tabindex="0" role="link" data-part="${escaped(call.id)}" aria-label="${escaped(label.filter(Boolean).join(', '))}">`,
    `<rect ${attributes(box)} rx="${call.kind === 'workflow' ? 0 : 5}"/>`,
    ...(call.kind === 'workflow'
      ? [
          `<rect class="inner" x="${box.x + 3}" y="${box.y + 3}" width="${box.width - 6}" height="${box.height - 6}"/>`,
        ]
      : []),
    ...text,
    ...(state === 'none'
      ? []
      : [`<text class="sign" x="${box.x + box.width - 18}" y="${box.y + 20}">${SIGNS[state]}</text>`]),
    '</g>',
  ].join('');
}

/** Signs beside the colours, for those who do not see these. */
const SIGNS = { failed: '✗', running: '▶', waiting: '…', cancelled: '⊘', done: '✓' } as const;

/** The colours of the drawing: those of the editor's theme where there is one. */
export const GRAPH_STYLE = `
text { font: 12px var(--vscode-font-family, system-ui, sans-serif); fill: var(--vscode-editor-foreground, #1f2328); }
.name { font-weight: 600; }
.more { fill: var(--vscode-descriptionForeground, #57606a); }
.call rect { fill: var(--vscode-editorWidget-background, #f6f8fa); stroke: var(--vscode-editorWidget-border, #8c959f); stroke-width: 1.2; }
.call .inner { fill: none; }
.call { cursor: pointer; outline: none; }
.call:focus rect, .call:hover rect { stroke: var(--vscode-focusBorder, #0969da); stroke-width: 2; }
.unknown rect { stroke-dasharray: 4 3; }
.failed rect { stroke: var(--vscode-charts-red, #cf222e); stroke-width: 2; } .failed .sign { fill: var(--vscode-charts-red, #cf222e); }
.running rect { stroke: var(--vscode-charts-blue, #0969da); stroke-width: 2; } .running .sign { fill: var(--vscode-charts-blue, #0969da); }
.waiting rect { stroke-dasharray: 2 3; }
.done rect { stroke: var(--vscode-charts-green, #1a7f37); } .done .sign { fill: var(--vscode-charts-green, #1a7f37); }
.cancelled rect { stroke: var(--vscode-charts-yellow, #9a6700); } .cancelled .sign { fill: var(--vscode-charts-yellow, #9a6700); }
.edge { fill: none; stroke: var(--vscode-editorLineNumber-foreground, #8c959f); stroke-width: 1.3; }
.head { fill: var(--vscode-editorLineNumber-foreground, #8c959f); }
.frame rect { fill: none; stroke: var(--vscode-charts-purple, #8250df); stroke-dasharray: 5 4; }
.frame text { fill: var(--vscode-charts-purple, #8250df); font-size: 11px; }
`;

function attributes({ x, y, width, height }: BoxSize & { readonly x: number; readonly y: number }): string {
  return `x="${x}" y="${y}" width="${width}" height="${height}"`;
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
