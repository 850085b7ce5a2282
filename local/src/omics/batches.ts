import type {
  CancelRunBatchRequest,
  DefaultRunSetting,
  DeleteBatchRequest,
  DeleteRunBatchRequest,
  GetBatchRequest,
  GetBatchResponse,
  ListBatchRequest,
  ListBatchResponse,
  StartRunBatchRequest,
  StartRunBatchResponse,
} from '@aws-sdk/client-omics';
import { ServiceError } from '../errors.ts';
import { digestOf, uuidOf } from '../identity.ts';
import type { BatchEntry } from '../progress/batch-progress.ts';
import { entriesIn } from '../progress/batch-progress.ts';
import { milliseconds } from '../simulation/run-facts.ts';
import type { BatchStatus, RunStatus } from '../simulation/timeline.ts';
import { isOver, stateAt } from '../simulation/timeline.ts';
import type { BatchRecord } from '../store/records.ts';
import { nextId } from '../store/store.ts';
import type { RunRequest } from './accept-run.ts';
import { runnableWorkflow } from './accept-run.ts';
import { findBatch, oneFilter } from './batch-lookup.ts';
import { submissionsOf } from './batch-runs.ts';
import type { OmicsContext } from './context.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { isListed, newestPage } from './lists.ts';
import { findRunCache } from './run-caches.ts';
import { findRunGroup } from './run-groups.ts';
import { currentState, stopRun } from './runs.ts';

const FIRST_BATCH_ID = 7_000_001;

export async function startRunBatch(
  request: StartRunBatchRequest,
  context: OmicsContext,
): Promise<StartRunBatchResponse> {
  const { store, now, timing, scenario, worlds } = context;
  const record = requestRecord(request);
  const before = madeBefore(store.batches.madeBy(record.requestId), record);
  if (before !== undefined) return started(before, context);
  const defaults = request.defaultRunSetting;
  checkDefaults(defaults, context);
  const given = await entriesOf(request, context);
  const digest = digestOf(given.bytes);
  store.blobs.put(digest, given.bytes);
  const id = nextId(store.batches, FIRST_BATCH_ID);
  const batch: BatchRecord = {
    id,
    uuid: uuidOf('batch', id, now),
    name: request.batchName,
    defaults: { ...defaults },
    entries: digest,
    ...(given.source !== undefined && { source: given.source }),
    totalRuns: entriesIn(given.bytes).length,
    startedBy: context.caller,
    world: worlds.keep(scenario, timing),
    createdAt: now,
    tags: request.tags ?? {},
    request: record,
    states: [{ at: now, status: 'CREATING' }],
    failures: {},
  };
  store.batches.put(id, batch);
  context.dispatcher.planBatch(id, now + milliseconds(timing.batchCreation));
  return started(batch, context);
}

export function getBatch(request: GetBatchRequest, context: OmicsContext): GetBatchResponse {
  const batch = findBatch(request.batchId, context);
  const { now, names } = context;
  const state = stateAt(batch.states, now);
  return {
    id: batch.id,
    arn: names.runBatch(batch.id),
    uuid: batch.uuid,
    name: batch.name,
    status: statusOfBatch(batch, now),
    tags: batch.tags,
    totalRuns: batch.totalRuns,
    defaultRunSetting: batch.defaults as unknown as DefaultRunSetting,
    submissionSummary: submissionSummary(batch, context),
    runSummary: runSummary(batch, context),
    creationTime: new Date(batch.createdAt),
    submittedTime: timeOf(batch, 'INPROGRESS', now),
    processedTime: timeOf(batch, 'PROCESSED', now),
    failedTime: timeOf(batch, 'FAILED', now),
    failureReason: state?.statusMessage,
  };
}

