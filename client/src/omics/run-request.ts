/** What an earlier run was started with, so that it can be started again. */
export interface EarlierRun {
  readonly id: string;
  readonly arn: string;
  readonly name: string | undefined;
  readonly status: string;
  /** Members of StartRun, under their names in the API, that are known of the run; without its name. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The account that shares the workflow: such a run cannot be repeated by its id (HealthOmics User Guide, 2026-03-20). */
  readonly workflowOwnerId: string | undefined;
}

/** The members of a run's description that are members of StartRun too. */
export const REPEATED_MEMBERS = [
  'workflowId',
  'workflowType',
  'workflowOwnerId',
  'workflowVersionName',
  'roleArn',
  'parameters',
  'outputUri',
  'storageType',
  'storageCapacity',
  'runGroupId',
  'priority',
  'cacheId',
  'cacheBehavior',
  'logLevel',
  'retentionMode',
  'networkingMode',
  'tags',
] as const;
