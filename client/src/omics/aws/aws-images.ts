import type * as Sdk from '@aws-sdk/client-ecr';
import type { ImageRef, PreflightApi } from '../preflight-api.ts';
import { asked } from './asked.ts';
import { documentOf } from './policy-document.ts';

interface EcrSdk {
  readonly sdk: typeof Sdk;
  readonly client: Sdk.ECRClient;
}

type ImageQuestions = Pick<
  PreflightApi,
  'image' | 'repository' | 'repositoryPolicy' | 'platforms' | 'pullThroughPrefixes'
>;

/** The reading side of Amazon ECR. */
export function imageQuestions(ecr: () => Promise<EcrSdk>): ImageQuestions {
  return {
    async image(image, signal) {
      const { sdk, client } = await ecr();
      return asked('ecr:DescribeImages', signal, async (options) => {
        const request = { ...repositoryOf(image), imageIds: [idOf(image)] };
        const { imageDetails = [] } = await client.send(new sdk.DescribeImagesCommand(request), options);
        const [found] = imageDetails;
        return found && { bytes: found.imageSizeInBytes, digest: found.imageDigest };
      });
    },
    async repository(image, signal) {
      const { sdk, client } = await ecr();
      return asked('ecr:DescribeRepositories', signal, async (options) => {
        const { registryId, repository } = image;
        const request = {
          ...(registryId === undefined ? {} : { registryId }),
          repositoryNames: [repository],
        };
        const answer = await client.send(new sdk.DescribeRepositoriesCommand(request), options);
        return answer.repositories?.[0] && {};
      });
    },
    async repositoryPolicy(image, signal) {
      const { sdk, client } = await ecr();
      return asked('ecr:GetRepositoryPolicy', signal, async (options) => {
        const command = new sdk.GetRepositoryPolicyCommand(repositoryOf(image));
        const { policyText } = await client.send(command, options);
        return policyText === undefined ? undefined : { document: documentOf(policyText) };
      });
    },
    async platforms(image, signal) {
      const { sdk, client } = await ecr();
      return asked('ecr:BatchGetImage', signal, async (options) => {
        const request = {
          ...repositoryOf(image),
          imageIds: [idOf(image)],
          acceptedMediaTypes: [...MANIFESTS],
        };
        const { images = [] } = await client.send(new sdk.BatchGetImageCommand(request), options);
        const text = images[0]?.imageManifest;
        if (text === undefined) return undefined;
        const manifest = documentOf(text) as Manifest;
        if (manifest.manifests !== undefined) {
          return { platforms: manifest.manifests.flatMap(({ platform }) => platformName(platform)) };
        }
        const layerDigest = manifest.config?.digest;
        if (layerDigest === undefined) return { platforms: [] };
        const layer = new sdk.GetDownloadUrlForLayerCommand({ ...repositoryOf(image), layerDigest });
        const { downloadUrl } = await client.send(layer, options);
        return { platforms: downloadUrl === undefined ? [] : await configuredFor(downloadUrl, signal) };
      });
    },
    async pullThroughPrefixes(registryId, signal) {
      const { sdk, client } = await ecr();
      return asked('ecr:DescribePullThroughCacheRules', signal, async (options) => {
        const prefixes: string[] = [];
        let nextToken: string | undefined;
        do {
          const request = { ...(registryId === undefined ? {} : { registryId }), nextToken };
          const answer = await client.send(new sdk.DescribePullThroughCacheRulesCommand(request), options);
          prefixes.push(
            ...(answer.pullThroughCacheRules ?? []).map((rule) => rule.ecrRepositoryPrefix ?? ''),
          );
          nextToken = answer.nextToken;
        } while (nextToken !== undefined);
        return { prefixes };
      });
    },
  };
}

/** Docker's and OCI's manifests, of one image and of several. */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
] as const;

interface Manifest {
  readonly manifests?: readonly { readonly platform?: Platform }[];
  readonly config?: { readonly digest?: string };
}

interface Platform {
  readonly os?: string;
  readonly architecture?: string;
}

function platformName({ os, architecture }: Platform = {}): readonly string[] {
  // Entries of attestations name no platform.
  return architecture === undefined || architecture === 'unknown' ? [] : [`${os ?? 'linux'}/${architecture}`];
}

/** The configuration of an image is a small JSON that the registry signs an address for. */
async function configuredFor(address: string, signal: AbortSignal): Promise<readonly string[]> {
  const answer = await fetch(address, { signal });
  return answer.ok ? platformName((await answer.json()) as Platform) : [];
}

function repositoryOf({ registryId, repository }: ImageRef) {
  return { repositoryName: repository, ...(registryId === undefined ? {} : { registryId }) };
}

function idOf({ tag, digest }: ImageRef): Sdk.ImageIdentifier {
  return digest === undefined ? { imageTag: tag ?? 'latest' } : { imageDigest: digest };
}
