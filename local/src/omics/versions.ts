import type {
  CreateWorkflowVersionRequest,
  CreateWorkflowVersionResponse,
  DeleteWorkflowVersionRequest,
  GetWorkflowVersionRequest,
  GetWorkflowVersionResponse,
  ListWorkflowVersionsRequest,
  ListWorkflowVersionsResponse,
  UpdateWorkflowVersionRequest,
} from '@aws-sdk/client-omics';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { ServiceError } from '../errors.ts';
import { uuidOf } from '../identity.ts';
import { pageOf } from '../pages.ts';
import type { VersionRecord, WorkflowRecord } from '../store/records.ts';
import type { OmicsContext } from './context.ts';
import { definitionView, statusOf } from './definition-view.ts';
import { createDefinition } from './definitions.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { checkedPage, isListed } from './lists.ts';
import { findWorkflow, updatedDefinition } from './workflows.ts';

export async function createWorkflowVersion(
  request: CreateWorkflowVersionRequest,
  context: OmicsContext,
): Promise<CreateWorkflowVersionResponse> {
  const workflow = findWorkflow(request.workflowId, context);
  const record = requestRecord(request);
  const before = madeBefore(
    workflow.versions.find((version) => version.request.requestId === record.requestId),
    record,
  );
  if (before !== undefined) return created(workflow, before, context);
  const name = request.versionName ?? '';
  const living = workflow.versions.filter((version) => version.deletedAt === undefined);
  if (living.some((version) => version.name === name)) {
    throw new ServiceError('ConflictException', `Workflow ${workflow.id} has a version '${name}' already.`);
  }
  if (living.length >= LIMITS.workflowVersions.value) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `Workflow ${workflow.id} has ${LIMITS.workflowVersions.value} versions, and no more are allowed.`,
    );
  }
  const version: VersionRecord = {
    name,
    uuid: uuidOf('version', workflow.id, name, context.now),
    definition: await createDefinition(request, context),
    request: record,
  };
  context.store.workflows.put(workflow.id, { ...workflow, versions: [...workflow.versions, version] });
  return created(workflow, version, context);
}

export function getWorkflowVersion(
  request: GetWorkflowVersionRequest,
  context: OmicsContext,
): GetWorkflowVersionResponse {
  const workflow = findWorkflow(request.workflowId, context, request);
  const version = findVersion(workflow, request.versionName);
  return {
    ...definitionView(version.definition, request.export ?? [], context),
    arn: context.names.workflowVersion(workflow.id, version.name),
    workflowId: workflow.id,
    versionName: version.name,
    uuid: version.uuid,
    type: 'PRIVATE',
  };
}

const MOST_RESULTS = 100;

/** The newest version first, as with workflows. */
export function listWorkflowVersions(
  request: ListWorkflowVersionsRequest,
  context: OmicsContext,
): ListWorkflowVersionsResponse {
  const workflow = findWorkflow(request.workflowId, context, request);
  const { listTime } = context;
  const order = new Map(workflow.versions.map((version, index) => [version.uuid, index]));
  const placeOf = (version: VersionRecord): number => order.get(version.uuid) ?? 0;
  const page = checkedPage(
    pageOf(
      workflow.versions
        .filter((version) => isListed(version.definition.createdAt, version.deletedAt, listTime))
        .reverse(),
      {
        list: `ListWorkflowVersions ${workflow.id}`,
        limit: request.maxResults ?? MOST_RESULTS,
        token: request.startingToken,
        keyOf: (version) => String(placeOf(version)),
        comesAfter: (version, key) => placeOf(version) < Number(key),
      },
    ),
  );
  return {
    items: page.items.map(({ name, definition }) => ({
      arn: context.names.workflowVersion(workflow.id, name),
      workflowId: workflow.id,
      versionName: name,
      description: definition.description,
      status: statusOf(definition, listTime),
      type: 'PRIVATE',
      digest: definition.digest,
      creationTime: new Date(definition.createdAt),
      metadata: {},
    })),
    nextToken: page.nextToken,
  };
}

export function updateWorkflowVersion(request: UpdateWorkflowVersionRequest, context: OmicsContext): void {
  const workflow = findWorkflow(request.workflowId, context);
  const updated = findVersion(workflow, request.versionName);
  context.store.workflows.put(workflow.id, {
    ...workflow,
    versions: workflow.versions.map((version) =>
      version === updated
        ? { ...version, definition: updatedDefinition(version.definition, request) }
        : version,
    ),
  });
}

export function deleteWorkflowVersion(request: DeleteWorkflowVersionRequest, context: OmicsContext): void {
  const workflow = findWorkflow(request.workflowId, context);
  const deleted = findVersion(workflow, request.versionName);
  if (statusOf(deleted.definition, context.now) === 'CREATING') {
    throw new ServiceError('ConflictException', `Version '${deleted.name}' is still being created.`);
  }
  context.store.workflows.put(workflow.id, {
    ...workflow,
    versions: workflow.versions.map((version) =>
      version === deleted ? { ...version, deletedAt: context.now } : version,
    ),
  });
}

export function findVersion(workflow: WorkflowRecord, name: string | undefined): VersionRecord {
  const found = workflow.versions.find((version) => version.name === name && version.deletedAt === undefined);
  if (found === undefined) {
    throw new ServiceError(
      'ResourceNotFoundException',
      `Workflow ${workflow.id} has no version '${name ?? ''}'.`,
    );
  }
  return found;
}

function created(
  workflow: WorkflowRecord,
  version: VersionRecord,
  context: OmicsContext,
): CreateWorkflowVersionResponse {
  return {
    arn: context.names.workflowVersion(workflow.id, version.name),
    workflowId: workflow.id,
    versionName: version.name,
    status: 'CREATING',
    tags: version.definition.tags,
    uuid: version.uuid,
  };
}
