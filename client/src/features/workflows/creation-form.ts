import { CREATE_WORKFLOW_FIELDS } from '@omics-lens/server/healthomics/create-workflow-fields.ts';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { answered } from '../../infrastructure/errors.ts';
import { baseName } from '../../infrastructure/files.ts';
import { askText, fillForm, type FormField } from '../../infrastructure/form.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { fieldNamed, textIssue, wholeNumber } from '../../omics/field-questions.ts';
import { roundedStorage } from '../../omics/static-storage.ts';
import { askTags, confirmNotPersonal, shownTags } from '../../omics/tags-form.ts';
import type { Engine, Named } from '../../omics/workflows-api.ts';
import { draftIssue, type CreationDraft, type CreationTarget } from './creation-draft.ts';
import type { DefinitionFiles } from './definition-files.ts';
import { formatBytes, type PackedDefinition } from './pack.ts';
import { askRepository, type RepositoryDefaults } from './repository-form.ts';
import { nextVersionName, versionNameIssue } from './version-name.ts';

/** A workflow of the same name, with the names of its versions. */
export interface Namesake {
  readonly workflow: Named;
  readonly versions: readonly string[];
}

export interface CreationFormPorts {
  readonly prompts: Prompts;
  readonly namesakes: (name: string) => Promise<readonly Namesake[]>;
  /** The draft with what a new version takes from its workflow. */
  readonly asVersion: (
    draft: CreationDraft,
    target: Extract<CreationTarget, { kind: 'version' }>,
  ) => Promise<CreationDraft>;
  readonly showFiles: () => Promise<void>;
  /** As the workflow itself has it, whatever stands in a file beside it. */
  readonly ownTemplate: CreationDraft['template'];
  readonly gitTag: string | undefined;
  readonly repositoryDefaults: RepositoryDefaults;
}

export interface Packing {
  readonly files: DefinitionFiles;
  readonly packed: PackedDefinition;
}

/** Shows everything that will be sent, lets each part be changed, and gives what was agreed on. */
export async function fillCreationForm(
  start: CreationDraft,
  { files, packed }: Packing,
  ports: CreationFormPorts,
): Promise<CreationDraft> {
  const { prompts } = ports;
  let namesakes = await ports.namesakes(start.name);
  let draft = await withTarget(start, namesakes, ports);
  const versions = () => versionsOf(draft.target, namesakes);
  const set = (change: Partial<CreationDraft>) => {
    draft = { ...draft, ...change };
  };
  const fields = (): readonly FormField[] => [
    {
      label: 'Name',
      value: draft.name,
      async edit() {
        const name = answered(
          await askText(
            {
              title: 'Name of the workflow',
              prompt: 'It shows up in logs: nothing personal belongs into it.',
              value: draft.name,
              required: true,
              issue: (text) => issueOf('name', 'The name', text),
            },
            prompts,
          ),
        );
        await confirmNotPersonal([name], prompts);
        namesakes = await ports.namesakes(name);
        draft = await withTarget({ ...draft, name, target: { kind: 'workflow' } }, namesakes, ports);
      },
    },
    {
      label: 'Create as',
      value: targetText(draft.target),
      async edit() {
        draft = await chooseTarget(draft, namesakes, ports);
      },
    },
    {
      label: 'Definition',
      value: draft.repository ? repositoryText(draft) : 'the files of this folder',
      async edit() {
        const from = answered(
          await prompts.pick('Where the definition comes from', [
            { label: 'The Files of This Folder', value: 'files' as const },
            {
              label: 'A Git Repository',
              description: 'through a connection of AWS CodeConnections',
              value: 'git' as const,
            },
          ]),
        );
        set({
          repository:
            from === 'files'
              ? undefined
              : await askRepository(draft.repository, ports.repositoryDefaults, prompts),
        });
      },
    },
    ...(draft.repository
      ? []
      : [
          {
            label: 'Files',
            value: `${count(files.files.length, 'file')}, ${formatBytes(packed.bytes)}, packed ${formatBytes(packed.zip.length)}`,
            ...(files.left.length === 0 ? {} : { hint: `${count(files.left.length, 'file')} left out` }),
            edit: () => ports.showFiles(),
          },
        ]),
    {
      label: 'Engine',
      value: draft.engine,
      async edit() {
        set({ engine: await choose(prompts, 'Engine', enginesBeside(draft.engine)) });
      },
    },
    {
      label: 'Description',
      value: draft.description,
      async edit() {
        set({
          description: await askText(
            {
              title: 'Description',
              prompt: 'What the workflow is for.',
              value: draft.description,
              issue: (text) => issueOf('description', 'The description', text),
            },
            prompts,
          ),
        });
      },
    },
    {
      label: 'Run storage',
      value: storageText(draft),
      async edit() {
        const storageType = await choose(prompts, 'Storage of runs that do not ask for another', [
          'DYNAMIC',
          'STATIC',
        ] as const);
        set({
          storageType,
          storageCapacity: storageType === 'STATIC' ? await askCapacity(draft, prompts) : undefined,
        });
      },
    },
    {
      label: 'Accelerators',
      value: draft.accelerators ?? 'none',
      async edit() {
        const answer = await choose(prompts, 'Accelerators', ['none', 'GPU'] as const);
        set({ accelerators: answer === 'GPU' ? 'GPU' : undefined });
      },
    },
    {
      label: 'Parameter template',
      value: templateText(draft.template),
      async edit() {
        const choices = [
          ...new Map([start.template, ports.ownTemplate].map((each) => [each.from, each])).values(),
        ];
        set({
          template: answered(
            await prompts.pick(
              'Parameter template',
              choices.map((value) => ({
                label: `From ${value.from}`,
                description: templateText(value),
                value,
              })),
            ),
          ),
        });
      },
    },
    {
      label: 'Registry map',
      value: draft.registryMap ? `from ${draft.registryMap.from}` : undefined,
      hint: "A file 'container-registry-map.json' beside the workflow is taken.",
      async edit() {
        const { registryMap } = start;
        set({
          registryMap: (await takeOrLeave('Registry map', registryMap?.from, prompts))
            ? registryMap
            : undefined,
        });
      },
    },
    {
      label: 'README',
      value: draft.repository?.readmePath ?? (draft.readme && baseName(draft.readme.uri)),
      hint: "A file 'README.md' beside the workflow is taken.",
      async edit() {
        const { readme } = start;
        const name = readme && baseName(readme.uri);
        set({ readme: (await takeOrLeave('README', name, prompts)) ? readme : undefined });
      },
    },
    {
      label: 'Tags',
      value: shownTags(draft.tags),
      async edit() {
        set({ tags: await askTags(`Tags of '${draft.name}'`, draft.tags, prompts) });
      },
    },
  ];
  await fillForm(
    {
      title: `Create Workflow '${start.name}'`,
      submit: { label: 'Create', description: 'Sends what stands below.' },
      fields,
      missing: () => draftIssue(draft, versions()),
    },
    prompts,
  );
  return draft;
}

