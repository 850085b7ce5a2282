import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** A document from the web as it was when it was last fetched. */
export interface CachedDocument {
  readonly url: string;
  /** The server's word for this version of the document. */
  readonly etag: string | undefined;
  readonly bytes: Uint8Array;
  /** Where it lies, for editors that show it. */
  readonly path: string;
}

/** The folder that the system has for what can be fetched again. */
export function importCacheFolder(environment: Readonly<NodeJS.ProcessEnv> = process.env): string {
  const home = homedir();
  const folder =
    process.platform === 'win32'
      ? (environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'))
      : process.platform === 'darwin'
        ? path.join(home, 'Library', 'Caches')
        : (environment['XDG_CACHE_HOME'] ?? path.join(home, '.cache'));
  return path.join(folder, 'omics-lens', 'imports');
}

/** What the folder holds of the document; undefined where it holds nothing, or nothing whole. */
export async function readCached(folder: string, url: string): Promise<CachedDocument | undefined> {
  const place = placeOf(folder, url);
  try {
    const about: unknown = JSON.parse(await readFile(place.about, 'utf8'));
    // Another document may have the same key only if somebody put it there.
    if (!isAbout(about) || about.url !== url) return undefined;
    return { url, etag: about.etag, bytes: await readFile(place.document), path: place.document };
  } catch {
    return undefined;
  }
}

/** Keeps the document. A disk that is full or may not be written costs the cache and nothing else. */
export async function writeCached(
  folder: string,
  document: Omit<CachedDocument, 'path'>,
): Promise<string | undefined> {
  const place = placeOf(folder, document.url);
  try {
    await mkdir(path.dirname(place.document), { recursive: true });
    await writeWhole(place.document, document.bytes);
    const about = { url: document.url, ...(document.etag === undefined ? {} : { etag: document.etag }) };
    await writeWhole(place.about, `${JSON.stringify(about)}\n`);
    return place.document;
  } catch {
    return undefined;
  }
}

/** Under another name first, so that nobody reads half a file. */
async function writeWhole(file: string, content: Uint8Array | string): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  await writeFile(draft, content);
  await rename(draft, file);
}

function placeOf(folder: string, url: string): { readonly document: string; readonly about: string } {
  const key = createHash('sha256').update(url).digest('hex');
  const name = path.posix.basename(new URL(url).pathname).replace(/[^\w.-]/g, '_') || 'document.wdl';
  return { document: path.join(folder, key, name), about: path.join(folder, key, 'about.json') };
}

function isAbout(value: unknown): value is { readonly url: string; readonly etag?: string } {
  if (typeof value !== 'object' || value === null || !('url' in value)) return false;
  return typeof value.url === 'string' && (!('etag' in value) || typeof value.etag === 'string');
}
