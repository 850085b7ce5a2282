import { UserError } from '../../infrastructure/errors.ts';
import type { OmicsApi } from '../../omics/omics-api.ts';
import type { BatchOrigins } from './batch-origins.ts';
import type { BatchRetry, SentBatch } from './send-batch.ts';
import { isTransient } from './submission-reasons.ts';

export interface RetryBatchPorts {
  readonly omics: () => Promise<OmicsApi>;
  readonly scope: () => Promise<string>;
  readonly origins: BatchOrigins;
  readonly start: (file: string, retry: BatchRetry) => Promise<SentBatch>;
}

/**
 * Starts a batch that failed as a whole once more, from its file as it is now. After a failure that the service calls
 * transient it wants to see the same request id, which is sent where the content is the same too.
 */
export async function retryBatch(batchId: string, ports: RetryBatchPorts): Promise<SentBatch> {
  const origin = ports.origins.of(await ports.scope(), batchId);
  if (!origin) {
    throw new UserError({
      code: 'no-batch-file',
      sentence: `Batch ${batchId} was not started from this workspace. Start it from its file.`,
    });
  }
  const api = await ports.omics();
  const { failureReason, name } = await api.getBatch(batchId);
  const { requestId, digest, file } = origin;
  return ports.start(
    file,
    isTransient(failureReason) ? { again: { requestId, digest, name }, upload: 'known' } : { upload: 'anew' },
  );
}
