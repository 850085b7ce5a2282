import { LIMITS, formatNumber } from '@omics-lens/server/healthomics/limits.ts';
import { ServiceError } from '../errors.ts';
import { describeViolation, violations } from '../shapes/check.ts';
import type { Shapes } from '../shapes/shape.ts';
import { milliseconds } from '../simulation/run-facts.ts';
import type { BatchStatus, State } from '../simulation/timeline.ts';
import type { BatchRecord, RunRecord, SubmissionFailure } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { BatchEntry, BatchProgress } from './batch-progress.ts';
import { batchEntries, newProgress, noteRun } from './batch-progress.ts';
import type { Worlds } from './worlds.ts';

export interface BatchSteps {
  progressOf(batch: BatchRecord): BatchProgress;
  entriesOf(batch: BatchRecord): readonly BatchEntry[];
  /** Does what is next for the batch; says which run came of it, and when it goes on. */
  advance(id: string, at: number): Promise<BatchStep>;
  runEnded(run: RunRecord, at: number): void;
  resume(batch: BatchRecord): void;
  resumeRun(run: RunRecord, until: number): void;
  /** When the batch goes on, after a restart. */
  planned(batch: BatchRecord): { readonly id: string; readonly at: number } | undefined;
}

export interface BatchStep {
  readonly started?: RunRecord;
  readonly next?: number;
}

export interface BatchStepsOptions {
  readonly store: Store;
  readonly worlds: Worlds;
  /** Makes a run of an entry; throws the ServiceError that StartRun would answer. */
  accept(batch: BatchRecord, entry: BatchEntry, place: { index: number; at: number }): Promise<RunRecord>;
  /** ETag of the object at an S3 URI now. */
  etagOf(uri: string): Promise<string | undefined>;
  readonly shapes: Shapes;
}

