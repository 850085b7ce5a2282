import { createHash } from 'node:crypto';
import type { BatchEntriesParams } from '@omics-lens/server/protocol/index.ts';
import type { Memory } from '../../infrastructure/memory.ts';

/** How a sample sheet became the runs of a file. */
export interface SheetOrigin {
  readonly uri: string;
  readonly reading: NonNullable<BatchEntriesParams['sheet']>;
  /** Of its content at that time. */
  readonly digest: string;
}

/** Tells contents apart. */
export function digestOf(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Where the runs of a batch came from. */
export interface BatchOrigin {
  /** Endpoint, Region and profile of the batch. */
  readonly scope: string;
  readonly batchId: string;
  /** Batch ids may be used again; this one never is. */
  readonly uuid: string | undefined;
  /** The batch file or the array of runs. */
  readonly file: string;
  readonly sheet?: SheetOrigin | undefined;
  /** Of the request that started it, and what it held: a transient failure is mended by sending both again. */
  readonly requestId: string;
  readonly digest: string;
}

const ORIGINS = 'batchOrigins';
const MOST_ORIGINS = 100;
const SHEETS = 'batchSheets';
const MOST_SHEETS = 50;

type SheetOfFile = SheetOrigin & { readonly file: string };

/** Remembers where batches and their files came from, over a reload of the window. */
export class BatchOrigins {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  of(scope: string, batchId: string): BatchOrigin | undefined {
    return this.#origins().find((origin) => origin.scope === scope && origin.batchId === batchId);
  }

  async remember(origin: BatchOrigin): Promise<void> {
    const others = this.#origins().filter(
      ({ scope, batchId }) => scope !== origin.scope || batchId !== origin.batchId,
    );
    await this.#memory.update(ORIGINS, [origin, ...others].slice(0, MOST_ORIGINS));
  }

  /** The sheet that a file was made of. */
  sheetOf(file: string): SheetOrigin | undefined {
    return this.#sheets().find((sheet) => sheet.file === file);
  }

  async rememberSheet(file: string, sheet: SheetOrigin): Promise<void> {
    const others = this.#sheets().filter((known) => known.file !== file);
    await this.#memory.update(SHEETS, [{ ...sheet, file }, ...others].slice(0, MOST_SHEETS));
  }

  #origins(): readonly BatchOrigin[] {
    return this.#memory.get<readonly BatchOrigin[]>(ORIGINS) ?? [];
  }

  #sheets(): readonly SheetOfFile[] {
    return this.#memory.get<readonly SheetOfFile[]>(SHEETS) ?? [];
  }
}
