import assert from 'node:assert/strict';
import { checkBatchFile, checkBatchRuns } from '@omics-lens/server/documents/index.ts';
import { workflow } from '../../support/model.ts';
import { checks } from './support.ts';

const { expectProblems, expectFix, messages } = checks(checkBatchFile);

const DEFAULTS = {
  workflowId: '1234567',
  roleArn: 'arn:aws:iam::123456789012:role/r',
  outputUri: 's3://bucket/out/',
  storageType: 'DYNAMIC',
};
const batch = (defaults: object, ...runs: object[]) => ({
  defaultRunSetting: { ...DEFAULTS, ...defaults },
  batchRunSettings: { inlineSettings: runs },
});
const run = (id: string, parameters?: object) => ({
  runSettingId: id,
  ...(parameters === undefined ? {} : { parameters }),
});

describe('documents: batch file', () => {
  it('says nothing about a good file', () => {
    assert.deepEqual(messages(batch({}, run('a'), run('b'))), []);
    assert.deepEqual(
      messages({ defaultRunSetting: DEFAULTS, batchRunSettings: { s3UriSettings: 's3://bucket/runs.json' } }),
      [],
    );
  });

  it('has its runs in exactly one place', () => {
    const settings = (batchRunSettings: object) =>
      messages({ defaultRunSetting: DEFAULTS, batchRunSettings });
    assert.deepEqual(settings({}), ['batch-settings-choice: The batch has no runs.']);
    assert.deepEqual(settings({ inlineSettings: [run('a')], s3UriSettings: 's3://bucket/runs.json' }), [
      "batch-settings-choice: 's3UriSettings' and 'inlineSettings' exclude each other.",
    ]);
    assert.deepEqual(settings({ s3UriSettings: 'runs.json' }), [
      "s3-uri: 's3UriSettings' does not begin with 's3://'.",
    ]);
  });

  it('lets a run change only what may differ', () => {
    expectProblems(
      `
      {
        "defaultRunSetting": { "workflowId": "1", "roleArn": "arn:aws:iam::123456789012:role/r", "outputUri": "s3://bucket/", "storageType": "DYNAMIC", "tags": {} },
        "batchRunSettings": { "inlineSettings": [
          { "runSettingId": "a", "storageType": "STATIC", "name": "x" },
          { "runSettingId": "a", "runId": "1" },
          { "runSettingID": "b" }
        ] }
      }`,
      `
        "defaultRunSetting": { "workflowId": "1", "roleArn": "arn:aws:iam::123456789012:role/r", "outputUri": "s3://bucket/", "storageType": "DYNAMIC", "tags": {} },
                                                                                                                                                        ^^^^^^ batch-run-field (error): The tags of runs of a batch are called 'runTags'.
          { "runSettingId": "a", "storageType": "STATIC", "name": "x" },
                                 ^^^^^^^^^^^^^ batch-run-field (error): 'storageType' cannot be set for a single run of a batch.
          { "runSettingId": "a", "runId": "1" },
                            ^^^ batch-run-id-duplicate (error): Two runs of the batch have the id 'a'.
                                 ^^^^^^^ batch-run-field (error): A batch always makes new runs: it repeats none by 'runId'.
          { "runSettingID": "b" }
            ^^^^^^^^^^^^^^ field-unknown (error): Unknown field 'runSettingID' of 'batchRunSettings.inlineSettings[2]'. Did you mean 'runSettingId'?`,
    );
  });

  const CASES: readonly (readonly [string, unknown, readonly string[]])[] = [
    [
      'no output anywhere',
      batch({ outputUri: undefined }, run('a'), run('b')),
      ['batch-output-missing: Neither the default nor any run says where outputs go.'],
    ],
    [
      'a run without output',
      batch({ outputUri: undefined }, { ...run('a'), outputUri: 's3://bucket/a/' }, run('b')),
      ["batch-output-missing: This run lacks 'outputUri'."],
    ],
    [
      'a malformed output of a run',
      batch({}, { ...run('a'), outputUri: 'out' }),
      ["s3-uri: 'outputUri' does not begin with 's3://'."],
    ],
    [
      'Ready2Run',
      batch({ workflowType: 'READY2RUN' }, run('a')),
      ['ready2run-restricted: A Ready2Run workflow cannot be started as a batch.'],
    ],
    [
      'everything into the cache',
      batch({ cacheId: '1', cacheBehavior: 'CACHE_ALWAYS' }, run('a')),
      ['cache-always-in-batch: Every run of the batch writes all its files to the cache.'],
    ],
    [
      'tags that no run gets',
      { ...batch({}, run('a')), tags: { project: 'p' } },
      ['batch-tags-not-inherited: The runs of the batch do not inherit these tags.'],
    ],
    ['tags of both', { ...batch({ runTags: { project: 'p' } }, run('a')), tags: { project: 'p' } }, []],
    [
      'a reserved tag of a run',
      batch({}, { ...run('a'), runTags: { 'AWS:x': '1' } }),
      ["tag-reserved: The tag 'AWS:x' begins with 'aws:', which AWS keeps for itself."],
    ],
    [
      'too many tags after the merge',
      batch(
        { runTags: tags('a', 30) },
        { ...run('a'), runTags: tags('b', 21) },
        { ...run('b'), runTags: tags('b', 20) },
      ),
      ["batch-tags-too-many: Together with the default's the run gets 51 tags, and 50 are allowed."],
    ],
    ['a fixed request id', { ...batch({}, run('a')), requestId: 'x' }, []],
  ];
  for (const [title, value, expected] of CASES) {
    it(title, () => {
      assert.deepEqual(messages(value), expected);
    });
  }

  it('renames tags of runs', () => {
    expectFix(
      '{"batchRunSettings": {"inlineSettings": [{"runSettingId": "a", "tags": {}}]}}',
      "Rename to 'runTags'",
      '{"batchRunSettings": {"inlineSettings": [{"runSettingId": "a", "runTags": {}}]}}',
    );
  });
});

