import type { Connection, Disposable } from 'vscode-languageserver';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { folderOf } from '../workspace/uris.ts';
import type { Session } from './session.ts';

/**
 * Imported files that lie in no folder of the workspace: the client watches their folders, where it can watch outside
 * of its own; else they are read again whenever a document is opened or saved.
 */
export class OutsideFiles {
  readonly #connection: Connection;
  readonly #session: Session;
  #watched = '';
  #registered: Promise<Disposable> | undefined;

  constructor(connection: Connection, session: Session) {
    this.#connection = connection;
    this.#session = session;
  }

  /** When files have been read: asks for other folders to be watched where these are others than before. */
  async watch(): Promise<void> {
    if (!this.#canBeWatched) return;
    const folders = [...new Set(this.#session.workspace.outside.map(folderOf))].sort();
    if (folders.join() === this.#watched) return;
    this.#watched = folders.join();
    const before = this.#registered;
    this.#registered =
      folders.length === 0
        ? undefined
        : this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
            watchers: folders.map((folder) => ({
              globPattern: { baseUri: this.#session.clientUri(folder), pattern: '*' },
            })),
          });
    (await before)?.dispose();
    await this.#registered;
  }

  /** When a document was opened or saved. True when one of the files has changed. */
  async reread(): Promise<boolean> {
    return !this.#canBeWatched && (await this.#session.workspace.rereadOutside());
  }

  get #canBeWatched(): boolean {
    const { didChangeWatchedFiles } = this.#session.capabilities.workspace ?? {};
    return (
      didChangeWatchedFiles?.dynamicRegistration === true &&
      didChangeWatchedFiles.relativePatternSupport === true
    );
  }
}