/** A new version where there is a workflow of that name; the newest of them when there are several. */
async function withTarget(
  draft: CreationDraft,
  namesakes: readonly Namesake[],
  { asVersion, gitTag }: CreationFormPorts,
): Promise<CreationDraft> {
  const [newest] = namesakes;
  if (!newest) return draft;
  const versionName = nextVersionName(newest.versions, gitTag);
  return asVersion(draft, { kind: 'version', workflowId: newest.workflow.id, versionName });
}

async function chooseTarget(
  draft: CreationDraft,
  namesakes: readonly Namesake[],
  { prompts, asVersion, gitTag }: CreationFormPorts,
): Promise<CreationDraft> {
  const chosen = answered(
    await prompts.pick<Namesake | 'workflow'>('Create as', [
      { label: 'A New Workflow', value: 'workflow' },
      ...namesakes.map((namesake) => ({
        label: `A New Version of Workflow ${namesake.workflow.id}`,
        description: count(namesake.versions.length, 'version'),
        value: namesake,
      })),
    ]),
  );
  if (chosen === 'workflow') return { ...draft, target: { kind: 'workflow' } };
  const versionName = answered(
    await askText(
      {
        title: 'Name of the version',
        prompt: 'It cannot be changed later, and stands in ARNs.',
        value: nextVersionName(chosen.versions, gitTag),
        required: true,
        issue: (text) => versionNameIssue(text, chosen.versions),
      },
      prompts,
    ),
  );
  return asVersion(draft, { kind: 'version', workflowId: chosen.workflow.id, versionName });
}

async function takeOrLeave(title: string, name: string | undefined, prompts: Prompts): Promise<boolean> {
  return answered(
    await prompts.pick<{ readonly take: boolean }>(title, [
      ...(name === undefined ? [] : [{ label: `Take ${name}`, value: { take: true } }]),
      { label: 'None', value: { take: false } },
    ]),
  ).take;
}

function templateText({ from, value }: CreationDraft['template']): string {
  return `${count(Object.keys(value).length, 'parameter')}, from ${from}`;
}

async function askCapacity(draft: CreationDraft, prompts: Prompts): Promise<number | undefined> {
  const text = await askText(
    {
      title: 'Static storage in GiB',
      prompt: `HealthOmics gives 1,200 GiB or multiples of 2,400 GiB; empty means ${LIMITS.staticStorageDefaultGiB.value}.`,
      value: draft.storageCapacity === undefined ? undefined : String(draft.storageCapacity),
      issue: (value) => issueOf('storageCapacity', 'The size', value),
    },
    prompts,
  );
  return text === undefined ? undefined : roundedStorage(Number(wholeNumber(text)), prompts);
}

function issueOf(field: string, subject: string, text: string): string | undefined {
  return textIssue(fieldNamed(CREATE_WORKFLOW_FIELDS, field), subject, text);
}

async function choose<Value extends string>(
  prompts: Prompts,
  title: string,
  values: readonly Value[],
): Promise<Value> {
  return answered(
    await prompts.pick(
      title,
      values.map((value) => ({ label: value, value })),
    ),
  );
}

/** WDL has two engines; the files decide over everything else. */
function enginesBeside(engine: Engine): readonly Engine[] {
  return engine === 'WDL' || engine === 'WDL_LENIENT' ? ['WDL', 'WDL_LENIENT'] : [engine];
}

function versionsOf(target: CreationTarget, namesakes: readonly Namesake[]): readonly string[] {
  if (target.kind === 'workflow') return [];
  return namesakes.find(({ workflow }) => workflow.id === target.workflowId)?.versions ?? [];
}

function targetText(target: CreationTarget): string {
  return target.kind === 'workflow'
    ? 'new workflow'
    : `new version '${target.versionName}' of workflow ${target.workflowId}`;
}

function storageText({ storageType, storageCapacity }: CreationDraft): string {
  return storageType === 'STATIC'
    ? `STATIC, ${storageCapacity ?? LIMITS.staticStorageDefaultGiB.value} GiB`
    : storageType;
}

function repositoryText({ repository }: CreationDraft): string {
  const { fullRepositoryId, sourceReference } = repository?.repository ?? {};
  return [fullRepositoryId, sourceReference?.value].filter(Boolean).join(' at ');
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
