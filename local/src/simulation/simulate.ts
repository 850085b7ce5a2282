import { uuidOf } from '../identity.ts';
import type { RunRule, TaskRule } from '../scenario/scenario.ts';
import { runRule, taskRule } from '../scenario/scenario.ts';
import { engineLog } from './engine-log.ts';
import type { Environment } from './expression.ts';
import { manifest } from './manifest.ts';
import type { CachedTask } from './call-cache.ts';
import { cacheTraces, cachedTasks } from './call-cache.ts';
import type { Plan, PlannedTask } from './plan.ts';
import { PlanError, planRun } from './plan.ts';
import type { RunFacts } from './run-facts.ts';
import {
  engineStreamName,
  manifestStreamName,
  milliseconds,
  runStreamName,
  taskStreamName,
} from './run-facts.ts';
import { inOrder, runLogEvent, taskEvents, wantedStreams } from './run-log.ts';
import type { RunLogCode } from './run-log.ts';
import type { Job, ScheduledAttempt } from './schedule.ts';
import { schedule } from './schedule.ts';
import { taskLog } from './task-log.ts';
import type { TaskSize } from './task-size.ts';
import { memoryRetries, taskImage, taskSize } from './task-size.ts';
import type {
  LogEvent,
  LogStream,
  RunState,
  RunStatus,
  RunTimeline,
  TaskState,
  TaskTimeline,
} from './timeline.ts';
import { cutTasks, withLazyStreams } from './timeline.ts';
import { taskSeconds } from './timing.ts';

/** Tasks of one run that may start, run or stop at the same time. Source: user guide, quotas, the default. */
export const MOST_TASKS_AT_ONCE = 25;

/** The whole life of a run, from the workflow's own graph. Nothing of it is computed by running anything. */
export function simulateRun(facts: RunFacts): RunTimeline {
  const { run, timing } = facts;
  const queued = run.admittedAt ?? run.createdAt;
  const starting = Math.max(queued, run.createdAt + milliseconds(timing.runPending));
  const running = starting + milliseconds(timing.runStarting);
  const imported = running + milliseconds(timing.importing);
  const scripted = runRule(facts.scenario, { id: run.id, name: run.settings.name })?.fail;

  const life = new Life(facts);
  life.enter(run.createdAt, 'PENDING', 'CREATING_RUN', `Creating run ${run.id}, which is a simulation`);
  life.enter(starting, 'STARTING', 'STARTING_RUN', 'Starting run: storage and engine are prepared');
  if (scripted?.during === 'start') return life.fail(running, reasonOf(scripted));
  life.enter(running, 'RUNNING', 'RUNNING_WORKFLOW', `Running workflow ${facts.model.entry.name}`);
  life.say(running, 'IMPORTING_FILES', 'Importing input files');
  if (scripted?.during === 'import') return life.fail(imported, reasonOf(scripted));
  const [refusal] = facts.refusals;
  if (refusal !== undefined) {
    const statusMessage = facts.refusals.map(({ message }) => message).join(' ');
    return life.fail(imported, { failureReason: refusal.failureReason, statusMessage });
  }
  life.say(imported, 'IMPORT_COMPLETED', 'Imported input files: none is read, this is a simulation');

  const plan = planOrReason(facts);
  if (typeof plan === 'string') {
    return life.fail(imported, { failureReason: 'WORKFLOW_RUN_FAILED', statusMessage: plan });
  }
  for (const guess of plan.guesses) life.say(imported, 'RUNNING_WORKFLOW', guess);
  const attempts = attemptsOf(facts, plan, imported);
  const failure = firstFailure(attempts);
  if (failure !== undefined) return life.failWithTask(attempts, failure);
  life.keepTasks(attempts);

  const done = Math.max(imported, ...attempts.map(({ scheduled }) => scheduled.endedAt));
  const exported = done + milliseconds(timing.exporting);
  life.say(done, 'EXPORTING_FILES', `Exporting output files to ${run.settings.outputUri}`);
  if (scripted?.during === 'export') return life.fail(exported, reasonOf(scripted));
  life.say(exported, 'EXPORT_COMPLETED', 'Exported output files: small ones that say what they stand for');
  return life.complete(exported);
}

