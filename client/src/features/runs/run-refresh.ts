import type { Clock } from '../../infrastructure/clock.ts';
import { disposable, type Disposable } from '../../infrastructure/disposables.ts';
import { throwIfAborted } from '../../infrastructure/errors.ts';
import { Poller, type PollOutcome } from '../../infrastructure/poller.ts';
import { isAlive, type OmicsApi, type Run, type Task } from '../../omics/omics-api.ts';
import type { ServicePace } from '../../omics/pace.ts';
import type { RunState, RunStore } from './run-store.ts';

export interface RunRefreshOptions {
  readonly store: RunStore;
  readonly clock: Clock;
  readonly random: () => number;
  /** Who answers now; rejects with the reason when nobody can. */
  readonly service: () => Promise<{ readonly omics: OmicsApi; readonly pace: ServicePace }>;
  /** A failed round. `rest` waits for the user; `retry` tries later. */
  readonly onError: (error: unknown) => Promise<'retry' | 'rest'>;
  /** A round went well, also after failed ones. */
  readonly onSuccess: () => void;
}

/**
 * Keeps the store true while somebody looks or something that is watched is alive; one round at a time, and no round
 * otherwise. A round asks for the newest runs once, and for single runs and tasks only where somebody is interested.
 */
export class RunRefresh implements Disposable {
  readonly #options: RunRefreshOptions;
  readonly #poller: Poller;
  readonly #watched = new Map<string, number>();
  readonly #expanded = new Set<string>();
  /** Aborted when the account changes: what is under way then belongs to the old one. */
  #generation = new AbortController();
  #visible = false;
  #wantsMore = false;
  #pace: ServicePace | undefined;

  constructor(options: RunRefreshOptions) {
    this.#options = options;
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

  /** Keeps a run and its tasks up to date until disposed, whether or not the view is visible. */
  watch(runId: string): Disposable {
    this.#watched.set(runId, (this.#watched.get(runId) ?? 0) + 1);
    this.#poller.wake();
    return disposable(() => {
      const left = (this.#watched.get(runId) ?? 1) - 1;
      if (left > 0) this.#watched.set(runId, left);
      else this.#watched.delete(runId);
    });
  }

  expand(runId: string): void {
    if (this.#expanded.has(runId)) return;
    this.#expanded.add(runId);
    this.#poller.wake();
  }

  collapse(runId: string): void {
    this.#expanded.delete(runId);
  }

  /** Now, also when resting. */
  refresh(): void {
    this.#poller.wake();
  }

  /** The page of older runs, with the next round. */
  loadMore(): void {
    this.#wantsMore = true;
    this.#poller.wake();
  }

  /** Another account: forgets all runs, drops answers that are under way, and starts over. */
  reset(): void {
    this.#generation.abort();
    this.#generation = new AbortController();
    this.#watched.clear();
    this.#expanded.clear();
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
    const page = await omics.listRuns(undefined, signal);
    throwIfAborted(signal);
    store.showFirstPage(page.items, page.next);
    if (this.#wantsMore) await this.#showOlder(omics, signal);
    const onPage = new Set(page.items.map((run) => run.id));
    for (const state of store.runs()) {
      if (this.#isOfInterest(state)) await this.#update(state, onPage, omics, signal);
    }
    onSuccess();
    if (!this.#visible && !this.#hasUnsettledWatch()) return 'rest';
    return fingerprint(store) === before ? 'unchanged' : 'changed';
  }

  async #showOlder(omics: OmicsApi, signal: AbortSignal): Promise<void> {
    const { store } = this.#options;
    if (store.next !== undefined) {
      const page = await omics.listRuns(store.next, signal);
      throwIfAborted(signal);
      store.showOlderPage(page.items, page.next);
    }
    this.#wantsMore = false;
  }

  #isOfInterest({ run, settled }: RunState): boolean {
    if (settled) return false;
    return (
      this.#watched.has(run.id) || (this.#visible && (this.#expanded.has(run.id) || isAlive(run.status)))
    );
  }

  async #update(
    state: RunState,
    onPage: ReadonlySet<string>,
    omics: OmicsApi,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.#options;
    const { id } = state.run;
    const run = await this.#fresh(state, onPage, omics, signal);
    if (!run) return;
    if (!this.#watched.has(id) && !this.#expanded.has(id)) return;
    // Whether the run had ended is decided before its tasks are listed: what is listed after the end is final.
    const when = isAlive(run.status) ? 'alive' : 'ended';
    const tasks = await allTasks(omics, id, signal);
    throwIfAborted(signal);
    store.showTasks(id, tasks, when);
  }

  /** A run that the page lacks is asked for alone; one that failed too, because lists do not say why. */
  async #fresh(
    state: RunState,
    onPage: ReadonlySet<string>,
    omics: OmicsApi,
    signal: AbortSignal,
  ): Promise<Run | undefined> {
    const { run } = state;
    const needsReason = run.status === 'FAILED' && run.statusMessage === undefined;
    if (onPage.has(run.id) && !needsReason) return run;
    const fresh = await this.#ask(run.id, omics, signal);
    throwIfAborted(signal);
    if (fresh) this.#options.store.showRun(fresh);
    else if (state.listed) this.#options.store.remove(run.id);
    return fresh;
  }

  /** `undefined` for a run that does not exist, or does not show yet. */
  async #ask(id: string, omics: OmicsApi, signal: AbortSignal): Promise<Run | undefined> {
    try {
      return await omics.getRun(id, signal);
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }

  #hasUnsettledWatch(): boolean {
    return [...this.#watched.keys()].some((id) => this.#options.store.get(id)?.settled === false);
  }

  #currentPace() {
    const pace = this.#pace;
    if (!pace) return { shortest: 1_000, longest: 60_000 };
    const alive = this.#options.store.runs().some(({ run }) => isAlive(run.status));
    return alive ? pace.alive : pace.idle;
  }
}

async function allTasks(omics: OmicsApi, runId: string, signal: AbortSignal): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  let token: string | undefined;
  do {
    const page = await omics.listRunTasks(runId, token, signal);
    tasks.push(...page.items);
    token = page.next;
  } while (token !== undefined);
  return tasks;
}

/** Changes when any state that is shown changes. */
function fingerprint(store: RunStore): string {
  return store
    .runs()
    .map(
      ({ run, tasks }) =>
        `${run.id}${run.status}${tasks?.map((task) => task.id + task.status).join(',') ?? ''}`,
    )
    .join(';');
}
