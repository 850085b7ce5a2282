import type { RequestField } from './field.ts';
import { ACCOUNT_PATTERN, TEXT_PATTERN } from './field.ts';
import { LIMITS } from './limits.ts';
import type { FactTable } from './source.ts';
import { API } from './source.ts';
import { OUTPUT_URI, START_RUN_FIELDS } from './start-run-fields.ts';
import { tagsField } from './tags.ts';

const OUTPUT_BUCKET_OWNER: RequestField = {
  name: 'outputBucketOwnerId',
  type: 'string',
  pattern: ACCOUNT_PATTERN,
  doc: 'Account that must own the bucket of `outputUri`.',
};

const RUN_TAGS = tagsField(
  'runTags',
  'Tags of the runs. Those of a single run are added, and win over these where a key stands in both.',
);

/** Members of StartRun that a batch does not know: it always makes new runs and has tags of its own. */
const NOT_IN_A_BATCH: ReadonlySet<string> = new Set(['runId', 'requestId', 'tags']);

/** `defaultRunSetting` of StartRunBatch: what all runs of the batch share. */
export const DEFAULT_RUN_SETTING_FIELDS: FactTable<RequestField> = {
  ...API,
  rows: [
    ...START_RUN_FIELDS.rows.filter(({ name }) => !NOT_IN_A_BATCH.has(name)).map(inBatch),
    RUN_TAGS,
    OUTPUT_BUCKET_OWNER,
  ],
};

/** What a single run of a batch may say instead of the default, beside its own id. */
const OVERRIDABLE: ReadonlySet<string> = new Set([
  'name',
  'parameters',
  'outputUri',
  'priority',
  'outputBucketOwnerId',
  'runTags',
  'engineSettings',
]);

/** One entry of `inlineSettings`, or of the array that `s3UriSettings` names. */
export const RUN_SETTING_FIELDS: FactTable<RequestField> = {
  ...API,
  rows: [
    {
      name: 'runSettingId',
      type: 'string',
      required: true,
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Your own name for the run, unique in the batch. It leads from the answer of ListRunsInBatch to your sample.',
    },
    ...DEFAULT_RUN_SETTING_FIELDS.rows.filter(({ name }) => OVERRIDABLE.has(name)),
  ],
};

/** The members of StartRunBatch. */
export const START_RUN_BATCH_FIELDS: FactTable<RequestField> = {
  ...API,
  rows: [
    { name: 'batchName', type: 'string', min: 1, max: 64, pattern: TEXT_PATTERN, doc: 'Name of the batch.' },
    {
      name: 'defaultRunSetting',
      type: 'structure',
      required: true,
      members: DEFAULT_RUN_SETTING_FIELDS.rows,
      doc: 'What all runs of the batch share.',
    },
    {
      name: 'batchRunSettings',
      type: 'structure',
      required: true,
      union: true,
      doc: 'The runs: here, or in a file in S3.',
      members: [
        {
          name: 'inlineSettings',
          type: 'list',
          min: 1,
          max: LIMITS.batchInlineRuns.value,
          element: {
            name: 'run',
            type: 'structure',
            members: RUN_SETTING_FIELDS.rows,
            doc: 'One run of the batch.',
          },
          doc: 'The runs of the batch, at most 100.',
          advice:
            "Put the runs as an array into a file in S3 and name it in 's3UriSettings', which takes up to 100,000.",
        },
        {
          name: 's3UriSettings',
          type: 'string',
          min: 1,
          max: 750,
          pattern: TEXT_PATTERN,
          example: 's3://',
          doc: 'S3 URI of a JSON file with an array of runs, up to 100,000 and 6 GB. It must not change while the batch is submitted.',
        },
      ],
    },
    tagsField('tags', 'Tags of the batch itself. Its runs do not inherit them: see `runTags`.'),
    {
      name: 'requestId',
      type: 'string',
      required: true,
      filledIn: true,
      min: 1,
      max: 128,
      pattern: TEXT_PATTERN,
      doc: 'Token of this one wish: a second request with it starts no second batch. SDKs and the CLI fill it in.',
    },
  ],
};

/** In a batch only the workflow and the role must stand in the default; an output may come from each run. */
function inBatch(field: RequestField): RequestField {
  if (field.name === 'outputUri') return OUTPUT_URI;
  return field.name === 'workflowId' ? { ...field, required: true } : field;
}
