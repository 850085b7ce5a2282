import type { RequestField } from './field.ts';
import { ACCOUNT_PATTERN, NAME_PATTERN, TEXT_PATTERN } from './field.ts';
import type { FactTable } from './source.ts';
import { API } from './source.ts';

const GROUP_MOST = 100_000;

/** The members of CreateRunGroup and UpdateRunGroup, most wanted first. */
export const RUN_GROUP_FIELDS: FactTable<RequestField> = {
  ...API,
  rows: [
    {
      name: 'name',
      type: 'string',
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Name of the group, such as the team whose runs it holds.',
    },
    {
      name: 'maxCpus',
      type: 'integer',
      min: 1,
      max: GROUP_MOST,
      doc: 'vCPUs that all runs of the group may use at once; further tasks wait.',
    },
    {
      name: 'maxGpus',
      type: 'integer',
      min: 1,
      max: GROUP_MOST,
      doc: 'GPUs that all runs of the group may use at once; further tasks wait.',
    },
    {
      name: 'maxRuns',
      type: 'integer',
      min: 1,
      max: GROUP_MOST,
      doc: 'Runs of the group that may be active at once; further runs wait.',
    },
    {
      name: 'maxDuration',
      type: 'integer',
      min: 1,
      max: GROUP_MOST,
      doc: 'Minutes that a run of the group may take; a run that takes longer fails.',
    },
  ],
};

/** The members of CreateRunCache, most wanted first. All but the place in S3 can be changed later. */
export const RUN_CACHE_FIELDS: FactTable<RequestField> = {
  ...API,
  rows: [
    {
      name: 'cacheS3Location',
      type: 'string',
      required: true,
      pattern: 's3://([a-z0-9][a-z0-9\\-.]{1,61}[a-z0-9])(/(.{0,1024}))?',
      example: 's3://bucket/cache/',
      doc: 'Where in S3 the outputs of tasks are kept, in the Region of the workflow. It cannot be changed later.',
    },
    {
      name: 'cacheBehavior',
      type: 'string',
      values: ['CACHE_ON_FAILURE', 'CACHE_ALWAYS'],
      default: 'CACHE_ON_FAILURE',
      doc: 'Whether the outputs of tasks are kept of runs that fail, or of all.',
    },
    {
      name: 'name',
      type: 'string',
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Name of the cache.',
    },
    { name: 'description', type: 'string', min: 1, max: 256, pattern: TEXT_PATTERN, doc: 'What it is for.' },
    {
      name: 'cacheBucketOwnerId',
      type: 'string',
      pattern: ACCOUNT_PATTERN,
      doc: 'Account that must own the bucket; your own when absent.',
    },
  ],
};

/** The members of CreateConfiguration. The API takes names of 128 characters and the guide 50: the smaller is accepted by both. */
export const CONFIGURATION_FIELDS: FactTable<RequestField> = {
  ...API,
  rows: [
    {
      name: 'name',
      type: 'string',
      required: true,
      min: 1,
      max: 50,
      pattern: NAME_PATTERN,
      doc: 'Name of the configuration, by which runs ask for it.',
    },
    { name: 'description', type: 'string', min: 1, max: 256, pattern: TEXT_PATTERN, doc: 'What it is for.' },
    {
      name: 'subnetIds',
      type: 'list',
      required: true,
      min: 1,
      max: 16,
      doc: 'Subnets of one VPC in the Region of the workflow, at most one in each Availability Zone.',
      element: {
        name: 'subnetId',
        type: 'string',
        min: 8,
        max: 128,
        pattern: 'subnet-[0-9a-f]+',
        example: 'subnet-0123456789abcdef0',
        doc: 'Id of a subnet.',
      },
    },
    {
      name: 'securityGroupIds',
      type: 'list',
      required: true,
      min: 1,
      max: 5,
      doc: 'Security groups of the same VPC.',
      element: {
        name: 'securityGroupId',
        type: 'string',
        min: 4,
        max: 128,
        pattern: 'sg-[0-9a-f]+',
        example: 'sg-0123456789abcdef0',
        doc: 'Id of a security group.',
      },
    },
  ],
};

/** The members of CreateWorkflow's `definitionRepository`; `type` and `value` are those of `sourceReference`. */
export const DEFINITION_REPOSITORY_FIELDS: FactTable<RequestField> = {
  ...API,
  rows: [
    {
      name: 'connectionArn',
      type: 'string',
      required: true,
      min: 1,
      max: 256,
      pattern: 'arn:aws(-[\\w]+)*:.+:.+:[0-9]{12}:.+',
      example: 'arn:aws:codeconnections:us-east-1:123456789012:connection/0123abcd',
      doc: 'ARN of the connection of AWS CodeConnections to the Git provider; it must be AVAILABLE.',
    },
    {
      name: 'fullRepositoryId',
      type: 'string',
      required: true,
      pattern: '.+/.+',
      example: 'owner/name',
      doc: 'Owner and name of the repository.',
    },
    {
      name: 'type',
      type: 'string',
      values: ['BRANCH', 'TAG', 'COMMIT'],
      doc: 'What the definition is taken from; the newest commit of the default branch when absent.',
    },
    { name: 'value', type: 'string', min: 1, doc: 'Name of the branch or the tag, or id of the commit.' },
    {
      name: 'excludeFilePatterns',
      type: 'list',
      min: 1,
      max: 50,
      doc: 'Globs of files that are left out.',
    },
  ],
};

/** The name of a version (CreateWorkflowVersion). It cannot be changed, and stands in ARNs. */
export const VERSION_NAME: RequestField = {
  name: 'versionName',
  type: 'string',
  required: true,
  min: 1,
  max: 64,
  pattern: NAME_PATTERN,
  doc: 'Name of the version, unique in its workflow. It cannot be changed, and it should hold nothing personal.',
};
