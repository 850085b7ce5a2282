import type { BatchEntriesParams, BatchEntriesResponse, Range } from '@omics-lens/server/protocol/index.ts';
import type { Submission } from '../../omics/batches-api.ts';
import type { BatchOrigin, SheetOrigin } from './batch-origins.ts';
import { adviceFor } from './submission-reasons.ts';

/** A run that was not started, beside the place that it came from. */
export interface PlacedFailure {
  readonly range: Range;
  readonly message: string;
  /** The service's word for the reason. */
  readonly code: string;
}

export interface FailedSubmissionsPorts {
  readonly batchEntries: (params: BatchEntriesParams) => Promise<BatchEntriesResponse>;
  /** Takes the place of what was shown in the file before. */
  readonly show: (uri: string, failures: readonly PlacedFailure[]) => void;
}

/** A file whose runs were looked at, and the texts of those that failed: one that was changed since has no failure yet. */
interface WatchedFile {
  readonly batchId: string;
  readonly uri: string;
  readonly sheet: SheetOrigin | undefined;
  readonly failures: ReadonlyMap<string, Submission>;
  /** Text of each entry by its id, as it was when it failed. */
  readonly texts: ReadonlyMap<string, string>;
}

/** More are listed under the batch, and not beside their rows. */
export const MOST_SHOWN = 1_000;

/** Shows failed submissions on the elements of the file that they came from, and on the rows of its sheet, until those change. */
export class FailedSubmissions {
  readonly #ports: FailedSubmissionsPorts;
  readonly #files = new Map<string, WatchedFile>();

  constructor(ports: FailedSubmissionsPorts) {
    this.#ports = ports;
  }

  async show({ batchId, file, sheet }: BatchOrigin, failed: readonly Submission[]): Promise<void> {
    const failures = new Map(failed.slice(0, MOST_SHOWN).map((one) => [one.runSettingId, one]));
    await this.#look({ batchId, uri: file, sheet: undefined, failures });
    if (sheet) await this.#look({ batchId, uri: sheet.uri, sheet, failures });
  }

  /** The file was edited or saved: failures move with their entries, and go where the entry is another now. */
  async changed(uri: string): Promise<void> {
    const known = this.#files.get(uri);
    if (!known) return;
    const found = await this.#find(known);
    if (this.#files.get(uri) !== known) return;
    this.#show(
      known,
      found.filter(({ id, entry }) => known.texts.get(id) === entry),
    );
  }

  /** Where a run stands now, in the sheet where there is one. */
  async placeOf(
    { file, sheet }: Pick<BatchOrigin, 'file' | 'sheet'>,
    id: string,
  ): Promise<Range | undefined> {
    const place = sheet ? { uri: sheet.uri, sheet: sheet.reading } : { uri: file };
    return (await this.#ports.batchEntries({ ...place, ids: [id] }))?.found[0]?.range;
  }

  /** Whether failures of the file are shown. */
  watches(uri: string): boolean {
    return this.#files.has(uri);
  }

  /** A new batch of the file has begun, or the batch is gone. */
  clear(uri: string): void {
    if (this.#files.delete(uri)) this.#ports.show(uri, []);
  }

  clearAll(): void {
    for (const uri of [...this.#files.keys()]) this.clear(uri);
  }

  async #look(file: Omit<WatchedFile, 'texts'>): Promise<void> {
    const found = await this.#find(file);
    const watched = { ...file, texts: new Map(found.map(({ id, entry }) => [id, entry])) };
    this.#files.set(file.uri, watched);
    this.#show(watched, found);
  }

  async #find({ uri, sheet, failures }: Omit<WatchedFile, 'texts'>) {
    const ids = [...failures.keys()];
    const reading = sheet === undefined ? {} : { sheet: sheet.reading };
    return (await this.#ports.batchEntries({ uri, ids, ...reading }))?.found ?? [];
  }

  #show(
    { uri, failures }: WatchedFile,
    found: readonly { readonly id: string; readonly range: Range }[],
  ): void {
    this.#ports.show(
      uri,
      found.flatMap(({ id, range }) => {
        const failure = failures.get(id);
        return failure
          ? [{ range, message: messageOf(failure), code: failure.failureReason ?? 'FAILED' }]
          : [];
      }),
    );
  }
}

function messageOf({ runSettingId, failureReason, failureMessage }: Submission): string {
  const why = (failureMessage ?? failureReason ?? 'no reason given').replace(/([^.!?])$/, '$1.');
  return `HealthOmics did not start run '${runSettingId}': ${why}\n${adviceFor(failureReason)}`;
}
