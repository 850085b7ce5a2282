import { fieldIssue } from '@omics-lens/server/healthomics/field.ts';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { RESERVED_TAG_PREFIX, tagsField } from '@omics-lens/server/healthomics/tags.ts';
import { answered, Cancelled } from '../infrastructure/errors.ts';
import { fillForm, type FormField } from '../infrastructure/form.ts';
import type { Prompts } from '../infrastructure/prompts.ts';
import { personalData, personalDataWarning } from './personal-data.ts';

export type Tags = Readonly<Record<string, string>>;
type TagPrompts = Pick<Prompts, 'pick' | 'ask' | 'decide'>;

const FIELD = tagsField('tags', '');

/** Lets the user change tags, and warns of what looks personal. Rejects with `Cancelled` when dismissed. */
export async function askTags(title: string, before: Tags, prompts: TagPrompts): Promise<Tags> {
  let tags = before;
  await fillForm(
    {
      title,
      submit: { label: 'Done', description: PERSONAL },
      fields: () => [
        ...Object.entries(tags).map(([key, value]): FormField => ({
          label: key,
          value,
          async edit() {
            const what = answered(
              await prompts.pick(`Tag '${key}'`, [
                { label: 'Change Value', value: 'change' as const },
                { label: 'Remove', value: 'remove' as const },
              ]),
            );
            const others = Object.fromEntries(Object.entries(tags).filter(([each]) => each !== key));
            tags = what === 'remove' ? others : { ...tags, [key]: await askValue(key, value, prompts) };
          },
        })),
        {
          label: 'Add Tag…',
          value: `${Object.keys(tags).length} of ${LIMITS.tags.value}`,
          async edit() {
            const key = answered(
              await prompts.ask({
                title: 'Key of the tag',
                prompt: PERSONAL,
                validate: (text) => keyIssue(text, tags),
              }),
            ).trim();
            tags = { ...tags, [key]: await askValue(key, '', prompts) };
          },
        },
      ],
    },
    prompts,
  );
  return tags;
}

/** `team=lab, project=x`, for a line of a form. */
export function shownTags(tags: Tags): string | undefined {
  const pairs = Object.entries(tags).map(([key, value]) => (value === '' ? key : `${key}=${value}`));
  return pairs.length === 0 ? undefined : pairs.join(', ');
}

const PERSONAL = 'Tags stand in bills and logs: nothing personal belongs into them.';

async function askValue(key: string, value: string, prompts: TagPrompts): Promise<string> {
  const answer = answered(
    await prompts.ask({
      title: `Value of '${key}'`,
      prompt: 'May be empty.',
      value,
      validate: (text) => {
        const issue = FIELD.element && fieldIssue(FIELD.element, text);
        return issue === undefined ? undefined : `The value ${issue}.`;
      },
    }),
  ).trim();
  await confirmNotPersonal([key, answer], prompts);
  return answer;
}

/** Asks once more where a name or a tag looks like something about a person. */
export async function confirmNotPersonal(
  texts: readonly (string | undefined)[],
  prompts: Pick<Prompts, 'decide'>,
): Promise<void> {
  const what = personalData(...texts);
  if (what === undefined) return;
  const anyway = 'Use It Anyway';
  const shown = texts.filter(Boolean).join(' = ');
  if ((await prompts.decide(personalDataWarning(what), shown, [anyway])) !== anyway) throw new Cancelled();
}

function keyIssue(key: string, tags: Tags): string | undefined {
  const issue = FIELD.key && fieldIssue(FIELD.key, key);
  if (issue !== undefined) return `The key ${issue}.`;
  if (key.toLowerCase().startsWith(RESERVED_TAG_PREFIX)) return "Keys that begin with 'aws:' are reserved.";
  if (key in tags) return `There is a tag '${key}' already.`;
  return Object.keys(tags).length >= LIMITS.tags.value
    ? `A resource may have ${LIMITS.tags.value} tags.`
    : undefined;
}
