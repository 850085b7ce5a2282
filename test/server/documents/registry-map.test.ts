import assert from 'node:assert/strict';
import { checkRegistryMap, registryMapOf } from '@omics-lens/server/documents/index.ts';
import { destinationOf } from '@omics-lens/server/model/index.ts';
import { checks, documentOf } from './support.ts';

const { expectProblems, expectFix, messages } = checks(checkRegistryMap);
const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

describe('documents: registry map', () => {
  it('says nothing about a good file', () => {
    const map = {
      registryMappings: [
        {
          upstreamRegistryUrl: 'quay.io',
          ecrRepositoryPrefix: 'quay',
          upstreamRepositoryPrefix: 'biocontainers',
        },
        { upstreamRegistryUrl: 'lab.azurecr.io', ecrRepositoryPrefix: 'azure', ecrAccountId: '123456789012' },
      ],
      imageMappings: [
        { sourceImage: 'ubuntu:latest', destinationImage: `${ECR}/custom/ubuntu:latest` },
        { sourceImage: 'alpine', destinationImage: 'custom/alpine:3' },
      ],
    };
    assert.deepEqual(messages(map), []);
    assert.deepEqual(messages({}), []);
  });

  it('knows the mistake of the guide', () => {
    expectProblems(
      `
      {
        "registryMappings": [{ "upstreamRegistryUrl": "quay.io", "ecrRepositoryPrefix": "quay", "accountId": "123456789012" }],
        "imageMappings": [{ "sourceImage": "a:1", "destinationImage": "b:1", "accountId": "123456789012" }]
      }`,
      `
      "registryMappings": [{ "upstreamRegistryUrl": "quay.io", "ecrRepositoryPrefix": "quay", "accountId": "123456789012" }],
                                                                                              ^^^^^^^^^^^ field-unknown (error): Unknown field 'accountId' of a registry mapping. Did you mean 'ecrAccountId'?
      "imageMappings": [{ "sourceImage": "a:1", "destinationImage": "b:1", "accountId": "123456789012" }]
                                                                           ^^^^^^^^^^^ field-unknown (error): Unknown field 'accountId' of an image mapping.`,
    );
    expectFix(
      '{"registryMappings": [{"upstreamRegistryUrl": "quay.io", "ecrRepositoryPrefix": "q", "accountId": "123456789012"}]}',
      "Rename to 'ecrAccountId'",
      '{"registryMappings": [{"upstreamRegistryUrl": "quay.io", "ecrRepositoryPrefix": "q", "ecrAccountId": "123456789012"}]}',
    );
    expectFix(
      '{"imageMappings": [{"sourceImage": "a:1", "destinationImage": "b:1", "accountId": "1"}]}',
      "Remove 'accountId'",
      '{"imageMappings": [{"sourceImage": "a:1", "destinationImage": "b:1"}]}',
    );
  });

  const CASES: readonly (readonly [string, object, readonly string[]])[] = [
    [
      'Docker Hub by its usual name',
      { registryMappings: [{ upstreamRegistryUrl: 'docker.io', ecrRepositoryPrefix: 'hub' }] },
      ["registry-map-upstream: The registry 'docker.io' is written 'registry-1.docker.io' here."],
    ],
    [
      'a scheme',
      { registryMappings: [{ upstreamRegistryUrl: 'https://quay.io/', ecrRepositoryPrefix: 'quay' }] },
      ["registry-map-upstream: The registry 'https://quay.io/' is written 'quay.io' here."],
    ],
    [
      'a registry without cache',
      { registryMappings: [{ upstreamRegistryUrl: 'gcr.io', ecrRepositoryPrefix: 'gcr' }] },
      ["registry-map-upstream: A pull-through cache cannot stand for the registry 'gcr.io'."],
    ],
    [
      'half a mapping',
      { registryMappings: [{ upstreamRegistryUrl: 'quay.io' }] },
      ["field-missing: Missing required field 'ecrRepositoryPrefix' of 'registryMappings[0]'."],
    ],
    [
      'a public destination',
      { imageMappings: [{ sourceImage: 'a:1', destinationImage: 'quay.io/a:1' }] },
      ["registry-map-destination: Image 'quay.io/a:1' is not in Amazon ECR private."],
    ],
    [
      'a destination elsewhere',
      {
        imageMappings: [
          { sourceImage: 'a:1', destinationImage: `${ECR.replace('us-east-1', 'eu-west-1')}/a:1` },
        ],
      },
      [
        "registry-map-destination: Image '123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1' lies in eu-west-1, and runs start in us-east-1.",
      ],
    ],
    [
      'the same twice',
      {
        registryMappings: [
          { upstreamRegistryUrl: 'quay.io', ecrRepositoryPrefix: 'a' },
          { upstreamRegistryUrl: 'quay.io', ecrRepositoryPrefix: 'b' },
          { upstreamRegistryUrl: 'quay.io', ecrRepositoryPrefix: 'c', upstreamRepositoryPrefix: 'org' },
        ],
        imageMappings: [
          { sourceImage: 'a:1', destinationImage: 'b:1' },
          { sourceImage: 'a:1', destinationImage: 'c:1' },
        ],
      },
      [
        "registry-map-duplicate: 'quay.io' is mapped twice.",
        "registry-map-duplicate: 'a:1' is mapped twice.",
      ],
    ],
  ];
  for (const [title, value, expected] of CASES) {
    it(title, () => {
      assert.deepEqual(messages(value), expected);
    });
  }

  it('tells where an image is led to', () => {
    const map = registryMapOf(
      documentOf(
        '{"registryMappings": [{"upstreamRegistryUrl": "docker.io", "ecrRepositoryPrefix": "hub"}, {"ecrRepositoryPrefix": "x"}], "imageMappings": [{"sourceImage": "quay.io/a:1", "destinationImage": "a:1"}]}',
      ),
    );
    const cases = [
      ['quay.io/a:1', 'a:1'],
      ['quay.io/a:2', undefined],
      ['ubuntu:22.04', 'hub'],
      ['docker.io/library/ubuntu', 'hub'],
    ] as const;
    for (const [image, expected] of cases) assert.equal(destinationOf(map, image), expected, image);
  });
});