/** One attempt at a task, with all that is known about it. */
interface TaskAttempt {
  readonly planned: PlannedTask;
  readonly rule: TaskRule | undefined;
  readonly scheduled: ScheduledAttempt;
  readonly task: TaskTimeline;
  /** There is no further attempt at this task. */
  readonly last: boolean;
}

interface Reason {
  readonly failureReason: string;
  readonly statusMessage: string;
}

interface JobFacts {
  readonly planned: PlannedTask;
  readonly rule: TaskRule | undefined;
  readonly inputs: Environment;
  readonly job: Job;
  readonly cached: CachedTask | undefined;
}

function planOrReason(facts: RunFacts): Plan | string {
  try {
    return planRun(facts.model, facts.parameters);
  } catch (error) {
    if (error instanceof PlanError) return error.message;
    throw error;
  }
}

function attemptsOf(facts: RunFacts, plan: Plan, from: number): readonly TaskAttempt[] {
  const cached = cachedTasks(facts, plan);
  const jobs = new Map(
    plan.tasks.map((planned, index) => [
      planned.key,
      jobOf(facts, planned, { position: index + 1, cached: cached.get(planned.key) }),
    ]),
  );
  const scheduled = schedule(
    [...jobs.values()].map(({ job }) => job),
    from,
    MOST_TASKS_AT_ONCE,
  );
  return scheduled.flatMap((attempt, index) => {
    const job = jobs.get(attempt.key);
    if (job === undefined) return [];
    // Seven digits of the run and five of its own: unique, and the same again in a test.
    const id = `${facts.run.id}${String(index + 1).padStart(5, '0')}`;
    const task = taskOf(facts, job, attempt, id);
    const last = attempt.attempt === job.job.attempts.length - 1;
    return [{ planned: job.planned, rule: job.rule, scheduled: attempt, task, last }];
  });
}

function jobOf(
  facts: RunFacts,
  planned: PlannedTask,
  { position, cached }: { readonly position: number; readonly cached: CachedTask | undefined },
): JobFacts {
  const { timing, run } = facts;
  const inputs = inputsOf(planned);
  const rule = taskRule(
    facts.scenario,
    { id: run.id, name: run.settings.name },
    { name: planned.name, callName: planned.call?.name ?? planned.name, position },
  );
  const size = taskSize(planned.callable, inputs, facts.names.region, 1);
  // What the scenario lets fail has to run.
  const found = rule?.fail === undefined && size.kind === 'placed' ? cached : undefined;
  if (found?.s3Uri !== undefined) {
    const attempts = [{ starting: 0, running: 0, stopping: 0, succeeds: true }];
    return {
      planned,
      rule,
      inputs,
      cached: found,
      job: { key: planned.key, after: planned.after, attempts },
    };
  }
  const allowed = size.kind === 'refused' ? 1 : 1 + retries(planned, inputs, rule);
  const failing =
    size.kind === 'refused' ? 1 : rule?.fail === undefined ? 0 : (rule.fail.attempts ?? allowed);
  const made = Math.min(allowed, failing + 1);
  const attempts = Array.from({ length: made }, (_, attempt) => ({
    starting: milliseconds(timing.taskStarting),
    running: milliseconds(rule?.seconds ?? taskSeconds(timing, planned.name)),
    stopping: milliseconds(timing.taskStopping),
    succeeds: attempt >= failing,
  }));
  return {
    planned,
    rule,
    inputs,
    cached: cached === undefined ? undefined : { fingerprint: cached.fingerprint, s3Uri: undefined },
    job: { key: planned.key, after: planned.after, attempts },
  };
}

