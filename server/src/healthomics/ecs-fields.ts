import { ECS_API, ECS_LIMITS } from './ecs-limits.ts';
import { EBS_VOLUME } from './ecs-volume-fields.ts';
import type { RequestField } from './field.ts';
import { ROLE_PATTERN, STARTED_BY_PATTERN, TAG_PATTERN, TOKEN_PATTERN } from './field.ts';
import { LIMITS } from './limits.ts';
import type { FactTable } from './source.ts';

const NAME_AND_VALUE: readonly RequestField[] = [
  { name: 'name', type: 'string', required: true, min: 1, doc: 'Name of the variable.' },
  { name: 'value', type: 'string', required: true, doc: 'Its value.' },
];

/** The tags of a task: a list of keys and values, and no map as HealthOmics has it. */
export const ECS_TAGS: RequestField = {
  name: 'tags',
  type: 'list',
  max: LIMITS.tags.value,
  doc: 'Tags of the task, each key once: key 1 to 128 characters, value up to 256.',
  element: {
    name: 'tag',
    type: 'structure',
    doc: 'One tag.',
    members: [
      {
        name: 'key',
        type: 'string',
        required: true,
        min: 1,
        max: LIMITS.tagKeyLength.value,
        pattern: TAG_PATTERN,
        doc: 'Key of the tag; keys that begin with `aws:` are reserved.',
      },
      {
        name: 'value',
        type: 'string',
        min: 0,
        max: LIMITS.tagValueLength.value,
        pattern: TAG_PATTERN,
        doc: 'Value of the tag.',
      },
    ],
  },
};

const CONTAINER_OVERRIDE: RequestField = {
  name: 'containerOverride',
  type: 'structure',
  doc: 'What is different for one container of the task definition.',
  members: [
    {
      name: 'name',
      type: 'string',
      required: true,
      min: 1,
      doc: 'Name of the container in the task definition.',
    },
    {
      name: 'command',
      type: 'list',
      doc: 'The command, word by word, instead of the image’s own.',
      element: { name: 'word', type: 'string', doc: 'One word of the command.' },
    },
    {
      name: 'environment',
      type: 'list',
      doc: 'Environment variables to add or to replace.',
      element: { name: 'variable', type: 'structure', doc: 'One variable.', members: NAME_AND_VALUE },
    },
    {
      name: 'environmentFiles',
      type: 'list',
      doc: 'Files in S3 with environment variables.',
      element: {
        name: 'environmentFile',
        type: 'structure',
        doc: 'One file of variables.',
        members: [
          {
            name: 'value',
            type: 'string',
            required: true,
            pattern: ROLE_PATTERN,
            example: 'arn:aws:s3:::',
            doc: 'ARN of the object in S3.',
          },
          { name: 'type', type: 'string', required: true, values: ['s3'], doc: 'Where the file lies.' },
        ],
      },
    },
    { name: 'cpu', type: 'integer', min: 0, doc: 'CPU units of the container: 1,024 are one vCPU.' },
    { name: 'memory', type: 'integer', min: 4, doc: 'MiB at which the container is killed.' },
    { name: 'memoryReservation', type: 'integer', min: 4, doc: 'MiB that are kept for the container.' },
    {
      name: 'resourceRequirements',
      type: 'list',
      doc: 'GPUs and other devices of the container.',
      element: {
        name: 'resourceRequirement',
        type: 'structure',
        doc: 'One kind of device.',
        members: [
          {
            name: 'type',
            type: 'string',
            required: true,
            values: ['GPU', 'InferenceAccelerator', 'NeuronDevice'],
            doc: 'Kind of the device. Elastic Inference is gone since 2023.',
          },
          { name: 'value', type: 'string', doc: 'How many, as a string; not with `sharingStrategy`.' },
          {
            name: 'sharingStrategy',
            type: 'structure',
            doc: 'How containers share a GPU; instead of `value`.',
            members: [
              {
                name: 'nvidiaMps',
                type: 'structure',
                doc: 'Sharing through NVIDIA MPS.',
                members: [
                  {
                    name: 'memory',
                    type: 'integer',
                    required: true,
                    min: 1,
                    doc: 'MiB of the GPU’s memory.',
                  },
                  {
                    name: 'maxComputePercent',
                    type: 'integer',
                    min: 1,
                    max: 100,
                    doc: 'The most of the GPU that the container may use, in percent.',
                  },
                ],
              },
            ],
          },
        ],
      },
    },
  ],
};

