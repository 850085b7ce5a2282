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
  /** Between the end of a run and the last look at its logs: CloudWatch may take a moment to show a line. */
  readonly lastLines: number;
  /** Between two looks at a workflow that is being created. */
  readonly creation: number;
}

/** Below the 10 requests per second that an account has for each operation (HealthOmics and CloudWatch quotas). */
const AWS: ServicePace = {
  alive: { shortest: 3_000, longest: 15_000 },
  idle: { shortest: 30_000, longest: 300_000 },
  logs: { shortest: 1_500, longest: 10_000 },
  logsBesideLiveTail: { shortest: 10_000, longest: 10_000 },
  logRequests: { perSecond: 8, atOnce: 4 },
  lastLines: 5_000,
  creation: 3_000,
};

const THIS_MACHINE: ServicePace = {
  alive: { shortest: 250, longest: 750 },
  idle: { shortest: 5_000, longest: 60_000 },
  logs: { shortest: 250, longest: 1_000 },
  logsBesideLiveTail: { shortest: 2_000, longest: 2_000 },
  logRequests: { perSecond: 200, atOnce: 8 },
  lastLines: 0,
  creation: 200,
};

export function paceFor(account: Account): ServicePace {
  const { omics } = account.endpoints;
  return omics !== undefined && isLoopback(omics) ? THIS_MACHINE : AWS;
}
