import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** The folders directly in a corpus, links to folders included, one repository each. */
export function repositories(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isDirectory())
    .sort();
}

/** The files in a folder and below whose names match, relative to the folder. */
export function filesIn(folder: string, name: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
