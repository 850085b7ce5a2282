import type { Run, Task } from './omics-api.ts';

/** What lists do not tell of runs and tasks. */
export interface RunDetailsApi {
  getRunDetails(id: string, signal?: AbortSignal): Promise<RunDetails>;
  getTaskDetails(runId: string, taskId: string, signal?: AbortSignal): Promise<TaskDetails>;
}

export interface RunDetails extends Run {
  readonly parameters: Readonly<Record<string, unknown>> | undefined;
  /** As the run was asked to. */
  readonly outputUri: string | undefined;
  /** The folder that the service made of it for this run. */
  readonly runOutputUri: string | undefined;
  readonly workflowVersionName: string | undefined;
  readonly cacheId: string | undefined;
  readonly cacheBehavior: string | undefined;
  readonly storageType: string | undefined;
  /** GiB, of static storage. */
  readonly storageCapacity: number | undefined;
  /** The log stream of the engine, without the group. */
  readonly engineLogStream: string | undefined;
}

export interface TaskDetails extends Task {
  readonly failureReason: string | undefined;
  readonly statusMessage: string | undefined;
  readonly image: string | undefined;
  readonly cacheUri: string | undefined;
}