export function listBatch(request: ListBatchRequest, context: OmicsContext): ListBatchResponse {
  const { listTime } = context;
  const { status, name, runGroupId, maxItems, startingToken } = request;
  oneFilter('ListBatch', { status, name, runGroupId });
  const page = newestPage(
    'ListBatch',
    context.store.batches,
    { maxResults: maxItems, startingToken },
    (batch) =>
      isListed(batch.createdAt, batch.deletedAt, listTime) &&
      (status === undefined || statusOfBatch(batch, listTime) === status) &&
      (name === undefined || batch.name === name) &&
      (runGroupId === undefined || batch.defaults['runGroupId'] === runGroupId),
  );
  return {
    items: page.items.map((batch) => ({
      id: batch.id,
      name: batch.name,
      status: statusOfBatch(batch, listTime),
      createdAt: new Date(batch.createdAt),
      totalRuns: batch.totalRuns,
      workflowId: (batch.defaults as Partial<DefaultRunSetting>).workflowId,
    })),
    nextToken: page.nextToken,
  };
}

export async function cancelRunBatch(request: CancelRunBatchRequest, context: OmicsContext): Promise<object> {
  const { store, now, batches, dispatcher } = context;
  const batch = inState(request.batchId, ['PENDING', 'SUBMITTING', 'INPROGRESS'], 'cancelled', context);
  const progress = batches.progressOf(batch);
  for (const id of progress.open) {
    const run = store.runs.get(id);
    if (run !== undefined && !isOver(currentState(run, now).status)) await stopRun(run, context);
  }
  store.batches.put(batch.id, {
    ...batch,
    failures: Object.fromEntries(progress.failures),
    cancelledFrom: progress.next,
    states: [...batch.states, { at: now, status: 'STOPPING' }],
  });
  dispatcher.planBatch(batch.id, now);
  return {};
}

export function deleteRunBatch(request: DeleteRunBatchRequest, context: OmicsContext): object {
  const { store, now, batches, worlds } = context;
  const batch = inState(request.batchId, ['PROCESSED', 'CANCELLED'], 'deleted', context);
  for (const id of batches.progressOf(batch).runIds) {
    const run = id === undefined ? undefined : store.runs.get(id);
    if (run !== undefined && run.deletedAt === undefined) store.runs.put(run.id, { ...run, deletedAt: now });
  }
  const { timing } = worlds.read(batch.world);
  store.batches.put(batch.id, {
    ...batch,
    runsDeletedAt: now,
    states: [
      ...batch.states,
      { at: now, status: 'RUNS_DELETING' },
      { at: now + milliseconds(timing.batchDeletion), status: 'RUNS_DELETED' },
    ],
  });
  return {};
}

/** The batch goes; its runs stay. */
export function deleteBatch(request: DeleteBatchRequest, context: OmicsContext): void {
  const over: readonly BatchStatus[] = ['PROCESSED', 'CANCELLED', 'FAILED', 'RUNS_DELETED'];
  const batch = inState(request.batchId, over, 'deleted', context);
  context.store.batches.put(batch.id, { ...batch, deletedAt: context.now });
}

/** What StartRun would be asked for one entry: parameters and tags of both, those of the entry first. */
export function runRequestOf(batch: BatchRecord, entry: BatchEntry): RunRequest {
  const { runTags, parameters, ...defaults } = batch.defaults as unknown as Defaults;
  const { name, outputUri, priority, engineSettings } = entry;
  const request: RunRequest = {
    ...defaults,
    ...(name !== undefined && { name }),
    ...(outputUri !== undefined && { outputUri }),
    ...(priority !== undefined && { priority }),
    ...(engineSettings !== undefined && { engineSettings }),
    parameters: { ...parameters, ...entry.parameters } as RunRequest['parameters'],
    tags: { ...runTags, ...entry.runTags },
  };
  return request;
}

/** The shape of the request was checked when the batch was started. */
type Defaults = Omit<DefaultRunSetting, 'parameters' | 'outputUri'> & {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly outputUri: string;
};

/** What all runs share is checked at once: then nothing is submitted. */
function checkDefaults(defaults: DefaultRunSetting | undefined, context: OmicsContext): void {
  if (defaults?.workflowType === 'READY2RUN') {
    throw new ServiceError('ValidationException', 'A batch cannot run a Ready2Run workflow.');
  }
  const { workflowId, workflowVersionName, workflowOwnerId, roleArn, runGroupId, cacheId } = defaults ?? {};
  const wanted = { workflowId, workflowVersionName, workflowOwnerId, roleArn, outputUri: '' };
  runnableWorkflow(wanted, undefined, context);
  if (runGroupId !== undefined) findRunGroup(runGroupId, context);
  if (cacheId !== undefined) findRunCache(cacheId, context);
}