/** What a task may have different from its definition. */
export const ECS_OVERRIDES: RequestField = {
  name: 'overrides',
  type: 'structure',
  doc: 'What is different from the task definition, at most 8,192 characters as JSON.',
  members: [
    {
      name: 'containerOverrides',
      type: 'list',
      doc: 'Differences of single containers.',
      element: CONTAINER_OVERRIDE,
    },
    { name: 'cpu', type: 'string', doc: 'CPU units of the whole task, as a string.' },
    { name: 'memory', type: 'string', doc: 'MiB of the whole task, as a string.' },
    {
      name: 'executionRoleArn',
      type: 'string',
      pattern: ROLE_PATTERN,
      doc: 'Role with which ECS pulls the image and writes the log.',
    },
    { name: 'taskRoleArn', type: 'string', pattern: ROLE_PATTERN, doc: 'Role that the containers act with.' },
    {
      name: 'inferenceAcceleratorOverrides',
      type: 'list',
      doc: 'Elastic Inference, which is gone since 2023: the service refuses it.',
      element: {
        name: 'inferenceAccelerator',
        type: 'structure',
        doc: 'One accelerator.',
        members: [
          { name: 'deviceName', type: 'string', doc: 'Name of the device in the task definition.' },
          { name: 'deviceType', type: 'string', doc: 'Type of the device.' },
        ],
      },
    },
    {
      name: 'ephemeralStorage',
      type: 'structure',
      doc: 'Disk of a task on Fargate.',
      members: [
        { name: 'sizeInGiB', type: 'integer', required: true, min: 21, max: 200, doc: 'Size in GiB.' },
      ],
    },
  ],
};

const NETWORK: RequestField = {
  name: 'networkConfiguration',
  type: 'structure',
  doc: 'Network of the task. Needed for definitions with the network mode `awsvpc`, refused for others.',
  members: [
    {
      name: 'awsvpcConfiguration',
      type: 'structure',
      doc: 'Subnets and security groups, all of one VPC.',
      members: [
        {
          name: 'subnets',
          type: 'list',
          required: true,
          min: 1,
          max: ECS_LIMITS.subnets.value,
          doc: 'Ids of subnets, 1 to 16.',
          element: { name: 'subnet', type: 'string', min: 1, example: 'subnet-', doc: 'Id of a subnet.' },
        },
        {
          name: 'securityGroups',
          type: 'list',
          max: ECS_LIMITS.securityGroups.value,
          doc: 'Ids of security groups, up to 5; the VPC’s default group when there is none.',
          element: { name: 'group', type: 'string', min: 1, example: 'sg-', doc: 'Id of a security group.' },
        },
        {
          name: 'assignPublicIp',
          type: 'string',
          values: ['ENABLED', 'DISABLED'],
          doc: 'Whether a task on Fargate gets a public address. In a public subnet it cannot pull its image without.',
        },
      ],
    },
  ],
};

