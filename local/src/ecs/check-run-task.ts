import type { RunTaskRequest } from '@aws-sdk/client-ecs';
import { ECS_LIMITS } from '@omics-lens/server/healthomics/ecs-limits.ts';
import type { EcsCluster } from '../account/account.ts';
import { ServiceError } from '../errors.ts';
import type { DefinitionRecord, TaskRecord } from './records.ts';

/** Refuses a RunTask whose members contradict each other, the cluster or the definition. */
export function checkRunTask(request: RunTaskRequest, cluster: EcsCluster, record: DefinitionRecord): void {
  const { count = 1, overrides, capacityProviderStrategy: strategy = [], tags = [] } = request;
  if (count < 1 || count > ECS_LIMITS.count.value) {
    refuse(`Count cannot be less than 1 or more than ${ECS_LIMITS.count.value}.`);
  }
  if (request.launchType !== undefined && strategy.length > 0) {
    refuse('Specifying both a launch type and capacity provider strategy is not supported.');
  }
  if (overrides !== undefined && JSON.stringify(overrides).length > ECS_LIMITS.overrides.value) {
    refuse(`Overrides are longer than ${ECS_LIMITS.overrides.value} characters.`);
  }
  if (request.propagateTags === 'SERVICE') refuse('SERVICE is not a value of propagateTags for RunTask.');
  checkTags(tags);
  checkStrategy(strategy, cluster);
  if (request.startedBy !== undefined && !/^[\w/-]{1,128}$/.test(request.startedBy)) {
    refuse('startedBy has up to 128 letters, digits, hyphens, underscores and slashes.');
  }
  if (request.clientToken !== undefined && !/^[!-~]{1,64}$/.test(request.clientToken)) {
    refuse('Client token has up to 64 ASCII characters from 33 to 126.');
  }
  const { taskRoleArn } = record.definition;
  if (request.enableExecuteCommand === true && (overrides?.taskRoleArn ?? taskRoleArn) === undefined) {
    refuse(
      'The service couldn’t be created because a valid taskRoleArn is not being used. Specify a valid task role in your task definition and try again.',
    );
  }
  checkNetwork(request, record);
  checkOverrides(request, record);
}

/** Where the task runs: its launch type, its strategy, the cluster's own strategy, or EC2. */
export function capacityOf(
  request: RunTaskRequest,
  cluster: EcsCluster,
  record: DefinitionRecord,
): TaskRecord['capacity'] {
  const { launchType, capacityProviderStrategy: strategy = [] } = request;
  const provider =
    launchType === undefined
      ? (strategy.find(({ weight = 0, base = 0 }) => weight > 0 || base > 0)?.capacityProvider ??
        cluster.defaultStrategy?.[0])
      : undefined;
  const capacity =
    provider === undefined
      ? { launchType: launchType ?? 'EC2' }
      : { launchType: provider.startsWith('FARGATE') ? 'FARGATE' : 'EC2', provider };
  if (capacity.launchType === 'FARGATE') checkFargate(request, record);
  return capacity;
}

function checkFargate(request: RunTaskRequest, record: DefinitionRecord): void {
  const { networkMode, cpu, memory } = record.definition;
  if (networkMode !== 'awsvpc' || cpu === undefined || memory === undefined) {
    refuse('Task definition does not support launch_type FARGATE.');
  }
  const { platformVersion = 'LATEST' } = request;
  if (!/^(LATEST|1\.[0-4]\.0)$/.test(platformVersion)) {
    throw new ServiceError('PlatformUnknownException', 'The specified platform does not exist.');
  }
  if (
    platformVersion !== 'LATEST' &&
    platformVersion < '1.4.0' &&
    (record.definition.volumes ?? []).length > 0
  ) {
    throw new ServiceError(
      'PlatformTaskDefinitionIncompatibilityException',
      'One or more of the requested capabilities are not supported.',
    );
  }
}

function checkNetwork(request: RunTaskRequest, record: DefinitionRecord): void {
  const network = request.networkConfiguration?.awsvpcConfiguration;
  const isVpc = record.definition.networkMode === 'awsvpc';
  if (isVpc && network === undefined) {
    refuse("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
  }
  if (!isVpc && network !== undefined) {
    refuse('Network Configuration is not valid for the given networkMode of this task definition.');
  }
  if (network === undefined) return;
  const { subnets = [], securityGroups = [] } = network;
  if (subnets.length === 0 || subnets.length > ECS_LIMITS.subnets.value) {
    refuse(`subnets must have 1 to ${ECS_LIMITS.subnets.value} items.`);
  }
  if (securityGroups.length > ECS_LIMITS.securityGroups.value) {
    refuse(`securityGroups can have at most ${ECS_LIMITS.securityGroups.value} items.`);
  }
}

function checkOverrides(request: RunTaskRequest, record: DefinitionRecord): void {
  const names = new Set(record.definition.containerDefinitions?.map(({ name }) => name));
  for (const { name } of request.overrides?.containerOverrides ?? []) {
    if (name === undefined) refuse('Container name is required in containerOverrides.');
    if (!names.has(name)) {
      refuse(`Override for container named ${name} is not a container in the TaskDefinition.`);
    }
  }
}

function checkStrategy(
  strategy: NonNullable<RunTaskRequest['capacityProviderStrategy']>,
  cluster: EcsCluster,
): void {
  if (strategy.length === 0) return;
  if (strategy.length > ECS_LIMITS.capacityProviders.value) {
    refuse(`A strategy can have at most ${ECS_LIMITS.capacityProviders.value} capacity providers.`);
  }
  if (strategy.filter(({ base = 0 }) => base > 0).length > 1) {
    refuse('Only one capacity provider in a strategy can have a base.');
  }
  if (strategy.every(({ weight = 0 }) => weight === 0)) {
    refuse('At least one capacity provider must have a weight greater than 0.');
  }
  const unknown = strategy.find(
    ({ capacityProvider = '' }) => cluster.capacityProviders?.includes(capacityProvider) !== true,
  );
  if (unknown !== undefined) {
    refuse(
      `The specified capacity provider ${unknown.capacityProvider ?? ''} is not associated with the cluster.`,
    );
  }
}

function checkTags(tags: NonNullable<RunTaskRequest['tags']>): void {
  const keys = tags.map(({ key = '' }) => key);
  if (new Set(keys).size < keys.length) refuse('Tag keys must be unique.');
  if (keys.some((key) => /^aws:/i.test(key))) refuse("Tag keys cannot start with 'aws:'.");
}

function refuse(message: string): never {
  throw new ServiceError('InvalidParameterException', message);
}
