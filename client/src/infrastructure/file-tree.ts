import { mkdir, readdir, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Folders on disk, by the URI of `file:`; what lies elsewhere counts as empty. */
export interface FileTree {
  /** The entries of a folder by name; none where there is no such folder. */
  list(folder: string): Promise<readonly TreeEntry[]>;
  /** Bytes of a file; `undefined` where there is none. */
  size(uri: string): Promise<number | undefined>;
  /** Where a path ends when all links in it are followed; `undefined` where it leads nowhere. */
  real(uri: string): Promise<string | undefined>;
  /** Writes a file, and the folders that it needs. */
  write(uri: string, content: Uint8Array): Promise<void>;
}

export interface TreeEntry {
  readonly name: string;
  /** A link is told apart from what it leads to. */
  readonly kind: 'file' | 'folder' | 'link';
}

export const diskTree: FileTree = {
  async list(folder) {
    const path = pathOf(folder);
    if (path === undefined) return [];
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries
        .flatMap((entry): TreeEntry[] => {
          if (entry.isSymbolicLink()) return [{ name: entry.name, kind: 'link' }];
          if (entry.isDirectory()) return [{ name: entry.name, kind: 'folder' }];
          return entry.isFile() ? [{ name: entry.name, kind: 'file' }] : [];
        })
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      return [];
    }
  },
  async size(uri) {
    const path = pathOf(uri);
    try {
      const found = path === undefined ? undefined : await stat(path);
      return found?.isFile() === true ? found.size : undefined;
    } catch {
      return undefined;
    }
  },
  async real(uri) {
    const path = pathOf(uri);
    try {
      return path === undefined ? undefined : pathToFileURL(await realpath(path)).toString();
    } catch {
      return undefined;
    }
  },
  async write(uri, content) {
    const path = fileURLToPath(uri);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  },
};

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}
