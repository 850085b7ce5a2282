import type { Engine } from '@omics-lens/server/model/index.ts';
import type { BatchStatus, RunState, State } from '../simulation/timeline.ts';

/** What is kept. Everything is plain JSON; times are milliseconds of virtual time. */
export interface WorkflowRecord {
  readonly id: string;
  readonly uuid: string;
  /** `PRIVATE` when absent. */
  readonly type?: 'PRIVATE' | 'READY2RUN';
  readonly name?: string | undefined;
  readonly definition: DefinitionRecord;
  /** The account that shares it, where that is another one. */
  readonly ownerId?: string | undefined;
  readonly versions: readonly VersionRecord[];
  readonly request: RequestRecord;
  readonly deletedAt?: number | undefined;
}

export interface VersionRecord {
  readonly name: string;
  readonly uuid: string;
  readonly definition: DefinitionRecord;
  readonly request: RequestRecord;
  readonly deletedAt?: number | undefined;
}

/** The request that made something, so that the same request again makes nothing new. */
export interface RequestRecord {
  readonly requestId: string;
  /** SHA-256 of everything else that was asked for. */
  readonly digest: string;
}

export interface DefinitionRecord {
  /** SHA-256 of the zip, which is kept under this name. */
  readonly digest: string;
  readonly createdAt: number;
  /** Until then it is being created. */
  readonly settledAt: number;
  readonly outcome: 'ACTIVE' | 'FAILED';
  readonly statusMessage?: string | undefined;
  readonly engine?: Engine | undefined;
  readonly main?: string | undefined;
  readonly parameterTemplate?: ParameterTemplate | undefined;
  readonly description?: string | undefined;
  readonly storageType: 'STATIC' | 'DYNAMIC';
  readonly storageCapacity?: number | undefined;
  readonly accelerators?: 'GPU' | undefined;
  readonly readmeMarkdown?: string | undefined;
  /** Where it came from, and the README's path there. */
  readonly repository?: DefinitionRepositoryRecord | undefined;
  readonly containerRegistryMap?: unknown;
  readonly tags: Readonly<Record<string, string>>;
}

export interface DefinitionRepositoryRecord {
  readonly details: {
    readonly connectionArn: string;
    readonly fullRepositoryId: string;
    readonly sourceReference: { readonly type: 'BRANCH' | 'TAG' | 'COMMIT'; readonly value: string };
    readonly providerType: string;
  };
  readonly readmePath: string | undefined;
}

export type ParameterTemplate = Readonly<
  Record<string, { readonly description?: string | undefined; readonly optional?: boolean | undefined }>
>;

export interface RunRecord {
  readonly id: string;
  readonly uuid: string;
  readonly settings: RunSettings;
  readonly workflow: RunWorkflow;
  /** ARN of who asked for it. */
  readonly startedBy: string;
  readonly createdAt: number;
  /** Absent for the runs of a batch. */
  readonly request?: RequestRecord | undefined;
  readonly batch?: BatchPlace | undefined;
  /** Names the scenario that it plays. */
  readonly world: string;
  /** It was made up for a scenario and takes no place. */
  readonly uncounted?: true;
  /** In seconds, counted while it runs. */
  readonly longest: number;
  /** When it left the queue; until then it waits for quotas and limits of its group. */
  readonly admittedAt?: number | undefined;
  readonly cancelledAt?: number | undefined;
  /** Where it went and, once it has left the queue, where it will go. Everything else of its life follows from the record. */
  readonly states: readonly RunState[];
  /** Where it finds results in its cache, and what it leaves there. */
  readonly cached?: CachedResults | undefined;
  /** Its logs stay, as they do in CloudWatch. */
  readonly deletedAt?: number | undefined;
}

export interface RunWorkflow {
  readonly id: string;
  readonly uuid: string;
  readonly type: 'PRIVATE' | 'READY2RUN';
  readonly ownerId?: string | undefined;
  readonly name?: string | undefined;
  readonly versionName?: string | undefined;
  readonly definition: DefinitionRecord;
}

export interface BatchPlace {
  readonly id: string;
  /** Of its entry in the batch, from 0. */
  readonly index: number;
  readonly settingId: string;
}

