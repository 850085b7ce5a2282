import { ServiceError } from '../errors.ts';
import { isOver, stateAt } from '../simulation/timeline.ts';
import type { Collection } from '../store/collection.ts';
import type { RunRecord } from '../store/records.ts';
import type { OmicsContext } from './context.ts';

/** How many of each there may be in an account and Region. Source: user guide, quotas, 2026-03-20. */
export const RESOURCE_LIMITS = {
  runGroups: 1_000,
  runCaches: 1_000,
  configurations: 10,
  configurationNameLength: 50,
  securityGroups: 5,
  subnets: 16,
  sharesPerWorkflow: 100,
} as const;

export function checkNumber<Item extends { readonly deletedAt?: number | undefined }>(
  collection: Collection<Item>,
  most: number,
  what: string,
): void {
  let living = 0;
  for (const item of collection.all()) if (item.deletedAt === undefined) living++;
  if (living >= most) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `There are ${most} ${what}, and no more are allowed.`,
    );
  }
}

/** Whether a run that is not over uses something. */
export function isInUse(context: OmicsContext, uses: (run: RunRecord) => boolean): boolean {
  for (const run of context.store.runs.newest()) {
    if (!uses(run) || run.deletedAt !== undefined) continue;
    if (!isOver(stateAt(run.states, context.now)?.status ?? 'PENDING')) return true;
  }
  return false;
}
