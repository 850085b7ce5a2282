import type { TaskRecord } from './records.ts';

/** How a task stands at a moment. Times are in milliseconds since 1970. */
export interface TaskState {
  readonly lastStatus: 'PROVISIONING' | 'PENDING' | 'RUNNING' | 'DEPROVISIONING' | 'STOPPED';
  readonly desiredStatus: 'RUNNING' | 'STOPPED';
  readonly pullStartedAt?: number;
  readonly pullStoppedAt?: number;
  readonly startedAt?: number;
  readonly executionStoppedAt?: number;
  readonly stoppingAt?: number;
  readonly stoppedAt?: number;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly exitCode?: number;
  /** What the container's agent says of its end. */
  readonly reason?: string;
}

/** Virtual seconds that the parts of a life take, where the scenario says nothing else. */
const PROVISION = 2;
const PULL = 4;
const RUN = 20;
const CLEAN_UP = 2;

/** The whole life follows from the record, so it can be asked of at any time and in any order. */
export function stateOf(task: TaskRecord, now: number): TaskState {
  const plan = planOf(task);
  const { stop } = task;
  const isStopped = stop !== undefined && stop.at < plan.endsAt;
  const endsAt = isStopped ? stop.at : plan.endsAt;
  const stoppedAt = endsAt + CLEAN_UP * 1000;
  const has = (at: number): boolean => at <= now && at <= endsAt;
  const startedAt = plan.startsAt !== undefined && has(plan.startsAt) ? plan.startsAt : undefined;
  const known = {
    ...(has(plan.pullsAt) && { pullStartedAt: plan.pullsAt }),
    ...(plan.startsAt !== undefined && has(plan.startsAt) && { pullStoppedAt: plan.startsAt }),
    ...(startedAt !== undefined && { startedAt }),
  };
  if (now < endsAt) {
    const lastStatus = startedAt !== undefined ? 'RUNNING' : has(plan.pullsAt) ? 'PENDING' : 'PROVISIONING';
    return { ...known, lastStatus, desiredStatus: 'RUNNING' };
  }
  return {
    ...known,
    lastStatus: now < stoppedAt ? 'DEPROVISIONING' : 'STOPPED',
    desiredStatus: 'STOPPED',
    stoppingAt: endsAt,
    ...(startedAt !== undefined && { executionStoppedAt: endsAt }),
    ...(now >= stoppedAt && { stoppedAt }),
    ...(isStopped ? stoppedByHand(stop.reason, startedAt) : plan.end),
  };
}

interface Plan {
  readonly pullsAt: number;
  /** Absent when its image cannot be pulled. */
  readonly startsAt: number | undefined;
  readonly endsAt: number;
  readonly end: Pick<TaskState, 'stopCode' | 'stoppedReason' | 'exitCode' | 'reason'>;
}

function planOf({ createdAt, rule = { family: '*' } }: TaskRecord): Plan {
  const pullsAt = createdAt + PROVISION * 1000;
  const pulledAt = pullsAt + PULL * 1000;
  if (rule.pullError !== undefined) {
    const text = `CannotPullContainerError: ${rule.pullError}`;
    const end = { stopCode: 'TaskFailedToStart', stoppedReason: text, reason: text };
    return { pullsAt, startsAt: undefined, endsAt: pulledAt, end };
  }
  const endsAt = pulledAt + (rule.seconds ?? RUN) * 1000;
  if (rule.stopped !== undefined) {
    const end = { stopCode: rule.stopped.code, stoppedReason: rule.stopped.reason, exitCode: SIGNALLED };
    return { pullsAt, startsAt: pulledAt, endsAt, end };
  }
  return {
    pullsAt,
    startsAt: pulledAt,
    endsAt,
    end: {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      exitCode: rule.exitCode ?? 0,
      ...(rule.reason !== undefined && { reason: rule.reason }),
    },
  };
}

/** 128 and SIGTERM. */
const SIGNALLED = 143;

function stoppedByHand(reason: string, startedAt: number | undefined): Plan['end'] {
  return {
    stopCode: 'UserInitiated',
    stoppedReason: reason,
    ...(startedAt !== undefined && { exitCode: SIGNALLED }),
  };
}