/** Only what may be better the next time is repeated: memory, and errors of the service itself, those twice. */
function retries(planned: PlannedTask, inputs: Environment, rule: TaskRule | undefined): number {
  switch (rule?.fail?.reason) {
    case 'OUT_OF_MEMORY_ERROR':
      return memoryRetries(planned.callable, inputs);
    case 'SERVICE_ERROR':
      return 2;
    default:
      return 0;
  }
}

function taskOf(facts: RunFacts, job: JobFacts, attempt: ScheduledAttempt, id: string): TaskTimeline {
  const { planned, inputs, rule } = job;
  // Each repetition after running out of memory gets twice as much.
  const factor = rule?.fail?.reason === 'OUT_OF_MEMORY_ERROR' ? 2 ** attempt.attempt : 1;
  const size = taskSize(planned.callable, inputs, facts.names.region, factor);
  const image = taskImage(planned.callable, inputs);
  const succeeds = job.job.attempts[attempt.attempt]?.succeeds === true;
  return {
    id,
    uuid: uuidOf('task', id),
    name: planned.name,
    cpus: size.kind === 'placed' ? size.cpus : 1,
    memoryGiB: size.kind === 'placed' ? size.memoryGiB : 1,
    gpus: size.kind === 'placed' ? size.gpus : 0,
    instanceType: size.kind === 'placed' ? size.instanceType : 'none',
    ...(image !== undefined && { image }),
    ...(job.cached !== undefined && { fingerprint: job.cached.fingerprint }),
    ...(job.cached?.s3Uri !== undefined && { cacheS3Uri: job.cached.s3Uri }),
    states:
      job.cached?.s3Uri !== undefined
        ? foundStates(attempt)
        : statesOf(attempt, succeeds ? undefined : failureOf(job, size, id)),
  };
}

function failureOf(job: JobFacts, size: TaskSize, id: string): Reason {
  if (size.kind === 'refused') {
    return { failureReason: size.failureReason, statusMessage: size.statusMessage };
  }
  const fail = job.rule?.fail;
  const cause = fail?.message === undefined ? '' : `: ${fail.message}`;
  return {
    failureReason: fail?.reason ?? 'RUN_TASK_FAILED',
    statusMessage: `Task ${job.planned.name} with task ID ${id} ended with exit status ${fail?.exitCode ?? 1}${cause}`,
  };
}

function statesOf(attempt: ScheduledAttempt, failure: Reason | undefined): readonly TaskState[] {
  return [
    { at: attempt.createdAt, status: 'PENDING' },
    { at: attempt.startingAt, status: 'STARTING' },
    { at: attempt.runningAt, status: 'RUNNING' },
    { at: attempt.stoppingAt, status: 'STOPPING' },
    failure === undefined
      ? { at: attempt.endedAt, status: 'COMPLETED' }
      : { at: attempt.endedAt, status: 'FAILED', ...failure },
  ];
}

/** A task whose result lies in the cache does not run. */
function foundStates(attempt: ScheduledAttempt): readonly TaskState[] {
  return [
    { at: attempt.createdAt, status: 'PENDING' },
    { at: attempt.endedAt, status: 'COMPLETED' },
  ];
}

function inputsOf(planned: PlannedTask): Environment {
  const values = new Map(planned.inputs.map((input) => [input.name, input.value]));
  return (name) => values.get(name);
}

/** The first task that failed for good. */
function firstFailure(attempts: readonly TaskAttempt[]): TaskAttempt | undefined {
  return attempts
    .filter(({ last, task }) => last && task.states.at(-1)?.status === 'FAILED')
    .reduce<TaskAttempt | undefined>(
      (first, attempt) =>
        first === undefined || attempt.scheduled.endedAt < first.scheduled.endedAt ? attempt : first,
      undefined,
    );
}

function reasonOf(fail: RunRule['fail']): Reason {
  return {
    failureReason: fail.reason,
    statusMessage: fail.message ?? `The simulation was told to fail during ${fail.during}`,
  };
}

