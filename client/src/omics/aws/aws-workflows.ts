import type {
  CreateWorkflowCommandInput,
  CreateWorkflowVersionCommandInput,
  GetWorkflowCommandInput,
  GetWorkflowResponse,
  GetWorkflowVersionResponse,
} from '@aws-sdk/client-omics';
import type { ParameterTemplate, WorkflowDetails, WorkflowRef, WorkflowsApi } from '../workflows-api.ts';
import { abortable } from './clients.ts';
import { lastingChange, named, page, present, type OmicsSdk } from './omics-answers.ts';

/** Workflows, versions and shares through the SDK. */
export function awsWorkflows({ sdk, client }: OmicsSdk): WorkflowsApi {
  const describeWorkflow = async (which: WorkflowRef, signal?: AbortSignal): Promise<WorkflowDetails> => {
    const { id, versionName, type = 'PRIVATE', ownerId } = which;
    const shared = ownerId === undefined ? {} : { workflowOwnerId: ownerId };
    // Neither can be exported from a workflow that belongs to somebody else.
    const own: Pick<GetWorkflowCommandInput, 'export'> =
      type === 'PRIVATE' && ownerId === undefined ? { export: ['DEFINITION', 'README'] } : {};
    const answer =
      versionName === undefined
        ? await abortable(signal, (options) =>
            client.send(new sdk.GetWorkflowCommand({ id, type, ...shared, ...own }), options),
          )
        : await abortable(signal, (options) =>
            client.send(
              new sdk.GetWorkflowVersionCommand({ workflowId: id, versionName, type, ...shared, ...own }),
              options,
            ),
          );
    return details(answer, which);
  };
  return {
    async createWorkflow(request, signal) {
      const input = withoutEmptyTemplate(request) as CreateWorkflowCommandInput;
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.CreateWorkflowCommand(input), options),
      );
      return { id: present(answer.id, 'id'), arn: present(answer.arn, 'arn'), uuid: answer.uuid };
    },
    async createWorkflowVersion(request, signal) {
      const input = withoutEmptyTemplate(request) as CreateWorkflowVersionCommandInput;
      const answer = await abortable(signal, (options) =>
        client.send(new sdk.CreateWorkflowVersionCommand(input), options),
      );
      return {
        workflowId: present(answer.workflowId, 'workflowId'),
        versionName: present(answer.versionName, 'versionName'),
        arn: present(answer.arn, 'arn'),
        uuid: answer.uuid,
      };
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
    describeWorkflow,
    async listWorkflows(type, token, signal) {
      const command = new sdk.ListWorkflowsCommand({ type, ...page(token) });
      return named(await abortable(signal, (options) => client.send(command, options)));
    },
    async findWorkflows(name, signal) {
      const command = new sdk.ListWorkflowsCommand({ type: 'PRIVATE', name, ...page(undefined) });
      return named(await abortable(signal, (options) => client.send(command, options))).items;
    },
    async listWorkflowVersions(workflowId, token, signal, ownerId) {
      const command = new sdk.ListWorkflowVersionsCommand({
        workflowId,
        ...(ownerId === undefined ? {} : { workflowOwnerId: ownerId }),
        ...page(token),
      });
      const answer = await abortable(signal, (options) => client.send(command, options));
      const items = answer.items?.map((item) => ({ ...item, id: item.versionName, name: undefined }));
      return named({ items, nextToken: answer.nextToken });
    },
    async updateWorkflow(id, change) {
      await client.send(new sdk.UpdateWorkflowCommand({ id, ...change }));
    },
    async updateWorkflowVersion(workflowId, versionName, change) {
      await client.send(new sdk.UpdateWorkflowVersionCommand({ workflowId, versionName, ...change }));
    },
    async deleteWorkflow(id) {
      await lastingChange(() => client.send(new sdk.DeleteWorkflowCommand({ id })));
    },
    async deleteWorkflowVersion(workflowId, versionName) {
      await lastingChange(() =>
        client.send(new sdk.DeleteWorkflowVersionCommand({ workflowId, versionName })),
      );
    },
    async listSharedWorkflows(token, signal) {
      const command = new sdk.ListSharesCommand({
        resourceOwner: 'OTHER',
        filter: { type: ['WORKFLOW'] },
        ...(token === undefined ? {} : { nextToken: token }),
      });
      const answer = await abortable(signal, (options) => client.send(command, options));
      const items = (answer.shares ?? []).map((share) => ({
        shareId: present(share.shareId, 'shareId'),
        shareName: share.shareName,
        workflowId: present(share.resourceId, 'resourceId'),
        workflowArn: share.resourceArn ?? '',
        ownerId: present(share.ownerId, 'ownerId'),
        status: share.status ?? 'PENDING',
        creationTime: share.creationTime?.getTime(),
      }));
      return { items, next: answer.nextToken };
    },
    async acceptShare(shareId) {
      await lastingChange(() => client.send(new sdk.AcceptShareCommand({ shareId })), ['ConflictException']);
    },
    async leaveShare(shareId) {
      await lastingChange(() => client.send(new sdk.DeleteShareCommand({ shareId })));
    },
  };
}

/** A template without entries is refused; without one the service reads the definition. */
function withoutEmptyTemplate<Request extends { readonly parameterTemplate?: ParameterTemplate }>({
  parameterTemplate,
  ...request
}: Request): object {
  return parameterTemplate === undefined || Object.keys(parameterTemplate).length === 0
    ? request
    : { ...request, parameterTemplate };
}

function details(
  answer: GetWorkflowResponse | GetWorkflowVersionResponse,
  { id, versionName, type = 'PRIVATE' }: WorkflowRef,
): WorkflowDetails {
  const repository = answer.definitionRepositoryDetails;
  return {
    id,
    versionName,
    type,
    arn: present(answer.arn, 'arn'),
    uuid: answer.uuid,
    name: 'name' in answer ? answer.name : undefined,
    status: present(answer.status, 'status'),
    statusMessage: answer.statusMessage,
    description: answer.description,
    engine: answer.engine,
    main: answer.main,
    digest: answer.digest,
    parameterTemplate: (answer.parameterTemplate ?? {}) as ParameterTemplate,
    storageType: answer.storageType,
    storageCapacity: answer.storageCapacity,
    accelerators: answer.accelerators,
    containerRegistryMap: answer.containerRegistryMap && { ...answer.containerRegistryMap },
    repository: repository && { ...repository },
    tags: answer.tags ?? {},
    creationTime: answer.creationTime?.getTime(),
    definitionAddress: answer.definition,
    readmeAddress: answer.readme,
  };
}
