import assert from 'node:assert/strict';
import type { DescribeLogStreamsRequest, FilterLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  paginateDescribeLogStreams,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRunCommand, GetRunCommand } from '@aws-sdk/client-omics';
import { errorOf } from '../support/errors.ts';
import { readStream } from '../support/logs.ts';
import { PIPELINE, START, eachWithService, zipOf } from '../support/service.ts';

const GROUP = '/aws/omics/WorkflowLog';
const GROUP_ARN = `arn:aws:logs:us-east-1:123456789012:log-group:${GROUP}`;

describe('local CloudWatch Logs', () => {
  const local = eachWithService();
  const startPipeline = async () =>
    local().start({
      workflowId: await local().workflow(zipOf(PIPELINE)),
      parameters: { samples: ['a', 'b'], reference: 's3://inputs/ref.fa' },
    });
  const describeStreams = (input: Partial<DescribeLogStreamsRequest> = {}) =>
    local().logs.send(new DescribeLogStreamsCommand({ logGroupName: GROUP, ...input }));
  const filter = (input: Partial<FilterLogEventsRequest>) =>
    local().logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...input }));

  describe('GetLogEvents', () => {
    it('gives every line of a run once and in order while it is written', async () => {
      const id = await startPipeline();
      const lines: string[] = [];
      let nextToken: string | undefined;
      for (let second = 0; second < 60; second++) {
        const page = await local().logs.send(
          new GetLogEventsCommand({
            logGroupName: GROUP,
            logStreamName: `run/${id}`,
            startFromHead: true,
            limit: 3,
            nextToken,
          }),
        );
        lines.push(...(page.events ?? []).map((event) => event.message ?? ''));
        nextToken = page.nextForwardToken;
        await local().pass(1);
      }
      assert.deepEqual(lines, await readStream(local(), `run/${id}`));
      assert.deepEqual(
        lines.map((line) => (JSON.parse(line) as { logMessage: string }).logMessage),
        [
          'CREATING_RUN',
          'STARTING_RUN',
          'RUNNING_WORKFLOW',
          'IMPORTING_FILES',
          'IMPORT_COMPLETED',
          'STARTING_TASK',
          'RUNNING_TASK',
          'TASK_COMPLETED',
          'STARTING_TASK',
          'STARTING_TASK',
          'RUNNING_TASK',
          'RUNNING_TASK',
          'TASK_COMPLETED',
          'TASK_COMPLETED',
          'STARTING_TASK',
          'RUNNING_TASK',
          'TASK_COMPLETED',
          'EXPORTING_FILES',
          'EXPORT_COMPLETED',
          'STOPPING_RUN',
          'RUN_COMPLETED',
        ],
      );
    });

    it('takes the group by name or by ARN, and knows no other', async () => {
      const id = await startPipeline();
      const get = (input: object) =>
        local().logs.send(new GetLogEventsCommand({ logStreamName: `run/${id}`, ...input }));
      for (const input of [
        { logGroupName: GROUP },
        { logGroupIdentifier: GROUP_ARN },
        { logGroupIdentifier: GROUP },
      ]) {
        assert.equal((await get(input)).events?.length, 1);
      }
      assert.match(await errorOf(get({})), /^InvalidParameterException 400: Give either/);
      assert.match(
        await errorOf(get({ logGroupName: GROUP, logGroupIdentifier: GROUP_ARN })),
        /^InvalidParameterException 400: Give either/,
      );
      assert.match(
        await errorOf(get({ logGroupName: '/aws/lambda/x' })),
        /^ResourceNotFoundException 400: The specified log group does not exist/,
      );
    });

    it('knows a stream when its first line is written', async () => {
      const get = (logStreamName: string) =>
        errorOf(local().logs.send(new GetLogEventsCommand({ logGroupName: GROUP, logStreamName })));
      assert.match(await get('run/1'), /^ResourceNotFoundException 400: .*log group/);
      const id = await startPipeline();
      assert.match(await get(`run/${id}/task/${id}00001`), /^ResourceNotFoundException 400: .*log stream/);
      assert.match(await get(`run/${id}/engine`), /^ResourceNotFoundException 400: .*log stream/);
      await local().pass(10);
      assert.equal((await readStream(local(), `run/${id}/task/${id}00001`)).length, 4);
    });

    it('keeps the logs of a run that was deleted', async () => {
      const id = await startPipeline();
      await local().pass(600);
      await local().omics.send(new DeleteRunCommand({ id }));
      assert.equal((await readStream(local(), `run/${id}`)).length, 21);
    });

    it('has nothing of a run whose logs are switched off, and only failures where that is asked for', async () => {
      const workflowId = await local().workflow(zipOf(PIPELINE));
      const parameters = { samples: [], reference: 'not a URI' };
      const off = await local().start({ workflowId, parameters, logLevel: 'OFF' });
      const errors = await local().start({ workflowId, parameters, logLevel: 'ERROR' });
      await local().pass(600);
      const { logStreams = [] } = await describeStreams({ logStreamNamePrefix: `run/${off}` });
      assert.deepEqual(logStreams, []);
      assert.equal((await local().omics.send(new GetRunCommand({ id: off }))).logLocation, undefined);
      assert.deepEqual(
        (await readStream(local(), `run/${errors}`)).map(
          (line) => (JSON.parse(line) as { logMessage: string }).logMessage,
        ),
        ['ENGINE_LOG_GENERATED', 'RUN_FAILED'],
      );
    });
  });

  describe('DescribeLogStreams', () => {
    it('lists the streams under the names that the service gives them', async () => {
      const id = await startPipeline();
      await local().pass(600);
      const { uuid = '' } = await local().omics.send(new GetRunCommand({ id }));
      const names: string[] = [];
      const pages = paginateDescribeLogStreams(
        { client: local().logs, pageSize: 4 },
        { logGroupName: GROUP },
      );
      let count = 0;
      for await (const page of pages) {
        count++;
        names.push(...(page.logStreams ?? []).map((stream) => stream.logStreamName ?? ''));
      }
      assert.equal(count, 2);
      assert.deepEqual(names, [
        `manifest/run/${id}/${uuid}`,
        `run/${id}`,
        ...[1, 2, 3, 4].map((n) => `run/${id}/task/${id}0000${n}`),
      ]);
    });

    it('describes them, by name or by the last event', async () => {
      const id = await startPipeline();
      await local().pass(12);
      const { logStreams = [] } = await describeStreams({ logStreamNamePrefix: `run/${id}` });
      assert.deepEqual(
        logStreams.map(({ logStreamName, firstEventTimestamp, arn }) => [
          logStreamName,
          firstEventTimestamp,
          arn,
        ]),
        [
          [`run/${id}`, START + 3000, `${GROUP_ARN}:log-stream:run/${id}`],
          [`run/${id}/task/${id}00001`, START + 13_000, `${GROUP_ARN}:log-stream:run/${id}/task/${id}00001`],
        ],
      );
      const byTime = await describeStreams({ orderBy: 'LastEventTime', descending: true });
      assert.deepEqual(
        byTime.logStreams?.map((stream) => stream.logStreamName),
        [`run/${id}/task/${id}00001`, `run/${id}`],
      );
    });

    it('refuses what the service refuses', async () => {
      assert.match(await errorOf(describeStreams()), /^ResourceNotFoundException 400/);
      await startPipeline();
      assert.match(
        await errorOf(describeStreams({ orderBy: 'LastEventTime', logStreamNamePrefix: 'run/' })),
        /^InvalidParameterException 400/,
      );
      assert.match(await errorOf(describeStreams({ limit: 51 })), /'limit' must be 1 to 50, and is 51/);
      assert.match(await errorOf(describeStreams({ nextToken: 'x' })), /^InvalidParameterException 400/);
      assert.match(
        await errorOf(describeStreams({ logStreamNamePrefix: 'a*' })),
        /'logStreamNamePrefix' must match/,
      );
    });
  });

  it('DescribeLogGroups lists the one group as soon as something is written', async () => {
    const list = async (input: object) => {
      const { logGroups = [] } = await local().logs.send(new DescribeLogGroupsCommand(input));
      return logGroups.map(({ logGroupName, arn }) => `${logGroupName ?? ''} ${arn ?? ''}`);
    };
    assert.deepEqual(await list({}), []);
    await startPipeline();
    const group = [`${GROUP} ${GROUP_ARN}:*`];
    assert.deepEqual(await list({}), group);
    assert.deepEqual(await list({ logGroupNamePrefix: '/aws/omics' }), group);
    assert.deepEqual(await list({ logGroupNamePattern: 'Workflow' }), group);
    assert.deepEqual(await list({ logGroupNamePrefix: '/aws/lambda' }), []);
  });

  describe('FilterLogEvents', () => {
    it('searches all streams of a run in the order of time, page by page', async () => {
      const id = await startPipeline();
      await local().pass(600);
      const found: string[] = [];
      let pages = 0;
      const request = {
        logGroupName: GROUP,
        logStreamNamePrefix: `run/${id}/task/`,
        filterPattern: '"input sample"',
      };
      for await (const page of paginateFilterLogEvents({ client: local().logs, pageSize: 1 }, request)) {
        pages++;
        found.push(
          ...(page.events ?? []).map((event) => `${event.logStreamName ?? ''} ${event.message ?? ''}`),
        );
      }
      assert.equal(pages, 2);
      assert.deepEqual(found, [
        `run/${id}/task/${id}00002 [simulation] input sample = "a"`,
        `run/${id}/task/${id}00003 [simulation] input sample = "b"`,
      ]);
    });

    it('takes streams by name and bounds of time, both included', async () => {
      const id = await startPipeline();
      await local().pass(600);
      const { events = [] } = await filter({
        logStreamNames: [`run/${id}`],
        startTime: START + 5000,
        endTime: START + 9000,
      });
      assert.deepEqual(
        events.map((event) => (JSON.parse(event.message ?? '') as { logMessage: string }).logMessage),
        ['STARTING_RUN', 'RUNNING_WORKFLOW', 'IMPORTING_FILES'],
      );
      assert.equal(new Set(events.map((event) => event.eventId)).size, 3);
      assert.deepEqual((await filter({ filterPattern: 'nowhere' })).events, []);
    });

    it('refuses what the service refuses', async () => {
      assert.match(await errorOf(filter({})), /^ResourceNotFoundException 400/);
      await startPipeline();
      const both = filter({ logStreamNames: ['a'], logStreamNamePrefix: 'a' });
      assert.match(await errorOf(both), /^InvalidParameterException 400: Give either/);
      assert.match(await errorOf(filter({ nextToken: 'x' })), /^InvalidParameterException 400/);
      assert.match(await errorOf(filter({ limit: 10_001 })), /'limit' must be 1 to 10000/);
    });
  });
});
