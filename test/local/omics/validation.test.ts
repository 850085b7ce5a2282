import assert from 'node:assert/strict';
import * as sdk from '@aws-sdk/client-omics';
import { OPERATIONS } from '@omics-lens/local/omics/service.ts';
import { OMICS_ERRORS } from '@omics-lens/local/errors.ts';
import { errorOf } from '../support/errors.ts';
import { OUTPUT, ROLE, SMALL, startTestService, zipOf } from '../support/service.ts';
import type { TestService } from '../support/service.ts';

type OperationName = keyof typeof OPERATIONS;

/** A request of each operation that breaks no limit; the resources that it names need not be there. */
const GOOD: Readonly<Record<OperationName, Readonly<Record<string, unknown>>>> = {
  CreateWorkflow: { definitionZip: zipOf(SMALL), requestId: 'r' },
  GetWorkflow: { id: '1' },
  ListWorkflows: {},
  UpdateWorkflow: { id: '1' },
  DeleteWorkflow: { id: '1' },
  CreateWorkflowVersion: { workflowId: '1', versionName: 'v', definitionZip: zipOf(SMALL), requestId: 'r' },
  GetWorkflowVersion: { workflowId: '1', versionName: 'v' },
  ListWorkflowVersions: { workflowId: '1' },
  DeleteWorkflowVersion: { workflowId: '1', versionName: 'v' },
  StartRun: { workflowId: '1', roleArn: ROLE, outputUri: OUTPUT, requestId: 'r' },
  GetRun: { id: '1' },
  ListRuns: {},
  CancelRun: { id: '1' },
  DeleteRun: { id: '1' },
  ListRunTasks: { id: '1' },
  GetRunTask: { id: '1', taskId: '1' },
  UpdateWorkflowVersion: { workflowId: '1', versionName: 'v' },
  StartRunBatch: {
    requestId: 'r',
    defaultRunSetting: { workflowId: '1', roleArn: ROLE, outputUri: OUTPUT },
    batchRunSettings: { inlineSettings: [{ runSettingId: 'a' }] },
  },
  GetBatch: { batchId: '1' },
  ListBatch: {},
  ListRunsInBatch: { batchId: '1' },
  CancelRunBatch: { batchId: '1' },
  DeleteRunBatch: { batchId: '1' },
  DeleteBatch: { batchId: '1' },
  CreateRunGroup: { requestId: 'r' },
  GetRunGroup: { id: '1' },
  ListRunGroups: {},
  UpdateRunGroup: { id: '1' },
  DeleteRunGroup: { id: '1' },
  CreateRunCache: { cacheS3Location: 's3://bucket/cache', requestId: 'r' },
  GetRunCache: { id: '1' },
  ListRunCaches: {},
  UpdateRunCache: { id: '1' },
  DeleteRunCache: { id: '1' },
  CreateConfiguration: {
    name: 'c',
    runConfigurations: { vpcConfig: { securityGroupIds: ['sg-0a'], subnetIds: ['subnet-0a'] } },
    requestId: 'r',
  },
  GetConfiguration: { name: 'c' },
  ListConfigurations: {},
  DeleteConfiguration: { name: 'c' },
  TagResource: { resourceArn: 'arn:aws:omics:us-east-1:123456789012:run/1', tags: { a: 'b' } },
  UntagResource: { resourceArn: 'arn:aws:omics:us-east-1:123456789012:run/1', tagKeys: ['a'] },
  ListTagsForResource: { resourceArn: 'arn:aws:omics:us-east-1:123456789012:run/1' },
  CreateShare: {
    resourceArn: 'arn:aws:omics:us-east-1:123456789012:workflow/1',
    principalSubscriber: '111122223333',
  },
  AcceptShare: { shareId: '1' },
  GetShare: { shareId: '1' },
  ListShares: { resourceOwner: 'SELF' },
  DeleteShare: { shareId: '1' },
  ListSequenceStores: {},
  ListReadSets: { sequenceStoreId: '1234567890' },
  GetReadSetMetadata: { id: '1234567890', sequenceStoreId: '1234567890' },
  ListReferenceStores: {},
  ListReferences: { referenceStoreId: '1234567890' },
  GetReferenceMetadata: { id: '1234567890', referenceStoreId: '1234567890' },
};

