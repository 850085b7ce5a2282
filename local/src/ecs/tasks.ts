import type {
  DescribeTasksRequest,
  Failure,
  ListTasksRequest,
  RunTaskRequest,
  StopTaskRequest,
} from '@aws-sdk/client-ecs';
import { digestOfValue } from '../canonical.ts';
import { ServiceError } from '../errors.ts';
import { uuidOf } from '../identity.ts';
import { pageOf } from '../pages.ts';
import { capacityOf, checkRunTask } from './check-run-task.ts';
import { clusterOf } from './clusters.ts';
import type { EcsContext } from './context.ts';
import { definitionOf, idOf } from './definitions.ts';
import { describedTask } from './describe-task.ts';
import { checkedPage, pageSize } from './lists.ts';
import { shortName } from './names.ts';
import { noRoom } from './placement.ts';
import type { TaskRecord } from './records.ts';
import { stateOf } from './task-life.ts';

/** Stopped tasks can be described for an hour at least. Source: service model of Amazon ECS, DescribeTasks. */
const VISIBLE_AFTER_STOP = 60 * 60 * 1000;
const MOST_DESCRIBED = 100;

export function runTask(request: RunTaskRequest, context: EcsContext): object {
  const cluster = clusterOf(request.cluster, context);
  const record = definitionOf(request.taskDefinition, context);
  checkRunTask(request, cluster, record);
  const capacity = capacityOf(request, cluster, record);
  const earlier = earlierPlacement(request, context);
  if (earlier !== undefined)
    return { tasks: earlier.map((task) => describedTask(task, context)), failures: [] };
  const { store, names } = context;
  const placed: TaskRecord[] = [];
  const failures: Failure[] = [];
  for (let i = 0; i < (request.count ?? 1); i++) {
    const rule = context.director.ecsRuleFor(record.family);
    const unplaced =
      rule?.unplaced ?? (capacity.launchType === 'EC2' ? noRoom(cluster, record, context) : undefined);
    if (unplaced !== undefined) {
      failures.push({ arn: names.cluster(cluster.name), ...unplaced });
      continue;
    }
    const id = uuidOf('ecs-task', store.ecsTasks.size, context.now()).replaceAll('-', '');
    const task: TaskRecord = {
      id,
      cluster: cluster.name,
      definition: idOf(record),
      capacity,
      request,
      createdAt: context.now(),
      rule,
    };
    store.ecsTasks.put(id, task);
    placed.push(task);
  }
  if (request.clientToken !== undefined) {
    store.ecsPlacements.put(digestOfValue(request.clientToken), {
      tasks: placed.map(({ id }) => id),
      request: { requestId: request.clientToken, digest: digestOfValue(request) },
    });
  }
  return { tasks: placed.map((task) => describedTask(task, context)), failures };
}

/** What a request with the same token made. The same token with another request is a conflict. */
function earlierPlacement(
  { clientToken, ...request }: RunTaskRequest,
  context: EcsContext,
): readonly TaskRecord[] | undefined {
  if (clientToken === undefined) return undefined;
  const earlier = context.store.ecsPlacements.get(digestOfValue(clientToken));
  if (earlier === undefined) return undefined;
  const tasks = earlier.tasks.flatMap((id) => context.store.ecsTasks.get(id) ?? []);
  if (earlier.request.digest === digestOfValue({ clientToken, ...request })) return tasks;
  throw new ServiceError('ConflictException', 'The client token was used before with other parameters.', {
    resourceIds: tasks.map((task) => context.names.task(task.cluster, task.id)),
  });
}

export function describeTasks(request: DescribeTasksRequest, context: EcsContext): object {
  const cluster = clusterOf(request.cluster, context);
  const { tasks: wanted = [], include = [] } = request;
  if (wanted.length === 0 || wanted.length > MOST_DESCRIBED) {
    throw new ServiceError('InvalidParameterException', `Tasks must have 1 to ${MOST_DESCRIBED} items.`);
  }
  const found = wanted.map((name) => visibleTask(shortName(name), cluster.name, context));
  const tags = include.includes('TAGS') ? 'shown' : 'hidden';
  return {
    tasks: found.flatMap((task) => (task === undefined ? [] : [describedTask(task, context, { tags })])),
    failures: wanted.flatMap((name, index) =>
      found[index] === undefined
        ? [{ arn: context.names.task(cluster.name, shortName(name)), reason: 'MISSING' }]
        : [],
    ),
  };
}

export function stopTask(request: StopTaskRequest, context: EcsContext): object {
  const cluster = clusterOf(request.cluster, context);
  const task = visibleTask(shortName(request.task ?? ''), cluster.name, context);
  if (task === undefined) {
    throw new ServiceError('InvalidParameterException', 'The referenced task was not found.');
  }
  const { reason = 'Task stopped by user' } = request;
  const stopped = { ...task, stop: task.stop ?? { at: context.now(), reason } };
  if (stateOf(task, context.now()).desiredStatus === 'RUNNING') context.store.ecsTasks.put(task.id, stopped);
  return { task: describedTask(context.store.ecsTasks.get(task.id) ?? task, context) };
}

export function listTasks(request: ListTasksRequest, context: EcsContext): object {
  const cluster = clusterOf(request.cluster, context);
  const { family, startedBy, launchType, desiredStatus = 'RUNNING' } = request;
  const shown = [...context.store.ecsTasks.all()]
    .filter(
      (task) =>
        visibleTask(task.id, cluster.name, context) !== undefined &&
        stateOf(task, context.now()).desiredStatus === desiredStatus &&
        (family === undefined || task.definition.startsWith(`${family}:`)) &&
        (startedBy === undefined || task.request.startedBy === startedBy) &&
        (launchType === undefined || task.capacity.launchType === launchType),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = checkedPage(
    pageOf(shown, {
      list: `ListTasks ${cluster.name} ${desiredStatus}`,
      limit: pageSize(request.maxResults),
      token: request.nextToken,
      keyOf: ({ id }) => id,
      comesAfter: ({ id }, key) => id > key,
    }),
  );
  return {
    taskArns: page.items.map((task) => context.names.task(task.cluster, task.id)),
    nextToken: page.nextToken,
  };
}

/** Not there yet for a moment where the scenario says so, and not there any more when it stopped long ago. */
function visibleTask(id: string, cluster: string, context: EcsContext): TaskRecord | undefined {
  const task = context.store.ecsTasks.get(id);
  if (task?.cluster !== cluster) return undefined;
  const now = context.now();
  if (now < task.createdAt + (task.rule?.hidden ?? 0) * 1000) return undefined;
  const { stoppedAt = Infinity } = stateOf(task, now);
  return now > stoppedAt + VISIBLE_AFTER_STOP ? undefined : task;
}
