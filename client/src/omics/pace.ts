import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import type { Pace } from '../infrastructure/poller.ts';
import type { RequestLimit } from '../infrastructure/request-limiter.ts';
import { isLoopback, type Account } from './account.ts';

/** How often a service may be asked. */
export interface ServicePace {
  /** While a run is alive. */
  readonly alive: Pace;
  /** While the view is visible and nothing is alive. */
  readonly idle: Pace;
  readonly logs: Pace;
  /** While Live Tail delivers, polling only fills in what it left out. */
  readonly logsBesideLiveTail: Pace;
  /** For all log readers together. */
  readonly logRequests: RequestLimit;
  /** For looks at all streams of a run at once, which CloudWatch counts by themselves. */
  readonly logSearches: RequestLimit;
  /** Between the end of a run and the last look at its logs: CloudWatch may take a moment to show a line. */
  readonly lastLines: number;
  /** Between two looks at a workflow that is being created. */
  readonly creation: number;
  readonly preflight: PreflightRates;
  /** StartRun, by hand or one after the other. */
  readonly starts: RequestLimit;
  /** CancelRun and DeleteRun. */
  readonly changes: RequestLimit;
}

/** How fast the services are asked that a preflight looks at. */
export interface PreflightRates {
  readonly s3: RequestLimit;
  readonly iam: RequestLimit;
  readonly ecr: RequestLimit;
  /** Read sets and references. */
  readonly storage: RequestLimit;
  /** Lists of HealthOmics, and Service Quotas. */
  readonly lists: RequestLimit;
}

/** Below the 10 requests per second that an account has for each operation (HealthOmics and CloudWatch quotas). */
const AWS: ServicePace = {
  alive: { shortest: 3_000, longest: 15_000 },
  idle: { shortest: 30_000, longest: 300_000 },
  logs: { shortest: 1_500, longest: 10_000 },
  logsBesideLiveTail: { shortest: 10_000, longest: 10_000 },
  logRequests: { perSecond: 8, atOnce: 4 },
  // FilterLogEvents takes 5 a second, for the whole account.
  logSearches: { perSecond: 4, atOnce: 2 },
  lastLines: 5_000,
  creation: 3_000,
  // S3 takes 5,500 reads a second for each prefix, IAM far fewer and says no number; ECR 10 and more (their quotas,
  // 2026-11). HealthOmics storage takes 5, and lists of workflows and runs 10.
  preflight: {
    s3: { perSecond: 200, atOnce: 24 },
    iam: { perSecond: 8, atOnce: 3 },
    ecr: { perSecond: 8, atOnce: 4 },
    storage: { perSecond: 4, atOnce: 4 },
    lists: { perSecond: 4, atOnce: 2 },
  },
  // The guide's tables say 1 and 5 a second: the stricter one (`LIMITS.startRunPerSecond`).
  starts: { perSecond: LIMITS.startRunPerSecond.value, atOnce: 1 },
  changes: { perSecond: 8, atOnce: 4 },
};

const THIS_MACHINE: ServicePace = {
  alive: { shortest: 250, longest: 750 },
  idle: { shortest: 5_000, longest: 60_000 },
  logs: { shortest: 250, longest: 1_000 },
  logsBesideLiveTail: { shortest: 2_000, longest: 2_000 },
  logRequests: { perSecond: 200, atOnce: 8 },
  logSearches: { perSecond: 20, atOnce: 2 },
  lastLines: 0,
  creation: 200,
  preflight: {
    s3: { perSecond: 2_000, atOnce: 24 },
    iam: { perSecond: 2_000, atOnce: 8 },
    ecr: { perSecond: 2_000, atOnce: 8 },
    storage: { perSecond: 2_000, atOnce: 8 },
    lists: { perSecond: 2_000, atOnce: 8 },
  },
  starts: { perSecond: 200, atOnce: 4 },
  changes: { perSecond: 200, atOnce: 8 },
};

export function paceFor(account: Account): ServicePace {
  const { omics } = account.endpoints;
  return omics !== undefined && isLoopback(omics) ? THIS_MACHINE : AWS;
}
