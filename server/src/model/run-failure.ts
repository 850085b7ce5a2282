import type { Location } from '../text/index.ts';
import type { TaskOrigin } from './task-origin.ts';
import type { WorkflowModel } from './workflow.ts';

/** A failed run, as GetRun, GetRunTask and the logs tell of it. */
export interface RunFailure {
  /** The run's name, or its id where it has none. */
  readonly run: string;
  /** `failureReason` of the run. */
  readonly reason?: string;
  /** `statusMessage` of the run. */
  readonly message?: string;
  /** The tasks whose last attempt failed, in the order in which they ended. */
  readonly tasks: readonly FailedTask[];
  /** The last lines of the engine's log. */
  readonly engineLog: readonly string[];
}

export interface FailedTask {
  readonly id: string;
  readonly name: string;
  readonly reason?: string;
  readonly message?: string;
  /** The last lines of its log. */
  readonly log: readonly string[];
}

/** What the failure is looked for in. */
export interface FailureSources {
  readonly model: WorkflowModel;
  /** URIs of the workflow's files. */
  readonly files: readonly string[];
  /** The place in a file of the workflow; zero-based. */
  locate(uri: string, line: number, character: number | undefined): Location;
  /** The strings of the run's parameters, each with its parameter and the place of its text. */
  readonly parameters: readonly PlacedValue[];
  /** Members of the run file, and keys of the project's defaults, by their names in StartRun. */
  readonly settings: readonly PlacedValue[];
  /** Where the workflow asks for a version of its engine. */
  readonly versionAt?: Location;
}

export interface PlacedValue {
  readonly name: string;
  readonly value: string;
  readonly at: Location;
}

/** One cause of a failure, on the place that has to be changed. */
export interface LocatedFailure {
  readonly at: Location;
  /** The reason's code; `RUN_TASK_FAILED` for a task that gives none. */
  readonly code: string;
  readonly message: string;
  /** What the service said, and what to do. */
  readonly note: string;
  readonly related: readonly { readonly at: Location; readonly message: string }[];
  /** What stands at `at`. */
  readonly about: FailureSubject;
  /** The task, where one failed. */
  readonly origin?: TaskOrigin;
  readonly taskIds: readonly string[];
}

export type FailureSubject =
  | 'call'
  | 'container'
  | 'memory'
  | 'cpu'
  | 'accelerator'
  | 'time'
  | 'parameter'
  | 'setting'
  | 'version'
  | 'place'
  | 'workflow';

/** Tasks that failed in the same way and come from the same place. */
export interface TaskGroup {
  readonly tasks: readonly [FailedTask, ...FailedTask[]];
  readonly origins: readonly TaskOrigin[];
  readonly code: string;
}
