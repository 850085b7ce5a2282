import type { Clock } from '../../infrastructure/clock.ts';
import { disposable, type Disposable } from '../../infrastructure/disposables.ts';
import { throwIfAborted } from '../../infrastructure/errors.ts';
import { Poller, type PollOutcome } from '../../infrastructure/poller.ts';
import { RequestWindow } from '../../infrastructure/request-window.ts';
import { isBatchAlive, type Batch, type CountedStatus } from '../../omics/batches-api.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { ServicePace } from '../../omics/pace.ts';
import type { BatchState, BatchStore } from './batch-store.ts';

export interface BatchRefreshOptions {
  readonly store: BatchStore;
  readonly clock: Clock;
  readonly random: () => number;
  /** Who answers now; rejects with the reason when nobody can. */
  readonly service: () => Promise<{ readonly omics: OmicsApi; readonly pace: ServicePace }>;
  /** A failed round. `rest` waits for the user; `retry` tries later. */
  readonly onError: (error: unknown) => Promise<'retry' | 'rest'>;
  /** A round went well, also after failed ones. */
  readonly onSuccess: () => void;
}

/** A list under a batch that somebody looks at. */
export type BatchPart =
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'failed'; readonly batchId: string }
  | { readonly kind: 'runs'; readonly batchId: string; readonly status: CountedStatus };

/** Together with those for runs below the ten requests a second that an account has. */
const REQUESTS_PER_SECOND = 3;
/** Batches of which one round asks for the counts, those that waited longest first. */
const DETAILS_IN_A_ROUND = 8;

/**
 * Keeps the batches true while somebody looks or one that is watched is alive; one round at a time, and none otherwise.
 * A round asks for the newest batches once, for the counts of those that are alive, and for the lists that are open.
 */
export class BatchRefresh implements Disposable {
  readonly #options: BatchRefreshOptions;
  readonly #poller: Poller;
  readonly #requests: RequestWindow;
  readonly #watched = new Map<string, number>();
  readonly #open = new Map<string, BatchPart>();
  readonly #more = new Map<string, BatchPart>();
  /** The round in which a batch was last asked for. */
  readonly #askedIn = new Map<string, number>();
  #rounds = 0;
  #generation = new AbortController();
  #visible = false;
  #wantsMore = false;
  #pace: ServicePace | undefined;

