import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { UserError } from '../../infrastructure/errors.ts';
import { baseName } from '../../infrastructure/files.ts';
import type {
  DefinitionRepository,
  DefinitionSettings,
  Engine,
  ParameterTemplate,
  StorageType,
  WorkflowDetails,
} from '../../omics/workflows-api.ts';
import { versionNameIssue } from './version-name.ts';

/** What will be created, while the user looks it over. */
export interface CreationDraft {
  readonly name: string;
  readonly target: CreationTarget;
  readonly engine: Engine;
  readonly description: string | undefined;
  readonly storageType: StorageType;
  /** GiB, of static storage. */
  readonly storageCapacity: number | undefined;
  readonly accelerators: 'GPU' | undefined;
  readonly readme: FoundText | undefined;
  /** Of the folder's own file, or as the language server reads it from the workflow. */
  readonly template: { readonly from: string; readonly value: ParameterTemplate };
  readonly registryMap:
    { readonly from: string; readonly value: Readonly<Record<string, unknown>> } | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly repository: RepositorySource | undefined;
}

/** A new workflow, or a new version of one that is there. */
export type CreationTarget =
  | { readonly kind: 'workflow' }
  | { readonly kind: 'version'; readonly workflowId: string; readonly versionName: string };

export interface FoundText {
  readonly uri: string;
  readonly text: string;
}

/** A definition that the service fetches from Git itself. */
export interface RepositorySource {
  readonly repository: DefinitionRepository;
  /** Paths inside the repository. */
  readonly main: string | undefined;
  readonly readmePath: string | undefined;
  readonly parameterTemplatePath: string | undefined;
}

/** Files beside a workflow that say how it is created. */
export interface CompanionFiles {
  readonly template: FoundText | undefined;
  readonly registryMap: FoundText | undefined;
  readonly readme: FoundText | undefined;
}

const READMES = ['README.md', 'readme.md'];

/** `stem` is the name of the workflow's file without its ending: files that are named after it go first. */
export async function findCompanions(
  folder: string,
  stem: string | undefined,
  read: (uri: string) => Promise<Uint8Array | undefined>,
): Promise<CompanionFiles> {
  const own = (name: string) => (stem === undefined ? [] : [`${stem}.${name}`]);
  const find = async (names: readonly string[]): Promise<FoundText | undefined> => {
    for (const name of names) {
      const uri = `${folder}/${encodeURIComponent(name)}`;
      const content = await read(uri);
      if (content) return { uri, text: new TextDecoder().decode(content) };
    }
    return undefined;
  };
  const template = 'parameter-template.json';
  const map = 'container-registry-map.json';
  return {
    template: await find([...own(template), ...own('template.json'), template, 'parameter_template.json']),
    registryMap: await find([...own(map), ...own('registry-map.json'), map, 'registry-map.json']),
    readme: await find(READMES),
  };
}

/** What a version starts from: a version inherits nothing, so it is given what its workflow has. */
export type Predecessor = Pick<
  WorkflowDetails,
  'description' | 'storageType' | 'storageCapacity' | 'accelerators' | 'containerRegistryMap' | 'tags'
>;

export function newDraft(
  workflow: Pick<WorkflowResult, 'name' | 'engine' | 'parameterTemplate'>,
  companions: CompanionFiles,
  defaults: { readonly storageType: StorageType },
): CreationDraft {
  const { readme } = companions;
  if (readme && Buffer.byteLength(readme.text) > LIMITS.readmeBytes.value) {
    throw new UserError({
      code: 'readme-too-large',
      sentence: `'${baseName(readme.uri)}' is larger than the ${LIMITS.readmeBytes.value / 1024} KiB that HealthOmics takes. Shorten it, or move images elsewhere and link to them.`,
      nextStep: { label: 'Open File', command: 'vscode.open', arguments: [readme.uri] },
    });
  }
  return {
    name: workflow.name,
    target: { kind: 'workflow' },
    engine: workflow.engine,
    description: undefined,
    storageType: defaults.storageType,
    storageCapacity: undefined,
    accelerators: undefined,
    readme,
    template: companions.template
      ? { from: baseName(companions.template.uri), value: templateOf(companions.template) }
      : { from: 'the workflow', value: workflow.parameterTemplate },
    registryMap: companions.registryMap && {
      from: baseName(companions.registryMap.uri),
      value: jsonObject(companions.registryMap),
    },
    tags: {},
    repository: undefined,
  };
}

export function draftOfVersion(
  draft: CreationDraft,
  target: Extract<CreationTarget, { kind: 'version' }>,
  before: Predecessor,
): CreationDraft {
  const { storageType, accelerators, containerRegistryMap } = before;
  return {
    ...draft,
    target,
    description: draft.description ?? before.description,
    storageType: storageType === 'STATIC' || storageType === 'DYNAMIC' ? storageType : draft.storageType,
    storageCapacity: storageType === 'STATIC' ? before.storageCapacity : undefined,
    accelerators: draft.accelerators ?? (accelerators === 'GPU' ? 'GPU' : undefined),
    registryMap:
      draft.registryMap ?? (containerRegistryMap && { from: 'the workflow', value: containerRegistryMap }),
    tags: { ...before.tags, ...draft.tags },
  };
}

/** Everything of the request but its definition, target and token. */
export function settingsOf(draft: CreationDraft, main: string): DefinitionSettings {
  const { repository } = draft;
  const entry = repository ? repository.main : main;
  return {
    engine: draft.engine,
    ...(entry ? { main: entry } : {}),
    ...(draft.description === undefined ? {} : { description: draft.description }),
    // One that lies in the repository is named by its path.
    ...(repository?.parameterTemplatePath === undefined ? { parameterTemplate: draft.template.value } : {}),
    storageType: draft.storageType,
    ...(draft.storageType === 'STATIC' && draft.storageCapacity !== undefined
      ? { storageCapacity: draft.storageCapacity }
      : {}),
    ...(draft.accelerators === undefined ? {} : { accelerators: draft.accelerators }),
    ...(draft.registryMap === undefined ? {} : { containerRegistryMap: draft.registryMap.value }),
    ...readmeOf(draft),
    ...(Object.keys(draft.tags).length === 0 ? {} : { tags: draft.tags }),
  };
}

/** What keeps the draft from being sent, as a sentence. */
export function draftIssue({ target }: CreationDraft, versions: readonly string[]): string | undefined {
  return target.kind === 'version' ? versionNameIssue(target.versionName, versions) : undefined;
}

function readmeOf({
  readme,
  repository,
}: CreationDraft): Pick<DefinitionSettings, 'readmeMarkdown' | 'readmePath'> {
  if (repository?.readmePath !== undefined) return { readmePath: repository.readmePath };
  return readme === undefined ? {} : { readmeMarkdown: readme.text };
}

function templateOf(file: FoundText): ParameterTemplate {
  return jsonObject(file) as ParameterTemplate;
}

function jsonObject({ uri, text }: FoundText): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
  } catch {
    // Said below, in the same words.
  }
  throw new UserError({
    code: 'companion-invalid',
    sentence: `'${baseName(uri)}' is no JSON object. Correct it, or rename it so that it is not taken.`,
    nextStep: { label: 'Open File', command: 'vscode.open', arguments: [uri] },
  });
}
