import type { Disposable } from '../../infrastructure/disposables.ts';
import { Emitter } from '../../infrastructure/emitter.ts';
import {
  isBatchAlive,
  type Batch,
  type CountedStatus,
  type ListedBatch,
  type StartedBatch,
  type Submission,
} from '../../omics/batches-api.ts';
import type { Page, Run } from '../../omics/omics-api.ts';

/** The beginning of a list that may be very long. */
export interface ListWindow<Item> {
  readonly items: readonly Item[];
  /** Asks for the page after it; absent where that was the end. */
  readonly next: string | undefined;
}

/** What is known of one batch. */
export interface BatchState {
  readonly batch: ListedBatch;
  /** Counts and settings; `undefined` until they were asked for. */
  readonly details: Batch | undefined;
  /** The batch has ended and its counts are final. */
  readonly settled: boolean;
  /** A list of the service has shown it. */
  readonly listed: boolean;
  /** Entries of which no run was made, as far as somebody has looked. */
  readonly failed: ListWindow<Submission> | undefined;
  /** Its runs by their state, as far as somebody has looked. */
  readonly runs: ReadonlyMap<CountedStatus, ListWindow<Run>>;
}

/** Rows under one heading; whoever wants more narrows the Runs view to the batch. */
export const MOST_IN_WINDOW = 1_000;

/** All batches that the window knows. Holds and tells; asks nobody. Counts come from the service, not from runs held here. */
export class BatchStore implements Disposable {
  readonly #batches = new Map<string, BatchState>();
  readonly #changed = new Emitter<void>();
  #next: string | undefined;
  #loaded = false;

  readonly changed = this.#changed.event;

  /** Newest first. */
  batches(): readonly BatchState[] {
    return [...this.#batches.values()].sort((a, b) => newestFirst(a.batch, b.batch));
  }

  get(id: string): BatchState | undefined {
    return this.#batches.get(id);
  }

  /** Asks for the page after the last that was loaded; absent when there is none. */
  get next(): string | undefined {
    return this.#next;
  }

  /** Whether a first page has come. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** The newest batches. What was listed before, is as new, and is missing now has been deleted. */
  showFirstPage({ items, next }: Page<ListedBatch>): void {
    const ids = new Set(items.map(({ id }) => id));
    const oldest =
      next === undefined ? -Infinity : Math.min(...items.map(({ creationTime }) => creationTime ?? Infinity));
    for (const { batch, listed } of [...this.#batches.values()]) {
      if (listed && !ids.has(batch.id) && (batch.creationTime ?? -Infinity) > oldest) {
        this.#batches.delete(batch.id);
      }
    }
    for (const batch of items) this.#putListed(batch);
    if (!this.#loaded || this.#next === undefined) this.#next = next;
    this.#loaded = true;
    this.#changed.fire();
  }

  showOlderPage({ items, next }: Page<ListedBatch>): void {
    for (const batch of items) this.#putListed(batch);
    this.#next = next;
    this.#changed.fire();
  }

  /** A batch that this window has started, before any list shows it. */
  showStarted({ id, status, uuid }: StartedBatch, name: string): void {
    const known = this.#batches.get(id);
    if (known && (known.details === undefined || known.details.uuid === uuid)) return;
    const batch = { id, status, name, creationTime: undefined, totalRuns: undefined, workflowId: undefined };
    this.#batches.set(id, { ...EMPTY, batch, listed: false });
    this.#changed.fire();
  }

  showDetails(details: Batch): void {
    const known = this.#batches.get(details.id);
    const isSame = known?.details === undefined || known.details.uuid === details.uuid;
    const base = known && isSame ? known : { ...EMPTY, listed: false };
    this.#batches.set(details.id, {
      ...base,
      batch: details,
      details,
      settled: !isBatchAlive(details.status),
    });
    this.#changed.fire();
  }

  /** `which`: the first page takes the place of what was known, a further one stands behind it. */
  showFailed(id: string, { items, next }: Page<Submission>, which: 'first' | 'further'): void {
    const known = this.#batches.get(id);
    if (!known) return;
    const before = which === 'first' ? [] : (known.failed?.items ?? []);
    this.#batches.set(id, { ...known, failed: windowOf([...before, ...items], next) });
    this.#changed.fire();
  }

  showRuns(id: string, status: CountedStatus, { items, next }: Page<Run>, which: 'first' | 'further'): void {
    const known = this.#batches.get(id);
    if (!known) return;
    const before = which === 'first' ? [] : (known.runs.get(status)?.items ?? []);
    const seen = new Set(before.map((run) => run.id));
    const all = [...before, ...items.filter((run) => !seen.has(run.id))];
    this.#batches.set(id, { ...known, runs: new Map([...known.runs, [status, windowOf(all, next)]]) });
    this.#changed.fire();
  }

  /** Nobody looks at them any more. */
  dropRuns(id: string, status: CountedStatus): void {
    const known = this.#batches.get(id);
    if (!known?.runs.has(status)) return;
    this.#batches.set(id, { ...known, runs: new Map([...known.runs].filter(([other]) => other !== status)) });
  }

  remove(id: string): void {
    if (this.#batches.delete(id)) this.#changed.fire();
  }

  /** Another account: nothing that was known is true any more. */
  clear(): void {
    this.#batches.clear();
    this.#next = undefined;
    this.#loaded = false;
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #putListed(batch: ListedBatch): void {
    const known = this.#batches.get(batch.id);
    const isSame = known && (!known.listed || known.batch.creationTime === batch.creationTime);
    if (!isSame) {
      this.#batches.set(batch.id, { ...EMPTY, batch, listed: true });
      return;
    }
    // Its runs may have been deleted since: then its counts are to be asked for again.
    const settled = known.settled && known.batch.status === batch.status;
    this.#batches.set(batch.id, {
      ...known,
      batch: { ...batch, name: batch.name ?? known.batch.name },
      settled,
      listed: true,
    });
  }
}

const EMPTY = { details: undefined, settled: false, failed: undefined, runs: new Map() } as const;

/** Lists that grow beyond the window end there. */
function windowOf<Item>(items: readonly Item[], next: string | undefined): ListWindow<Item> {
  return items.length < MOST_IN_WINDOW
    ? { items, next }
    : { items: items.slice(0, MOST_IN_WINDOW), next: undefined };
}

function newestFirst(a: ListedBatch, b: ListedBatch): number {
  const byTime = (b.creationTime ?? Infinity) - (a.creationTime ?? Infinity);
  return byTime || b.id.localeCompare(a.id, 'en', { numeric: true });
}
