import { RUN_CACHE_FIELDS } from '@omics-lens/server/healthomics/resource-fields.ts';
import { answered } from '../../infrastructure/errors.ts';
import { askText, fillForm } from '../../infrastructure/form.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { fieldNamed, textIssue } from '../../omics/field-questions.ts';
import type { CacheBehavior, NewRunCache, RunCacheChange } from '../../omics/resources-api.ts';
import { confirmNotPersonal } from '../../omics/tags-form.ts';
import { behaviorText } from './resource-rows.ts';

/** Asks for everything about a new cache. */
export async function askNewCache(suggestion: string | undefined, prompts: Prompts): Promise<NewRunCache> {
  let place = suggestion;
  let owner: string | undefined;
  let rest: RunCacheChange = { cacheBehavior: 'CACHE_ON_FAILURE' };
  await fillForm(
    {
      title: 'New Run Cache',
      submit: { label: 'Create' },
      missing: () => (place === undefined ? 'Say where in S3 it is.' : undefined),
      fields: () => [
        {
          label: 'Place in S3',
          value: place,
          async edit() {
            place = await text('cacheS3Location', 'The place', place, prompts, 'required');
          },
        },
        ...cacheFields(rest, (next) => (rest = next), prompts),
        {
          label: 'Owner of the bucket',
          value: owner ?? 'your account',
          async edit() {
            owner = await text('cacheBucketOwnerId', 'The account', owner, prompts);
          },
        },
      ],
    },
    prompts,
  );
  return {
    ...rest,
    cacheS3Location: answered(place),
    ...(owner === undefined ? {} : { cacheBucketOwnerId: owner }),
  };
}

/** Asks for what can be changed of a cache: all but its place. */
export async function askCacheChange(
  before: { readonly label: string } & RunCacheChange,
  prompts: Prompts,
): Promise<RunCacheChange> {
  const { label, ...values } = before;
  let change: RunCacheChange = values;
  await fillForm(
    {
      title: `Run Cache '${label}'`,
      submit: { label: 'Save' },
      fields: () => cacheFields(change, (next) => (change = next), prompts),
    },
    prompts,
  );
  return Object.fromEntries(
    Object.entries(change).filter(([key, value]) => values[key as keyof RunCacheChange] !== value),
  );
}

function cacheFields(cache: RunCacheChange, set: (next: RunCacheChange) => void, prompts: Prompts) {
  return [
    {
      label: 'Behaviour',
      value: behaviorText(cache.cacheBehavior),
      async edit() {
        const cacheBehavior = answered(
          await prompts.pick<CacheBehavior>('When to keep the outputs of tasks', [
            {
              label: 'CACHE_ON_FAILURE',
              description: 'of runs that fail: the next run goes on where it failed',
              value: 'CACHE_ON_FAILURE',
            },
            {
              label: 'CACHE_ALWAYS',
              description: 'of all runs: for work on a task; longer exports and more storage',
              value: 'CACHE_ALWAYS',
            },
          ]),
        );
        set({ ...cache, cacheBehavior });
      },
    },
    {
      label: 'Name',
      value: cache.name,
      async edit() {
        const name = await text('name', 'The name', cache.name, prompts);
        await confirmNotPersonal([name], prompts);
        if (name !== undefined) set({ ...cache, name });
      },
    },
    {
      label: 'Description',
      value: cache.description,
      async edit() {
        const description = await text('description', 'The description', cache.description, prompts);
        if (description !== undefined) set({ ...cache, description });
      },
    },
  ];
}

function text(
  name: string,
  subject: string,
  value: string | undefined,
  prompts: Prompts,
  needed?: 'required',
): Promise<string | undefined> {
  const field = fieldNamed(RUN_CACHE_FIELDS, name);
  return askText(
    {
      title: subject.replace(/^The /, ''),
      prompt: field.doc,
      value,
      ...(field.example === undefined ? {} : { placeholder: field.example }),
      ...(needed ? { required: true as const } : {}),
      issue: (typed) => placeIssue(name, typed) ?? textIssue(field, subject, typed),
    },
    prompts,
  );
}

function placeIssue(name: string, typed: string): string | undefined {
  if (name !== 'cacheS3Location' || /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/|$)/.test(typed))
    return undefined;
  return "The place looks like 's3://bucket/folder/'.";
}
