/**
 * Structures, lists and maps inside HealthOmics requests and answers, by the service's own names. That a resource
 * has at most fifty tags stands in the user guide, chapter Tags.
 * Source: the public service model of AWS HealthOmics, API 2022-11-28, as of November 2026.
 */
import type { Shapes } from './shape.ts';

export const OMICS_PARTS: Shapes = {
  WorkflowParameter: {
    type: 'structure',
    members: { description: 'WorkflowParameterDescription', optional: 'Boolean' },
  },
  WorkflowParameterTemplate: {
    type: 'map',
    key: 'WorkflowParameterName',
    value: 'WorkflowParameter',
    min: 1,
    max: 2000,
  },
  TagMap: { type: 'map', key: 'TagKey', value: 'TagValue', max: 50 },
  RegistryMapping: {
    type: 'structure',
    members: {
      upstreamRegistryUrl: 'Uri',
      ecrRepositoryPrefix: 'EcrRepositoryPrefix',
      upstreamRepositoryPrefix: 'UpstreamRepositoryPrefix',
      ecrAccountId: 'AwsAccountId',
    },
  },
  RegistryMappingsList: { type: 'list', member: 'RegistryMapping' },
  ImageMapping: { type: 'structure', members: { sourceImage: 'Uri', destinationImage: 'Uri' } },
  ImageMappingsList: { type: 'list', member: 'ImageMapping' },
  ContainerRegistryMap: {
    type: 'structure',
    members: { registryMappings: 'RegistryMappingsList', imageMappings: 'ImageMappingsList' },
  },
  SourceReference: {
    type: 'structure',
    required: ['type', 'value'],
    members: { type: 'SourceReferenceType', value: 'SourceReferenceValue' },
  },
  ExcludeFilePatternList: { type: 'list', member: 'String', min: 1, max: 50 },
  DefinitionRepository: {
    type: 'structure',
    required: ['connectionArn', 'fullRepositoryId'],
    members: {
      connectionArn: 'ConnectionArn',
      fullRepositoryId: 'FullRepositoryId',
      sourceReference: 'SourceReference',
      excludeFilePatterns: 'ExcludeFilePatternList',
    },
  },
  WorkflowExportList: { type: 'list', member: 'WorkflowExport', min: 0, max: 32 },
  WorkflowMetadata: { type: 'map', key: 'WorkflowMetadataKey', value: 'WorkflowMetadataValue' },
  DefinitionRepositoryDetails: {
    type: 'structure',
    members: {
      connectionArn: 'ConnectionArn',
      fullRepositoryId: 'FullRepositoryId',
      sourceReference: 'SourceReference',
      providerType: 'String',
      providerEndpoint: 'String',
    },
  },
  WorkflowListItem: {
    type: 'structure',
    members: {
      arn: 'WorkflowArn',
      id: 'WorkflowId',
      name: 'WorkflowName',
      status: 'WorkflowStatus',
      type: 'WorkflowType',
      digest: 'WorkflowDigest',
      creationTime: 'WorkflowTimestamp',
      metadata: 'WorkflowMetadata',
    },
  },
  WorkflowList: { type: 'list', member: 'WorkflowListItem' },
  WorkflowVersionListItem: {
    type: 'structure',
    members: {
      arn: 'WorkflowVersionArn',
      workflowId: 'WorkflowId',
      versionName: 'WorkflowVersionName',
      description: 'WorkflowVersionDescription',
      status: 'WorkflowStatus',
      type: 'WorkflowType',
      digest: 'WorkflowDigest',
      creationTime: 'WorkflowTimestamp',
      metadata: 'WorkflowMetadata',
    },
  },
  WorkflowVersionList: { type: 'list', member: 'WorkflowVersionListItem' },
  ConfigurationDetails: {
    type: 'structure',
    members: { name: 'ConfigurationName', arn: 'ConfigurationArn', uuid: 'ConfigurationUuid' },
  },
  RunExportList: { type: 'list', member: 'RunExport', min: 0, max: 32 },
  RunResourceDigests: { type: 'map', key: 'RunResourceDigestKey', value: 'RunResourceDigest' },
  RunLogLocation: {
    type: 'structure',
    members: { engineLogStream: 'EngineLogStream', runLogStream: 'RunLogStream' },
  },
  SecurityGroupIds: { type: 'list', member: 'SecurityGroupId' },
  SubnetIds: { type: 'list', member: 'SubnetId' },
  VpcConfigResponse: {
    type: 'structure',
    members: { securityGroupIds: 'SecurityGroupIds', subnetIds: 'SubnetIds', vpcId: 'VpcId' },
  },
  RunListItem: {
    type: 'structure',
    members: {
      arn: 'RunArn',
      id: 'RunId',
      status: 'RunStatus',
      workflowId: 'WorkflowId',
      batchId: 'BatchId',
      name: 'RunName',
      priority: 'RunListItemPriorityInteger',
      storageCapacity: 'RunListItemStorageCapacityInteger',
      creationTime: 'RunTimestamp',
      startTime: 'RunTimestamp',
      stopTime: 'RunTimestamp',
      storageType: 'StorageType',
      workflowVersionName: 'WorkflowVersionName',
      workflowName: 'WorkflowName',
    },
  },
  RunList: { type: 'list', member: 'RunListItem' },
  TaskListItem: {
    type: 'structure',
    members: {
      taskId: 'TaskId',
      status: 'TaskStatus',
      name: 'TaskName',
      cpus: 'TaskListItemCpusInteger',
      cacheHit: 'Boolean',
      cacheS3Uri: 'S3UriForBucketOrObject',
      memory: 'TaskListItemMemoryInteger',
      creationTime: 'TaskTimestamp',
      startTime: 'TaskTimestamp',
      stopTime: 'TaskTimestamp',
      gpus: 'TaskListItemGpusInteger',
      instanceType: 'TaskInstanceType',
      uuid: 'TaskUuid',
    },
  },
  TaskList: { type: 'list', member: 'TaskListItem' },
  ImageDetails: {
    type: 'structure',
    members: { image: 'Uri', imageDigest: 'TaskImageDigest', sourceImage: 'Uri' },
  },
};
