import { lstat, mkdir, readdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../infrastructure/clock.ts';
import { confirmByTyping } from '../../infrastructure/confirm.ts';
import { answered, Cancelled, messageOf, throwIfAborted, UserError } from '../../infrastructure/errors.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import { byteCount, count } from '../../infrastructure/readable.ts';
import { RequestLimiter } from '../../infrastructure/request-limiter.ts';
import type { StoredFile, StoredFilesApi } from '../../omics/stored-files-api.ts';
import { fetchFile, inLanes, type FetchPorts } from './fetch-file.ts';
import { localName, localPath } from './local-names.ts';

export interface DownloadPorts {
  readonly stored: () => Promise<Pick<StoredFilesApi, 'list' | 'readPiece'>>;
  readonly prompts: Pick<Prompts, 'ask' | 'decide' | 'progress'>;
  /** Asks for the place of a file, and before it is written over; a path, `undefined` when dismissed. */
  readonly chooseFile: (name: string) => Promise<string | undefined>;
  /** Asks for the folder to download into. */
  readonly chooseFolder: () => Promise<string | undefined>;
  readonly clock: Clock;
}

/** What became of a download. */
export interface Downloaded {
  /** The file, or the folder. */
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  /** Files that stood there before, and are as they were. */
  readonly kept: number;
  readonly archived: number;
  /** Files that could not be read or written, with the first reason. */
  readonly failed: number;
  readonly because: string | undefined;
}

/** From here on a click could be a slip: it takes long, fills a disk, and AWS charges for data that leave it. */
export const MUCH_BYTES = 5 * 1024 ** 3;
export const MANY_FILES = 10_000;

/** Requests of one download; eight pieces are at most 64 MiB in memory. */
const LIMIT = { perSecond: 200, atOnce: 8 };
const FILES_AT_ONCE = 4;

/** Downloads one file to where the user says. */
export async function downloadFile(
  file: { readonly uri: string; readonly name: string; readonly bytes: number | undefined },
  ports: DownloadPorts,
): Promise<Downloaded> {
  const stored = await ports.stored();
  const path = answered(await ports.chooseFile(localName(file.name)));
  const bytes =
    file.bytes ??
    (await ports.prompts.progress('Looking at the file', async (_report, signal) => {
      const { size } = await stored.readPiece(file.uri, { from: 0, bytes: 1 }, signal);
      return size;
    }));
  await confirm({ name: file.name, files: 1, bytes, place: dirname(path) }, ports.prompts);
  return ports.prompts.progress(`Downloading '${file.name}'`, async (report, signal) => {
    const progress = progressOf(bytes, undefined, report);
    const onBytes = (more: number) => progress.add(more, 0);
    const fetchPorts = { stored, onBytes, limiter: new RequestLimiter(ports.clock, LIMIT) };
    const written = await inWords(() => fetchFile(file.uri, path, fetchPorts, signal));
    return { path, files: 1, bytes: written, kept: 0, archived: 0, failed: 0, because: undefined };
  });
}

/** Downloads all that lies under an address into a folder of its name; nothing that is there is written over. */
export async function downloadFolder(
  folder: { readonly uri: string; readonly name: string },
  ports: DownloadPorts,
): Promise<Downloaded> {
  const { prompts } = ports;
  const stored = await ports.stored();
  const parent = answered(await ports.chooseFolder());
  const path = await freePlace(join(parent, localName(folder.name)), folder.name, prompts);
  const measured = await prompts.progress(`Looking at '${folder.name}'`, (report, signal) =>
    measure(folder.uri, stored, report, signal),
  );
  if (measured.files === 0) {
    throw new UserError({ code: 'empty-folder', sentence: `There are no files in '${folder.uri}'.` });
  }
  await confirm({ name: folder.name, ...measured, place: parent }, prompts);
  await inWords(() => mkdir(path, { recursive: true }));
  return prompts.progress(`Downloading '${folder.name}'`, (report, signal) => {
    const progress = progressOf(measured.bytes, measured.files, report);
    const fetchPorts = {
      stored,
      limiter: new RequestLimiter(ports.clock, LIMIT),
      onBytes: (bytes: number) => progress.add(bytes, 0),
    };
    return fetchAll(folder.uri, path, fetchPorts, stored, () => progress.add(0, 1), signal);
  });
}

/** A sentence that says what became of it. */
export function downloadSentence({
  path,
  files,
  bytes,
  kept,
  archived,
  failed,
  because,
}: Downloaded): string {
  const sentences = [
    `${fileWords(files)} (${byteCount(bytes)}) downloaded to '${path}'.`,
    ...(kept === 0
      ? []
      : [
          `${fileWords(kept)} ${kept === 1 ? 'was there before and is as it was' : 'were there before and are as they were'}.`,
        ]),
    ...(archived === 0
      ? []
      : [
          `${fileWords(archived)} ${archived === 1 ? 'lies' : 'lie'} in an archive and must be restored in S3 first.`,
        ]),
    ...(failed === 0 ? [] : [`${fileWords(failed)} could not be downloaded: ${because ?? ''}`]),
  ];
  return sentences.join(' ');
}

async function confirm(
  {
    name,
    files,
    bytes,
    place,
  }: { readonly name: string; readonly files: number; readonly bytes: number; readonly place: string },
  prompts: Pick<Prompts, 'ask'>,
): Promise<void> {
  const free = await freeBytes(place);
  if (free !== undefined && bytes > free) {
    throw new UserError({
      code: 'disk-too-small',
      sentence: `'${name}' has ${byteCount(bytes)}, and '${place}' has room for ${byteCount(free)}. Choose another disk, or make room.`,
    });
  }
  if (bytes <= MUCH_BYTES && files <= MANY_FILES) return;
  await confirmByTyping(
    {
      title: `Download ${byteCount(bytes)}`,
      what: `'${name}' has ${fileWords(files)} of ${byteCount(bytes)}. AWS charges for data that leave its Region.`,
      word: 'download',
    },
    prompts,
  );
}

async function freeBytes(place: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(place);
    return bavail * bsize;
  } catch {
    // Some systems do not say it: then writing tells.
    return undefined;
  }
}

