import { duration } from '../../infrastructure/readable.ts';
import type { RunTimeline, TimelineRow } from './run-timeline.ts';

const NAMES = 190;
const WIDTH = 900;
const ROW = 20;
const HEAD = 30;
/** A picture of more rows is not looked at; the table has them all. */
const MOST_ROWS = 1_000;

/** The drawing of a run: a bar for each task, waiting and running apart. Every state has a sign beside its colour. */
export function timelineSvg(timeline: RunTimeline): string {
  const rows = timeline.rows.slice(0, MOST_ROWS);
  const height = HEAD + rows.length * ROW + 12;
  const span = Math.max(1, timeline.end - timeline.start);
  const x = (time: number) => round(NAMES + ((time - timeline.start) / span) * WIDTH);
  const title = `Run ${timeline.runName}: ${timeline.rows.length} tasks in ${duration(span)}`;
  const total = NAMES + WIDTH + 40;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total} ${height}" width="${total}" height="${height}" role="group" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    '<defs><pattern id="waits" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" class="hatch"/></pattern></defs>',
    ...ticks(span).map((offset) => tick(x(timeline.start + offset), duration(offset), height)),
    ...rows.map((row, index) => bar(row, HEAD + index * ROW, x)),
    '</svg>',
  ].join('\n');
}

function bar(row: TimelineRow, y: number, x: (time: number) => number): string {
  const { created, started, stopped } = row;
  const runs = started ?? stopped;
  const label = rowWords(row);
  const waiting = rectangle('waits', x(created), x(runs), y);
  const running = started === undefined ? '' : rectangle('runs', x(started), x(stopped), y);
  return [
    `<g class="row ${stateClass(row)}" tabindex="0" role="link" data-part="${escaped(row.taskId)}" aria-label="${escaped(label)}">`,
    `<title>${escaped(label)}</title>`,
    `<text class="task" x="${NAMES - 8}" y="${y + 14}">${escaped(shortened(row.name))}${row.attempt > 1 ? ` ↻${row.attempt}` : ''}</text>`,
    waiting,
    running,
    `<text class="sign" x="${x(stopped) + 5}" y="${y + 14}">${sign(row)}</text>`,
    '</g>',
  ].join('');
}

/** What the bar shows, in words. */
export function rowWords(row: TimelineRow): string {
  const { name, status, created, started, stopped, attempt, isCached } = row;
  return [
    attempt > 1 ? `${name}, attempt ${attempt}` : name,
    isCached ? 'taken from the cache' : status.toLowerCase(),
    `waited ${duration((started ?? stopped) - created)}`,
    ...(started === undefined ? [] : [`ran ${duration(stopped - started)}`]),
  ].join(', ');
}

function rectangle(kind: string, from: number, to: number, y: number): string {
  return `<rect class="${kind}" x="${from}" y="${y + 3}" width="${round(Math.max(0.5, to - from))}" height="${ROW - 6}"/>`;
}

function stateClass({ status, isCached }: TimelineRow): string {
  if (isCached) return 'cached';
  return status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED'
    ? status.toLowerCase()
    : 'alive';
}

function sign({ status, isCached }: TimelineRow): string {
  if (isCached) return '♻';
  return { COMPLETED: '✓', FAILED: '✗', CANCELLED: '⊘' }[status] ?? '▶';
}

const STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800,
];
const MOST_TICKS = 10;

/** Round moments after the start, in milliseconds. */
function ticks(span: number): readonly number[] {
  const step = (STEPS.find((seconds) => span / (seconds * 1000) <= MOST_TICKS) ?? 604_800) * 1000;
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step);
}

function tick(x: number, words: string, height: number): string {
  return `<g class="tick"><line x1="${x}" y1="${HEAD - 6}" x2="${x}" y2="${height}"/><text x="${x}" y="${HEAD - 12}">${words}</text></g>`;
}

/** The colours of the drawing: those of the editor's theme where there is one. */
export const TIMELINE_STYLE = `
svg text { font: 12px var(--vscode-font-family, system-ui, sans-serif); fill: var(--vscode-editor-foreground, #1f2328); }
.task { text-anchor: end; }
.tick line { stroke: var(--vscode-editorIndentGuide-background, #d0d7de); }
.tick text { text-anchor: middle; fill: var(--vscode-descriptionForeground, #57606a); font-size: 11px; }
.hatch { stroke: var(--vscode-descriptionForeground, #57606a); stroke-width: 1.5; }
.waits { fill: url(#waits); opacity: 0.6; }
.row { cursor: pointer; outline: none; }
.row:focus .task, .row:hover .task { text-decoration: underline; }
.row:focus rect { stroke: var(--vscode-focusBorder, #0969da); }
.completed .runs { fill: var(--vscode-charts-green, #1a7f37); }
.failed .runs { fill: var(--vscode-charts-red, #cf222e); } .failed .sign { fill: var(--vscode-charts-red, #cf222e); }
.cancelled .runs { fill: var(--vscode-charts-yellow, #9a6700); }
.alive .runs { fill: var(--vscode-charts-blue, #0969da); }
.cached .runs { fill: var(--vscode-charts-purple, #8250df); }
`;

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function shortened(text: string): string {
  return text.length > 26 ? `${text.slice(0, 25)}…` : text;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
