import type { Event } from './infrastructure/emitter.ts';

/** What the extension exports: a read-only look at what it shows, for tests in a real VS Code. */
export interface OmicsLensApi {
  /** Resolves when the language server answers. */
  readonly ready: Promise<void>;
  /** The runs of the *Runs* view, newest first. */
  runs(): readonly RunSnapshot[];
  readonly onRunsChanged: Event<void>;
  /** What the output panel of a run shows (its last four million characters); `undefined` when it is not followed. */
  logText(runId: string): string | undefined;
  /** Address of the service that requests go to; `undefined` for AWS itself. */
  endpoint(): Promise<string | undefined>;
}

export interface RunSnapshot {
  readonly id: string;
  readonly name: string | undefined;
  readonly status: string;
  /** The run has ended and its tasks are final. */
  readonly settled: boolean;
  /** Empty until somebody looks at them. */
  readonly tasks: readonly { readonly id: string; readonly name: string; readonly status: string }[];
}
