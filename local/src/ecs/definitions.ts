import type {
  DescribeTaskDefinitionRequest,
  ListTaskDefinitionsRequest,
  RegisterTaskDefinitionRequest,
} from '@aws-sdk/client-ecs';
import { ServiceError } from '../errors.ts';
import { pageOf } from '../pages.ts';
import type { EcsContext } from './context.ts';
import { checkFargateSize } from './fargate.ts';
import { checkedPage, pageSize } from './lists.ts';
import { shortName } from './names.ts';
import type { DefinitionRecord } from './records.ts';

/** The revision that `family:revision`, `family` (the latest) or an ARN names. */
export function definitionOf(nameOrArn: string | undefined, context: EcsContext): DefinitionRecord {
  const name = shortName(nameOrArn ?? '');
  const found = name.includes(':')
    ? context.store.ecsDefinitions.get(name)
    : revisionsOf(name, context).at(-1);
  if (found === undefined) {
    throw new ServiceError('ClientException', 'Unable to describe task definition.');
  }
  return found;
}

export function idOf({ family, revision }: DefinitionRecord): string {
  return `${family}:${revision}`;
}

export function registerTaskDefinition(request: RegisterTaskDefinitionRequest, context: EcsContext): object {
  checkDefinition(request);
  const { family = '' } = request;
  const revision = (revisionsOf(family, context).at(-1)?.revision ?? 0) + 1;
  const record: DefinitionRecord = {
    family,
    revision,
    registeredAt: context.now(),
    registeredBy: context.caller,
    definition: request,
  };
  context.store.ecsDefinitions.put(idOf(record), record);
  return { taskDefinition: described(record, context), tags: request.tags ?? [] };
}

export function describeTaskDefinition(request: DescribeTaskDefinitionRequest, context: EcsContext): object {
  const record = definitionOf(request.taskDefinition, context);
  const withTags = request.include?.includes('TAGS') === true;
  return {
    taskDefinition: described(record, context),
    ...(withTags && { tags: record.definition.tags ?? [] }),
  };
}

export function listTaskDefinitions(request: ListTaskDefinitionsRequest, context: EcsContext): object {
  const { familyPrefix, status = 'ACTIVE', sort = 'ASC' } = request;
  const descending = sort === 'DESC';
  const keyOf = (record: DefinitionRecord): string =>
    `${record.family} ${String(record.revision).padStart(9, '0')}`;
  const isBefore = (a: string, b: string): boolean => (descending ? a > b : a < b);
  const shown = [...context.store.ecsDefinitions.all()]
    .filter(({ family }) => familyPrefix === undefined || family === familyPrefix)
    .filter(() => status === 'ACTIVE')
    .sort((a, b) => (isBefore(keyOf(a), keyOf(b)) ? -1 : 1));
  const page = checkedPage(
    pageOf(shown, {
      list: `ListTaskDefinitions ${familyPrefix ?? ''} ${sort}`,
      limit: pageSize(request.maxResults),
      token: request.nextToken,
      keyOf,
      comesAfter: (record, key) => isBefore(key, keyOf(record)),
    }),
  );
  return {
    taskDefinitionArns: page.items.map((record) => context.names.definition(idOf(record))),
    nextToken: page.nextToken,
  };
}

/** Oldest first. */
function revisionsOf(family: string, context: EcsContext): readonly DefinitionRecord[] {
  return [...context.store.ecsDefinitions.all()]
    .filter((record) => record.family === family)
    .sort((a, b) => a.revision - b.revision);
}

function checkDefinition(request: RegisterTaskDefinitionRequest): void {
  const { family = '', containerDefinitions = [], requiresCompatibilities = [], networkMode } = request;
  if (!/^[\w-]{1,255}$/.test(family)) {
    throw new ServiceError(
      'ClientException',
      'Family contains invalid characters. Up to 255 letters (uppercase and lowercase), numbers, underscores, and hyphens are allowed.',
    );
  }
  if (containerDefinitions.length === 0) {
    throw new ServiceError('ClientException', 'Container list cannot be empty.');
  }
  for (const container of containerDefinitions) {
    if (container.name === undefined || container.image === undefined) {
      throw new ServiceError('ClientException', 'Container.name and Container.image should not be null.');
    }
    if (!/^[\w-]{1,255}$/.test(container.name)) {
      throw new ServiceError('ClientException', 'Container name contains invalid characters.');
    }
  }
  if (!requiresCompatibilities.includes('FARGATE')) return;
  if (networkMode !== 'awsvpc') {
    throw new ServiceError('ClientException', "Fargate only supports network mode 'awsvpc'.");
  }
  checkFargateSize(request);
}

function described(record: DefinitionRecord, context: EcsContext): object {
  const { definition } = record;
  return {
    ...definition,
    // Tags stand beside the definition, and only where they are asked for.
    tags: undefined,
    taskDefinitionArn: context.names.definition(idOf(record)),
    revision: record.revision,
    status: 'ACTIVE',
    compatibilities: [
      'EC2',
      ...(definition.networkMode === 'awsvpc' && definition.cpu !== undefined ? ['FARGATE'] : []),
    ],
    volumes: definition.volumes ?? [],
    placementConstraints: definition.placementConstraints ?? [],
    registeredAt: record.registeredAt / 1000,
    registeredBy: record.registeredBy,
  };
}
