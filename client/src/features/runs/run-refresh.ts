import type { Clock } from '../../infrastructure/clock.ts';
import { disposable, type Disposable } from '../../infrastructure/disposables.ts';
import { throwIfAborted } from '../../infrastructure/errors.ts';
import { Poller, type PollOutcome } from '../../infrastructure/poller.ts';
import { isAlive, type OmicsApi, type Run, type Task } from '../../omics/omics-api.ts';
import type { ServicePace } from '../../omics/pace.ts';
import { RequestWindow } from '../../infrastructure/request-window.ts';
import { EVERY_RUN, fits, isFiltered, oldestThatFits, queryOf, type RunFilter } from './run-filter.ts';
import type { RunState, RunStore } from './run-store.ts';
import { FEW, RunSweep } from './run-sweep.ts';

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

/** Together with those for batches below the ten requests a second that an account has. */
const REQUESTS_PER_SECOND = 7;
/** Pages that one wish for more looks through, while nothing on them fits the filter. */
const MOST_PAGES_AT_ONCE = 10;

/**
 * Keeps the store true while somebody looks or something that is watched is alive; one round at a time, and no round
 * otherwise. A round asks for the newest runs once, and for single runs and tasks only where somebody is interested.
 */
export class RunRefresh implements Disposable {
  readonly #options: RunRefreshOptions;
  readonly #poller: Poller;
  readonly #requests: RequestWindow;
  readonly #sweep: RunSweep;
  readonly #watched = new Map<string, number>();
  readonly #expanded = new Set<string>();
  /** Aborted when the account changes: what is under way then belongs to the old one. */
  #generation = new AbortController();
  #visible = false;
  #wantsMore = false;
  #filter: RunFilter = EVERY_RUN;
  #pace: ServicePace | undefined;

