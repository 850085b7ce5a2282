import assert from 'node:assert/strict';
import { preflightFactsRequest, type PreflightFactsResult } from '@omics-lens/server/protocol/index.ts';
import type { BatchPreflight } from '../../../../client/src/features/batches/confirm-problems.ts';
import { pacedAndOnce } from '../../../../client/src/features/preflight/paced.ts';
import { factsOfRequest } from '../../../../client/src/features/preflight/facts-of-request.ts';
import { preflight } from '../../../../client/src/features/preflight/preflight.ts';
import { wholeFacts } from '../../../../client/src/features/preflight/whole-facts.ts';
import { paceFor } from '../../../../client/src/omics/pace.ts';
import { explainServiceError, isAboutCredentials } from '../../../../client/src/omics/service-errors.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import { batchWindow, OUTPUT, ROLE } from '../../support/batch-window.ts';
import { languageServer } from '../../support/language-server.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { until } from '../../support/until.ts';

const FILE = 'file:///ws/main.cohort.batch.json';
const ARRAY = 'file:///ws/main.cohort.batch-runs.json';
const WORKFLOW = `version 1.1
workflow cohort {
  input { File reads }
  call Work { input: reads = reads }
}
task Work {
  input { File reads }
  command <<< echo ~{reads} >>>
  output { String done = read_string(stdout()) }
  runtime { container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1.0" cpu: 2 memory: "4 GiB" }
}
`;

const allow = (Action: string[], Resource: string) => ({ Effect: 'Allow', Action, Resource });
const PULL = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'omics.amazonaws.com' },
      Action: ['ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
    },
  ],
};
const account = (readable = '*'): NonNullable<Scenario['account']> => ({
  roles: [
    {
      name: 'run',
      trust: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'omics.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      policies: {
        run: {
          Statement: [
            allow(['s3:GetObject'], readable),
            allow(['s3:PutObject', 's3:ListBucket', 'logs:*', 'ecr:*'], '*'),
          ],
        },
      },
    },
  ],
  buckets: [{ name: 'data', objects: [{ key: 'a.bam' }, { key: 'b.bam' }] }, { name: 'bucket' }],
  repositories: [{ name: 'caller', policy: PULL, images: [{ tags: ['1.0'] }] }],
});

function entries(count: number, reads: (i: number) => string) {
  return Array.from({ length: count }, (_, i) => ({
    runSettingId: `sample-${i}`,
    parameters: { reads: reads(i) },
  }));
}

function batchFile(runs: readonly unknown[], more: object = {}): string {
  const defaultRunSetting = {
    roleArn: ROLE,
    outputUri: OUTPUT,
    storageType: 'DYNAMIC',
    ...more,
  };
  return JSON.stringify({ defaultRunSetting, batchRunSettings: { inlineSettings: runs } }, undefined, 2);
}

