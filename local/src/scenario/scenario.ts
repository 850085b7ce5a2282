import type { Account } from '../account/account.ts';
import type { Quotas } from '../progress/quotas.ts';
import type { Timing } from '../simulation/timing.ts';

/** What shall happen in the simulation beside what happens by itself. */
export interface Scenario {
  /** Instead of the usual durations, in seconds of virtual time. */
  readonly timing?: Partial<Timing>;
  readonly tasks?: readonly TaskRule[];
  readonly runs?: readonly RunRule[];
  readonly requests?: readonly RequestRule[];
  /** Runs of batches that cannot be started. */
  readonly submissions?: readonly SubmissionRule[];
  /** Standalone tasks on Amazon ECS. */
  readonly ecs?: readonly EcsRule[];
  /** Instead of the service's own. */
  readonly quotas?: Partial<Quotas>;
  /** What else the account holds: added to what is there without a scenario. */
  readonly account?: Partial<Account>;
  /** Requests above the documented rates are throttled. */
  readonly enforceRates?: boolean;
  /** Runs that are there from the beginning. */
  readonly history?: History;
  /** So many signed requests are let in; then the credentials are expired. */
  readonly credentialsExpireAfter?: number;
  /** Lists show what was true so many seconds ago. */
  readonly listLag?: number;
  /** Log events can be read so many seconds after they were written. */
  readonly logLag?: number;
}

/** The first rule that fits a task decides about it. */
export interface TaskRule {
  /** The task's name with or without the indexes of its scatters: `align-1`, or `align` for all; `*`; `#2`, the second of the run. */
  readonly task: string;
  /** Id or name of the run; any run when absent. */
  readonly run?: string;
  readonly seconds?: number;
  /** Lines for its log, so many seconds after it started to run. */
  readonly log?: readonly { readonly after: number; readonly line: string }[];
  readonly fail?: TaskFailure;
}

export interface TaskFailure {
  /** A failure reason of the service; `RUN_TASK_FAILED` when absent. */
  readonly reason?: string;
  readonly exitCode?: number;
  readonly message?: string;
  /** How many attempts fail before one succeeds; all of them when absent. */
  readonly attempts?: number;
}

export interface RunRule {
  /** Id or name of the run; any run when absent. */
  readonly run?: string;
  readonly fail: {
    readonly during: 'start' | 'import' | 'export';
    readonly reason: string;
    readonly message?: string;
  };
}

export interface SubmissionRule {
  readonly runSettingId: string;
  /** The name of an error, such as `AccessDeniedException`. */
  readonly reason: string;
  readonly message?: string;
}

/** What becomes of standalone tasks of one definition; a rule is used up after `times` of them. */
export interface EcsRule {
  /** Family of the task definition; `*` for any. */
  readonly family: string;
  /** All of them when absent. */
  readonly times?: number;
  /** The task is not placed: an entry of `failures`. */
  readonly unplaced?: { readonly reason: string; readonly detail?: string };
  /** Its image cannot be pulled, in the words behind `CannotPullContainerError:`. */
  readonly pullError?: string;
  /** How long it runs. */
  readonly seconds?: number;
  readonly exitCode?: number;
  /** What the container's agent says of its end, such as `OutOfMemoryError: …`. */
  readonly reason?: string;
  /** It is stopped from outside after `seconds`. */
  readonly stopped?: { readonly code: string; readonly reason: string };
  /** Lines for the container's log, so many seconds after it started. */
  readonly log?: readonly { readonly after: number; readonly line: string }[];
  /** So many seconds nobody but RunTask knows of the task. */
  readonly hidden?: number;
}

/** Runs that need not be started and waited for, for trying how something copes with many. */
export interface History {
  /** Runs that are over. */
  readonly finished?: number;
  /** Runs that run on and on. */
  readonly live?: number;
}

/** What happens to requests of one operation; a rule is used up after `times` of them. */
export interface RequestRule {
  /** `StartRun`; `*` for any. */
  readonly operation: string;
  /** Requests to let pass first; 0 when absent. */
  readonly skip?: number;
  /** 1 when absent. */
  readonly times?: number;
  /** The answer is this error, such as `ThrottlingException`, and nothing is done. */
  readonly error?: string;
  readonly message?: string;
  /** The connection ends without an answer, after the request was done or before. */
  readonly drop?: 'after' | 'before';
  /** Seconds of virtual time before the answer. */
  readonly delay?: number;
}

export function taskRule(
  scenario: Scenario,
  run: { readonly id: string; readonly name?: string | undefined },
  task: { readonly name: string; readonly callName: string; readonly position: number },
): TaskRule | undefined {
  return scenario.tasks?.find(
    (rule) =>
      isFor(rule.run, run) && ['*', task.name, task.callName, `#${task.position}`].includes(rule.task),
  );
}

export function runRule(
  scenario: Scenario,
  run: { readonly id: string; readonly name?: string | undefined },
): RunRule | undefined {
  return scenario.runs?.find((rule) => isFor(rule.run, run));
}

function isFor(
  wanted: string | undefined,
  run: { readonly id: string; readonly name?: string | undefined },
): boolean {
  return wanted === undefined || wanted === run.id || wanted === run.name;
}
