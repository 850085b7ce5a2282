import type { Command } from '../../infrastructure/commands.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { ResourcesApi } from '../../omics/resources-api.ts';
import { askTags, type Tags } from '../../omics/tags-form.ts';

export interface TagCommandsPorts {
  readonly omics: () => Promise<Pick<ResourcesApi, 'listTags' | 'addTags' | 'removeTags'>>;
  readonly prompts: Prompts;
}

/** Shows and changes the tags of whatever has an ARN: a row of a view is the argument. */
export function tagCommands({ omics, prompts }: TagCommandsPorts): readonly Command[] {
  return [
    {
      name: 'omicsLens.editTags',
      action: 'change the tags',
      trust: 'needed',
      async run(argument) {
        const { arn, label } = taggedBy(argument);
        await editTags({ arn, label }, await omics(), prompts);
      },
    },
  ];
}

/** What is other than before is sent: what was added or changed, then what was taken away. */
export async function editTags(
  { arn, label }: { readonly arn: string; readonly label: string },
  omics: Pick<ResourcesApi, 'listTags' | 'addTags' | 'removeTags'>,
  prompts: Prompts,
): Promise<void> {
  const before = await omics.listTags(arn);
  const after = await askTags(`Tags of ${label}`, before, prompts);
  const { added, removed } = tagChanges(before, after);
  if (Object.keys(added).length > 0) await omics.addTags(arn, added);
  if (removed.length > 0) await omics.removeTags(arn, removed);
}

export function tagChanges(
  before: Tags,
  after: Tags,
): { readonly added: Tags; readonly removed: readonly string[] } {
  return {
    added: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
    removed: Object.keys(before).filter((key) => !(key in after)),
  };
}

function taggedBy(argument: unknown): { readonly arn: string; readonly label: string } {
  const row = typeof argument === 'object' && argument !== null ? argument : {};
  const value = ('value' in row && typeof row.value === 'object' && row.value !== null ? row.value : row) as {
    readonly arn?: unknown;
    readonly name?: unknown;
  };
  if (typeof value.arn === 'string' && value.arn !== '') {
    const label =
      typeof value.name === 'string' ? `'${value.name}'` : value.arn.slice(value.arn.lastIndexOf(':') + 1);
    return { arn: value.arn, label };
  }
  throw new UserError({
    code: 'nothing-to-tag',
    sentence: 'Tags belong to something: use the menu of a row in one of the views of Omics Lens.',
  });
}
