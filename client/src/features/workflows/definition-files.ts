import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type { FileTree } from '../../infrastructure/file-tree.ts';
import { createKeptBack, IGNORE_FILE, type KeptBack } from './kept-back.ts';

/** The files of a definition, and what was left out of it. */
export interface DefinitionFiles {
  /** The folder that is the root of the archive, without a slash at the end. */
  readonly root: string;
  /** Path of the entry inside the archive. */
  readonly main: string;
  /** In the order of their paths. */
  readonly files: readonly DefinitionFile[];
  readonly left: readonly { readonly path: string; readonly why: KeptBack }[];
}

export interface DefinitionFile {
  /** Inside the archive, with slashes. */
  readonly path: string;
  readonly uri: string;
  /** `undefined` where nobody knows before it is read. */
  readonly bytes: number | undefined;
  /** The entry needs it by name; others lie in folders that belong to the definition by convention. */
  readonly reached: boolean;
}

export interface DefinitionFilesPorts {
  readonly tree: FileTree;
  readonly readIfPresent: (uri: string) => Promise<Uint8Array | undefined>;
  /** The workspace folder that holds a file: links may lead everywhere inside it. */
  readonly folderOf: (uri: string) => string | undefined;
}

/**
 * What belongs to a definition: the files that the entry reaches, and those that lie where engines look for them.
 * Rejects with a `UserError` where a file that is needed must not go or cannot.
 */
export async function findDefinitionFiles(
  workflow: WorkflowResult,
  ports: DefinitionFilesPorts,
): Promise<DefinitionFiles> {
  const [missing] = workflow.unresolved;
  if (missing !== undefined) {
    throw new UserError({
      code: 'unresolved-import',
      sentence: `'${missing}' is imported and cannot be loaded, so workflow '${workflow.name}' is incomplete. Correct the import and try again.`,
    });
  }
  const reached = pathsFromCommonFolder(workflow.files);
  if (!reached) {
    throw new UserError({
      code: 'no-common-folder',
      sentence: `The files of workflow '${workflow.name}' have no folder in common, so they cannot be packed. Keep them in one workspace.`,
    });
  }
  const main = [...reached].find(([, uri]) => uri === workflow.uri)?.[0] ?? '';
  const root = rootOf(workflow.uri, main);
  const keptBack = createKeptBack(await readIgnoreFile(root, workflow.uri, ports));
  const insideOf = await boundary(root, workflow.uri, ports);

  const files = new Map<string, DefinitionFile>();
  const left: { readonly path: string; readonly why: KeptBack }[] = [];
  for (const [path, uri] of reached) {
    const why = keptBack(path) ?? ((await insideOf(uri)) ? undefined : 'link');
    if (why !== undefined) throw needed(path, why, workflow);
    files.set(path, { path, uri, bytes: await ports.tree.size(uri), reached: true });
  }
  for await (const { path, uri, kind } of conventional(workflow, reached, root, ports.tree)) {
    if (files.has(path)) continue;
    const why = keptBack(path) ?? (kind === 'link' && !(await insideOf(uri)) ? 'link' : undefined);
    const bytes = why === undefined ? await ports.tree.size(uri) : undefined;
    if (why !== undefined) left.push({ path, why });
    else if (bytes !== undefined) files.set(path, { path, uri, bytes, reached: false });
  }
  return { root, main, files: [...files.values()].sort(byPath), left };
}

/** Path to URI; `undefined` where the URIs share no folder. */
export function pathsFromCommonFolder(uris: readonly string[]): ReadonlyMap<string, string> | undefined {
  const parts = uris.map((uri) => uri.split('/'));
  const [first] = parts;
  if (!first) return undefined;
  const folders = parts.map((each) => each.slice(0, -1));
  let shared = 0;
  while (folders.every((folder) => shared < folder.length && folder[shared] === first[shared])) shared++;
  // `file:`, an empty authority and the root: with less in common they lie on different drives or hosts.
  if (shared < 3) return undefined;
  return new Map(
    parts.map((each, index) => [each.slice(shared).map(decodeURIComponent).join('/'), uris[index] ?? '']),
  );
}

