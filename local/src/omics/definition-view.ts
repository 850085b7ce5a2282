import type { GetWorkflowResponse } from '@aws-sdk/client-omics';
import { digestOf } from '../identity.ts';
import type { DefinitionRecord } from '../store/records.ts';
import type { OmicsContext } from './context.ts';

/** Where the definition stands at a time. */
export function statusOf(definition: DefinitionRecord, time: number): 'CREATING' | 'ACTIVE' | 'FAILED' {
  return time < definition.settledAt ? 'CREATING' : definition.outcome;
}

/** What GetWorkflow and GetWorkflowVersion say alike. What is found out while creating is told when that is over. */
export function definitionView(
  definition: DefinitionRecord,
  exports: readonly string[],
  context: OmicsContext,
): GetWorkflowResponse {
  const settled = statusOf(definition, context.now) !== 'CREATING';
  const { containerRegistryMap, readmeMarkdown, repository } = definition;
  return {
    status: statusOf(definition, context.now),
    description: definition.description,
    digest: definition.digest,
    storageType: definition.storageType,
    storageCapacity: definition.storageCapacity,
    creationTime: new Date(definition.createdAt),
    accelerators: definition.accelerators,
    tags: definition.tags,
    metadata: {},
    ...(containerRegistryMap !== undefined && {
      containerRegistryMap: containerRegistryMap as GetWorkflowResponse['containerRegistryMap'],
    }),
    ...(repository !== undefined && {
      definitionRepositoryDetails: repository.details,
      readmePath: repository.readmePath,
    }),
    ...(settled && {
      engine: definition.engine,
      main: definition.main,
      parameterTemplate: definition.parameterTemplate,
      statusMessage: definition.statusMessage,
    }),
    ...(exports.includes('DEFINITION') && { definition: context.addressOf(definition.digest) }),
    ...(exports.includes('README') &&
      readmeMarkdown !== undefined && { readme: readmeAddress(readmeMarkdown, context) }),
  };
}

function readmeAddress(markdown: string, context: OmicsContext): string {
  const digest = digestOf(markdown);
  context.store.blobs.put(digest, new TextEncoder().encode(markdown));
  return context.addressOf(digest);
}