async function freePlace(path: string, name: string, prompts: Pick<Prompts, 'decide'>): Promise<string> {
  const isFree = async (candidate: string) => {
    if (!(await exists(candidate))) return true;
    const entries = await readdir(candidate).catch(() => ['not a folder']);
    return entries.length === 0;
  };
  if (await isFree(path)) return path;
  const missing = 'Only What Is Missing';
  const fresh = 'Into a New Folder';
  const answer = answered(
    await prompts.decide(`'${path}' is there already.`, `Nothing in it is written over. '${name}':`, [
      missing,
      fresh,
    ]),
  );
  if (answer === missing) return path;
  for (let number = 2; ; number++) {
    const candidate = `${path} ${number}`;
    if (await isFree(candidate)) return candidate;
  }
}

async function measure(
  uri: string,
  stored: Pick<StoredFilesApi, 'list'>,
  report: Report,
  signal: AbortSignal,
): Promise<{ readonly files: number; readonly bytes: number }> {
  let files = 0;
  let bytes = 0;
  for await (const page of pagesBelow(uri, stored, signal)) {
    for (const file of page) {
      files++;
      bytes += file.archive === undefined ? file.bytes : 0;
    }
    report(`${fileWords(files)}, ${byteCount(bytes)}`);
  }
  return { files, bytes };
}

