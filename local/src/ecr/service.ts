import type {
  BatchGetImageRequest,
  DescribeImagesRequest,
  DescribePullThroughCacheRulesRequest,
  DescribeRepositoriesRequest,
  GetDownloadUrlForLayerRequest,
  GetRepositoryPolicyRequest,
  ImageIdentifier,
} from '@aws-sdk/client-ecr';
import type { Account, Image, Repository } from '../account/account.ts';
import { ServiceError } from '../errors.ts';
import type { Names } from '../identity.ts';
import { digestOf } from '../identity.ts';
import type { Page } from '../pages.ts';
import { pageOf } from '../pages.ts';
import { awsJson } from '../protocols/aws-json.ts';
import type { Protocol } from '../protocols/protocol.ts';
import type { Store } from '../store/store.ts';
import { imageDigest, imageManifest } from './manifests.ts';
import { ECR_SHAPES } from './shapes.ts';

export const ECR_TARGET = 'AmazonEC2ContainerRegistry_V20150921';

export interface EcrOptions {
  readonly store: Store;
  readonly names: Names;
  account(): Account;
  addressOf(digest: string): string;
}

/** The reading side of Amazon ECR, over the repositories of the account. */
export function ecrService(options: EcrOptions): Protocol {
  return awsJson({
    target: ECR_TARGET,
    shapes: ECR_SHAPES,
    operations: {
      DescribeRepositories: (request) => describeRepositories(request, options),
      DescribeImages: (request) => describeImages(request as DescribeImagesRequest, options),
      BatchGetImage: (request) => batchGetImage(request as BatchGetImageRequest, options),
      GetRepositoryPolicy: (request) => getRepositoryPolicy(request as GetRepositoryPolicyRequest, options),
      DescribePullThroughCacheRules: (request) => describeRules(request, options),
      GetDownloadUrlForLayer: (request) => getDownloadUrl(request as GetDownloadUrlForLayerRequest, options),
    },
  });
}

const MOST_RESULTS = 100;
/** Seconds since 1970, as this protocol writes times. */
const CREATED = Date.UTC(2026, 0, 1) / 1000;

function describeRepositories(request: DescribeRepositoriesRequest, options: EcrOptions): object {
  const { names } = options;
  const registryId = request.registryId ?? names.accountId;
  const own = options.account().repositories.filter((other) => registryOf(other, options) === registryId);
  const wanted = request.repositoryNames?.map((name) =>
    findRepository({ ...request, repositoryName: name }, options),
  );
  const page = checkedPage(
    pageOf(
      [...(wanted ?? own)].sort((a, b) => (a.name < b.name ? -1 : 1)),
      {
        list: `DescribeRepositories ${registryId}`,
        limit: request.maxResults ?? MOST_RESULTS,
        token: request.nextToken,
        keyOf: ({ name }) => name,
        comesAfter: ({ name }, key) => name > key,
      },
    ),
  );
  return {
    repositories: page.items.map(({ name }) => ({
      repositoryArn: `arn:aws:ecr:${names.region}:${registryId}:repository/${name}`,
      registryId,
      repositoryName: name,
      repositoryUri: `${registryId}.dkr.ecr.${names.region}.amazonaws.com/${name}`,
      createdAt: CREATED,
      imageTagMutability: 'MUTABLE',
    })),
    nextToken: page.nextToken,
  };
}

function describeImages(request: DescribeImagesRequest, options: EcrOptions): object {
  const repository = findRepository(request, options);
  const registryId = registryOf(repository, options);
  const images =
    request.imageIds?.map((id) => {
      const image = findImage(repository, id);
      if (image !== undefined) return image;
      throw new ServiceError(
        'ImageNotFoundException',
        `The image with imageId {imageDigest:'${id.imageDigest ?? 'null'}', imageTag:'${id.imageTag ?? 'null'}'} does not exist within the repository with name '${repository.name}' in the registry with id '${registryId}'`,
      );
    }) ?? repository.images;
  const page = checkedPage(
    pageOf(
      images
        .map((image) => ({ image, digest: imageDigest(repository, image) }))
        .sort((a, b) => (a.digest < b.digest ? -1 : 1)),
      {
        list: `DescribeImages ${repository.name}`,
        limit: request.maxResults ?? MOST_RESULTS,
        token: request.nextToken,
        keyOf: ({ digest }) => digest,
        comesAfter: ({ digest }, key) => digest > key,
      },
    ),
  );
  return {
    imageDetails: page.items.map(({ image, digest }) => ({
      registryId,
      repositoryName: repository.name,
      imageDigest: digest,
      imageTags: [...image.tags],
      imageSizeInBytes: image.sizeBytes ?? 0,
      imagePushedAt: CREATED,
      imageManifestMediaType: imageManifest(repository, image).mediaType,
    })),
    nextToken: page.nextToken,
  };
}

