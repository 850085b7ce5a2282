import { createHash } from 'node:crypto';
import { throwIfAborted, UserError } from '../../infrastructure/errors.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Report } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import type { ObjectsApi } from '../../omics/objects-api.ts';
import type { DefinitionSource, Workflow, WorkflowsApi } from '../../omics/workflows-api.ts';
import { settingsOf, type CreationDraft, type CreationTarget } from './creation-draft.ts';
import { workflowDigest } from './ensure-workflow.ts';
import { keepKnown } from './known-workflows.ts';
import type { PackedDefinition } from './pack.ts';
import { definitionSource } from './send-definition.ts';
import { untilActive, type SettlePorts } from './settle.ts';
import {
  findUnfinished,
  forgetUnfinished,
  keepUnfinished,
  type UnfinishedCreation,
} from './unfinished-creations.ts';

/** What is written down before a creation is sent: with the same token the same thing is asked for again. */
export interface PendingCreation {
  readonly requestId: string;
  readonly target: CreationTarget;
}

export interface CreateDefinitionPorts extends SettlePorts {
  readonly memory: Memory;
  readonly journal: RequestJournal<PendingCreation>;
  readonly uploadFolder: () => Promise<string>;
}

export interface CreateDefinitionTarget {
  readonly omics: WorkflowsApi;
  readonly objects: ObjectsApi;
  /** Names endpoint, Region and profile. */
  readonly scope: string;
  /** Milliseconds between two looks at what is being created. */
  readonly pause: number;
}

export interface CreatedDefinition {
  readonly workflowId: string;
  readonly versionName: string | undefined;
  readonly arn: string;
  readonly state: Workflow;
}

type CreatedNow = Omit<CreatedDefinition, 'state'>;

/**
 * Creates a workflow or a version and waits until it can be run. One action of the user makes one of them: a token is
 * written down before anything is sent, and used again until the answer is known, also after a reload of the window.
 */
export async function createDefinition(
  draft: CreationDraft,
  packed: PackedDefinition,
  target: CreateDefinitionTarget,
  ports: CreateDefinitionPorts,
  report: Report,
  signal: AbortSignal,
): Promise<CreatedDefinition> {
  const { omics, scope, pause } = target;
  const { memory } = ports;
  const key = creationKey(scope, draft, packed);
  const created =
    (await stillThere(findUnfinished(memory, key), omics, signal)) ??
    (await createNow(draft, packed, target, ports, report, signal));
  const { workflowId, versionName, arn } = created;
  await keepUnfinished(memory, {
    key,
    workflowId,
    arn,
    ...(versionName === undefined ? {} : { versionName }),
  });
  const title =
    versionName === undefined
      ? `Workflow '${draft.name}'`
      : `Version '${versionName}' of workflow '${draft.name}'`;
  const settling = {
    title,
    ask: (during: AbortSignal) => stateOf(created, omics, during),
    pause,
    uris: draft.repository ? new Map<string, string>() : packed.uris,
  };
  try {
    const state = await untilActive(settling, ports, report, signal);
    await forgetUnfinished(memory, key);
    if (versionName === undefined && !draft.repository)
      await keepForRuns(draft, packed, state, scope, memory);
    return { ...created, state };
  } catch (error) {
    // It has failed for good: the same wish would have to be created anew.
    if (error instanceof UserError) await forgetUnfinished(memory, key);
    throw error;
  }
}

/** Equal for equal wishes, whether they become a workflow or a version: that was decided with the first sending. */
export function creationKey(scope: string, draft: CreationDraft, packed: PackedDefinition): string {
  const definition = draft.repository ?? packed.digest;
  const wish = [scope, draft.name, definition, settingsOf(draft, packed.main)];
  return createHash('sha256').update(JSON.stringify(wish)).digest('hex');
}

async function createNow(
  draft: CreationDraft,
  packed: PackedDefinition,
  target: CreateDefinitionTarget,
  ports: CreateDefinitionPorts,
  report: Report,
  signal: AbortSignal,
): Promise<CreatedNow> {
  const source = await sourceOf(draft, packed, target, ports, report, signal);
  // The last moment at which nothing has been created.
  throwIfAborted(signal);
  return send(draft, { packed, source }, target, ports, report);
}

/** What waiting broke off for, unless it was deleted meanwhile. */
async function stillThere(
  unfinished: UnfinishedCreation | undefined,
  omics: WorkflowsApi,
  signal: AbortSignal,
): Promise<CreatedNow | undefined> {
  if (!unfinished) return undefined;
  const { workflowId, versionName, arn } = unfinished;
  try {
    const state = await stateOf({ workflowId, versionName, arn }, omics, signal);
    return state.arn === arn ? { workflowId, versionName, arn } : undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function stateOf(
  { workflowId, versionName }: CreatedNow,
  omics: WorkflowsApi,
  signal: AbortSignal,
): Promise<Workflow> {
  return versionName === undefined
    ? omics.getWorkflow(workflowId, signal)
    : omics.describeWorkflow({ id: workflowId, versionName }, signal);
}

/** A run that is started from the file uses what was just made of it. */
async function keepForRuns(
  draft: CreationDraft,
  packed: PackedDefinition,
  { id, arn, uuid }: Workflow,
  scope: string,
  memory: Memory,
): Promise<void> {
  const { name, engine, template } = draft;
  const digest = workflowDigest({ name, engine, parameterTemplate: template.value }, packed);
  await keepKnown(memory, { scope, digest, id, arn, uuid });
}

async function sourceOf(
  { name, repository }: CreationDraft,
  packed: PackedDefinition,
  { objects }: CreateDefinitionTarget,
  { uploadFolder }: CreateDefinitionPorts,
  report: Report,
  signal: AbortSignal,
): Promise<DefinitionSource> {
  if (repository) {
    const { parameterTemplatePath } = repository;
    return {
      definitionRepository: repository.repository,
      ...(parameterTemplatePath === undefined ? {} : { parameterTemplatePath }),
    };
  }
  return definitionSource(name, packed, { objects, uploadFolder }, report, signal);
}

async function send(
  draft: CreationDraft,
  { packed, source }: { readonly packed: PackedDefinition; readonly source: DefinitionSource },
  { omics, scope }: CreateDefinitionTarget,
  { journal }: CreateDefinitionPorts,
  report: Report,
): Promise<CreatedNow> {
  const settings = settingsOf(draft, packed.main);
  return journal.send(
    creationKey(scope, draft, packed),
    (requestId): PendingCreation => ({ requestId, target: draft.target }),
    async ({ requestId, target }) => {
      if (target.kind === 'workflow') {
        report(`Creating workflow '${draft.name}'`);
        const { id, arn } = await omics.createWorkflow({
          requestId,
          name: draft.name,
          ...settings,
          ...source,
        });
        return { workflowId: id, versionName: undefined, arn };
      }
      const { workflowId, versionName } = target;
      report(`Creating version '${versionName}' of workflow '${draft.name}'`);
      const { arn } = await omics.createWorkflowVersion({
        requestId,
        workflowId,
        versionName,
        ...settings,
        ...source,
      });
      return { workflowId, versionName, arn };
    },
  );
}
