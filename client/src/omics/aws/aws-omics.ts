import type {
  GetRunResponse,
  OmicsClient,
  RunListItem,
  TaskListItem,
  WorkflowParameter,
} from '@aws-sdk/client-omics';
import type { Account } from '../account.ts';
import type { OmicsApi, Run, Task } from '../omics-api.ts';
import { abortable, clientConfiguration } from './clients.ts';

/** The largest page that the service gives (API model: `maxResults` 1 to 100). */
const PAGE = 100;

/** HealthOmics through the SDK. The client is made once and sends nothing until it is used. */
export async function awsOmics(
  account: Account & { readonly region: string },
): Promise<OmicsApi & { dispose(): void }> {
  const sdk = await import('@aws-sdk/client-omics');
  const client: OmicsClient = new sdk.OmicsClient(
    await clientConfiguration(account, account.endpoints.omics),
  );
  return {
    async createWorkflow({ parameterTemplate, ...request }, signal) {
      const template = parameterTemplate as Record<string, WorkflowParameter>;
      const input = {
        ...request,
        ...(Object.keys(template).length > 0 ? { parameterTemplate: template } : {}),
      };
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.CreateWorkflowCommand(input), options),
      );
      return { id: present(answer.id, 'id'), arn: present(answer.arn, 'arn'), uuid: answer.uuid };
    },
    async getWorkflow(id, signal) {
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.GetWorkflowCommand({ id }), options),
      );
      return {
        id,
        arn: present(answer.arn, 'arn'),
        uuid: answer.uuid,
        status: present(answer.status, 'status'),
        statusMessage: answer.statusMessage,
      };
    },
    async startRun({ parameters, ...request }, signal) {
      const input = { ...request, parameters: parameters as Record<string, never> };
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.StartRunCommand(input), options),
      );
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
    async listRuns(token, signal) {
      const input = { maxResults: PAGE, ...(token === undefined ? {} : { startingToken: token }) };
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.ListRunsCommand(input), options),
      );
      return { items: (answer.items ?? []).map(run), next: answer.nextToken };
    },
    async listRunTasks(runId, token, signal) {
      const input = { id: runId, maxResults: PAGE, ...(token === undefined ? {} : { startingToken: token }) };
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

/** Members that the service always sends, though its model does not require them. */
function present<T>(value: T | undefined, member: string): T {
  if (value === undefined) throw new Error(`The service's answer lacks '${member}'`);
  return value;
}
