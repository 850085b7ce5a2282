import { count, moment } from '../../infrastructure/readable.ts';
import { joined, rowDetails, type TreeRow } from '../../infrastructure/tree-row.ts';
import {
  COUNTED_STATUSES,
  isAllowed,
  isBatchAlive,
  settledRuns,
  type Batch,
  type BatchAction,
  type CountedStatus,
  type Submission,
} from '../../omics/batches-api.ts';
import { isAlive, type Run } from '../../omics/omics-api.ts';
import { batchLook, runLook } from '../../omics/status-look.ts';
import type { BatchState } from './batch-store.ts';

export function batchRow({ batch, details }: BatchState): TreeRow {
  const look = batchLook(batch.status);
  const failed = details ? failures(details) : 0;
  const { label, startedAt } = splitName(batch.name ?? `Batch ${batch.id}`);
  // A batch that is done may still hold what has failed.
  const isSpoilt = failed > 0 && batch.status === 'PROCESSED';
  const words = joined([
    look.word,
    progressText(batch.totalRuns, details),
    failed > 0 ? `${count(failed)} failed` : undefined,
    startedAt,
  ]);
  return {
    label,
    description: words,
    icon: isSpoilt ? 'warning' : look.icon,
    color: isSpoilt ? 'list.warningForeground' : look.color,
    accessibleLabel: `Batch ${label}, ${words}`,
    details: rowDetails([
      ['Name', batch.name],
      ['Status', batch.status],
      ['Why', details?.failureReason],
      ['Batch', batch.id],
      ['Workflow', batch.workflowId],
      ['Runs', batch.totalRuns === undefined ? undefined : count(batch.totalRuns)],
      ['Created', moment(batch.creationTime)],
      ['Submitted', moment(details?.submittedTime)],
      ['Done', moment(details?.processedTime)],
    ]),
    context: contextOf(batch.status, details),
  };
}

/** The headings under a batch: states that have runs, in the order of a run's life; before them what became no run. */
export type BatchPartRow =
  | { readonly kind: 'failed'; readonly row: TreeRow }
  | { readonly kind: 'runs'; readonly status: CountedStatus; readonly row: TreeRow }
  | { readonly kind: 'note'; readonly text: string };

export function partRows({ details }: BatchState): readonly BatchPartRow[] {
  if (!details) return [{ kind: 'note', text: 'Loading…' }];
  const { submissions, runs, failureReason } = details;
  const notes: BatchPartRow[] = [
    ...(failureReason === undefined ? [] : [failureReason]),
    ...(submissions.waiting > 0 ? [`${count(submissions.waiting)} not started yet`] : []),
    ...(submissions.notCancelled > 0 ? [`${count(submissions.notCancelled)} could not be cancelled`] : []),
    ...(submissions.notDeleted > 0 ? [`${count(submissions.notDeleted)} could not be deleted`] : []),
  ].map((text) => ({ kind: 'note', text }));
  const failed: BatchPartRow[] =
    submissions.failed === 0 ? [] : [{ kind: 'failed', row: failedRow(submissions.failed) }];
  const states = COUNTED_STATUSES.filter((status) => runs[status] > 0).map((status): BatchPartRow => ({
    kind: 'runs',
    status,
    row: statusRow(status, runs[status]),
  }));
  const all = [...notes, ...failed, ...states];
  return all.length > 0 ? all : [{ kind: 'note', text: 'No runs yet' }];
}

export function submissionRow({ runSettingId, failureReason, failureMessage }: Submission): TreeRow {
  const why = failureMessage ?? failureReason ?? 'no reason given';
  return {
    label: runSettingId,
    description: why,
    icon: 'error',
    color: 'testing.iconFailed',
    accessibleLabel: `Run ${runSettingId} was not started, ${why}`,
    details: rowDetails([
      ['Run', runSettingId],
      ['Reason', failureReason],
      ['Message', failureMessage],
    ]),
    context: 'submission.failed',
  };
}