describe('the preflight of a batch', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  /** The same questions as in the editor, with the service's real client; `asked` counts them. */
  async function open(
    files: Readonly<Record<string, string>>,
    scenario: Scenario,
    ...answers: readonly string[]
  ) {
    await services.play(scenario);
    const workspace = await languageServer({ 'file:///ws/main.wdl': WORKFLOW, ...files });
    const asked = { objects: 0 };
    const found: string[] = [];
    const run: BatchPreflight = async (subject, report, signal) => {
      const { uri } = subject;
      const stated =
        uri === undefined
          ? factsOfRequest(subject.request)
          : ((await workspace.server.request(preflightFactsRequest, { uri })).result as PreflightFactsResult);
      const { clock, omics, identity } = services;
      const api = {
        ...services.preflight,
        object(...call: Parameters<LocalServices['preflight']['object']>) {
          asked.objects++;
          return services.preflight.object(...call);
        },
      };
      const result = await preflight(
        {
          subject,
          facts: wholeFacts(stated, subject),
          account: { ...services.account, region: 'us-east-1' },
          api: pacedAndOnce(api, clock, paceFor(services.account).preflight),
          omics,
          identity,
          signal,
          report,
        },
        {
          explain(error) {
            const explanation = explainServiceError(error, services.account);
            if (explanation === undefined) throw error;
            return Promise.resolve({ explanation, hopeless: isAboutCredentials(explanation) });
          },
        },
      );
      found.push(
        ...result.findings.map(
          ({ severity, code, place, message }) =>
            `${severity} ${code} ${place.uri.split('/').at(-1) ?? ''}:${place.range.start.line + 1} ${message}`,
        ),
      );
      return result;
    };
    return { window: batchWindow(services, workspace, { answers, preflight: run }), asked, found };
  }

  const batchCount = async () => (await services.omics.listBatches(undefined)).items.length;

  it('says nothing where nothing is wrong, and asks about an object once', async () => {
    const text = batchFile(entries(60, (i) => (i % 2 === 0 ? 's3://data/a.bam' : 's3://data/b.bam')));
    const { window, asked, found } = await open({ [FILE]: text }, { account: account() }, 'Start Batch');
    await window.start(FILE);
    assert.deepEqual([found, asked.objects, await batchCount()], [[], 2, 1]);
  });

  it('is one question with what the editor says, each finding in its place', async () => {
    const runs = [
      ...entries(2, (i) => (i === 0 ? 's3://data/a.bam' : 's3://data/gone.bam')),
      { runSettingId: 'typo', parameters: { reads: 's3://data/b.bam', raeds: 1 } },
    ];
    const { window, found } = await open(
      { [FILE]: batchFile(runs, { outputUri: 's3://nowhere/runs/' }) },
      { account: { ...account(), repositories: [] } },
      'Show Problems',
    );
    await assert.rejects(window.start(FILE), /Cancelled/);
    assert.deepEqual(found, [
      "error output-bucket-missing main.cohort.batch.json:4 Bucket 'nowhere' for the outputs does not exist.",
      "error input-missing main.cohort.batch.json:18 'reads': there is no object 's3://data/gone.bam'.",
      "error image-missing main.wdl:10 There is no repository 'caller' in Amazon ECR of account 123456789012.",
    ]);
    const questions = window.prompts.shown.filter((shown) => shown.includes('would fail'));
    assert.equal(questions.length, 1);
    assert.match(
      questions[0] ?? '',
      /^Runs of the batch would fail: 4 errors\.\n.*raeds.*\[Show Problems\] \[Start Anyway\]$/s,
    );
    assert.equal(await batchCount(), 0);
  });

  it('starts what has no error, and counts what could not be checked', async () => {
    const text = batchFile(entries(2, () => 's3://data/a.bam'));
    const denied = { ...account(), denied: ['iam:GetRole'] };
    const { window, found } = await open({ [FILE]: text }, { account: denied }, 'Start Batch');
    await window.start(FILE);
    assert.match(found.join('\n'), /^information preflight-unchecked .*'iam:GetRole'/m);
    assert.equal(await batchCount(), 1);
  });

  it('looks at a bounded number of inputs of a hundred thousand runs, and says so', async () => {
    const reads = (i: number) => `s3://data/${i % 3 === 0 ? 'a.bam' : `gone/${i}.bam`}`;
    const { window, asked, found } = await open(
      { [ARRAY]: JSON.stringify(entries(100_000, reads)) },
      { account: account() },
    );
    await assert.rejects(window.start(ARRAY), /Cancelled/);
    assert.ok(asked.objects > 3_000 && asked.objects <= 5_000, `${asked.objects} objects were asked about`);
    assert.equal(
      found.find((each) => each.includes('preflight-sampled')),
      `information preflight-sampled main.cohort.batch-runs.json:1 Only ${asked.objects.toLocaleString('en')} inputs of 100,000 runs, evenly spread, were looked at.`,
    );
    const missing = found.filter((each) => each.includes('input-missing'));
    assert.equal(missing.length, 101);
    assert.match(missing.at(-1) ?? '', /3,\d+ more of this kind are not shown\.$/);
    assert.match(missing[0] ?? '', /'\[20\]\.reads': there is no object 's3:\/\/data\/gone\/20\.bam'\.$/);
  }).timeout(120_000);

  it('looks at whether the role can read the list that goes to S3', async () => {
    const { found, window } = await open(
      { [ARRAY]: JSON.stringify(entries(150, () => 's3://data/a.bam')) },
      { account: account('arn:aws:s3:::data/*') },
      'Show Problems',
    );
    await assert.rejects(window.start(ARRAY), /Cancelled/);
    assert.deepEqual(found, [
      `error role-cannot-read main.cohort.batch-runs.json:1 Role 'run' may not read the list of runs below '${OUTPUT}omics-lens/batches/'.`,
    ]);
  });

  it('looks at a list that lies in S3 already', async () => {
    const body = {
      defaultRunSetting: { roleArn: ROLE, outputUri: OUTPUT, storageType: 'DYNAMIC' },
      batchRunSettings: { s3UriSettings: 's3://data/runs.json' },
    };
    const { found, window } = await open({ [FILE]: JSON.stringify(body) }, { account: account() });
    await assert.rejects(window.start(FILE), /Cancelled/);
    assert.deepEqual(found, [
      "error input-missing main.cohort.batch.json:1 's3UriSettings': there is no object 's3://data/runs.json'.",
    ]);
  });

  it('looks again at what is resubmitted', async () => {
    const { found, window } = await open(
      { [FILE]: batchFile(entries(3, () => 's3://data/a.bam')) },
      { account: account(), submissions: [{ runSettingId: 'sample-1', reason: 'ConflictException' }] },
      'Start Batch',
      'Show Batch',
    );
    const { started } = await window.start(FILE);
    await until(() => window.store.get(started.id)?.settled === true);
    await services.play({ account: { ...account(), buckets: [{ name: 'data' }, { name: 'bucket' }] } });
    await assert.rejects(window.resubmit(started.id, 'submissions'), /Cancelled/);
    assert.deepEqual(
      found.filter((each) => each.includes('input-')),
      ["warning input-missing :1 '[0].reads': there is no object 's3://data/a.bam'."],
    );
    assert.equal(await batchCount(), 1);
  });
});
