import type {
  GetRunResponse,
  ListRunsCommandInput,
  OmicsClient,
  RunListItem,
  StartRunCommandInput,
  TaskListItem,
} from '@aws-sdk/client-omics';
import type { OmicsApi, Run, Task } from '../omics-api.ts';
import { awsBatches } from './aws-batches.ts';
import { awsResources } from './aws-resources.ts';
import { awsWorkflows } from './aws-workflows.ts';
import { abortable, clientConfiguration, type Connection } from './clients.ts';
import { page, present } from './omics-answers.ts';

/** HealthOmics through the SDK. The client is made once and sends nothing until it is used. */
export async function awsOmics(connection: Connection): Promise<OmicsApi & { dispose(): void }> {
  const sdk = await import('@aws-sdk/client-omics');
  const client: OmicsClient = new sdk.OmicsClient(
    await clientConfiguration(connection, connection.endpoints.omics),
  );
  return {
    ...awsWorkflows({ sdk, client }),
    ...awsResources({ sdk, client }),
    ...awsBatches({ sdk, client }),
    async startRun({ more, ...request }, signal) {
      const command = new sdk.StartRunCommand({ ...more, ...request } as StartRunCommandInput);
      const answer = await abortable(signal, (options) => client.send(command, options));
      return {
        id: present(answer.id, 'id'),
        arn: present(answer.arn, 'arn'),
        uuid: answer.uuid,
        status: answer.status ?? 'PENDING',
      };
    },
    async getRun(id, signal) {
      return run(await abortable(signal, (options) => client.send(new sdk.GetRunCommand({ id }), options)));
    },
    async listRuns(token, signal, query) {
      const command = new sdk.ListRunsCommand({ ...page(token), ...query } as ListRunsCommandInput);
      const answer = await abortable(signal, (options) => client.send(command, options));
      return { items: (answer.items ?? []).map(run), next: answer.nextToken };
    },
    async listRunTasks(runId, token, signal) {
      const input = { id: runId, ...page(token) };
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.ListRunTasksCommand(input), options),
      );
      return { items: (answer.items ?? []).map(task), next: answer.nextToken };
    },
    async cancelRun(id, signal) {
      await abortable(signal, (options) => client.send(new sdk.CancelRunCommand({ id }), options));
    },
    dispose: () => client.destroy(),
  };
}

function run(item: RunListItem | GetRunResponse): Run {
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

function task(item: TaskListItem): Task {
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