async function entriesOf(
  request: StartRunBatchRequest,
  context: OmicsContext,
): Promise<{ readonly bytes: Uint8Array; readonly source?: BatchRecord['source'] }> {
  const { inlineSettings, s3UriSettings } = request.batchRunSettings ?? {};
  if ((inlineSettings === undefined) === (s3UriSettings === undefined)) {
    throw new ServiceError(
      'ValidationException',
      "'batchRunSettings' needs exactly one of 'inlineSettings' and 's3UriSettings'.",
    );
  }
  if (s3UriSettings === undefined) {
    return { bytes: new TextEncoder().encode(JSON.stringify(inlineSettings)) };
  }
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(s3UriSettings) ?? [];
  const object = await context.objects.find(bucket, key);
  const bytes = object?.bytes();
  if (object === undefined || bytes === undefined) {
    throw new ServiceError(
      'ValidationException',
      `There is no object ${s3UriSettings} in the S3 of this simulation.`,
    );
  }
  return { bytes, source: { uri: s3UriSettings, etag: object.etag } };
}

function inState(
  id: string | undefined,
  allowed: readonly BatchStatus[],
  done: string,
  context: OmicsContext,
): BatchRecord {
  const batch = findBatch(id, context);
  const status = statusOfBatch(batch, context.now);
  if (!allowed.includes(status)) {
    throw new ServiceError(
      'ConflictException',
      `Run batch ${batch.id} is ${status} and cannot be ${done}: it would have to be ${allowed.join(', ')}.`,
    );
  }
  return batch;
}

function statusOfBatch(batch: BatchRecord, time: number): BatchStatus {
  return stateAt(batch.states, time)?.status ?? 'CREATING';
}

function timeOf(batch: BatchRecord, status: BatchStatus, now: number): Date | undefined {
  const state = batch.states.find((other) => other.status === status && other.at <= now);
  return state === undefined ? undefined : new Date(state.at);
}

function submissionSummary(
  batch: BatchRecord,
  context: OmicsContext,
): NonNullable<GetBatchResponse['submissionSummary']> {
  const counts = { SUCCESS: 0, FAILED: 0, CANCEL_SUCCESS: 0, DELETE_SUCCESS: 0, none: 0 };
  let starts = 0;
  for (const { status, runId } of submissionsOf(batch, context)) {
    counts[status ?? 'none']++;
    if (runId !== undefined) starts++;
  }
  return {
    successfulStartSubmissionCount: starts,
    failedStartSubmissionCount: counts.FAILED,
    pendingStartSubmissionCount: counts.none,
    successfulCancelSubmissionCount: counts.CANCEL_SUCCESS,
    failedCancelSubmissionCount: 0,
    successfulDeleteSubmissionCount: counts.DELETE_SUCCESS,
    failedDeleteSubmissionCount: 0,
  };
}

function runSummary(
  batch: BatchRecord,
  { store, now, batches }: OmicsContext,
): NonNullable<GetBatchResponse['runSummary']> {
  const counts: Record<RunStatus | 'DELETED', number> = {
    PENDING: 0,
    STARTING: 0,
    RUNNING: 0,
    STOPPING: 0,
    COMPLETED: 0,
    FAILED: 0,
    CANCELLED: 0,
    DELETED: 0,
  };
  for (const id of batches.progressOf(batch).runIds) {
    const run = id === undefined ? undefined : store.runs.get(id);
    if (run !== undefined) counts[run.deletedAt === undefined ? currentState(run, now).status : 'DELETED']++;
  }
  return {
    pendingRunCount: counts.PENDING,
    startingRunCount: counts.STARTING,
    runningRunCount: counts.RUNNING,
    stoppingRunCount: counts.STOPPING,
    completedRunCount: counts.COMPLETED,
    failedRunCount: counts.FAILED,
    cancelledRunCount: counts.CANCELLED,
    deletedRunCount: counts.DELETED,
  };
}

function started(batch: BatchRecord, context: OmicsContext): StartRunBatchResponse {
  return {
    id: batch.id,
    arn: context.names.runBatch(batch.id),
    status: 'CREATING',
    uuid: batch.uuid,
    tags: batch.tags,
  };
}
