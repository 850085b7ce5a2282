import type {
  BatchListItem,
  GetBatchResponse,
  RunBatchListItem,
  StartRunBatchCommandInput,
} from '@aws-sdk/client-omics';
import type { Batch, BatchesApi, ListedBatch, StartBatchRequest, Submission } from '../batches-api.ts';
import { abortable } from './clients.ts';
import { present, type OmicsSdk } from './omics-answers.ts';
import { split, withUnknownMembers } from './unknown-members.ts';

/** The largest page that the service gives (API model: `maxItems` 1 to 100). */
const PAGE = 100;

/** Batches of HealthOmics through the SDK. */
export function awsBatches({ sdk, client }: OmicsSdk): BatchesApi {
  return {
    async startBatch(request, signal) {
      const command = withUnknownMembers(
        new sdk.StartRunBatchCommand(inputOf(request)),
        unknownIn(request, sdk),
      );
      const answer = await abortable(signal, (options) => client.send(command, options));
      return {
        id: present(answer.id, 'id'),
        arn: present(answer.arn, 'arn'),
        uuid: answer.uuid,
        status: answer.status ?? 'CREATING',
      };
    },
    async getBatch(batchId, signal) {
      const command = new sdk.GetBatchCommand({ batchId });
      return batch(await abortable(signal, (options) => client.send(command, options)));
    },
    async listBatches(token, signal) {
      const command = new sdk.ListBatchCommand(page(token));
      const answer = await abortable(signal, (options) => client.send(command, options));
      return { items: (answer.items ?? []).map(listed), next: answer.nextToken };
    },
    async listSubmissions(batchId, filter, token, signal) {
      const command = new sdk.ListRunsInBatchCommand({
        batchId,
        ...page(token),
        ...('status' in filter ? { submissionStatus: filter.status } : {}),
        ...('runId' in filter ? { runId: filter.runId } : {}),
      });
      const answer = await abortable(signal, (options) => client.send(command, options));
      return { items: (answer.runs ?? []).map(submission), next: answer.nextToken };
    },
    async cancelBatch(batchId) {
      await client.send(new sdk.CancelRunBatchCommand({ batchId }));
    },
    async deleteBatchRuns(batchId) {
      await client.send(new sdk.DeleteRunBatchCommand({ batchId }));
    },
    async deleteBatch(batchId) {
      await client.send(new sdk.DeleteBatchCommand({ batchId }));
    },
  };
}

function inputOf({
  requestId,
  batchName,
  tags,
  defaults,
  runs,
}: StartBatchRequest): StartRunBatchCommandInput {
  const settings = runs.kind === 'inline' ? { inlineSettings: runs.entries } : { s3UriSettings: runs.uri };
  return {
    requestId,
    ...(batchName === undefined ? {} : { batchName }),
    ...(tags === undefined ? {} : { tags }),
    defaultRunSetting: defaults,
    batchRunSettings: settings,
  } as unknown as StartRunBatchCommandInput;
}

/** The settings as they stand, where the SDK's model would leave out some of their members. */
function unknownIn(
  { defaults, runs }: StartBatchRequest,
  sdk: OmicsSdk['sdk'],
): Readonly<Record<string, unknown>> {
  const isUnknown = (settings: unknown, schema: readonly unknown[]) =>
    typeof settings === 'object' &&
    settings !== null &&
    Object.keys(split(settings as Readonly<Record<string, unknown>>, schema).unknown).length > 0;
  const entries = runs.kind === 'inline' ? runs.entries : [];
  return {
    ...(isUnknown(defaults, sdk.DefaultRunSetting$) ? { defaultRunSetting: defaults } : {}),
    ...(entries.some((entry) => isUnknown(entry, sdk.InlineSetting$))
      ? { batchRunSettings: { inlineSettings: entries } }
      : {}),
  };
}

function page(token: string | undefined) {
  return { maxItems: PAGE, ...(token === undefined ? {} : { startingToken: token }) };
}

function listed(item: BatchListItem): ListedBatch {
  return {
    id: present(item.id, 'id'),
    name: item.name,
    status: present(item.status, 'status'),
    creationTime: item.createdAt?.getTime(),
    totalRuns: item.totalRuns,
    workflowId: item.workflowId,
  };
}

function batch(answer: GetBatchResponse): Batch {
  const { submissionSummary: submissions, runSummary: runs, defaultRunSetting: defaults } = answer;
  return {
    id: present(answer.id, 'id'),
    arn: present(answer.arn, 'arn'),
    uuid: answer.uuid,
    name: answer.name,
    status: present(answer.status, 'status'),
    creationTime: answer.creationTime?.getTime(),
    totalRuns: answer.totalRuns,
    workflowId: defaults?.workflowId,
    defaults: { ...defaults },
    submissions: {
      started: submissions?.successfulStartSubmissionCount ?? 0,
      failed: submissions?.failedStartSubmissionCount ?? 0,
      waiting: submissions?.pendingStartSubmissionCount ?? 0,
      cancelled: submissions?.successfulCancelSubmissionCount ?? 0,
      notCancelled: submissions?.failedCancelSubmissionCount ?? 0,
      deleted: submissions?.successfulDeleteSubmissionCount ?? 0,
      notDeleted: submissions?.failedDeleteSubmissionCount ?? 0,
    },
    runs: {
      PENDING: runs?.pendingRunCount ?? 0,
      STARTING: runs?.startingRunCount ?? 0,
      RUNNING: runs?.runningRunCount ?? 0,
      STOPPING: runs?.stoppingRunCount ?? 0,
      COMPLETED: runs?.completedRunCount ?? 0,
      FAILED: runs?.failedRunCount ?? 0,
      CANCELLED: runs?.cancelledRunCount ?? 0,
      DELETED: runs?.deletedRunCount ?? 0,
    },
    submittedTime: answer.submittedTime?.getTime(),
    processedTime: answer.processedTime?.getTime(),
    failedTime: answer.failedTime?.getTime(),
    failureReason: answer.failureReason,
  };
}

function submission(item: RunBatchListItem): Submission {
  return {
    runSettingId: present(item.runSettingId, 'runSettingId'),
    // The service gives an empty text where no run was made.
    runId: item.runId === '' ? undefined : item.runId,
    status: item.submissionStatus,
    failureReason: item.submissionFailureReason,
    failureMessage: item.submissionFailureMessage,
  };
}
