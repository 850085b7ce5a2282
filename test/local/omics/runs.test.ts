import assert from 'node:assert/strict';
import type { StartRunRequest } from '@aws-sdk/client-omics';
import {
  CancelRunCommand,
  CreateWorkflowCommand,
  DeleteRunCommand,
  DeleteWorkflowCommand,
  GetRunCommand,
  ListRunsCommand,
  StartRunCommand,
  paginateListRuns,
} from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { OUTPUT, PIPELINE, ROLE, SMALL, eachWithService, zipOf } from '../support/service.ts';

describe('local runs', () => {
  const local = eachWithService();
  const get = (id: string) => local().omics.send(new GetRunCommand({ id }));
  const cancel = (id: string) => local().omics.send(new CancelRunCommand({ id }));
  const remove = (id: string) => local().omics.send(new DeleteRunCommand({ id }));

  describe('StartRun and GetRun', () => {
    it('accept a run and tell everything about it', async () => {
      const workflowId = await local().workflow();
      const started = await local().omics.send(
        new StartRunCommand({
          workflowId,
          roleArn: ROLE,
          outputUri: `${OUTPUT}/`,
          name: 'first',
          parameters: { name: 'you' },
          priority: 5,
          storageType: 'DYNAMIC',
          retentionMode: 'REMOVE',
          tags: { a: 'b' },
        }),
      );
      const { uuid = '' } = started;
      assert.deepEqual(
        { ...started, $metadata: started.$metadata.httpStatusCode },
        {
          arn: 'arn:aws:omics:us-east-1:123456789012:run/2000001',
          id: '2000001',
          status: 'PENDING',
          tags: { a: 'b' },
          uuid,
          runOutputUri: `${OUTPUT}/2000001/${uuid}`,
          networkingMode: 'RESTRICTED',
          $metadata: 201,
        },
      );
      await local().pass(60);
      const run = await get('2000001');
      const stream =
        'arn:aws:logs:us-east-1:123456789012:log-group:/aws/omics/WorkflowLog:log-stream:run/2000001';
      assert.deepEqual(
        { ...run, $metadata: 0, digest: '', workflowUuid: '' },
        {
          arn: started.arn,
          id: started.id,
          uuid,
          status: 'COMPLETED',
          workflowId,
          workflowType: 'PRIVATE',
          workflowUuid: '',
          roleArn: ROLE,
          name: 'first',
          priority: 5,
          digest: '',
          parameters: { name: 'you' },
          outputUri: `${OUTPUT}/`,
          runOutputUri: started.runOutputUri,
          storageType: 'DYNAMIC',
          logLevel: 'ALL',
          logLocation: { runLogStream: stream, engineLogStream: `${stream}/engine` },
          resourceDigests: {},
          startedBy: 'arn:aws:iam::123456789012:user/LOCALEXAMPLE',
          creationTime: new Date('2026-01-01T00:00:03Z'),
          startTime: new Date('2026-01-01T00:00:09Z'),
          stopTime: run.stopTime,
          tags: { a: 'b' },
          retentionMode: 'REMOVE',
          networkingMode: 'RESTRICTED',
          $metadata: 0,
        },
      );
    });

    it('take values that the request does not give from the workflow and the service', async () => {
      const run = await get(await local().start({ workflowId: await local().workflow() }));
      assert.deepEqual(
        [run.storageType, run.storageCapacity, run.logLevel, run.retentionMode, run.parameters, run.name],
        ['STATIC', 1200, 'ALL', 'RETAIN', {}, undefined],
      );
    });

    it('round static storage up to what there is', async () => {
      const workflowId = await local().workflow();
      const given = async (storageCapacity: number) =>
        (await get(await local().start({ workflowId, storageType: 'STATIC', storageCapacity })))
          .storageCapacity;
      assert.deepEqual(
        [await given(0), await given(1200), await given(1201), await given(5000)],
        [1200, 1200, 2400, 7200],
      );
      const dynamic = await local().start({ workflowId, storageType: 'DYNAMIC', storageCapacity: 5000 });
      assert.equal((await get(dynamic)).storageCapacity, undefined);
      assert.match(
        await errorOf(local().start({ workflowId, storageType: 'STATIC', storageCapacity: 12_000 })),
        /^ServiceQuotaExceededException 402: .*9600 GiB/,
      );
    });

    it('check the parameters against the template', async () => {
      const workflowId = await local().workflow(zipOf(PIPELINE));
      const start = (parameters: StartRunRequest['parameters']) => local().start({ workflowId, parameters });
      const good = { samples: ['a'], reference: 's3://inputs/ref.fa' };
      await start(good);
      await start({ 'Pipeline.samples': ['a'], 'Pipeline.reference': 's3://inputs/ref.fa' });
      assert.equal(
        await errorOf(start({ samples: ['a'] })),
        'ValidationException 400: Invalid run parameters: required parameters are missing: reference.',
      );
      assert.equal(
        await errorOf(start({ ...good, refrence: 'x', 'Other.report': true })),
        "ValidationException 400: Invalid run parameters: parameters are not in the workflow's parameter template: refrence, Other.report.",
      );
      assert.match(await errorOf(start(undefined)), /are missing: samples, reference\.$/);
      assert.match(await errorOf(start([1])), /^ValidationException 400: The parameters must be an object/);
      assert.match(
        await errorOf(start({ ...good, samples: ['x'.repeat(50_000)] })),
        /^ValidationException 400: The parameters take 500\d\d bytes, and 50000 are allowed/,
      );
    });

    it('need a workflow that is ACTIVE', async () => {
      const { omics } = local();
      const { id: workflowId = '' } = await omics.send(
        new CreateWorkflowCommand({ definitionZip: zipOf(SMALL) }),
      );
      assert.match(
        await errorOf(local().start({ workflowId })),
        /^ConflictException 409: Workflow 1000001 is CREATING/,
      );
      const failed = await local().workflow(new Uint8Array(3));
      assert.match(
        await errorOf(local().start({ workflowId: failed })),
        /^ConflictException 409: .*is FAILED/,
      );
      await omics.send(new DeleteWorkflowCommand({ id: workflowId }));
      assert.match(await errorOf(local().start({ workflowId })), /^ResourceNotFoundException 404/);
      assert.match(await errorOf(local().start({ workflowId: '99' })), /^ResourceNotFoundException 404/);
    });

    it('refuse groups, caches, configurations and workflows that are not there', async () => {
      const workflowId = await local().workflow();
      const start = (request: Partial<StartRunRequest>) => errorOf(local().start({ workflowId, ...request }));
      assert.match(
        await start({ runGroupId: '1' }),
        /^ResourceNotFoundException 404: There is no run group 1/,
      );
      assert.match(await start({ cacheId: '1' }), /^ResourceNotFoundException 404: There is no run cache 1/);
      assert.match(await start({ configurationName: 'vpc' }), /^ResourceNotFoundException 404: .*'vpc'/);
      assert.match(await start({ networkingMode: 'VPC' }), /^ValidationException 400: .*VPC/);
      assert.match(await start({ workflowType: 'READY2RUN' }), /^ResourceNotFoundException 404: .*Ready2Run/);
    });

    it('refuse an output that is not in S3, and a run of nothing', async () => {
      const workflowId = await local().workflow();
      assert.match(
        await errorOf(local().start({ workflowId, outputUri: '/tmp' })),
        /^ValidationException 400: .*not an S3 URI/,
      );
      assert.match(await errorOf(local().start({})), /^ValidationException 400: Give a 'workflowId'/);
    });

    it('duplicate a run, with other values where some are given', async () => {
      const workflowId = await local().workflow();
      const source = await local().start({ workflowId, name: 'a', parameters: { name: 'x' }, priority: 3 });
      const copy = await get(await local().start({ runId: source, name: 'b' }));
      assert.deepEqual(
        [copy.runId, copy.workflowId, copy.name, copy.priority, copy.parameters],
        [source, workflowId, 'b', 3, { name: 'x' }],
      );
      assert.match(
        await errorOf(local().start({ runId: '1' })),
        /^ResourceNotFoundException 404: There is no run 1/,
      );
    });

    it('keep the newer members that the client does not know yet', async () => {
      const newer = {
        engineSettings: { profile: 'test' },
        scratchStorageMode: 'LOCAL',
        sessionPolicy: '{\n\t"Version": "2012-10-17"\n}',
      };
      const workflowId = await local().workflow();
      const command = new StartRunCommand({ workflowId, roleArn: ROLE, outputUri: OUTPUT });
      command.middlewareStack.add(
        (next) => (args) => {
          const request = args.request as { body: Uint8Array; headers: Record<string, string> };
          const body = JSON.parse(new TextDecoder().decode(request.body)) as object;
          request.body = new TextEncoder().encode(JSON.stringify({ ...body, ...newer }));
          request.headers['content-length'] = String(request.body.length);
          return next(args);
        },
        { step: 'build', priority: 'low' },
      );
      const { id = '' } = await local().omics.send(command);
      const answer = await fetch(`${local().service.endpoint}/run/${id}`, {
        headers: {
          authorization:
            'AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/omics/aws4_request, SignedHeaders=host, Signature=00',
        },
      });
      const { engineSettings, scratchStorageMode, sessionPolicy } = (await answer.json()) as typeof newer;
      assert.deepEqual({ engineSettings, scratchStorageMode, sessionPolicy }, newer);
    });

    it('start one run for one requestId, and refuse it for another run', async () => {
      const workflowId = await local().workflow();
      const request = { workflowId, roleArn: ROLE, outputUri: OUTPUT, requestId: 'click-1' };
      const first = await local().omics.send(new StartRunCommand(request));
      await local().pass(30);
      const again = await local().omics.send(new StartRunCommand(request));
      assert.deepEqual({ ...again, $metadata: 0 }, { ...first, $metadata: 0 });
      assert.match(
        await errorOf(local().omics.send(new StartRunCommand({ ...request, name: 'other' }))),
        /^ConflictException 409: .*'click-1'/,
      );
      assert.equal((await local().omics.send(new ListRunsCommand({}))).items?.length, 1);
    });

    it('start one run when the same request comes twice at the same time', async () => {
      const request = {
        workflowId: await local().workflow(),
        roleArn: ROLE,
        outputUri: OUTPUT,
        requestId: 'twice',
      };
      const send = () => local().omics.send(new StartRunCommand(request));
      const [a, b] = await Promise.all([send(), send()]);
      assert.equal(a.id, b.id);
    });

    it('know no run that is not there', async () => {
      assert.match(await errorOf(get('1')), /^ResourceNotFoundException 404: There is no run 1/);
    });

    it('export the definition that is run', async () => {
      const id = await local().start({ workflowId: await local().workflow() });
      const { definition = '' } = await local().omics.send(new GetRunCommand({ id, export: ['DEFINITION'] }));
      const zip = new Uint8Array(await (await fetch(definition)).arrayBuffer());
      assert.deepEqual(zip, zipOf(SMALL));
    });
  });

  describe('ListRuns', () => {
    const list = async (input: object) => {
      const pages: string[] = [];
      for await (const page of paginateListRuns({ client: local().omics }, input)) {
        pages.push(
          (page.items ?? []).map((item) => `${item.id} ${item.name ?? '-'} ${item.status}`).join(', '),
        );
      }
      return pages;
    };

    it('has no, one and many pages, the newest first, and filters', async () => {
      assert.deepEqual(await list({}), ['']);
      const workflowId = await local().workflow();
      for (const name of ['a', 'b', 'a']) {
        await local().start({ workflowId, name });
        await local().pass(3);
      }
      const all = ['2000003 a STARTING', '2000002 b RUNNING', '2000001 a RUNNING'];
      assert.deepEqual(await list({}), [all.join(', ')]);
      assert.deepEqual(await list({ maxResults: 1 }), all);
      assert.deepEqual(await list({ name: 'a' }), ['2000003 a STARTING, 2000001 a RUNNING']);
      assert.deepEqual(await list({ status: 'RUNNING', maxResults: 1 }), all.slice(1));
      assert.deepEqual(await list({ runGroupId: '1' }), ['']);
      assert.deepEqual(await list({ batchId: '1' }), ['']);
    });

    it('refuses a token that is none', async () => {
      assert.match(
        await errorOf(local().omics.send(new ListRunsCommand({ startingToken: 'x' }))),
        /^ValidationException 400/,
      );
    });
  });

  describe('CancelRun', () => {
    const stages: readonly (readonly [number, string])[] = [
      [0, 'PENDING'],
      [3, 'STARTING'],
      [12, 'RUNNING'],
    ];
    for (const [after, status] of stages) {
      it(`stops a run that is ${status}`, async () => {
        const id = await local().start({ workflowId: await local().workflow() });
        await local().pass(after);
        assert.equal(await local().status(id), status);
        const { $metadata } = await cancel(id);
        assert.equal($metadata.httpStatusCode, 202);
        assert.equal(await local().status(id), 'STOPPING');
        await local().pass(3);
        const run = await get(id);
        assert.deepEqual([run.status, run.failureReason], ['CANCELLED', undefined]);
        await local().pass(600);
        assert.equal(await local().status(id), 'CANCELLED');
      });
    }

    it('stops a run that is STOPPING', async () => {
      const id = await local().start({ workflowId: await local().workflow() });
      while ((await local().status(id)) !== 'STOPPING') await local().pass(1);
      await cancel(id);
      await local().pass(3);
      assert.equal(await local().status(id), 'CANCELLED');
    });

    it('comes too late for a run that is over, and for one that is not there', async () => {
      const id = await local().start({ workflowId: await local().workflow() });
      await local().pass(600);
      assert.match(await errorOf(cancel(id)), /^ConflictException 409: .*COMPLETED and cannot be cancelled/);
      assert.match(await errorOf(cancel('1')), /^ResourceNotFoundException 404/);
    });
  });

  describe('DeleteRun', () => {
    it('makes a run go that is over', async () => {
      const id = await local().start({ workflowId: await local().workflow() });
      assert.match(await errorOf(remove(id)), /^ConflictException 409: .*only a run that is over/);
      await local().pass(600);
      const { $metadata } = await remove(id);
      assert.equal($metadata.httpStatusCode, 202);
      assert.match(await errorOf(get(id)), /^ResourceNotFoundException 404/);
      assert.match(await errorOf(remove(id)), /^ResourceNotFoundException 404/);
      assert.deepEqual((await local().omics.send(new ListRunsCommand({}))).items, []);
    });

    it('keeps the requestId used', async () => {
      const request = {
        workflowId: await local().workflow(),
        roleArn: ROLE,
        outputUri: OUTPUT,
        requestId: 'r',
      };
      const { id = '' } = await local().omics.send(new StartRunCommand(request));
      await local().pass(600);
      await remove(id);
      assert.equal((await local().omics.send(new StartRunCommand(request))).id, id);
    });
  });
});
