import assert from 'node:assert/strict';
import { DOCUMENT_RULES, checkRunFile } from '@omics-lens/server/documents/index.ts';
import { workflow } from '../../support/model.ts';
import { checks } from './support.ts';

const { expectProblems, expectFix, messages } = checks(checkRunFile);

const RUN = {
  workflowId: '1234567',
  roleArn: 'arn:aws:iam::123456789012:role/r',
  outputUri: 's3://bucket/out/',
  storageType: 'DYNAMIC',
};

describe('documents: run file', () => {
  it('says nothing about a good file', () => {
    assert.deepEqual(messages(RUN), []);
    assert.deepEqual(
      messages({ ...RUN, workflowId: undefined, runId: '7654321', storageType: undefined }),
      [],
    );
  });

  it('wants an object', () => {
    assert.deepEqual(messages([RUN]), [
      'document-shape: This file must hold an object in braces, and this is an array.',
    ]);
  });

  it('says each mistake at its place', () => {
    expectProblems(
      `
      {
        "workflowID": "1234567",
        "roleArn": "arn:aws:iam::123456789012:user/me",
        "outputUri": "bucket/out",
        "storageType": "STATIC",
        "storageCapacity": 5000,
        "logLevel": "DEBUG",
        "foo": 1
      }`,
      `
        "workflowID": "1234567",
        ^^^^^^^^^^^^ field-unknown (error): Unknown field 'workflowID' of StartRun. Did you mean 'workflowId'?
        "roleArn": "arn:aws:iam::123456789012:user/me",
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ role-arn-form (warning): 'arn:aws:iam::123456789012:user/me' is no ARN of a role.
        "outputUri": "bucket/out",
                     ^^^^^^^^^^^^ s3-uri (error): 'outputUri' does not begin with 's3://'.
        "storageCapacity": 5000,
                           ^^^^ storage-capacity-rounded (hint): 5,000 GiB become 7,200 GiB.
        "logLevel": "DEBUG",
                    ^^^^^^^ field-value (error): 'logLevel' must be 'OFF' or 'FATAL' or 'ERROR' or 'ALL'.
        "foo": 1
        ^^^^^ field-unknown (warning): Unknown field 'foo' of StartRun.`,
    );
  });

  it('misses a workflow', () => {
    assert.deepEqual(messages({ ...RUN, workflowId: undefined }), [
      "run-workflow-missing: The run names neither 'workflowId' nor 'runId'.",
    ]);
  });

  it('adds what is missing', () => {
    expectFix(
      '{"workflowId": "1", "storageType": "STATIC"}',
      'Add all required fields',
      '{"workflowId": "1", "storageType": "STATIC", "roleArn": "arn:aws:iam::123456789012:role/", "outputUri": "s3://"}',
    );
  });

  it('writes ids as strings and numbers as numbers', () => {
    expectFix('{"workflowId": 1234567}', 'Write "1234567"', '{"workflowId": "1234567"}');
    expectFix('{"priority": "10"}', 'Write 10', '{"priority": 10}');
    expectFix('{"logLevel": "all"}', "Replace with 'ALL'", '{"logLevel": "ALL"}');
    expectFix('{"workflow-id": "1"}', "Rename to 'workflowId'", '{"workflowId": "1"}');
  });

  const CASES: readonly (readonly [string, object, readonly string[]])[] = [
    [
      'two sources',
      { runId: '1' },
      ["run-two-sources: 'runId' repeats a run, and 'workflowId' starts a new one."],
    ],
    [
      'a shared workflow',
      { runId: '1', workflowId: undefined, workflowOwnerId: '123456789012' },
      ['run-repeats-shared: A run of a shared workflow cannot be repeated by its id.'],
    ],
    [
      'a request id',
      { requestId: 'a' },
      ['request-id-fixed: With this request id a second start of the file starts nothing.'],
    ],
    [
      'no storage type',
      { storageType: undefined },
      ["storage-type-implicit: The run does not say whether it wants 'DYNAMIC' or 'STATIC' storage."],
    ],
    [
      'capacity of dynamic storage',
      { storageCapacity: 1200 },
      ["storage-capacity-ignored: 'storageCapacity' is ignored with dynamic storage."],
    ],
    ['a size that is offered', { storageType: 'STATIC', storageCapacity: 1200 }, []],
    ['another one', { storageType: 'STATIC', storageCapacity: 4800 }, []],
    [
      'a small size',
      { storageType: 'STATIC', storageCapacity: 1000 },
      ['storage-capacity-rounded: 1,000 GiB become 1,200 GiB.'],
    ],
    [
      'a size between the steps',
      { storageType: 'STATIC', storageCapacity: 1201 },
      ['storage-capacity-rounded: 1,201 GiB become 2,400 GiB.'],
    ],
    [
      'a size above the quota',
      { storageType: 'STATIC', storageCapacity: 42000 },
      [
        'storage-capacity-rounded: 42,000 GiB become 43,200 GiB.',
        'storage-capacity-quota: 43,200 GiB are more than the 9,600 GiB that an account may use for one run without asking.',
      ],
    ],
    ['the quota', { storageType: 'STATIC', storageCapacity: 9600 }, []],
    [
      'a cache behavior alone',
      { cacheBehavior: 'CACHE_ALWAYS' },
      ["cache-behavior-without-cache: 'cacheBehavior' needs 'cacheId'."],
    ],
    ['a cache and its behavior', { cacheBehavior: 'CACHE_ALWAYS', cacheId: '1' }, []],
    [
      'a VPC without configuration',
      { networkingMode: 'VPC' },
      ["vpc-without-configuration: Networking mode 'VPC' needs 'configurationName'."],
    ],
    ['a VPC', { networkingMode: 'VPC', configurationName: 'net' }, []],
    [
      'a configuration alone',
      { configurationName: 'net' },
      ["configuration-without-vpc: 'configurationName' counts only with networking mode 'VPC'."],
    ],
    [
      'Ready2Run with a group and a cache',
      { workflowType: 'READY2RUN', runGroupId: '1', cacheId: '1' },
      [
        "ready2run-restricted: A Ready2Run workflow takes no 'runGroupId'.",
        "ready2run-restricted: A Ready2Run workflow takes no 'cacheId'.",
      ],
    ],
    [
      'a reserved tag',
      { tags: { 'aws:x': '1', project: 'p' } },
      ["tag-reserved: The tag 'aws:x' begins with 'aws:', which AWS keeps for itself."],
    ],
    [
      'a parameter file',
      { parameters: 'file://params.json' },
      ["run-parameters-by-name: 'parameters' names a file instead of holding the values."],
    ],
    [
      'malformed URIs without a workflow',
      { parameters: { bam: 's3:/bucket/x' } },
      ["s3-uri: 'bam' must begin with 's3://'."],
    ],
  ];
  for (const [title, fields, expected] of CASES) {
    it(title, () => {
      assert.deepEqual(messages({ ...RUN, ...fields }), expected);
    });
  }

  it('mends what has one mend', () => {
    expectFix(
      '{"storageType": "DYNAMIC", "storageCapacity": 1200}',
      "Remove 'storageCapacity'",
      '{"storageType": "DYNAMIC"}',
    );
    expectFix('{"storageCapacity": 5000}', 'Write 7200', '{"storageCapacity": 7200}');
    expectFix(
      '{"cacheBehavior": "CACHE_ALWAYS"}',
      "Add 'cacheId'",
      '{"cacheBehavior": "CACHE_ALWAYS", "cacheId": ""}',
    );
    expectFix('{"name": "a"}', 'Add "storageType": "STATIC"', '{"name": "a", "storageType": "STATIC"}');
  });
});

