import type {
  CreateRunCacheRequest,
  CreateRunCacheResponse,
  DeleteRunCacheRequest,
  GetRunCacheRequest,
  GetRunCacheResponse,
  ListRunCachesRequest,
  ListRunCachesResponse,
  UpdateRunCacheRequest,
} from '@aws-sdk/client-omics';
import { ServiceError } from '../errors.ts';
import { uuidOf } from '../identity.ts';
import type { RunCacheRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { nextId } from '../store/store.ts';
import type { OmicsContext } from './context.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { isListed, newestPage } from './lists.ts';
import { RESOURCE_LIMITS, checkNumber, isInUse } from './resource-limits.ts';

const FIRST_CACHE_ID = 4_000_001;

export function createRunCache(
  request: CreateRunCacheRequest,
  context: OmicsContext,
): CreateRunCacheResponse {
  const { store, now, names } = context;
  const record = requestRecord(request);
  const before = madeBefore(store.caches.madeBy(record.requestId), record);
  if (before !== undefined) return created(before, context);
  checkNumber(store.caches, RESOURCE_LIMITS.runCaches, 'run caches');
  const id = nextId(store.caches, FIRST_CACHE_ID);
  const cache: RunCacheRecord = {
    id,
    uuid: uuidOf('cache', id, now),
    name: request.name,
    description: request.description,
    behavior: request.cacheBehavior ?? 'CACHE_ON_FAILURE',
    s3Uri: request.cacheS3Location ?? '',
    bucketOwnerId: request.cacheBucketOwnerId ?? names.accountId,
    createdAt: now,
    tags: request.tags ?? {},
    request: record,
  };
  store.caches.put(id, cache);
  return created(cache, context);
}

export function getRunCache(request: GetRunCacheRequest, context: OmicsContext): GetRunCacheResponse {
  const cache = findRunCache(request.id, context);
  return {
    arn: context.names.runCache(cache.id),
    id: cache.id,
    name: cache.name,
    description: cache.description,
    cacheBehavior: cache.behavior,
    cacheBucketOwnerId: cache.bucketOwnerId,
    cacheS3Uri: cache.s3Uri,
    creationTime: new Date(cache.createdAt),
    status: 'ACTIVE',
    tags: cache.tags,
  };
}

export function listRunCaches(request: ListRunCachesRequest, context: OmicsContext): ListRunCachesResponse {
  const { listTime } = context;
  const page = newestPage('ListRunCaches', context.store.caches, request, (cache) =>
    isListed(cache.createdAt, cache.deletedAt, listTime),
  );
  return {
    items: page.items.map((cache) => ({
      arn: context.names.runCache(cache.id),
      id: cache.id,
      name: cache.name,
      cacheBehavior: cache.behavior,
      cacheS3Uri: cache.s3Uri,
      creationTime: new Date(cache.createdAt),
      status: 'ACTIVE',
    })),
    nextToken: page.nextToken,
  };
}

export function updateRunCache(request: UpdateRunCacheRequest, context: OmicsContext): void {
  const cache = findRunCache(request.id, context);
  context.store.caches.put(cache.id, {
    ...cache,
    name: request.name ?? cache.name,
    description: request.description ?? cache.description,
    behavior: request.cacheBehavior ?? cache.behavior,
  });
}

export function deleteRunCache(request: DeleteRunCacheRequest, context: OmicsContext): void {
  const cache = findRunCache(request.id, context);
  if (isInUse(context, (run) => run.settings.cacheId === cache.id)) {
    throw new ServiceError('ConflictException', `Run cache ${cache.id} is used by runs that are not over.`);
  }
  context.store.caches.put(cache.id, { ...cache, deletedAt: context.now });
}

/** The cache, unless it was deleted. */
export function findRunCache(id: string | undefined, { store }: { readonly store: Store }): RunCacheRecord {
  const cache = store.caches.get(id ?? '');
  if (cache === undefined || cache.deletedAt !== undefined) {
    throw new ServiceError('ResourceNotFoundException', `There is no run cache ${id ?? ''}.`);
  }
  return cache;
}

function created(cache: RunCacheRecord, context: OmicsContext): CreateRunCacheResponse {
  return { arn: context.names.runCache(cache.id), id: cache.id, status: 'ACTIVE', tags: cache.tags };
}
