import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import type {
  CheckPackageParams,
  CheckPackageResult,
  WorkflowResponse,
  WorkflowResult,
} from '@omics-lens/server/protocol/index.ts';
import { Cancelled, UserError } from '../../infrastructure/errors.ts';
import type { FileTree } from '../../infrastructure/file-tree.ts';
import { baseName, folderName, stem, type Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { scopeOf } from '../../omics/account.ts';
import type { Services } from '../../omics/session.ts';
import type { Named, StorageType, WorkflowsApi } from '../../omics/workflows-api.ts';
import { createDefinition, type CreateDefinitionPorts, type CreatedDefinition } from './create-definition.ts';
import { draftOfVersion, findCompanions, newDraft, type CreationDraft } from './creation-draft.ts';
import { count, fillCreationForm, type Namesake, type Packing } from './creation-form.ts';
import { findDefinitionFiles } from './definition-files.ts';
import type { GitInfo } from './git-info.ts';
import { formatBytes, needsS3, packFiles } from './pack.ts';

export interface CreateWorkflowPorts extends Omit<CreateDefinitionPorts, 'uploadFolder'> {
  readonly language: {
    workflow(uri: string): Promise<WorkflowResponse>;
    checkPackage(params: CheckPackageParams): Promise<CheckPackageResult>;
  };
  readonly files: Files;
  readonly tree: FileTree;
  readonly prompts: Prompts;
  readonly services: () => Promise<Pick<Services, 'account' | 'omics' | 'objects'>>;
  /** Milliseconds between two looks at what is being created. */
  readonly pause: (account: Services['account']) => number;
  readonly git: (uri: string) => Promise<GitInfo | undefined>;
  readonly uploadFolder: (uri: string) => Promise<string>;
  readonly defaults: (uri: string) => {
    readonly storageType: StorageType | undefined;
    readonly connectionArn: string | undefined;
  };
  /** Keeps the connection, so that it is asked for once. */
  readonly rememberConnection: (arn: string) => Promise<void>;
  /** Shows a text that cannot be changed. */
  readonly showText: (title: string, text: string) => Promise<void>;
  readonly showProblems: () => Promise<void>;
  readonly onCreated: (created: CreatedDefinition, name: string) => void;
}

/** Creates a workflow, or a version of one that is there, from the folder of the file that was clicked. */
export async function createWorkflow(
  clicked: string,
  ports: CreateWorkflowPorts,
): Promise<CreatedDefinition> {
  const { language, files, tree } = ports;
  const workflow = await language.workflow(clicked);
  if (!workflow) {
    throw new UserError({
      code: 'no-workflow',
      sentence: `'${baseName(clicked)}' holds no workflow and belongs to none. Open a workflow and try again.`,
    });
  }
  await files.save(workflow.files);
  const found = await findDefinitionFiles(workflow, {
    tree,
    readIfPresent: (uri) => files.readIfPresent(uri),
    folderOf: (uri) => files.folderOf(uri),
  });
  const packing = { files: found, packed: await packFiles(found, (uri) => files.read(uri)) };
  await confirmProblems(workflow, packing, ports);
  const companions = await findCompanions(folderName(workflow.uri), stem(workflow.uri), (uri) =>
    files.readIfPresent(uri),
  );
  const { storageType = 'DYNAMIC' } = ports.defaults(workflow.uri);
  const draft = newDraft(workflow, companions, { storageType });
  const template = { from: 'the workflow', value: workflow.parameterTemplate };
  return createFromDraft(draft, packing, { uri: workflow.uri, template }, ports);
}

/** The second half, for a definition from wherever: form, creation, and what to do next. */
export async function createFromDraft(
  start: CreationDraft,
  packing: Packing,
  own: { readonly uri: string; readonly template: CreationDraft['template'] },
  ports: CreateWorkflowPorts,
): Promise<CreatedDefinition> {
  const { prompts } = ports;
  const { account, omics, objects } = await ports.services();
  const git = await ports.git(own.uri);
  const { connectionArn } = ports.defaults(own.uri);
  const draft = await fillCreationForm(start, packing, {
    prompts,
    namesakes: (name) => findNamesakes(name, omics),
    asVersion: async (before, target) =>
      draftOfVersion(before, target, await omics.describeWorkflow({ id: target.workflowId })),
    showFiles: () => ports.showText(`${start.name} files.txt`, listing(packing)),
    ownTemplate: own.template,
    gitTag: git?.tag,
    repositoryDefaults: {
      connectionArn,
      fullName: git?.fullName,
      branch: git?.branch,
      tag: git?.tag,
      commit: git?.commit,
      main: git && pathInside(git.root, own.uri),
      readmePath: git && start.readme && pathInside(git.root, start.readme.uri),
    },
  });
  const connection = draft.repository?.repository.connectionArn;
  if (connection !== undefined && connection !== connectionArn) await ports.rememberConnection(connection);
  const created = await prompts.progress(`Creating '${draft.name}'`, (report, signal) =>
    createDefinition(
      draft,
      packing.packed,
      { omics, objects, scope: scopeOf(account), pause: ports.pause(account) },
      { ...ports, uploadFolder: () => ports.uploadFolder(own.uri) },
      report,
      signal,
    ),
  );
  ports.onCreated(created, draft.name);
  return created;
}

/** What the service would refuse, and errors in the files, before anything is sent. */
async function confirmProblems(
  workflow: WorkflowResult,
  { packed }: Packing,
  { language, prompts, showProblems }: CreateWorkflowPorts,
): Promise<void> {
  const { findings } = await language.checkPackage({
    uri: workflow.uri,
    sources: [needsS3(packed) ? 'definitionUri' : 'definitionZip'],
    zipBytes: packed.zip.length,
  });
  const serious = findings.filter(({ severity }) => severity === 'error');
  if (serious.length === 0 && workflow.errors === 0) return;
  const detail = [
    ...(workflow.errors === 0 ? [] : [`${count(workflow.errors, 'error')} in the workflow's files.`]),
    ...serious.map(({ message, note }) => `${message} ${note}`),
  ].join('\n');
  const show = 'Show Problems';
  const anyway = 'Create Anyway';
  const button = await prompts.decide(`Workflow '${workflow.name}' would not run.`, detail, [show, anyway]);
  if (button === anyway) return;
  if (button === show) await showProblems();
  throw new Cancelled();
}

/** Workflows of that name that can have versions, newest first. */
async function findNamesakes(name: string, omics: WorkflowsApi): Promise<readonly Namesake[]> {
  const found = (await omics.findWorkflows(name)).filter(({ status }) => status === 'ACTIVE');
  const newest = [...found].sort((a, b) => (b.creationTime ?? 0) - (a.creationTime ?? 0));
  return Promise.all(
    newest
      .slice(0, MOST_NAMESAKES)
      .map(async (workflow) => ({ workflow, versions: await versionsOf(workflow, omics) })),
  );
}

/** More of the same name are told apart by nobody. */
const MOST_NAMESAKES = 10;

async function versionsOf({ id }: Named, omics: WorkflowsApi): Promise<readonly string[]> {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const page = await omics.listWorkflowVersions(id, token);
    names.push(...page.items.map((version) => version.id));
    token = page.next;
  } while (token !== undefined && names.length < LIMITS.workflowVersions.value);
  return names;
}

/** Everything that is sent and everything that stays, with sizes. */
function listing({ files: { files, left }, packed }: Packing): string {
  const reasons = {
    secret: 'may hold secrets',
    git: 'version control',
    ignored: 'in .omicsignore',
    link: 'a link that leads out of the folder',
  };
  const lines = files.map(({ path, bytes }) =>
    `  ${path}  ${bytes === undefined ? '' : formatBytes(bytes)}`.trimEnd(),
  );
  return [
    `Sent: ${count(files.length, 'file')}, ${formatBytes(packed.bytes)}, packed ${formatBytes(packed.zip.length)}` +
      (needsS3(packed) ? ', by way of S3' : ''),
    ...lines,
    ...(left.length === 0 ? [] : ['', `Left out: ${count(left.length, 'file')}`]),
    ...left.map(({ path, why }) => `  ${path}  (${reasons[why]})`),
    '',
  ].join('\n');
}

function pathInside(root: string, uri: string): string | undefined {
  return uri.startsWith(`${root}/`) ? decodeURIComponent(uri.slice(root.length + 1)) : undefined;
}
