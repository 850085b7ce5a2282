import type { GetRunResponse, RunListItem, TaskListItem } from '@aws-sdk/client-omics';
import type { Run, Task } from '../omics-api.ts';
import { present } from './omics-answers.ts';

export function run(item: RunListItem | GetRunResponse): Run {
  return {
    id: present(item.id, 'id'),
    arn: present(item.arn, 'arn'),
    uuid: 'uuid' in item ? item.uuid : undefined,
    name: item.name,
    status: present(item.status, 'status'),
    workflowId: item.workflowId,
    workflowName:
      'workflowName' in item && typeof item.workflowName === 'string' ? item.workflowName : undefined,
    batchId: item.batchId,
    creationTime: item.creationTime?.getTime(),
    startTime: item.startTime?.getTime(),
    stopTime: item.stopTime?.getTime(),
    failureReason: 'failureReason' in item ? item.failureReason : undefined,
    statusMessage: 'statusMessage' in item ? item.statusMessage : undefined,
  };
}

export function task(item: TaskListItem): Task {
  const id = present(item.taskId, 'taskId');
  return {
    id,
    name: item.name ?? id,
    status: present(item.status, 'status'),
    creationTime: item.creationTime?.getTime(),
    startTime: item.startTime?.getTime(),
    stopTime: item.stopTime?.getTime(),
    cpus: item.cpus,
    memory: item.memory,
    gpus: item.gpus,
    instanceType: item.instanceType,
    cacheHit: item.cacheHit ?? false,
  };
}
