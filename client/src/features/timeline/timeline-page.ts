import { duration } from '../../infrastructure/readable.ts';
import type { ToPage } from '../../webview/messages.ts';
import { dollars, taskCost, type Prices } from './prices.ts';
import type { RunTimeline, TimelineRow } from './run-timeline.ts';
import { betterSize } from './task-size.ts';
import { timelineSvg } from './timeline-svg.ts';

/** In front of a task's id: the part of the table that writes its better size into the source. */
export const RESIZE = 'resize:';

export function timelinePage(
  timeline: RunTimeline,
  { prices, region }: { readonly prices: Prices | undefined; readonly region: string | undefined },
): ToPage {
  const total = totalCost(timeline, prices);
  const words = [
    `Run ${timeline.runName}`,
    duration(timeline.end - timeline.start),
    ...(total === undefined ? [] : [`tasks about ${dollars(total)}`]),
  ].join(' — ');
  return {
    toolbar: [
      `<span class="words">${escaped(words)}</span>`,
      button('larger', '+', 'Larger'),
      button('smaller', '−', 'Smaller'),
      button('fit', 'Fit'),
      button('table', 'Table'),
      button('export', 'Save as SVG'),
    ].join(''),
    picture: timeline.rows.length === 0 ? '<p>The run has no tasks so far.</p>' : timelineSvg(timeline),
    table: tableOf(timeline.rows, prices, region),
  };
}

/** `undefined` unless every task's price is known: a part of a sum would look like the whole. */
function totalCost({ rows }: RunTimeline, prices: Prices | undefined): number | undefined {
  let sum = 0;
  for (const row of rows) {
    const cost = costOf(row, prices);
    if (cost === undefined) return undefined;
    sum += cost;
  }
  return rows.length === 0 ? undefined : sum;
}

function costOf({ started, stopped, isCached, instance }: TimelineRow, prices: Prices | undefined) {
  if (isCached || started === undefined) return 0;
  return taskCost(instance, stopped - started, prices);
}

const HEADS = ['Task', 'State', 'Waited', 'Ran', 'Instance', 'Asked for', 'Used at most', 'Enough', 'Cost'];

function tableOf(
  rows: readonly TimelineRow[],
  prices: Prices | undefined,
  region: string | undefined,
): string {
  const body = rows.map((row) => {
    const { created, started, stopped, use } = row;
    const better = betterSize(use, row.instance, region);
    const cost = costOf(row, prices);
    const cells = [
      row.isCached ? 'from the cache' : row.status.toLowerCase(),
      duration((started ?? stopped) - created),
      started === undefined ? '' : duration(stopped - started),
      row.instance ?? '',
      size(row.cpus, row.memory),
      use === undefined ? '' : size(use.cpusMaximum, use.memoryMaximum),
    ];
    const price = cost === undefined || prices === undefined ? '' : dollars(cost);
    const enough =
      better === undefined
        ? '<td></td>'
        : `<td data-part="${RESIZE}${escaped(row.taskId)}" title="Write it into the source">${escaped(`${better.instance}: ${size(better.cpus, better.memory)}`)}</td>`;
    const name = row.attempt > 1 ? `${row.name} (attempt ${row.attempt})` : row.name;
    return `<tr><td data-part="${escaped(row.taskId)}">${escaped(name)}</td>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}${enough}<td>${price}</td></tr>`;
  });
  return `<table><thead><tr>${HEADS.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function size(cpus: number | undefined, memory: number | undefined): string {
  return [
    ...(cpus === undefined ? [] : [`${Math.round(cpus * 10) / 10} vCPU`]),
    ...(memory === undefined ? [] : [`${Math.round(memory * 10) / 10} GiB`]),
  ].join(', ');
}

function button(action: string, text: string, label = text): string {
  return `<button data-action="${action}" aria-label="${label}" title="${label}">${text}</button>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
