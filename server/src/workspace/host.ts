/** Where the workspace gets files from. Changes are told to the workspace by whoever watches them. */
export interface Host {
  /** Never rejects: what cannot be read says why. */
  read(uri: string): Promise<FileContent>;
  /** The text of a file of any size in pieces, for what is checked without being kept. Rejects where it cannot be read. */
  pieces?(uri: string): AsyncIterable<string>;
  /** The files directly in a folder, by URI; empty where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /** The files in a folder and below it that `wanted` accepts, leaving out folders that `ignoredFolder` names. */
  walk(folder: string, wanted: (uri: string) => boolean): Promise<readonly string[]>;
  /** A document from the web, or a copy of it from before. Never rejects. Absent where there is no network. */
  fetch?(url: string, options: FetchOptions): Promise<FileContent>;
  /** The file that shows a document from the web which was fetched. */
  shownAs?(url: string): string | undefined;
}

export interface FetchOptions {
  /** Whether the document may come from this machine or its network, and without encryption. */
  readonly privateAddresses: 'refused' | 'allowed';
}

export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** `reason` completes the sentence "The file could not be read: …". */
  | {
      readonly kind: 'unreadable';
      readonly cause: 'too-large' | 'binary' | 'failed';
      readonly reason: string;
    };

/** Larger files are not read: no workflow is that long, and analysing one would stop everything else. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;

const IGNORED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  '__pycache__',
  'venv',
  'cromwell-executions',
  'cromwell-workflow-logs',
  'work',
]);

/** Folders of tools, caches and results, which may hold millions of files. `.healthomics` is read by name. */
export function ignoredFolder(name: string): boolean {
  return name.startsWith('.') || IGNORED_FOLDERS.has(name);
}

/** The text of a file's bytes; a byte order mark is dropped, as editors do. */
export function decodeFile(bytes: Uint8Array): FileContent {
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(bytes.length);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded('utf-16le', bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded('utf-16be', bytes);
  if (bytes.subarray(0, 8192).includes(0)) return BINARY;
  return decoded('utf-8', bytes);
}

export function tooLarge(bytes: number): FileContent {
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  return {
    kind: 'unreadable',
    cause: 'too-large',
    reason: `it has ${megabytes} MB, and the limit is ${MAX_FILE_BYTES / 1024 / 1024} MB`,
  };
}

/** Small enough that nobody waits for one. */
const SLICE = 1024 * 1024;

/** A text in pieces. */
export function* slicesOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE);
}

const BINARY: FileContent = { kind: 'unreadable', cause: 'binary', reason: 'it is not text' };

function decoded(encoding: string, bytes: Uint8Array): FileContent {
  return { kind: 'text', text: new TextDecoder(encoding).decode(bytes) };
}
