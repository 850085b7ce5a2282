import { LIMITS, formatNumber } from './limits.ts';

/** A quota of an account that can be raised in Service Quotas. */
export interface Quota {
  readonly limit:
    | 'activeRunsDynamic'
    | 'activeRunsStatic'
    | 'activeGpus'
    | 'tasksPerRun'
    | 'runs'
    | 'workflows'
    | 'staticStorageGiB';
  /** Its code in Service Quotas, where the service is called `omics`; absent where it is not known. */
  readonly code?: string;
  /** Words by which the service's own messages speak of it. */
  readonly said: RegExp;
}

/** Source: Service Quotas of HealthOmics, November 2026; defaults are those of `LIMITS`. The first that is said counts. */
export const QUOTAS: readonly Quota[] = [
  {
    limit: 'staticStorageGiB',
    said: /storage ?capacity|GiB of static|static (run )?storage (per|of a) run/i,
  },
  { limit: 'activeRunsStatic', code: 'L-A30FD31B', said: /active runs?.*static|static.*active runs?/i },
  { limit: 'activeRunsDynamic', code: 'L-BE38079A', said: /active runs?|concurrent runs?/i },
  { limit: 'activeGpus', code: 'L-AFB19B96', said: /\bGPUs?\b/i },
  { limit: 'tasksPerRun', code: 'L-25504C8C', said: /concurrent tasks|tasks per run/i },
  { limit: 'workflows', code: 'L-7CAE62CF', said: /workflows/i },
  { limit: 'runs', code: 'L-C9679DBC', said: /\bruns?\b/i },
];

/** The quota that a refusal of the service speaks of. */
export function quotaSaid(message: string): Quota | undefined {
  return QUOTAS.find(({ said }) => said.test(message));
}

export function quotaOf(limit: Quota['limit']): Quota | undefined {
  return QUOTAS.find((quota) => quota.limit === limit);
}

/** `active runs with dynamic storage (50 unless it was raised)`. */
export function quotaWords({ limit }: Quota): string {
  const { what, value } = LIMITS[limit];
  return `${what} (${formatNumber(value)} unless it was raised)`;
}