describe('documents: parameters of a batch after the merge', () => {
  const model = workflow('Main', { bam: 'File', ref: 'File', threads: 'Int = 4' });
  const found = (value: unknown) => messages(value, [], { model });
  const ref = 's3://bucket/ref.fa';
  const bam = 's3://bucket/a.bam';

  it('come from the default and from each run', () => {
    assert.deepEqual(found(batch({ parameters: { ref } }, run('a', { bam }), run('b', { bam, ref }))), []);
  });

  it('may be missing from single runs', () => {
    assert.deepEqual(found(batch({ parameters: { ref } }, run('a', { bam }), run('b', {}), run('c'))), [
      "parameter-missing: This run lacks the required parameter 'bam' of workflow 'Main'.",
      "parameter-missing: This run lacks the required parameter 'bam' of workflow 'Main'.",
    ]);
  });

  it('are said once when no run has them', () => {
    assert.deepEqual(found(batch({ parameters: {} }, run('a', { bam }), run('b', { bam }))), [
      "parameter-missing: No run of the batch gives 'ref' of workflow 'Main'.",
    ]);
    assert.deepEqual(found(batch({}, run('a'), run('b'))), [
      "parameter-missing: No run of the batch gives 'bam' and 'ref' of workflow 'Main'.",
    ]);
  });

  it('are checked where they stand, with one problem for one mistake', () => {
    assert.deepEqual(
      found(batch({ parameters: { rfe: ref } }, run('a', { bam, threads: 'x' }), run('b', { bma: bam }))),
      [
        "parameter-unknown: Unknown parameter 'rfe' of workflow 'Main'. Did you mean 'ref'?",
        "parameter-type: 'threads' must be Int, and this is a string.",
        "parameter-unknown: Unknown parameter 'bma' of workflow 'Main'. Did you mean 'bam'?",
      ],
    );
  });

  it('are not missed where the runs lie in S3', () => {
    const value = {
      defaultRunSetting: { ...DEFAULTS, parameters: {} },
      batchRunSettings: { s3UriSettings: 's3://bucket/r.json' },
    };
    assert.deepEqual(found(value), []);
  });

  it('may not take too many bytes together', () => {
    const half = 'x'.repeat(24_990);
    const value = batch(
      { parameters: { a: half } },
      run('a', { b: half }),
      run('b', { a: half }),
      run('c', { b: `${half}x`.repeat(2) }),
    );
    assert.deepEqual(messages(value), [
      "batch-parameters-too-large: The parameters of this run take 74,987 bytes together with the default's, and HealthOmics accepts 50,000.",
    ]);
  });

  it('fixes add to the default or to the run', () => {
    expectFix(
      '{"defaultRunSetting": {"parameters": {}}, "batchRunSettings": {"inlineSettings": [{"parameters": {"bam": "s3://b-b/a.bam"}}]}}',
      'Add all required parameters',
      '{"defaultRunSetting": {"parameters": {\n  "ref": "s3://"\n}}, "batchRunSettings": {"inlineSettings": [{"parameters": {"bam": "s3://b-b/a.bam"}}]}}',
      { model },
    );
  });
});

describe('documents: the array of runs', () => {
  const array = checks(checkBatchRuns);
  const model = workflow('Main', { bam: 'File', ref: 'File', threads: 'Int = 4' });

  it('says nothing about a good file, whatever the default may give', () => {
    assert.deepEqual(array.messages([run('a', { bam: 's3://bucket/a.bam' }), run('b')], [], { model }), []);
  });

  it('is checked like inline runs', () => {
    assert.deepEqual(
      array.messages([run('a', { bma: 's3://bucket/a.bam' }), { ...run('a'), cacheId: '1' }, 'x'], [], {
        model,
      }),
      [
        "batch-run-field: 'cacheId' cannot be set for a single run of a batch.",
        "field-type: '[2]' must be an object in braces, and this is a string.",
        "batch-run-id-duplicate: Two runs of the batch have the id 'a'.",
        "parameter-unknown: Unknown parameter 'bma' of workflow 'Main'. Did you mean 'bam'?",
      ],
    );
  });

  it('is no object', () => {
    assert.deepEqual(array.messages({ inlineSettings: [] }), [
      'document-shape: This file must hold a list in square brackets, and this is an object.',
    ]);
  });
});

function tags(prefix: string, count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, 'v']));
}
