import assert from 'node:assert/strict';
import {
  checkBatchFile,
  checkBatchRuns,
  checkRegistryMap,
  checkRunFile,
  checkTemplate,
} from '@omics-lens/server/documents/index.ts';
import type { RequestField } from '@omics-lens/server/healthomics/index.ts';
import {
  DEFAULT_RUN_SETTING_FIELDS,
  REGISTRY_MAP_DOCUMENT,
  RUN_SETTING_FIELDS,
  START_RUN_BATCH_FIELDS,
  START_RUN_FIELDS,
} from '@omics-lens/server/healthomics/index.ts';
import { CONTEXT, documentOf } from './support.ts';

/** A field, a value inside its limits, one outside, and how the finding ends. */
type Row = readonly [field: string, inside: unknown, outside: unknown, finding: string];

const text = (length: number) => 'x'.repeat(length);
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 'v']));
const LINE_BREAK = 'a\nb';
const CONTROL = 'must not hold tabs, line breaks or other control characters';
const DIGITS = 'must be digits only';
const NAME = "must begin with a letter or digit and go on with these, '-', '.' and '_'";
const ACCOUNT = 'must be an account id of 12 digits';

/** Rows of a string of digits: an id in the account. */
const id = (name: string): Row[] => [
  [name, '123456789012345678', '1234567890123456789', 'must be at most 18 characters, not 19'],
  [name, '1', '', 'must not be empty'],
  [name, '42', 'wf-42', DIGITS],
  [name, '42', 42, 'must be text in double quotes, and this is a number'],
];

const SHARED: readonly Row[] = [
  ...id('workflowId'),
  ['workflowType', 'PRIVATE', 'SHARED', "must be 'PRIVATE' or 'READY2RUN'"],
  [
    'roleArn',
    `arn:aws:iam::123456789012:role/${text(97)}`,
    `arn:${text(125)}`,
    'must be at most 128 characters, not 129',
  ],
  ['roleArn', 'arn:aws:iam::123456789012:role/r', 'role/r', "must be an ARN, which begins with 'arn:'"],
  ['name', text(128), text(129), 'must be at most 128 characters, not 129'],
  ['name', 'Größe 1 (b)', LINE_BREAK, CONTROL],
  ...id('cacheId'),
  ['cacheBehavior', 'CACHE_ALWAYS', 'ALWAYS', "must be 'CACHE_ON_FAILURE' or 'CACHE_ALWAYS'"],
  ...id('runGroupId'),
  ['priority', 100_000, 100_001, 'must be at most 100,000, not 100,001'],
  ['priority', 0, -1, 'must be at least 0, not -1'],
  ['priority', 1, 1.5, 'must be a whole number'],
  ['priority', 1, '1', 'must be a whole number without quotes, and this is a string'],
  ['parameters', {}, [], 'must be an object in braces, and this is an array'],
  ['storageCapacity', 100_000, 100_001, 'must be at most 100,000, not 100,001'],
  ['storageCapacity', 0, -1, 'must be at least 0, not -1'],
  [
    'outputUri',
    `s3://bucket/${text(738)}`,
    `s3://bucket/${text(739)}`,
    'must be at most 750 characters, not 751',
  ],
  ['outputUri', 's3://bucket/out/', 's3://bucket/\tout/', CONTROL],
  ['logLevel', 'ALL', 'DEBUG', "must be 'OFF' or 'FATAL' or 'ERROR' or 'ALL'"],
  ['retentionMode', 'REMOVE', 'DELETE', "must be 'RETAIN' or 'REMOVE'"],
  ['storageType', 'STATIC', 'FAST', "must be 'STATIC' or 'DYNAMIC'"],
  ['workflowOwnerId', '123456789012', '12345678901', ACCOUNT],
  ['workflowVersionName', text(64), text(65), 'must be at most 64 characters, not 65'],
  ['workflowVersionName', '1.2-b_c', '-1', NAME],
  ['workflowVersionName', 'v1', 'v 1', NAME],
  ['networkingMode', 'VPC', 'PUBLIC', "must be 'RESTRICTED' or 'VPC'"],
  ['configurationName', text(128), text(129), 'must be at most 128 characters, not 129'],
  ['configurationName', 'net-1', '_net', NAME],
  ['scratchStorageMode', 'LOCAL', 'NONE', "must be 'LOCAL' or 'SHARED'"],
  ['engineSettings', {}, 'x', 'must be an object in braces, and this is a string'],
  ['sessionPolicy', text(2048), text(2049), 'must be at most 2,048 characters, not 2,049'],
  ['sessionPolicy', '{\n}', '', 'must not be empty'],
];

const tagRows = (name: string): Row[] => [
  [name, tags(50), tags(51), 'must be at most 50 entries, not 51'],
  [name, { [text(128)]: '' }, { [text(129)]: '' }, 'must be at most 128 characters, not 129'],
  [name, { k: '' }, { '': 'v' }, 'must not be empty'],
  [name, { k: text(256) }, { k: text(257) }, 'must be at most 256 characters, not 257'],
  [
    name,
    { 'a b_.:/=+-@ä': '1' },
    { 'a#b': '1' },
    "may hold letters, digits, blanks and '_ . : / = + - @' only",
  ],
  [name, { k: 'v' }, { k: 1 }, 'must be text in double quotes, and this is a number'],
];

