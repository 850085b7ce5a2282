import type { SampleSheetParams, SampleSheetResult } from '@omics-lens/server/protocol/index.ts';
import type { Choice } from '../../infrastructure/prompts.ts';

/** What columns were said to stand for, by header. */
export type ColumnChoices = NonNullable<SampleSheetParams['columns']>;

/** What a column stands for, as people say it. */
export function meaningOf({ target, type }: Omit<SampleSheetResult['columns'][number], 'header'>): string {
  if (target === '-') return 'not used';
  if (target === 'runSettingId') return 'id of the run';
  if (target.startsWith('tag:')) return `tag '${target.slice('tag:'.length)}' of the run`;
  return type === undefined ? `'${target}' of the run` : `${target} (${type})`;
}

/** What a column may stand for; what it stands for now comes first. */
export function targetChoices(
  header: string,
  { columns, targets }: SampleSheetResult,
): readonly Choice<string>[] {
  const current = columns.find((column) => column.header === header)?.target ?? '-';
  const all = [...new Set([current, ...targets, `tag:${header}`, '-'])];
  return all.map((target) => {
    const owner = columns.find((column) => column.target === target && column.header !== header);
    return {
      label: labelOf(target),
      ...(target === current
        ? { description: 'now' }
        : owner && target !== '-'
          ? { description: `now column '${owner.header}'` }
          : {}),
      value: target,
    };
  });
}

/** The choices after one column was given a target: whichever column had it before is not used any more. */
export function assign(
  choices: ColumnChoices,
  header: string,
  target: string,
  { columns }: SampleSheetResult,
): ColumnChoices {
  const before = columns.filter((column) => target !== '-' && column.target === target);
  return {
    ...choices,
    ...Object.fromEntries(before.map((column) => [column.header, '-'])),
    [header]: target,
  };
}

function labelOf(target: string): string {
  if (target === '-') return 'Not used';
  if (target === 'runSettingId') return 'Id of the run';
  return target.startsWith('tag:') ? `Tag '${target.slice('tag:'.length)}' of the run` : target;
}
