/**
 * What a preflight asks of an account beside HealthOmics' workflows: S3, IAM, Amazon ECR, HealthOmics storage and Service
 * Quotas, without the SDK. What is not there and what may not be asked are answers; only other failures reject.
 */
export interface PreflightApi {
  bucket(name: string, signal: AbortSignal): Promise<Asked<BucketFacts>>;
  /** A statement of who else may use the bucket; `missing` when it has none. */
  bucketPolicy(name: string, signal: AbortSignal): Promise<Asked<{ readonly document: PolicyDocument }>>;
  object(bucket: string, key: string, signal: AbortSignal): Promise<Asked<ObjectFacts>>;
  /** Whether any object's key begins so; `missing` when none does. */
  anyObject(bucket: string, prefix: string, signal: AbortSignal): Promise<Asked<object>>;

  role(name: string, signal: AbortSignal): Promise<Asked<RoleFacts>>;
  /** What the policies of a user or role say; `missing` when there is no such user or role. */
  simulate(
    question: PolicyQuestion,
    signal: AbortSignal,
  ): Promise<Asked<{ readonly denials: readonly Denial[] }>>;

  image(image: ImageRef, signal: AbortSignal): Promise<Asked<ImageFacts>>;
  repository(image: ImageRef, signal: AbortSignal): Promise<Asked<object>>;
  /** `missing` when the repository has no policy. */
  repositoryPolicy(
    image: ImageRef,
    signal: AbortSignal,
  ): Promise<Asked<{ readonly document: PolicyDocument }>>;
  /** `linux/amd64`, …; empty where the manifest does not say. */
  platforms(image: ImageRef, signal: AbortSignal): Promise<Asked<{ readonly platforms: readonly string[] }>>;
  /** Prefixes under which the registry fetches images of public registries by itself. */
  pullThroughPrefixes(
    registryId: string | undefined,
    signal: AbortSignal,
  ): Promise<Asked<{ readonly prefixes: readonly string[] }>>;

  readSet(storeId: string, id: string, signal: AbortSignal): Promise<Asked<StoredFacts>>;
  reference(storeId: string, id: string, signal: AbortSignal): Promise<Asked<StoredFacts>>;

  /** The values of HealthOmics' quotas, by their codes in Service Quotas. */
  quotas(signal: AbortSignal): Promise<Asked<{ readonly values: ReadonlyMap<string, number> }>>;
  /** How many runs are in a state, by type of storage, counted up to `most`. */
  countRuns(
    status: string,
    most: number,
    signal: AbortSignal,
  ): Promise<Asked<{ readonly dynamic: number; readonly static: number }>>;
  countWorkflows(most: number, signal: AbortSignal): Promise<Asked<{ readonly count: number }>>;
}

/** `denied`: the caller lacks `action`, so nothing is known. */
export type Asked<Facts> =
  | ({ readonly kind: 'found' } & Facts)
  | { readonly kind: 'missing' }
  | { readonly kind: 'denied'; readonly action: string };

export interface BucketFacts {
  /** Absent where the service does not say. */
  readonly region: string | undefined;
}

export interface ObjectFacts {
  readonly bytes: number;
  /** `archived` objects have to be restored before they can be read. */
  readonly access: 'readable' | 'archived' | 'restoring';
  readonly storageClass: string;
}

/** As IAM writes it. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

export interface RoleFacts {
  readonly arn: string;
  readonly trust: PolicyDocument;
}

export interface PolicyQuestion {
  /** ARN of a user or role. */
  readonly principal: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly context?: Readonly<Record<string, string>>;
}

export interface Denial {
  readonly action: string;
  readonly resource: string;
  /** `explicit`: a policy says no; `implicit`: none says yes. */
  readonly how: 'explicit' | 'implicit';
}

/** An image of Amazon ECR private. */
export interface ImageRef {
  readonly registryId: string | undefined;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

export interface ImageFacts {
  /** Compressed, as it lies in the registry; `undefined` for a list of images. */
  readonly bytes: number | undefined;
  readonly digest: string | undefined;
}

export interface StoredFacts {
  readonly status: string;
}
