import type { FileTree } from '../../infrastructure/file-tree.ts';
import { Cancelled, UserError } from '../../infrastructure/errors.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import type { WorkflowDetails, WorkflowRef, WorkflowsApi } from '../../omics/workflows-api.ts';

/** What an exported folder holds beside the definition; *Import* reads the same names. */
export const EXPORTED = {
  settings: 'workflow.json',
  template: 'parameter-template.json',
  registryMap: 'container-registry-map.json',
  readme: 'README.md',
  /** The files of the definition, as they were sent. */
  definition: 'definition',
} as const;

/** What `workflow.json` holds, by the names of CreateWorkflow. */
export interface ExportedSettings {
  readonly name: string;
  readonly description?: string;
  readonly engine?: string;
  readonly main?: string;
  readonly storageType?: string;
  readonly storageCapacity?: number;
  readonly accelerators?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface ExportPorts {
  readonly omics: Pick<WorkflowsApi, 'describeWorkflow'>;
  readonly tree: FileTree;
  readonly prompts: Pick<Prompts, 'decide'>;
  /** Reads an address that the service gave out. */
  readonly download: (address: string, signal: AbortSignal) => Promise<Uint8Array>;
}

/** Nobody's pipeline is longer; a small archive can hold terabytes of nothing. */
const MOST_BYTES = 1024 ** 3;

/**
 * Writes definition, settings, template, registry map and README into a new folder below `parent`, whose URI it gives.
 * The folder can be imported again.
 */
export async function exportWorkflow(
  which: WorkflowRef,
  parent: string,
  { omics, tree, prompts, download }: ExportPorts,
  report: Report,
  signal: AbortSignal,
): Promise<string> {
  report('Asking for the workflow');
  const workflow = await omics.describeWorkflow(which, signal);
  // A version does not say the name of its workflow.
  const name =
    workflow.name ??
    (await omics.describeWorkflow({ ...which, versionName: undefined }, signal)).name ??
    which.id;
  if (workflow.definitionAddress === undefined) throw notExported(name);
  const folder = `${parent}/${encodeURIComponent(folderName(name, workflow.versionName))}`;
  if ((await tree.list(folder)).length > 0) await confirmReplacing(name, prompts);
  report('Reading the definition');
  const files = await unpack(await download(workflow.definitionAddress, signal));
  for (const [path, content] of files) {
    await tree.write(`${folder}/${EXPORTED.definition}/${uriPath(path)}`, content);
  }
  const write = (file: string, content: Uint8Array) => tree.write(`${folder}/${file}`, content);
  if (workflow.readmeAddress !== undefined) {
    await write(EXPORTED.readme, await download(workflow.readmeAddress, signal));
  }
  if (Object.keys(workflow.parameterTemplate).length > 0) {
    await write(EXPORTED.template, json(workflow.parameterTemplate));
  }
  if (workflow.containerRegistryMap) await write(EXPORTED.registryMap, json(workflow.containerRegistryMap));
  await write(EXPORTED.settings, json(settingsOf(name, workflow)));
  return folder;
}

function settingsOf(name: string, workflow: WorkflowDetails): ExportedSettings {
  const { description, engine, main, storageType, storageCapacity, accelerators, tags } = workflow;
  return {
    name,
    ...(description === undefined ? {} : { description }),
    ...(engine === undefined ? {} : { engine }),
    ...(main === undefined ? {} : { main }),
    ...(storageType === undefined ? {} : { storageType }),
    ...(storageCapacity === undefined ? {} : { storageCapacity }),
    ...(accelerators === undefined ? {} : { accelerators }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
  };
}

async function unpack(zip: Uint8Array): Promise<readonly (readonly [path: string, content: Uint8Array])[]> {
  const { unzipSync } = await import('./zip.ts');
  let bytes = 0;
  const files = unzipSync(zip, {
    filter({ name, originalSize }) {
      if (name.endsWith('/')) return false;
      bytes += originalSize;
      if (bytes > MOST_BYTES) throw damaged('it holds more than 1 GiB');
      // Such a path would be written outside of the folder.
      if (name.startsWith('/') || /^[A-Za-z]:|\\/.test(name) || name.split('/').includes('..'))
        throw damaged(`it holds the path '${name}'`);
      return true;
    },
  });
  return Object.entries(files);
}

async function confirmReplacing(name: string, prompts: Pick<Prompts, 'decide'>): Promise<void> {
  const replace = 'Replace Files';
  const detail = 'Files of the same names are replaced, and others stay.';
  const button = await prompts.decide(`There is a folder for '${name}' already.`, detail, [replace]);
  if (button !== replace) throw new Cancelled();
}

function notExported(name: string): UserError {
  return new UserError({
    code: 'not-exportable',
    sentence: `HealthOmics gives out no definition of '${name}'. Only workflows of your own account can be exported.`,
  });
}

function damaged(why: string): UserError {
  return new UserError({
    code: 'definition-damaged',
    sentence: `The definition is not written, because ${why}. Look at it in the AWS console.`,
  });
}

/** What every file system takes. */
function folderName(name: string, versionName: string | undefined): string {
  const whole = versionName === undefined ? name : `${name} ${versionName}`;
  return whole.replace(/[<>:"/\\|?*\p{Cc}]+/gu, '-').replace(/^\.+|[. ]+$/g, '') || 'workflow';
}

function uriPath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
