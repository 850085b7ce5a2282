import type { Shapes } from '../shapes/shape.ts';
import { digits, integer } from '../shapes/shape.ts';

/**
 * What the reading operations of Amazon ECR take and give, as far as they are part of the simulation.
 * Source: API reference of Amazon ECR, 2015-09-21, as of November 2026.
 */
export const ECR_SHAPES: Shapes = {
  RegistryId: digits(12, 12),
  RepositoryName: {
    type: 'string',
    min: 2,
    max: 256,
    pattern: '(?:[a-z0-9]+(?:[._\\-][a-z0-9]+)*/)*[a-z0-9]+(?:[._\\-][a-z0-9]+)*',
  },
  RepositoryNames: { type: 'list', member: 'RepositoryName', min: 1, max: 100 },
  Text: { type: 'string' },
  Texts: { type: 'list', member: 'Text' },
  Count: { type: 'integer' },
  Time: { type: 'timestamp' },
  MaxResults: integer(1, 1000),
  MediaTypes: { type: 'list', member: 'Text', min: 1, max: 100 },
  ImageTag: { type: 'string', min: 1, max: 300 },
  ImageTags: { type: 'list', member: 'ImageTag' },
  ImageIdentifier: { type: 'structure', members: { imageDigest: 'Text', imageTag: 'ImageTag' } },
  ImageIdentifiers: { type: 'list', member: 'ImageIdentifier', min: 1, max: 100 },
  TagFilter: { type: 'structure', members: { tagStatus: 'Text' } },
  Repository: {
    type: 'structure',
    members: {
      repositoryArn: 'Text',
      registryId: 'RegistryId',
      repositoryName: 'RepositoryName',
      repositoryUri: 'Text',
      createdAt: 'Time',
      imageTagMutability: 'Text',
    },
  },
  Repositories: { type: 'list', member: 'Repository' },
  DescribeRepositoriesRequest: {
    type: 'structure',
    members: {
      registryId: 'RegistryId',
      repositoryNames: 'RepositoryNames',
      nextToken: 'Text',
      maxResults: 'MaxResults',
    },
  },
  DescribeRepositoriesResponse: {
    type: 'structure',
    members: { repositories: 'Repositories', nextToken: 'Text' },
  },
  DescribeImagesRequest: {
    type: 'structure',
    required: ['repositoryName'],
    members: {
      registryId: 'RegistryId',
      repositoryName: 'RepositoryName',
      imageIds: 'ImageIdentifiers',
      nextToken: 'Text',
      maxResults: 'MaxResults',
      filter: 'TagFilter',
    },
  },
  ImageDetail: {
    type: 'structure',
    members: {
      registryId: 'RegistryId',
      repositoryName: 'RepositoryName',
      imageDigest: 'Text',
      imageTags: 'ImageTags',
      imageSizeInBytes: 'Count',
      imagePushedAt: 'Time',
      imageManifestMediaType: 'Text',
    },
  },
  ImageDetails: { type: 'list', member: 'ImageDetail' },
  DescribeImagesResponse: {
    type: 'structure',
    members: { imageDetails: 'ImageDetails', nextToken: 'Text' },
  },
  BatchGetImageRequest: {
    type: 'structure',
    required: ['repositoryName', 'imageIds'],
    members: {
      registryId: 'RegistryId',
      repositoryName: 'RepositoryName',
      imageIds: 'ImageIdentifiers',
      acceptedMediaTypes: 'MediaTypes',
    },
  },
  Image: {
    type: 'structure',
    members: {
      registryId: 'RegistryId',
      repositoryName: 'RepositoryName',
      imageId: 'ImageIdentifier',
      imageManifest: 'Text',
      imageManifestMediaType: 'Text',
    },
  },
  Images: { type: 'list', member: 'Image' },
  ImageFailure: {
    type: 'structure',
    members: { imageId: 'ImageIdentifier', failureCode: 'Text', failureReason: 'Text' },
  },
  ImageFailures: { type: 'list', member: 'ImageFailure' },
  BatchGetImageResponse: {
    type: 'structure',
    members: { images: 'Images', failures: 'ImageFailures' },
  },
  Prefix: { type: 'string', min: 2, max: 30 },
  Prefixes: { type: 'list', member: 'Prefix', min: 1, max: 100 },
  DescribePullThroughCacheRulesRequest: {
    type: 'structure',
    members: {
      registryId: 'RegistryId',
      ecrRepositoryPrefixes: 'Prefixes',
      nextToken: 'Text',
      maxResults: 'MaxResults',
    },
  },
  PullThroughCacheRule: {
    type: 'structure',
    members: {
      ecrRepositoryPrefix: 'Prefix',
      upstreamRegistryUrl: 'Text',
      registryId: 'RegistryId',
      createdAt: 'Time',
    },
  },
  PullThroughCacheRules: { type: 'list', member: 'PullThroughCacheRule' },
  DescribePullThroughCacheRulesResponse: {
    type: 'structure',
    members: { pullThroughCacheRules: 'PullThroughCacheRules', nextToken: 'Text' },
  },
  GetRepositoryPolicyRequest: {
    type: 'structure',
    required: ['repositoryName'],
    members: { registryId: 'RegistryId', repositoryName: 'RepositoryName' },
  },
  GetRepositoryPolicyResponse: {
    type: 'structure',
    members: { registryId: 'RegistryId', repositoryName: 'RepositoryName', policyText: 'Text' },
  },
  GetDownloadUrlForLayerRequest: {
    type: 'structure',
    required: ['repositoryName', 'layerDigest'],
    members: { registryId: 'RegistryId', repositoryName: 'RepositoryName', layerDigest: 'Text' },
  },
  GetDownloadUrlForLayerResponse: {
    type: 'structure',
    members: { downloadUrl: 'Text', layerDigest: 'Text' },
  },
};
