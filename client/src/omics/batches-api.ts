import type { Page } from './omics-api.ts';

/**
 * The operations on batches of runs, without the SDK. Times are milliseconds since 1970; what the service left out is
 * `undefined`, apart from counts, which are 0 then.
 */
export interface BatchesApi {
  startBatch(request: StartBatchRequest, signal?: AbortSignal): Promise<StartedBatch>;
  getBatch(id: string, signal?: AbortSignal): Promise<Batch>;
  /** Newest first. */
  listBatches(token: string | undefined, signal?: AbortSignal): Promise<Page<ListedBatch>>;
  /** What became of the entries of a batch; the service takes one filter at a time. */
  listSubmissions(
    batchId: string,
    filter: SubmissionFilter,
    token: string | undefined,
    signal?: AbortSignal,
  ): Promise<Page<Submission>>;
  cancelBatch(id: string): Promise<void>;
  /** Deletes the runs of the batch, and leaves the batch. */
  deleteBatchRuns(id: string): Promise<void>;
  /** Deletes the batch, and leaves its runs. */
  deleteBatch(id: string): Promise<void>;
}

export interface StartBatchRequest {
  readonly requestId: string;
  readonly batchName?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** Members of `defaultRunSetting`, by their names in the API; the service judges them. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly runs:
    | { readonly kind: 'inline'; readonly entries: readonly unknown[] }
    /** URI of a JSON array of entries in S3. */
    | { readonly kind: 's3'; readonly uri: string };
}

export interface StartedBatch {
  readonly id: string;
  readonly arn: string;
  readonly uuid: string | undefined;
  readonly status: string;
}

export interface ListedBatch {
  readonly id: string;
  readonly name: string | undefined;
  readonly status: string;
  readonly creationTime: number | undefined;
  readonly totalRuns: number | undefined;
  readonly workflowId: string | undefined;
}

export interface Batch extends ListedBatch {
  readonly arn: string;
  readonly uuid: string | undefined;
  /** Members of `defaultRunSetting` as the service keeps them. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly submissions: SubmissionCounts;
  readonly runs: RunCounts;
  /** When all submissions had been tried, when all runs were over, and when the batch failed. */
  readonly submittedTime: number | undefined;
  readonly processedTime: number | undefined;
  readonly failedTime: number | undefined;
  /** Why the batch as a whole failed: a sentence of the service. */
  readonly failureReason: string | undefined;
}

/** Of entries. */
export interface SubmissionCounts {
  readonly started: number;
  readonly failed: number;
  readonly waiting: number;
  readonly cancelled: number;
  readonly notCancelled: number;
  readonly deleted: number;
  readonly notDeleted: number;
}

/** Of runs, by the state of the run. Late by a moment while runs change. */
export type RunCounts = Readonly<Record<CountedStatus, number>>;

export const COUNTED_STATUSES = [
  'PENDING',
  'STARTING',
  'RUNNING',
  'STOPPING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'DELETED',
] as const;
export type CountedStatus = (typeof COUNTED_STATUSES)[number];

export type SubmissionFilter =
  { readonly status: 'FAILED' | 'SUCCESS' } | { readonly runId: string } | Readonly<Record<never, never>>;

/** What became of one entry. */
export interface Submission {
  readonly runSettingId: string;
  /** Absent where no run was made. */
  readonly runId: string | undefined;
  /** Absent until it is the entry's turn. */
  readonly status: string | undefined;
  /** Why no run was made: a code, and a sentence. */
  readonly failureReason: string | undefined;
  readonly failureMessage: string | undefined;
}

/** States in which a batch changes by itself (HealthOmics user guide, "batch states"). */
const ALIVE: ReadonlySet<string> = new Set([
  'CREATING',
  'PENDING',
  'SUBMITTING',
  'INPROGRESS',
  'STOPPING',
  'RUNS_DELETING',
]);

/** What may be done with a batch, by the states that allow it (HealthOmics user guide, "cancel and delete batches"). */
const ALLOWED = {
  cancel: ['PENDING', 'SUBMITTING', 'INPROGRESS'],
  deleteRuns: ['PROCESSED', 'CANCELLED'],
  delete: ['PROCESSED', 'CANCELLED', 'FAILED', 'RUNS_DELETED', 'RUNS_DELETE_FAILED'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type BatchAction = keyof typeof ALLOWED;

export function isBatchAlive(status: string): boolean {
  return ALIVE.has(status);
}

export function isAllowed(action: BatchAction, status: string): boolean {
  return ALLOWED[action].some((allowed) => allowed === status);
}

/** Entries that have a run or an end, of all: how far the batch is. */
export function settledRuns({ runs, submissions }: Pick<Batch, 'runs' | 'submissions'>): number {
  const unstarted = submissions.failed + Math.max(0, submissions.cancelled - runs.CANCELLED);
  return runs.COMPLETED + runs.FAILED + runs.CANCELLED + runs.DELETED + unstarted;
}