/** What engines look for beside the entry, whether or not a file names it. */
const BESIDE_ENTRY: Readonly<Record<WorkflowResult['engine'], readonly string[]>> = {
  WDL: ['bin/'],
  WDL_LENIENT: ['bin/'],
  CWL: ['bin/'],
  NEXTFLOW: ['bin/', 'lib/', 'templates/', 'conf/', 'assets/', 'nextflow.config', 'nextflow_schema.json'],
};

/** What Nextflow looks for beside each module. */
const BESIDE_MODULE = ['templates/', 'resources/'];

interface Found {
  readonly path: string;
  readonly uri: string;
  readonly kind: 'file' | 'link';
}

async function* conventional(
  { engine, uri, files }: WorkflowResult,
  reached: ReadonlyMap<string, string>,
  root: string,
  tree: FileTree,
): AsyncGenerator<Found> {
  const folders = new Set([folderOf(uri)]);
  if (engine === 'NEXTFLOW') for (const file of files) folders.add(folderOf(file));
  for (const folder of folders) {
    const names = folder === folderOf(uri) ? BESIDE_ENTRY[engine] : BESIDE_MODULE;
    const entries = await tree.list(folder);
    for (const { name, kind } of entries) {
      const at = `${folder}/${encodeURIComponent(name)}`;
      const path = pathIn(root, at);
      if (path === undefined || reached.has(path)) continue;
      if (kind === 'folder' && names.includes(`${name}/`)) yield* everythingIn(at, path, tree);
      // A linked folder is followed nowhere: it could lead out, or in circles.
      else if (kind !== 'folder' && (names.includes(name) || names.includes(`${name}/`)))
        yield { path, uri: at, kind };
    }
  }
}

async function* everythingIn(folder: string, at: string, tree: FileTree): AsyncGenerator<Found> {
  for (const { name, kind } of await tree.list(folder)) {
    const uri = `${folder}/${encodeURIComponent(name)}`;
    const path = `${at}/${name}`;
    if (kind === 'folder') yield* everythingIn(uri, path, tree);
    else yield { path, uri, kind };
  }
}

/** Whether a path, with all links followed, ends inside the workspace or the definition's own folder. */
async function boundary(
  root: string,
  entry: string,
  { tree, folderOf: workspaceOf }: DefinitionFilesPorts,
): Promise<(uri: string) => Promise<boolean>> {
  const workspace = workspaceOf(entry);
  const roots = [root, ...(workspace !== undefined && root.startsWith(workspace) ? [workspace] : [])];
  const real = (await Promise.all(roots.map((each) => tree.real(each)))).filter((each) => each !== undefined);
  return async (uri) => {
    const target = await tree.real(uri);
    // What is on no disk has no links either.
    return target === undefined || real.some((folder) => target.startsWith(`${folder}/`));
  };
}

async function readIgnoreFile(
  root: string,
  entry: string,
  { readIfPresent }: DefinitionFilesPorts,
): Promise<string | undefined> {
  for (const folder of new Set([root, folderOf(entry)])) {
    const content = await readIfPresent(`${folder}/${IGNORE_FILE}`);
    if (content) return new TextDecoder().decode(content);
  }
  return undefined;
}

function needed(path: string, why: KeptBack, { name }: WorkflowResult): UserError {
  const reason: Readonly<Record<KeptBack, string>> = {
    secret: `'${path}' has the name of a file with secrets and is never sent, but workflow '${name}' needs it. Rename it if it holds none.`,
    git: `'${path}' belongs to version control and is never sent, but workflow '${name}' needs it. Move it elsewhere.`,
    ignored: `'${IGNORE_FILE}' leaves out '${path}', which workflow '${name}' needs. Take the line out of it.`,
    link: `'${path}' is a link that leads out of the folder, so it is not sent, but workflow '${name}' needs it. Copy the file into the folder.`,
  };
  return new UserError({ code: 'definition-file-kept-back', sentence: reason[why] });
}

function rootOf(uri: string, path: string): string {
  return uri.split('/').slice(0, -path.split('/').length).join('/');
}

function pathIn(root: string, uri: string): string | undefined {
  if (!uri.startsWith(`${root}/`)) return undefined;
  return uri
    .slice(root.length + 1)
    .split('/')
    .map(decodeURIComponent)
    .join('/');
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function byPath(a: DefinitionFile, b: DefinitionFile): number {
  return a.path < b.path ? -1 : 1;
}
