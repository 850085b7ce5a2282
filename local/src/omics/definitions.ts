import type { CreateWorkflowRequest, CreateWorkflowVersionRequest } from '@aws-sdk/client-omics';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { parameterTemplate } from '@omics-lens/server/model/index.ts';
import { ServiceError } from '../errors.ts';
import { digestOf } from '../identity.ts';
import { milliseconds } from '../simulation/run-facts.ts';
import type { DefinitionRecord, ParameterTemplate } from '../store/records.ts';
import type { Reading } from '../workflows/reader.ts';
import { lintText } from '../workflows/reader.ts';
import { chooseMain, openDefinition } from '../workflows/definition.ts';
import { fileOf, takeRepository, type TakenRepository } from '../workflows/git-repository.ts';
import type { OmicsContext } from './context.ts';

type DefinitionRequest = Omit<
  CreateWorkflowRequest & CreateWorkflowVersionRequest,
  'workflowId' | 'versionName'
>;

/**
 * Takes in the definition of a workflow or a version. What the service finds out at once is an error of the request;
 * what it finds out while it creates the workflow becomes the outcome, FAILED with a status message.
 */
export async function createDefinition(
  request: DefinitionRequest,
  context: OmicsContext,
): Promise<DefinitionRecord> {
  checkSources(request);
  const repository =
    request.definitionRepository && takeRepository(request.definitionRepository, context.account);
  const given = withFilesOf(repository, request);
  const zip = repository?.zip ?? (await zipOf(request, context));
  const digest = digestOf(zip);
  context.store.blobs.put(digest, zip);
  const { storageType = 'STATIC' } = request;
  const base = {
    digest,
    createdAt: context.now,
    settledAt: context.now + milliseconds(context.timing.workflowCreation),
    description: request.description,
    storageType,
    storageCapacity: storageType === 'STATIC' ? (request.storageCapacity ?? DEFAULT_CAPACITY) : undefined,
    accelerators: request.accelerators,
    readmeMarkdown: await readmeOf(given, context),
    repository: repository && { details: repository.details, readmePath: readmePathOf(repository, request) },
    containerRegistryMap: await registryMapOf(request, context),
    tags: request.tags ?? {},
  };
  const failed = (statusMessage: string, more: Partial<DefinitionRecord> = {}): DefinitionRecord => ({
    ...base,
    ...more,
    outcome: 'FAILED',
    statusMessage,
  });

  const opened = openDefinition(zip);
  if (opened.kind === 'broken') return failed(opened.reason);
  const main = chooseMain(opened.files.keys(), request.main, request.engine);
  if (main.kind === 'none') return failed(main.reason);
  const known = { engine: main.engine, main: main.path };
  const reading = await context.definitions.read({ digest, ...known });
  if (reading?.kind !== 'read') {
    return failed(`Workflow definition is not valid. ${lintText(reading?.findings ?? [])}`, known);
  }
  return {
    ...base,
    ...known,
    outcome: 'ACTIVE',
    ...(reading.findings.length > 0 && { statusMessage: lintText(reading.findings) }),
    parameterTemplate: templateOf(given, reading),
  };
}

const DEFAULT_CAPACITY = LIMITS.staticStorageDefaultGiB.value;

/** Paths in the repository stand for what lies there. */
function withFilesOf(repository: TakenRepository | undefined, request: DefinitionRequest): DefinitionRequest {
  const { parameterTemplatePath, readmePath } = request;
  if (repository === undefined) {
    const path = parameterTemplatePath === undefined ? readmePath && 'readmePath' : 'parameterTemplatePath';
    if (path === undefined || path === '') return request;
    throw new ServiceError('ValidationException', `'${path}' needs a 'definitionRepository'.`);
  }
  const readme = readmePathOf(repository, request);
  return {
    ...request,
    ...(parameterTemplatePath === undefined
      ? {}
      : {
          parameterTemplate: templateIn(fileOf(repository, 'parameterTemplatePath', parameterTemplatePath)),
        }),
    ...(readme === undefined ? {} : { readmeMarkdown: fileOf(repository, 'readmePath', readme) }),
  };
}

