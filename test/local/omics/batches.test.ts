import assert from 'node:assert/strict';
import type { StartRunBatchRequest } from '@aws-sdk/client-omics';
import {
  CancelRunBatchCommand,
  DeleteBatchCommand,
  DeleteRunBatchCommand,
  DeleteRunCommand,
  GetBatchCommand,
  GetRunCommand,
  ListBatchCommand,
  ListRunsInBatchCommand,
  StartRunBatchCommand,
  paginateListBatch,
  paginateListRuns,
  paginateListRunsInBatch,
} from '@aws-sdk/client-omics';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { errorOf } from '../support/errors.ts';
import { OUTPUT, PIPELINE, ROLE, eachWithService, zipOf } from '../support/service.ts';

type Entries = NonNullable<NonNullable<StartRunBatchRequest['batchRunSettings']>['inlineSettings']>;
type Defaults = Partial<NonNullable<StartRunBatchRequest['defaultRunSetting']>>;

describe('local run batches', () => {
  const local = eachWithService();
  const send = (request: Partial<StartRunBatchRequest>, defaults: Defaults = {}, workflowId = '1000001') =>
    local().omics.send(
      new StartRunBatchCommand({
        defaultRunSetting: {
          workflowId,
          roleArn: ROLE,
          outputUri: OUTPUT,
          storageType: 'DYNAMIC',
          ...defaults,
        },
        batchRunSettings: { inlineSettings: entries(3) },
        ...request,
      }),
    );
  const inline = (inlineSettings: Entries) => ({ batchRunSettings: { inlineSettings } });
  const get = (batchId: string) => local().omics.send(new GetBatchCommand({ batchId }));
  const status = async (batchId: string) => (await get(batchId)).status;
  const cancel = (batchId: string) => local().omics.send(new CancelRunBatchCommand({ batchId }));
  const removeRuns = (batchId: string) => local().omics.send(new DeleteRunBatchCommand({ batchId }));
  const remove = (batchId: string) => local().omics.send(new DeleteBatchCommand({ batchId }));
  const listed = async (batchId: string, filter: object = {}) => {
    const pages: string[] = [];
    for await (const page of paginateListRunsInBatch({ client: local().omics }, { batchId, ...filter })) {
      pages.push(
        (page.runs ?? [])
          .map((run) => {
            const { runSettingId = '', runId = '-', submissionStatus = 'waiting' } = run;
            return `${runSettingId} ${runId} ${submissionStatus}`;
          })
          .join(', '),
      );
    }
    return pages;
  };

  function entries(count: number): Entries {
    return Array.from({ length: count }, (_, i) => ({ runSettingId: `sample-${i}` }));
  }

  describe('StartRunBatch and GetBatch', () => {
    it('go the way from CREATING to PROCESSED', async () => {
      await local().workflow();
      const started = await send({ batchName: 'cohort', tags: { a: 'b' } });
      const { id = '', uuid } = started;
      assert.deepEqual(
        { ...started, $metadata: started.$metadata.httpStatusCode },
        {
          id: '7000001',
          arn: 'arn:aws:omics:us-east-1:123456789012:runBatch/7000001',
          status: 'CREATING',
          uuid,
          tags: { a: 'b' },
          $metadata: 201,
        },
      );
      const seen: string[] = [];
      for (let second = 0; second < 400; second++) {
        const now = (await status(id)) ?? '';
        if (seen.at(-1) !== now) seen.push(now);
        await local().pass(0.1);
      }
      assert.deepEqual(seen, ['CREATING', 'PENDING', 'SUBMITTING', 'INPROGRESS', 'PROCESSED']);
      const batch = await get(id);
      assert.deepEqual(
        { ...batch, $metadata: 0 },
        {
          id,
          arn: started.arn,
          uuid,
          name: 'cohort',
          status: 'PROCESSED',
          tags: { a: 'b' },
          totalRuns: 3,
          defaultRunSetting: {
            workflowId: '1000001',
            roleArn: ROLE,
            outputUri: OUTPUT,
            storageType: 'DYNAMIC',
          },
          submissionSummary: {
            successfulStartSubmissionCount: 3,
            failedStartSubmissionCount: 0,
            pendingStartSubmissionCount: 0,
            successfulCancelSubmissionCount: 0,
            failedCancelSubmissionCount: 0,
            successfulDeleteSubmissionCount: 0,
            failedDeleteSubmissionCount: 0,
          },
          runSummary: {
            pendingRunCount: 0,
            startingRunCount: 0,
            runningRunCount: 0,
            stoppingRunCount: 0,
            completedRunCount: 3,
            deletedRunCount: 0,
            failedRunCount: 0,
            cancelledRunCount: 0,
          },
          creationTime: new Date('2026-01-01T00:00:03Z'),
          submittedTime: new Date('2026-01-01T00:00:05.200Z'),
          processedTime: batch.processedTime,
          $metadata: 0,
        },
      );
    });

    it('submit the runs one after the other', async () => {
      await local().workflow();
      await local().play({ timing: { batchSubmission: 10 } });
      const { id = '' } = await send({});
      await local().pass(13);
      const { submissionSummary, runSummary } = await get(id);
      assert.equal(submissionSummary?.successfulStartSubmissionCount, 2);
      assert.equal(submissionSummary.pendingStartSubmissionCount, 1);
      assert.deepEqual([runSummary?.pendingRunCount, runSummary?.runningRunCount], [1, 1]);
      assert.deepEqual(await listed(id), [
        'sample-0 2000001 SUCCESS, sample-1 2000002 SUCCESS, sample-2 - waiting',
      ]);
    });

    it('merge the settings of the entry over those of the batch', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id } = await send(
        inline([
          {
            runSettingId: 'one',
            name: 'First',
            outputUri: 's3://elsewhere/x',
            priority: 7,
            parameters: { samples: ['b', 'c'] },
            runTags: { who: 'me', stage: 'two' },
          },
        ]),
        {
          name: 'Default',
          parameters: { samples: ['a'], reference: 's3://inputs/ref.fa' },
          runTags: { stage: 'one', project: 'p' },
          priority: 1,
        },
      );
      await local().pass(10);
      const run = await local().omics.send(new GetRunCommand({ id: '2000001' }));
      assert.deepEqual(
        [run.batchId, run.name, run.outputUri, run.priority, run.parameters, run.tags],
        [
          id,
          'First',
          's3://elsewhere/x',
          7,
          { samples: ['b', 'c'], reference: 's3://inputs/ref.fa' },
          { who: 'me', stage: 'two', project: 'p' },
        ],
      );
    });

    it('go on where a run cannot be started, and say why', async () => {
      await local().workflow(zipOf(PIPELINE));
      await local().play({
        submissions: [{ runSettingId: 'denied', reason: 'AccessDeniedException', message: 'not you' }],
      });
      const good = { samples: ['a'] };
      const { id = '' } = await send(
        inline([
          { runSettingId: 'good', parameters: good },
          { runSettingId: 'typo', parameters: { sample: 'a' } },
          { runSettingId: 'denied', parameters: good },
          { runSettingId: 'nowhere', parameters: good, outputUri: '/tmp' },
        ]),
        { parameters: { reference: 's3://inputs/ref.fa' } },
      );
      await local().pass(600);
      const { runs = [] } = await local().omics.send(
        new ListRunsInBatchCommand({ batchId: id, submissionStatus: 'FAILED' }),
      );
      assert.deepEqual(
        runs.map((run) => [
          run.runSettingId,
          run.runId,
          run.submissionFailureReason,
          run.submissionFailureMessage,
        ]),
        [
          [
            'typo',
            undefined,
            'ValidationException',
            "Invalid run parameters: required parameters are missing: samples; parameters are not in the workflow's parameter template: sample.",
          ],
          ['denied', undefined, 'AccessDeniedException', 'not you'],
          ['nowhere', undefined, 'ValidationException', "The outputUri '/tmp' is not an S3 URI."],
        ],
      );
      const { submissionSummary, runSummary } = await get(id);
      assert.deepEqual(
        [
          submissionSummary?.successfulStartSubmissionCount,
          submissionSummary?.failedStartSubmissionCount,
          runSummary?.completedRunCount,
        ],
        [1, 3, 1],
      );
    });

    it('are over at once when no run can be started', async () => {
      await local().workflow(zipOf(PIPELINE));
      const { id = '' } = await send({});
      await local().pass(10);
      assert.equal(await status(id), 'PROCESSED');
    });

    it('refuse at once what all runs share', async () => {
      const workflowId = await local().workflow();
      const refused = (request: Partial<StartRunBatchRequest>, defaults?: Defaults) =>
        errorOf(send(request, defaults));
      assert.match(
        await refused({}, { workflowId: '5' }),
        /^ResourceNotFoundException 404: There is no workflow 5/,
      );
      assert.match(await refused({}, { workflowType: 'READY2RUN' }), /^ValidationException 400: .*Ready2Run/);
      assert.match(await refused({}, { runGroupId: '5' }), /^ResourceNotFoundException 404: .*run group 5/);
      assert.match(await refused({}, { cacheId: '5' }), /^ResourceNotFoundException 404: .*run cache 5/);
      assert.match(
        await refused({ batchRunSettings: { s3UriSettings: 's3://none/here.json' } }),
        /^ValidationException 400: There is no object s3:\/\/none\/here\.json/,
      );
      assert.deepEqual(workflowId, '1000001');
      assert.deepEqual((await local().omics.send(new ListBatchCommand({}))).items, []);
    });

    it('start one batch for one requestId', async () => {
      await local().workflow();
      const request = { requestId: 'click' };
      const first = await send(request);
      await local().pass(60);
      const again = await send(request);
      assert.deepEqual({ ...again, $metadata: 0 }, { ...first, $metadata: 0 });
      assert.match(
        await errorOf(send({ ...request, batchName: 'other' })),
        /^ConflictException 409: .*'click'/,
      );
      assert.equal((await local().omics.send(new ListBatchCommand({}))).items?.length, 1);
    });

    it('know no batch that is not there', async () => {
      for (const ask of [get, cancel, removeRuns, remove, listed]) {
        assert.match(await errorOf(ask('5')), /^ResourceNotFoundException 404: There is no run batch 5/);
      }
    });
  });

  describe('entries in S3', () => {
    const put = (body: string) =>
      local().s3.send(new PutObjectCommand({ Bucket: 'data', Key: 'entries.json', Body: body }));
    const fromS3 = { batchRunSettings: { s3UriSettings: 's3://data/entries.json' } };

    it('may be more than a request holds', async () => {
      await local().workflow();
      await put(JSON.stringify(entries(250)));
      const { id = '' } = await send(fromS3);
      await local().pass(30);
      const { status: state, totalRuns, submissionSummary } = await get(id);
      assert.deepEqual(
        [state, totalRuns, submissionSummary?.successfulStartSubmissionCount],
        ['INPROGRESS', 250, 250],
      );
      const pages = await listed(id);
      assert.deepEqual(
        pages.map((page) => page.split(', ').length),
        [100, 100, 50],
      );
    });

    const broken: readonly (readonly [string, string, string])[] = [
      ['is not JSON', '[{', 'Invalid JSON format in run configurations'],
      ['is no array', '{}', 'Invalid JSON format in run configurations'],
      [
        'names a run twice',
        JSON.stringify([...entries(2), ...entries(1)]),
        'Expected 3 unique runSettingIds but there were 2',
      ],
      ['has too many', JSON.stringify(entries(100_001)), 'Batch has 100001 runs but 100000 runs is the max.'],
    ];
    for (const [what, body, reason] of broken) {
      it(`fail the batch when the file ${what}`, async () => {
        await local().workflow();
        await put(body);
        const { id = '' } = await send(fromS3);
        await local().pass(5);
        const { status: state, failureReason, failedTime } = await get(id);
        assert.deepEqual(
          [state, failureReason, failedTime],
          ['FAILED', reason, new Date('2026-01-01T00:00:05Z')],
        );
      });
    }

    it('must not change before they are read', async () => {
      await local().workflow();
      const { ETag: before = '' } = await put(JSON.stringify(entries(2)));
      const { id = '' } = await send(fromS3);
      const { ETag: after = '' } = await put(JSON.stringify(entries(3)));
      await local().pass(5);
      const { status: state, failureReason = '' } = await get(id);
      assert.equal(state, 'FAILED');
      const bare = (tag: string) => tag.replaceAll('"', '');
      assert.ok(
        failureReason.startsWith(`Expected s3UriConfigs etag: ${bare(before)} but was: ${bare(after)}`),
      );
    });
  });

  describe('ListBatch', () => {
    const list = async (input: object = {}) => {
      const pages: string[] = [];
      for await (const page of paginateListBatch({ client: local().omics }, input)) {
        pages.push(
          (page.items ?? [])
            .map(
              ({ id = '', name = '-', status: state = '-', totalRuns }) =>
                `${id} ${name} ${state} ${totalRuns}`,
            )
            .join(', '),
        );
      }
      return pages;
    };

    it('has no, one and many pages, the newest first, and takes one filter', async () => {
      assert.deepEqual(await list(), ['']);
      await local().workflow();
      for (const batchName of ['a', 'b', 'a']) {
        await send({ batchName });
        await local().pass(1);
      }
      const all = ['7000003 a PENDING 3', '7000002 b SUBMITTING 3', '7000001 a INPROGRESS 3'];
      assert.deepEqual(await list(), [all.join(', ')]);
      assert.deepEqual(await list({ maxItems: 2 }), [all.slice(0, 2).join(', '), all[2]]);
      assert.deepEqual(await list({ name: 'a' }), [[all[0], all[2]].join(', ')]);
      assert.deepEqual(await list({ status: 'SUBMITTING' }), [all[1]]);
      assert.deepEqual(await list({ runGroupId: '1' }), ['']);
      assert.match(
        await errorOf(list({ name: 'a', status: 'PENDING' })),
        /^ValidationException 400: ListBatch takes one filter, and not status and name/,
      );
      assert.match(await errorOf(list({ startingToken: 'x' })), /^ValidationException 400/);
    });
  });

  describe('ListRunsInBatch', () => {
    it('finds runs by one of their properties', async () => {
      await local().workflow();
      const { id = '' } = await send({});
      await local().pass(10);
      const all = ['sample-0 2000001 SUCCESS', 'sample-1 2000002 SUCCESS', 'sample-2 2000003 SUCCESS'];
      assert.deepEqual(await listed(id, { maxItems: 2 }), [all.slice(0, 2).join(', '), all[2]]);
      assert.deepEqual(await listed(id, { runId: '2000002' }), [all[1]]);
      assert.deepEqual(await listed(id, { runSettingId: 'sample-2' }), [all[2]]);
      assert.deepEqual(await listed(id, { submissionStatus: 'FAILED' }), ['']);
      assert.match(
        await errorOf(listed(id, { runId: '1', runSettingId: 'x' })),
        /^ValidationException 400: .*one filter/,
      );
      assert.match(await errorOf(listed(id, { startingToken: 'x' })), /^ValidationException 400/);
    });

    it('leads to the same runs as ListRuns', async () => {
      await local().workflow();
      await local().start({ workflowId: '1000001' });
      const { id: batchId = '' } = await send({});
      await local().pass(10);
      const ids: (string | undefined)[] = [];
      for await (const page of paginateListRuns({ client: local().omics }, { batchId })) {
        ids.push(...(page.items ?? []).map((run) => run.id));
      }
      assert.deepEqual(ids, ['2000004', '2000003', '2000002']);
    });
  });

  describe('CancelRunBatch', () => {
    it('stops runs that run, and those that were not submitted', async () => {
      await local().workflow();
      await local().play({ timing: { batchSubmission: 8, taskRunning: 600 } });
      const { id = '' } = await send({});
      await local().pass(12);
      const { $metadata } = await cancel(id);
      assert.equal($metadata.httpStatusCode, 202);
      assert.equal(await status(id), 'STOPPING');
      assert.match(
        await errorOf(cancel(id)),
        /^ConflictException 409: .*is STOPPING and cannot be cancelled/,
      );
      assert.match(await errorOf(removeRuns(id)), /^ConflictException 409/);
      await local().pass(5);
      assert.equal(await status(id), 'CANCELLED');
      assert.deepEqual(await listed(id), [
        'sample-0 2000001 CANCEL_SUCCESS, sample-1 2000002 CANCEL_SUCCESS, sample-2 - CANCEL_SUCCESS',
      ]);
      const { submissionSummary, runSummary } = await get(id);
      assert.deepEqual(
        [submissionSummary?.successfulCancelSubmissionCount, runSummary?.cancelledRunCount],
        [3, 2],
      );
      await local().pass(600);
      assert.equal(await local().status('2000002'), 'CANCELLED');
      assert.equal(await status(id), 'CANCELLED');
    });

    it('leaves runs that are over as they are', async () => {
      await local().workflow();
      await local().play({ timing: { batchSubmission: 100 } });
      const { id = '' } = await send({});
      await local().pass(60);
      await cancel(id);
      await local().pass(5);
      assert.deepEqual(await listed(id), [
        'sample-0 2000001 SUCCESS, sample-1 - CANCEL_SUCCESS, sample-2 - CANCEL_SUCCESS',
      ]);
      assert.equal(await status(id), 'CANCELLED');
    });

    it('comes too early and too late', async () => {
      await local().workflow();
      const { id = '' } = await send({});
      assert.match(await errorOf(cancel(id)), /^ConflictException 409: .*is CREATING/);
      await local().pass(600);
      assert.match(await errorOf(cancel(id)), /^ConflictException 409: .*is PROCESSED/);
    });
  });

  describe('DeleteRunBatch and DeleteBatch', () => {
    it('delete the runs, and then the batch', async () => {
      await local().workflow();
      const { id = '' } = await send({});
      assert.match(await errorOf(removeRuns(id)), /^ConflictException 409: .*is CREATING/);
      assert.match(await errorOf(remove(id)), /^ConflictException 409/);
      await local().pass(600);
      await local().omics.send(new DeleteRunCommand({ id: '2000001' }));
      await local().pass(1);
      const { $metadata } = await removeRuns(id);
      assert.equal($metadata.httpStatusCode, 202);
      assert.equal(await status(id), 'RUNS_DELETING');
      await local().pass(2);
      assert.equal(await status(id), 'RUNS_DELETED');
      assert.deepEqual(await listed(id), [
        'sample-0 2000001 SUCCESS, sample-1 2000002 DELETE_SUCCESS, sample-2 2000003 DELETE_SUCCESS',
      ]);
      const { submissionSummary, runSummary } = await get(id);
      assert.deepEqual(
        [submissionSummary?.successfulDeleteSubmissionCount, runSummary?.deletedRunCount],
        [2, 3],
      );
      assert.match(await errorOf(local().status('2000002')), /^ResourceNotFoundException/);
      assert.match(await errorOf(removeRuns(id)), /^ConflictException 409: .*is RUNS_DELETED/);
      await remove(id);
      assert.match(await errorOf(get(id)), /^ResourceNotFoundException 404/);
    });

    it('leave the runs when only the batch is deleted', async () => {
      await local().workflow();
      const { id = '' } = await send({});
      await local().pass(600);
      await remove(id);
      assert.equal(await local().status('2000001'), 'COMPLETED');
    });
  });
});