/** Collects states, tasks and log events while a run is gone through from its beginning to its end. */
class Life {
  readonly #facts: RunFacts;
  readonly #states: RunState[] = [];
  /** Written down only when somebody reads the log: most runs are never looked at. */
  readonly #log: (() => readonly LogEvent[])[] = [];
  #tasks: readonly TaskTimeline[] = [];
  #taskStreams: () => readonly LogStream[] = () => [];

  constructor(facts: RunFacts) {
    this.#facts = facts;
  }

  enter(at: number, status: RunStatus, code: RunLogCode, message: string): void {
    this.#states.push({ at, status });
    this.say(at, code, message);
  }

  say(at: number, code: RunLogCode, message: string): void {
    const status = this.#states.at(-1)?.status ?? 'PENDING';
    this.#log.push(() => [runLogEvent(at, status, code, message)]);
  }

  keepTasks(attempts: readonly TaskAttempt[]): void {
    const { run } = this.#facts;
    this.#tasks = attempts.map(({ task }) => task);
    this.#taskStreams = () =>
      attempts.map(({ planned, task, rule }) => ({
        name: taskStreamName(run.id, task.id),
        events: taskLog(planned, task, rule),
      }));
    this.#log.push(() => taskEvents(this.#tasks));
  }

  complete(at: number): RunTimeline {
    const end = at + milliseconds(this.#facts.timing.runStopping);
    this.enter(at, 'STOPPING', 'STOPPING_RUN', 'Stopping run: storage and engine are released');
    this.enter(end, 'COMPLETED', 'RUN_COMPLETED', 'Run completed');
    return this.#timeline(() => []);
  }

  failWithTask(attempts: readonly TaskAttempt[], failed: TaskAttempt): RunTimeline {
    const at = failed.scheduled.endedAt;
    const cut = new Map(
      cutTasks(
        attempts.map(({ task }) => task),
        at,
        milliseconds(this.#facts.timing.taskStopping),
      ).map((task) => [task.id, task]),
    );
    this.keepTasks(
      attempts.flatMap((attempt) => {
        const task = cut.get(attempt.task.id);
        return task === undefined ? [] : [{ ...attempt, task }];
      }),
    );
    const state = failed.task.states.at(-1);
    return this.fail(
      at,
      {
        failureReason: state?.failureReason ?? 'RUN_TASK_FAILED',
        statusMessage: state?.statusMessage ?? 'A task failed',
      },
      failed,
    );
  }

  fail(at: number, reason: Reason, failed?: TaskAttempt): RunTimeline {
    const facts = this.#facts;
    const { id } = facts.run;
    const { timing } = facts;
    const end = at + milliseconds(Math.max(timing.runStopping, timing.taskStopping));
    this.enter(at, 'STOPPING', 'STOPPING_RUN', 'Stopping run: storage and engine are released');
    this.#states.push({ at: end, status: 'FAILED', ...reason });
    const engineStream = facts.names.logStream(engineStreamName(id));
    this.say(end, 'ENGINE_LOG_GENERATED', `Engine log stream: ${engineStream}`);
    this.say(end, 'RUN_FAILED', `${reason.failureReason}: ${reason.statusMessage}`);
    return this.#timeline(() => [
      {
        name: engineStreamName(id),
        events: engineLog(facts, end, failed, `run failed: ${reason.statusMessage}`),
      },
    ]);
  }

  #timeline(streams: () => readonly LogStream[]): RunTimeline {
    const { run } = this.#facts;
    const life = { states: this.#states, tasks: this.#tasks };
    return withLazyStreams({ ...life, ...cacheTraces(this.#facts, life) }, () =>
      wantedStreams(run.settings.logLevel, [
        { name: runStreamName(run.id), events: inOrder(this.#log.flatMap((write) => write())) },
        ...this.#taskStreams(),
        ...streams(),
        { name: manifestStreamName(run.id, run.uuid), events: manifest(this.#facts, life) },
      ]),
    );
  }
}