/** The README at the root counts where none is given. */
function readmePathOf({ files }: TakenRepository, request: DefinitionRequest): string | undefined {
  const { readmePath, readmeMarkdown, readmeUri } = request;
  if (readmePath !== undefined || readmeMarkdown !== undefined || readmeUri !== undefined) return readmePath;
  return files['README.md'] === undefined ? undefined : 'README.md';
}

function templateIn(text: string): ParameterTemplate {
  try {
    return JSON.parse(text) as ParameterTemplate;
  } catch {
    throw new ServiceError('ValidationException', "The file of 'parameterTemplatePath' is not JSON.");
  }
}

function checkSources(request: DefinitionRequest): void {
  const sources = [request.definitionZip, request.definitionUri, request.definitionRepository];
  if (sources.filter((source) => source !== undefined).length !== 1) {
    throw new ServiceError(
      'ValidationException',
      "Give exactly one of 'definitionZip', 'definitionUri' and 'definitionRepository'.",
    );
  }
}

async function zipOf(request: DefinitionRequest, context: OmicsContext): Promise<Uint8Array> {
  if (request.definitionUri !== undefined) return zipFromS3(request.definitionUri, context);
  const zip = request.definitionZip ?? new Uint8Array();
  if (zip.length > LIMITS.zipDirectBytes.value) {
    throw new ServiceError(
      'ValidationException',
      `The definition has ${zip.length} bytes, and ${LIMITS.zipDirectBytes.value} can be sent in the request: put it into S3 and give 'definitionUri'.`,
    );
  }
  return zip;
}

async function zipFromS3(uri: string, context: OmicsContext): Promise<Uint8Array> {
  const zip = await bytesAt(uri, context);
  if (zip.length > LIMITS.zipS3Bytes.value) {
    throw new ServiceError(
      'ValidationException',
      `The definition has ${zip.length} bytes, and ${LIMITS.zipS3Bytes.value} are allowed.`,
    );
  }
  return zip;
}

async function readmeOf(request: DefinitionRequest, context: OmicsContext): Promise<string | undefined> {
  const { readmeMarkdown, readmeUri } = request;
  const text =
    readmeMarkdown ??
    (readmeUri === undefined ? undefined : new TextDecoder().decode(await bytesAt(readmeUri, context)));
  const most = LIMITS.readmeBytes.value;
  if (text !== undefined && Buffer.byteLength(text) > most) {
    throw new ServiceError(
      'ValidationException',
      `The README has ${Buffer.byteLength(text)} bytes, and ${most} are allowed.`,
    );
  }
  return text;
}

async function registryMapOf(request: DefinitionRequest, context: OmicsContext): Promise<unknown> {
  const { containerRegistryMap, containerRegistryMapUri } = request;
  if (containerRegistryMapUri === undefined) return containerRegistryMap;
  if (containerRegistryMap !== undefined) {
    throw new ServiceError(
      'ValidationException',
      "Give one of 'containerRegistryMap' and 'containerRegistryMapUri', not both.",
    );
  }
  try {
    return JSON.parse(new TextDecoder().decode(await bytesAt(containerRegistryMapUri, context))) as unknown;
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw new ServiceError('ValidationException', `The registry map ${containerRegistryMapUri} is not JSON.`);
  }
}

async function bytesAt(uri: string, context: OmicsContext): Promise<Uint8Array> {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  const bytes = (await context.objects.find(bucket, key))?.bytes();
  if (bytes === undefined) {
    throw new ServiceError('ValidationException', `There is no object ${uri} in the S3 of this simulation.`);
  }
  return bytes;
}

/** A template that is given counts instead of what the definition says. */
function templateOf(
  request: DefinitionRequest,
  reading: Extract<Reading, { kind: 'read' }>,
): ParameterTemplate | undefined {
  if (request.parameterTemplate !== undefined) return request.parameterTemplate;
  const template = parameterTemplate(reading.model);
  return Object.keys(template).length === 0 ? undefined : template;
}
