/** What an AWS account holds beside what HealthOmics itself makes: what a run needs and a preflight looks at. */
export interface Account {
  readonly roles: readonly Role[];
  readonly buckets: readonly Bucket[];
  readonly repositories: readonly Repository[];
  /** Prefixes under which images of public registries are fetched and kept. */
  readonly pullThroughRules: readonly PullThroughRule[];
  readonly sequenceStores: readonly SequenceStore[];
  readonly referenceStores: readonly ReferenceStore[];
  /** Workflows that other accounts share with this one. */
  readonly sharedWorkflows: readonly SharedWorkflow[];
  /** Git repositories that connections lead to. */
  readonly gitRepositories: readonly GitRepository[];
  /** Clusters of Amazon ECS. */
  readonly clusters: readonly EcsCluster[];
  /** Actions that the caller may not do, as `iam:GetRole`, `ecr:*` or `s3:GetObject`. */
  readonly denied: readonly string[];
}

/** A policy document, as IAM takes it. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

export interface Role {
  readonly name: string;
  readonly trust: PolicyDocument;
  /** Inline policies, by name. */
  readonly policies?: Readonly<Record<string, PolicyDocument>>;
  /** Customer managed policies that are attached, by name. */
  readonly attached?: Readonly<Record<string, PolicyDocument>>;
}

export interface Bucket {
  readonly name: string;
  /** Where the simulation is, when absent. */
  readonly region?: string;
  readonly objects?: readonly SeededObject[];
  /** Absent when the bucket has no policy. Nobody is let in or kept out by it. */
  readonly policy?: PolicyDocument;
}

export interface SeededObject {
  readonly key: string;
  /** In bytes; nothing of that length exists, reading gives a line of text. */
  readonly size?: number;
  /** `GLACIER` and `DEEP_ARCHIVE` cannot be read; `STANDARD` when absent. */
  readonly storageClass?: string;
  /** `ARCHIVE_ACCESS` or `DEEP_ARCHIVE_ACCESS` of INTELLIGENT_TIERING: cannot be read either. */
  readonly archiveStatus?: string;
  /** It was restored from the archive and can be read. */
  readonly restored?: boolean;
}

export interface Repository {
  readonly name: string;
  /** The account that it belongs to; the simulation's own when absent. */
  readonly registryId?: string;
  /** Absent when the repository has no policy. */
  readonly policy?: PolicyDocument;
  readonly images: readonly Image[];
}

export interface PullThroughRule {
  readonly prefix: string;
  /** Such as `quay.io`. */
  readonly upstream: string;
}

export interface Image {
  readonly tags: readonly string[];
  readonly sizeBytes?: number;
  /** `amd64` when absent; several make a list of manifests. */
  readonly architectures?: readonly string[];
}

export interface SequenceStore {
  readonly id: string;
  readonly name: string;
  readonly readSets: readonly ReadSet[];
}

export interface ReadSet {
  readonly id: string;
  readonly name: string;
  /** `ACTIVE` when absent; `ARCHIVED` cannot be an input. */
  readonly status?: string;
  readonly fileType?: string;
  readonly sampleId?: string;
  readonly subjectId?: string;
}

export interface ReferenceStore {
  readonly id: string;
  readonly name: string;
  readonly references: readonly Reference[];
}

export interface Reference {
  readonly id: string;
  readonly name: string;
  readonly status?: string;
}

export interface SharedWorkflow {
  readonly id: string;
  readonly name: string;
  /** Twelve digits. */
  readonly ownerId: string;
}

export interface GitRepository {
  readonly connectionArn: string;
  /** `owner/name`. */
  readonly name: string;
  /** The first is what a request without a reference means: the newest of the default branch. */
  readonly revisions: readonly GitRevision[];
}

export interface GitRevision {
  readonly type: 'BRANCH' | 'TAG' | 'COMMIT';
  readonly value: string;
  /** Texts by their paths in the repository. */
  readonly files: Readonly<Record<string, string>>;
}

export interface EcsCluster {
  readonly name: string;
  /** Such as `FARGATE` and `FARGATE_SPOT`. */
  readonly capacityProviders?: readonly string[];
  /** The capacity providers that count where a request names none. */
  readonly defaultStrategy?: readonly string[];
  /** The machines that the account itself gives to the cluster. */
  readonly instances?: readonly { readonly vcpus: number; readonly memoryGiB: number }[];
}

/** What is in `more` is added, and stands in for what has the same name. */
export function withAccount(base: Account, more: Partial<Account> | undefined): Account {
  if (more === undefined) return base;
  return {
    roles: merged(base.roles, more.roles, (role) => role.name),
    buckets: merged(base.buckets, more.buckets, (bucket) => bucket.name),
    repositories: merged(
      base.repositories,
      more.repositories,
      ({ name, registryId = '' }) => `${registryId} ${name}`,
    ),
    pullThroughRules: merged(base.pullThroughRules, more.pullThroughRules, (rule) => rule.prefix),
    sequenceStores: merged(base.sequenceStores, more.sequenceStores, (store) => store.id),
    referenceStores: merged(base.referenceStores, more.referenceStores, (store) => store.id),
    sharedWorkflows: merged(
      base.sharedWorkflows,
      more.sharedWorkflows,
      ({ id, ownerId }) => `${ownerId} ${id}`,
    ),
    gitRepositories: merged(
      base.gitRepositories,
      more.gitRepositories,
      ({ connectionArn, name }) => `${connectionArn} ${name}`,
    ),
    clusters: merged(base.clusters, more.clusters, (cluster) => cluster.name),
    denied: [...base.denied, ...(more.denied ?? [])],
  };
}

function merged<Item>(
  base: readonly Item[],
  more: readonly Item[] | undefined,
  keyOf: (item: Item) => string,
): readonly Item[] {
  if (more === undefined) return base;
  const keys = new Set(more.map(keyOf));
  return [...base.filter((item) => !keys.has(keyOf(item))), ...more];
}
