import { chooseInstance, formatGiB, instanceLimits } from '../healthomics/index.ts';
import type { ModelRule } from './model-rule.ts';
import { placeOf } from './model-rule.ts';
import { hasUnknownAccelerator, knownRequest, regionPhrase } from './request.ts';

export const retryMemory: ModelRule = {
  code: 'retry-memory',
  severity: 'warning',
  summary: 'A retry would ask for more memory than any instance has.',
  why: 'With `maxRetries`, HealthOmics tries a task again that ran out of memory (exit code 137), each time with twice the memory. A retry that asks for more than the largest instance has cannot be placed. An image of your own needs GNU findutils 4.2.3 or later for these retries.',
  bad: 'memory: "512 GiB"\nmaxRetries: 3  # 1, 2 and 4 TiB',
  good: 'memory: "512 GiB"\nmaxRetries: 1',
  check(context) {
    const { maxRetries, retryMemory: growth } = context.resources;
    if (growth === 'same') return [];
    const retries = maxRetries?.constant;
    const request = knownRequest(context.resources);
    const { memoryGiB } = request;
    if (maxRetries === undefined || typeof retries !== 'number' || retries < 1) return [];
    if (memoryGiB === undefined || hasUnknownAccelerator(context.resources)) return [];
    const limits = instanceLimits(request, context.region);
    // What is too large at once has a problem of its own.
    if (limits === undefined || chooseInstance(request, context.region).kind !== 'chosen') return [];
    const possible = Math.floor(Math.log2(limits.memoryGiB / memoryGiB));
    if (retries <= possible) return [];
    const wanted = memoryGiB * 2 ** (possible + 1);
    return [
      {
        span: placeOf(maxRetries, context),
        message: `Retry ${possible + 1} would ask for ${formatGiB(wanted)}, and the largest instance ${regionPhrase(context.region)} has ${formatGiB(limits.memoryGiB)}.`,
        note: `HealthOmics doubles the memory with each retry. ${possible === 0 ? 'No retry fits.' : `${possible} ${possible === 1 ? 'retry fits' : 'retries fit'}.`}`,
      },
    ];
  },
};
