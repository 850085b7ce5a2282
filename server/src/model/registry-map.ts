import { parseContainerUri } from '../healthomics/container-uri.ts';

/** CreateWorkflow's `containerRegistryMap`: which public images stand for which images of Amazon ECR private. */
export interface RegistryMap {
  readonly registryMappings: readonly RegistryMapping[];
  readonly imageMappings: readonly ImageMapping[];
}

export interface RegistryMapping {
  readonly upstreamRegistryUrl: string;
  readonly ecrRepositoryPrefix: string;
  readonly upstreamRepositoryPrefix?: string;
  readonly ecrAccountId?: string;
}

export interface ImageMapping {
  readonly sourceImage: string;
  readonly destinationImage: string;
}

/** Where the map leads an image of a public registry: a private image or the prefix of one; `undefined`: nowhere. */
export function destinationOf(map: RegistryMap, image: string): string | undefined {
  const mapping = mappingOf(map, image);
  if (mapping === undefined) return undefined;
  return 'destinationImage' in mapping ? mapping.destinationImage : mapping.ecrRepositoryPrefix;
}

function mappingOf(map: RegistryMap, image: string): ImageMapping | RegistryMapping | undefined {
  const named = map.imageMappings.find(({ sourceImage }) => sourceImage === image);
  if (named !== undefined) return named;
  const uri = parseContainerUri(image);
  if (uri === undefined) return undefined;
  const host = plainHost(uri.host ?? DOCKER_HUB);
  return map.registryMappings.find(({ upstreamRegistryUrl, upstreamRepositoryPrefix }) => {
    if (plainHost(upstreamRegistryUrl) !== host) return false;
    return (
      upstreamRepositoryPrefix === undefined || uri.repository.startsWith(`${upstreamRepositoryPrefix}/`)
    );
  });
}

const DOCKER_HUB = 'registry-1.docker.io';

/**
 * The private image that is pulled for an image: itself where it lies in Amazon ECR private; else the one that the map
 * names, or makes of its prefix. `undefined`: none. A prefix without an account gives no host: the run's own counts.
 */
export function mappedImage(map: RegistryMap | undefined, image: string): string | undefined {
  const uri = parseContainerUri(image);
  if (uri === undefined) return undefined;
  if (uri.ecr !== undefined) return image;
  const mapping = map === undefined ? undefined : mappingOf(map, image);
  if (mapping === undefined) return undefined;
  if ('destinationImage' in mapping) return mapping.destinationImage;
  const { ecrRepositoryPrefix, ecrAccountId, upstreamRepositoryPrefix, upstreamRegistryUrl } = mapping;
  // Docker Hub's own images have a namespace that nobody writes.
  const isBare = plainHost(upstreamRegistryUrl) === DOCKER_HUB && !uri.repository.includes('/');
  const upstream = isBare ? `library/${uri.repository}` : uri.repository;
  const rest =
    upstreamRepositoryPrefix === undefined ? upstream : upstream.slice(upstreamRepositoryPrefix.length + 1);
  const version = uri.digest === undefined ? `:${uri.tag ?? 'latest'}` : `@${uri.digest}`;
  return `${ecrAccountId === undefined ? '' : `${ecrAccountId}/`}${ecrRepositoryPrefix}/${rest}${version}`;
}

/** Several maps as one: what stands in any of them counts. */
export function mergeMaps(maps: readonly RegistryMap[]): RegistryMap {
  return {
    registryMappings: maps.flatMap((map) => map.registryMappings),
    imageMappings: maps.flatMap((map) => map.imageMappings),
  };
}

/** Docker Hub answers to three names. */
function plainHost(text: string): string {
  const host = text.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return host === 'docker.io' || host === 'index.docker.io' ? DOCKER_HUB : host;
}
