import type { SheetRun } from './sheet-to-batch.ts';

/** What all runs of the batch share, as far as it is known: members of `defaultRunSetting`. */
export type BatchDefaults = Readonly<Record<string, unknown>>;

const UNKNOWN: BatchDefaults = { workflowId: '', roleArn: '', outputUri: '', storageType: 'DYNAMIC' };

/** The body of StartRunBatch with the runs in it; what is not known is left empty, so that the editor asks for it. */
export function batchFile(runs: readonly SheetRun[], defaults: BatchDefaults = {}): string {
  const body = {
    defaultRunSetting: { ...UNKNOWN, ...defaults },
    batchRunSettings: { inlineSettings: runs },
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}

/** The text of the array for S3 in pieces: a run on a line, pieces of some hundred kilobytes. */
export class RunArrayText {
  readonly #write: (piece: string) => void;
  #parts: string[] = [];
  #length = 0;
  #isFirst = true;

  constructor(write: (piece: string) => void) {
    this.#write = write;
  }

  add(run: SheetRun): void {
    const part = `${this.#isFirst ? '[\n' : ',\n'}${JSON.stringify(run)}`;
    this.#isFirst = false;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length > 256 * 1024) this.#flush();
  }

  end(): void {
    this.#parts.push(this.#isFirst ? '[]\n' : '\n]\n');
    this.#flush();
  }

  #flush(): void {
    this.#write(this.#parts.join(''));
    this.#parts = [];
    this.#length = 0;
  }
}
