import { throwIfAborted } from '../../infrastructure/errors.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { RunState, RunStore } from './run-store.ts';

export interface RunSweepPorts {
  readonly store: RunStore;
  /** Waits for the turn of a request. */
  readonly enter: (signal: AbortSignal) => Promise<void>;
}

/** States that runs go through while they are alive, latest first: one that moves on is met again, and never missed. */
const STATES = ['STOPPING', 'RUNNING', 'STARTING', 'PENDING'];
/** Requests that one round makes. */
const PAGES_IN_A_ROUND = 4;

interface Sweep {
  /** Runs that were alive when it began, and were not met since. */
  readonly missing: Set<string>;
  /** Pages beyond this time hold none of them. */
  readonly oldest: number;
  readonly states: string[];
  token: string | undefined;
}

/**
 * Keeps many runs true that lie beyond the newest page: lists those that are alive a few pages a round, in place of one
 * request for each. Whichever was not met when all pages were seen has ended, and is asked for alone.
 */
export class RunSweep {
  readonly #ports: RunSweepPorts;
  #sweep: Sweep | undefined;
  #ended: readonly string[] = [];

  constructor(ports: RunSweepPorts) {
    this.#ports = ports;
  }

  /** Gives the runs that are to be asked for alone. */
  async next(away: readonly RunState[], omics: OmicsApi, signal: AbortSignal): Promise<readonly RunState[]> {
    for (let page = 0; page < PAGES_IN_A_ROUND; page++) {
      this.#sweep ??= begin(away);
      if (!(await this.#page(this.#sweep, omics, signal))) break;
    }
    const byId = new Map(away.map((state) => [state.run.id, state]));
    const due = this.#ended.flatMap((id) => byId.get(id) ?? []);
    this.#ended = [];
    return due;
  }

  reset(): void {
    this.#sweep = undefined;
    this.#ended = [];
  }

  /** False where the sweep is over. */
  async #page(sweep: Sweep, omics: OmicsApi, signal: AbortSignal): Promise<boolean> {
    const [status] = sweep.states;
    if (status === undefined || sweep.missing.size === 0) {
      this.#ended = [...sweep.missing];
      this.#sweep = undefined;
      return false;
    }
    await this.#ports.enter(signal);
    const { items, next } = await omics.listRuns(sweep.token, signal, { status });
    throwIfAborted(signal);
    const { store } = this.#ports;
    store.showRuns(items.filter((run) => store.get(run.id) !== undefined));
    for (const run of items) sweep.missing.delete(run.id);
    const isPast = items.some((run) => (run.creationTime ?? Infinity) < sweep.oldest);
    sweep.token = isPast ? undefined : next;
    if (sweep.token === undefined) sweep.states.shift();
    return true;
  }
}

function begin(away: readonly RunState[]): Sweep {
  return {
    missing: new Set(away.map(({ run }) => run.id)),
    oldest: away.reduce((oldest, { run }) => Math.min(oldest, run.creationTime ?? oldest), Infinity),
    states: [...STATES],
    token: undefined,
  };
}
