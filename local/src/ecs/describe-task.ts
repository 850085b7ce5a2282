import type { ContainerDefinition } from '@aws-sdk/client-ecs';
import type { EcsContext } from './context.ts';
import type { DefinitionRecord, TaskRecord } from './records.ts';
import type { TaskState } from './task-life.ts';
import { stateOf } from './task-life.ts';

const TIMES = [
  'pullStartedAt',
  'pullStoppedAt',
  'startedAt',
  'executionStoppedAt',
  'stoppingAt',
  'stoppedAt',
] as const satisfies readonly (keyof TaskState)[];

/** A task as DescribeTasks shows it now. */
export function describedTask(
  task: TaskRecord,
  context: EcsContext,
  show: { readonly tags: 'shown' | 'hidden' } = { tags: 'hidden' },
): object {
  const { names, store } = context;
  const state = stateOf(task, context.now());
  const record = store.ecsDefinitions.get(task.definition);
  const { request, capacity } = task;
  const definition = record?.definition;
  const isFargate = capacity.launchType === 'FARGATE';
  return {
    taskArn: names.task(task.cluster, task.id),
    taskDefinitionArn: names.definition(task.definition),
    clusterArn: names.cluster(task.cluster),
    launchType: capacity.launchType,
    ...(capacity.provider !== undefined && { capacityProviderName: capacity.provider }),
    ...(isFargate && { platformVersion: fargatePlatform(request.platformVersion), platformFamily: 'Linux' }),
    group: request.group ?? `family:${record?.family ?? ''}`,
    startedBy: request.startedBy,
    cpu: request.overrides?.cpu ?? definition?.cpu,
    memory: request.overrides?.memory ?? definition?.memory,
    overrides: request.overrides ?? { containerOverrides: [] },
    enableExecuteCommand: request.enableExecuteCommand ?? false,
    createdAt: task.createdAt / 1000,
    lastStatus: state.lastStatus,
    desiredStatus: state.desiredStatus,
    healthStatus: 'UNKNOWN',
    connectivity: 'CONNECTED',
    ...Object.fromEntries(
      TIMES.flatMap((name) => (state[name] === undefined ? [] : [[name, state[name] / 1000]])),
    ),
    stopCode: state.stopCode,
    stoppedReason: state.stoppedReason,
    containers: containersOf(record).map((container) => describedContainer(task, container, state, context)),
    attachments: [],
    attributes: [],
    tags: show.tags === 'shown' ? (request.tags ?? []) : [],
    version: 1,
  };
}

function describedContainer(
  task: TaskRecord,
  container: ContainerDefinition,
  state: TaskState,
  { names }: EcsContext,
): object {
  const { name = '' } = container;
  const { stopCode } = state;
  return {
    containerArn: names.container(task.cluster, task.id, name),
    taskArn: names.task(task.cluster, task.id),
    name,
    image: container.image,
    lastStatus:
      stopCode !== undefined ? 'STOPPED' : state.lastStatus === 'PROVISIONING' ? 'PENDING' : state.lastStatus,
    ...(stopCode !== undefined && { exitCode: state.exitCode, reason: state.reason }),
    networkBindings: [],
    networkInterfaces: [],
    healthStatus: 'UNKNOWN',
    cpu: String(container.cpu ?? 0),
    ...(container.memory !== undefined && { memory: String(container.memory) }),
  };
}

export function containersOf(record: DefinitionRecord | undefined): readonly ContainerDefinition[] {
  return record?.definition.containerDefinitions ?? [];
}

function fargatePlatform(wanted: string | undefined): string {
  return wanted === undefined || wanted === 'LATEST' ? '1.4.0' : wanted;
}
