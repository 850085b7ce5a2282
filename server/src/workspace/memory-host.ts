import type { FileContent, Host } from './host.ts';
import { ignoredFolder, slicesOf } from './host.ts';
import { folderOf, liesIn } from './uris.ts';

/** Files that are held in memory: for tests, and for places that have no disk. */
export class MemoryHost implements Host {
  readonly #files = new Map<string, FileContent>();

  constructor(files: Iterable<readonly [uri: string, text: string]> = []) {
    for (const [uri, text] of files) this.write(uri, text);
  }

  write(uri: string, content: string | FileContent): void {
    this.#files.set(uri, typeof content === 'string' ? { kind: 'text', text: content } : content);
  }

  remove(uri: string): void {
    this.#files.delete(uri);
  }

  read(uri: string): Promise<FileContent> {
    return Promise.resolve(this.#files.get(uri) ?? { kind: 'missing' });
  }

  async *pieces(uri: string): AsyncIterable<string> {
    const content = await this.read(uri);
    if (content.kind === 'text') yield* slicesOf(content.text);
  }

  list(folder: string): Promise<readonly string[]> {
    return Promise.resolve([...this.#files.keys()].filter((uri) => folderOf(uri) === folder));
  }

  walk(folder: string, wanted: (uri: string) => boolean): Promise<readonly string[]> {
    const below = [...this.#files.keys()].filter(
      (uri) =>
        liesIn(uri, folder) &&
        wanted(uri) &&
        !uri.slice(folder.length).split('/').slice(1, -1).some(ignoredFolder),
    );
    return Promise.resolve(below.sort());
  }
}
