import { ServiceError } from '../errors.ts';
import type { BatchRecord, RunRecord, SubmissionFailure } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { isOver } from '../simulation/timeline.ts';

/** One run of a batch as the caller describes it: an `InlineSetting` of the service model. */
export interface BatchEntry {
  readonly runSettingId: string;
  readonly name?: string;
  readonly outputUri?: string;
  readonly priority?: number;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly runTags?: Readonly<Record<string, string>>;
  readonly engineSettings?: unknown;
}

/** What is known of a batch's runs while the service lives; it follows from the records. */
export interface BatchProgress {
  /** Ids of the runs, by the index of their entry. */
  readonly runIds: (string | undefined)[];
  /** Runs that have not ended. */
  readonly open: Set<string>;
  /** Entries that could not be started, by their index. */
  readonly failures: Map<number, SubmissionFailure>;
  /** The entry that is submitted next. */
  next: number;
}

export function newProgress(): BatchProgress {
  return { runIds: [], open: new Set(), failures: new Map(), next: 0 };
}

/** Takes note of a run that was there before the service started; `until` is the time up to which everything has happened. */
export function noteRun(progress: BatchProgress, run: RunRecord, until: number): void {
  if (run.batch === undefined) return;
  progress.runIds[run.batch.index] = run.id;
  const end = run.states.at(-1);
  if (end === undefined || !isOver(end.status) || end.at > until) progress.open.add(run.id);
}

/** Reads and keeps the entries of batches: at most a few batches are looked at at the same time. */
export function batchEntries(store: Store): (batch: BatchRecord) => readonly BatchEntry[] {
  const kept = new Map<string, readonly BatchEntry[]>();
  return (batch) => {
    const known = kept.get(batch.entries);
    if (known !== undefined) return known;
    const bytes = store.blobs.get(batch.entries);
    if (bytes === undefined) {
      throw new ServiceError('InternalServerException', `The entries of batch ${batch.id} are gone.`);
    }
    const entries = entriesIn(bytes);
    kept.set(batch.entries, entries);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return entries;
  };
}

const MOST_KEPT = 3;

/** The array of a file of entries; what is no array has none, and the batch that it is for fails. */
export function entriesIn(bytes: Uint8Array): readonly BatchEntry[] {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(value) ? (value as readonly BatchEntry[]) : [];
  } catch {
    return [];
  }
}