/** The members of RunTask, most wanted first. */
export const RUN_TASK_FIELDS: FactTable<RequestField> = {
  ...ECS_API,
  rows: [
    {
      name: 'taskDefinition',
      type: 'string',
      required: true,
      min: 1,
      doc: '`family:revision` or the full ARN of the task definition. Without a revision the latest active one runs.',
    },
    {
      name: 'cluster',
      type: 'string',
      min: 1,
      doc: 'Short name or ARN of the cluster; `default` when absent.',
    },
    {
      name: 'launchType',
      type: 'string',
      values: ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'],
      doc: 'What the task runs on. Not together with `capacityProviderStrategy`; Fargate Spot needs a strategy.',
    },
    {
      name: 'capacityProviderStrategy',
      type: 'list',
      max: ECS_LIMITS.capacityProviders.value,
      doc: 'Capacity providers of the cluster and their shares. Without it and `launchType` the cluster’s own strategy counts.',
      element: {
        name: 'capacityProviderStrategyItem',
        type: 'structure',
        doc: 'One capacity provider.',
        members: [
          {
            name: 'capacityProvider',
            type: 'string',
            required: true,
            min: 1,
            doc: 'Name of the capacity provider, such as `FARGATE_SPOT`.',
          },
          { name: 'weight', type: 'integer', min: 0, max: 1_000, default: 0, doc: 'Its share of the tasks.' },
          {
            name: 'base',
            type: 'integer',
            min: 0,
            max: 100_000,
            default: 0,
            doc: 'How many tasks it gets at least. One provider only may have a base.',
          },
        ],
      },
    },
    NETWORK,
    {
      name: 'count',
      type: 'integer',
      min: 1,
      max: ECS_LIMITS.count.value,
      doc: 'How many tasks to start, up to 10.',
    },
    ECS_OVERRIDES,
    {
      name: 'group',
      type: 'string',
      doc: 'Task group; `family:` with the family of the definition when absent.',
    },
    {
      name: 'platformVersion',
      type: 'string',
      default: 'LATEST',
      doc: 'Platform version of Fargate; for Fargate only.',
    },
    {
      name: 'placementConstraints',
      type: 'list',
      max: ECS_LIMITS.placementConstraints.value,
      doc: 'Rules for the instances that may take the task, up to 10 with those of the definition.',
      element: {
        name: 'placementConstraint',
        type: 'structure',
        doc: 'One rule.',
        members: [
          {
            name: 'type',
            type: 'string',
            required: true,
            values: ['distinctInstance', 'memberOf'],
            doc: '`distinctInstance`: each task on an instance of its own; `memberOf`: instances of an expression.',
          },
          {
            name: 'expression',
            type: 'string',
            max: ECS_LIMITS.expression.value,
            doc: 'Expression in the cluster query language; not with `distinctInstance`.',
          },
        ],
      },
    },
    {
      name: 'placementStrategy',
      type: 'list',
      max: ECS_LIMITS.placementStrategies.value,
      doc: 'How instances are chosen, up to 5 rules.',
      element: {
        name: 'placementStrategyRule',
        type: 'structure',
        doc: 'One rule.',
        members: [
          {
            name: 'type',
            type: 'string',
            required: true,
            values: ['random', 'spread', 'binpack'],
            doc: 'How to choose.',
          },
          { name: 'field', type: 'string', doc: 'What to spread over or to pack by, such as `memory`.' },
        ],
      },
    },
    {
      name: 'startedBy',
      type: 'string',
      min: 1,
      max: ECS_LIMITS.startedBy.value,
      pattern: STARTED_BY_PATTERN,
      doc: 'Who or what started the task: up to 128 letters, digits, `-`, `_` and `/`. ListTasks can filter by it.',
    },
    {
      name: 'propagateTags',
      type: 'string',
      values: ['TASK_DEFINITION', 'NONE'],
      doc: 'Whether the task takes over the tags of its definition. `SERVICE` is an error for standalone tasks.',
    },
    ECS_TAGS,
    {
      name: 'enableECSManagedTags',
      type: 'boolean',
      default: false,
      doc: 'Whether ECS adds a tag with the name of the cluster.',
    },
    {
      name: 'enableExecuteCommand',
      type: 'boolean',
      default: false,
      doc: 'Whether commands can be run in the container. Needs a task role in the definition or the overrides.',
    },
    {
      name: 'volumeConfigurations',
      type: 'list',
      doc: 'Volumes that the definition leaves to the launch.',
      element: {
        name: 'volumeConfiguration',
        type: 'structure',
        doc: 'One volume.',
        members: [
          {
            name: 'name',
            type: 'string',
            required: true,
            min: 1,
            doc: 'Name of a volume of the definition that is `configuredAtLaunch`.',
          },
          EBS_VOLUME,
        ],
      },
    },
    {
      name: 'referenceId',
      type: 'string',
      max: ECS_LIMITS.referenceId.value,
      doc: 'A name for the request. The service’s model calls it internal: leave it out unless you were told to use it.',
    },
    {
      name: 'clientToken',
      type: 'string',
      min: 1,
      max: ECS_LIMITS.clientToken.value,
      pattern: TOKEN_PATTERN,
      doc: 'Token of this one wish: a second request with it starts no second task. Omics Lens makes one by itself.',
    },
  ],
};

/** The body of a RunTask request. */
export const RUN_TASK_DOCUMENT: RequestField = {
  name: 'RunTask',
  type: 'structure',
  members: RUN_TASK_FIELDS.rows,
  doc: 'The body of a RunTask request, as `aws ecs run-task --cli-input-json` takes it.',
};
