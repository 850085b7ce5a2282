import type { Language } from '../languages/language.ts';
import type { Host } from '../workspace/host.ts';
import type { ShellChecker } from '../workspace/shell-checks.ts';
import type { Finish } from '../workspace/snapshot.ts';

/** What a server runs on; the entry points in `node/` and `browser/` fill it in. */
export interface Environment {
  readonly name: string;
  readonly version: string;
  readonly languages: readonly Language[];
  /** Globs of the files whose changes matter. */
  readonly watched: readonly string[];
  readonly finish: Finish;
  readonly host: Host;
  /** Lets waiting events through. */
  readonly pause: () => Promise<void>;
  /** Absent where no programs can be run. */
  readonly shellChecker?: ShellChecker;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}
