import assert from 'node:assert/strict';
import {
  CreateConfigurationCommand,
  CreateRunCacheCommand,
  CreateRunGroupCommand,
  CreateWorkflowCommand,
  CreateWorkflowVersionCommand,
  GetRunCommand,
  ListBatchCommand,
  ListConfigurationsCommand,
  ListRunCachesCommand,
  ListRunGroupsCommand,
  ListRunTasksCommand,
  ListRunsCommand,
  ListWorkflowVersionsCommand,
  ListWorkflowsCommand,
  StartRunBatchCommand,
  StartRunCommand,
} from '@aws-sdk/client-omics';
import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { errorOf } from '../support/errors.ts';
import { readStream } from '../support/logs.ts';
import { OUTPUT, ROLE, SMALL, eachWithService, zipOf } from '../support/service.ts';

describe('faults that a scenario asks for', () => {
  const local = eachWithService();
  const runs = async () => (await local().omics.send(new ListRunsCommand({}))).items ?? [];
  const startRequest = async () => ({
    workflowId: await local().workflow(),
    roleArn: ROLE,
    outputUri: OUTPUT,
  });

  it('throttle, until the retries of the SDK get through', async () => {
    const request = await startRequest();
    await local().play({ requests: [{ operation: 'StartRun', error: 'ThrottlingException', times: 2 }] });
    const { id, $metadata } = await local().retrying.send(new StartRunCommand(request));
    assert.equal($metadata.attempts, 3);
    assert.deepEqual(
      (await runs()).map((run) => run.id),
      [id],
    );
  });

  it('answer 500, which the SDK retries too', async () => {
    const request = await startRequest();
    await local().play({ requests: [{ operation: 'StartRun', error: 'InternalServerException' }] });
    const { $metadata } = await local().retrying.send(new StartRunCommand(request));
    assert.equal($metadata.attempts, 2);
  });

  it('drop the connection after the run was accepted, and the retry gets the same run', async () => {
    const request = await startRequest();
    await local().play({ requests: [{ operation: 'StartRun', drop: 'after' }] });
    const { id, $metadata } = await local().retrying.send(new StartRunCommand(request));
    assert.equal($metadata.attempts, 2);
    assert.deepEqual(
      (await runs()).map((run) => run.id),
      [id],
    );
  });

  it('drop the connection after whatever was accepted, and the retry makes nothing twice', async () => {
    const workflowId = await local().workflow();
    const { retrying, omics } = local();
    const definitionZip = zipOf(SMALL);
    const requests = [
      ['CreateWorkflow', () => retrying.send(new CreateWorkflowCommand({ definitionZip }))],
      [
        'CreateWorkflowVersion',
        () =>
          retrying.send(new CreateWorkflowVersionCommand({ workflowId, versionName: 'v', definitionZip })),
      ],
      [
        'StartRunBatch',
        () =>
          retrying.send(
            new StartRunBatchCommand({
              defaultRunSetting: { workflowId, roleArn: ROLE, outputUri: OUTPUT },
              batchRunSettings: { inlineSettings: [{ runSettingId: 'a' }] },
            }),
          ),
      ],
      ['CreateRunGroup', () => retrying.send(new CreateRunGroupCommand({}))],
      ['CreateRunCache', () => retrying.send(new CreateRunCacheCommand({ cacheS3Location: 's3://bucket' }))],
      [
        'CreateConfiguration',
        () => retrying.send(new CreateConfigurationCommand({ name: 'c', runConfigurations: {} })),
      ],
    ] as const;
    for (const [operation, send] of requests) {
      await local().play({ requests: [{ operation, drop: 'after' }] });
      const { $metadata } = await send();
      assert.equal($metadata.attempts, 2, operation);
    }
    const counts = [
      (await omics.send(new ListWorkflowsCommand({}))).items?.length,
      (await omics.send(new ListWorkflowVersionsCommand({ workflowId }))).items?.length,
      (await omics.send(new ListBatchCommand({}))).items?.length,
      (await omics.send(new ListRunGroupsCommand({}))).items?.length,
      (await omics.send(new ListRunCachesCommand({}))).items?.length,
      (await omics.send(new ListConfigurationsCommand({}))).items?.length,
    ];
    assert.deepEqual(counts, [2, 1, 1, 1, 1, 1]);
  });

  it('drop the connection before anything was done', async () => {
    const request = await startRequest();
    await local().play({ requests: [{ operation: 'StartRun', drop: 'before' }] });
    await errorOf(local().omics.send(new StartRunCommand(request)));
    assert.deepEqual(await runs(), []);
  });

  it('come after so many requests, and so many times', async () => {
    await local().play({
      requests: [
        { operation: 'ListRuns', error: 'AccessDeniedException', skip: 1, times: 2, message: 'not now' },
        { operation: '*', error: 'RequestTimeoutException', skip: 3 },
      ],
    });
    const outcomes: string[] = [];
    for (let i = 0; i < 6; i++) {
      outcomes.push(
        await runs().then(
          () => 'ok',
          (error: unknown) => (error as Error).name,
        ),
      );
    }
    assert.deepEqual(outcomes, [
      'ok',
      'AccessDeniedException',
      'AccessDeniedException',
      'ok',
      'ok',
      'RequestTimeoutException',
    ]);
  });

  it('delay an answer in the time of the simulation', async () => {
    await local().play({ requests: [{ operation: 'ListRuns', delay: 30 }] });
    let answered = false;
    const asked = runs().then(() => {
      answered = true;
    });
    // Another request goes through meanwhile, so the delayed one has arrived.
    await local().omics.send(new ListWorkflowsCommand({}));
    await local().pass(29);
    await local().omics.send(new ListWorkflowsCommand({}));
    assert.equal(answered, false);
    await local().pass(1);
    await asked;
    assert.equal(answered, true);
  });

  it('let the credentials expire, for every service in its own words', async () => {
    await local().play({ credentialsExpireAfter: 1 });
    assert.deepEqual(await runs(), []);
    const message = 'The security token included in the request is expired';
    assert.equal(await errorOf(runs()), `ExpiredTokenException 403: ${message}`);
    assert.equal(
      await errorOf(local().logs.send(new DescribeLogStreamsCommand({ logGroupName: 'x' }))),
      `ExpiredTokenException 400: ${message}`,
    );
    assert.match(
      await errorOf(local().sts.send(new GetCallerIdentityCommand({}))),
      /^ExpiredToken(Exception)? 403: /,
    );
    assert.match(
      await errorOf(local().s3.send(new ListObjectsV2Command({ Bucket: 'b' }))),
      /^ExpiredToken 40/,
    );
    await local().play({});
    assert.deepEqual(await runs(), []);
  });

  it('deny what the account does not let the caller do, for every service in its own words', async () => {
    const request = await startRequest();
    await local().play({ account: { denied: ['omics:Start*', 's3:GetObject', 'sts:GetCallerIdentity'] } });
    assert.match(
      await errorOf(local().omics.send(new StartRunCommand(request))),
      /^AccessDeniedException 403: User is not authorized to perform: omics:StartRun /,
    );
    const target = { Bucket: 'omics-lens-samples', Key: 'known/dbsnp.vcf.gz' };
    assert.match(await errorOf(local().s3.send(new GetObjectCommand(target))), /^AccessDenied 403/);
    const head = await errorOf(local().s3.send(new HeadObjectCommand(target)));
    assert.match(head, / 403: /, 'the answer to HEAD has no body to name the error');
    await local().s3.send(new ListObjectsV2Command({ Bucket: target.Bucket }));
    assert.match(await errorOf(local().sts.send(new GetCallerIdentityCommand({}))), /^AccessDenied 403/);
    assert.deepEqual(await runs(), []);
  });

  it('let lists lag behind what single resources say', async () => {
    await local().play({ listLag: 5 });
    const { id: workflowId = '' } = await local().omics.send(
      new CreateWorkflowCommand({ definitionZip: zipOf(SMALL) }),
    );
    assert.deepEqual((await local().omics.send(new ListWorkflowsCommand({}))).items, []);
    await local().pass(5);
    assert.equal((await local().omics.send(new ListWorkflowsCommand({}))).items?.[0]?.status, 'CREATING');
    const id = await local().start({ workflowId });
    assert.deepEqual(await runs(), []);
    await local().pass(6);
    assert.equal(await local().status(id), 'RUNNING');
    assert.equal((await runs())[0]?.status, 'PENDING');
    await local().pass(5);
    const { items } = await local().omics.send(new ListRunTasksCommand({ id }));
    assert.deepEqual(items, []);
  });

  it('let logs lag behind what is written', async () => {
    const id = await local().start({ workflowId: await local().workflow() });
    await local().play({ logLag: 4 });
    assert.match(await errorOf(readStream(local(), `run/${id}`)), /^ResourceNotFoundException/);
    await local().pass(4);
    assert.equal((await readStream(local(), `run/${id}`)).length, 1);
  });

  it('do not change what has begun', async () => {
    const id = await local().start({ workflowId: await local().workflow() });
    await local().play({ tasks: [{ task: '*', fail: {} }] });
    await local().pass(600);
    assert.equal((await local().omics.send(new GetRunCommand({ id }))).status, 'COMPLETED');
  });
});
