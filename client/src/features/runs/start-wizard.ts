import { answered, Cancelled, UserError } from '../../infrastructure/errors.ts';
import { baseName, folderName, stem, WORKFLOW_FILES, type Files } from '../../infrastructure/files.ts';
import { fillForm } from '../../infrastructure/form.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Choice, Prompts } from '../../infrastructure/prompts.ts';
import { scopeOf, type Account } from '../../omics/account.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { Named, Page, ParameterTemplate, WorkflowRef } from '../../omics/workflows-api.ts';
import { readParameters } from './parameter-file.ts';
import { findRunSettings } from './run-settings.ts';
import { settingsSources, type PlanPorts, type StartPlan } from './start-plan.ts';
import { optionFields, type RunOptions } from './run-options.ts';

export interface StartWizardPorts extends PlanPorts {
  readonly memory: Memory;
  /** A file of the workspace was chosen: it is started as from its code lens. */
  readonly planOfFile: (uri: string) => Promise<StartPlan>;
  /** The folder that new files go to. */
  readonly folder: () => string;
}

/** What was answered last, in this workspace and at this place. */
interface Remembered {
  readonly scope: string;
  readonly workflow?: WorkflowRef;
  readonly parameters?: string;
  readonly options?: RunOptions;
}

const MEMORY = 'startWizard';

/** A workflow that was chosen elsewhere, such as by its row in a view. */
export interface GivenWorkflow {
  readonly name: string;
  readonly ref: WorkflowRef;
}

/** Puts a run together by asking only for what is not known; what was answered last time stands first. */
export async function planOfWizard(ports: StartWizardPorts, given?: GivenWorkflow): Promise<StartPlan> {
  const { account, omics } = await ports.service();
  const last = recall(ports.memory, account);
  const source = given ? undefined : await chooseSource(ports);
  if (source?.kind === 'file') return ports.planOfFile(source.uri);
  const workflow = given ?? (await chooseWorkflow(source?.kind ?? 'private', last, omics, ports.prompts));
  // A row of a view is a version already, or the default one.
  const ref = given ? given.ref : await chooseVersion(workflow.ref, omics, ports.prompts);
  const { parameterTemplate } = await omics.describeWorkflow(ref);
  const parameterUri = await chooseParameters(workflow.name, parameterTemplate, last, ports);
  const settings = await findRunSettings(
    await settingsSources(parameterUri ?? `${ports.folder()}/run`, ports),
  );
  const sample = parameterUri === undefined ? '' : ` ${stem(parameterUri)}`;
  const title = workflow.name + sample;
  const options = await chooseOptions(
    title,
    { storageType: settings.storageType, ...last.options },
    omics,
    ports,
  );
  const parameters =
    parameterUri === undefined ? {} : (await readParameters(parameterUri, ports.files)).values;
  await ports.memory.update(MEMORY, {
    scope: scopeOf(account),
    workflow: ref,
    ...(parameterUri === undefined ? {} : { parameters: parameterUri }),
    options: withoutOneTime(options),
  } satisfies Remembered);
  const { name, storageType = settings.storageType, ...more } = options;
  return {
    title,
    uri: parameterUri,
    parameters: undefined,
    // Which workflow the file was written for is not known here: the template of the account's decides.
    checked: undefined,
    filled: [],
    workflow: undefined,
    name,
    content: { ...settings, storageType, parameters, more: { ...membersOf(ref), ...more } },
  };
}

function recall(memory: Memory, account: Account): Remembered {
  const last = memory.get<Remembered>(MEMORY);
  const scope = scopeOf(account);
  return last?.scope === scope ? last : { scope };
}

type Source =
  { readonly kind: 'file'; readonly uri: string } | { readonly kind: 'private' | 'ready2run' | 'shared' };

async function chooseSource({ files, prompts }: StartWizardPorts): Promise<Source> {
  const found = [...(await files.find(RUN_FILES)), ...(await files.find(WORKFLOW_FILES))];
  const choices: Choice<Source>[] = [
    { label: 'Workflow of the Account…', value: { kind: 'private' } },
    { label: 'Ready2Run Workflow…', value: { kind: 'ready2run' } },
    { label: 'Workflow Shared with the Account…', value: { kind: 'shared' } },
    ...found.slice(0, MOST_FILES).map((uri) => ({
      label: baseName(uri),
      description: baseName(folderName(uri)),
      value: { kind: 'file', uri } as const,
    })),
  ];
  return answered(await prompts.pick('Run what?', choices));
}

const RUN_FILES = '**/*.run.json';
/** Of a list that somebody reads. Files further down are started from their own lens. */
const MOST_FILES = 200;

interface ChosenWorkflow {
  readonly name: string;
  readonly ref: WorkflowRef;
}

async function chooseWorkflow(
  kind: 'private' | 'ready2run' | 'shared',
  last: Remembered,
  omics: OmicsApi,
  prompts: Pick<Prompts, 'pick'>,
): Promise<ChosenWorkflow> {
  const choices = kind === 'shared' ? await sharedChoices(omics) : await ownChoices(kind, omics);
  if (choices.length === 0) {
    throw new UserError({
      code: 'no-workflows',
      sentence:
        kind === 'shared'
          ? 'No workflow is shared with this account, or none was accepted.'
          : 'The account has no workflow here. Start a run from a workflow file: it is created then.',
    });
  }
  const isLast = ({ value }: Choice<ChosenWorkflow>) => value.ref.id === last.workflow?.id;
  const sorted = [...choices.filter(isLast), ...choices.filter((choice) => !isLast(choice))];
  return answered(await prompts.pick('Workflow', sorted));
}

