import type { Disposable } from '../../infrastructure/disposables.ts';
import type { Event } from '../../infrastructure/emitter.ts';

/** What following a run's logs needs to know of the run. */
export interface FollowedRun {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number | undefined;
  /** `undefined` until they were listed. */
  readonly tasks: readonly FollowedTask[] | undefined;
  /** The run has ended, and `tasks` are all it ever had. */
  readonly settled: boolean;
  /** How it ended, as a sentence. */
  readonly ending: string;
}

export interface FollowedTask {
  readonly id: string;
  readonly name: string;
  readonly alive: boolean;
}

/** Where runs come from; `extension.ts` fills it from the run store. */
export interface RunSource {
  get(runId: string): FollowedRun | undefined;
  readonly changed: Event<void>;
  /** Keeps the run up to date until disposed. */
  watch(runId: string): Disposable;
}
