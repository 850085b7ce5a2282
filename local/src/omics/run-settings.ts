import type { StartRunRequest } from '@aws-sdk/client-omics';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { ServiceError } from '../errors.ts';
import type { DefinitionRecord, RunRecord, RunSettings } from '../store/records.ts';

/**
 * What a run is started with: the request, where it says nothing the run that it duplicates, and then the workflow's or
 * the service's defaults.
 */
export function runSettings(
  request: StartRunRequest,
  source: RunRecord | undefined,
  definition: DefinitionRecord,
): RunSettings {
  refuseWhatIsNotSimulated(request);
  const from = source?.settings;
  const storageType = request.storageType ?? from?.storageType ?? definition.storageType;
  const outputUri = request.outputUri ?? '';
  if (!/^s3:\/\/[^/]+/.test(outputUri)) {
    throw new ServiceError('ValidationException', `The outputUri '${outputUri}' is not an S3 URI.`);
  }
  return {
    name: request.name ?? from?.name,
    roleArn: request.roleArn ?? '',
    outputUri,
    parameters: parametersOf(request) ?? from?.parameters ?? {},
    priority: request.priority ?? from?.priority,
    storageType,
    storageCapacity:
      storageType === 'STATIC'
        ? staticCapacity(request.storageCapacity ?? from?.storageCapacity ?? definition.storageCapacity)
        : undefined,
    logLevel: request.logLevel ?? from?.logLevel ?? 'ALL',
    retentionMode: request.retentionMode ?? from?.retentionMode ?? 'RETAIN',
    networkingMode: 'RESTRICTED',
    tags: request.tags ?? {},
    sourceRunId: source?.id,
  };
}

function refuseWhatIsNotSimulated(request: StartRunRequest): void {
  const missing =
    request.runGroupId !== undefined
      ? `run group ${request.runGroupId}`
      : request.cacheId !== undefined
        ? `run cache ${request.cacheId}`
        : request.configurationName !== undefined
          ? `configuration '${request.configurationName}'`
          : undefined;
  if (missing !== undefined) {
    throw new ServiceError(
      'ResourceNotFoundException',
      `There is no ${missing}: they are not part of this simulation.`,
    );
  }
  if (request.networkingMode === 'VPC') {
    throw new ServiceError(
      'ValidationException',
      "The networkingMode VPC needs a 'configurationName'; configurations are not part of this simulation.",
    );
  }
}

function parametersOf(request: StartRunRequest): Readonly<Record<string, unknown>> | undefined {
  const { parameters } = request;
  if (parameters === undefined) return undefined;
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) {
    throw new ServiceError('ValidationException', 'The parameters must be an object.');
  }
  const bytes = Buffer.byteLength(JSON.stringify(parameters));
  if (bytes > LIMITS.parameterBytes.value) {
    throw new ServiceError(
      'ValidationException',
      `The parameters take ${bytes} bytes, and ${LIMITS.parameterBytes.value} are allowed.`,
    );
  }
  return parameters;
}

/** Static storage comes as 1,200 GiB or a multiple of 2,400; what lies between is rounded up. Source: user guide. */
function staticCapacity(wanted: number = LIMITS.staticStorageDefaultGiB.value): number {
  const capacity = wanted <= 1200 ? 1200 : Math.ceil(wanted / 2400) * 2400;
  if (capacity > LIMITS.staticStorageGiB.value) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `A run may have ${LIMITS.staticStorageGiB.value} GiB of static storage, and this one asks for ${capacity}.`,
    );
  }
  return capacity;
}
