import type { Clock } from '../../infrastructure/clock.ts';
import { RequestLimiter } from '../../infrastructure/request-limiter.ts';
import type { PreflightRates } from '../../omics/pace.ts';
import type { PreflightApi } from '../../omics/preflight-api.ts';

/** Which service answers each question, and with that the pace at which it may be asked. */
const SERVICE_OF: Readonly<Record<keyof PreflightApi, keyof PreflightRates>> = {
  bucket: 's3',
  bucketPolicy: 's3',
  object: 's3',
  anyObject: 's3',
  role: 'iam',
  simulate: 'iam',
  image: 'ecr',
  repository: 'ecr',
  repositoryPolicy: 'ecr',
  platforms: 'ecr',
  pullThroughPrefixes: 'ecr',
  readSet: 'storage',
  reference: 'storage',
  quotas: 'lists',
  countRuns: 'lists',
  countWorkflows: 'lists',
};

type Questions = Readonly<Record<keyof PreflightApi, (...given: readonly unknown[]) => Promise<unknown>>>;

/** The same questions, each asked once however many checks want to know, and no faster than the services take them. */
export function pacedAndOnce(api: PreflightApi, clock: Clock, rates: PreflightRates): PreflightApi {
  const limiters = {
    s3: new RequestLimiter(clock, rates.s3),
    iam: new RequestLimiter(clock, rates.iam),
    ecr: new RequestLimiter(clock, rates.ecr),
    storage: new RequestLimiter(clock, rates.storage),
    lists: new RequestLimiter(clock, rates.lists),
  };
  const known = new Map<string, Promise<unknown>>();
  const wrapped = Object.keys(SERVICE_OF).map((name) => {
    const question = name as keyof PreflightApi;
    const paced = (...given: readonly unknown[]) => {
      const signal = given.at(-1) as AbortSignal;
      const key = JSON.stringify([question, ...given.slice(0, -1)]);
      const answer =
        known.get(key) ??
        limiters[SERVICE_OF[question]].run(signal, () => (api as unknown as Questions)[question](...given));
      known.set(key, answer);
      return answer;
    };
    return [question, paced] as const;
  });
  return Object.fromEntries(wrapped) as unknown as PreflightApi;
}
