import { formatNumber } from '@omics-lens/server/healthomics/limits.ts';
import { staticStorageFor } from '@omics-lens/server/healthomics/run-storage.ts';
import type { Prompts } from '../infrastructure/prompts.ts';

/** GiB as the service will take them; where these are others than was asked for, that is said. */
export function roundedStorage(asked: number, prompts: Pick<Prompts, 'tell'>): number {
  const taken = staticStorageFor(asked);
  if (taken !== asked) {
    const message = `Static storage comes in 1,200 GiB or multiples of 2,400: ${formatNumber(taken)} GiB instead of ${formatNumber(asked)}.`;
    void prompts.tell('information', message, []);
  }
  return taken;
}
