import type { RequestField } from './field.ts';
import { ROLE_PATTERN, TEXT_PATTERN } from './field.ts';
import type { FactTable } from './source.ts';

/**
 * Keys of `.healthomics/config.toml` that stand for members of StartRun. They are a convention of AWS's assistants and
 * not a part of the API; values are those of StartRun.
 */
export const PROJECT_CONFIG_FIELDS: FactTable<RequestField> = {
  source: 'Convention of the AWS HealthOmics assistants; values by the service model',
  date: '2026-11',
  rows: [
    {
      name: 'omics_iam_role',
      type: 'string',
      min: 1,
      max: 128,
      pattern: ROLE_PATTERN,
      account: 'role',
      example: 'arn:aws:iam::123456789012:role/',
      doc: 'Service role that runs of this folder use: `roleArn` of StartRun.',
    },
    {
      name: 'run_output_uri',
      type: 'string',
      min: 1,
      max: 750,
      pattern: TEXT_PATTERN,
      example: 's3://',
      doc: 'S3 URI under which runs of this folder write their outputs: `outputUri` of StartRun.',
    },
    {
      name: 'run_storage_type',
      type: 'string',
      values: ['DYNAMIC', 'STATIC'],
      doc: 'Run storage of runs of this folder: `storageType` of StartRun.',
    },
  ],
};
