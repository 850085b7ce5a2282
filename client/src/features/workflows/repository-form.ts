import { CREATE_WORKFLOW_FIELDS } from '@omics-lens/server/healthomics/create-workflow-fields.ts';
import { DEFINITION_REPOSITORY_FIELDS } from '@omics-lens/server/healthomics/resource-fields.ts';
import { answered } from '../../infrastructure/errors.ts';
import { askText } from '../../infrastructure/form.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { fieldNamed, listIssue, textIssue } from '../../omics/field-questions.ts';
import type { DefinitionRepository } from '../../omics/workflows-api.ts';
import type { RepositorySource } from './creation-draft.ts';

/** What is known of the repository before anybody is asked. */
export interface RepositoryDefaults {
  readonly connectionArn: string | undefined;
  readonly fullName: string | undefined;
  readonly branch: string | undefined;
  readonly tag: string | undefined;
  readonly commit: string | undefined;
  /** Paths inside the repository. */
  readonly main: string | undefined;
  readonly readmePath: string | undefined;
}

type Reference = NonNullable<DefinitionRepository['sourceReference']>;

/** Asks for connection, repository, what to take from it and the main file, in this order. */
export async function askRepository(
  before: RepositorySource | undefined,
  defaults: RepositoryDefaults,
  prompts: Pick<Prompts, 'ask' | 'pick'>,
): Promise<RepositorySource> {
  const ask = (name: string, subject: string, value: string | undefined) => {
    const field = fieldNamed(DEFINITION_REPOSITORY_FIELDS, name);
    return askText(
      {
        title: subject,
        prompt: field.doc,
        value,
        ...(field.example === undefined ? {} : { placeholder: field.example }),
        ...(field.required ? { required: true as const } : {}),
        issue: (text) => textIssue(field, subject, text),
      },
      prompts,
    );
  };
  const known = before?.repository;
  const connectionArn = answered(
    await ask('connectionArn', 'ARN of the connection', known?.connectionArn ?? defaults.connectionArn),
  );
  const fullRepositoryId = answered(
    await ask('fullRepositoryId', 'Repository', known?.fullRepositoryId ?? defaults.fullName),
  );
  const sourceReference = await askReference(defaults, ask, prompts);
  const excluded = fieldNamed(DEFINITION_REPOSITORY_FIELDS, 'excludeFilePatterns');
  const patterns = await askText(
    {
      title: 'Files to leave out',
      prompt: 'Globs with commas between, such as tests/, *.jpeg; empty means none.',
      value: known?.excludeFilePatterns?.join(', '),
      issue: (text) => listIssue(excluded, 'The list', commaList(text)),
    },
    prompts,
  );
  const path = (title: string, prompt: string, value: string | undefined) =>
    askText(
      {
        title,
        prompt,
        value,
        issue: (text) => textIssue(fieldNamed(CREATE_WORKFLOW_FIELDS, 'readmePath'), 'The path', text),
      },
      prompts,
    );
  return {
    repository: {
      connectionArn,
      fullRepositoryId,
      ...(sourceReference === undefined ? {} : { sourceReference }),
      ...(patterns === undefined ? {} : { excludeFilePatterns: commaList(patterns) }),
    },
    main: await path('Main file', 'Its path in the repository.', before?.main ?? defaults.main),
    readmePath: await path(
      'README',
      'Its path in the repository; empty takes the README.md at the root.',
      before?.readmePath ?? defaults.readmePath,
    ),
    parameterTemplatePath: await path(
      'Parameter template',
      'Its path in the repository; empty takes what the form says.',
      before?.parameterTemplatePath,
    ),
  };
}

async function askReference(
  { branch, tag, commit }: RepositoryDefaults,
  ask: (name: string, subject: string, value: string | undefined) => Promise<string | undefined>,
  prompts: Pick<Prompts, 'pick'>,
): Promise<Reference | undefined> {
  const type = answered(
    await prompts.pick<Reference['type'] | 'default'>('What to take', [
      ...(tag === undefined ? [] : [{ label: 'Tag', description: tag, value: 'TAG' as const }]),
      { label: 'Branch', ...(branch === undefined ? {} : { description: branch }), value: 'BRANCH' },
      { label: 'Commit', ...(commit === undefined ? {} : { description: commit }), value: 'COMMIT' },
      ...(tag === undefined ? [{ label: 'Tag', value: 'TAG' as const }] : []),
      { label: 'Newest Commit of the Default Branch', value: 'default' },
    ]),
  );
  if (type === 'default') return undefined;
  const value = await ask('value', type.toLowerCase(), { BRANCH: branch, TAG: tag, COMMIT: commit }[type]);
  return value === undefined ? undefined : { type, value };
}

function commaList(text: string): readonly string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
