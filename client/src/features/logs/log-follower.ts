import type { Clock } from '../../infrastructure/clock.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { UserError } from '../../infrastructure/errors.ts';
import type { Log } from '../../infrastructure/log.ts';
import { RequestLimiter } from '../../infrastructure/request-limiter.ts';
import type { LogStreams } from '../../omics/logs-api.ts';
import type { ServicePace } from '../../omics/pace.ts';
import { KeptText } from './kept-text.ts';
import { formatRemark } from './log-line.ts';
import type { RunSource } from './run-source.ts';
import { RunTail } from './run-tail.ts';

/** A place for text to scroll by; VS Code's OutputChannel. */
export interface LogPanel extends Disposable {
  append(text: string): void;
  /** Brings it to the front and leaves the cursor where it is. */
  show(): void;
}

export interface LogFollowerOptions {
  readonly runs: RunSource;
  readonly service: () => Promise<{ readonly logs: LogStreams; readonly pace: ServicePace }>;
  readonly createPanel: (title: string) => LogPanel;
  readonly liveTail: () => 'never' | 'always';
  readonly explain: (error: unknown) => Promise<string>;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: () => number;
}

interface Followed {
  readonly panel: LogPanel;
  readonly text: KeptText;
  tail: RunTail | undefined;
  isEnded: boolean;
}

/** Panels of ended runs stay for reading, the newest so many. */
const PANELS = 20;

/** Characters of a run's log that stay in memory, apart from what the panel itself holds. */
const KEPT_CHARACTERS = 4_000_000;

/** One panel per run; following a run that is being followed only shows its panel. */
export class LogFollower implements Disposable {
  readonly #options: LogFollowerOptions;
  readonly #followed = new Map<string, Followed>();
  readonly #panels = new DisposableStore();
  /** Goes up with each account, and at the end. */
  #era = 0;
  #limiters:
    | { readonly pace: ServicePace; readonly reads: RequestLimiter; readonly searches: RequestLimiter }
    | undefined;

  constructor(options: LogFollowerOptions) {
    this.#options = options;
  }

  async follow(runId: string): Promise<void> {
    const known = this.#followed.get(runId);
    if (known) {
      known.panel.show();
      return;
    }
    const { runs, service, createPanel } = this.#options;
    const run = runs.get(runId);
    if (!run) {
      throw new UserError({
        code: 'unknown-run',
        sentence: `Run '${runId}' is not in the list of runs. Refresh the Runs view and choose it there.`,
        nextStep: { label: 'Refresh', command: 'omicsLens.refreshRuns' },
      });
    }
    const era = this.#era;
    const { pace } = await service();
    // Somebody may have asked for the same run while the service was being reached, or have changed the account.
    if (this.#followed.has(runId) || this.#era !== era) return;
    const panel = this.#panels.add(createPanel(`Omics Lens: ${run.name} (${run.id})`));
    const followed: Followed = {
      panel,
      text: new KeptText(KEPT_CHARACTERS),
      tail: undefined,
      isEnded: false,
    };
    this.#followed.set(runId, followed);
    this.#closeOldest();
    panel.show();
    this.#write(followed, [
      formatRemark(`Following run ${run.id}, ${run.name}. Its lines appear as they are written.`),
    ]);
    followed.tail = this.#tail(runId, followed, pace);
  }

  /** What the panel of a run shows; `undefined` when it has none. */
  text(runId: string): string | undefined {
    return this.#followed.get(runId)?.text.text();
  }

  /** Another account: nothing is followed any more, the panels stay for reading. */
  reset(): void {
    this.#era++;
    for (const { tail } of this.#followed.values()) tail?.dispose();
    this.#followed.clear();
    this.#limiters = undefined;
  }

  dispose(): void {
    this.reset();
    this.#panels.dispose();
  }

  #tail(runId: string, followed: Followed, pace: ServicePace): RunTail {
    const { runs, service, clock, random, explain, log, liveTail } = this.#options;
    return new RunTail({
      runId,
      runs,
      logs: lateBound(async () => (await service()).logs),
      limiter: this.#shared(pace).reads,
      searches: this.#shared(pace).searches,
      pace,
      clock,
      random,
      liveTail: liveTail(),
      write: (lines) => this.#write(followed, lines),
      explain,
      onLiveTailEnd: (error) =>
        log.warn(`Live Tail of run ${runId} has ended, polling goes on: ${String(error)}`),
      onEnd: (how) => {
        followed.isEnded = true;
        // Following it again reads it anew.
        if (how === 'broken-off') this.#followed.delete(runId);
      },
    });
  }

  #write({ panel, text }: Followed, lines: readonly string[]): void {
    const piece = lines.map((line) => `${line}\n`).join('');
    text.append(piece);
    panel.append(piece);
  }

  #closeOldest(): void {
    const ended = [...this.#followed].filter(([, { isEnded }]) => isEnded);
    for (const [runId, { panel }] of ended.slice(0, Math.max(0, this.#followed.size - PANELS))) {
      panel.dispose();
      this.#followed.delete(runId);
    }
  }

  #shared(pace: ServicePace) {
    const { clock } = this.#options;
    if (this.#limiters?.pace !== pace) {
      this.#limiters = {
        pace,
        reads: new RequestLimiter(clock, pace.logRequests),
        searches: new RequestLimiter(clock, pace.logSearches),
      };
    }
    return this.#limiters;
  }
}

/** Asks for the client at each call: one whose credentials failed is replaced while a run is being followed. */
function lateBound(logs: () => Promise<LogStreams>): LogStreams {
  return {
    read: async (...call) => (await logs()).read(...call),
    filter: async (...call) => (await logs()).filter(...call),
    async *liveTail(...call) {
      yield* (await logs()).liveTail(...call);
    },
  };
}