  constructor(options: BatchRefreshOptions) {
    this.#options = options;
    this.#requests = new RequestWindow(options.clock, REQUESTS_PER_SECOND);
    this.#poller = new Poller({
      clock: options.clock,
      random: options.random,
      pace: () => this.#currentPace(),
      poll: (signal) => this.#round(signal),
      onError: options.onError,
    });
  }

  get state(): 'polling' | 'resting' | 'disposed' {
    return this.#poller.state;
  }

  /** Somebody begins or ceases to look at the list. */
  setVisibility(visibility: 'visible' | 'hidden'): void {
    const shown = visibility === 'visible' && !this.#visible;
    this.#visible = visibility === 'visible';
    if (shown) this.#poller.wake();
  }

  /** Keeps a batch up to date until disposed, whether or not the view is visible. */
  watch(batchId: string): Disposable {
    this.#watched.set(batchId, (this.#watched.get(batchId) ?? 0) + 1);
    this.#poller.wake();
    return disposable(() => {
      const left = (this.#watched.get(batchId) ?? 1) - 1;
      if (left > 0) this.#watched.set(batchId, left);
      else this.#watched.delete(batchId);
    });
  }

  expand(part: BatchPart): void {
    if (this.#open.has(keyOf(part))) return;
    this.#open.set(keyOf(part), part);
    this.#poller.wake();
  }

  collapse(part: BatchPart): void {
    this.#open.delete(keyOf(part));
    if (part.kind === 'runs') this.#options.store.dropRuns(part.batchId, part.status);
  }

  /** Now, also when resting. */
  refresh(): void {
    this.#poller.wake();
  }

  /** The page of older batches, or the next page of a list under a batch, with the next round. */
  loadMore(part: BatchPart | undefined): void {
    if (part) this.#more.set(keyOf(part), part);
    else this.#wantsMore = true;
    this.#poller.wake();
  }

  /** Another account: forgets all batches, drops answers that are under way, and starts over. */
  reset(): void {
    this.#generation.abort();
    this.#generation = new AbortController();
    this.#watched.clear();
    this.#open.clear();
    this.#more.clear();
    this.#askedIn.clear();
    this.#wantsMore = false;
    this.#pace = undefined;
    this.#options.store.clear();
    if (this.#visible) this.#poller.wake();
  }

  dispose(): void {
    this.#generation.abort();
    this.#poller.dispose();
  }

  async #round(signal: AbortSignal): Promise<PollOutcome> {
    const generation = this.#generation.signal;
    try {
      return await this.#refreshAll(AbortSignal.any([signal, generation]));
    } catch (error) {
      if (generation.aborted) return 'changed';
      throw error;
    }
  }

  async #refreshAll(signal: AbortSignal): Promise<PollOutcome> {
    const { store, service, onSuccess } = this.#options;
    const before = fingerprint(store);
    const { omics, pace } = await service();
    throwIfAborted(signal);
    this.#pace = pace;
    this.#rounds++;
    if (this.#visible || !store.loaded) await this.#list(omics, signal);
    const changed = await this.#countRuns(omics, signal);
    for (const part of [...this.#open.values()]) {
      if (this.#isStale(part, changed)) await this.#listPart(part, 'first', omics, signal);
    }
    for (const [key, part] of [...this.#more]) {
      await this.#listPart(part, 'further', omics, signal);
      this.#more.delete(key);
    }
    onSuccess();
    if (!this.#visible && !this.#hasUnsettledWatch()) return 'rest';
    return fingerprint(store) === before ? 'unchanged' : 'changed';
  }

  async #list(omics: OmicsApi, signal: AbortSignal): Promise<void> {
    const { store } = this.#options;
    const first = await this.#ask(signal, () => omics.listBatches(undefined, signal));
    store.showFirstPage(first);
    if (!this.#wantsMore) return;
    const { next } = store;
    if (next !== undefined) {
      store.showOlderPage(await this.#ask(signal, () => omics.listBatches(next, signal)));
    }
    this.#wantsMore = false;
  }

  /** Gives the batches whose counts are others than before. */
  async #countRuns(omics: OmicsApi, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const { store } = this.#options;
    const wanted = [
      ...[...this.#watched.keys()].filter((id) => store.get(id) === undefined),
      ...store.batches().flatMap((state) => (this.#isOfInterest(state) ? [state.batch.id] : [])),
    ];
    const next = wanted
      .toSorted((a, b) => (this.#askedIn.get(a) ?? 0) - (this.#askedIn.get(b) ?? 0))
      .slice(0, DETAILS_IN_A_ROUND);
    const changed = new Set<string>();
    for (const id of next) {
      const before = store.get(id);
      const details = await this.#ask(signal, () => getIfPresent(omics, id, signal));
      this.#askedIn.set(id, this.#rounds);
      if (details) store.showDetails(details);
      else if (before === undefined || before.listed) this.#forget(id);
      if (JSON.stringify(before?.details) !== JSON.stringify(details)) changed.add(id);
    }
    return changed;
  }

  /** Somebody has deleted it. */
  #forget(id: string): void {
    this.#askedIn.delete(id);
    this.#options.store.remove(id);
  }

  #isOfInterest({ batch, settled }: BatchState): boolean {
    if (settled) return false;
    return (
      this.#watched.has(batch.id) || (this.#visible && (this.#isOpen(batch.id) || isBatchAlive(batch.status)))
    );
  }

  #isOpen(batchId: string): boolean {
    return this.#open.has(keyOf({ kind: 'batch', batchId }));
  }

  /** A list that was never read, or whose batch has moved on. */
  #isStale(part: BatchPart, changed: ReadonlySet<string>): boolean {
    const state = this.#options.store.get(part.batchId);
    if (!state || part.kind === 'batch') return false;
    const known = part.kind === 'failed' ? state.failed : state.runs.get(part.status);
    return known === undefined || (this.#visible && changed.has(part.batchId));
  }

  async #listPart(
    part: BatchPart,
    which: 'first' | 'further',
    omics: OmicsApi,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.#options;
    const state = store.get(part.batchId);
    if (part.kind === 'batch' || !state) return;
    const known = part.kind === 'failed' ? state.failed : state.runs.get(part.status);
    const token = which === 'first' ? undefined : known?.next;
    if (which === 'further' && token === undefined) return;
    const { batchId } = part;
    if (part.kind === 'failed') {
      const page = await this.#ask(signal, () =>
        omics.listSubmissions(batchId, { status: 'FAILED' }, token, signal),
      );
      store.showFailed(batchId, page, which);
      return;
    }
    const { status } = part;
    const page = await this.#ask(signal, () => omics.listRuns(token, signal, { batchId, status }));
    store.showRuns(batchId, status, page, which);
  }

  async #ask<Answer>(signal: AbortSignal, request: () => Promise<Answer>): Promise<Answer> {
    await this.#requests.enter(signal);
    const answer = await request();
    throwIfAborted(signal);
    return answer;
  }

  #hasUnsettledWatch(): boolean {
    return [...this.#watched.keys()].some((id) => this.#options.store.get(id)?.settled === false);
  }

  #currentPace() {
    const pace = this.#pace;
    if (!pace) return { shortest: 1_000, longest: 60_000 };
    const alive = this.#options.store.batches().some(({ batch }) => isBatchAlive(batch.status));
    return alive ? pace.alive : pace.idle;
  }
}

/** `undefined` for a batch that does not exist, or does not show yet. */
async function getIfPresent(omics: OmicsApi, id: string, signal: AbortSignal): Promise<Batch | undefined> {
  try {
    return await omics.getBatch(id, signal);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

function keyOf(part: BatchPart): string {
  return [part.kind, part.batchId, 'status' in part ? part.status : ''].join(' ');
}

/** Changes when any count or state that is shown changes. */
function fingerprint(store: BatchStore): string {
  return store
    .batches()
    .map(({ batch, details }) =>
      JSON.stringify([batch.id, batch.status, details?.runs, details?.submissions]),
    )
    .join(';');
}