/** All files below an address, a page at a time: there may be more of them than memory should hold. */
async function* pagesBelow(
  folder: string,
  stored: Pick<StoredFilesApi, 'list'>,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredFile[]> {
  let token: string | undefined;
  do {
    throwIfAborted(signal);
    const page = await stored.list({ folder, depth: 'everything', most: 1000, token }, signal);
    yield page.entries.filter((entry): entry is StoredFile => entry.kind === 'file' && !isMarker(entry));
    token = page.next;
  } while (token !== undefined);
}

/** Consoles make an empty object to show a folder. */
function isMarker({ uri, bytes }: StoredFile): boolean {
  return uri.endsWith('/') && bytes === 0;
}

async function fetchAll(
  uri: string,
  path: string,
  ports: FetchPorts,
  stored: Pick<StoredFilesApi, 'list'>,
  onFile: () => void,
  signal: AbortSignal,
): Promise<Downloaded> {
  const done = { files: 0, bytes: 0, kept: 0, archived: 0, failed: 0 };
  let because: string | undefined;
  for await (const page of pagesBelow(uri, stored, signal)) {
    const waiting = page.values();
    await inLanes(FILES_AT_ONCE, signal, async (stop) => {
      for (const file of waiting) {
        throwIfAborted(stop);
        const outcome = await fetchInto(uri, file, path, ports, stop);
        done[outcome.kind]++;
        if (outcome.kind === 'files') done.bytes += outcome.bytes;
        if (outcome.kind === 'failed') because ??= outcome.because;
        onFile();
      }
    });
  }
  return { path, ...done, because };
}

type Outcome =
  | { readonly kind: 'files'; readonly bytes: number }
  | { readonly kind: 'kept' | 'archived' }
  | { readonly kind: 'failed'; readonly because: string };

async function fetchInto(
  folder: string,
  { uri, archive }: StoredFile,
  path: string,
  ports: FetchPorts,
  signal: AbortSignal,
): Promise<Outcome> {
  if (archive !== undefined) return { kind: 'archived' };
  const target = join(path, ...localPath(uri.slice(folder.length)));
  if (await exists(target)) return { kind: 'kept' };
  try {
    return await inWords(async () => {
      await mkdir(dirname(target), { recursive: true });
      return { kind: 'files', bytes: await fetchFile(uri, target, ports, signal) };
    });
  } catch (error) {
    // A file that may not be read does not keep the others; a network or a disk that is gone does.
    if (error instanceof UserError && OF_ONE_FILE.has(error.explanation.code)) {
      return { kind: 'failed', because: error.message };
    }
    throw error;
  }
}

const OF_ONE_FILE: ReadonlySet<string> = new Set([
  'stored-file-denied',
  'stored-file-gone',
  'stored-file-archived',
  'stored-file-changed',
  'cannot-write',
]);

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

/** Failures of the disk; those of S3 have their words already. */
async function inWords<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Cancelled || error instanceof UserError) throw error;
    const { code } = error as { readonly code?: unknown };
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      const sentence = 'The disk is full. Make room, and download only what is missing.';
      throw new UserError({ code: 'disk-full', sentence }, { cause: error });
    }
    if (typeof code === 'string' && DISK.has(code)) {
      const sentence = `The file could not be written (${messageOf(error)}).`;
      throw new UserError({ code: 'cannot-write', sentence }, { cause: error });
    }
    throw error;
  }
}

const DISK: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'EEXIST',
  'ENOTDIR',
  'EISDIR',
  'ENAMETOOLONG',
  'EINVAL',
  'ENOENT',
]);

/** Says how far it is, each time that it is one hundredth further. */
function progressOf(bytes: number, files: number | undefined, report: Report) {
  let doneBytes = 0;
  let doneFiles = 0;
  let told = -1;
  return {
    add(moreBytes: number, moreFiles: number) {
      doneBytes += moreBytes;
      doneFiles += moreFiles;
      const share = Math.floor((100 * doneBytes) / Math.max(1, bytes));
      const fileShare = files === undefined ? 0 : Math.floor((100 * doneFiles) / files);
      if (share + fileShare === told) return;
      told = share + fileShare;
      const of = `${byteCount(doneBytes)} of ${byteCount(bytes)}`;
      report(files === undefined ? of : `${count(doneFiles)} of ${fileWords(files)}, ${of}`);
    },
  };
}

function fileWords(files: number): string {
  return files === 1 ? '1 file' : `${count(files)} files`;
}
