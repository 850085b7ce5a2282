import type {
  CancelRunRequest,
  DeleteRunRequest,
  GetRunRequest,
  GetRunResponse,
  ListRunsRequest,
  ListRunsResponse,
  StartRunRequest,
  StartRunResponse,
} from '@aws-sdk/client-omics';
import { ServiceError } from '../errors.ts';
import { cancelledStates } from '../simulation/cancel.ts';
import { engineStreamName, outputUriOf, runStreamName } from '../simulation/run-facts.ts';
import type { RunState } from '../simulation/timeline.ts';
import { isOver, reachedAt, stateAt } from '../simulation/timeline.ts';
import type { RunRecord } from '../store/records.ts';
import type { RunRequest } from './accept-run.ts';
import { acceptRun, findRun } from './accept-run.ts';
import { configurationOf } from './configurations.ts';
import type { OmicsContext } from './context.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { isListed, newestPage } from './lists.ts';

export async function startRun(request: StartRunRequest, context: OmicsContext): Promise<StartRunResponse> {
  const record = requestRecord(request);
  const before = madeBefore(context.store.runs.madeBy(record.requestId), record);
  if (before !== undefined) return started(before, context);
  const world = context.worlds.keep(context.scenario, context.timing);
  const run = await acceptRun(request, { request: record }, { ...context, world });
  await context.dispatcher.enqueue(run);
  return started(run, context);
}

/** The newer members that the installed client does not know yet. */
type NewerRun = GetRunResponse & Pick<RunRequest, 'engineSettings' | 'scratchStorageMode' | 'sessionPolicy'>;

export function getRun(request: GetRunRequest, context: OmicsContext): NewerRun {
  const run = findRun(request.id, context);
  const { names, now } = context;
  const { settings, workflow } = run;
  const state = currentState(run, now);
  return {
    arn: names.run(run.id),
    id: run.id,
    uuid: run.uuid,
    status: state.status,
    statusMessage: state.statusMessage,
    failureReason: state.failureReason,
    workflowId: workflow.id,
    workflowUuid: workflow.uuid,
    workflowType: workflow.type,
    workflowOwnerId: workflow.ownerId,
    workflowVersionName: workflow.versionName,
    runId: settings.sourceRunId,
    roleArn: settings.roleArn,
    name: settings.name,
    runGroupId: settings.runGroupId,
    batchId: run.batch?.id,
    cacheId: settings.cacheId,
    cacheBehavior: settings.cacheBehavior,
    priority: settings.priority,
    digest: workflow.definition.digest,
    parameters: settings.parameters as GetRunResponse['parameters'],
    storageType: settings.storageType,
    storageCapacity: settings.storageCapacity,
    outputUri: settings.outputUri,
    runOutputUri: outputUriOf(run),
    logLevel: settings.logLevel,
    ...(settings.logLevel !== 'OFF' && {
      logLocation: {
        runLogStream: names.logStream(runStreamName(run.id)),
        engineLogStream: names.logStream(engineStreamName(run.id)),
      },
    }),
    resourceDigests: {},
    startedBy: run.startedBy,
    ...times(run, now),
    tags: settings.tags,
    accelerators: workflow.definition.accelerators,
    retentionMode: settings.retentionMode,
    networkingMode: settings.networkingMode,
    ...configurationOf(settings, context),
    engineSettings: settings.engineSettings,
    scratchStorageMode: settings.scratchStorageMode,
    sessionPolicy: settings.sessionPolicy,
    ...(request.export?.includes('DEFINITION') === true && {
      definition: context.addressOf(workflow.definition.digest),
    }),
  };
}

export function listRuns(request: ListRunsRequest, context: OmicsContext): ListRunsResponse {
  const { listTime, names } = context;
  const { name, runGroupId, batchId, status } = request;
  const page = newestPage('ListRuns', context.store.runs, request, (run) => {
    return (
      isListed(run.createdAt, run.deletedAt, listTime) &&
      (name === undefined || run.settings.name === name) &&
      (runGroupId === undefined || run.settings.runGroupId === runGroupId) &&
      (batchId === undefined || run.batch?.id === batchId) &&
      (status === undefined || currentState(run, listTime).status === status)
    );
  });
  return {
    items: page.items.map((run) => ({
      arn: names.run(run.id),
      id: run.id,
      status: currentState(run, listTime).status,
      workflowId: run.workflow.id,
      workflowName: run.workflow.name,
      batchId: run.batch?.id,
      name: run.settings.name,
      priority: run.settings.priority,
      storageCapacity: run.settings.storageCapacity,
      storageType: run.settings.storageType,
      workflowVersionName: run.workflow.versionName,
      ...times(run, listTime),
    })),
    nextToken: page.nextToken,
  };
}

export async function cancelRun(request: CancelRunRequest, context: OmicsContext): Promise<void> {
  const run = findRun(request.id, context);
  const { status } = currentState(run, context.now);
  if (isOver(status)) {
    throw new ServiceError('ConflictException', `Run ${run.id} is ${status} and cannot be cancelled.`);
  }
  await stopRun(run, context);
}

/** Cancels a run that is not over. */
export async function stopRun(run: RunRecord, context: OmicsContext): Promise<void> {
  const { now, store, dispatcher, worlds, lives } = context;
  const { timing } = worlds.read(run.world);
  const stopped = {
    ...run,
    cancelledAt: now,
    states: cancelledStates(run.states, now, timing),
  };
  dispatcher.forgetEntries(run);
  const cancelled =
    run.cached === undefined
      ? stopped
      : { ...stopped, cached: { ...run.cached, entries: (await lives.of(stopped)).entries } };
  store.runs.put(run.id, cancelled);
  dispatcher.keepEntries(cancelled);
  dispatcher.changed(cancelled);
}

export function deleteRun(request: DeleteRunRequest, context: OmicsContext): void {
  const run = findRun(request.id, context);
  const { status } = currentState(run, context.now);
  if (!isOver(status)) {
    throw new ServiceError(
      'ConflictException',
      `Run ${run.id} is ${status}: only a run that is over can be deleted.`,
    );
  }
  context.store.runs.put(run.id, { ...run, deletedAt: context.now });
}

export function currentState(run: RunRecord, time: number): RunState {
  return stateAt(run.states, time) ?? { at: run.createdAt, status: 'PENDING' };
}

function started(run: RunRecord, context: OmicsContext): StartRunResponse {
  const { configuration } = configurationOf(run.settings, context);
  return {
    arn: context.names.run(run.id),
    id: run.id,
    status: 'PENDING',
    tags: run.settings.tags,
    uuid: run.uuid,
    runOutputUri: outputUriOf(run),
    networkingMode: run.settings.networkingMode,
    ...(configuration !== undefined && { configuration }),
  };
}

function times(
  run: RunRecord,
  time: number,
): Pick<GetRunResponse, 'creationTime' | 'startTime' | 'stopTime'> {
  return {
    creationTime: new Date(run.createdAt),
    startTime: dateOf(reachedAt(run.states, (status) => status === 'RUNNING', time)),
    stopTime: dateOf(reachedAt(run.states, isOver, time)),
  };
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
