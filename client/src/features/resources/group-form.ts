import { RUN_GROUP_FIELDS } from '@omics-lens/server/healthomics/resource-fields.ts';
import { askText, fillForm } from '../../infrastructure/form.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { fieldNamed, textIssue, wholeNumber } from '../../omics/field-questions.ts';
import type { RunGroupLimits } from '../../omics/resources-api.ts';
import { confirmNotPersonal } from '../../omics/tags-form.ts';

type LimitName = 'maxRuns' | 'maxCpus' | 'maxGpus' | 'maxDuration';

const LIMIT_LABELS: Readonly<Record<LimitName, string>> = {
  maxRuns: 'Runs at once',
  maxCpus: 'vCPUs at once',
  maxGpus: 'GPUs at once',
  maxDuration: 'Minutes of a run',
};

/** Asks for name and limits. The service changes a limit and cannot take one away: an existing one must stay one. */
export async function fillGroupForm(
  form: { readonly title: string; readonly submit: string },
  before: RunGroupLimits,
  prompts: Prompts,
): Promise<RunGroupLimits> {
  let group = before;
  const names = Object.keys(LIMIT_LABELS) as readonly LimitName[];
  await fillForm(
    {
      title: form.title,
      submit: { label: form.submit },
      fields: () => [
        {
          label: 'Name',
          value: group.name,
          async edit() {
            const field = fieldNamed(RUN_GROUP_FIELDS, 'name');
            const name = await askText(
              {
                title: 'Name',
                prompt: field.doc,
                value: group.name,
                ...(before.name === undefined ? {} : { required: true as const }),
                issue: (text) => textIssue(field, 'The name', text),
              },
              prompts,
            );
            await confirmNotPersonal([name], prompts);
            group = name === undefined ? without(group, 'name') : { ...group, name };
          },
        },
        ...names.map((limit) => ({
          label: LIMIT_LABELS[limit],
          value: group[limit]?.toString() ?? 'no limit',
          async edit() {
            const field = fieldNamed(RUN_GROUP_FIELDS, limit);
            const text = await askText(
              {
                title: LIMIT_LABELS[limit],
                prompt: `${field.doc}${before[limit] === undefined ? ' Empty: no limit.' : ''}`,
                value: group[limit]?.toString(),
                ...(before[limit] === undefined ? {} : { required: true as const }),
                issue: (typed) => textIssue(field, 'The limit', typed),
              },
              prompts,
            );
            group =
              text === undefined ? without(group, limit) : { ...group, [limit]: Number(wholeNumber(text)) };
          },
        })),
      ],
    },
    prompts,
  );
  return group;
}

/** Only what is other than before. */
export function groupChange(before: RunGroupLimits, after: RunGroupLimits): RunGroupLimits {
  const changed = Object.entries(after).filter(
    ([key, value]) => before[key as keyof RunGroupLimits] !== value,
  );
  return Object.fromEntries(changed);
}

function without(group: RunGroupLimits, key: keyof RunGroupLimits): RunGroupLimits {
  return Object.fromEntries(Object.entries(group).filter(([name]) => name !== key));
}
