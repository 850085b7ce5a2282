import { ECS_LIMITS } from './ecs-limits.ts';
import type { RequestField } from './field.ts';
import { ROLE_PATTERN, TAG_PATTERN } from './field.ts';
import { LIMITS } from './limits.ts';

/** A volume of Amazon EBS that ECS makes for one task. Source: `ECS_API`. */
export const EBS_VOLUME: RequestField = {
  name: 'managedEBSVolume',
  type: 'structure',
  doc: 'A volume of Amazon EBS that is made for the task. Needs a size or a snapshot.',
  members: [
    {
      name: 'roleArn',
      type: 'string',
      required: true,
      pattern: ROLE_PATTERN,
      doc: 'Role with which ECS manages the volume.',
    },
    { name: 'sizeInGiB', type: 'integer', min: 1, doc: 'Size in GiB; the snapshot’s size when absent.' },
    { name: 'snapshotId', type: 'string', example: 'snap-', doc: 'Snapshot to make the volume of.' },
    {
      name: 'volumeType',
      type: 'string',
      values: ['gp2', 'gp3', 'io1', 'io2', 'sc1', 'st1', 'standard'],
      doc: 'Type of the volume.',
    },
    { name: 'iops', type: 'integer', min: 1, doc: 'Operations per second, for the types that have them.' },
    {
      name: 'throughput',
      type: 'integer',
      min: 1,
      max: ECS_LIMITS.throughput.value,
      doc: 'MiB/s, up to 1,000; for `gp3` only.',
    },
    {
      name: 'volumeInitializationRate',
      type: 'integer',
      min: 1,
      doc: 'MiB/s with which a snapshot is fetched into the volume.',
    },
    { name: 'encrypted', type: 'boolean', doc: 'Whether the volume is encrypted.' },
    { name: 'kmsKeyId', type: 'string', min: 1, doc: 'Key to encrypt with.' },
    {
      name: 'filesystemType',
      type: 'string',
      values: ['ext3', 'ext4', 'xfs', 'ntfs'],
      default: 'xfs',
      doc: 'File system on the volume.',
    },
    {
      name: 'terminationPolicy',
      type: 'structure',
      doc: 'What becomes of the volume when the task ends.',
      members: [
        {
          name: 'deleteOnTermination',
          type: 'boolean',
          required: true,
          default: true,
          doc: 'Whether it is deleted.',
        },
      ],
    },
    {
      name: 'tagSpecifications',
      type: 'list',
      doc: 'Tags of the volume.',
      element: {
        name: 'tagSpecification',
        type: 'structure',
        doc: 'Tags, and where others come from.',
        members: [
          {
            name: 'resourceType',
            type: 'string',
            required: true,
            values: ['volume'],
            doc: 'What is tagged.',
          },
          {
            name: 'propagateTags',
            type: 'string',
            values: ['TASK_DEFINITION', 'SERVICE', 'NONE'],
            doc: 'Where further tags come from.',
          },
          {
            name: 'tags',
            type: 'list',
            max: LIMITS.tags.value,
            doc: 'Tags, each key once.',
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
                  doc: 'Key of the tag.',
                },
                {
                  name: 'value',
                  type: 'string',
                  max: LIMITS.tagValueLength.value,
                  pattern: TAG_PATTERN,
                  doc: 'Value of the tag.',
                },
              ],
            },
          },
        ],
      },
    },
  ],
};
