import type { FileSummary } from '../workspace/snapshot.ts';
import type { Workspace } from '../workspace/workspace.ts';

export interface CheckLoopOptions {
  readonly workspace: Workspace;
  /** Milliseconds since some moment. */
  readonly now: () => number;
  /** Hears of every file that was brought up to date, also when nothing is new. */
  readonly checked: (file: FileSummary) => void;
  /** At the end of a pass over the open files. */
  readonly openPassed: () => void;
  /** Hears of each open file when typing has paused. */
  readonly paused: (uri: string) => void;
  /** Hears which files exist, at the end of a pass over all of them. */
  readonly passed: (files: readonly string[]) => void;
}

/** A file that is checked faster than this is checked at each keystroke. */
const AT_ONCE_MS = 40;
/** Slower files wait until typing pauses for about as long as checking takes, and at most this long. */
const LONGEST_WAIT_MS = 400;
const REMEMBERED_COSTS = 5;
/** Files that are not open are looked at when nothing was typed for this long. */
const CLOSED_FILES_WAIT_MS = 250;

/**
 * Checks files after every change: the one that was typed in, the other open ones, then all files of the workspace in
 * the background. A change starts the round again.
 */
export class CheckLoop {
  readonly #options: CheckLoopOptions;
  /** Milliseconds that the last checks of a file took. */
  readonly #costs = new Map<string, readonly number[]>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  constructor(options: CheckLoopOptions) {
    this.#options = options;
  }

  /** `uri` is the document that was opened or changed, where it was one. */
  restart(uri?: string): void {
    const round = ++this.#round;
    // The least, since what else the machine does says nothing about the file.
    const cost = uri === undefined ? 0 : Math.min(...(this.#costs.get(uri) ?? [0]));
    const wait = cost < AT_ONCE_MS ? 0 : Math.min(cost, LONGEST_WAIT_MS);
    this.#after(wait, () => this.#checkOpen(round, uri));
  }

  dispose(): void {
    this.#round++;
    clearTimeout(this.#timer);
  }

  async #checkOpen(round: number, first: string | undefined): Promise<void> {
    const { openDocuments } = this.#options.workspace;
    const order = first === undefined ? openDocuments : new Set([first, ...openDocuments]);
    for (const uri of order) {
      if (!(await this.#check(round, uri, 'request'))) return;
    }
    this.#options.openPassed();
    this.#after(CLOSED_FILES_WAIT_MS, () => this.#checkAll(round));
  }

  async #checkAll(round: number): Promise<void> {
    for (const uri of this.#options.workspace.openDocuments) this.#options.paused(uri);
    const files = await this.#options.workspace.files();
    for (const uri of files) {
      if (!(await this.#check(round, uri, 'background'))) return;
    }
    for (const uri of files) {
      // What the workflows tell about the files that they read is known now only.
      const file = this.#options.workspace.known(uri);
      if (file?.analysis.problemsAmong !== undefined) this.#options.checked(file);
    }
    this.#options.passed(files);
  }

  /** False when a newer round has begun. */
  async #check(round: number, uri: string, priority: 'request' | 'background'): Promise<boolean> {
    const isCancelled = () => this.#round !== round;
    if (isCancelled()) return false;
    const started = this.#options.now();
    const cancellation = {
      get isCancelled() {
        return isCancelled();
      },
    };
    const file = await this.#options.workspace.summary(uri, { priority, cancellation });
    if (isCancelled()) return false;
    // What was asked about the place where somebody types comes before what is found in all of the file.
    if (priority === 'request') await this.#options.workspace.quiet();
    if (isCancelled()) return false;
    if (file !== undefined) this.#options.checked(file);
    if (priority === 'request') this.#noteCost(uri, this.#options.now() - started);
    return true;
  }

  #noteCost(uri: string, cost: number): void {
    this.#costs.set(uri, [cost, ...(this.#costs.get(uri) ?? []).slice(0, REMEMBERED_COSTS - 1)]);
  }

  /** One thing is waited for at a time. */
  #after(milliseconds: number, work: () => Promise<void>): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void work(), milliseconds);
  }
}
