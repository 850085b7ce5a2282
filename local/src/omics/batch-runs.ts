import type { ListRunsInBatchRequest, ListRunsInBatchResponse } from '@aws-sdk/client-omics';
import type { Page } from '../pages.ts';
import { readToken, writeToken } from '../pages.ts';
import type { BatchRecord, RunRecord, SubmissionFailure } from '../store/records.ts';
import { findBatch, oneFilter } from './batch-lookup.ts';
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
  const { runSettingId, runId, submissionStatus } = request;
  oneFilter('ListRunsInBatch', { runSettingId, runId, submissionStatus });
  const page = pageFrom(batch, request, context, (submission) => {
    return (
      (runSettingId === undefined || submission.runSettingId === runSettingId) &&
      (runId === undefined || submission.runId === runId) &&
      (submissionStatus === undefined || submission.status === submissionStatus)
    );
  });
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

/** Looks at no more of the batch than the page needs. */
function pageFrom(
  batch: BatchRecord,
  request: ListRunsInBatchRequest,
  context: OmicsContext,
  shows: (submission: Submission) => boolean,
): Page<Submission> {
  const list = `ListRunsInBatch ${batch.id}`;
  const { startingToken: token, maxItems: limit = MOST_RESULTS } = request;
  const last = token === undefined ? '-1' : readToken(list, token);
  if (last === undefined) return checkedPage<Submission>(undefined);
  const items: Submission[] = [];
  for (const submission of submissionsOf(batch, context, Number(last) + 1)) {
    if (!shows(submission)) continue;
    const end = items.at(-1);
    if (items.length === limit && end !== undefined) {
      return { items, nextToken: writeToken(list, String(end.index)) };
    }
    items.push(submission);
  }
  return { items };
}

/** In the order of the entries, from that index on. */
export function* submissionsOf(batch: BatchRecord, context: OmicsContext, from = 0): Iterable<Submission> {
  const { batches, store } = context;
  const { runIds, failures } = batches.progressOf(batch);
  const entries = batches.entriesOf(batch);
  for (let index = from; index < entries.length; index++) {
    const runSettingId = String(entries[index]?.runSettingId);
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
