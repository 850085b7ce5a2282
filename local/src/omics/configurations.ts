import type {
  CreateConfigurationRequest,
  CreateConfigurationResponse,
  DeleteConfigurationRequest,
  GetConfigurationRequest,
  GetConfigurationResponse,
  GetRunResponse,
  ListConfigurationsRequest,
  ListConfigurationsResponse,
} from '@aws-sdk/client-omics';
import { ServiceError } from '../errors.ts';
import { digestOf, uuidOf } from '../identity.ts';
import { milliseconds } from '../simulation/run-facts.ts';
import type { ConfigurationRecord, RunSettings, VpcRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { nextId } from '../store/store.ts';
import type { OmicsContext } from './context.ts';
import { madeBefore, requestRecord } from './idempotency.ts';
import { isListed, newestPage } from './lists.ts';
import { RESOURCE_LIMITS, checkNumber, isInUse } from './resource-limits.ts';

const FIRST_CONFIGURATION_ID = 1;
const MOST_RESULTS = 10;

export function createConfiguration(
  request: CreateConfigurationRequest,
  context: OmicsContext,
): CreateConfigurationResponse {
  const { store, now, timing } = context;
  const record = requestRecord(request);
  const before = madeBefore(store.configurations.madeBy(record.requestId), record);
  if (before !== undefined) return view(before, before.createdAt, context);
  const { name = '' } = request;
  if (name.length > RESOURCE_LIMITS.configurationNameLength) {
    throw new ServiceError(
      'ValidationException',
      `'name' must have at most ${RESOURCE_LIMITS.configurationNameLength} characters, and has ${name.length}.`,
    );
  }
  if (byName(name, context) !== undefined) {
    throw new ServiceError('ConflictException', `There is a configuration '${name}' already.`);
  }
  checkNumber(store.configurations, RESOURCE_LIMITS.configurations, 'configurations');
  const id = nextId(store.configurations, FIRST_CONFIGURATION_ID);
  const configuration: ConfigurationRecord = {
    id,
    uuid: uuidOf('configuration', id, now),
    name,
    description: request.description,
    vpc: vpcOf(request),
    createdAt: now,
    settledAt: now + milliseconds(timing.configurationCreation),
    tags: request.tags ?? {},
    request: record,
  };
  store.configurations.put(id, configuration);
  return view(configuration, now, context);
}

export function getConfiguration(
  request: GetConfigurationRequest,
  context: OmicsContext,
): GetConfigurationResponse {
  return view(findConfiguration(request.name, context), context.now, context);
}

export function listConfigurations(
  request: ListConfigurationsRequest,
  context: OmicsContext,
): ListConfigurationsResponse {
  const { listTime } = context;
  const page = newestPage(
    'ListConfigurations',
    context.store.configurations,
    { maxResults: request.maxResults ?? MOST_RESULTS, startingToken: request.startingToken },
    ({ createdAt, deletedAt }) => isListed(createdAt, deletedAt, listTime),
  );
  return {
    items: page.items.map((configuration) => {
      const { arn, name, description, status, creationTime } = view(configuration, listTime, context);
      return { arn, name, description, status, creationTime };
    }),
    nextToken: page.nextToken,
  };
}

export function deleteConfiguration(request: DeleteConfigurationRequest, context: OmicsContext): void {
  const configuration = findConfiguration(request.name, context);
  if (isInUse(context, (run) => run.settings.configurationName === configuration.name)) {
    throw new ServiceError(
      'ConflictException',
      `Configuration '${configuration.name}' is used by runs that are not over.`,
    );
  }
  context.store.configurations.put(configuration.id, { ...configuration, deletedAt: context.now });
}

/** The configuration that runs may use: it is there, and it is ACTIVE. */
export function usableConfiguration(
  name: string,
  context: { readonly store: Store; readonly now: number },
): ConfigurationRecord {
  const configuration = findConfiguration(name, context);
  if (context.now < configuration.settledAt) {
    throw new ServiceError(
      'ConflictException',
      `Configuration '${name}' is CREATING and cannot be used yet.`,
    );
  }
  return configuration;
}

/** What a run tells about its configuration; a run keeps what it was started with. */
export function configurationOf(
  settings: RunSettings,
  context: OmicsContext,
): Pick<GetRunResponse, 'configuration' | 'vpcConfig'> {
  if (settings.configurationName === undefined) return {};
  const found = [...context.store.configurations.all()].findLast(
    ({ name }) => name === settings.configurationName,
  );
  if (found === undefined) return {};
  return {
    configuration: { name: found.name, arn: context.names.configuration(found.name), uuid: found.uuid },
    ...(found.vpc !== undefined && { vpcConfig: vpcView(found.vpc) }),
  };
}

export function findConfiguration(
  name: string | undefined,
  context: { readonly store: Store },
): ConfigurationRecord {
  const configuration = byName(name ?? '', context);
  if (configuration === undefined) {
    throw new ServiceError('ResourceNotFoundException', `There is no configuration '${name ?? ''}'.`);
  }
  return configuration;
}

function byName(name: string, { store }: { readonly store: Store }): ConfigurationRecord | undefined {
  for (const configuration of store.configurations.all()) {
    if (configuration.name === name && configuration.deletedAt === undefined) return configuration;
  }
  return undefined;
}

function vpcOf(request: CreateConfigurationRequest): VpcRecord | undefined {
  const { securityGroupIds = [], subnetIds = [] } = request.runConfigurations?.vpcConfig ?? {};
  if (request.runConfigurations?.vpcConfig === undefined) return undefined;
  const { securityGroups, subnets } = RESOURCE_LIMITS;
  if (securityGroupIds.length === 0 || securityGroupIds.length > securityGroups) {
    throw new ServiceError(
      'ValidationException',
      `A configuration needs 1 to ${securityGroups} security groups.`,
    );
  }
  if (subnetIds.length === 0 || subnetIds.length > subnets) {
    throw new ServiceError('ValidationException', `A configuration needs 1 to ${subnets} subnets.`);
  }
  return { securityGroupIds, subnetIds, vpcId: `vpc-${digestOf(subnetIds.join()).slice(0, 17)}` };
}

function view(
  configuration: ConfigurationRecord,
  time: number,
  context: OmicsContext,
): GetConfigurationResponse {
  const { name, vpc } = configuration;
  return {
    arn: context.names.configuration(name),
    uuid: configuration.uuid,
    name,
    description: configuration.description,
    runConfigurations: vpc === undefined ? {} : { vpcConfig: vpcView(vpc) },
    status: time < configuration.settledAt ? 'CREATING' : 'ACTIVE',
    creationTime: new Date(configuration.createdAt),
    tags: configuration.tags,
  };
}

function vpcView(vpc: VpcRecord): NonNullable<GetRunResponse['vpcConfig']> {
  return {
    securityGroupIds: [...vpc.securityGroupIds],
    subnetIds: [...vpc.subnetIds],
    vpcId: vpc.vpcId,
  };
}
