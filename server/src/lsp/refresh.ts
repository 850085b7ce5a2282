import type { Connection } from 'vscode-languageserver';
import type { FileSummary } from '../workspace/snapshot.ts';
import type { Session } from './session.ts';

/**
 * Tells the client to ask again for what it shows, when that has changed and no text that it shows has: because of an
 * edit in an imported file, on disk, or of the settings.
 */
export class Refresher {
  readonly #connection: Connection;
  readonly #session: Session;
  #openChanged = false;
  #anyChanged = false;

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  /** Hears of every file that was brought up to date. */
  checked({ uri, version, analysis }: FileSummary): void {
    const { shown } = this.#session;
    const before = shown.get(uri);
    shown.set(uri, { version, analysis });
    if (before === undefined || before.analysis === analysis) return;
    this.#anyChanged = true;
    if (version !== undefined && before.version === version) this.#openChanged = true;
  }

  /** At the end of a pass over the open files. */
  openPassed(): void {
    if (!this.#openChanged) return;
    this.#openChanged = false;
    const { workspace } = this.#session.capabilities;
    if (workspace?.inlayHint?.refreshSupport === true) this.#ask('workspace/inlayHint/refresh');
    if (workspace?.semanticTokens?.refreshSupport === true) this.#ask('workspace/semanticTokens/refresh');
    if (this.#session.pullsDiagnostics && workspace?.diagnostics?.refreshSupport === true) {
      this.#ask('workspace/diagnostic/refresh');
    }
  }

  /** Problems of an open file have come that its check did not wait for. */
  problemsCame(): void {
    if (this.#session.capabilities.workspace?.diagnostics?.refreshSupport === true) {
      this.#ask('workspace/diagnostic/refresh');
    }
  }

  /** At the end of a pass over all files: counts of references may be others in a file that has not changed. */
  allPassed(): void {
    if (!this.#anyChanged) return;
    this.#anyChanged = false;
    if (this.#session.capabilities.workspace?.codeLens?.refreshSupport === true) {
      this.#ask('workspace/codeLens/refresh');
    }
  }

  #ask(method: string): void {
    this.#connection
      .sendRequest(method)
      .catch((error: unknown) => this.#session.log(`${method} failed: ${String(error)}`));
  }
}
