import type {
  GetRunResponse,
  OmicsClient,
  RunListItem,
  StartRunCommandInput,
  TaskListItem,
  WorkflowParameter,
} from '@aws-sdk/client-omics';
import type { Account } from '../account.ts';
import type { Named, OmicsApi, Page, Run, Task } from '../omics-api.ts';
import { abortable, clientConfiguration } from './clients.ts';

/** The largest page that the service gives (API model: `maxResults` 1 to 100). */
const PAGE = 100;
/** API model: `maxResults` of ListConfigurations is 1 to 10. */
const PAGE_OF_CONFIGURATIONS = 10;

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
    async listRuns(token, signal) {
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.ListRunsCommand(page(token)), options),
      );
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
    async listWorkflows(type, token) {
      const answer = await client.send(new sdk.ListWorkflowsCommand({ type, ...page(token) }));
      return named(answer);
    },
    async listWorkflowVersions(workflowId, token) {
      const answer = await client.send(new sdk.ListWorkflowVersionsCommand({ workflowId, ...page(token) }));
      const items = answer.items?.map((item) => ({ ...item, id: item.versionName, name: undefined }));
      return named({ items, nextToken: answer.nextToken });
    },
    async listRunGroups(token) {
      return named(await client.send(new sdk.ListRunGroupsCommand(page(token))));
    },
    async listRunCaches(token) {
      return named(await client.send(new sdk.ListRunCachesCommand(page(token))));
    },
    async listConfigurations(token) {
      const answer = await client.send(
        new sdk.ListConfigurationsCommand({ ...page(token), maxResults: PAGE_OF_CONFIGURATIONS }),
      );
      const items = answer.items?.map((item) => ({ ...item, id: item.name, name: item.description }));
      return named({ items, nextToken: answer.nextToken });
    },
    dispose: () => client.destroy(),
  };
}

function page(token: string | undefined) {
  return { maxResults: PAGE, ...(token === undefined ? {} : { startingToken: token }) };
}

interface NamedItem {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly creationTime?: Date | undefined;
}

/** What has no id cannot be named in a request. */
function named(answer: {
  readonly items?: readonly NamedItem[] | undefined;
  readonly nextToken?: string | undefined;
}): Page<Named> {
  const items = (answer.items ?? []).flatMap(({ id, name, status, creationTime }) =>
    id === undefined ? [] : [{ id, name, status, creationTime: creationTime?.getTime() }],
  );
  return { items, next: answer.nextToken };
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
