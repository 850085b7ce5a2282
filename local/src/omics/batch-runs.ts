import type { ListRunsInBatchRequest, ListRunsInBatchResponse } from '@aws-sdk/client-omics';
import { pageOf } from '../pages.ts';
import type { BatchRecord, RunRecord, SubmissionFailure } from '../store/records.ts';
import { findBatch, oneFilter } from './batches.ts';
import type { OmicsContext } from './context.ts';
import { checkedPage } from './lists.ts';

/** What became of one entry of a batch. */
export interface Submission {
  readonly index: number;
  readonly runSettingId: string;
  readonly run?: RunRecord;
  readonly runId?: string;
  /** Absent until it was its turn. */
  readonly status?: 'SUCCESS' | 'FAILED' | 'CANCEL_SUCCESS' | 'DELETE_SUCCESS';
  readonly failure?: SubmissionFailure;
}

const MOST_RESULTS = 100;

export function listRunsInBatch(
  request: ListRunsInBatchRequest,
  context: OmicsContext,
): ListRunsInBatchResponse {
  const batch = findBatch(request.batchId, context);
  const { runSettingId, runId, submissionStatus, maxItems, startingToken } = request;
  oneFilter('ListRunsInBatch', { runSettingId, runId, submissionStatus });
  const found = [...submissionsOf(batch, context)].filter(
    (submission) =>
      (runSettingId === undefined || submission.runSettingId === runSettingId) &&
      (runId === undefined || submission.runId === runId) &&
      (submissionStatus === undefined || submission.status === submissionStatus),
  );
  const page = checkedPage(
    pageOf(found, {
      list: `ListRunsInBatch ${batch.id}`,
      limit: maxItems ?? MOST_RESULTS,
      token: startingToken,
      keyOf: ({ index }) => String(index),
      comesAfter: ({ index }, key) => index > Number(key),
    }),
  );
  return {
    runs: page.items.map(({ runSettingId: settingId, run, status, failure }) => ({
      runSettingId: settingId,
      ...(run !== undefined && {
        runId: run.id,
        runInternalUuid: run.uuid,
        runArn: context.names.run(run.id),
      }),
      submissionStatus: status,
      submissionFailureReason: failure?.reason,
      submissionFailureMessage: failure?.message,
    })),
    nextToken: page.nextToken,
  };
}

/** In the order of the entries. */
export function* submissionsOf(batch: BatchRecord, context: OmicsContext): Iterable<Submission> {
  const { batches, store } = context;
  const { runIds, failures } = batches.progressOf(batch);
  for (const [index, entry] of batches.entriesOf(batch).entries()) {
    const runSettingId = String(entry.runSettingId);
    const runId = runIds[index];
    const run = runId === undefined ? undefined : store.runs.get(runId);
    const failure = failures.get(index);
    const own = { index, runSettingId };
    if (run !== undefined) yield { ...own, run, runId: run.id, status: statusOf(batch, run) };
    else if (failure !== undefined) yield { ...own, status: 'FAILED', failure };
    else if (batch.cancelledFrom !== undefined && index >= batch.cancelledFrom) {
      yield { ...own, status: 'CANCEL_SUCCESS' };
    } else yield own;
  }
}

function statusOf(batch: BatchRecord, run: RunRecord): 'SUCCESS' | 'CANCEL_SUCCESS' | 'DELETE_SUCCESS' {
  if (run.deletedAt !== undefined && run.deletedAt === batch.runsDeletedAt) return 'DELETE_SUCCESS';
  const stopping = batch.states.find((state) => state.status === 'STOPPING')?.at;
  return run.cancelledAt !== undefined && run.cancelledAt === stopping ? 'CANCEL_SUCCESS' : 'SUCCESS';
}
