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
  const named = map.imageMappings.find(({ sourceImage }) => sourceImage === image);
  if (named !== undefined) return named.destinationImage;
  const uri = parseContainerUri(image);
  if (uri === undefined) return undefined;
  const host = plainHost(uri.host ?? 'registry-1.docker.io');
  const mapping = map.registryMappings.find(({ upstreamRegistryUrl, upstreamRepositoryPrefix }) => {
    if (plainHost(upstreamRegistryUrl) !== host) return false;
    return (
      upstreamRepositoryPrefix === undefined || uri.repository.startsWith(`${upstreamRepositoryPrefix}/`)
    );
  });
  return mapping?.ecrRepositoryPrefix;
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
  return host === 'docker.io' || host === 'index.docker.io' ? 'registry-1.docker.io' : host;
}