const RUN_ROWS: readonly Row[] = [
  ...SHARED,
  ...id('runId'),
  ...tagRows('tags'),
  ['requestId', text(128), text(129), 'must be at most 128 characters, not 129'],
  ['requestId', 'a', '', 'must not be empty'],
];

const DEFAULT_ROWS: readonly Row[] = [
  ...SHARED,
  ...tagRows('runTags'),
  ['outputBucketOwnerId', '123456789012', '1234567890123', ACCOUNT],
];

const ENTRY_FIELDS = new Set([
  'name',
  'priority',
  'parameters',
  'outputUri',
  'engineSettings',
  'runTags',
  'outputBucketOwnerId',
]);
const ENTRY_ROWS: readonly Row[] = [
  ...DEFAULT_ROWS.filter(([field]) => ENTRY_FIELDS.has(field)),
  ['runSettingId', text(128), text(129), 'must be at most 128 characters, not 129'],
  ['runSettingId', 'a', '', 'must not be empty'],
  ['runSettingId', 'sample 1', LINE_BREAK, CONTROL],
];

const runs = (count: number) => Array.from({ length: count }, (_, i) => ({ runSettingId: `r${i}` }));
const BATCH_ROWS: readonly Row[] = [
  ['batchName', text(64), text(65), 'must be at most 64 characters, not 65'],
  ['batchName', 'cohort', '', 'must not be empty'],
  ['batchName', 'cohort', LINE_BREAK, CONTROL],
  ['requestId', text(128), text(129), 'must be at most 128 characters, not 129'],
  ...tagRows('tags'),
  ['defaultRunSetting', undefined, 'x', 'must be an object in braces, and this is a string'],
  ['batchRunSettings', undefined, [], 'must be an object in braces, and this is an array'],
  [
    'batchRunSettings',
    { inlineSettings: runs(100) },
    { inlineSettings: runs(101) },
    'must be at most 100 entries, not 101',
  ],
  ['batchRunSettings', { inlineSettings: runs(1) }, { inlineSettings: [] }, 'must not be empty'],
  [
    'batchRunSettings',
    { s3UriSettings: `s3://bucket/${text(738)}` },
    { s3UriSettings: `s3://bucket/${text(739)}` },
    'must be at most 750 characters, not 751',
  ],
  [
    'batchRunSettings',
    { s3UriSettings: 's3://bucket/runs.json' },
    { s3UriSettings: 's3://bucket/\truns.json' },
    CONTROL,
  ],
];

const REGISTRY_ROWS: readonly Row[] = [
  ['upstreamRegistryUrl', 'quay.io', text(751), 'must be at most 750 characters, not 751'],
  ['upstreamRegistryUrl', 'quay.io', '', 'must not be empty'],
  ['ecrRepositoryPrefix', text(256), text(257), 'must be at most 256 characters, not 257'],
  ['ecrRepositoryPrefix', 'quay', '', 'must not be empty'],
  ['upstreamRepositoryPrefix', text(30), text(31), 'must be at most 30 characters, not 31'],
  ['upstreamRepositoryPrefix', 'ab', 'a', 'must be at least 2 characters, not 1'],
  ['upstreamRepositoryPrefix', 'ab', LINE_BREAK, CONTROL],
  ['ecrAccountId', '123456789012', '1234', ACCOUNT],
];
const IMAGE_ROWS: readonly Row[] = [
  ['sourceImage', text(750), text(751), 'must be at most 750 characters, not 751'],
  ['sourceImage', 'ubuntu:22.04', '', 'must not be empty'],
  ['destinationImage', text(750), text(751), 'must be at most 750 characters, not 751'],
  ['destinationImage', 'ubuntu:22.04', LINE_BREAK, CONTROL],
];

const TEMPLATE_ROWS: readonly Row[] = [
  ['description', text(256), text(257), 'must be at most 256 characters, not 257'],
  ['description', '', LINE_BREAK, CONTROL],
  ['description', 'What it is', 1, 'must be text in double quotes, and this is a number'],
  ['optional', true, 'true', 'must be true or false, without quotes, and this is a string'],
];

type Check = typeof checkRunFile;

/** What is said about fields by themselves. */
function findings(check: Check, value: unknown): string[] {
  return check(documentOf(JSON.stringify(value)), CONTEXT)
    .filter(({ code }) => code === 'field-value' || code === 'field-type')
    .map(({ message }) => message);
}