/** A run under its batch; its menus are those of the Runs view. */
export function batchRunRow(run: Run): TreeRow {
  const look = runLook(run.status);
  const label = run.name ?? `Run ${run.id}`;
  return {
    label,
    description: joined([look.word, run.id]),
    icon: look.icon,
    color: look.color,
    accessibleLabel: `Run ${label}, ${look.word}`,
    details: rowDetails([
      ['Status', run.status],
      ['Run', run.id],
      ['Created', moment(run.creationTime)],
      ['Ended', moment(run.stopTime)],
    ]),
    context: isAlive(run.status) ? 'run.alive' : 'run.ended',
  };
}

/** How a batch ended, as a sentence. */
export function endingSentence({ batch, details }: BatchState): string {
  const name = `Batch '${batch.name ?? batch.id}'`;
  if (batch.status === 'FAILED') {
    const why = details?.failureReason;
    return `${name} failed${why === undefined ? '.' : `: ${why}`}`.replace(/([^.!?])$/, '$1.');
  }
  const counts = details ? countsSentence(details) : '';
  if (batch.status === 'CANCELLED') return `${name} was cancelled${counts ? `: ${counts}` : ''}.`;
  if (batch.status === 'PROCESSED') return `${name} is done${counts ? `: ${counts}` : ''}.`;
  return `${name} ended as ${batch.status}.`;
}

/** Runs that did not come to a good end, and entries that became none. */
export function failures({ runs, submissions }: Pick<Batch, 'runs' | 'submissions'>): number {
  return runs.FAILED + submissions.failed;
}

/** `120 of 250`; nothing while nobody knows. */
export function progressText(totalRuns: number | undefined, details: Batch | undefined): string | undefined {
  const total = details?.totalRuns ?? totalRuns;
  if (total === undefined) return undefined;
  const settled = details ? settledRuns(details) : undefined;
  if (settled === undefined || settled >= total) return total === 1 ? '1 run' : `${count(total)} runs`;
  return `${count(settled)} of ${count(total)}`;
}

function countsSentence({ runs, submissions }: Batch): string {
  const part = (value: number, words: string) => (value > 0 ? `${count(value)} ${words}` : undefined);
  return joined([
    part(runs.COMPLETED, 'completed'),
    part(runs.FAILED, 'failed'),
    part(runs.CANCELLED, 'cancelled'),
    part(submissions.failed, 'could not be started'),
  ]);
}

const ACTIONS: readonly BatchAction[] = ['cancel', 'deleteRuns', 'delete'];

/** `batch cancel failedRuns …`: each word offers the commands that its state allows. */
function contextOf(status: string, details: Batch | undefined): string {
  const words: string[] = ACTIONS.filter((action) => isAllowed(action, status));
  if (details && details.submissions.failed > 0) words.push('failedSubmissions');
  // While the batch goes on more may fail: then one new batch takes all of them.
  if (details && details.runs.FAILED > 0 && !isBatchAlive(status)) words.push('failedRuns');
  if (status === 'FAILED') words.push('failedBatch');
  return ['batch', ...words].join(' ');
}

function failedRow(value: number): TreeRow {
  const words = value === 1 ? '1 run could not be started' : `${count(value)} runs could not be started`;
  return {
    label: words,
    description: '',
    icon: 'error',
    color: 'testing.iconFailed',
    accessibleLabel: words,
    details: [['Why', 'HealthOmics refused to start them; each says its reason']],
    context: 'batch.failed',
  };
}

function statusRow(status: CountedStatus, value: number): TreeRow {
  const look = runLook(status);
  return {
    label: `${count(value)} ${look.word}`,
    description: '',
    icon: look.icon,
    color: look.color,
    accessibleLabel: `${count(value)} ${value === 1 ? 'run' : 'runs'} ${look.word}`,
    details: [['Status', status]],
    context: 'batch.runs',
  };
}

/** A batch that was started here has its time at the end of its name: the counts are worth the first place. */
function splitName(name: string): { readonly label: string; readonly startedAt: string | undefined } {
  const match = /^(.+) (\d{4}-\d\d-\d\d \d\d:\d\d):\d\d$/.exec(name);
  return { label: match?.[1] ?? name, startedAt: match?.[2] };
}
