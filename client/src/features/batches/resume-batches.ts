import type { Prompts } from '../../infrastructure/prompts.ts';
import type { RequestJournal } from '../../infrastructure/request-journal.ts';
import { scopeOf, type Account } from '../../omics/account.ts';
import type { BatchesApi } from '../../omics/batches-api.ts';
import { sentBatch, type PendingBatch, type SentBatch } from './send-batch.ts';

export interface ResumeBatchesPorts {
  readonly journal: RequestJournal<PendingBatch>;
  readonly account: () => Promise<Account>;
  readonly batches: () => Promise<BatchesApi>;
  readonly prompts: Pick<Prompts, 'tell'>;
  readonly onStarted: (sent: SentBatch) => Promise<void>;
}

/**
 * Asks what to do about batches whose answer was lost with the window. Finishing one sends the very same request again:
 * the service starts it if it never arrived, and otherwise answers with the batch that it had started.
 */
export async function resumeBatches(ports: ResumeBatchesPorts): Promise<void> {
  const { journal, account, batches, prompts, onStarted } = ports;
  if (journal.pending().length === 0) return;
  const scope = scopeOf(await account());
  for (const { key, request: pending } of journal.pending()) {
    // Meant for another account: sent from here it would start runs that nobody asked for.
    if (pending.scope !== scope) continue;
    const finish = 'Finish Starting';
    const forget = 'Forget It';
    const question = `The window closed while batch '${pending.request.batchName ?? ''}' was being started, and whether it was is not known.`;
    const button = await prompts.tell('warning', question, [finish, forget]);
    if (button === forget) await journal.forget(key);
    if (button !== finish) continue;
    const api = await batches();
    const started = await journal.send(
      key,
      () => pending,
      ({ request }) => api.startBatch(request),
    );
    await onStarted(sentBatch(started, pending));
  }
}