async function ownChoices(kind: 'private' | 'ready2run', omics: OmicsApi): Promise<Choice<ChosenWorkflow>[]> {
  const type = kind === 'private' ? 'PRIVATE' : 'READY2RUN';
  const all = await pagesOf((token) => omics.listWorkflows(type, token));
  return all
    .filter(({ status }) => status === undefined || status === 'ACTIVE')
    .map(({ id, name = id }) => ({
      label: name,
      description: id,
      value: { name, ref: { id, ...(type === 'READY2RUN' ? { type } : {}) } },
    }));
}

async function sharedChoices(omics: OmicsApi): Promise<Choice<ChosenWorkflow>[]> {
  const all = await pagesOf((token) => omics.listSharedWorkflows(token));
  return all
    .filter(({ status }) => status === 'ACTIVE')
    .map(({ workflowId, shareName = workflowId, ownerId }) => ({
      label: shareName,
      description: `${workflowId} of ${ownerId}`,
      value: { name: shareName, ref: { id: workflowId, ownerId } },
    }));
}

/** Pages of a list to choose from: whoever has more knows the id and writes a run file. */
const MOST_PAGES = 10;

async function pagesOf<Item>(
  list: (token: string | undefined) => Promise<Page<Item>>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await list(token);
    items.push(...page.items);
    token = page.next;
    if (token === undefined) break;
  }
  return items;
}

/** Asked only where there are versions to choose from. */
async function chooseVersion(
  ref: WorkflowRef,
  omics: OmicsApi,
  prompts: Pick<Prompts, 'pick'>,
): Promise<WorkflowRef> {
  const versions = await pagesOf<Named>((token) =>
    omics.listWorkflowVersions(ref.id, token, undefined, ref.ownerId),
  );
  if (versions.length === 0) return ref;
  const chosen = answered(
    await prompts.pick<{ readonly versionName: string | undefined }>('Version', [
      { label: 'Default Version', value: { versionName: undefined } },
      ...versions.map(({ id, status }) => ({
        label: id,
        ...(status === undefined ? {} : { description: status }),
        value: { versionName: id },
      })),
    ]),
  );
  return chosen.versionName === undefined ? ref : { ...ref, versionName: chosen.versionName };
}

type ParameterChoice = { readonly kind: 'file'; readonly uri: string } | { readonly kind: 'create' | 'none' };

async function chooseParameters(
  name: string,
  template: ParameterTemplate,
  last: Remembered,
  { files, prompts, folder }: StartWizardPorts,
): Promise<string | undefined> {
  const required = Object.keys(template).filter((key) => template[key]?.optional !== true);
  const found = await parameterFiles(files);
  const sorted = [
    ...found.filter((uri) => uri === last.parameters),
    ...found.filter((uri) => uri !== last.parameters),
  ];
  const choices: Choice<ParameterChoice>[] = [
    ...sorted.map((uri) => ({
      label: baseName(uri),
      description: baseName(folderName(uri)),
      value: { kind: 'file', uri } as const,
    })),
    ...(Object.keys(template).length === 0
      ? []
      : [{ label: 'Create Parameter File…', value: { kind: 'create' } as const }]),
    ...(required.length > 0 ? [] : [{ label: 'Without Parameters', value: { kind: 'none' } as const }]),
  ];
  const [only] = choices;
  if (only?.value.kind === 'none') return undefined;
  const choice = answered(await prompts.pick(`Parameters for '${name}'`, choices));
  if (choice.kind === 'none') return undefined;
  if (choice.kind === 'file') {
    await files.save([choice.uri]);
    return choice.uri;
  }
  const wanted = required.length > 0 ? required : Object.keys(template);
  const text = `${JSON.stringify(Object.fromEntries(wanted.map((key) => [key, null])), null, 2)}\n`;
  await files.create(
    `${folder()}/${encodeURIComponent(name.replaceAll(/[^\w.-]+/g, '-'))}.params.json`,
    text,
  );
  // The file is open now and lacks its values: there is nothing to start yet.
  throw new Cancelled();
}

async function parameterFiles(files: Pick<Files, 'find'>): Promise<readonly string[]> {
  const json = await files.find('**/*.json');
  return json.filter((uri) => /(^|[./])(params|inputs?|parameters)\.json$/i.test(uri)).slice(0, MOST_FILES);
}

async function chooseOptions(
  title: string,
  before: RunOptions,
  omics: OmicsApi,
  { prompts }: StartWizardPorts,
): Promise<RunOptions> {
  let options = before;
  await fillForm(
    {
      title: `Start '${title}'`,
      submit: { label: '$(run) Start Run' },
      fields: () => optionFields(options, (next) => (options = next), omics, prompts),
    },
    prompts,
  );
  return options;
}

/** A name is of one run. */
function withoutOneTime({ name: _name, ...options }: RunOptions): RunOptions {
  return options;
}

function membersOf({ id, versionName, type, ownerId }: WorkflowRef): Readonly<Record<string, string>> {
  return {
    workflowId: id,
    ...(versionName === undefined ? {} : { workflowVersionName: versionName }),
    ...(type === 'READY2RUN' ? { workflowType: type } : {}),
    ...(ownerId === undefined ? {} : { workflowOwnerId: ownerId }),
  };
}
