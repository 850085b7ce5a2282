import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  preflightFactsRequest,
  type Place,
  type PreflightFactsParams,
  type PreflightFactsResult,
} from '@omics-lens/server/protocol/index.ts';
import { LineIndex } from '@omics-lens/server/text/index.ts';
import type {
  PreflightContext,
  PreflightSubject,
} from '../../../../client/src/features/preflight/context.ts';
import { missingPolicies } from '../../../../client/src/features/preflight/missing-permissions.ts';
import { pacedAndOnce } from '../../../../client/src/features/preflight/paced.ts';
import { preflight, type PreflightResult } from '../../../../client/src/features/preflight/preflight.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { paceFor } from '../../../../client/src/omics/pace.ts';
import { explainServiceError, isAboutCredentials } from '../../../../client/src/omics/service-errors.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import { parseFixture } from '../../../support/fixture.ts';
import { languageServer } from '../../support/language-server.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';

const ROLE = 'arn:aws:iam::123456789012:role/Runner';
const OUTPUT = 's3://results/runs/';

/** A workflow with its parameters, of which nothing is wrong in the account that `GOOD` is. */
const FILES = `
//- /w.wdl
version 1.1
workflow W {
  input {
    File reads
    File? index = "s3://data/known/index.bai"
    Array[File] more = []
    String note = ""
  }
  call T { input: reads = reads }
}
task T {
  input { File reads }
  command <<< t ~{reads} >>>
  runtime { container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/tools:1.2" cpu: 1 memory: "2 GiB" }
}
//- /w.params.json
{
  "reads": "s3://data/reads/a.fastq.gz"
}
`;

