import type {
  GetReadSetMetadataRequest,
  GetReadSetMetadataResponse,
  GetReferenceMetadataRequest,
  GetReferenceMetadataResponse,
  ListReadSetsRequest,
  ListReadSetsResponse,
  ListReferenceStoresRequest,
  ListReferenceStoresResponse,
  ListReferencesRequest,
  ListReferencesResponse,
  ListSequenceStoresRequest,
  ListSequenceStoresResponse,
  ReadSetListItem,
  ReferenceListItem,
} from '@aws-sdk/client-omics';
import type { ReadSet, Reference, ReferenceStore, SequenceStore } from '../account/account.ts';
import { ServiceError, notSimulated } from '../errors.ts';
import { digestOf } from '../identity.ts';
import type { Page } from '../pages.ts';
import { pageOf } from '../pages.ts';
import type { OmicsContext } from './context.ts';
import { checkedPage } from './lists.ts';

const MOST_RESULTS = 100;
/** Stores of the account are as old as its objects. */
const SEEDED = new Date(Date.UTC(2026, 0, 1));

export function listSequenceStores(
  request: ListSequenceStoresRequest,
  context: OmicsContext,
): ListSequenceStoresResponse {
  const { name, status } = checkedFilter(request.filter, ['name', 'status']);
  const stores = context.account.sequenceStores.filter(
    (store) => (name === undefined || store.name === name) && (status === undefined || status === 'ACTIVE'),
  );
  const page = pageById('ListSequenceStores', stores, request);
  return {
    sequenceStores: page.items.map((store) => ({
      arn: arnOf(`sequenceStore/${store.id}`, context),
      id: store.id,
      name: store.name,
      status: 'ACTIVE',
      creationTime: SEEDED,
    })),
    nextToken: page.nextToken,
  };
}

export function listReadSets(request: ListReadSetsRequest, context: OmicsContext): ListReadSetsResponse {
  const store = sequenceStore(request.sequenceStoreId, context);
  const filter = checkedFilter(request.filter, ['name', 'status', 'sampleId', 'subjectId']);
  const readSets = store.readSets.filter(
    (readSet) =>
      (filter.name === undefined || readSet.name === filter.name) &&
      (filter.status === undefined || statusOf(readSet) === filter.status) &&
      (filter.sampleId === undefined || readSet.sampleId === filter.sampleId) &&
      (filter.subjectId === undefined || readSet.subjectId === filter.subjectId),
  );
  const page = pageById(`ListReadSets ${store.id}`, readSets, request);
  return {
    readSets: page.items.map((readSet) => readSetView(store, readSet, context)),
    nextToken: page.nextToken,
  };
}

export function getReadSetMetadata(
  request: GetReadSetMetadataRequest,
  context: OmicsContext,
): GetReadSetMetadataResponse {
  const store = sequenceStore(request.sequenceStoreId, context);
  const readSet = store.readSets.find(({ id }) => id === request.id);
  if (readSet === undefined) throw missing(`read set ${request.id ?? ''} in sequence store ${store.id}`);
  return readSetView(store, readSet, context);
}

export function listReferenceStores(
  request: ListReferenceStoresRequest,
  context: OmicsContext,
): ListReferenceStoresResponse {
  const { name } = checkedFilter(request.filter, ['name']);
  const stores = context.account.referenceStores.filter((store) => name === undefined || store.name === name);
  const page = pageById('ListReferenceStores', stores, request);
  return {
    referenceStores: page.items.map((store) => ({
      arn: arnOf(`referenceStore/${store.id}`, context),
      id: store.id,
      name: store.name,
      creationTime: SEEDED,
    })),
    nextToken: page.nextToken,
  };
}