const ID = [
  ['1', '1'.repeat(18)],
  ['1'.repeat(19), 'x', '1 2'],
] as const;
const NAME = [
  ['n', 'n'.repeat(128), 'Grün – 1'],
  ['n'.repeat(129), 'a\tb', 'a\nb'],
] as const;
const DESCRIPTION = [
  ['d', 'd'.repeat(256)],
  ['d'.repeat(257), ''],
] as const;
const REQUEST_ID = [['r', 'r'.repeat(128)], ['r'.repeat(129)]] as const;
const MAX_RESULTS = [
  [1, 100],
  [0, 101],
] as const;
const TOKEN = [['t', 't'.repeat(128)], ['t'.repeat(129)]] as const;
const STORAGE_TYPE = [
  ['STATIC', 'DYNAMIC'],
  ['static', 'SSD'],
] as const;
const CAPACITY = [
  [0, 100_000],
  [-1, 100_001],
] as const;
const VERSION = [
  ['1', 'v1.0-a_b', 'v'.repeat(64)],
  ['v'.repeat(65), '-v', 'v 1'],
] as const;
const OWNER = [['123456789012'], ['1234', '12345678901x']] as const;
const TYPE = [['PRIVATE', 'READY2RUN'], ['SHARED']] as const;
const TAGS = [
  [{}, { k: '' }, { ['k'.repeat(128)]: 'v'.repeat(256) }],
  [
    { ['k'.repeat(129)]: 'v' },
    { k: 'v'.repeat(257) },
    Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, ''])),
  ],
] as const;
const TEMPLATE = [
  [
    { a: {} },
    { a: { description: '', optional: true } },
    { ['n'.repeat(128)]: { description: 'd'.repeat(256) } },
  ],
  [
    {},
    { ['n'.repeat(129)]: {} },
    { a: { description: 'd'.repeat(257) } },
    { a: { description: 'x\ny' } },
    { a: { optional: 'yes' } },
  ],
] as const;
const ENGINE = [
  ['WDL', 'WDL_LENIENT', 'NEXTFLOW', 'CWL'],
  ['wdl', 'SNAKEMAKE'],
] as const;
const MAIN = [['m', 'm'.repeat(128)], ['m'.repeat(129)]] as const;

const GROUP_LIMIT = [
  [1, 100_000],
  [0, 100_001],
] as const;

type Limits = readonly [inside: readonly unknown[], outside: readonly unknown[]];
const DEFINITION: Readonly<Record<string, Limits>> = {
  description: DESCRIPTION,
  engine: ENGINE,
  main: MAIN,
  parameterTemplate: TEMPLATE,
  storageCapacity: CAPACITY,
  storageType: STORAGE_TYPE,
  accelerators: [['GPU'], ['TPU']],
  tags: TAGS,
  requestId: REQUEST_ID,
  parameterTemplatePath: MAIN,
  readmePath: MAIN,
  workflowBucketOwnerId: OWNER,
  readmeUri: [['s3://bucket/README.md'], ['README.md', 's3://b/x']],
  containerRegistryMapUri: [['s3://bucket/map.json'], ['u'.repeat(751)]],
  containerRegistryMap: [
    [
      {
        registryMappings: [
          { upstreamRegistryUrl: 'quay.io', ecrRepositoryPrefix: 'quay', ecrAccountId: '123456789012' },
        ],
      },
    ],
    [
      { registryMappings: [{ upstreamRepositoryPrefix: 'x' }] },
      { registryMappings: [{ ecrAccountId: '1' }] },
      { imageMappings: [{ sourceImage: '' }] },
    ],
  ],
};