function batchGetImage(request: BatchGetImageRequest, options: EcrOptions): object {
  const repository = findRepository(request, options);
  const registryId = registryOf(repository, options);
  const images: object[] = [];
  const failures: object[] = [];
  for (const imageId of request.imageIds ?? []) {
    const image = findImage(repository, imageId);
    if (image === undefined) {
      failures.push({ imageId, failureCode: 'ImageNotFound', failureReason: 'Requested image not found' });
      continue;
    }
    const manifest = imageManifest(repository, image);
    images.push({
      registryId,
      repositoryName: repository.name,
      imageId: {
        imageDigest: imageDigest(repository, image),
        ...(imageId.imageTag !== undefined && { imageTag: imageId.imageTag }),
      },
      imageManifest: manifest.text,
      imageManifestMediaType: manifest.mediaType,
    });
  }
  return { images, failures };
}

function getRepositoryPolicy(request: GetRepositoryPolicyRequest, options: EcrOptions): object {
  const repository = findRepository(request, options);
  const registryId = registryOf(repository, options);
  if (repository.policy === undefined) {
    throw new ServiceError(
      'RepositoryPolicyNotFoundException',
      `Repository policy does not exist for the repository with name '${repository.name}' in the registry with id '${registryId}'`,
    );
  }
  return { registryId, repositoryName: repository.name, policyText: JSON.stringify(repository.policy) };
}

/** Only the configuration of an image can be fetched, which says what it runs on: there are no layers. */
function getDownloadUrl(request: GetDownloadUrlForLayerRequest, options: EcrOptions): object {
  const repository = findRepository(request, options);
  for (const image of repository.images) {
    const { configs } = imageManifest(repository, image);
    const config = configs.find(({ digest }) => digest === request.layerDigest);
    if (config === undefined) continue;
    const name = digestOf(config.text);
    options.store.blobs.put(name, new TextEncoder().encode(config.text));
    return { downloadUrl: options.addressOf(name), layerDigest: config.digest };
  }
  throw new ServiceError(
    'LayersNotFoundException',
    `The layer ${request.layerDigest ?? ''} is not in the repository ${repository.name}.`,
  );
}

function describeRules(request: DescribePullThroughCacheRulesRequest, options: EcrOptions): object {
  const { names } = options;
  const registryId = request.registryId ?? names.accountId;
  const own = registryId === names.accountId ? options.account().pullThroughRules : [];
  const wanted = request.ecrRepositoryPrefixes;
  for (const prefix of wanted ?? []) {
    if (own.some((rule) => rule.prefix === prefix)) continue;
    throw new ServiceError(
      'PullThroughCacheRuleNotFoundException',
      `The pull through cache rule with prefix '${prefix}' does not exist in the registry with id '${registryId}'`,
    );
  }
  const page = checkedPage(
    pageOf(
      own
        .filter(({ prefix }) => wanted === undefined || wanted.includes(prefix))
        .sort((a, b) => (a.prefix < b.prefix ? -1 : 1)),
      {
        list: `DescribePullThroughCacheRules ${registryId}`,
        limit: request.maxResults ?? MOST_RESULTS,
        token: request.nextToken,
        keyOf: ({ prefix }) => prefix,
        comesAfter: ({ prefix }, key) => prefix > key,
      },
    ),
  );
  return {
    pullThroughCacheRules: page.items.map(({ prefix, upstream }) => ({
      ecrRepositoryPrefix: prefix,
      upstreamRegistryUrl: upstream,
      registryId,
      createdAt: CREATED,
    })),
    nextToken: page.nextToken,
  };
}

function findRepository(
  request: { readonly registryId?: string | undefined; readonly repositoryName?: string | undefined },
  options: EcrOptions,
): Repository {
  const { repositoryName = '', registryId = options.names.accountId } = request;
  const found = options
    .account()
    .repositories.find((other) => other.name === repositoryName && registryOf(other, options) === registryId);
  if (found === undefined) {
    throw new ServiceError(
      'RepositoryNotFoundException',
      `The repository with name '${repositoryName}' does not exist in the registry with id '${registryId}'`,
    );
  }
  return found;
}

function registryOf(repository: Repository, { names }: EcrOptions): string {
  return repository.registryId ?? names.accountId;
}

function findImage(repository: Repository, id: ImageIdentifier): Image | undefined {
  return repository.images.find(
    (image) =>
      (id.imageTag === undefined || image.tags.includes(id.imageTag)) &&
      (id.imageDigest === undefined || imageDigest(repository, image) === id.imageDigest),
  );
}

function checkedPage<Item>(page: Page<Item> | undefined): Page<Item> {
  if (page === undefined) throw new ServiceError('InvalidParameterException', 'The nextToken is not valid.');
  return page;
}
