import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { staticStorageFor } from '@omics-lens/server/healthomics/run-storage.ts';
import { ServiceError } from '../errors.ts';
import type { RunRecord, RunSettings, RunWorkflow } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { RunRequest } from './accept-run.ts';
import { usableConfiguration } from './configurations.ts';
import { findRunCache } from './run-caches.ts';
import { findRunGroup } from './run-groups.ts';

/**
 * What a run is started with: the request, where it says nothing the run that it duplicates, and then the workflow's or
 * the service's defaults.
 */
export function runSettings(
  request: RunRequest,
  source: RunRecord | undefined,
  workflow: RunWorkflow,
  context: { readonly store: Store; readonly now: number },
): RunSettings {
  const from = source?.settings;
  const { definition } = workflow;
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
    ...groupAndCache(request, from, workflow, context),
    ...networking(request, from, context),
    engineSettings: request.engineSettings ?? from?.engineSettings,
    scratchStorageMode: request.scratchStorageMode ?? from?.scratchStorageMode,
    sessionPolicy: request.sessionPolicy ?? from?.sessionPolicy,
    tags: request.tags ?? {},
    sourceRunId: source?.id,
  };
}

function groupAndCache(
  request: RunRequest,
  from: RunSettings | undefined,
  workflow: RunWorkflow,
  context: { readonly store: Store },
): Pick<RunSettings, 'runGroupId' | 'cacheId' | 'cacheBehavior'> {
  const runGroupId = request.runGroupId ?? from?.runGroupId;
  const cacheId = request.cacheId ?? from?.cacheId;
  if (workflow.type === 'READY2RUN' && (runGroupId !== undefined || cacheId !== undefined)) {
    const what = runGroupId === undefined ? 'a run cache' : 'a run group';
    throw new ServiceError('ValidationException', `A run of a Ready2Run workflow cannot use ${what}.`);
  }
  if (runGroupId !== undefined) findRunGroup(runGroupId, context);
  if (cacheId === undefined) {
    if (request.cacheBehavior !== undefined) {
      throw new ServiceError('ValidationException', "The cacheBehavior needs a 'cacheId'.");
    }
    return { runGroupId };
  }
  const { behavior } = findRunCache(cacheId, context);
  return { runGroupId, cacheId, cacheBehavior: request.cacheBehavior ?? from?.cacheBehavior ?? behavior };
}

function networking(
  request: RunRequest,
  from: RunSettings | undefined,
  context: { readonly store: Store; readonly now: number },
): Pick<RunSettings, 'networkingMode' | 'configurationName'> {
  const networkingMode = request.networkingMode ?? from?.networkingMode ?? 'RESTRICTED';
  const configurationName = request.configurationName ?? from?.configurationName;
  if (configurationName !== undefined) usableConfiguration(configurationName, context);
  if (networkingMode === 'RESTRICTED') return { networkingMode };
  if (configurationName === undefined) {
    throw new ServiceError('ValidationException', "The networkingMode VPC needs a 'configurationName'.");
  }
  return { networkingMode, configurationName };
}

function parametersOf(request: RunRequest): Readonly<Record<string, unknown>> | undefined {
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

function staticCapacity(wanted: number = LIMITS.staticStorageDefaultGiB.value): number {
  const capacity = staticStorageFor(wanted);
  if (capacity > LIMITS.staticStorageGiB.value) {
    throw new ServiceError(
      'ServiceQuotaExceededException',
      `A run may have ${LIMITS.staticStorageGiB.value} GiB of static storage, and this one asks for ${capacity}.`,
    );
  }
  return capacity;
}