/** The way of a batch: CREATING, PENDING, SUBMITTING, INPROGRESS, PROCESSED. Source: user guide, run batches. */
export function batchSteps(options: BatchStepsOptions): BatchSteps {
  const { store, worlds } = options;
  const progresses = new Map<string, BatchProgress>();
  const entriesOf = batchEntries(store);
  const progressOf = ({ id }: BatchRecord): BatchProgress => {
    const known = progresses.get(id) ?? newProgress();
    progresses.set(id, known);
    return known;
  };
  const enter = (batch: BatchRecord, state: State<BatchStatus>): void => {
    store.batches.put(batch.id, { ...batch, states: [...batch.states, state] });
  };

  const submitNext = async (batch: BatchRecord, at: number): Promise<BatchStep> => {
    const progress = progressOf(batch);
    const entries = entriesOf(batch);
    // After a restart some are done already; failures that were not kept come about again.
    while (progress.runIds[progress.next] !== undefined || progress.failures.has(progress.next))
      progress.next++;
    const index = progress.next++;
    const entry = entries[index];
    let started: RunRecord | undefined;
    if (entry !== undefined) {
      const outcome = await submitted(batch, entry, { index, at });
      if ('reason' in outcome) progress.failures.set(index, outcome);
      else {
        started = outcome;
        progress.runIds[index] = outcome.id;
        progress.open.add(outcome.id);
      }
    }
    if (progress.next < entries.length) {
      const next = at + milliseconds(worlds.read(batch.world).timing.batchSubmission);
      return { ...(started !== undefined && { started }), next };
    }
    const failures = Object.fromEntries(progress.failures);
    enter({ ...batch, failures }, { at, status: 'INPROGRESS' });
    if (progress.open.size === 0) finish(batch.id, at);
    return started === undefined ? {} : { started };
  };

  const submitted = async (
    batch: BatchRecord,
    entry: BatchEntry,
    place: { index: number; at: number },
  ): Promise<RunRecord | SubmissionFailure> => {
    const scripted = worlds
      .read(batch.world)
      .scenario.submissions?.find((rule) => rule.runSettingId === entry.runSettingId);
    if (scripted !== undefined) {
      const { reason, message = `The simulation was told to answer ${reason}.` } = scripted;
      return { reason, message };
    }
    try {
      const wrong = violations(options.shapes, 'InlineSetting', entry).filter(
        ({ unknown }) => unknown !== true,
      );
      if (wrong.length > 0) {
        throw new ServiceError('ValidationException', wrong.map(describeViolation).join(' '));
      }
      return await options.accept(batch, entry, place);
    } catch (error) {
      if (error instanceof ServiceError) return { reason: error.code, message: error.message };
      throw error;
    }
  };

  const finish = (id: string, at: number): void => {
    const batch = store.batches.get(id);
    const status = batch?.states.at(-1)?.status;
    if (batch === undefined) return;
    if (status === 'INPROGRESS') enter(batch, { at, status: 'PROCESSED' });
    if (status === 'STOPPING') enter(batch, { at, status: 'CANCELLED' });
  };

  return {
    progressOf,
    entriesOf,
    async advance(id, at) {
      const batch = store.batches.get(id);
      if (batch === undefined || batch.deletedAt !== undefined) return {};
      const { timing } = worlds.read(batch.world);
      switch (batch.states.at(-1)?.status) {
        case 'CREATING':
          enter(batch, { at, status: 'PENDING' });
          return { next: at + milliseconds(timing.batchValidation) };
        case 'PENDING': {
          const etag = batch.source && (await options.etagOf(batch.source.uri));
          const refusal = refusalOf(batch, entriesOf(batch), etag);
          if (refusal === undefined) {
            enter(batch, { at, status: 'SUBMITTING' });
            return { next: at };
          }
          enter(batch, { at, status: 'FAILED', statusMessage: refusal });
          return {};
        }
        case 'SUBMITTING':
          return submitNext(batch, at);
        case 'STOPPING':
          if (progressOf(batch).open.size === 0) finish(id, at);
          return {};
        default:
          return {};
      }
    },
    runEnded(run, at) {
      const batch = run.batch === undefined ? undefined : store.batches.get(run.batch.id);
      if (batch === undefined) return;
      const { open } = progressOf(batch);
      if (open.delete(run.id) && open.size === 0) finish(batch.id, at);
    },
    resume(batch) {
      const { failures } = progressOf(batch);
      for (const [index, failure] of Object.entries(batch.failures)) failures.set(Number(index), failure);
    },
    resumeRun(run, until) {
      const batch = run.batch === undefined ? undefined : store.batches.get(run.batch.id);
      if (batch !== undefined) noteRun(progressOf(batch), run, until);
    },
    planned(batch) {
      const { timing } = worlds.read(batch.world);
      const state = batch.states.at(-1);
      if (state === undefined || batch.deletedAt !== undefined) return undefined;
      const at = (seconds: number): { id: string; at: number } => ({
        id: batch.id,
        at: state.at + milliseconds(seconds),
      });
      switch (state.status) {
        case 'CREATING':
          return at(timing.batchCreation);
        case 'PENDING':
          return at(timing.batchValidation);
        case 'SUBMITTING':
          return at(timing.batchSubmission * progressOf(batch).runIds.length);
        default:
          return undefined;
      }
    },
  };
}

/** Why the batch as a whole cannot be done. The sentences are those of the user guide. */
function refusalOf(
  batch: BatchRecord,
  entries: readonly BatchEntry[],
  etag: string | undefined,
): string | undefined {
  if (batch.source !== undefined && batch.source.etag !== etag) {
    const { uri, etag: expected } = batch.source;
    return `Expected s3UriConfigs etag: ${expected} but was: ${etag ?? 'none'}. The object ${uri} changed since calling StartRunBatch`;
  }
  if (entries.length === 0) return 'Invalid JSON format in run configurations';
  const most = LIMITS.batchRuns.value;
  if (entries.length > most) {
    return `Batch has ${entries.length} runs but ${most} runs is the max.`;
  }
  const ids = new Set(entries.map((entry) => entry.runSettingId));
  if (ids.size !== entries.length) {
    return `Expected ${formatNumber(entries.length)} unique runSettingIds but there were ${formatNumber(ids.size)}`;
  }
  return undefined;
}
