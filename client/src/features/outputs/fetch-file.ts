import type { RequestLimiter } from '../../infrastructure/request-limiter.ts';
import type { StoredFilesApi } from '../../omics/stored-files-api.ts';
import { openPartFile } from './part-file.ts';

export interface FetchPorts {
  readonly stored: Pick<StoredFilesApi, 'readPiece'>;
  /** Shared by all files of a download: each piece that is under way is held in memory. */
  readonly limiter: RequestLimiter;
  /** Told how many bytes came since the last time. */
  readonly onBytes: (bytes: number) => void;
}

/** What one request reads. */
export const PIECE_BYTES = 8 * 1024 ** 2;

/** Pieces of one file that are under way at once. */
const LANES = 4;

/**
 * Writes an object to disk, over what is there; its bytes. The file stands in its place when it is whole, and all its pieces
 * are of one state of the object. Nothing is left of one that is broken off.
 */
export async function fetchFile(
  uri: string,
  target: string,
  { stored, limiter, onBytes }: FetchPorts,
  signal: AbortSignal,
): Promise<number> {
  const read = (from: number, etag: string | undefined, stop: AbortSignal) =>
    limiter.run(stop, () => stored.readPiece(uri, { from, bytes: PIECE_BYTES, etag }, stop));
  // Where nothing can be written, nothing is read.
  const part = await openPartFile(target);
  try {
    const first = await read(0, undefined, signal);
    await part.write(first.content, 0);
    onBytes(first.content.length);
    let next = PIECE_BYTES;
    await inLanes(LANES, signal, async (stop) => {
      while (next < first.size) {
        const from = next;
        next += PIECE_BYTES;
        const { content } = await read(from, first.etag, stop);
        if (content.length !== Math.min(PIECE_BYTES, first.size - from)) {
          throw new Error(`'${uri}' gave ${content.length} bytes at ${from}`);
        }
        await part.write(content, from);
        onBytes(content.length);
      }
    });
    await part.finish();
    return first.size;
  } catch (error) {
    await part.discard();
    throw error;
  }
}

/** Does the work several times at once. The first failure stops the others, and is thrown when all have stopped. */
export async function inLanes(
  lanes: number,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const others = new AbortController();
  const stop = AbortSignal.any([signal, others.signal]);
  const failures: unknown[] = [];
  await Promise.all(
    Array.from({ length: lanes }, () =>
      work(stop).catch((error: unknown) => {
        failures.push(error);
        others.abort();
      }),
    ),
  );
  if (failures.length > 0) throw failures[0];
}
