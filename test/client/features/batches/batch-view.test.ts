import assert from 'node:assert/strict';
import type { BatchState } from '../../../../client/src/features/batches/batch-store.ts';
import {
  batchRow,
  endingSentence,
  partRows,
  submissionRow,
} from '../../../../client/src/features/batches/batch-view.ts';
import type { Batch } from '../../../../client/src/omics/batches-api.ts';

const SUBMISSIONS = {
  started: 0,
  failed: 0,
  waiting: 0,
  cancelled: 0,
  notCancelled: 0,
  deleted: 0,
  notDeleted: 0,
};
const RUNS = {
  PENDING: 0,
  STARTING: 0,
  RUNNING: 0,
  STOPPING: 0,
  COMPLETED: 0,
  FAILED: 0,
  CANCELLED: 0,
  DELETED: 0,
};

interface Change {
  readonly status?: string;
  readonly name?: string;
  readonly total?: number;
  readonly runs?: Partial<Batch['runs']>;
  readonly submissions?: Partial<Batch['submissions']>;
  readonly why?: string;
  /** Counts are not known yet. */
  readonly unknown?: true;
}

function state({
  status = 'INPROGRESS',
  name = 'cohort',
  total = 250,
  runs,
  submissions,
  why,
  unknown,
}: Change): BatchState {
  const batch: Batch = {
    id: '7000001',
    arn: 'arn',
    uuid: 'u',
    name,
    status,
    creationTime: Date.UTC(2026, 10, 20, 9),
    totalRuns: total,
    workflowId: '11',
    defaults: {},
    submissions: { ...SUBMISSIONS, ...submissions },
    runs: { ...RUNS, ...runs },
    submittedTime: undefined,
    processedTime: undefined,
    failedTime: undefined,
    failureReason: why,
  };
  const details = unknown ? undefined : batch;
  return { batch, details, settled: false, listed: true, failed: undefined, runs: new Map() };
}

describe('a row of the batches view', () => {
  const cases: readonly (readonly [
    what: string,
    change: Change,
    icon: string,
    words: string,
    context: string,
  ])[] = [
    [
      'of which nothing is known yet',
      { unknown: true, status: 'CREATING' },
      'loading~spin',
      'being created, 250 runs',
      'batch',
    ],
    [
      'that is being submitted',
      {
        status: 'SUBMITTING',
        runs: { RUNNING: 20, COMPLETED: 3 },
        submissions: { started: 23, waiting: 227 },
      },
      'sync~spin',
      'starting runs, 3 of 250',
      'batch cancel',
    ],
    [
      'with failures while it goes on',
      { runs: { RUNNING: 100, COMPLETED: 1_000, FAILED: 2 }, submissions: { failed: 3 }, total: 100_000 },
      'sync~spin',
      'running, 1,005 of 100,000, 5 failed',
      'batch cancel failedSubmissions',
    ],
    [
      'that is done',
      { status: 'PROCESSED', runs: { COMPLETED: 250 } },
      'pass-filled',
      'done, 250 runs',
      'batch deleteRuns delete',
    ],
    [
      'that is done and spoilt',
      { status: 'PROCESSED', runs: { COMPLETED: 248, FAILED: 2 } },
      'warning',
      'done, 250 runs, 2 failed',
      'batch deleteRuns delete failedRuns',
    ],
    ['that failed', { status: 'FAILED' }, 'error', 'failed, 0 of 250', 'batch delete failedBatch'],
    [
      'whose runs go',
      { status: 'RUNS_DELETING', runs: { DELETED: 250 } },
      'loading~spin',
      'deleting runs, 250 runs',
      'batch',
    ],
    [
      'whose runs are gone',
      { status: 'RUNS_DELETED', runs: { DELETED: 250 } },
      'trash',
      'runs deleted, 250 runs',
      'batch delete',
    ],
    [
      'whose runs did not all go',
      { status: 'RUNS_DELETE_FAILED', runs: { COMPLETED: 250 } },
      'warning',
      'runs not all deleted, 250 runs',
      'batch delete',
    ],
    [
      'in a state that is newer than this code',
      { status: 'PAUSED_NOW' },
      'question',
      'paused now, 0 of 250',
      'batch',
    ],
    [
      'that was started here',
      { name: 'cohort 2026-11-20 09:41:07' },
      'sync~spin',
      'running, 0 of 250, 2026-11-20 09:41',
      'batch cancel',
    ],
  ];
  for (const [what, change, icon, words, context] of cases) {
    it(what, () => {
      const row = batchRow(state(change));
      assert.deepEqual(
        [row.icon, row.description, row.context, row.accessibleLabel],
        [icon, words, context, `Batch cohort, ${words}`],
      );
    });
  }

  it('has a heading for each state that has runs, and what went wrong before them', () => {
    const parts = partRows(
      state({
        runs: { RUNNING: 1, COMPLETED: 1_200, FAILED: 4 },
        submissions: { failed: 1, waiting: 30, notCancelled: 2 },
        why: 'It is broken.',
      }),
    );
    assert.deepEqual(
      parts.map((part) =>
        part.kind === 'note' ? `- ${part.text}` : `${part.kind} ${part.row.accessibleLabel}`,
      ),
      [
        '- It is broken.',
        '- 30 not started yet',
        '- 2 could not be cancelled',
        'failed 1 run could not be started',
        'runs 1 run running',
        'runs 1,200 runs completed',
        'runs 4 runs failed',
      ],
    );
    assert.deepEqual(partRows(state({ unknown: true })), [{ kind: 'note', text: 'Loading…' }]);
    assert.deepEqual(partRows(state({})), [{ kind: 'note', text: 'No runs yet' }]);
  });

  it('of a run that could not be started says why', () => {
    const failure = { runId: undefined, status: 'FAILED', failureReason: 'ValidationException' };
    const row = submissionRow({ ...failure, runSettingId: 's7', failureMessage: 'No such parameter.' });
    assert.equal(row.accessibleLabel, 'Run s7 was not started, No such parameter.');
    assert.equal(
      submissionRow({ ...failure, runSettingId: 's7', failureMessage: undefined }).description,
      'ValidationException',
    );
  });

  for (const [change, sentence] of [
    [{ status: 'PROCESSED', runs: { COMPLETED: 1_250 } }, "Batch 'cohort' is done: 1,250 completed."],
    [
      { status: 'PROCESSED', runs: { COMPLETED: 1, FAILED: 2 }, submissions: { failed: 3 } },
      "Batch 'cohort' is done: 1 completed, 2 failed, 3 could not be started.",
    ],
    [{ status: 'CANCELLED', runs: { CANCELLED: 4 } }, "Batch 'cohort' was cancelled: 4 cancelled."],
    [{ status: 'FAILED', why: 'Two ids are the same' }, "Batch 'cohort' failed: Two ids are the same."],
    [{ status: 'FAILED' }, "Batch 'cohort' failed."],
    [{ status: 'RUNS_DELETED' }, "Batch 'cohort' ended as RUNS_DELETED."],
  ] as const satisfies readonly (readonly [Change, string])[]) {
    it(`ends: ${sentence}`, () => assert.equal(endingSentence(state(change)), sentence));
  }
});