function table(
  title: string,
  rows: readonly Row[],
  check: Check,
  around: (field: string, value: unknown) => unknown,
) {
  describe(`limits: ${title}`, () => {
    for (const [field, inside, outside, finding] of rows) {
      if (inside !== undefined) {
        it(`${field} may be ${shown(inside)}`, () => {
          assert.deepEqual(findings(check, around(field, inside)), []);
        });
      }
      if (outside === undefined) continue;
      it(`${field} may not be ${shown(outside)}`, () => {
        const [first = '', ...others] = findings(check, around(field, outside));
        assert.deepEqual(others, []);
        assert.ok(first.endsWith(`${finding}.`), first);
      });
    }
  });
}

function shown(value: unknown): string {
  const written = JSON.stringify(value);
  return written.length <= 30 ? written : `${written.slice(0, 20)}… (${written.length})`;
}

const DEFAULTS = {
  workflowId: '1',
  roleArn: 'arn:aws:iam::123456789012:role/r',
  outputUri: 's3://bucket/out/',
};
const INLINE = { inlineSettings: [{ runSettingId: 'a' }] };
const BATCH = { defaultRunSetting: DEFAULTS, batchRunSettings: INLINE };

table('StartRun', RUN_ROWS, checkRunFile, (field, value) => ({ ...DEFAULTS, [field]: value }));
table('StartRunBatch', BATCH_ROWS, checkBatchFile, (field, value) => ({ ...BATCH, [field]: value }));
table('StartRunBatch: defaultRunSetting', DEFAULT_ROWS, checkBatchFile, (field, value) => ({
  ...BATCH,
  defaultRunSetting: { ...DEFAULTS, [field]: value },
}));
table('StartRunBatch: a run', ENTRY_ROWS, checkBatchFile, (field, value) => ({
  ...BATCH,
  batchRunSettings: { inlineSettings: [{ runSettingId: 'a', [field]: value }] },
}));
table('the array of runs', ENTRY_ROWS, checkBatchRuns, (field, value) => [
  { runSettingId: 'a', [field]: value },
]);
table('registry mappings', REGISTRY_ROWS, checkRegistryMap, (field, value) => ({
  registryMappings: [{ upstreamRegistryUrl: 'quay.io', ecrRepositoryPrefix: 'quay', [field]: value }],
}));
table('image mappings', IMAGE_ROWS, checkRegistryMap, (field, value) => ({
  imageMappings: [{ sourceImage: 'a:1', destinationImage: 'b:1', [field]: value }],
}));
table('a parameter of a template', TEMPLATE_ROWS, checkTemplate, (field, value) => ({
  p: { [field]: value },
}));
table(
  'names and count of a template',
  [
    ['a template', { [text(128)]: {} }, { [text(129)]: {} }, 'must be at most 128 characters, not 129'],
    ['a template', { a: {} }, { [LINE_BREAK]: {} }, CONTROL],
    ['a template', { a: {} }, { '': {} }, 'must not be empty'],
    ['a template', { a: {} }, {}, 'must not be empty'],
    ['a template', { a: {} }, { a: 'File' }, 'must be an object in braces, and this is a string'],
    ['a template', entries(2_000), entries(2_001), 'must be at most 2,000 entries, not 2,001'],
  ],
  checkTemplate,
  (_, value) => value,
);
table(
  'lists of a registry map',
  [
    ['registryMappings', list(20), list(21), 'must be at most 20 entries, not 21'],
    ['imageMappings', images(100), images(101), 'must be at most 100 entries, not 101'],
  ],
  checkRegistryMap,
  (field, value) => ({ [field]: value }),
);

function entries(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, {}]));
}

function list(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    upstreamRegistryUrl: 'quay.io',
    ecrRepositoryPrefix: 'quay',
    upstreamRepositoryPrefix: `org${i}`,
  }));
}

function images(count: number) {
  return Array.from({ length: count }, (_, i) => ({ sourceImage: `a:${i}`, destinationImage: 'b:1' }));
}

describe('limits: every field with a limit has a row', () => {
  const limited = (fields: readonly RequestField[]) =>
    fields
      .filter(({ min, max, pattern, values }) => (min ?? max ?? pattern ?? values) !== undefined)
      .map(({ name }) => name);
  const cases: readonly (readonly [string, readonly RequestField[], readonly Row[]])[] = [
    ['StartRun', START_RUN_FIELDS.rows, RUN_ROWS],
    ['StartRunBatch', START_RUN_BATCH_FIELDS.rows, BATCH_ROWS],
    ['defaultRunSetting', DEFAULT_RUN_SETTING_FIELDS.rows, DEFAULT_ROWS],
    ['a run', RUN_SETTING_FIELDS.rows, ENTRY_ROWS],
    ['registryMappings', REGISTRY_MAP_DOCUMENT.members?.[0]?.element?.members ?? [], REGISTRY_ROWS],
    ['imageMappings', REGISTRY_MAP_DOCUMENT.members?.[1]?.element?.members ?? [], IMAGE_ROWS],
  ];
  for (const [title, fields, rows] of cases) {
    it(title, () => {
      const given = new Set(rows.map(([field]) => field));
      assert.deepEqual(
        limited(fields).filter((name) => !given.has(name)),
        [],
      );
    });
  }
});
