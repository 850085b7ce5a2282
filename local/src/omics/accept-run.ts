import type { StartRunRequest } from '@aws-sdk/client-omics';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { ServiceError } from '../errors.ts';
import type { Names } from '../identity.ts';
import { uuidOf } from '../identity.ts';
import type { Quotas } from '../progress/quotas.ts';
import { isOver, stateAt } from '../simulation/timeline.ts';
import type {
  BatchPlace,
  DefinitionRecord,
  RequestRecord,
  RunRecord,
  RunSettings,
  RunWorkflow,
  WorkflowRecord,
} from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { nextId } from '../store/store.ts';
import type { Definitions } from './context.ts';
import { statusOf } from './definition-view.ts';
import { checkedParameters } from './run-parameters.ts';
import { runSettings } from './run-settings.ts';
import { findVersion } from './versions.ts';
import { findWorkflow } from './workflows.ts';

/** What accepting a run depends on, beside what is asked for. */
export interface AcceptContext {
  readonly store: Store;
  readonly names: Names;
  readonly definitions: Definitions;
  readonly now: number;
  readonly caller: string;
  readonly quotas: Quotas;
  /** Names the scenario that the run plays. */
  readonly world: string;
}

/** The newer members that the installed client does not know yet. */
export type RunRequest = Omit<StartRunRequest, 'requestId'> & {
  readonly engineSettings?: unknown;
  readonly scratchStorageMode?: 'LOCAL' | 'SHARED' | undefined;
  readonly sessionPolicy?: string | undefined;
};

const FIRST_RUN_ID = 2_000_001;

/** Checks a run as StartRun does, and keeps it; throws the error that StartRun answers. It waits in no queue yet. */
export async function acceptRun(
  request: RunRequest,
  origin: { readonly request?: RequestRecord; readonly batch?: BatchPlace },
  context: AcceptContext,
): Promise<RunRecord> {
  const { store, now } = context;
  const source = request.runId === undefined ? undefined : findRun(request.runId, context);
  const workflow = runnableWorkflow(request, source, context);
  const settings = runSettings(request, source, workflow, context);
  const reading = await context.definitions.read(workflow.definition);
  if (reading?.kind !== 'read') {
    throw new ServiceError('InternalServerException', `The definition of workflow ${workflow.id} is gone.`);
  }
  checkedParameters(
    workflow.definition.parameterTemplate ?? {},
    settings.parameters,
    reading.model.entry.name,
  );
  makeRoom(settings, context);
  const id = nextId(store.runs, FIRST_RUN_ID);
  const run: RunRecord = {
    id,
    uuid: uuidOf('run', id, now),
    settings,
    workflow,
    startedBy: context.caller,
    createdAt: now,
    ...origin,
    world: context.world,
    longest: longestOf(settings, store),
    states: [{ at: now, status: 'PENDING' }],
  };
  store.runs.put(id, run);
  return run;
}

/** The workflow that the request names, when it is ACTIVE; else that of the run that it duplicates. */
export function runnableWorkflow(
  request: RunRequest,
  source: RunRecord | undefined,
  context: Pick<AcceptContext, 'store' | 'names' | 'now'>,
): RunWorkflow {
  const workflow = workflowOf(request, source, context);
  const status = statusOf(workflow.definition, context.now);
  if (status !== 'ACTIVE') {
    throw new ServiceError('ConflictException', `Workflow ${workflow.id} is ${status} and cannot be run.`);
  }
  return workflow;
}

/** The run, unless it was deleted. */
export function findRun(id: string | undefined, { store }: Pick<AcceptContext, 'store'>): RunRecord {
  const run = store.runs.get(id ?? '');
  if (run === undefined || run.deletedAt !== undefined) {
    throw new ServiceError('ResourceNotFoundException', `There is no run ${id ?? ''}.`);
  }
  return run;
}

function workflowOf(
  request: RunRequest,
  source: RunRecord | undefined,
  context: Pick<AcceptContext, 'store' | 'names'>,
): RunWorkflow {
  if (request.workflowId === undefined && source !== undefined) {
    const { id, type, ownerId, versionName } = source.workflow;
    const workflow = findWorkflow(id, context, { type, workflowOwnerId: ownerId });
    return withVersion(workflow, request.workflowVersionName ?? versionName);
  }
  if (request.workflowId === undefined) {
    throw new ServiceError(
      'ValidationException',
      "Give a 'workflowId', or the 'runId' of a run to duplicate.",
    );
  }
  const workflow = findWorkflow(request.workflowId, context, {
    type: request.workflowType,
    workflowOwnerId: request.workflowOwnerId,
  });
  return {
    ...withVersion(workflow, request.workflowVersionName),
    ...(request.workflowOwnerId !== undefined && { ownerId: request.workflowOwnerId }),
  };
}

function withVersion(workflow: WorkflowRecord, name: string | undefined): RunWorkflow {
  const { id, uuid, type = 'PRIVATE' } = workflow;
  const own = { id, type, name: workflow.name };
  if (name === undefined) return { ...own, uuid, definition: bare(workflow.definition) };
  const version = findVersion(workflow, name);
  return { ...own, uuid: version.uuid, versionName: version.name, definition: bare(version.definition) };
}

/** Runs need neither the README nor the words about a definition: there may be many of them. */
function bare(definition: DefinitionRecord): DefinitionRecord {
  return { ...definition, readmeMarkdown: undefined, statusMessage: undefined };
}

/**
 * As many runs are kept as the quota says. A run with REMOVE takes the place of the oldest that has it too; where there
 * is none, nothing can be started. Source: user guide, run retention.
 */
function makeRoom(settings: RunSettings, { store, now, quotas }: AcceptContext): void {
  if (store.runs.size < quotas.runs) return;
  let kept = 0;
  let oldest: RunRecord | undefined;
  for (const run of store.runs.all()) {
    if (run.deletedAt !== undefined) continue;
    kept++;
    const removable =
      run.settings.retentionMode === 'REMOVE' && isOver(stateAt(run.states, now)?.status ?? 'PENDING');
    if (removable) oldest ??= run;
  }
  if (kept < quotas.runs) return;
  if (settings.retentionMode !== 'REMOVE' || oldest === undefined) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `There are ${kept} runs, and no more are kept: delete some, or start runs with retentionMode REMOVE.`,
    );
  }
  store.runs.put(oldest.id, { ...oldest, deletedAt: now });
}

/** In seconds. The service's own limit counts where the group allows more. */
function longestOf(settings: RunSettings, store: Store): number {
  const group = settings.runGroupId === undefined ? undefined : store.groups.get(settings.runGroupId);
  return Math.min(LIMITS.runSeconds.value, (group?.maxDuration ?? Infinity) * 60);
}
