import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-omics';
import { LIMITS } from '@omics-lens/server/healthomics/limits.ts';
import { ServiceError } from '../errors.ts';
import { findRun } from './accept-run.ts';
import { findBatch } from './batch-lookup.ts';
import { findConfiguration } from './configurations.ts';
import type { OmicsContext } from './context.ts';
import { findRunCache } from './run-caches.ts';
import { findRunGroup } from './run-groups.ts';
import { findVersion } from './versions.ts';
import { findWorkflow } from './workflows.ts';

type Tags = Readonly<Record<string, string>>;

export function listTagsForResource(
  request: ListTagsForResourceRequest,
  context: OmicsContext,
): ListTagsForResourceResponse {
  return { tags: taggedAt(request.resourceArn, context).tags };
}

export function tagResource(request: TagResourceRequest, context: OmicsContext): object {
  const tagged = taggedAt(request.resourceArn, context);
  const { tags: added = {} } = request;
  const reserved = Object.keys(added).find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined) {
    throw new ServiceError(
      'ValidationException',
      `The tag '${reserved}' begins with 'aws:', which AWS reserves.`,
    );
  }
  const tags = { ...tagged.tags, ...added };
  const most = LIMITS.tags.value;
  if (Object.keys(tags).length > most) {
    throw new ServiceError('ValidationException', `A resource may have ${most} tags.`);
  }
  tagged.put(tags);
  return {};
}

export function untagResource(request: UntagResourceRequest, context: OmicsContext): object {
  const tagged = taggedAt(request.resourceArn, context);
  const kept = Object.entries(tagged.tags).filter(([key]) => request.tagKeys?.includes(key) !== true);
  tagged.put(Object.fromEntries(kept));
  return {};
}

interface Tagged {
  readonly tags: Tags;
  put(tags: Tags): void;
}

function taggedAt(arn: string | undefined, context: OmicsContext): Tagged {
  const { store, names } = context;
  const [, kind, id = '', version] =
    new RegExp(`^arn:aws:omics:${names.region}:${names.accountId}:(\\w+)/([^/]+)(?:/version/([^/]+))?$`).exec(
      arn ?? '',
    ) ?? [];
  switch (kind) {
    case 'workflow': {
      const workflow = findWorkflow(id, context);
      if (version === undefined) {
        const { definition } = workflow;
        return {
          tags: definition.tags,
          put: (tags) => {
            store.workflows.put(id, { ...workflow, definition: { ...definition, tags } });
          },
        };
      }
      const found = findVersion(workflow, version);
      return {
        tags: found.definition.tags,
        put: (tags) => {
          const changed = { ...found, definition: { ...found.definition, tags } };
          const versions = workflow.versions.map((other) => (other === found ? changed : other));
          store.workflows.put(id, { ...workflow, versions });
        },
      };
    }
    case 'run': {
      const run = findRun(id, context);
      return {
        tags: run.settings.tags,
        put: (tags) => {
          store.runs.put(id, { ...run, settings: { ...run.settings, tags } });
        },
      };
    }
    case 'runGroup':
      return ofRecord(findRunGroup(id, context), (group) => {
        store.groups.put(id, group);
      });
    case 'runCache':
      return ofRecord(findRunCache(id, context), (cache) => {
        store.caches.put(id, cache);
      });
    case 'runBatch':
      return ofRecord(findBatch(id, context), (batch) => {
        store.batches.put(id, batch);
      });
    case 'configuration':
      return ofRecord(findConfiguration(id, context), (configuration) => {
        store.configurations.put(configuration.id, configuration);
      });
    default:
      throw new ServiceError('ResourceNotFoundException', `There is nothing that has tags at ${arn ?? ''}.`);
  }
}

function ofRecord<Item extends { readonly tags: Tags }>(record: Item, put: (record: Item) => void): Tagged {
  return {
    tags: record.tags,
    put: (tags) => {
      put({ ...record, tags });
    },
  };
}
