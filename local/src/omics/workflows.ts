import type {
  CreateWorkflowRequest,
  CreateWorkflowResponse,
  DeleteWorkflowRequest,
  GetWorkflowRequest,
  GetWorkflowResponse,
  ListWorkflowsRequest,
  ListWorkflowsResponse,
  UpdateWorkflowRequest,
} from '@aws-sdk/client-omics';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { ServiceError } from '../errors.ts';
import type { Names } from '../identity.ts';
import { uuidOf } from '../identity.ts';
import type { DefinitionRecord, WorkflowRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { nextId } from '../store/store.ts';
import type { OmicsContext } from './context.ts';
import { definitionView, statusOf } from './definition-view.ts';
import { createDefinition } from './definitions.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { isListed, newestFirst, newestPage } from './lists.ts';
import { allReady2run, ready2run } from './ready2run.ts';
import { checkNumber } from './resource-limits.ts';
import { acceptedWorkflow } from './shared-workflows.ts';

const FIRST_WORKFLOW_ID = 1_000_001;

export async function createWorkflow(
  request: CreateWorkflowRequest,
  context: OmicsContext,
): Promise<CreateWorkflowResponse> {
  const { store, now } = context;
  const record = requestRecord(request);
  const before = madeBefore(store.workflows.madeBy(record.requestId), record);
  if (before !== undefined) return created(before, context);
  checkNumber(store.workflows, LIMITS.workflows.value, 'workflows');
  const definition = await createDefinition(request, context);
  const id = nextId(store.workflows, FIRST_WORKFLOW_ID);
  const workflow: WorkflowRecord = {
    id,
    uuid: uuidOf('workflow', id, now),
    name: request.name,
    definition,
    versions: [],
    request: record,
  };
  store.workflows.put(id, workflow);
  return created(workflow, context);
}

export function getWorkflow(request: GetWorkflowRequest, context: OmicsContext): GetWorkflowResponse {
  const workflow = findWorkflow(request.id, context, request);
  if (workflow.ownerId !== undefined && (request.export ?? []).length > 0) {
    throw new ServiceError(
      'ValidationException',
      `Workflow ${workflow.id} is shared and cannot be exported.`,
    );
  }
  return {
    ...definitionView(workflow.definition, request.export ?? [], context),
    arn: arnOf(workflow, context),
    id: workflow.id,
    uuid: workflow.uuid,
    name: workflow.name,
    type: workflow.type ?? 'PRIVATE',
  };
}

export function listWorkflows(request: ListWorkflowsRequest, context: OmicsContext): ListWorkflowsResponse {
  const { listTime } = context;
  const page =
    request.type === 'READY2RUN'
      ? newestFirst(
          'ListWorkflows READY2RUN',
          allReady2run(context.store).filter(
            ({ name }) => request.name === undefined || name === request.name,
          ),
          request,
        )
      : newestPage(
          'ListWorkflows',
          context.store.workflows,
          request,
          (workflow) =>
            isListed(workflow.definition.createdAt, workflow.deletedAt, listTime) &&
            (request.name === undefined || workflow.name === request.name),
        );
  return {
    items: page.items.map((workflow) => ({
      arn: arnOf(workflow, context),
      id: workflow.id,
      name: workflow.name,
      status: statusOf(workflow.definition, listTime),
      type: workflow.type ?? 'PRIVATE',
      digest: workflow.definition.digest,
      creationTime: new Date(workflow.definition.createdAt),
      metadata: {},
    })),
    nextToken: page.nextToken,
  };
}

export function updateWorkflow(request: UpdateWorkflowRequest, context: OmicsContext): void {
  const workflow = findWorkflow(request.id, context);
  context.store.workflows.put(workflow.id, {
    ...workflow,
    name: request.name ?? workflow.name,
    definition: updatedDefinition(workflow.definition, request),
  });
}

/** What can be changed of a definition once it is there. */
export function updatedDefinition(
  definition: DefinitionRecord,
  request: Pick<UpdateWorkflowRequest, 'description' | 'readmeMarkdown' | 'storageType' | 'storageCapacity'>,
): DefinitionRecord {
  const storageType = request.storageType ?? definition.storageType;
  return {
    ...definition,
    description: request.description ?? definition.description,
    readmeMarkdown: request.readmeMarkdown ?? definition.readmeMarkdown,
    storageType,
    storageCapacity:
      storageType === 'STATIC' ? (request.storageCapacity ?? definition.storageCapacity) : undefined,
  };
}

export function deleteWorkflow(request: DeleteWorkflowRequest, context: OmicsContext): void {
  const workflow = findWorkflow(request.id, context);
  if (statusOf(workflow.definition, context.now) === 'CREATING') {
    throw new ServiceError('ConflictException', `Workflow ${workflow.id} is still being created.`);
  }
  if (workflow.versions.some((version) => version.deletedAt === undefined)) {
    throw new ServiceError('ConflictException', `Workflow ${workflow.id} has versions: delete them first.`);
  }
  context.store.workflows.put(workflow.id, { ...workflow, deletedAt: context.now });
}

/** The workflow, unless it was deleted. One of another account has to be shared, and accepted. */
export function findWorkflow(
  id: string | undefined,
  context: { readonly store: Store; readonly names: Names },
  where: { readonly type?: string | undefined; readonly workflowOwnerId?: string | undefined } = {},
): WorkflowRecord {
  const { store, names } = context;
  const { workflowOwnerId = names.accountId, type } = where;
  const workflow =
    workflowOwnerId !== names.accountId
      ? acceptedWorkflow(id ?? '', workflowOwnerId, store)
      : type === 'READY2RUN'
        ? ready2run(id ?? '', store)
        : store.workflows.get(id ?? '');
  if (workflow === undefined || workflow.deletedAt !== undefined) {
    const kind = type === 'READY2RUN' ? 'Ready2Run workflow' : 'workflow';
    throw new ServiceError('ResourceNotFoundException', `There is no ${kind} ${id ?? ''}.`);
  }
  return workflow;
}

function arnOf(workflow: WorkflowRecord, { names }: OmicsContext): string {
  const { ownerId } = workflow;
  if (ownerId !== undefined) return names.workflow(workflow.id).replace(names.accountId, ownerId);
  return workflow.type === 'READY2RUN' ? names.ready2run(workflow.id) : names.workflow(workflow.id);
}

function created(workflow: WorkflowRecord, context: OmicsContext): CreateWorkflowResponse {
  return {
    arn: context.names.workflow(workflow.id),
    id: workflow.id,
    status: 'CREATING',
    tags: workflow.definition.tags,
    uuid: workflow.uuid,
  };
}
