import { UserError } from '../../infrastructure/errors.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import type { Batch, Submission } from '../../omics/batches-api.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { BatchOrigin, BatchOrigins } from './batch-origins.ts';
import { MOST_SHOWN, type FailedSubmissions } from './failed-submissions.ts';

export interface SubmissionFailuresPorts {
  readonly omics: () => Promise<OmicsApi>;
  readonly scope: () => Promise<string>;
  readonly origins: BatchOrigins;
  readonly failed: FailedSubmissions;
  readonly files: Pick<Files, 'show'>;
  readonly prompts: Pick<Prompts, 'tell'>;
}

/** Reads which runs of a batch could not be started, and has them shown beside what they came from. */
export class SubmissionFailures {
  readonly #ports: SubmissionFailuresPorts;
  readonly #underWay = new Set<string>();

  constructor(ports: SubmissionFailuresPorts) {
    this.#ports = ports;
  }

  /** `details`: the counts that asked for it; absent where the user did. */
  async look(batchId: string, details: Batch | undefined): Promise<void> {
    const origin = await this.#originOf(batchId);
    if (!origin) {
      if (details === undefined) throw notFromHere(batchId);
      return;
    }
    // While a batch is being submitted the count grows; one look at a time is enough, and the last comes at the end.
    if (this.#underWay.has(batchId)) return;
    this.#underWay.add(batchId);
    try {
      await this.#ports.failed.show(origin, await this.#failedOf(batchId));
    } finally {
      this.#underWay.delete(batchId);
    }
  }

  /** Opens the file, or the sheet, in which the run stands. */
  async reveal(batchId: string, runSettingId: string): Promise<void> {
    const origin = await this.#originOf(batchId);
    if (!origin) throw notFromHere(batchId);
    const { failed, files } = this.#ports;
    const file = origin.sheet?.uri ?? origin.file;
    if (!failed.watches(file)) await this.look(batchId, undefined);
    const range = await failed.placeOf(origin, runSettingId);
    await files.show(file, range);
  }

  async #originOf(batchId: string): Promise<BatchOrigin | undefined> {
    const { origins, scope } = this.#ports;
    return origins.of(await scope(), batchId);
  }

  async #failedOf(batchId: string): Promise<readonly Submission[]> {
    const api = await this.#ports.omics();
    const found: Submission[] = [];
    let token: string | undefined;
    do {
      const page = await api.listSubmissions(batchId, { status: 'FAILED' }, token);
      found.push(...page.items);
      token = page.next;
    } while (token !== undefined && found.length < MOST_SHOWN);
    return found;
  }
}

function notFromHere(batchId: string): UserError {
  return new UserError({
    code: 'no-batch-file',
    sentence: `Batch ${batchId} was not started from this workspace, so the rows of its runs are not known here.`,
  });
}
