import { createHash } from 'node:crypto';
import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { throwIfAborted } from '../../infrastructure/errors.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { FileTree } from '../../infrastructure/file-tree.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Report } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import type { ObjectsApi } from '../../omics/objects-api.ts';
import type { Workflow, WorkflowsApi } from '../../omics/workflows-api.ts';
import { findDefinitionFiles } from './definition-files.ts';
import { keepKnown, readKnown } from './known-workflows.ts';
import { packFiles, type PackedDefinition } from './pack.ts';
import { definitionSource } from './send-definition.ts';
import { isUnderWay, untilActive, type SettlePorts } from './settle.ts';

export interface EnsureWorkflowPorts extends SettlePorts {
  readonly files: Pick<Files, 'read' | 'readIfPresent' | 'folderOf'>;
  readonly tree: FileTree;
  readonly memory: Memory;
  readonly journal: RequestJournal<{ readonly requestId: string }>;
  /** The folder in S3 for definitions that no request holds. */
  readonly uploadFolder: () => Promise<string>;
}

export interface EnsureWorkflowTarget {
  readonly omics: WorkflowsApi;
  readonly objects: ObjectsApi;
  /** Names endpoint, Region and profile: what was created there is known there only. */
  readonly scope: string;
  /** Milliseconds between two looks at a workflow that is being created. */
  readonly pause: number;
}

/**
 * The id of an ACTIVE workflow with exactly this definition. What this workspace created before is used again while it
 * is still there; a changed definition becomes a new workflow of the same name. A new version of the old workflow would
 * gain nothing here: a version inherits nothing, and old runs keep naming the definition that they ran in both cases.
 */
export async function ensureWorkflow(
  workflow: WorkflowResult,
  target: EnsureWorkflowTarget,
  ports: EnsureWorkflowPorts,
  report: Report,
  signal: AbortSignal,
): Promise<string> {
  report('Packing the workflow');
  const { files, tree } = ports;
  const definition = await findDefinitionFiles(workflow, {
    tree,
    readIfPresent: (uri) => files.readIfPresent(uri),
    folderOf: (uri) => files.folderOf(uri),
  });
  const packed = await packFiles(definition, (uri) => files.read(uri));
  throwIfAborted(signal);
  const { omics, pause } = target;
  const digest = workflowDigest(workflow, packed);
  const id =
    (await findKnown(digest, target, ports, signal)) ??
    (await create(workflow, { packed, digest }, target, ports, report, signal));
  const settling = {
    title: `Workflow '${workflow.name}'`,
    ask: (during: AbortSignal) => omics.getWorkflow(id, during),
    pause,
    uris: packed.uris,
  };
  await untilActive(settling, ports, report, signal);
  return id;
}

/** Equal for equal definitions: files, entry, engine, name and parameter template. */
export function workflowDigest(
  { name, engine, parameterTemplate }: Pick<WorkflowResult, 'name' | 'engine' | 'parameterTemplate'>,
  { digest }: Pick<PackedDefinition, 'digest'>,
): string {
  const parts = [name, engine, Object.entries(parameterTemplate).sort(), digest];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** One of them, if it is still the same: ids are used again, and a profile may have come to mean another account. */
async function findKnown(
  digest: string,
  { omics, scope }: EnsureWorkflowTarget,
  { memory }: EnsureWorkflowPorts,
  signal: AbortSignal,
): Promise<string | undefined> {
  for (const known of readKnown(memory)) {
    if (known.scope !== scope || known.digest !== digest) continue;
    const found = await getIfPresent(omics, known.id, signal);
    const isSame = found?.arn === known.arn && found.uuid === known.uuid;
    if (isSame && (found.status === 'ACTIVE' || isUnderWay(found))) return known.id;
  }
  return undefined;
}

async function create(
  workflow: WorkflowResult,
  { packed, digest }: { readonly packed: PackedDefinition; readonly digest: string },
  { omics, objects, scope }: EnsureWorkflowTarget,
  { memory, journal, uploadFolder }: EnsureWorkflowPorts,
  report: Report,
  signal: AbortSignal,
): Promise<string> {
  const source = await definitionSource(workflow.name, packed, { objects, uploadFolder }, report, signal);
  report(`Creating workflow '${workflow.name}'`);
  const created = await journal.send(
    `${scope}|${digest}`,
    (requestId) => ({ requestId }),
    ({ requestId }) =>
      omics.createWorkflow({
        requestId,
        name: workflow.name,
        engine: workflow.engine,
        main: packed.main,
        parameterTemplate: workflow.parameterTemplate,
        ...source,
      }),
  );
  await keepKnown(memory, { ...created, scope, digest });
  return created.id;
}

async function getIfPresent(
  omics: WorkflowsApi,
  id: string,
  signal: AbortSignal,
): Promise<Workflow | undefined> {
  try {
    return await omics.getWorkflow(id, signal);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}
