import { createGunzip, constants } from 'node:zlib';
import { Cancelled, UserError } from '../../infrastructure/errors.ts';
import { byteCount } from '../../infrastructure/readable.ts';
import type { StoredFilesApi } from '../../omics/stored-files-api.ts';
import { OPEN_BYTES } from './file-kind.ts';
import { nameOfUri } from './output-value.ts';

/** Of a larger one so many bytes are looked at. */
export const PREVIEW_BYTES = 256 * 1024;

/** What a packed text may grow to while it is unpacked. */
const UNPACKED_BYTES = OPEN_BYTES;

export interface OutputText {
  /** Ends as the file does, so that the editor knows the language. */
  readonly title: string;
  readonly text: string;
}

/**
 * The text of a stored file, or its first part: that of a large file, and where only that is asked for. What gzip or bgzip
 * has packed is unpacked. Rejects with a `UserError` where it holds no text.
 */
export async function outputText(
  uri: string,
  /** Bytes of the file, where they are known. */
  known: number | undefined,
  extent: 'whole' | 'preview',
  stored: Pick<StoredFilesApi, 'readPiece'>,
  signal: AbortSignal,
): Promise<OutputText> {
  const isWhole = extent === 'whole' && (known ?? 0) <= OPEN_BYTES;
  const bytes = isWhole ? OPEN_BYTES : PREVIEW_BYTES;
  const { content, size } = await stored.readPiece(uri, { from: 0, bytes }, signal);
  if (signal.aborted) throw new Cancelled();
  const name = nameOfUri(uri);
  const isPart = content.length < size;
  const isPacked = content[0] === 0x1f && content[1] === 0x8b;
  const unpacked = isPacked ? await unpack(content) : { bytes: content, isPart: false };
  if (unpacked.bytes.subarray(0, 8192).includes(0)) throw noText(name);
  if (isPacked && unpacked.bytes.length === 0) throw noText(name);
  const inner = isPacked ? name.replace(/\.b?gz$/i, '') : name;
  const where = folderOf(uri);
  if (!isPart && !unpacked.isPart) {
    return { title: `${where} ${inner}`, text: new TextDecoder().decode(unpacked.bytes) };
  }
  const how = isPart
    ? `first ${byteCount(content.length)} of ${byteCount(size)}`
    : `first ${byteCount(unpacked.bytes.length)} unpacked`;
  return { title: `${where} (${how}) ${inner}`, text: wholeLines(unpacked.bytes) };
}

/** The folders above tell files of the same name apart, such as those of two runs or of a scatter. */
function folderOf(uri: string): string {
  const folders = uri.split('/').slice(3, -1);
  return folders
    .filter((folder) => !/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(folder))
    .slice(-3)
    .join(' ');
}

/** What can be unpacked of the beginning of a file; a block that is cut off gives what it can. */
async function unpack(
  content: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly isPart: boolean }> {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  gunzip.end(content);
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of gunzip as AsyncIterable<Uint8Array>) {
      pieces.push(piece);
      length += piece.length;
      if (length >= UNPACKED_BYTES) return { bytes: Buffer.concat(pieces), isPart: true };
    }
  } catch {
    // Damaged from here on, or cut off in the head of a block: what came before can be read.
    return { bytes: Buffer.concat(pieces), isPart: true };
  }
  return { bytes: Buffer.concat(pieces), isPart: false };
}

/** Without the line that is cut off, unless there is only that one. */
function wholeLines(bytes: Uint8Array): string {
  const end = bytes.lastIndexOf(0x0a);
  // A stream keeps the bytes of a character that is cut off to itself.
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end + 1), { stream: true });
}

function noText(name: string): UserError {
  return new UserError({
    code: 'no-text',
    sentence: `'${name}' holds no text that an editor could show. Download it, and open it with a program for its format.`,
  });
}
