import type { Named, Page } from './workflows-api.ts';

/** What runs are started with and what outlives them: groups, caches, configurations; and tags of anything. */
export interface ResourcesApi {
  listRunGroups(token?: string, signal?: AbortSignal): Promise<Page<RunGroup>>;
  createRunGroup(request: RunGroupLimits & Creation): Promise<{ readonly id: string }>;
  updateRunGroup(id: string, change: RunGroupLimits): Promise<void>;
  deleteRunGroup(id: string): Promise<void>;

  listRunCaches(token?: string, signal?: AbortSignal): Promise<Page<RunCache>>;
  getRunCache(id: string): Promise<RunCacheChange>;
  createRunCache(request: NewRunCache & Creation): Promise<{ readonly id: string }>;
  updateRunCache(id: string, change: RunCacheChange): Promise<void>;
  deleteRunCache(id: string): Promise<void>;

  listConfigurations(token?: string, signal?: AbortSignal): Promise<Page<Named>>;
  createConfiguration(request: NewConfiguration & Creation): Promise<{ readonly name: string }>;
  getConfiguration(name: string, signal?: AbortSignal): Promise<Configuration>;
  deleteConfiguration(name: string): Promise<void>;

  listTags(arn: string): Promise<Readonly<Record<string, string>>>;
  addTags(arn: string, tags: Readonly<Record<string, string>>): Promise<void>;
  removeTags(arn: string, keys: readonly string[]): Promise<void>;
}

/** Every creation: the same request id creates once, however often it is sent. */
export interface Creation {
  readonly requestId: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** What is absent has no limit. */
export interface RunGroupLimits {
  readonly name?: string;
  /** vCPUs of all its runs at once. */
  readonly maxCpus?: number;
  readonly maxGpus?: number;
  /** Runs at once. */
  readonly maxRuns?: number;
  /** Minutes of one run. */
  readonly maxDuration?: number;
}

export interface RunGroup extends Named {
  readonly maxCpus: number | undefined;
  readonly maxGpus: number | undefined;
  readonly maxRuns: number | undefined;
  readonly maxDuration: number | undefined;
}

export type CacheBehavior = 'CACHE_ON_FAILURE' | 'CACHE_ALWAYS';

export interface NewRunCache {
  readonly name?: string;
  readonly description?: string;
  readonly cacheS3Location: string;
  readonly cacheBehavior?: CacheBehavior;
  readonly cacheBucketOwnerId?: string;
}

export interface RunCacheChange {
  readonly name?: string;
  readonly description?: string;
  readonly cacheBehavior?: CacheBehavior;
}

export interface RunCache extends Named {
  readonly cacheBehavior: string | undefined;
  readonly cacheS3Uri: string | undefined;
}

export interface NewConfiguration {
  readonly name: string;
  readonly description?: string;
  readonly securityGroupIds: readonly string[];
  readonly subnetIds: readonly string[];
}

export interface Configuration extends Named {
  readonly description: string | undefined;
  readonly vpcId: string | undefined;
  readonly securityGroupIds: readonly string[];
  readonly subnetIds: readonly string[];
}
