import { ServiceError } from '../errors.ts';
import type { BatchRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** The batch, unless it was deleted. */
export function findBatch(id: string | undefined, { store }: { readonly store: Store }): BatchRecord {
  const batch = store.batches.get(id ?? '');
  if (batch === undefined || batch.deletedAt !== undefined) {
    throw new ServiceError('ResourceNotFoundException', `There is no run batch ${id ?? ''}.`);
  }
  return batch;
}

/** Only one of the filters of a list can be used at a time. */
export function oneFilter(list: string, filters: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(filters).filter((name) => filters[name] !== undefined);
  if (given.length > 1) {
    throw new ServiceError(
      'ValidationException',
      `${list} takes one filter, and not ${given.join(' and ')}.`,
    );
  }
}
