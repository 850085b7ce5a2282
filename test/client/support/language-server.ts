import { product } from '@omics-lens/server/product.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { LspClient } from '../../support/lsp-client.ts';
import { startServerHere } from '../../support/lsp-client.ts';
import { stubEnvironment } from '../../support/stub-environment.ts';
import { memoryFiles, type MemoryFiles } from './memory-files.ts';

export interface WorkspaceWithServer {
  readonly server: LspClient;
  /** The client's view; what it writes, the server reads. */
  readonly files: MemoryFiles;
}

/** The real language server over a workspace in memory, rooted at `file:///ws`. */
export async function languageServer(
  contents: Readonly<Record<string, string>>,
): Promise<WorkspaceWithServer> {
  const host = new MemoryHost(Object.entries(contents));
  const server = startServerHere(stubEnvironment({ ...product, host }));
  await server.initialize({ workspaceFolders: [{ uri: 'file:///ws', name: 'ws' }] });
  server.notify('initialized', {});
  const files = memoryFiles(contents);
  const known = new Set(Object.keys(contents));
  const changed = (uri: string) => {
    host.write(uri, files.text(uri) ?? '');
    server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: known.has(uri) ? 2 : 1 }] });
    known.add(uri);
  };
  return {
    server,
    files: {
      ...files,
      set(uri, text) {
        files.set(uri, text);
        changed(uri);
      },
      async edit(uri, text) {
        await files.edit(uri, text);
        changed(uri);
      },
      async create(uri, text) {
        await files.create(uri, text);
        changed(uri);
      },
      async write(uri, pieces) {
        await files.write(uri, pieces);
        changed(uri);
      },
    },
  };
}
