import { createHash } from 'node:crypto';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { UserError } from '../../infrastructure/errors.ts';

/** A workflow as it is sent. */
export interface PackedWorkflow {
  readonly zip: Uint8Array;
  /** Path of the entry inside the zip. */
  readonly main: string;
  /** Equal for equal definitions: files, entry, engine, name and parameter template. */
  readonly digest: string;
  /** Path inside the zip to URI, for messages of the service that name a file. */
  readonly uris: ReadonlyMap<string, string>;
}

/** The same for all files: the same definition must give the same bytes. ZIP knows no earlier time. */
const FILE_TIME = new Date(1980, 0, 1);

/**
 * Zips the files that the entry reaches, under their paths from the folder that holds them all, so that relative
 * imports stay true. Rejects with a `UserError` where that would not run.
 */
export async function packWorkflow(
  workflow: WorkflowResult,
  read: (uri: string) => Promise<Uint8Array>,
): Promise<PackedWorkflow> {
  const [missing] = workflow.unresolved;
  if (missing !== undefined) {
    throw new UserError({
      code: 'unresolved-import',
      sentence: `'${missing}' is imported and cannot be loaded, so workflow '${workflow.name}' is incomplete. Correct the import and try again.`,
    });
  }
  const paths = pathsFromCommonFolder(workflow.files);
  if (!paths) {
    throw new UserError({
      code: 'no-common-folder',
      sentence: `The files of workflow '${workflow.name}' have no folder in common, so they cannot be packed. Keep them in one workspace.`,
    });
  }
  const contents = await Promise.all(
    [...paths]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([path, uri]) => [path, await read(uri)] as const),
  );
  const { zipSync } = await import('fflate');
  const zip = zipSync(Object.fromEntries(contents), {
    level: 9,
    mtime: FILE_TIME,
    os: 3,
    attrs: 0o644 << 16,
  });
  if (zip.length > LIMITS.zipDirectBytes.value) throw tooLarge(workflow, zip.length);
  const main = [...paths].find(([, uri]) => uri === workflow.uri)?.[0] ?? '';
  return { zip, main, digest: digestOf(workflow, main, contents), uris: paths };
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

function tooLarge({ name }: WorkflowResult, bytes: number): UserError {
  const mebibytes = (value: number) => (value / 1024 ** 2).toFixed(1);
  return new UserError({
    code: 'definition-too-large',
    sentence: `Workflow '${name}' is ${mebibytes(bytes)} MiB when packed, and a request holds ${mebibytes(LIMITS.zipDirectBytes.value)} MiB. Move large files that are no definitions out of the workflow's imports.`,
  });
}

function digestOf(
  { name, engine, parameterTemplate }: WorkflowResult,
  main: string,
  contents: readonly (readonly [string, Uint8Array])[],
): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([name, engine, main, Object.entries(parameterTemplate).sort()]));
  for (const [path, content] of contents) hash.update(JSON.stringify([path, content.length])).update(content);
  return hash.digest('hex');
}