export interface CachedResults {
  /** S3 URIs of results of earlier runs, by the fingerprint of the task. */
  readonly hits: Readonly<Record<string, string>>;
  readonly entries: readonly CacheEntry[];
}

export interface CacheEntry {
  readonly fingerprint: string;
  readonly s3Uri: string;
  /** From then on other runs can use it. */
  readonly at: number;
}

/** What StartRun was given, with the values of the run that it duplicates and the service's defaults filled in. */
export interface RunSettings {
  readonly name?: string | undefined;
  readonly roleArn: string;
  readonly outputUri: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly priority?: number | undefined;
  readonly storageType: 'STATIC' | 'DYNAMIC';
  readonly storageCapacity?: number | undefined;
  readonly logLevel: 'OFF' | 'FATAL' | 'ERROR' | 'ALL';
  readonly retentionMode: 'RETAIN' | 'REMOVE';
  readonly networkingMode: 'RESTRICTED' | 'VPC';
  readonly configurationName?: string | undefined;
  readonly runGroupId?: string | undefined;
  readonly cacheId?: string | undefined;
  readonly cacheBehavior?: CacheBehavior | undefined;
  readonly engineSettings?: unknown;
  readonly scratchStorageMode?: 'LOCAL' | 'SHARED' | undefined;
  readonly sessionPolicy?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** The run that it duplicates. */
  readonly sourceRunId?: string | undefined;
}

export type CacheBehavior = 'CACHE_ON_FAILURE' | 'CACHE_ALWAYS';

export interface RunGroupRecord {
  readonly id: string;
  readonly name?: string | undefined;
  readonly maxCpus?: number | undefined;
  readonly maxGpus?: number | undefined;
  readonly maxRuns?: number | undefined;
  /** In minutes, of each run. */
  readonly maxDuration?: number | undefined;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly request: RequestRecord;
  readonly deletedAt?: number | undefined;
}

export interface RunCacheRecord {
  readonly id: string;
  readonly uuid: string;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly behavior: CacheBehavior;
  readonly s3Uri: string;
  readonly bucketOwnerId: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly request: RequestRecord;
  readonly deletedAt?: number | undefined;
}

export interface ConfigurationRecord {
  /** Counts up; the service itself goes by the name. */
  readonly id: string;
  readonly uuid: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly vpc?: VpcRecord | undefined;
  readonly createdAt: number;
  /** Until then it is being created. */
  readonly settledAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly request: RequestRecord;
  readonly deletedAt?: number | undefined;
}

export interface VpcRecord {
  readonly securityGroupIds: readonly string[];
  readonly subnetIds: readonly string[];
  readonly vpcId: string;
}

export interface BatchRecord {
  readonly id: string;
  readonly uuid: string;
  readonly name?: string | undefined;
  /** `defaultRunSetting`, as it was given. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** SHA-256 of the JSON array of its entries, which is kept under this name. */
  readonly entries: string;
  readonly source?: { readonly uri: string; readonly etag: string } | undefined;
  readonly totalRuns?: number | undefined;
  readonly startedBy: string;
  readonly world: string;
  readonly createdAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly request: RequestRecord;
  readonly states: readonly State<BatchStatus>[];
  /** Entries that could not be started, by their index. */
  readonly failures: Readonly<Record<number, SubmissionFailure>>;
  /** The first entry that was not submitted when it was cancelled. */
  readonly cancelledFrom?: number | undefined;
  readonly runsDeletedAt?: number | undefined;
  readonly deletedAt?: number | undefined;
}

export interface SubmissionFailure {
  readonly reason: string;
  readonly message: string;
}

export interface ShareRecord {
  readonly id: string;
  readonly shareId: string;
  readonly name?: string | undefined;
  readonly resourceArn: string;
  readonly principalSubscriber: string;
  readonly ownerId: string;
  readonly createdAt: number;
  readonly deletedAt?: number | undefined;
  /** The name of a workflow that another account shares with this one, which has accepted it. */
  readonly accepted?: { readonly workflowName: string } | undefined;
}
