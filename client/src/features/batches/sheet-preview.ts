import type { SampleSheetResult, WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { baseName } from '../../infrastructure/files.ts';
import { meaningOf } from './sheet-columns.ts';

/** Where values that no column gives come from. */
export interface SharedParameters {
  readonly uri: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is looked at before anything is written. */
export interface SheetPlan {
  readonly sheet: string;
  readonly workflow: WorkflowResult;
  readonly result: SampleSheetResult;
  /** The file that would be written. */
  readonly out: string;
  readonly shared: SharedParameters | undefined;
}

const SHOWN_PROBLEMS = 20;

/** The plan as Markdown that also reads well as plain text. */
export function previewText({ sheet, workflow, result, out, shared }: SheetPlan): string {
  return (
    [
      `# Batch of '${baseName(sheet)}' for workflow '${workflow.name}'`,
      `Nothing is written yet. The file would be '${baseName(out)}', beside the workflow.`,
      rowsSentence(result),
      ...problemLines(result),
      '## Columns',
      table(result),
      ...missingLines(result, shared),
      ...(result.preview.length === 0
        ? []
        : [
            result.runs > result.preview.length ? `## The first ${result.preview.length} runs` : '## Runs',
            `\`\`\`json\n${JSON.stringify(result.preview, undefined, 2)}\n\`\`\``,
          ]),
    ].join('\n\n') + '\n'
  );
}

/** Why nothing can be written; `undefined` when something can. */
export function obstacle({ rows, runs }: SampleSheetResult): string | undefined {
  if (rows === 0) return 'The sheet has no rows below its header.';
  if (runs === 0) return 'No row becomes a run.';
  const most = LIMITS.batchRuns.value;
  return runs > most
    ? `A batch holds at most ${number(most)} runs, and the sheet gives ${number(runs)}. Divide the sheet.`
    : undefined;
}

/** `48 runs`. */
export function runsText(runs: number): string {
  return `${number(runs)} ${runs === 1 ? 'run' : 'runs'}`;
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

function rowsSentence(result: SampleSheetResult): string {
  const { rows, runs } = result;
  const stop = obstacle(result);
  const left = rows - runs;
  const counts =
    left === 0
      ? `All ${number(rows)} rows become runs.`
      : `${number(runs)} of ${number(rows)} rows become runs.`;
  return [...(rows === 0 ? [] : [counts]), ...(stop === undefined ? [] : [stop])].join(' ');
}

function problemLines({ problems, moreProblems }: SampleSheetResult): readonly string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ line, message }) => `- Line ${line}: ${message}`);
  const rest = problems.length - shown.length + moreProblems;
  if (rest > 0) shown.push(`- and ${number(rest)} more`);
  return ['Rows that fail are left out:', shown.join('\n')];
}

function table({ columns }: SampleSheetResult): string {
  const rows = columns.map((column) => [cell(column.header), cell(meaningOf(column))] as const);
  return ['| Column | Becomes |', '| --- | --- |', ...rows.map(([a, b]) => `| ${a} | ${b} |`)].join('\n');
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

function missingLines(
  { missing }: SampleSheetResult,
  shared: SharedParameters | undefined,
): readonly string[] {
  const names = (list: readonly string[]) => list.map((name) => `'${name}'`).join(', ');
  const taken = Object.keys(shared?.values ?? {});
  return [
    ...(shared && taken.length > 0 ? [`All runs take ${names(taken)} from '${baseName(shared.uri)}'.`] : []),
    ...(missing.length > 0
      ? [
          `No column gives ${names(missing)}, which the workflow requires: all runs need them from 'defaultRunSetting'.`,
        ]
      : []),
  ];
}
