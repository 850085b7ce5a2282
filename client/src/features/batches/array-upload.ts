import { throwIfAborted } from '../../infrastructure/errors.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Report } from '../../infrastructure/prompts.ts';
import type { ObjectsApi } from '../../omics/objects-api.ts';
import { digestOf } from './batch-origins.ts';

/** An array of runs that lies in S3. */
export interface UploadedArray {
  readonly uri: string;
  /** Absent where the answer that tells it was lost. */
  readonly etag: string | undefined;
}

interface KnownUpload extends UploadedArray {
  readonly scope: string;
}

export interface ArrayUploadsPorts {
  readonly memory: Memory;
  readonly objects: () => Promise<ObjectsApi>;
  /** Bytes of an object; `undefined` where there is none, or where that may not be asked. */
  readonly sizeOf: (uri: string) => Promise<number | undefined>;
}

const MEMORY = 'batchUploads';
const MOST_UPLOADS = 100;

/**
 * Puts arrays of runs into S3, each once: what was uploaded is remembered with its ETag, so that a retry sends nothing
 * again. The name of the object holds the digest of its content: another content never takes its place, and the
 * service fails a batch whose file changes.
 */
export class ArrayUploads {
  readonly #ports: ArrayUploadsPorts;

  constructor(ports: ArrayUploadsPorts) {
    this.#ports = ports;
  }

  async upload(
    { scope, content, uri }: { readonly scope: string; readonly content: Uint8Array; readonly uri: string },
    report: Report,
    signal: AbortSignal,
  ): Promise<UploadedArray> {
    const known = this.#known().find((upload) => upload.scope === scope && upload.uri === uri);
    if (known !== undefined) return known;
    report(`Uploading the list of runs, ${megabytes(content.length)} MB`);
    const etag = await this.#send(uri, content, report, signal);
    const uploaded: KnownUpload = { scope, uri, etag };
    await this.#ports.memory.update(MEMORY, [uploaded, ...this.#known()].slice(0, MOST_UPLOADS));
    throwIfAborted(signal);
    return uploaded;
  }

  /** Gives the ETag, where an answer has told it. */
  async #send(
    uri: string,
    content: Uint8Array,
    report: Report,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const objects = await this.#ports.objects();
    let shown = 0;
    const onProgress = (bytes: number) => {
      const share = Math.floor((100 * bytes) / content.length);
      if (share <= shown) return;
      shown = share;
      report(`Uploading the list of runs, ${share} % of ${megabytes(content.length)} MB`);
    };
    try {
      return (await objects.upload(uri, content, { signal, onProgress })).etag;
    } catch (error) {
      // The answer may have been lost after the object was written: its name stands for its content.
      if (!signal.aborted && (await this.#ports.sizeOf(uri)) === content.length) return undefined;
      throw error;
    }
  }

  /** Somebody has deleted the object: the next upload of the content sends it again. */
  async forget(uri: string): Promise<void> {
    await this.#ports.memory.update(
      MEMORY,
      this.#known().filter((upload) => upload.uri !== uri),
    );
  }

  #known(): readonly KnownUpload[] {
    return this.#ports.memory.get<readonly KnownUpload[]>(MEMORY) ?? [];
  }
}

/** Where the array of a batch goes: under the outputs of its runs, named by its content. */
export function arrayUri(outputUri: string, content: Uint8Array): string {
  return `${arrayFolder(outputUri)}${digestOf(content).slice(0, 32)}.json`;
}

/** With a slash at the end. */
export function arrayFolder(outputUri: string): string {
  return `${outputUri.replace(/\/+$/, '')}/omics-lens/batches/`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
