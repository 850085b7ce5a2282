import { throwIfAborted } from '../../infrastructure/errors.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { RunState, RunStore } from './run-store.ts';

export interface RunSweepPorts {
  readonly store: RunStore;
  /** Waits for the turn of a request. */
  readonly enter: (signal: AbortSignal) => Promise<void>;
}

/** States that runs go through while they are alive, latest first: one that moves on is met again, and never missed. */
const ALIVE = ['STOPPING', 'RUNNING', 'STARTING', 'PENDING'];
const OVER = ['COMPLETED', 'FAILED', 'CANCELLED'];
/** Requests that one round makes. */
const PAGES_IN_A_ROUND = 4;
/** Pages of runs that are over, for each of their states: behind them may lie the runs of years. */
const PAGES_OF_ENDED = 5;
/** So many are asked for one by one in a round. */
export const FEW = 8;

interface Sweep {
  /** Runs that were alive when it began, and were not met since. */
  readonly missing: Set<string>;
  /** Pages beyond this time hold none of them. */
  readonly oldest: number;
  states: readonly string[];
  /** Whether the states at hand are of runs that are over. */
  phase: 'alive' | 'over';
  pages: number;
  token: string | undefined;
}

/**
 * Keeps many runs true that lie beyond the newest page: lists those that are alive a few pages a round, in place of one
 * request for each. Where many were not met, those that are over are listed too; what is still missing is asked for alone.
 */
export class RunSweep {
  readonly #ports: RunSweepPorts;
  #sweep: Sweep | undefined;
  #alone: readonly string[] = [];

  constructor(ports: RunSweepPorts) {
    this.#ports = ports;
  }

  /** Gives the runs that are to be asked for alone now, a few at most. */
  async next(away: readonly RunState[], omics: OmicsApi, signal: AbortSignal): Promise<readonly RunState[]> {
    if (this.#alone.length === 0) await this.#go(away, omics, signal);
    const byId = new Map(away.map((state) => [state.run.id, state]));
    const due = this.#alone.filter((id) => byId.has(id));
    this.#alone = due.slice(FEW);
    return due.slice(0, FEW).flatMap((id) => byId.get(id) ?? []);
  }

  reset(): void {
    this.#sweep = undefined;
    this.#alone = [];
  }

  async #go(away: readonly RunState[], omics: OmicsApi, signal: AbortSignal): Promise<void> {
    for (let page = 0; page < PAGES_IN_A_ROUND; page++) {
      this.#sweep ??= begin(away);
      const [status] = this.#sweep.states;
      if (status !== undefined && this.#sweep.missing.size > 0) {
        await this.#page(this.#sweep, status, omics, signal);
      } else if (this.#sweep.phase === 'alive' && this.#sweep.missing.size > FEW) {
        this.#sweep = { ...this.#sweep, phase: 'over', states: OVER };
      } else {
        this.#alone = [...this.#sweep.missing];
        this.#sweep = undefined;
        return;
      }
    }
  }

  async #page(sweep: Sweep, status: string, omics: OmicsApi, signal: AbortSignal): Promise<void> {
    await this.#ports.enter(signal);
    const { items, next } = await omics.listRuns(sweep.token, signal, { status });
    throwIfAborted(signal);
    const { store } = this.#ports;
    store.showRuns(items.filter((run) => store.get(run.id) !== undefined));
    for (const run of items) sweep.missing.delete(run.id);
    sweep.pages++;
    const isPast = items.some((run) => (run.creationTime ?? Infinity) < sweep.oldest);
    const isEnough = sweep.phase === 'over' && sweep.pages >= PAGES_OF_ENDED;
    sweep.token = isPast || isEnough ? undefined : next;
    if (sweep.token !== undefined) return;
    sweep.states = sweep.states.slice(1);
    sweep.pages = 0;
  }
}

function begin(away: readonly RunState[]): Sweep {
  return {
    missing: new Set(away.map(({ run }) => run.id)),
    oldest: away.reduce((oldest, { run }) => Math.min(oldest, run.creationTime ?? oldest), Infinity),
    states: ALIVE,
    phase: 'alive',
    pages: 0,
    token: undefined,
  };
}