/** For each field, values that the service takes and values that it refuses. */
const LIMITS: Readonly<Partial<Record<OperationName, Readonly<Record<string, Limits>>>>> = {
  CreateWorkflow: { name: NAME, ...DEFINITION },
  CreateWorkflowVersion: { workflowId: ID, versionName: VERSION, ...DEFINITION },
  GetWorkflow: {
    id: ID,
    type: TYPE,
    export: [[['DEFINITION', 'README'], []], [['ALL']]],
    workflowOwnerId: OWNER,
  },
  ListWorkflows: { type: TYPE, name: NAME, startingToken: TOKEN, maxResults: MAX_RESULTS },
  UpdateWorkflow: {
    id: ID,
    name: NAME,
    description: DESCRIPTION,
    storageType: STORAGE_TYPE,
    storageCapacity: CAPACITY,
  },
  DeleteWorkflow: { id: ID },
  GetWorkflowVersion: { workflowId: ID, versionName: VERSION, type: TYPE, workflowOwnerId: OWNER },
  ListWorkflowVersions: {
    workflowId: ID,
    type: TYPE,
    maxResults: MAX_RESULTS,
    startingToken: [['t'.repeat(256)], ['t'.repeat(257)]],
  },
  DeleteWorkflowVersion: { workflowId: ID, versionName: VERSION },
  StartRun: {
    workflowId: ID,
    workflowType: TYPE,
    runId: ID,
    roleArn: [
      [ROLE, `arn:${'x'.repeat(124)}`],
      ['role', `arn:${'x'.repeat(125)}`],
    ],
    name: NAME,
    cacheId: ID,
    cacheBehavior: [['CACHE_ON_FAILURE', 'CACHE_ALWAYS'], ['CACHE_NEVER']],
    runGroupId: ID,
    priority: [
      [0, 100_000],
      [-1, 100_001],
    ],
    storageCapacity: CAPACITY,
    outputUri: [[`s3://${'b'.repeat(745)}`], [`s3://${'b'.repeat(746)}`, '']],
    logLevel: [['OFF', 'FATAL', 'ERROR', 'ALL'], ['DEBUG']],
    tags: TAGS,
    requestId: REQUEST_ID,
    retentionMode: [['RETAIN', 'REMOVE'], ['KEEP']],
    storageType: STORAGE_TYPE,
    workflowOwnerId: OWNER,
    workflowVersionName: VERSION,
    networkingMode: [['RESTRICTED', 'VPC'], ['PUBLIC']],
    configurationName: [
      ['c', 'c'.repeat(128)],
      ['c'.repeat(129), '_c'],
    ],
  },
  GetRun: { id: ID, export: [[['DEFINITION']], [['README']]] },
  ListRuns: {
    name: NAME,
    runGroupId: ID,
    batchId: ID,
    startingToken: TOKEN,
    maxResults: MAX_RESULTS,
    status: [['PENDING', 'DELETED'], ['DONE']],
  },
  CancelRun: { id: ID },
  DeleteRun: { id: ID },
  ListRunTasks: {
    id: ID,
    startingToken: TOKEN,
    maxResults: MAX_RESULTS,
    status: [['STOPPING'], ['DELETED']],
  },
  GetRunTask: { id: ID, taskId: ID },
  UpdateWorkflowVersion: {
    workflowId: ID,
    versionName: VERSION,
    description: DESCRIPTION,
    storageType: STORAGE_TYPE,
    storageCapacity: CAPACITY,
  },
  StartRunBatch: {
    batchName: [
      ['b', 'b'.repeat(64)],
      ['b'.repeat(65), 'a\nb'],
    ],
    requestId: REQUEST_ID,
    tags: TAGS,
    defaultRunSetting: [
      [{ workflowId: '1', roleArn: ROLE, priority: 100_000 }],
      [
        { workflowId: '1' },
        { roleArn: ROLE },
        { workflowId: '1', roleArn: ROLE, priority: 100_001 },
        { workflowId: '1', roleArn: ROLE, outputBucketOwnerId: '1' },
      ],
    ],
    batchRunSettings: [
      [{ inlineSettings: settings(100) }, { s3UriSettings: 's3://bucket/key' }],
      [
        { inlineSettings: settings(101) },
        { inlineSettings: [] },
        { inlineSettings: [{}] },
        { inlineSettings: [{ runSettingId: 'r'.repeat(129) }] },
        { s3UriSettings: 's'.repeat(751) },
      ],
    ],
  },
  GetBatch: { batchId: ID },
  ListBatch: {
    maxItems: MAX_RESULTS,
    startingToken: TOKEN,
    status: [['INPROGRESS'], ['IN_PROGRESS']],
    name: [['b'.repeat(64)], ['b'.repeat(65)]],
    runGroupId: ID,
  },
  ListRunsInBatch: {
    batchId: ID,
    maxItems: MAX_RESULTS,
    startingToken: TOKEN,
    submissionStatus: [['SUCCESS', 'DELETE_FAILED'], ['DONE']],
  },
  CancelRunBatch: { batchId: ID },
  DeleteRunBatch: { batchId: ID },
  DeleteBatch: { batchId: ID },
  CreateRunGroup: {
    name: NAME,
    maxCpus: GROUP_LIMIT,
    maxGpus: GROUP_LIMIT,
    maxRuns: GROUP_LIMIT,
    maxDuration: GROUP_LIMIT,
    tags: TAGS,
    requestId: REQUEST_ID,
  },
  ListRunGroups: { name: NAME, maxResults: MAX_RESULTS, startingToken: TOKEN },
  UpdateRunGroup: { id: ID, name: NAME, maxCpus: GROUP_LIMIT, maxRuns: GROUP_LIMIT },
  CreateRunCache: {
    cacheS3Location: [
      ['s3://bucket', 's3://bucket/'],
      ['bucket', 's3://b/x'],
    ],
    name: NAME,
    description: DESCRIPTION,
    cacheBehavior: [['CACHE_ALWAYS'], ['ALWAYS']],
    cacheBucketOwnerId: OWNER,
    tags: TAGS,
    requestId: REQUEST_ID,
  },
  ListRunCaches: { maxResults: MAX_RESULTS, startingToken: TOKEN },
  UpdateRunCache: { id: ID, name: NAME, description: DESCRIPTION },
  CreateConfiguration: {
    name: [
      ['c', 'c-1.a_b'],
      ['c'.repeat(129), '_c'],
    ],
    description: DESCRIPTION,
    runConfigurations: [
      [{}],
      [{ vpcConfig: { subnetIds: ['subnet-g'] } }, { vpcConfig: { securityGroupIds: ['sg-'] } }],
    ],
    tags: TAGS,
    requestId: REQUEST_ID,
  },
  ListConfigurations: {
    maxResults: [
      [1, 10],
      [0, 11],
    ],
  },
  ListReadSets: { sequenceStoreId: [['1234567890'], ['1', '1'.repeat(37)]], maxResults: MAX_RESULTS },
  ListShares: { resourceOwner: [['SELF', 'OTHER'], ['ME']] },
};

