import assert from 'node:assert/strict';
import {
  ACCELERATORS,
  CONFIGURATION_FIELDS,
  CREATE_WORKFLOW_FIELDS,
  DEFINITION_REPOSITORY_FIELDS,
  FAILURE_REASONS,
  INSTANCES,
  LANGUAGE_VERSIONS,
  NEXTFLOW_PREFERENCE,
  READY2RUN_WORKFLOWS,
  REGIONS,
  RUN_CACHE_FIELDS,
  RUN_GROUP_FIELDS,
  START_RUN_FIELDS,
  failureReason,
  fieldIssue,
  formatGiB,
  formatNumber,
  languageVersions,
  memoryGiB,
  parseMemory,
  ready2runByName,
  supportsVersion,
} from '@omics-lens/server/healthomics/index.ts';

const TABLES = {
  ACCELERATORS,
  CONFIGURATION_FIELDS,
  CREATE_WORKFLOW_FIELDS,
  DEFINITION_REPOSITORY_FIELDS,
  FAILURE_REASONS,
  INSTANCES,
  LANGUAGE_VERSIONS,
  READY2RUN_WORKFLOWS,
  REGIONS,
  RUN_CACHE_FIELDS,
  RUN_GROUP_FIELDS,
  START_RUN_FIELDS,
};

const MEMORY: readonly (readonly [text: string, gib: number | undefined])[] = [
  ['4 GiB', 4],
  ['4GiB', 4],
  ['4 Gi', 4],
  ['4 gib', 4],
  ['512 MiB', 0.5],
  ['1 TiB', 1024],
  ['1048576 KiB', 1],
  ['1073741824', 1],
  ['1073741824 B', 1],
  ['1.5 GiB', 1.5],
  [' .5 GiB ', 0.5],
  ['4 GB', 4e9 / 1024 ** 3],
  ['4 G', 4e9 / 1024 ** 3],
  ['500 MB', 5e8 / 1024 ** 3],
  ['2 T', 2e12 / 1024 ** 3],
  ['4 K', 4e3 / 1024 ** 3],
  ['4 KB', 4e3 / 1024 ** 3],
  ['four GB', undefined],
  ['4 GBs', undefined],
  ['-4 GB', undefined],
  ['', undefined],
];

/** One value inside, one outside, and what is said about it. */
const FIELDS: readonly (readonly [field: string, inside: unknown, outside: unknown, issue: string])[] = [
  ['workflowId', '1234567', '12a', 'must be digits only'],
  ['workflowId', '1'.repeat(18), '1'.repeat(19), 'must be at most 18 characters, not 19'],
  ['workflowId', '1', 1, 'must be a string'],
  ['runId', '1', '', 'must not be empty'],
  ['workflowType', 'READY2RUN', 'PUBLIC', "must be 'PRIVATE' or 'READY2RUN'"],
  ['workflowOwnerId', '123456789012', '1234', 'must be an account id of 12 digits'],
  [
    'workflowVersionName',
    'v1.2-a_b',
    '-v1',
    "must begin with a letter or digit and go on with these, '-', '.' and '_'",
  ],
  ['workflowVersionName', 'v'.repeat(64), 'v'.repeat(65), 'must be at most 64 characters, not 65'],
  ['roleArn', 'arn:aws:iam::123456789012:role/R', 'R', "must be an ARN, which begins with 'arn:'"],
  ['roleArn', `arn:${'r'.repeat(124)}`, `arn:${'r'.repeat(125)}`, 'must be at most 128 characters, not 129'],
  ['name', 'Läufe №1', 'a\tb', 'must not hold tabs, line breaks or other control characters'],
  ['outputUri', 's3://bucket/', 's'.repeat(751), 'must be at most 750 characters, not 751'],
  ['priority', 0, -1, 'must be at least 0, not -1'],
  ['priority', 100000, 100001, 'must be at most 100,000, not 100,001'],
  ['storageCapacity', 1200, 1.5, 'must be a whole number'],
  ['storageCapacity', 100000, 100001, 'must be at most 100,000, not 100,001'],
  ['logLevel', 'ALL', 'DEBUG', "must be 'OFF' or 'FATAL' or 'ERROR' or 'ALL'"],
  ['cacheBehavior', 'CACHE_ALWAYS', 'ALWAYS', "must be 'CACHE_ON_FAILURE' or 'CACHE_ALWAYS'"],
  ['retentionMode', 'REMOVE', 'DELETE', "must be 'RETAIN' or 'REMOVE'"],
  ['storageType', 'STATIC', 'static', "must be 'STATIC' or 'DYNAMIC'"],
  ['networkingMode', 'VPC', 'OPEN', "must be 'RESTRICTED' or 'VPC'"],
  ['parameters', { a: 1 }, [], 'must be an object'],
  [
    'tags',
    { a: '1' },
    Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ''])),
    'must be at most 50 entries, not 51',
  ],
];

