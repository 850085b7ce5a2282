import type { Dirent } from 'node:fs';
import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { URI } from 'vscode-uri';
import type { FileContent, Host } from '../workspace/host.ts';
import { MAX_FILE_BYTES, decodeFile, ignoredFolder, tooLarge } from '../workspace/host.ts';

/** The files of this machine. Links to folders are not followed, so that a circle of them ends. */
export const fileHost: Host = {
  async read(uri) {
    const path = pathOf(uri);
    if (path === undefined) return { kind: 'missing' };
    try {
      const { size } = await checkedStat(path);
      return size > MAX_FILE_BYTES ? tooLarge(size) : decodeFile(await readFile(path));
    } catch (error) {
      return failure(error);
    }
  },
  async *pieces(uri) {
    const path = pathOf(uri);
    if (path === undefined) return;
    const decoder = new TextDecoder();
    for await (const bytes of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
      yield decoder.decode(bytes as Uint8Array, { stream: true });
    }
    yield decoder.decode();
  },
  async list(folder) {
    const path = pathOf(folder);
    if (path === undefined) return [];
    const entries = await entriesOf(path);
    return entries.filter((entry) => !entry.isDirectory()).map((entry) => uriOf(join(path, entry.name)));
  },
  async walk(folder, wanted) {
    const path = pathOf(folder);
    if (path === undefined) return [];
    const found: string[] = [];
    await walkInto(path, wanted, found);
    return found;
  },
};

async function walkInto(folder: string, wanted: (uri: string) => boolean, found: string[]): Promise<void> {
  const entries = await entriesOf(folder);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.isDirectory()) {
      if (!ignoredFolder(entry.name)) await walkInto(join(folder, entry.name), wanted, found);
      continue;
    }
    const uri = uriOf(join(folder, entry.name));
    if (wanted(uri)) found.push(uri);
  }
}

/** A folder that is gone or may not be read holds nothing. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Reading a pipe or a device may never end. */
async function checkedStat(path: string) {
  const stats = await stat(path);
  if (stats.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'ENOENT' });
  if (!stats.isFile()) throw new Error('it is not a regular file');
  return stats;
}

function failure(error: unknown): FileContent {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
  const reason = code === 'EACCES' || code === 'EPERM' ? 'you have no permission to read it' : message;
  return { kind: 'unreadable', cause: 'failed', reason };
}

function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : undefined;
}

function uriOf(path: string): string {
  return URI.file(path).toString();
}
