import type { BatchesApi } from './batches-api.ts';
import type { EarlierRun } from './run-request.ts';
import type { ResourcesApi } from './resources-api.ts';
import type { RunDetailsApi } from './run-details-api.ts';
import type { Page, WorkflowsApi } from './workflows-api.ts';

export type { CreateWorkflowRequest, CreatedWorkflow, Named, Page, Workflow } from './workflows-api.ts';

/**
 * The operations of AWS HealthOmics that the extension uses, without the SDK: what a page of runs looks like must not
 * depend on who answers. Times are milliseconds since 1970; what the service left out is `undefined`.
 */
export interface OmicsApi extends WorkflowsApi, ResourcesApi, BatchesApi, RunDetailsApi {
  startRun(request: StartRunRequest, signal?: AbortSignal): Promise<StartedRun>;
  getRun(id: string, signal?: AbortSignal): Promise<Run>;
  /** Newest first. */
  listRuns(token: string | undefined, signal?: AbortSignal, query?: RunQuery): Promise<Page<Run>>;
  listRunTasks(runId: string, token: string | undefined, signal?: AbortSignal): Promise<Page<Task>>;
  cancelRun(id: string, signal?: AbortSignal): Promise<void>;
  /** Takes the record of a run that is over away; outputs and logs stay. */
  deleteRun(id: string, signal?: AbortSignal): Promise<void>;
  /** What a run was started with. */
  earlierRun(id: string, signal?: AbortSignal): Promise<EarlierRun>;
}

/** What the service itself can look for: runs that are all of it. */
export interface RunQuery {
  readonly status?: string;
  /** The whole name. */
  readonly name?: string;
  readonly batchId?: string;
}

export interface StartRunRequest {
  readonly requestId: string;
  readonly name: string;
  readonly roleArn: string;
  readonly outputUri: string;
  /** Absent where a run is repeated, or `more` names it. */
  readonly workflowId?: string;
  readonly storageType?: 'DYNAMIC' | 'STATIC';
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Other members of the request, by their names in the API; the service judges them. */
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface StartedRun {
  readonly id: string;
  readonly arn: string;
  readonly uuid: string | undefined;
  readonly status: string;
}

export interface Run {
  readonly id: string;
  readonly arn: string;
  /** Absent from lists. Run ids are used again after a deletion; this one never. */
  readonly uuid: string | undefined;
  readonly name: string | undefined;
  readonly status: string;
  readonly workflowId: string | undefined;
  /** Where the service says it. */
  readonly workflowName?: string | undefined;
  /** The batch that made the run. */
  readonly batchId?: string | undefined;
  readonly creationTime: number | undefined;
  readonly startTime: number | undefined;
  readonly stopTime: number | undefined;
  /** Why a run failed: a code and a sentence; both absent from lists. */
  readonly failureReason: string | undefined;
  readonly statusMessage: string | undefined;
}

export interface Task {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly creationTime: number | undefined;
  readonly startTime: number | undefined;
  readonly stopTime: number | undefined;
  readonly cpus: number | undefined;
  /** GiB. */
  readonly memory: number | undefined;
  readonly gpus: number | undefined;
  readonly instanceType: string | undefined;
  readonly cacheHit: boolean;
}

/** Runs in these states can be cancelled, and change by themselves (HealthOmics user guide, "run lifecycle"). */
const ALIVE: ReadonlySet<string> = new Set(['PENDING', 'STARTING', 'RUNNING', 'STOPPING']);

export function isAlive(status: string): boolean {
  return ALIVE.has(status);
}
