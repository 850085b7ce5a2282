import type {
  CreateRunGroupRequest,
  CreateRunGroupResponse,
  DeleteRunGroupRequest,
  GetRunGroupRequest,
  GetRunGroupResponse,
  ListRunGroupsRequest,
  ListRunGroupsResponse,
  UpdateRunGroupRequest,
} from '@aws-sdk/client-omics';
import { ServiceError } from '../errors.ts';
import type { RunGroupRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { nextId } from '../store/store.ts';
import type { OmicsContext } from './context.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { isListed, newestPage } from './lists.ts';
import { RESOURCE_LIMITS, checkNumber, isInUse } from './resource-limits.ts';

const FIRST_GROUP_ID = 3_000_001;

export function createRunGroup(
  request: CreateRunGroupRequest,
  context: OmicsContext,
): CreateRunGroupResponse {
  const { store, now } = context;
  const record = requestRecord(request);
  const before = madeBefore(store.groups.madeBy(record.requestId), record);
  if (before !== undefined) return created(before, context);
  checkNumber(store.groups, RESOURCE_LIMITS.runGroups, 'run groups');
  const { name, maxCpus, maxGpus, maxRuns, maxDuration, tags = {} } = request;
  const id = nextId(store.groups, FIRST_GROUP_ID);
  const group: RunGroupRecord = {
    id,
    name,
    maxCpus,
    maxGpus,
    maxRuns,
    maxDuration,
    createdAt: now,
    tags,
    request: record,
  };
  store.groups.put(id, group);
  return created(group, context);
}

export function getRunGroup(request: GetRunGroupRequest, context: OmicsContext): GetRunGroupResponse {
  const group = findRunGroup(request.id, context);
  return { ...groupView(group, context), tags: group.tags };
}

export function listRunGroups(request: ListRunGroupsRequest, context: OmicsContext): ListRunGroupsResponse {
  const { listTime } = context;
  const page = newestPage(
    'ListRunGroups',
    context.store.groups,
    request,
    (group) =>
      isListed(group.createdAt, group.deletedAt, listTime) &&
      (request.name === undefined || group.name === request.name),
  );
  return { items: page.items.map((group) => groupView(group, context)), nextToken: page.nextToken };
}

/** Runs that have started go on under the limits that they started with. */
export function updateRunGroup(request: UpdateRunGroupRequest, context: OmicsContext): void {
  const group = findRunGroup(request.id, context);
  context.store.groups.put(group.id, {
    ...group,
    name: request.name ?? group.name,
    maxCpus: request.maxCpus ?? group.maxCpus,
    maxGpus: request.maxGpus ?? group.maxGpus,
    maxRuns: request.maxRuns ?? group.maxRuns,
    maxDuration: request.maxDuration ?? group.maxDuration,
  });
}

export function deleteRunGroup(request: DeleteRunGroupRequest, context: OmicsContext): void {
  const group = findRunGroup(request.id, context);
  if (isInUse(context, (run) => run.settings.runGroupId === group.id)) {
    throw new ServiceError('ConflictException', `Run group ${group.id} has runs that are not over.`);
  }
  context.store.groups.put(group.id, { ...group, deletedAt: context.now });
}

/** The group, unless it was deleted. */
export function findRunGroup(id: string | undefined, { store }: { readonly store: Store }): RunGroupRecord {
  const group = store.groups.get(id ?? '');
  if (group === undefined || group.deletedAt !== undefined) {
    throw new ServiceError('ResourceNotFoundException', `There is no run group ${id ?? ''}.`);
  }
  return group;
}

function groupView(group: RunGroupRecord, context: OmicsContext): Omit<GetRunGroupResponse, 'tags'> {
  const { id, name, maxCpus, maxGpus, maxRuns, maxDuration } = group;
  return {
    arn: context.names.runGroup(id),
    id,
    name,
    maxCpus,
    maxGpus,
    maxRuns,
    maxDuration,
    creationTime: new Date(group.createdAt),
  };
}

function created(group: RunGroupRecord, context: OmicsContext): CreateRunGroupResponse {
  return { arn: context.names.runGroup(group.id), id: group.id, tags: group.tags };
}
