import type { RequestField } from './field.ts';
import { ACCOUNT_PATTERN, TEXT_PATTERN } from './field.ts';
import type { FactTable } from './source.ts';
import { API } from './source.ts';
import { tagsField } from './tags.ts';

/**
 * The members of CreateWorkflow, most wanted first. Exactly one of the three definitions is given. The model lets a
 * template have 2,000 entries; the guide's quota of 1,000 is what the service promises.
 */
export const CREATE_WORKFLOW_FIELDS: FactTable<RequestField> = {
  ...API,
  rows: [
    {
      name: 'name',
      type: 'string',
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Name of the workflow. It shows up in logs, so it should hold nothing personal.',
    },
    { name: 'description', type: 'string', min: 1, max: 256, pattern: TEXT_PATTERN, doc: 'What it is for.' },
    {
      name: 'engine',
      type: 'string',
      values: ['WDL', 'NEXTFLOW', 'CWL', 'WDL_LENIENT'],
      doc: 'Engine that runs it. Read from the definition when absent; `WDL_LENIENT` must be asked for.',
    },
    {
      name: 'definitionZip',
      type: 'blob',
      doc: 'The definition as a zip archive in the request, up to 4 MiB.',
    },
    {
      name: 'definitionUri',
      type: 'string',
      min: 1,
      max: 256,
      pattern: TEXT_PATTERN,
      doc: 'S3 URI of the definition’s zip archive, up to 100 MB, in the same Region.',
    },
    {
      name: 'definitionRepository',
      type: 'structure',
      doc: 'Git repository that holds the definition, reached through a connection.',
    },
    {
      name: 'workflowBucketOwnerId',
      type: 'string',
      pattern: ACCOUNT_PATTERN,
      doc: 'Account that must own the bucket of `definitionUri`.',
    },
    {
      name: 'main',
      type: 'string',
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Path of the main file. Needed when there are several files and none is called main.',
    },
    {
      name: 'parameterTemplate',
      type: 'map',
      min: 1,
      max: 1000,
      doc: 'The parameters of a run. Read from the definition when absent.',
    },
    {
      name: 'parameterTemplatePath',
      type: 'string',
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Path of the parameter template in the Git repository.',
    },
    {
      name: 'storageType',
      type: 'string',
      values: ['STATIC', 'DYNAMIC'],
      default: 'STATIC',
      doc: 'Storage of runs that do not ask for another.',
    },
    {
      name: 'storageCapacity',
      type: 'integer',
      min: 0,
      max: 100_000,
      default: 1200,
      doc: 'GiB of static storage of runs that do not ask for another size.',
    },
    { name: 'accelerators', type: 'string', values: ['GPU'], doc: 'Says that tasks use GPUs.' },
    {
      name: 'containerRegistryMap',
      type: 'structure',
      doc: 'Which public images stand for which images of Amazon ECR private.',
    },
    {
      name: 'containerRegistryMapUri',
      type: 'string',
      min: 1,
      max: 750,
      pattern: TEXT_PATTERN,
      doc: 'S3 URI of a file with the container registry map.',
    },
    { name: 'readmeMarkdown', type: 'string', doc: 'README as Markdown, up to 500 KiB.' },
    {
      name: 'readmePath',
      type: 'string',
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Path of the README in the Git repository.',
    },
    {
      name: 'readmeUri',
      type: 'string',
      pattern: 's3://([a-z0-9][a-z0-9\\-.]{1,61}[a-z0-9])/((.{1,1024}))',
      doc: 'S3 URI of the README.',
    },
    tagsField('tags', 'Tags: key 1 to 128 characters, value up to 256.'),
    {
      name: 'requestId',
      filledIn: true,
      type: 'string',
      required: true,
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Token of this one wish: a second request with it creates no second workflow. SDKs and the CLI fill it in.',
    },
  ],
};
