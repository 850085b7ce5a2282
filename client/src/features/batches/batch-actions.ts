import { Cancelled, UserError } from '../../infrastructure/errors.ts';
import type { Prompts } from '../../infrastructure/prompts.ts';
import { count } from '../../infrastructure/readable.ts';
import { isAllowed, type Batch, type BatchAction, type BatchesApi } from '../../omics/batches-api.ts';

export interface BatchActionPorts {
  readonly batches: () => Promise<BatchesApi>;
  readonly prompts: Pick<Prompts, 'ask'>;
  readonly onDone: (batchId: string) => void;
}

interface Action {
  readonly title: (name: string) => string;
  readonly prompt: (batch: Batch) => string;
  /** What has to be typed. */
  readonly word: string;
  readonly refused: string;
  readonly send: (api: BatchesApi, id: string) => Promise<void>;
}

const ACTIONS: Readonly<Record<BatchAction, Action>> = {
  cancel: {
    title: (name) => `Cancel batch '${name}'`,
    prompt: ({ runs, submissions }) =>
      `${count(submissions.waiting)} runs are not started any more, and ${count(alive(runs))} that are under way end without outputs; what has run is billed.`,
    word: 'cancel',
    refused: 'cancelled',
    send: (api, id) => api.cancelBatch(id),
  },
  deleteRuns: {
    title: (name) => `Delete the runs of batch '${name}'`,
    prompt: ({ submissions }) =>
      `The records of up to ${count(submissions.started)} runs go; their outputs in S3 and their logs stay.`,
    word: 'delete',
    refused: 'deleted with its runs',
    send: (api, id) => api.deleteBatchRuns(id),
  },
  delete: {
    title: (name) => `Delete batch '${name}'`,
    prompt: () => 'Only the record of the batch goes; its runs stay, and are not told apart by it any more.',
    word: 'delete',
    refused: 'deleted',
    send: (api, id) => api.deleteBatch(id),
  },
};

/** Does it after the user has typed that they mean it; states that do not allow it say so before anything is sent. */
export async function actOnBatch(
  action: BatchAction,
  batchId: string,
  { batches, prompts, onDone }: BatchActionPorts,
): Promise<void> {
  const { title, prompt, word, refused, send } = ACTIONS[action];
  const api = await batches();
  const batch = await api.getBatch(batchId);
  const name = batch.name ?? batchId;
  if (!isAllowed(action, batch.status)) {
    throw new UserError({
      code: 'batch-state',
      sentence: `Batch '${name}' is in state ${batch.status} and cannot be ${refused} now.`,
    });
  }
  const typed = await prompts.ask({
    title: title(name),
    prompt: `${prompt(batch)} Type '${word}' to go on.`,
    placeholder: word,
    validate: (text) => (text.toLowerCase() === word ? undefined : `Type '${word}', or press Escape.`),
  });
  if (typed?.trim().toLowerCase() !== word) throw new Cancelled();
  await send(api, batchId);
  onDone(batchId);
}

function alive(runs: Batch['runs']): number {
  return runs.PENDING + runs.STARTING + runs.RUNNING + runs.STOPPING;
}
