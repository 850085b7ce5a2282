import { ready2runByName } from '@omics-lens/server/healthomics/ready2run.ts';
import { duration, moment } from '../../infrastructure/readable.ts';
import type { WorkflowDetails } from '../../omics/workflows-api.ts';

/** Everything that is known of a workflow, as Markdown. Addresses that need no credentials are left out. */
export function workflowDocument(workflow: WorkflowDetails, readme: string | undefined): string {
  const title = workflow.name ?? `Workflow ${workflow.id}`;
  const version = workflow.versionName === undefined ? '' : `, version ${workflow.versionName}`;
  return [
    `# ${title}${version}`,
    '',
    ...(workflow.description === undefined ? [] : [workflow.description, '']),
    ...table(['', ''], facts(workflow)),
    ...saidBy(workflow),
    ...parameters(workflow),
    ...json('Container registry map', workflow.containerRegistryMap),
    ...json('Git repository', workflow.repository),
    ...(readme === undefined ? [] : ['## README', '', readme.trim(), '']),
  ].join('\n');
}

function facts(workflow: WorkflowDetails): readonly (readonly string[])[] {
  const published = workflow.type === 'READY2RUN' ? ready2runByName(workflow.name ?? '') : undefined;
  const storage = [
    workflow.storageType,
    ...(workflow.storageCapacity === undefined ? [] : [`${workflow.storageCapacity} GiB`]),
  ];
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Status', workflow.status],
    ['Workflow', workflow.id],
    ['Version', workflow.versionName],
    ['Type', workflow.type],
    ['Publisher', published?.publisher],
    ['Inputs up to', published && `${published.mostInputGiB} GiB, not adjustable`],
    ['Estimated duration', published && duration(published.minutes * 60_000)],
    ['Engine', workflow.engine],
    ['Main file', workflow.main],
    ['Run storage', storage.filter(Boolean).join(', ')],
    ['Accelerators', workflow.accelerators],
    ['Created', moment(workflow.creationTime)],
    ['Digest', workflow.digest],
    ['UUID', workflow.uuid],
    ['ARN', workflow.arn],
    ...Object.entries(workflow.tags).map(([key, value]) => [`Tag ${key}`, value] as const),
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function saidBy({ statusMessage }: WorkflowDetails): readonly string[] {
  const lines = statusMessage?.split(' | ').map((line) => `- ${line.trim()}`) ?? [];
  return lines.length === 0 ? [] : ['## What HealthOmics says', '', ...lines, ''];
}

function parameters({ parameterTemplate }: WorkflowDetails): readonly string[] {
  const rows = Object.entries(parameterTemplate).map(([name, { description = '', optional }]) => [
    `\`${name}\``,
    optional === true ? 'optional' : 'required',
    description,
  ]);
  if (rows.length === 0) return [];
  return ['## Parameters', '', ...table(['Name', '', 'Description'], rows)];
}

function json(title: string, value: unknown): readonly string[] {
  return value === undefined ? [] : [`## ${title}`, '', '```json', JSON.stringify(value, null, 2), '```', ''];
}

/** Columns stand under each other, also where nobody renders the Markdown; the last one may be long. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [head, ...rows].map((cells) => cells.map(cell));
  const widths = head.map((_, column) => Math.max(3, ...all.map((cells) => cells[column]?.length ?? 0)));
  const padded = (text: string, column: number) =>
    column === head.length - 1 ? text : text.padEnd(widths[column] ?? 0);
  const line = (cells: readonly string[]) => `| ${cells.map(padded).join(' | ')} |`;
  const rule = head.map((_, column) => '-'.repeat(column === head.length - 1 ? 3 : (widths[column] ?? 3)));
  return [line(all[0] ?? []), line(rule), ...all.slice(1).map(line), ''];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}
