/**
 * How long the steps of a run take, in seconds of virtual time. The real service takes minutes for what takes seconds
 * here: somebody who tries it out should see a whole run within a minute or two.
 */
export interface Timing {
  /** A workflow, from its creation to ACTIVE or FAILED. */
  readonly workflowCreation: number;
  readonly runPending: number;
  readonly runStarting: number;
  readonly importing: number;
  readonly exporting: number;
  readonly runStopping: number;
  readonly taskStarting: number;
  readonly taskStopping: number;
  /** A task takes at least this long, and up to `taskSpread` longer; which, follows from its name. */
  readonly taskRunning: number;
  readonly taskSpread: number;
  /** A batch, until it is there, until its entries are checked, from one of its runs to the next, and to delete its runs. */
  readonly batchCreation: number;
  readonly batchValidation: number;
  readonly batchSubmission: number;
  readonly batchDeletion: number;
  /** A configuration, from its creation to ACTIVE. */
  readonly configurationCreation: number;
}

export const DEFAULT_TIMING: Timing = {
  workflowCreation: 3,
  runPending: 2,
  runStarting: 4,
  importing: 2,
  exporting: 2,
  runStopping: 3,
  taskStarting: 2,
  taskStopping: 1,
  taskRunning: 6,
  taskSpread: 8,
  batchCreation: 1,
  batchValidation: 1,
  batchSubmission: 0.1,
  batchDeletion: 2,
  configurationCreation: 5,
};

/** Seconds that a task of this name runs. */
export function taskSeconds(timing: Timing, name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (hash * 31 + name.charCodeAt(i)) >>> 0;
  return timing.taskRunning + (timing.taskSpread === 0 ? 0 : hash % (timing.taskSpread + 1));
}
