import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A folder on disk that a test fills and removes. */
export interface TestFolder {
  readonly path: string;
  /** The URI of a file in it; of the folder itself without a name. */
  uri(name?: string): string;
  write(name: string, content: string | Uint8Array): void;
  remove(): void;
}

export function makeFolder(files: Iterable<readonly [name: string, text: string]> = []): TestFolder {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'omics-lens-')));
  const folder: TestFolder = {
    path: root,
    uri: (name = '') => pathToFileURL(path.join(root, name)).toString().replace(/\/$/, ''),
    write(name, content) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  for (const [name, text] of files) folder.write(name, text);
  return folder;
}