export function listReferences(
  request: ListReferencesRequest,
  context: OmicsContext,
): ListReferencesResponse {
  const store = referenceStore(request.referenceStoreId, context);
  const { name, md5 } = checkedFilter(request.filter, ['name', 'md5']);
  const references = store.references.filter(
    (reference) =>
      (name === undefined || reference.name === name) && (md5 === undefined || md5Of(reference) === md5),
  );
  const page = pageById(`ListReferences ${store.id}`, references, request);
  return {
    references: page.items.map((reference) => referenceView(store, reference, context)),
    nextToken: page.nextToken,
  };
}

export function getReferenceMetadata(
  request: GetReferenceMetadataRequest,
  context: OmicsContext,
): GetReferenceMetadataResponse {
  const store = referenceStore(request.referenceStoreId, context);
  const reference = store.references.find(({ id }) => id === request.id);
  if (reference === undefined) throw missing(`reference ${request.id ?? ''} in reference store ${store.id}`);
  return referenceView(store, reference, context);
}

function sequenceStore(id: string | undefined, { account }: OmicsContext): SequenceStore {
  const store = account.sequenceStores.find((other) => other.id === id);
  if (store === undefined) throw missing(`sequence store ${id ?? ''}`);
  return store;
}

function referenceStore(id: string | undefined, { account }: OmicsContext): ReferenceStore {
  const store = account.referenceStores.find((other) => other.id === id);
  if (store === undefined) throw missing(`reference store ${id ?? ''}`);
  return store;
}

function missing(what: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `There is no ${what}.`);
}

/** A filter that would be overlooked gives a wrong list: it is refused. */
function checkedFilter<Filter extends object>(
  filter: Filter | undefined,
  known: readonly (keyof Filter & string)[],
): Partial<Filter> {
  const names: readonly string[] = known;
  const other = Object.keys(filter ?? {}).find((name) => !names.includes(name));
  if (other !== undefined) throw notSimulated(`The filter '${other}'`);
  return filter ?? {};
}

function pageById<Item extends { readonly id: string }>(
  list: string,
  items: readonly Item[],
  request: { readonly maxResults?: number | undefined; readonly nextToken?: string | undefined },
): Page<Item> {
  return checkedPage(
    pageOf(
      [...items].sort((a, b) => Number(a.id) - Number(b.id)),
      {
        list,
        limit: request.maxResults ?? MOST_RESULTS,
        token: request.nextToken,
        keyOf: ({ id }) => id,
        comesAfter: ({ id }, key) => Number(id) > Number(key),
      },
    ),
  );
}

function readSetView(store: SequenceStore, readSet: ReadSet, context: OmicsContext): ReadSetListItem {
  return {
    id: readSet.id,
    arn: arnOf(`sequenceStore/${store.id}/readSet/${readSet.id}`, context),
    sequenceStoreId: store.id,
    name: readSet.name,
    status: statusOf(readSet) as ReadSetListItem['status'],
    fileType: (readSet.fileType ?? 'FASTQ') as ReadSetListItem['fileType'],
    ...(readSet.sampleId !== undefined && { sampleId: readSet.sampleId }),
    ...(readSet.subjectId !== undefined && { subjectId: readSet.subjectId }),
    creationTime: SEEDED,
  };
}

function referenceView(
  store: ReferenceStore,
  reference: Reference,
  context: OmicsContext,
): ReferenceListItem {
  return {
    id: reference.id,
    arn: arnOf(`referenceStore/${store.id}/reference/${reference.id}`, context),
    referenceStoreId: store.id,
    name: reference.name,
    md5: md5Of(reference),
    status: (reference.status ?? 'ACTIVE') as ReferenceListItem['status'],
    creationTime: SEEDED,
    updateTime: SEEDED,
  };
}

function statusOf(readSet: ReadSet): string {
  return readSet.status ?? 'ACTIVE';
}

function md5Of(reference: Reference): string {
  return digestOf(`${reference.id} ${reference.name}`).slice(0, 32);
}

function arnOf(resource: string, { names }: OmicsContext): string {
  return `arn:aws:omics:${names.region}:${names.accountId}:${resource}`;
}
