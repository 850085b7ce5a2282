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
import { uuidOf } from '../identity.ts';
import type { WorkflowRecord } from '../store/records.ts';
import { nextId } from '../store/store.ts';
import type { OmicsContext } from './context.ts';
import { definitionView, statusOf } from './definition-view.ts';
import { createDefinition } from './definitions.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { isListed, newestFirst } from './lists.ts';

const FIRST_WORKFLOW_ID = 1_000_001;

export async function createWorkflow(
  request: CreateWorkflowRequest,
  context: OmicsContext,
): Promise<CreateWorkflowResponse> {
  const { store, now } = context;
  const record = requestRecord(request);
  const before = madeBefore(store.workflows.all(), record);
  if (before !== undefined) return created(before, context);
  if (living(context).length >= LIMITS.workflows.value) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `There are ${LIMITS.workflows.value} workflows, and no more are allowed.`,
    );
  }
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
  return {
    ...definitionView(workflow.definition, request.export ?? [], context),
    arn: context.names.workflow(workflow.id),
    id: workflow.id,
    uuid: workflow.uuid,
    name: workflow.name,
    type: 'PRIVATE',
  };
}

export function listWorkflows(request: ListWorkflowsRequest, context: OmicsContext): ListWorkflowsResponse {
  const { listTime } = context;
  const workflows =
    request.type === 'READY2RUN'
      ? []
      : context.store.workflows
          .all()
          .filter(
            (workflow) =>
              isListed(workflow.definition.createdAt, workflow.deletedAt, listTime) &&
              (request.name === undefined || workflow.name === request.name),
          );
  const page = newestFirst('ListWorkflows', workflows, request);
  return {
    items: page.items.map((workflow) => ({
      arn: context.names.workflow(workflow.id),
      id: workflow.id,
      name: workflow.name,
      status: statusOf(workflow.definition, listTime),
      type: 'PRIVATE',
      digest: workflow.definition.digest,
      creationTime: new Date(workflow.definition.createdAt),
      metadata: {},
    })),
    nextToken: page.nextToken,
  };
}

export function updateWorkflow(request: UpdateWorkflowRequest, context: OmicsContext): void {
  const workflow = findWorkflow(request.id, context);
  const { definition } = workflow;
  const storageType = request.storageType ?? definition.storageType;
  context.store.workflows.put(workflow.id, {
    ...workflow,
    name: request.name ?? workflow.name,
    definition: {
      ...definition,
      description: request.description ?? definition.description,
      readmeMarkdown: request.readmeMarkdown ?? definition.readmeMarkdown,
      storageType,
      storageCapacity:
        storageType === 'STATIC' ? (request.storageCapacity ?? definition.storageCapacity) : undefined,
    },
  });
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

/** The workflow, unless it was deleted. Neither Ready2Run nor shared workflows are part of the simulation. */
export function findWorkflow(
  id: string | undefined,
  context: OmicsContext,
  where: { readonly type?: string | undefined; readonly workflowOwnerId?: string | undefined } = {},
): WorkflowRecord {
  const workflow = context.store.workflows.get(id ?? '');
  if (where.type === 'READY2RUN') {
    throw new ServiceError(
      'ResourceNotFoundException',
      `There is no Ready2Run workflow ${id ?? ''}: they are not part of this simulation.`,
    );
  }
  const { workflowOwnerId = context.names.accountId } = where;
  if (
    workflow === undefined ||
    workflow.deletedAt !== undefined ||
    workflowOwnerId !== context.names.accountId
  ) {
    throw new ServiceError('ResourceNotFoundException', `There is no workflow ${id ?? ''}.`);
  }
  return workflow;
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

function living(context: OmicsContext): readonly WorkflowRecord[] {
  return context.store.workflows.all().filter((workflow) => workflow.deletedAt === undefined);
}