describe('documents: parameters of a run file', () => {
  const model = workflow('Main', { bam: 'File', threads: 'Int = 4' });

  it('are checked against the workflow, where they stand', () => {
    expectProblems(
      `
      {
        "workflowId": "1", "roleArn": "arn:aws:iam::123456789012:role/r", "outputUri": "s3://bucket/", "storageType": "DYNAMIC",
        "parameters": {
          "bma": "/data/a.bam",
          "threads": "4"
        }
      }`,
      `
          "bma": "/data/a.bam",
          ^^^^^ parameter-unknown (error): Unknown parameter 'bma' of workflow 'Main'. Did you mean 'bam'?
          "threads": "4"
                     ^^^ parameter-type (error): 'threads' must be Int, and this is a string.`,
      { model },
    );
  });

  it('may come from the run that is repeated', () => {
    assert.deepEqual(
      messages({ ...RUN, workflowId: undefined, runId: '1', parameters: {} }, [], { model }),
      [],
    );
    assert.deepEqual(messages({ ...RUN, workflowId: undefined, runId: '1' }, [], { model }), []);
  });

  it('are missed where the workflow needs them', () => {
    assert.deepEqual(messages(RUN, [], { model }), [
      "field-missing: 'parameters' is missing, and workflow 'Main' requires 'bam'.",
    ]);
    expectFix(
      '{\n  "workflowId": "1"\n}',
      "Add 'parameters' with all that is required",
      '{\n  "workflowId": "1",\n  "parameters": {\n    "bam": "s3://"\n  }\n}',
      { model },
    );
  });

  it('may not take more bytes than the service accepts', () => {
    const large = { bam: `s3://bucket/${'x'.repeat(200)}`, names: 'n'.repeat(50_000) };
    const [problem] = messages({ ...RUN, parameters: large });
    assert.equal(
      problem,
      'parameters-too-large: The parameters take 50,233 bytes, and HealthOmics accepts 50,000.',
    );
  });
});

describe('documents: rules', () => {
  it('each stands under its own code', () => {
    for (const [code, rule] of Object.entries(DOCUMENT_RULES)) assert.equal(rule.code, code);
  });
});