const allow = (Action: string | string[], Resource: string | string[]) => ({
  Effect: 'Allow',
  Action,
  Resource,
});
const TRUST = {
  Statement: [{ Effect: 'Allow', Principal: { Service: 'omics.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const POLICY = {
  Statement: [
    allow(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::data/*', 'arn:aws:s3:::results/*']),
    allow('s3:ListBucket', '*'),
    allow('logs:*', '*'),
    allow('ecr:*', '*'),
  ],
};
const PULL = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'omics.amazonaws.com' },
      Action: ['ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
    },
  ],
};
const OBJECTS = [{ key: 'reads/a.fastq.gz' }, { key: 'known/index.bai' }];

type Account = NonNullable<Scenario['account']>;
const GOOD: Account = {
  roles: [{ name: 'Runner', trust: TRUST, policies: { run: POLICY } }],
  buckets: [{ name: 'data', objects: OBJECTS }, { name: 'results' }],
  repositories: [{ name: 'tools', policy: PULL, images: [{ tags: ['1.2'] }] }],
};

describe('preflight', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  interface Given {
    /** Added to the files that are good; the same path replaces. */
    readonly files?: string;
    readonly account?: Partial<Account>;
    readonly scenario?: Scenario;
    readonly request?: Readonly<Record<string, unknown>>;
    readonly uri?: string;
    readonly parameters?: string;
    readonly signal?: AbortSignal;
    readonly reports?: string[];
  }

  async function run(given: Given): Promise<{ result: PreflightResult; shown: readonly string[] }> {
    const { files = '', account = {}, scenario = {}, request = {}, uri = '/w.wdl' } = given;
    const texts = new Map([...parseFixture(FILES).files, ...(files === '' ? [] : parseFixture(files).files)]);
    await services.play({ ...scenario, account: { ...GOOD, ...account } });
    const contents = Object.fromEntries([...texts].map(([path, text]) => [`file:///ws${path}`, text]));
    const { server } = await languageServer(contents);
    const parameters = uri.endsWith('.wdl') ? `file:///ws${given.parameters ?? '/w.params.json'}` : undefined;
    const params: PreflightFactsParams = {
      uri: `file:///ws${uri}`,
      ...(parameters === undefined ? {} : { parameters }),
    };
    const { result: facts } = await server.request(preflightFactsRequest, params);
    const subject: PreflightSubject = {
      title: 'W',
      uri: params.uri,
      parameters,
      request: { roleArn: ROLE, outputUri: OUTPUT, storageType: 'DYNAMIC', ...request },
      workflow: request['workflowId'] === undefined ? 'to-be-created' : 'in-the-request',
    };
    const context: PreflightContext = {
      subject,
      facts: facts as PreflightFactsResult,
      account: { ...services.account, region: 'us-east-1' },
      api: pacedAndOnce(services.preflight, services.clock, paceFor(services.account).preflight),
      omics: services.omics,
      identity: services.identity,
      signal: given.signal ?? new AbortController().signal,
      report: (message) => given.reports?.push(message),
    };
    const result = await preflight(context, {
      explain: (error) => {
        const explanation = explainServiceError(error, services.account);
        if (explanation === undefined) throw error;
        return Promise.resolve({ explanation, hopeless: isAboutCredentials(explanation) });
      },
    });
    const shown = result.findings.map(({ severity, code, message, place }) => {
      return `${severity} ${code} ${spot(place, contents)}: ${message}`;
    });
    return { result, shown };
  }

  /** `w.params.json:2 s3://…`: where a finding stands, and the text under it. */
  function spot({ uri, range }: Place, contents: Readonly<Record<string, string>>): string {
    const lines = new LineIndex(contents[uri] ?? '');
    const text = (contents[uri] ?? '').slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
    return `${uri.split('/').at(-1) ?? ''}:${range.start.line + 1} ${text}`;
  }

  async function check(given: Given, expected: readonly string[]): Promise<void> {
    assert.deepEqual((await run(given)).shown, expected);
  }

  it('says nothing about a run of which nothing is wrong', () => check({}, []));

  const SAMPLES = [
    ['WDL', '/germline/main.wdl', '/germline/params.json'],
    ['Nextflow', '/germline-nextflow/main.nf', '/germline-nextflow/params.json'],
    ['CWL', '/germline-cwl/main.cwl', '/germline-cwl/inputs.json'],
  ] as const;
  for (const [language, uri, parameters] of SAMPLES) {
    it(`says nothing about the sample in ${language} in the account of the simulation`, async () => {
      const folder = path.resolve(import.meta.dirname, '../../../../samples');
      const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const files = entries
        .filter((file) =>
          /\.(wdl|nf|config|cwl|yml|toml)$|(^|\/)(params|inputs|nextflow_schema)\.json$/.test(file),
        )
        .map((file) => `//- /${file}\n${readFileSync(path.join(folder, file), 'utf8')}`);
      const request = {
        roleArn: 'arn:aws:iam::123456789012:role/OmicsLensSampleRun',
        outputUri: 's3://omics-lens-samples/runs/',
      };
      await check({ files: `\n${files.join('\n')}`, uri, parameters, request }, []);
    });
  }

  it('finds everything at once', async () => {
    await check(
      {
        files: `
//- /w.params.json
{
  "reads": "s3://data/reads/gone.fastq.gz",
  "more": [
    "s3://data/cold/old.bam",
    "omics://123456789012.storage.us-east-1.amazonaws.com/1234567890/readSet/1000000001"
  ]
}
//- /.healthomics/config.toml
omics_iam_role = "${ROLE}"
run_output_uri = "s3://nowhere/runs/"
`,
        account: {
          roles: [{ name: 'Runner', trust: { Statement: [] }, policies: { run: POLICY } }],
          buckets: [
            { name: 'data', objects: [...OBJECTS, { key: 'cold/old.bam', storageClass: 'DEEP_ARCHIVE' }] },
          ],
          repositories: [{ name: 'tools', policy: PULL, images: [{ tags: ['1.1'] }] }],
          sequenceStores: [
            { id: '1234567890', name: 's', readSets: [{ id: '1000000001', name: 'r', status: 'ARCHIVED' }] },
          ],
        },
        request: { outputUri: 's3://nowhere/runs/' },
      },
      [
        `error role-trust config.toml:1 ${ROLE}: Role 'Runner' does not let HealthOmics take it on.`,
        "error role-cannot-write config.toml:2 s3://nowhere/runs/: Role 'Runner' may not write to 's3://nowhere/runs/'.",
        "error output-bucket-missing config.toml:2 s3://nowhere/runs/: Bucket 'nowhere' for the outputs does not exist.",
        "error input-missing w.params.json:2 s3://data/reads/gone.fastq.gz: 'reads': there is no object 's3://data/reads/gone.fastq.gz'.",
        "error input-archived w.params.json:4 s3://data/cold/old.bam: 'more[0]': 's3://data/cold/old.bam' lies in an archive (DEEP_ARCHIVE) and cannot be read.",
        "error input-archived w.params.json:5 omics://123456789012.storage.us-east-1.amazonaws.com/1234567890/readSet/1000000001: 'more[1]': read set '1000000001' is ARCHIVED.",
        `error image-missing w.wdl:14 "123456789012.dkr.ecr.us-east-1.amazonaws.com/tools:1.2": Repository 'tools' has no image '1.2'.`,
      ],
    );
  });

  describe('the role', () => {
    const role = (more: object) => ({
      roles: [{ name: 'Runner', trust: TRUST, policies: { run: POLICY }, ...more }],
    });
    const trusting = (Condition: object) => ({
      trust: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: ['omics.amazonaws.com'] },
            Action: 'sts:AssumeRole',
            Condition,
          },
        ],
      },
    });
    const cases: readonly (readonly [name: string, given: Given, expected: readonly string[]])[] = [
      [
        'does not exist',
        { request: { roleArn: `${ROLE}2` } },
        ["error role-missing w.params.json:1 {: Role 'Runner2' does not exist in this account."],
      ],
      [
        'has a path',
        { request: { roleArn: 'arn:aws:iam::123456789012:role/lab/Runner' } },
        [`error role-missing w.params.json:1 {: The ARN of role 'Runner' is '${ROLE}'.`],
      ],
      [
        'is of another account',
        { request: { roleArn: 'arn:aws:iam::111122223333:role/Runner' } },
        [
          "error role-other-account w.params.json:1 {: Role 'Runner' belongs to account 111122223333, and you are signed in to account 123456789012.",
        ],
      ],
      [
        'trusts HealthOmics for this account and runs of this Region',
        {
          account: role(
            trusting({
              StringEquals: { 'aws:SourceAccount': '123456789012' },
              ArnLike: { 'aws:SourceArn': 'arn:aws:omics:us-east-1:123456789012:run/*' },
            }),
          ),
        },
        [],
      ],
      [
        'trusts HealthOmics for another account',
        { account: role(trusting({ StringEquals: { 'aws:SourceAccount': '111122223333' } })) },
        ["error role-trust w.params.json:1 {: Role 'Runner' does not let HealthOmics take it on."],
      ],
      [
        'trusts under conditions of other kinds',
        { account: role(trusting({ DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } })) },
        [
          "information role-trust-conditional w.params.json:1 {: Role 'Runner' trusts HealthOmics under conditions that cannot be checked from here.",
        ],
      ],
      [
        'may not be handed over',
        { account: { denied: ['iam:PassRole'] } },
        ["error role-pass w.params.json:1 {: You may not hand role 'Runner' to HealthOmics."],
      ],
      [
        'may not read an input',
        {
          account: role({
            policies: {
              run: {
                Statement: [
                  ...POLICY.Statement,
                  { Effect: 'Deny', Action: '*', Resource: 'arn:aws:s3:::data/reads/*' },
                ],
              },
            },
          }),
        },
        [
          "error role-cannot-read w.params.json:2 s3://data/reads/a.fastq.gz: Role 'Runner' may not read 's3://data/reads/a.fastq.gz' ('reads').",
        ],
      ],
      [
        'may be let in by the policy of the bucket',
        {
          account: {
            ...role({ policies: { run: { Statement: POLICY.Statement.slice(1) } } }),
            buckets: [
              {
                name: 'data',
                objects: OBJECTS,
                policy: {
                  Statement: [{ Effect: 'Allow', Principal: { AWS: ROLE }, Action: 's3:*', Resource: '*' }],
                },
              },
              { name: 'results', policy: { Statement: [] } },
            ],
          },
        },
        [
          "error role-cannot-write w.params.json:1 {: Role 'Runner' may not write to 's3://results/runs/'.",
          "warning role-cannot-read w.params.json:2 s3://data/reads/a.fastq.gz: Role 'Runner' may not read 's3://data/reads/a.fastq.gz' ('reads').",
          `warning role-cannot-read w.wdl:5 "s3://data/known/index.bai": Role 'Runner' may not read 's3://data/known/index.bai' ('index').`,
        ],
      ],
      [
        'may not write logs and pull images',
        { account: role({ policies: { run: { Statement: POLICY.Statement.slice(0, 2) } } }) },
        [
          "warning role-cannot-log w.params.json:1 {: Role 'Runner' lacks 'logs:CreateLogGroup', so logs of the run may be missing.",
          "warning role-cannot-log w.params.json:1 {: Role 'Runner' lacks 'logs:DescribeLogStreams', so logs of the run may be missing.",
          "warning role-cannot-log w.params.json:1 {: Role 'Runner' lacks 'logs:CreateLogStream', so logs of the run may be missing.",
          "warning role-cannot-log w.params.json:1 {: Role 'Runner' lacks 'logs:PutLogEvents', so logs of the run may be missing.",
          "warning role-cannot-pull w.params.json:1 {: Role 'Runner' lacks 'ecr:BatchGetImage' on repository 'tools'.",
          "warning role-cannot-pull w.params.json:1 {: Role 'Runner' lacks 'ecr:GetDownloadUrlForLayer' on repository 'tools'.",
          "warning role-cannot-pull w.params.json:1 {: Role 'Runner' lacks 'ecr:BatchCheckLayerAvailability' on repository 'tools'.",
        ],
      ],
    ];
    for (const [name, given, expected] of cases) it(name, () => check(given, expected));
  });

  describe('buckets and objects', () => {
    const inputs = (more: string) => `
//- /w.params.json
{
  "reads": "s3://data/reads/a.fastq.gz",
  ${more}
}
`;
    const cases: readonly (readonly [name: string, given: Given, expected: readonly string[]])[] = [
      [
        'outputs in another Region',
        {
          account: {
            buckets: [
              { name: 'data', objects: OBJECTS },
              { name: 'results', region: 'eu-west-1' },
            ],
          },
        },
        [
          "error output-bucket-region w.params.json:1 {: Bucket 'results' for the outputs lies in eu-west-1, and the run starts in us-east-1.",
        ],
      ],
      [
        'inputs in another Region',
        {
          account: {
            buckets: [{ name: 'data', region: 'eu-west-1', objects: OBJECTS }, { name: 'results' }],
          },
        },
        [
          "error input-bucket-region w.params.json:2 s3://data/reads/a.fastq.gz: 'reads': bucket 'data' lies in eu-west-1, and the run starts in us-east-1.",
          `error input-bucket-region w.wdl:5 "s3://data/known/index.bai": 'index': bucket 'data' lies in eu-west-1, and the run starts in us-east-1.`,
        ],
      ],
      [
        'inputs in another Region that a run with networking of its own can reach',
        {
          account: {
            buckets: [{ name: 'data', region: 'eu-west-1', objects: OBJECTS }, { name: 'results' }],
          },
          request: { networkingMode: 'VPC' },
        },
        [],
      ],
      [
        'a bucket that is not there',
        { files: inputs('"more": ["s3://dota/x"]') },
        [
          "error role-cannot-read w.params.json:3 s3://dota/x: Role 'Runner' may not read 's3://dota/x' ('more[0]').",
          "error input-bucket-missing w.params.json:3 s3://dota/x: 'more[0]': bucket 'dota' does not exist.",
        ],
      ],
      [
        'a text that may be a place',
        { files: inputs('"note": "s3://data/nothing/here.txt"') },
        [
          "warning input-missing w.params.json:3 s3://data/nothing/here.txt: 'note': there is no object 's3://data/nothing/here.txt'.",
        ],
      ],
      [
        'folders, empty and not',
        { files: inputs('"note": "s3://data/reads/", "more": ["s3://data/raeds/"]') },
        [
          "error input-missing w.params.json:3 s3://data/raeds/: 'more[0]': nothing lies below 's3://data/raeds/'.",
        ],
      ],
      [
        'an object that is being restored, and one that was',
        {
          files: inputs('"more": ["s3://data/a", "s3://data/b"]'),
          account: {
            buckets: [
              {
                name: 'data',
                objects: [
                  ...OBJECTS,
                  { key: 'a', storageClass: 'INTELLIGENT_TIERING', archiveStatus: 'ARCHIVE_ACCESS' },
                  { key: 'b', storageClass: 'GLACIER', restored: true },
                ],
              },
              { name: 'results' },
            ],
          },
        },
        [
          "error input-archived w.params.json:3 s3://data/a: 'more[0]': 's3://data/a' lies in an archive (INTELLIGENT_TIERING) and cannot be read.",
        ],
      ],
    ];
    for (const [name, given, expected] of cases) it(name, () => check(given, expected));

    it('looks at thousands of inputs, a few at once, and says how far it is', async () => {
      const keys = Array.from({ length: 3_000 }, (_, index) => `many/${String(index).padStart(4, '0')}.bam`);
      const reports: string[] = [];
      const { shown } = await run({
        files: inputs(`"more": ${JSON.stringify(keys.map((key) => `s3://data/${key}`))}`),
        account: {
          buckets: [
            { name: 'data', objects: [...OBJECTS, ...keys.slice(1).map((key) => ({ key }))] },
            { name: 'results' },
          ],
        },
        reports,
      });
      assert.deepEqual(shown, [
        "error input-missing w.params.json:3 s3://data/many/0000.bam: 'more[0]': there is no object 's3://data/many/0000.bam'.",
      ]);
      assert.equal(reports.at(-1), 'Looked at 3,002 of 3,002 inputs');
    }).timeout(60_000);

    it('stops when the user cancels', async () => {
      const abort = new AbortController();
      abort.abort();
      assert.equal(await run({ signal: abort.signal }).then(() => 'ended', messageOf), 'Cancelled');
    });
  });

  describe('images', () => {
    const tools = (more: object) => ({
      repositories: [{ name: 'tools', policy: PULL, images: [{ tags: ['1.2'], ...more }] }],
    });
    const at = 'w.wdl:14 "123456789012.dkr.ecr.us-east-1.amazonaws.com/tools:1.2"';
    const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/tools:1.2';
    const cases: readonly (readonly [name: string, given: Given, expected: readonly string[]])[] = [
      [
        'no repository',
        { account: { repositories: [] } },
        [`error image-missing ${at}: There is no repository 'tools' in Amazon ECR of account 123456789012.`],
      ],
      [
        'a repository that lets nobody pull',
        { account: { repositories: [{ name: 'tools', images: [{ tags: ['1.2'] }] }] } },
        [`error image-policy ${at}: Repository 'tools' does not let HealthOmics pull '${IMAGE}'.`],
      ],
      [
        'built for ARM',
        { account: tools({ architectures: ['arm64'] }) },
        [`error image-platform ${at}: Image '${IMAGE}' is built for linux/arm64, and tasks run on x86-64.`],
      ],
      ['built for both', { account: tools({ architectures: ['arm64', 'amd64'] }) }, []],
      [
        'too large',
        { account: tools({ sizeBytes: 46 * 1024 ** 3 }) },
        [`error image-too-large ${at}: Image '${IMAGE}' has 46.0 GiB, and 45 GiB are allowed.`],
      ],
      [
        'fetched through the cache of the registry',
        {
          account: { repositories: [], pullThroughRules: [{ prefix: 'quay', upstream: 'quay.io' }] },
          files: mapped(),
        },
        [],
      ],
      [
        'led nowhere by the registry map',
        { account: { repositories: [] }, files: mapped() },
        [
          `error image-missing w.wdl:8 "quay.io/biocontainers/samtools:1.21": There is no repository 'quay/biocontainers/samtools' in Amazon ECR.`,
        ],
      ],
    ];
    for (const [name, given, expected] of cases) it(name, () => check(given, expected));

    function mapped(): string {
      return `
//- /registry-map.json
{ "registryMappings": [{ "upstreamRegistryUrl": "quay.io", "ecrRepositoryPrefix": "quay" }], "imageMappings": [] }
//- /w.wdl
version 1.1
workflow W {
  input { File reads }
  call T
}
task T {
  command <<< t >>>
  runtime { container: "quay.io/biocontainers/samtools:1.21" }
}
`;
    }
  });

  describe('the workflow of a run file', () => {
    const runFile = (members: object) => ({
      uri: '/a.run.json',
      files: `\n//- /a.run.json\n${JSON.stringify(members)}\n//- /w.wdl\nversion 1.1\n`,
      request: members as Readonly<Record<string, unknown>>,
    });
    async function createWorkflow(): Promise<string> {
      const { zipSync, strToU8 } = await import('fflate');
      const text = parseFixture(FILES).files.get('/w.wdl') ?? '';
      const { id } = await services.omics.createWorkflow({
        requestId: crypto.randomUUID(),
        name: 'W',
        definitionZip: zipSync({ 'w.wdl': strToU8(text) }),
        parameterTemplate: { reads: {}, index: { optional: true } },
      });
      return id;
    }

    it('is not there', () =>
      check(runFile({ workflowId: '77', parameters: {} }), [
        "error workflow-missing a.run.json:1 77: There is no workflow '77' in this account and Region.",
      ]));

    it('is still being created', async () => {
      const workflowId = await createWorkflow();
      await check(runFile({ workflowId }), [
        `error workflow-inactive a.run.json:1 ${workflowId}: Workflow '${workflowId}' is CREATING and cannot be run.`,
      ]);
    });

    it('has no such version', async () => {
      const workflowId = await createWorkflow();
      await services.clock.sleep(60_000, new AbortController().signal);
      await check(runFile({ workflowId, workflowVersionName: '2.0' }), [
        `error workflow-version-missing a.run.json:1 2.0: Workflow '${workflowId}' has no version '2.0'.`,
      ]);
    });

    it('has a template that the parameters do not fit', async () => {
      const workflowId = await createWorkflow();
      await services.clock.sleep(60_000, new AbortController().signal);
      await check(runFile({ workflowId, parameters: { raeds: 's3://data/reads/a.fastq.gz' } }), [
        `error template-unknown-parameter a.run.json:1 raeds: The template of workflow '${workflowId}' has no parameter 'raeds'.`,
        `error template-missing-parameter a.run.json:1 ${JSON.stringify({ workflowId, parameters: { raeds: 's3://data/reads/a.fastq.gz' } })}: The template of workflow '${workflowId}' requires parameter 'reads'.`,
      ]);
    });

    it('has names and tags that look personal', async () => {
      const workflowId = await createWorkflow();
      await services.clock.sleep(60_000, new AbortController().signal);
      const parameters = { reads: 's3://data/reads/a.fastq.gz' };
      await check(
        runFile({
          workflowId,
          parameters,
          name: 'jane@example.org',
          tags: { patientId: '7', day: '1971-04-23' },
        }),
        [
          "warning personal-data a.run.json:1 jane@example.org: Name 'jane@example.org' looks like an e-mail address.",
          "warning personal-data a.run.json:1 7: Tag 'patientId' looks like something personal ('patient').",
          "warning personal-data a.run.json:1 1971-04-23: Tag 'day' looks like a date of birth.",
        ],
      );
    });
  });

  describe('quotas', () => {
    it('are said when they are near their end', async () => {
      await check({ scenario: { history: { finished: 0, live: 2 }, quotas: { activeRunsDynamic: 2 } } }, [
        'warning quota-active-runs w.params.json:1 {: 2 of 2 runs with dynamic storage are active.',
      ]);
    });

    it('of static storage and GPUs', () =>
      check(
        {
          request: { storageType: 'STATIC', storageCapacity: 12_000 },
          files: FILES.replace(
            'cpu: 1 memory',
            'gpu: true acceleratorType: "nvidia-tesla-t4" acceleratorCount: 16 cpu: 1 memory',
          ),
        },
        [
          `error quota-gpus w.wdl:14 "123456789012.dkr.ecr.us-east-1.amazonaws.com/tools:1.2": Task 'T' asks for 16 GPUs, and the account may use 12 at once.`,
          'warning quota-storage w.params.json:1 {: 12,000 GiB of static storage are more than the 9,600 GiB that a run may have.',
        ],
      ));
  });

  describe('what may not be asked', () => {
    it('is said, and is no failure', async () => {
      const { result, shown } = await run({
        account: { denied: ['iam:*', 's3:*', 'ecr:*', 'servicequotas:*', 'omics:List*'] },
      });
      assert.deepEqual(
        [...new Set(shown.map((line) => line.split(' ').slice(0, 2).join(' ')))],
        ['information preflight-unchecked'],
      );
      assert.deepEqual(
        [...new Set(shown.map((line) => /lack the permission '(.+)'/.exec(line)?.[1]))].sort(),
        [
          'ecr:DescribeImages',
          'iam:GetRole',
          'iam:SimulatePrincipalPolicy',
          'omics:ListRuns',
          's3:GetObject',
          's3:ListBucket',
          'servicequotas:ListServiceQuotas',
        ],
      );
      assert.ok(result.needs.every(({ who }) => who === 'caller'));
    });

    it('with credentials that have expired nothing is found: that is said once', async () => {
      const outcome = await run({ scenario: { credentialsExpireAfter: 0 } }).catch((error: unknown) => error);
      assert.match((outcome as Error).name, /^ExpiredToken/);
    });

    it('a check that fails ends none of the others', async () => {
      await check(
        {
          scenario: { requests: [{ operation: 'GetRole', error: 'ServiceFailure', times: 100 }] },
          request: { outputUri: 's3://nowhere/' },
        },
        [
          "error role-cannot-write w.params.json:1 {: Role 'Runner' may not write to 's3://nowhere/'.",
          "error output-bucket-missing w.params.json:1 {: Bucket 'nowhere' for the outputs does not exist.",
          'information preflight-unchecked w.params.json:1 {: Could not check the role: AWS HealthOmics had a fault of its own (HTTP 500, The simulation was told to answer ServiceFailure.). Try again in a minute.',
        ],
      );
    }).timeout(30_000);
  });

  it('has the policies that would mend it', async () => {
    const { result } = await run({
      account: {
        roles: [
          {
            name: 'Runner',
            trust: { Statement: [] },
            policies: { run: { Statement: [allow(['logs:*', 'ecr:*', 's3:ListBucket'], '*')] } },
          },
        ],
        repositories: [{ name: 'tools', images: [{ tags: ['1.2'] }] }],
        denied: ['iam:PassRole'],
      },
    });
    const policies = missingPolicies(result.needs);
    assert.deepEqual(
      policies.map(({ title }) => title),
      [
        "Policy of the run's role",
        'Policy of whoever starts runs',
        "Trust policy of the run's role",
        "Policy of the ECR repository 'tools'",
      ],
    );
    assert.deepEqual(policies[0]?.document, {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: ['arn:aws:s3:::data/known/*', 'arn:aws:s3:::data/reads/*'],
        },
        { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::results/runs/*' },
      ],
    });
    assert.deepEqual(policies[1]?.document, {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'iam:PassRole',
          Resource: ROLE,
          Condition: { StringEquals: { 'iam:PassedToService': 'omics.amazonaws.com' } },
        },
      ],
    });
  });
});