function settings(count: number): readonly object[] {
  return Array.from({ length: count }, (_, i) => ({ runSettingId: `run-${i}` }));
}

describe('limits of requests', () => {
  let local: TestService;
  before(async () => {
    local = await startTestService();
  });
  after(() => local.close());

  /** The sentences about the field; empty when it was not refused. */
  async function refused(operation: OperationName, request: object, field: string): Promise<boolean> {
    const error = await send(local, operation, request).then(
      () => '',
      (thrown: unknown) => String(thrown),
    );
    return (
      error.startsWith('ValidationException') &&
      new RegExp(`'${field}[.\\[']`).test(error) &&
      error.includes(' must ')
    );
  }

  for (const [operation, fields] of Object.entries(LIMITS) as [OperationName, Record<string, Limits>][]) {
    it(`${operation} takes what is inside and refuses what is outside`, async () => {
      for (const [field, [inside, outside]] of Object.entries(fields)) {
        for (const value of inside) {
          const request = { ...GOOD[operation], [field]: value };
          assert.equal(
            await refused(operation, request, field),
            false,
            `${field} takes ${JSON.stringify(value)}`,
          );
        }
        for (const value of outside) {
          const request = { ...GOOD[operation], [field]: value };
          // In a map, what is wrong may be the key.
          const place = field === 'tags' || field === 'parameterTemplate' ? '' : field;
          const asked =
            place === '' ? await refusedAtAll(operation, request) : await refused(operation, request, field);
          assert.equal(asked, true, `${field} refuses ${JSON.stringify(value)}`);
        }
      }
    });
  }

  async function refusedAtAll(operation: OperationName, request: object): Promise<boolean> {
    return (await errorOf(send(local, operation, request))).startsWith('ValidationException 400');
  }

  it('names every field that is wrong, in one answer', async () => {
    const request = { ...GOOD.StartRun, name: 'n'.repeat(200), priority: -1, storageType: 'X' };
    assert.equal(
      await errorOf(send(local, 'StartRun', request)),
      "ValidationException 400: 'name' must have 1 to 128 characters, and has 200. 'priority' must be 0 to 100000, and is -1. 'storageType' must be one of STATIC, DYNAMIC.",
    );
  });

  it('needs what is required', async () => {
    for (const field of ['roleArn', 'outputUri']) {
      const request = { ...GOOD.StartRun, [field]: undefined };
      assert.equal(
        await errorOf(send(local, 'StartRun', request)),
        `ValidationException 400: '${field}' must be given.`,
      );
    }
  });
});

describe('errors that the service models', () => {
  let local: TestService;
  before(async () => {
    local = await startTestService();
  });
  after(() => local.close());

  const codes = Object.entries(OMICS_ERRORS).filter(([code]) => code !== 'NotSupportedOperationException');
  for (const operation of Object.keys(OPERATIONS) as OperationName[]) {
    it(`reach the client of ${operation} as its own exceptions`, async () => {
      for (const [code, status] of codes) {
        await local.play({ requests: [{ operation, error: code, message: 'scripted' }] });
        const error = await send(local, operation, GOOD[operation]).catch((thrown: unknown) => thrown);
        const exception = (sdk as unknown as Readonly<Record<string, new (...args: never) => Error>>)[code];
        assert.ok(exception !== undefined && error instanceof exception, `${code} is the SDK's own class`);
        assert.equal((error as sdk.OmicsServiceException).$metadata.httpStatusCode, status);
        assert.equal(error.message, 'scripted');
      }
    });
  }
});

function send(local: TestService, operation: OperationName, request: object): Promise<unknown> {
  const command = (sdk as unknown as Readonly<Record<string, new (input: object) => never>>)[
    `${operation}Command`
  ];
  assert.ok(command !== undefined);
  return local.omics.send(new command(request));
}
