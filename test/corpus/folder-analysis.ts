import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileHost } from '@omics-lens/server/node/file-host.ts';
import { product } from '@omics-lens/server/product.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import type { FileSummary } from '@omics-lens/server/workspace/snapshot.ts';
import { canonicalUri } from '@omics-lens/server/workspace/uris.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';

/** The WDL files of a folder, checked as the editor and the command line check them. */
export class FolderAnalysis {
  /** What our own code threw, each with what it was doing. */
  readonly faults: string[] = [];
  readonly #workspace: Workspace;
  readonly #root: string;

  constructor(folder: string, target: ServerSettings['target']) {
    this.#root = path.resolve(folder);
    this.#workspace = new Workspace({
      host: fileHost,
      languages: product.languages,
      finish: product.finish,
      settings: { ...DEFAULT_SETTINGS, target },
      report: (error, doing) =>
        this.faults.push(`${doing}: ${error instanceof Error ? error.stack : String(error)}`),
      pause: () => new Promise((resolve) => setImmediate(resolve)),
    });
    this.#workspace.addFolder(this.#uri('.'));
  }

  /** Of one file, by its path in the folder. */
  async file(name: string): Promise<FileSummary | undefined> {
    return this.#workspace.summary(this.#uri(name));
  }

  #uri(name: string): string {
    return canonicalUri(pathToFileURL(path.join(this.#root, name)).toString());
  }
}
