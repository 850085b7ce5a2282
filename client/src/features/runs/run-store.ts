import { Emitter } from '../../infrastructure/emitter.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import { isAlive, type Run, type StartedRun, type Task } from '../../omics/omics-api.ts';

/** What is known of one run. */
export interface RunState {
  readonly run: Run;
  /** In the order of their creation, then of their names; `undefined` until they were asked for. */
  readonly tasks: readonly Task[] | undefined;
  /** The run has ended, and its tasks were listed after that: nothing of it changes any more. */
  readonly settled: boolean;
  /** A list of the service has shown it. What was just started may be missing from lists for a while. */
  readonly listed: boolean;
}

/** More are not held at once: whoever looks further back loses sight of what lies between. */
export const MOST_RUNS = 2_000;

/** All runs that the window knows, up to a bound. Holds and tells; asks nobody. */
export class RunStore implements Disposable {
  readonly #runs = new Map<string, RunState>();
  readonly #changed = new Emitter<void>();
  #next: string | undefined;
  #loaded = false;
  #firstPage: ReadonlySet<string> = new Set();
  #hidden = 0;

  readonly changed = this.#changed.event;

  /** Newest first. */
  runs(): readonly RunState[] {
    return [...this.#runs.values()].sort((a, b) => newestFirst(a.run, b.run));
  }

  get(id: string): RunState | undefined {
    return this.#runs.get(id);
  }

  /** Asks for the page after the last that was loaded; absent when there is none. */
  get next(): string | undefined {
    return this.#next;
  }

  /** Whether a first page has come. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Runs that were loaded and let go again: they lie between the newest page and the older ones. */
  get hidden(): number {
    return this.#hidden;
  }

  /** Whether the run stands on the newest page. */
  isNewest(id: string): boolean {
    return this.#firstPage.has(id);
  }

  /**
   * The newest runs. What was listed before, is as new, and is missing now has been deleted, but for what is `kept`:
   * runs that somebody waits for and that a filter may hide.
   */
  showFirstPage(runs: readonly Run[], next: string | undefined, kept: ReadonlySet<string> = new Set()): void {
    const ids = new Set(runs.map((run) => run.id));
    const oldest =
      next === undefined ? -Infinity : Math.min(...runs.map((run) => run.creationTime ?? Infinity));
    for (const { run, listed } of [...this.#runs.values()]) {
      const isMissing = listed && !ids.has(run.id) && !kept.has(run.id);
      if (isMissing && (run.creationTime ?? -Infinity) > oldest) this.#runs.delete(run.id);
    }
    for (const run of runs) this.#put(run, { listed: true });
    this.#firstPage = ids;
    // Once older pages are loaded, their token leads on; the first page's would load them again.
    if (!this.#loaded || this.#next === undefined) this.#next = next;
    this.#loaded = true;
    this.#changed.fire();
  }

  /** `kept`: runs that somebody looks into or waits for. */
  showOlderPage(runs: readonly Run[], next: string | undefined, kept: ReadonlySet<string> = new Set()): void {
    for (const run of runs) this.#put(run, { listed: true });
    this.#next = next;
    this.#letGo(new Set([...kept, ...runs.map(({ id }) => id)]));
    this.#changed.fire();
  }

  /** News of several runs at once, such as a page of those that are alive. */
  showRuns(runs: readonly Run[]): void {
    for (const run of runs) this.#put(run, { listed: true });
    this.#changed.fire();
  }

  /** Begins anew, but for what is kept: other runs are wanted now, or the newest again. */
  startOver(kept: ReadonlySet<string>): void {
    for (const id of [...this.#runs.keys()]) if (!kept.has(id)) this.#runs.delete(id);
    this.#next = undefined;
    this.#loaded = false;
    this.#firstPage = new Set();
    this.#hidden = 0;
    this.#changed.fire();
  }

  /** Nobody looks into the run any more; whoever does later asks for its tasks again. */
  dropTasks(runId: string): void {
    const state = this.#runs.get(runId);
    if (state?.tasks) this.#runs.set(runId, { ...state, tasks: undefined, settled: false });
  }

  showRun(run: Run): void {
    this.#put(run, {});
    this.#changed.fire();
  }

  /** A run that this window has started, before any list shows it. */
  showStarted(started: StartedRun, name: string): void {
    const known = this.#runs.get(started.id);
    if (known && (!known.run.uuid || known.run.uuid === started.uuid)) return;
    this.#runs.set(started.id, {
      run: { ...UNKNOWN, ...started, name },
      tasks: undefined,
      settled: false,
      listed: false,
    });
    this.#changed.fire();
  }

  /** `ended`: the tasks were listed after the run had ended. */
  showTasks(runId: string, tasks: readonly Task[], when: 'alive' | 'ended'): void {
    const state = this.#runs.get(runId);
    if (!state) return;
    const sorted = [...tasks].sort(firstCreatedFirst);
    this.#runs.set(runId, { ...state, tasks: sorted, settled: when === 'ended' });
    this.#changed.fire();
  }

  remove(runId: string): void {
    if (this.#runs.delete(runId)) this.#changed.fire();
  }

  /** Another account: nothing that was known is true any more. */
  clear(): void {
    this.startOver(new Set());
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Above the bound, the newest of those that are neither on the first page nor kept; what is over goes first. */
  #letGo(kept: ReadonlySet<string>): void {
    const tooMany = this.#runs.size - MOST_RUNS;
    if (tooMany <= 0) return;
    const free = this.runs().filter(({ run }) => !this.#firstPage.has(run.id) && !kept.has(run.id));
    const over = free.filter(({ run }) => !isAlive(run.status));
    const alive = free.filter(({ run }) => isAlive(run.status));
    for (const { run } of [...over, ...alive].slice(0, tooMany)) {
      this.#runs.delete(run.id);
      this.#hidden++;
    }
  }

  #put(run: Run, { listed }: { readonly listed?: boolean }): void {
    const known = this.#runs.get(run.id);
    if (!known || isAnotherRun(known, run)) {
      this.#runs.set(run.id, { run, tasks: undefined, settled: false, listed: listed ?? false });
      return;
    }
    this.#runs.set(run.id, {
      ...known,
      run: { ...run, ...keptFrom(known.run, run) },
      // A run that is alive again was never settled: an old list came late.
      settled: known.settled && !isAlive(run.status),
      listed: listed ?? known.listed,
    });
  }
}

const UNKNOWN = {
  workflowId: undefined,
  creationTime: undefined,
  startTime: undefined,
  stopTime: undefined,
  failureReason: undefined,
  statusMessage: undefined,
};

/** Operations may round the same time differently, in milliseconds. */
const SAME_MOMENT = 1_000;

/** Run ids are used again after a deletion. */
function isAnotherRun({ run: known, listed }: RunState, run: Run): boolean {
  if (known.uuid && run.uuid) return known.uuid !== run.uuid;
  return listed && Math.abs((known.creationTime ?? 0) - (run.creationTime ?? 0)) > SAME_MOMENT;
}

/** What lists leave out and an earlier answer said. */
function keptFrom(known: Run, run: Run): Partial<Run> {
  return {
    uuid: run.uuid ?? known.uuid,
    name: run.name ?? known.name,
    workflowName: run.workflowName ?? known.workflowName,
    failureReason: run.failureReason ?? known.failureReason,
    statusMessage: run.statusMessage ?? known.statusMessage,
  };
}

/** The shards of a scatter are created at the same moment: `Call-2` stands before `Call-10`. */
function firstCreatedFirst(a: Task, b: Task): number {
  const [early, late] = [a.creationTime ?? Infinity, b.creationTime ?? Infinity];
  if (early !== late) return early < late ? -1 : 1;
  return a.name.localeCompare(b.name, 'en', { numeric: true }) || (a.id < b.id ? -1 : 1);
}

function newestFirst(a: Run, b: Run): number {
  const byTime = (b.creationTime ?? Infinity) - (a.creationTime ?? Infinity);
  // Ids grow; equal times come from runs of one second.
  return byTime || b.id.localeCompare(a.id, 'en', { numeric: true });
}
