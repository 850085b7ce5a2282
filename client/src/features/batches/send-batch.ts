import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import { Cancelled, throwIfAborted } from '../../infrastructure/errors.ts';
import type { Report } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import { scopeOf, type Account } from '../../omics/account.ts';
import {
  isAllowed,
  isBatchAlive,
  type BatchesApi,
  type StartBatchRequest,
  type StartedBatch,
} from '../../omics/batches-api.ts';
import { arrayUri, type ArrayUploads } from './array-upload.ts';
import type { BatchRuns } from './batch-file.ts';
import { digestOf, type BatchOrigin, type SheetOrigin } from './batch-origins.ts';

/** What is left of a batch that failed as a whole. */
export interface BatchRetry {
  /** The request that failed for a passing reason, which is sent again where the content is the same too. */
  readonly again?: Pick<BatchOrigin, 'requestId' | 'digest'> & { readonly name: string | undefined };
  /** `anew`: what was uploaded before may have been changed by somebody. */
  readonly upload: 'anew' | 'known';
}

/** Everything that is known of a batch before the first request. */
export interface BatchPlan {
  readonly title: string;
  /** As the user wrote it; made of the title and the time where they did not. */
  readonly batchName: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  /** Members of `defaultRunSetting`; the id of the workflow is added where `workflow` is there. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly runs: BatchRuns;
  /** Made known to the service first; absent where `defaults` name it. */
  readonly workflow: WorkflowResult | undefined;
  /** Where the runs stand, and the sheet that they come from. */
  readonly file: string;
  readonly sheet: SheetOrigin | undefined;
  /** Where a batch of the same file failed as a whole. */
  readonly retry?: BatchRetry | undefined;
}

/** What is written down before a start is sent. */
export interface PendingBatch {
  /** Endpoint, Region and profile that it was meant for. */
  readonly scope: string;
  readonly request: StartBatchRequest;
  readonly origin: Pick<BatchOrigin, 'file' | 'sheet' | 'digest'>;
}

export interface SendBatchPorts {
  readonly service: () => Promise<{ readonly account: Account; readonly batches: BatchesApi }>;
  /** The id of an ACTIVE workflow with this definition. */
  readonly ensureWorkflow: (workflow: WorkflowResult, report: Report, signal: AbortSignal) => Promise<string>;
  readonly uploads: ArrayUploads;
  readonly journal: RequestJournal<PendingBatch>;
  readonly clock: Clock;
}

export interface SentBatch {
  readonly started: StartedBatch;
  readonly name: string;
  readonly origin: BatchOrigin;
}

/** Uploads what is too long for a request, and starts the batch once, however often this is tried. */
export async function sendBatch(
  plan: BatchPlan,
  ports: SendBatchPorts,
  report: Report,
  signal: AbortSignal,
): Promise<SentBatch> {
  const workflowId = plan.workflow && (await ports.ensureWorkflow(plan.workflow, report, signal));
  const { account, batches } = await ports.service();
  const scope = scopeOf(account);
  const runs = await runsInRequest(plan, scope, ports, report, signal);
  // The last moment at which nothing has been started.
  throwIfAborted(signal);
  report('Sending the batch');
  const content: Omit<StartBatchRequest, 'requestId' | 'batchName'> = {
    ...(plan.tags === undefined ? {} : { tags: plan.tags }),
    defaults: { ...plan.defaults, ...(workflowId === undefined ? {} : { workflowId }) },
    runs,
  };
  const digest = digestOf(JSON.stringify([scope, content]));
  const again = plan.retry?.again;
  const repeated = again?.digest === digest ? again : undefined;
  const batchName = plan.batchName ?? repeated?.name ?? nameOf(plan.title, ports.clock.now());
  const pending = await sendOnce(
    digest,
    (newId): PendingBatch => ({
      scope,
      request: { requestId: repeated?.requestId ?? newId, batchName, ...content },
      origin: { file: plan.file, ...(plan.sheet === undefined ? {} : { sheet: plan.sheet }), digest },
    }),
    batches,
    ports,
  );
  if (signal.aborted) await cancelUnwanted(pending.started.id, batches, ports.clock);
  return pending;
}

async function runsInRequest(
  { runs, defaults, retry }: BatchPlan,
  scope: string,
  { uploads }: SendBatchPorts,
  report: Report,
  signal: AbortSignal,
): Promise<StartBatchRequest['runs']> {
  if (runs.kind !== 'array') return runs;
  const { content } = runs;
  const output = defaults['outputUri'];
  const uri = arrayUri(typeof output === 'string' ? output : '', content);
  if (retry?.upload === 'anew') await uploads.forget(uri);
  await uploads.upload({ scope, content, uri }, report, signal);
  return { kind: 's3', uri };
}

async function sendOnce(
  key: string,
  make: (newId: string) => PendingBatch,
  batches: BatchesApi,
  { journal, uploads }: SendBatchPorts,
): Promise<SentBatch> {
  let sent: PendingBatch | undefined;
  try {
    const started = await journal.send(key, make, (pending) => {
      sent = pending;
      return batches.startBatch(pending.request);
    });
    return sentBatch(started, sent ?? make(''));
  } catch (error) {
    // A list that somebody has deleted is uploaded anew by the next try.
    if (sent?.request.runs.kind === 's3' && isAboutList(error)) await uploads.forget(sent.request.runs.uri);
    throw error;
  }
}

/** A start as the journal keeps it, with its answer. */
export function sentBatch(started: StartedBatch, { scope, request, origin }: PendingBatch): SentBatch {
  const { id: batchId, uuid } = started;
  return {
    started,
    name: request.batchName ?? batchId,
    origin: { ...origin, scope, batchId, uuid, requestId: request.requestId },
  };
}

function isAboutList(error: unknown): boolean {
  return error instanceof Error && /s3:\/\/|object|bucket/i.test(error.message);
}

/** A batch cannot be cancelled while it is being created, and is asked this often until it can. */
const TRIES = 60;
const PAUSE = 1_000;

/** Cancelled while the request was on its way: the batch exists now, and nobody wants it. */
async function cancelUnwanted(batchId: string, batches: BatchesApi, clock: Clock): Promise<never> {
  const never = new AbortController().signal;
  for (let tries = 0; tries < TRIES; tries++) {
    const { status } = await batches.getBatch(batchId);
    if (isAllowed('cancel', status)) {
      await batches.cancelBatch(batchId);
      break;
    }
    if (!isBatchAlive(status)) break;
    await clock.sleep(PAUSE, never);
  }
  throw new Cancelled();
}

/** API model: `batchName` has at most 64 characters. */
const LONGEST_NAME = 64;

/** `cohort 2026-11-20 09:41:07`: told apart by eye. */
function nameOf(title: string, now: number): string {
  const time = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
  return `${title.slice(0, LONGEST_NAME - time.length - 1)} ${time}`;
}