  constructor(options: RunRefreshOptions) {
    this.#options = options;
    this.#requests = new RequestWindow(options.clock, REQUESTS_PER_SECOND);
    this.#sweep = new RunSweep({
      store: options.store,
      enter: (signal) => this.#requests.enter(signal),
    });
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
    if (!this.#watched.has(runId)) this.#options.store.dropTasks(runId);
  }

  get filter(): RunFilter {
    return this.#filter;
  }

  /** Other runs are wanted; what is watched stays known. */
  setFilter(filter: RunFilter): void {
    this.#filter = filter;
    this.showNewest();
  }

  /** Lets go of older pages and begins at the newest run again. */
  showNewest(): void {
    this.#generation.abort();
    this.#generation = new AbortController();
    this.#wantsMore = false;
    this.#expanded.clear();
    this.#sweep.reset();
    this.#options.store.startOver(new Set(this.#watched.keys()));
    this.#poller.wake();
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
    this.#sweep.reset();
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
    const onPage = await this.#listNewest(omics, signal);
    if (this.#wantsMore) await this.#showOlder(omics, signal);
    await this.#updateThoseAway(onPage, omics, signal);
    for (const state of this.#lookedInto()) await this.#update(state, onPage, omics, signal);
    onSuccess();
    if (!this.#visible && !this.#hasUnsettledWatch()) return 'rest';
    return fingerprint(store) === before ? 'unchanged' : 'changed';
  }

  /** Gives the ids of the newest runs. */
  async #listNewest(omics: OmicsApi, signal: AbortSignal): Promise<ReadonlySet<string>> {
    const { store } = this.#options;
    const query = queryOf(this.#filter);
    const page = await this.#ask(signal, () => omics.listRuns(undefined, signal, query));
    const next = this.#isPastEnd(page.items) ? undefined : page.next;
    const kept = isFiltered(this.#filter) ? this.#kept() : undefined;
    store.showFirstPage(this.#sifted(page.items), next, kept);
    const { name } = this.#filter;
    if (name !== undefined) {
      // The service finds a whole name however old the run is.
      const named = await this.#ask(signal, () => omics.listRuns(undefined, signal, { ...query, name }));
      store.showRuns(this.#sifted(named.items));
    }
    const ids = new Set(page.items.map((run) => run.id));
    return ids;
  }

  /** One page; where none of its runs fits the filter, some more. */
  async #showOlder(omics: OmicsApi, signal: AbortSignal): Promise<void> {
    const { store } = this.#options;
    for (let pages = 0; store.next !== undefined && pages < MOST_PAGES_AT_ONCE; pages++) {
      const { next } = store;
      const page = await this.#ask(signal, () => omics.listRuns(next, signal, queryOf(this.#filter)));
      const fitting = this.#sifted(page.items);
      store.showOlderPage(fitting, this.#isPastEnd(page.items) ? undefined : page.next, this.#kept());
      if (fitting.length > 0) break;
    }
    this.#wantsMore = false;
  }

  #sifted(runs: readonly Run[]): readonly Run[] {
    const now = this.#options.clock.now();
    const kept = this.#kept();
    return runs.filter((run) => kept.has(run.id) || fits(run, this.#filter, now));
  }

  /** Pages behind this one hold only what is too old for the filter. */
  #isPastEnd(runs: readonly Run[]): boolean {
    const oldest = oldestThatFits(this.#filter, this.#options.clock.now());
    return runs.some((run) => (run.creationTime ?? Infinity) < oldest);
  }

  /** Runs that are alive, shown, and beyond the newest page: a few are asked for one by one, many are listed by state. */
  async #updateThoseAway(onPage: ReadonlySet<string>, omics: OmicsApi, signal: AbortSignal): Promise<void> {
    if (!this.#visible) return;
    const { store } = this.#options;
    const away = store
      .runs()
      .filter(({ run }) => isAlive(run.status) && !onPage.has(run.id) && !this.#isLookedInto(run.id));
    const due = away.length <= FEW ? away : await this.#sweep.next(away, omics, signal);
    for (const state of due) await this.#fresh(state, onPage, omics, signal);
  }

  /** Runs whose tasks are wanted; those that are waited for and not known yet are asked for first. */
  #lookedInto(): readonly RunState[] {
    const { store } = this.#options;
    return [...new Set([...this.#watched.keys(), ...(this.#visible ? this.#expanded : [])])].flatMap((id) => {
      const state = store.get(id) ?? (this.#watched.has(id) ? unknownRun(id) : undefined);
      return state === undefined || state.settled ? [] : [state];
    });
  }

  #isLookedInto(id: string): boolean {
    return this.#watched.has(id) || this.#expanded.has(id);
  }

  #kept(): ReadonlySet<string> {
    return new Set([...this.#watched.keys(), ...this.#expanded]);
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
    // Whether the run had ended is decided before its tasks are listed: what is listed after the end is final.
    const when = isAlive(run.status) ? 'alive' : 'ended';
    const tasks = await this.#allTasks(omics, id, signal);
    store.showTasks(id, tasks, when);
  }

  /** A run that the page lacks is asked for alone; one that failed too, because lists do not say why. */
  async #fresh(
    { run, listed }: RunState,
    onPage: ReadonlySet<string>,
    omics: OmicsApi,
    signal: AbortSignal,
  ): Promise<Run | undefined> {
    const { store } = this.#options;
    const listedRun = onPage.has(run.id) ? store.get(run.id)?.run : undefined;
    const needsReason = listedRun?.status === 'FAILED' && listedRun.statusMessage === undefined;
    if (listedRun && !needsReason) return listedRun;
    const fresh = await this.#ask(signal, () => getIfPresent(omics, run.id, signal));
    if (fresh) store.showRun(fresh);
    else if (listed) store.remove(run.id);
    return fresh;
  }

  async #allTasks(omics: OmicsApi, runId: string, signal: AbortSignal): Promise<readonly Task[]> {
    const tasks: Task[] = [];
    let token: string | undefined;
    do {
      const from = token;
      const page = await this.#ask(signal, () => omics.listRunTasks(runId, from, signal));
      tasks.push(...page.items);
      token = page.next;
    } while (token !== undefined);
    return tasks;
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
    const alive = this.#options.store.runs().some(({ run }) => isAlive(run.status));
    return alive ? pace.alive : pace.idle;
  }
}

/** `undefined` for a run that does not exist, or does not show yet. */
async function getIfPresent(omics: OmicsApi, id: string, signal: AbortSignal): Promise<Run | undefined> {
  try {
    return await omics.getRun(id, signal);
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** A run that is waited for since an earlier window; `listed`, so that it is dropped when it is gone. */
function unknownRun(id: string): RunState {
  const nothing = {
    workflowId: undefined,
    creationTime: undefined,
    startTime: undefined,
    stopTime: undefined,
  };
  const run = { id, arn: '', uuid: undefined, name: undefined, status: 'PENDING', ...nothing };
  return {
    run: { ...run, failureReason: undefined, statusMessage: undefined },
    tasks: undefined,
    settled: false,
    listed: true,
  };
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
