import { CREATE_WORKFLOW_FIELDS } from '@omics-lens/server/healthomics/create-workflow-fields.ts';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { confirmByTyping } from '../../infrastructure/confirm.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import { baseName } from '../../infrastructure/files.ts';
import { askText, fillForm } from '../../infrastructure/form.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { fieldNamed, textIssue, wholeNumber } from '../../omics/field-questions.ts';
import { roundedStorage } from '../../omics/static-storage.ts';
import { confirmNotPersonal } from '../../omics/tags-form.ts';
import type { StorageType, VersionChange, WorkflowsApi } from '../../omics/workflows-api.ts';
import type { WorkflowTarget } from './workflow-rows.ts';

export interface WorkflowActionPorts {
  readonly omics: WorkflowsApi;
  readonly prompts: Prompts;
}

/**
 * Deletes a workflow or one of its versions after its name was typed. The service wants versions gone before their
 * workflow: they are deleted first, and the question says so.
 */
export async function deleteWorkflow(
  target: WorkflowTarget,
  { omics, prompts }: WorkflowActionPorts,
): Promise<void> {
  const { id, versionName, name } = target;
  if (versionName !== undefined) {
    const title = `Delete Version '${versionName}'`;
    const what = 'Runs that use it go on; new runs cannot use it.';
    await confirmByTyping({ title, what, word: versionName }, prompts);
    return omics.deleteWorkflowVersion(id, versionName);
  }
  const versions = await allVersions(id, omics);
  const alsoVersions =
    versions.length === 0
      ? ''
      : ` Its ${versions.length === 1 ? 'version goes' : `${versions.length} versions go`} with it.`;
  const what = `Runs that use it go on; new runs cannot use it.${alsoVersions}`;
  await confirmByTyping({ title: `Delete Workflow '${name ?? id}'`, what, word: name ?? id }, prompts);
  await prompts.progress(`Deleting '${name ?? id}'`, async (report, signal) => {
    for (const [index, version] of versions.entries()) {
      if (signal.aborted) throw stopped(index, versions.length);
      report(`version ${index + 1} of ${versions.length}`);
      await omics.deleteWorkflowVersion(id, version);
    }
    await omics.deleteWorkflow(id);
  });
}

/** Changes what can be changed of a workflow or a version: all else makes a new version. */
export async function editDefaults(
  target: WorkflowTarget,
  {
    omics,
    prompts,
    readReadme,
  }: WorkflowActionPorts & {
    /** Lets the user choose a Markdown file; `undefined` when dismissed. */
    readonly readReadme: () => Promise<{ readonly uri: string; readonly text: string } | undefined>;
  },
): Promise<void> {
  const before = await omics.describeWorkflow(target);
  let name = before.name;
  let description = before.description;
  let storageType = before.storageType as StorageType | undefined;
  let capacity = before.storageCapacity;
  let readme: { readonly uri: string; readonly text: string } | undefined;
  const title =
    target.versionName === undefined
      ? `Workflow '${target.name ?? target.id}'`
      : `Version '${target.versionName}'`;
  const text = (field: string, subject: string, value: string | undefined) =>
    askText(
      {
        title: subject,
        prompt: fieldNamed(CREATE_WORKFLOW_FIELDS, field).doc,
        value,
        required: true,
        issue: (typed) => textIssue(fieldNamed(CREATE_WORKFLOW_FIELDS, field), subject, typed),
      },
      prompts,
    );
  await fillForm(
    {
      title: `Defaults of ${title}`,
      submit: { label: 'Save' },
      fields: () => [
        ...(target.versionName === undefined
          ? [
              {
                label: 'Name',
                value: name,
                async edit() {
                  const answer = await text('name', 'The name', name);
                  await confirmNotPersonal([answer], prompts);
                  name = answer;
                },
              },
            ]
          : []),
        {
          label: 'Description',
          value: description,
          async edit() {
            description = await text('description', 'The description', description);
          },
        },
        {
          label: 'Run storage',
          value: [
            storageType,
            ...(storageType === 'STATIC' && capacity !== undefined ? [`${capacity} GiB`] : []),
          ].join(', '),
          async edit() {
            const chosen = answered(
              await prompts.pick<StorageType>('Storage of runs that do not ask for another', [
                { label: 'DYNAMIC', value: 'DYNAMIC' },
                { label: 'STATIC', value: 'STATIC' },
              ]),
            );
            const gib =
              chosen === 'STATIC'
                ? await text(
                    'storageCapacity',
                    'The size in GiB',
                    String(capacity ?? LIMITS.staticStorageDefaultGiB.value),
                  )
                : undefined;
            storageType = chosen;
            capacity = gib === undefined ? undefined : roundedStorage(Number(wholeNumber(gib)), prompts);
          },
        },
        {
          label: 'README',
          value: readme ? `from ${baseName(readme.uri)}` : 'unchanged',
          async edit() {
            const found = await readReadme();
            if (found && Buffer.byteLength(found.text) > LIMITS.readmeBytes.value)
              throw readmeTooLarge(found.uri);
            readme = found ?? readme;
          },
        },
      ],
    },
    prompts,
  );
  const change: VersionChange = {
    ...(description !== undefined && description !== before.description ? { description } : {}),
    ...(storageType !== undefined && storageType !== before.storageType ? { storageType } : {}),
    ...(storageType === 'STATIC' && capacity !== undefined && capacity !== before.storageCapacity
      ? { storageType, storageCapacity: capacity }
      : {}),
    ...(readme ? { readmeMarkdown: readme.text } : {}),
  };
  const renamed = name !== undefined && name !== before.name ? { name } : {};
  if (Object.keys({ ...change, ...renamed }).length === 0) return;
  if (target.versionName === undefined) await omics.updateWorkflow(target.id, { ...change, ...renamed });
  else await omics.updateWorkflowVersion(target.id, target.versionName, change);
}

async function allVersions(id: string, omics: WorkflowsApi): Promise<readonly string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await omics.listWorkflowVersions(id, token);
    names.push(...page.items.map((version) => version.id));
    token = page.next;
  } while (token !== undefined);
  return names;
}

function stopped(done: number, total: number): UserError {
  return new UserError({
    code: 'deletion-stopped',
    sentence: `You stopped after ${done} of ${count(total, 'version')}. The workflow and its other versions are still there.`,
  });
}

function readmeTooLarge(uri: string): UserError {
  return new UserError({
    code: 'readme-too-large',
    sentence: `'${baseName(uri)}' is larger than the ${LIMITS.readmeBytes.value / 1024} KiB that HealthOmics takes. Shorten it, or move images elsewhere and link to them.`,
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
