/** Requests that are admitted of each operation: a bucket with as many tokens as may be spent in a second. */
export interface RequestRates {
  admits(operation: string, now: number): boolean;
}

export function requestRates(): RequestRates {
  const buckets = new Map<string, { readonly tokens: number; readonly at: number }>();
  return {
    admits(operation, now) {
      const most = RATES[operation];
      if (most === undefined) return true;
      const { tokens, at } = buckets.get(operation) ?? { tokens: most, at: now };
      const filled = Math.min(most, tokens + ((now - at) / 1000) * most);
      const admitted = filled >= 1;
      buckets.set(operation, { tokens: admitted ? filled - 1 : filled, at: now });
      return admitted;
    },
  };
}

/**
 * Requests a second of an account and Region. Where the guide's tables disagree, the stricter one. What it does not
 * mention is not limited here. Source: user guide, API quotas, 2026-03-20; CloudWatch Logs quotas, 2026-11.
 */
const RATES: Readonly<Record<string, number>> = {
  StartRun: 1,
  CreateWorkflow: 5,
  ...rates(10, [
    'CancelRun',
    'DeleteRun',
    'GetRun',
    'GetRunTask',
    'ListRunTasks',
    'ListRuns',
    'CreateRunGroup',
    'GetRunGroup',
    'ListRunGroups',
    'UpdateRunGroup',
    'DeleteRunGroup',
    'CreateRunCache',
    'GetRunCache',
    'ListRunCaches',
    'UpdateRunCache',
    'DeleteRunCache',
    'GetWorkflow',
    'ListWorkflows',
    'UpdateWorkflow',
    'DeleteWorkflow',
    'GetBatch',
    'CancelRunBatch',
    'ListRunsInBatch',
    'GetLogEvents',
  ]),
  ...rates(1, [
    'StartRunBatch',
    'CreateConfiguration',
    'CreateShare',
    'AcceptShare',
    'GetShare',
    'ListShares',
    'DeleteShare',
  ]),
  ...rates(5, [
    'TagResource',
    'UntagResource',
    'ListTagsForResource',
    'ListSequenceStores',
    'ListReadSets',
    'GetReadSetMetadata',
    'ListReferenceStores',
    'ListReferences',
    'GetReferenceMetadata',
    'FilterLogEvents',
  ]),
  DescribeLogStreams: 25,
};

function rates(perSecond: number, operations: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries(operations.map((operation) => [operation, perSecond]));
}
