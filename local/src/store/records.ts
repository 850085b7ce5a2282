import type { Engine } from '@omics-lens/server/model/index.ts';
import type { RunTimeline } from '../simulation/timeline.ts';

/** What is kept. Everything is plain JSON; times are milliseconds of virtual time. */
export interface WorkflowRecord {
  readonly id: string;
  readonly uuid: string;
  readonly name?: string | undefined;
  readonly definition: DefinitionRecord;
  readonly versions: readonly VersionRecord[];
  readonly request: RequestRecord;
  readonly deletedAt?: number;
}

export interface VersionRecord {
  readonly name: string;
  readonly uuid: string;
  readonly definition: DefinitionRecord;
  readonly request: RequestRecord;
  readonly deletedAt?: number;
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
  readonly containerRegistryMap?: unknown;
  readonly tags: Readonly<Record<string, string>>;
}

export type ParameterTemplate = Readonly<
  Record<string, { readonly description?: string | undefined; readonly optional?: boolean | undefined }>
>;

export interface RunRecord {
  readonly id: string;
  readonly uuid: string;
  readonly settings: RunSettings;
  readonly workflow: {
    readonly id: string;
    readonly uuid: string;
    readonly name?: string | undefined;
    readonly versionName?: string | undefined;
    readonly definition: DefinitionRecord;
  };
  /** ARN of who asked for it. */
  readonly startedBy: string;
  readonly createdAt: number;
  readonly request: RequestRecord;
  readonly timeline: RunTimeline;
  /** Its logs stay, as they do in CloudWatch. */
  readonly deletedAt?: number;
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
  readonly networkingMode: 'RESTRICTED';
  readonly tags: Readonly<Record<string, string>>;
  /** The run that it duplicates. */
  readonly sourceRunId?: string | undefined;
}
