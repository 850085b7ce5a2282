import type { RequestField } from './field.ts';
import { ACCOUNT_PATTERN, TEXT_PATTERN } from './field.ts';
import { LIMITS } from './limits.ts';
import type { FactTable } from './source.ts';
import { API, GUIDE } from './source.ts';

/** Where `REGISTRY_MAP_DOCUMENT` was read; how many mappings it may have is from the guide. */
export const REGISTRY_MAP_SOURCE = API;

/** Registries that a pull-through cache of Amazon ECR can stand for; Azure has one host for each registry. */
export const UPSTREAM_REGISTRIES: FactTable<{ readonly url: string; readonly name: string }> = {
  ...GUIDE,
  rows: [
    { url: 'public.ecr.aws', name: 'Amazon ECR Public' },
    { url: 'quay.io', name: 'Quay' },
    { url: 'registry-1.docker.io', name: 'Docker Hub' },
    { url: 'ghcr.io', name: 'GitHub Container Registry' },
    { url: 'registry.k8s.io', name: 'Kubernetes' },
    { url: 'registry.gitlab.com', name: 'GitLab Container Registry' },
  ],
};

/** True for the host of a registry that a pull-through cache can stand for. */
export function isUpstreamRegistry(host: string): boolean {
  return UPSTREAM_REGISTRIES.rows.some(({ url }) => url === host) || /^[\w-]+\.azurecr\.io$/.test(host);
}

/** CreateWorkflow's `containerRegistryMap`. */
export const REGISTRY_MAP_DOCUMENT: RequestField = {
  name: 'containerRegistryMap',
  type: 'structure',
  doc: 'Which public images stand for which images of Amazon ECR private.',
  members: [
    {
      name: 'registryMappings',
      type: 'list',
      max: LIMITS.registryMappings.value,
      doc: 'Whole registries that a pull-through cache stands for.',
      element: {
        name: 'registryMapping',
        type: 'structure',
        doc: 'One registry and the cache that stands for it.',
        members: [
          {
            name: 'upstreamRegistryUrl',
            type: 'string',
            required: true,
            min: 1,
            max: 750,
            pattern: TEXT_PATTERN,
            example: 'quay.io',
            doc: 'Host of the public registry, as the pull-through cache rule has it.',
          },
          {
            name: 'ecrRepositoryPrefix',
            type: 'string',
            required: true,
            min: 1,
            max: 256,
            pattern: TEXT_PATTERN,
            example: 'quay',
            doc: 'Prefix that the pull-through cache gives to repositories of Amazon ECR private.',
          },
          {
            name: 'upstreamRepositoryPrefix',
            type: 'string',
            min: 2,
            max: 30,
            pattern: TEXT_PATTERN,
            doc: 'Only images whose repository begins so: an organisation of the public registry.',
          },
          {
            name: 'ecrAccountId',
            type: 'string',
            pattern: ACCOUNT_PATTERN,
            doc: 'Account that owns the private repositories, where it is another one.',
          },
        ],
      },
    },
    {
      name: 'imageMappings',
      type: 'list',
      max: LIMITS.imageMappings.value,
      doc: 'Single images.',
      element: {
        name: 'imageMapping',
        type: 'structure',
        doc: 'One image and the private image that stands for it.',
        members: [
          {
            name: 'sourceImage',
            type: 'string',
            required: true,
            min: 1,
            max: 750,
            pattern: TEXT_PATTERN,
            doc: 'The image as the workflow writes it.',
          },
          {
            name: 'destinationImage',
            type: 'string',
            required: true,
            min: 1,
            max: 750,
            pattern: TEXT_PATTERN,
            doc: 'The image in Amazon ECR private.',
          },
        ],
      },
    },
  ],
};
