import { liesIn, readablePath } from '../workspace/uris.ts';

/** The path relative to the working folder where the file lies in it, else whole. */
export function shownPath(uri: string, folder: string): string {
  const path = readablePath(uri);
  const base = readablePath(folder).replace(/[\\/]$/, '');
  return liesIn(uri, folder) ? path.slice(base.length + 1) : path;
}