describe('healthomics: facts', () => {
  for (const [name, table] of Object.entries(TABLES)) {
    it(`${name} says where and when it was read`, () => {
      assert.match(table.source, /HealthOmics/);
      assert.match(table.date, /^20\d\d-\d\d(-\d\d)?$/);
      assert.notEqual(table.rows.length, 0);
    });
  }

  for (const [text, gib] of MEMORY) {
    it(`memory: '${text}'`, () => {
      assert.equal(parseMemory(text), gib);
    });
  }

  it('reads a number as bytes', () => {
    assert.equal(memoryGiB(2 * 1024 ** 3), 2);
    assert.equal(memoryGiB(true), undefined);
    assert.equal(memoryGiB(undefined), undefined);
  });

  it('writes memory and numbers', () => {
    assert.deepEqual([0.5, 7.45, 64].map(formatGiB), ['512 MiB', '7.5 GiB', '64 GiB']);
    assert.deepEqual([0, 999, 1000, 50000, 1234567].map(formatNumber), [
      '0',
      '999',
      '1,000',
      '50,000',
      '1,234,567',
    ]);
  });

  for (const [name, inside, outside, issue] of FIELDS) {
    it(`StartRun ${name}: ${issue}`, () => {
      const field = START_RUN_FIELDS.rows.find((row) => row.name === name);
      assert.ok(field);
      assert.equal(fieldIssue(field, inside), undefined);
      assert.equal(fieldIssue(field, outside), issue);
    });
  }

  it('every pattern of a field compiles', () => {
    for (const field of [...START_RUN_FIELDS.rows, ...CREATE_WORKFLOW_FIELDS.rows]) {
      if (field.pattern !== undefined) assert.ok(new RegExp(`^(?:${field.pattern})$`, 'u'));
    }
  });

  it('knows the language versions of each engine', () => {
    assert.deepEqual(languageVersions('WDL'), ['1.0', '1.1', 'development']);
    assert.deepEqual(languageVersions('WDL_LENIENT'), languageVersions('WDL'));
    assert.deepEqual(languageVersions('CWL'), ['v1.0', 'v1.1', 'v1.2']);
    assert.deepEqual([...NEXTFLOW_PREFERENCE].sort(), languageVersions('NEXTFLOW'));
    assert.equal(supportsVersion('WDL', '1.2'), false);
  });

  it('has the 24 failure reasons, each once', () => {
    const codes = FAILURE_REASONS.rows.map((row) => row.code);
    assert.equal(new Set(codes).size, 24);
    assert.equal(failureReason('OUT_OF_MEMORY_ERROR')?.pointsAt, 'resource');
    assert.equal(failureReason('SOMETHING_NEW'), undefined);
  });

  it('has the published limits of 36 Ready2Run workflows, also where a name is written otherwise', () => {
    assert.equal(READY2RUN_WORKFLOWS.rows.length, 36);
    assert.equal(new Set(READY2RUN_WORKFLOWS.rows.map(({ name }) => name)).size, 36);
    const written = ready2runByName('NVIDIA Parabricks FQ2BAM WGS up to 30x');
    assert.deepEqual([written?.mostInputGiB, written?.minutes], [71, 60]);
    assert.equal(ready2runByName('Something newer'), undefined);
  });
});
