/** Workflows, their versions and their shares, without the SDK. Times are milliseconds since 1970. */
export interface WorkflowsApi {
  createWorkflow(request: CreateWorkflowRequest, signal?: AbortSignal): Promise<CreatedWorkflow>;
  createWorkflowVersion(
    request: CreateWorkflowVersionRequest,
    signal?: AbortSignal,
  ): Promise<CreatedWorkflowVersion>;
  getWorkflow(id: string, signal?: AbortSignal): Promise<Workflow>;
  /** Everything about one workflow, or about the version that `which` names. */
  describeWorkflow(which: WorkflowRef, signal?: AbortSignal): Promise<WorkflowDetails>;
  /** `READY2RUN` are those that AWS and others provide. */
  listWorkflows(type: 'PRIVATE' | 'READY2RUN', token?: string, signal?: AbortSignal): Promise<Page<Named>>;
  /** At most the first page of workflows with exactly this name. */
  findWorkflows(name: string, signal?: AbortSignal): Promise<readonly Named[]>;
  listWorkflowVersions(
    workflowId: string,
    token?: string,
    signal?: AbortSignal,
    ownerId?: string,
  ): Promise<Page<Named>>;
  updateWorkflow(id: string, change: WorkflowChange): Promise<void>;
  updateWorkflowVersion(id: string, versionName: string, change: VersionChange): Promise<void>;
  deleteWorkflow(id: string): Promise<void>;
  deleteWorkflowVersion(id: string, versionName: string): Promise<void>;
  /** Workflows that other accounts share with this one. */
  listSharedWorkflows(token?: string, signal?: AbortSignal): Promise<Page<SharedWorkflow>>;
  acceptShare(shareId: string): Promise<void>;
  /** Gives a share back; the workflow stays with its owner. */
  leaveShare(shareId: string): Promise<void>;
}

/** Something of the account that requests name by its id; versions and configurations are named by their name. */
export interface Named {
  readonly id: string;
  readonly name: string | undefined;
  /** Absent for what has no states. */
  readonly status: string | undefined;
  readonly creationTime: number | undefined;
  readonly arn?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Asks for the next page; absent on the last. */
  readonly next: string | undefined;
}

export type WorkflowType = 'PRIVATE' | 'READY2RUN';
export type Engine = 'WDL' | 'WDL_LENIENT' | 'NEXTFLOW' | 'CWL';
export type StorageType = 'DYNAMIC' | 'STATIC';
export type ParameterTemplate = Readonly<
  Record<string, { readonly description?: string; readonly optional?: boolean }>
>;

/** Names a workflow, and a version of it where `versionName` is there. */
export interface WorkflowRef {
  readonly id: string;
  readonly versionName?: string | undefined;
  readonly type?: WorkflowType | undefined;
  /** The account that shares it; absent for one's own. */
  readonly ownerId?: string | undefined;
}

/** Where a definition comes from: a request gives exactly one. */
export type DefinitionSource =
  | { readonly definitionZip: Uint8Array }
  | { readonly definitionUri: string }
  | { readonly definitionRepository: DefinitionRepository; readonly parameterTemplatePath?: string };

export interface DefinitionRepository {
  readonly connectionArn: string;
  /** `owner/name`. */
  readonly fullRepositoryId: string;
  readonly sourceReference?: { readonly type: 'BRANCH' | 'TAG' | 'COMMIT'; readonly value: string };
  readonly excludeFilePatterns?: readonly string[];
}

/** What workflows and versions are created with alike. */
export interface DefinitionSettings {
  /** The service tells it by the definition when absent. */
  readonly engine?: Engine;
  /** Path of the entry inside the definition. */
  readonly main?: string;
  readonly description?: string;
  readonly parameterTemplate?: ParameterTemplate;
  /** The default of runs that do not ask for another. */
  readonly storageType?: StorageType;
  /** GiB; of static storage only. */
  readonly storageCapacity?: number;
  readonly accelerators?: 'GPU';
  /** As the API has it. */
  readonly containerRegistryMap?: Readonly<Record<string, unknown>>;
  readonly readmeMarkdown?: string;
  readonly readmePath?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export type CreateWorkflowRequest = DefinitionSettings &
  DefinitionSource & { readonly requestId: string; readonly name: string };

export type CreateWorkflowVersionRequest = DefinitionSettings &
  DefinitionSource & {
    readonly requestId: string;
    readonly workflowId: string;
    readonly versionName: string;
  };

export interface CreatedWorkflow {
  readonly id: string;
  readonly arn: string;
  readonly uuid: string | undefined;
}

export interface CreatedWorkflowVersion {
  readonly workflowId: string;
  readonly versionName: string;
  readonly arn: string;
  readonly uuid: string | undefined;
}

export interface Workflow {
  readonly id: string;
  readonly arn: string;
  readonly uuid: string | undefined;
  readonly status: string;
  /** What the service's linter said, also of an ACTIVE workflow. */
  readonly statusMessage: string | undefined;
}

export interface WorkflowDetails extends Workflow {
  /** Absent for a version, which has the name of its workflow. */
  readonly name: string | undefined;
  readonly versionName: string | undefined;
  readonly type: WorkflowType;
  readonly description: string | undefined;
  readonly engine: string | undefined;
  readonly main: string | undefined;
  readonly digest: string | undefined;
  readonly parameterTemplate: ParameterTemplate;
  readonly storageType: string | undefined;
  readonly storageCapacity: number | undefined;
  readonly accelerators: string | undefined;
  readonly containerRegistryMap: Readonly<Record<string, unknown>> | undefined;
  readonly repository: Readonly<Record<string, unknown>> | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly creationTime: number | undefined;
  /** Addresses that can be read without credentials for a few minutes. They never stand in a log. */
  readonly definitionAddress: string | undefined;
  readonly readmeAddress: string | undefined;
}

/** What can be changed of a version; all else makes a new one. */
export interface VersionChange {
  readonly description?: string;
  readonly storageType?: StorageType;
  readonly storageCapacity?: number;
  readonly readmeMarkdown?: string;
}

export interface WorkflowChange extends VersionChange {
  readonly name?: string;
}

export interface SharedWorkflow {
  readonly shareId: string;
  readonly shareName: string | undefined;
  readonly workflowId: string;
  readonly workflowArn: string;
  readonly ownerId: string;
  /** PENDING until it is accepted. */
  readonly status: string;
  readonly creationTime: number | undefined;
}
