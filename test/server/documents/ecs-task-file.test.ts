import assert from 'node:assert/strict';
import { checkEcsTaskFile } from '@omics-lens/server/documents/index.ts';
import { checks } from './support.ts';

const { expectProblems, expectFix, messages } = checks(checkEcsTaskFile);

const TASK = { taskDefinition: 'align:3' };
const NETWORK = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
const text = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, item: T) => Array.from({ length: count }, () => item);
const tags = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, value: 'v' }));
const provider = (name: string, weight = 1, base = 0) => ({ capacityProvider: name, weight, base });
const override = (more: object) => ({ containerOverrides: [{ name: 'main', ...more }] });
const volume = (more: object) => [
  { name: 'data', managedEBSVolume: { roleArn: 'arn:aws:iam::123456789012:role/v', sizeInGiB: 1, ...more } },
];
/** With this overhead the overrides have exactly as many characters as are asked for. */
const overridesOf = (length: number) => {
  const empty = JSON.stringify(override({ command: [''] })).length;
  return override({ command: [text(length - empty)] });
};

/** A field, a value inside its limits, one outside, and how the finding ends. */
type Row = readonly [field: string, inside: unknown, outside: unknown, finding: string];

const ROWS: readonly Row[] = [
  ['taskDefinition', 'align:3', '', "'taskDefinition' must not be empty."],
  [
    'taskDefinition',
    'arn:aws:ecs:us-east-1:1:task-definition/a:1',
    3,
    "'taskDefinition' must be text in double quotes, and this is a number.",
  ],
  ['cluster', 'default', '', "'cluster' must not be empty."],
  ['count', 10, 11, "'count' must be at most 10, not 11."],
  ['count', 1, 0, "'count' must be at least 1, not 0."],
  [
    'launchType',
    'EXTERNAL',
    'LAMBDA',
    "'launchType' must be 'EC2' or 'FARGATE' or 'EXTERNAL' or 'MANAGED_INSTANCES'.",
  ],
  [
    'capacityProviderStrategy',
    [provider('a', 1000)],
    [provider('a', 1001)],
    "'capacityProviderStrategy[0].weight' must be at most 1,000, not 1,001.",
  ],
  [
    'capacityProviderStrategy',
    [provider('a', 1, 100_000)],
    [provider('a', 1, 100_001)],
    "'capacityProviderStrategy[0].base' must be at most 100,000, not 100,001.",
  ],
  [
    'capacityProviderStrategy',
    times(6, provider('a')),
    times(21, provider('a')),
    "'capacityProviderStrategy' must be at most 20 entries, not 21.",
  ],
  ['group', 'family:align', 1, "'group' must be text in double quotes, and this is a number."],
  [
    'networkConfiguration',
    { awsvpcConfiguration: { subnets: times(16, 's') } },
    { awsvpcConfiguration: { subnets: times(17, 's') } },
    "'networkConfiguration.awsvpcConfiguration.subnets' must be at most 16 entries, not 17.",
  ],
  [
    'networkConfiguration',
    NETWORK,
    { awsvpcConfiguration: { subnets: [] } },
    "'networkConfiguration.awsvpcConfiguration.subnets' must not be empty.",
  ],
  [
    'networkConfiguration',
    { awsvpcConfiguration: { subnets: ['s'], securityGroups: times(5, 'g') } },
    { awsvpcConfiguration: { subnets: ['s'], securityGroups: times(6, 'g') } },
    "'networkConfiguration.awsvpcConfiguration.securityGroups' must be at most 5 entries, not 6.",
  ],
  [
    'networkConfiguration',
    { awsvpcConfiguration: { subnets: ['s'], assignPublicIp: 'ENABLED' } },
    { awsvpcConfiguration: { subnets: ['s'], assignPublicIp: 'YES' } },
    "'networkConfiguration.awsvpcConfiguration.assignPublicIp' must be 'ENABLED' or 'DISABLED'.",
  ],
  [
    'overrides',
    overridesOf(8192),
    overridesOf(8193),
    "'overrides' has 8,193 characters as JSON, and 8,192 are allowed.",
  ],
  [
    'overrides',
    override({ cpu: 0 }),
    override({ cpu: -1 }),
    "'overrides.containerOverrides[0].cpu' must be at least 0, not -1.",
  ],
  [
    'overrides',
    override({ memory: 4 }),
    override({ memory: 3 }),
    "'overrides.containerOverrides[0].memory' must be at least 4, not 3.",
  ],
  [
    'overrides',
    override({ environment: [{ name: 'A', value: '' }] }),
    override({ environment: [{ value: 'b' }] }),
    "Missing required field 'name' of 'overrides.containerOverrides[0].environment[0]'.",
  ],
  [
    'overrides',
    override({ environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::b/e' }] }),
    override({ environmentFiles: [{ type: 'url', value: 'arn:x' }] }),
    "'overrides.containerOverrides[0].environmentFiles[0].type' must be 's3'.",
  ],
  [
    'overrides',
    override({ resourceRequirements: [{ type: 'GPU', value: '1' }] }),
    override({ resourceRequirements: [{ type: 'TPU', value: '1' }] }),
    "'overrides.containerOverrides[0].resourceRequirements[0].type' must be 'GPU' or 'InferenceAccelerator' or 'NeuronDevice'.",
  ],
  [
    'overrides',
    { containerOverrides: [{ name: 'main' }] },
    { containerOverrides: [{ cpu: 1 }] },
    "Missing required field 'name' of 'overrides.containerOverrides[0]'.",
  ],
  [
    'overrides',
    { taskRoleArn: 'arn:aws:iam::1:role/r' },
    { taskRoleArn: 'r' },
    "'overrides.taskRoleArn' must be an ARN, which begins with 'arn:'.",
  ],
  [
    'overrides',
    { ephemeralStorage: { sizeInGiB: 200 } },
    { ephemeralStorage: { sizeInGiB: 201 } },
    "'overrides.ephemeralStorage.sizeInGiB' must be at most 200, not 201.",
  ],
  [
    'overrides',
    { ephemeralStorage: { sizeInGiB: 21 } },
    { ephemeralStorage: { sizeInGiB: 20 } },
    "'overrides.ephemeralStorage.sizeInGiB' must be at least 21, not 20.",
  ],
  [
    'overrides',
    { cpu: '256' },
    { inferenceAcceleratorOverrides: [] },
    'Elastic Inference is gone: the service refuses its overrides.',
  ],
  [
    'placementConstraints',
    times(10, { type: 'distinctInstance' }),
    times(11, { type: 'distinctInstance' }),
    "'placementConstraints' must be at most 10 entries, not 11.",
  ],
  [
    'placementConstraints',
    [{ type: 'memberOf', expression: text(2000) }],
    [{ type: 'memberOf', expression: text(2001) }],
    "'placementConstraints[0].expression' must be at most 2,000 characters, not 2,001.",
  ],
  [
    'placementConstraints',
    [{ type: 'memberOf', expression: 'x' }],
    [{ type: 'distinctInstance', expression: 'x' }],
    "'distinctInstance' takes no 'expression'.",
  ],
  [
    'placementConstraints',
    [{ type: 'distinctInstance' }],
    [{ type: 'memberOf' }],
    "'memberOf' needs an 'expression'.",
  ],
  [
    'placementStrategy',
    times(5, { type: 'random' }),
    times(6, { type: 'random' }),
    "'placementStrategy' must be at most 5 entries, not 6.",
  ],
  [
    'placementStrategy',
    [{ type: 'binpack', field: 'memory' }],
    [{ type: 'pack' }],
    "'placementStrategy[0].type' must be 'random' or 'spread' or 'binpack'.",
  ],
  ['platformVersion', 'LATEST', 1, "'platformVersion' must be text in double quotes, and this is a number."],
  ['propagateTags', 'NONE', 'SERVICE', "'propagateTags' must be 'TASK_DEFINITION' or 'NONE'."],
  ['referenceId', text(1024), text(1025), "'referenceId' must be at most 1,024 characters, not 1,025."],
  ['startedBy', text(128), text(129), "'startedBy' must be at most 128 characters, not 129."],
  ['startedBy', 'omics-lens/a_1', 'a b', "'startedBy' may hold letters, digits, '-', '_' and '/' only."],
  ['tags', tags(50), tags(51), "'tags' must be at most 50 entries, not 51."],
  [
    'tags',
    [{ key: text(128), value: text(256) }],
    [{ key: text(129) }],
    "'tags[0].key' must be at most 128 characters, not 129.",
  ],
  [
    'tags',
    [{ key: 'k', value: '' }],
    [{ key: 'k', value: text(257) }],
    "'tags[0].value' must be at most 256 characters, not 257.",
  ],
  ['tags', [{ key: 'a' }, { key: 'A' }], [{ key: 'a' }, { key: 'a' }], "The tag 'a' is given twice."],
  [
    'tags',
    [{ key: 'awful' }],
    [{ key: 'AWS:x' }],
    "The tag 'AWS:x' begins with 'aws:', which AWS keeps for itself.",
  ],
  [
    'tags',
    [{ key: 'a+-=._:/@ ä1' }],
    [{ key: 'a*' }],
    "'tags[0].key' may hold letters, digits, blanks and '_ . : / = + - @' only.",
  ],
  [
    'enableECSManagedTags',
    true,
    'true',
    "'enableECSManagedTags' must be true or false, without quotes, and this is a string.",
  ],
  [
    'enableExecuteCommand',
    false,
    0,
    "'enableExecuteCommand' must be true or false, without quotes, and this is a number.",
  ],
  [
    'volumeConfigurations',
    volume({}),
    [{ managedEBSVolume: volume({})[0]?.managedEBSVolume }],
    "Missing required field 'name' of 'volumeConfigurations[0]'.",
  ],
  [
    'volumeConfigurations',
    volume({ snapshotId: 's', sizeInGiB: undefined }),
    volume({ sizeInGiB: undefined }),
    "The volume has neither 'sizeInGiB' nor 'snapshotId'.",
  ],
  [
    'volumeConfigurations',
    volume({ throughput: 1000, volumeType: 'gp3' }),
    volume({ throughput: 1001 }),
    "'volumeConfigurations[0].managedEBSVolume.throughput' must be at most 1,000, not 1,001.",
  ],
  [
    'volumeConfigurations',
    volume({ throughput: 500 }),
    volume({ throughput: 500, volumeType: 'io2' }),
    "'throughput' is for 'gp3', and the volume is 'io2'.",
  ],
  [
    'volumeConfigurations',
    volume({ filesystemType: 'ntfs' }),
    volume({ filesystemType: 'zfs' }),
    "'volumeConfigurations[0].managedEBSVolume.filesystemType' must be 'ext3' or 'ext4' or 'xfs' or 'ntfs'.",
  ],
  [
    'volumeConfigurations',
    volume({ terminationPolicy: { deleteOnTermination: false } }),
    volume({ terminationPolicy: {} }),
    "Missing required field 'deleteOnTermination' of 'volumeConfigurations[0].managedEBSVolume.terminationPolicy'.",
  ],
  [
    'volumeConfigurations',
    volume({ tagSpecifications: [{ resourceType: 'volume', tags: tags(50) }] }),
    volume({ tagSpecifications: [{ resourceType: 'task' }] }),
    "'volumeConfigurations[0].managedEBSVolume.tagSpecifications[0].resourceType' must be 'volume'.",
  ],
];

const NOISE = ['request-id-fixed'];

describe('documents: a request for a task on Amazon ECS', () => {
  for (const [field, inside, outside, finding] of ROWS) {
    it(`${field}: ${finding.slice(0, 90)}`, () => {
      assert.deepEqual(messages({ ...TASK, [field]: inside }, NOISE), []);
      const found = messages({ ...TASK, [field]: outside }, NOISE).map((line) =>
        line.replace(/^[\w-]+: /, ''),
      );
      assert.deepEqual(found, [finding]);
    });
  }

  it('says what excludes each other at its place', () => {
    expectProblems(
      `
      {
        "taskDefinition": "align",
        "launchType": "EC2",
        "platformVersion": "1.4.0",
        "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT" }],
        "clientToken": "a b",
        "clusters": "default"
      }`,
      `
        "taskDefinition": "align",
                          ^^^^^^^ ecs-revision-open (hint): 'align' names no revision of the task definition.
        "platformVersion": "1.4.0",
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ ecs-members-exclude (error): 'platformVersion' is for Fargate, and the launch type is 'EC2'.
        "capacityProviderStrategy": [{ "capacityProvider": "FARGATE_SPOT" }],
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ ecs-strategy (error): No capacity provider has a 'weight' above 0.
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ecs-members-exclude (error): 'capacityProviderStrategy' and 'launchType' exclude each other.
        "clientToken": "a b",
        ^^^^^^^^^^^^^^^^^^^^ request-id-fixed (hint): With this client token a second start of the file starts nothing.
                       ^^^^^ field-value (error): 'clientToken' may hold ASCII characters without blanks only.
        "clusters": "default"
        ^^^^^^^^^^ field-unknown (error): Unknown field 'clusters' of RunTask. Did you mean 'cluster'?`,
    );
  });

  it('counts bases, and promises what the reference does', () => {
    const strategy = (...items: object[]) => messages({ ...TASK, capacityProviderStrategy: items });
    assert.deepEqual(strategy(provider('a', 1, 1), provider('b', 1, 1)), [
      "ecs-strategy: Only one capacity provider may have a 'base'.",
    ]);
    assert.deepEqual(strategy(...times(7, provider('a'))), [
      'ecs-strategy: A strategy of 7 capacity providers may be refused.',
    ]);
  });

  it('adds the network that Fargate needs', () => {
    assert.deepEqual(messages({ ...TASK, launchType: 'FARGATE', networkConfiguration: NETWORK }), []);
    expectFix(
      `
      {
        "taskDefinition": "align:3",
        "launchType": "FARGATE"
      }`,
      "Add 'networkConfiguration'",
      `
      {
        "taskDefinition": "align:3",
        "launchType": "FARGATE",
        "networkConfiguration": { "awsvpcConfiguration": { "subnets": [""], "securityGroups": [], "assignPublicIp": "ENABLED" } }
      }`,
    );
  });
});
