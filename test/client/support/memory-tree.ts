import type { FileTree } from '../../../client/src/infrastructure/file-tree.ts';
import type { MemoryFiles } from './memory-files.ts';

/** Files in memory as folders without links. */
export function memoryTree(files: Pick<MemoryFiles, 'text' | 'set' | 'uris'>): FileTree {
  return {
    list(folder) {
      const inside = files.uris().filter((uri) => uri.startsWith(`${folder}/`));
      const entries = new Map(
        inside.map((uri) => {
          const [name = '', ...deeper] = uri.slice(folder.length + 1).split('/');
          return [decodeURIComponent(name), deeper.length === 0 ? 'file' : 'folder'] as const;
        }),
      );
      return Promise.resolve([...entries].map(([name, kind]) => ({ name, kind })));
    },
    size(uri) {
      const text = files.text(uri);
      return Promise.resolve(text === undefined ? undefined : Buffer.byteLength(text));
    },
    real: (uri) => Promise.resolve(uri),
    write(uri, content) {
      files.set(uri, new TextDecoder().decode(content));
      return Promise.resolve();
    },
  };
}
