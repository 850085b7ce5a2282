import type { Failure } from '@aws-sdk/client-ecs';
import type { EcsCluster } from '../account/account.ts';
import type { EcsContext } from './context.ts';
import type { DefinitionRecord } from './records.ts';
import { stateOf } from './task-life.ts';

/** Why no instance of the cluster has room for one more task; `undefined` where one has. */
export function noRoom(
  cluster: EcsCluster,
  record: DefinitionRecord,
  context: EcsContext,
): Pick<Failure, 'reason' | 'detail'> | undefined {
  const total = { cpu: 0, memory: 0 };
  for (const { vcpus, memoryGiB } of cluster.instances ?? []) {
    total.cpu += vcpus * 1024;
    total.memory += memoryGiB * 1024;
  }
  for (const task of context.store.ecsTasks.all()) {
    if (task.cluster !== cluster.name || task.capacity.launchType !== 'EC2') continue;
    if (stateOf(task, context.now()).lastStatus === 'STOPPED') continue;
    const used = sizeOf(context.store.ecsDefinitions.get(task.definition));
    total.cpu -= used.cpu;
    total.memory -= used.memory;
  }
  const wanted = sizeOf(record);
  if (total.cpu < wanted.cpu) return { reason: 'RESOURCE:CPU' };
  return total.memory < wanted.memory ? { reason: 'RESOURCE:MEMORY' } : undefined;
}

/** CPU units and MiB, of the task or of its containers together. */
function sizeOf(record: DefinitionRecord | undefined): { readonly cpu: number; readonly memory: number } {
  const { cpu, memory, containerDefinitions = [] } = record?.definition ?? {};
  const sum = (values: readonly (number | undefined)[]): number =>
    values.reduce((total: number, value = 0) => total + value, 0);
  return {
    cpu: cpu === undefined ? sum(containerDefinitions.map((one) => one.cpu)) : Number(cpu),
    memory: memory === undefined ? sum(containerDefinitions.map((one) => one.memory)) : Number(memory),
  };
}
