import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const map = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
const described = [...map.matchAll(/^### (\S+)$/gm)].map((match) => match[1] ?? '');

function foldersIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => (folder === '' ? entry.name : `${folder}/${entry.name}`));
}

describe('docs/architecture.md', () => {
  it('describes only folders that exist', () => {
    assert.deepEqual(
      described.filter((folder) => !existsSync(path.join(root, folder))),
      [],
    );
  });

  it('describes every folder of the tree', () => {
    const packages = new Set(['server', 'client', 'local']);
    const generated = new Set(['node_modules', 'dist', 'out', 'types']);
    const top = foldersIn('').filter(
      (folder) => !folder.startsWith('.') && !packages.has(folder) && !generated.has(folder),
    );
    const expected = [
      ...top,
      ...foldersIn('server/src'),
      ...foldersIn('server/src/languages'),
      'client/src',
      ...foldersIn('client/src'),
      'local/src',
    ];
    assert.deepEqual(
      expected.filter((folder) => !described.includes(folder)),
      [],
    );
  });

  it('gives each folder a paragraph', () => {
    for (const section of map.split(/^### /m).slice(1)) {
      const [heading = '', ...body] = section.split('\n');
      assert.ok(body.join(' ').trim().length > 15, heading);
    }
  });
});
