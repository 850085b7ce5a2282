import type {
  GetRunTaskRequest,
  GetRunTaskResponse,
  ListRunTasksRequest,
  ListRunTasksResponse,
} from '@aws-sdk/client-omics';
import { ServiceError } from '../errors.ts';
import { digestOf } from '../identity.ts';
import { taskStreamName } from '../simulation/run-facts.ts';
import type { TaskTimeline } from '../simulation/timeline.ts';
import { isOver, reachedAt, stateAt } from '../simulation/timeline.ts';
import type { OmicsContext } from './context.ts';
import { newestFirst } from './lists.ts';
import { findRun } from './accept-run.ts';

export async function listRunTasks(
  request: ListRunTasksRequest,
  context: OmicsContext,
): Promise<ListRunTasksResponse> {
  const run = findRun(request.id, context);
  const { listTime } = context;
  const life = await context.lives.of(run);
  const tasks = life.tasks.filter((task) => {
    const state = stateAt(task.states, listTime);
    return state !== undefined && (request.status === undefined || state.status === request.status);
  });
  const page = newestFirst(`ListRunTasks ${run.id}`, tasks, request);
  return { items: page.items.map((task) => taskView(task, listTime)), nextToken: page.nextToken };
}

export async function getRunTask(
  request: GetRunTaskRequest,
  context: OmicsContext,
): Promise<GetRunTaskResponse> {
  const run = findRun(request.id, context);
  const { now, names } = context;
  const life = await context.lives.of(run);
  const task = life.tasks.find((other) => other.id === request.taskId);
  const state = task === undefined ? undefined : stateAt(task.states, now);
  if (task === undefined || state === undefined) {
    throw new ServiceError('ResourceNotFoundException', `Run ${run.id} has no task ${request.taskId ?? ''}.`);
  }
  return {
    ...taskView(task, now),
    statusMessage: state.statusMessage,
    failureReason: state.failureReason,
    ...(run.settings.logLevel !== 'OFF' &&
      task.cacheS3Uri === undefined && { logStream: names.logStream(taskStreamName(run.id, task.id)) }),
    ...(task.image !== undefined && {
      imageDetails: {
        image: task.image,
        imageDigest: `sha256:${digestOf(task.image)}`,
        sourceImage: task.image,
      },
    }),
  };
}

function taskView(task: TaskTimeline, time: number): GetRunTaskResponse {
  const { states } = task;
  return {
    taskId: task.id,
    status: stateAt(states, time)?.status,
    name: task.name,
    cpus: task.cpus,
    memory: task.memoryGiB,
    gpus: task.gpus,
    instanceType: task.instanceType,
    cacheHit: task.cacheS3Uri !== undefined,
    ...(task.cacheS3Uri !== undefined && { cacheS3Uri: task.cacheS3Uri }),
    creationTime: dateOf(states[0]?.at),
    startTime: dateOf(reachedAt(states, (status) => status === 'RUNNING', time)),
    stopTime: dateOf(reachedAt(states, isOver, time)),
  };
}

function dateOf(time: number | undefined): Date | undefined {
  return time === undefined ? undefined : new Date(time);
}
