import assert from 'node:assert/strict';
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeClustersCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  paginateListClusters,
  paginateListTaskDefinitions,
  paginateListTasks,
  waitUntilTasksRunning,
} from '@aws-sdk/client-ecs';
import type { RegisterTaskDefinitionRequest, RunTaskRequest, Task } from '@aws-sdk/client-ecs';
import type { EcsRule, Scenario } from '@omics-lens/local/scenario/scenario.ts';
import { errorOf } from '../support/errors.ts';
import { eachWithService } from '../support/service.ts';

const DEFINITION: RegisterTaskDefinitionRequest = {
  family: 'align',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '1024',
  memory: '2048',
  containerDefinitions: [
    {
      name: 'main',
      image: 'tools:1',
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': '/ecs/align',
          'awslogs-stream-prefix': 'omics-lens',
          'awslogs-region': 'us-east-1',
        },
      },
    },
  ],
};
const NETWORK = { awsvpcConfiguration: { subnets: ['subnet-1'] } };
const REQUEST: RunTaskRequest = {
  taskDefinition: 'align',
  launchType: 'FARGATE',
  networkConfiguration: NETWORK,
};

describe('the little ECS of the local HealthOmics', () => {
  const local = eachWithService();
  const register = (more: Partial<RegisterTaskDefinitionRequest> = {}) =>
    local().ecs.send(new RegisterTaskDefinitionCommand({ ...DEFINITION, ...more }));
  const run = (more: Partial<RunTaskRequest> = {}) =>
    local().ecs.send(new RunTaskCommand({ ...REQUEST, ...more }));
  const look = async (...tasks: readonly string[]) =>
    local().ecs.send(new DescribeTasksCommand({ tasks: [...tasks] }));
  const started = async (
    rule: Partial<EcsRule> = {},
    more: Partial<RunTaskRequest> = {},
  ): Promise<string> => {
    await local().play({ ecs: [{ family: '*', ...rule }] });
    await register();
    return (await run(more)).tasks?.[0]?.taskArn ?? '';
  };

  it('takes a task through its life', async () => {
    const arn = await started(
      { seconds: 10 },
      { startedBy: 'omics-lens/me', tags: [{ key: 'a', value: 'b' }] },
    );
    assert.match(arn, /^arn:aws:ecs:us-east-1:123456789012:task\/default\/[0-9a-f]{32}$/);
    const statuses: (string | undefined)[] = [];
    for (const seconds of [0, 2, 4, 10, 2]) {
      await local().pass(seconds);
      statuses.push((await look(arn)).tasks?.[0]?.lastStatus);
    }
    assert.deepEqual(statuses, ['PROVISIONING', 'PENDING', 'RUNNING', 'DEPROVISIONING', 'STOPPED']);
    const [task] = (await look(arn)).tasks ?? [];
    assert.deepEqual(end(task), {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      exitCode: 0,
      reason: undefined,
    });
    assert.deepEqual(
      [task?.createdAt, task?.startedAt, task?.stoppedAt].map((time) => time?.toISOString()),
      ['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:06.000Z', '2026-01-01T00:00:18.000Z'],
    );
    assert.deepEqual(
      [task?.group, task?.startedBy, task?.cpu, task?.memory, task?.platformVersion, task?.tags],
      ['family:align', 'omics-lens/me', '1024', '2048', '1.4.0', []],
    );
    const tagged = await local().ecs.send(new DescribeTasksCommand({ tasks: [arn], include: ['TAGS'] }));
    assert.deepEqual(tagged.tasks?.[0]?.tags, [{ key: 'a', value: 'b' }]);
    await local().pass(3601);
    assert.deepEqual((await look(arn)).failures, [{ arn, reason: 'MISSING' }]);
  });

  const ENDS: readonly { readonly name: string; readonly rule: Partial<EcsRule>; readonly is: object }[] = [
    {
      name: 'an image that cannot be pulled',
      rule: { pullError: 'pull image manifest has been retried 1 time(s): not found' },
      is: {
        stopCode: 'TaskFailedToStart',
        stoppedReason: 'CannotPullContainerError: pull image manifest has been retried 1 time(s): not found',
        exitCode: undefined,
        reason: 'CannotPullContainerError: pull image manifest has been retried 1 time(s): not found',
      },
    },
    {
      name: 'a command that fails',
      rule: { exitCode: 2 },
      is: {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCode: 2,
        reason: undefined,
      },
    },
    {
      name: 'a container without memory',
      rule: { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
      is: {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCode: 137,
        reason: 'OutOfMemoryError: Container killed due to memory usage',
      },
    },
    {
      name: 'an interruption',
      rule: { stopped: { code: 'SpotInterruption', reason: 'Your Spot Task was interrupted.' } },
      is: {
        stopCode: 'SpotInterruption',
        stoppedReason: 'Your Spot Task was interrupted.',
        exitCode: 143,
        reason: undefined,
      },
    },
  ];
  for (const { name, rule, is } of ENDS) {
    it(`plays ${name}`, async () => {
      const arn = await started(rule);
      await local().pass(60);
      assert.deepEqual(end((await look(arn)).tasks?.[0]), is);
    });
  }

  it('stops a task on request, once', async () => {
    const arn = await started({ seconds: 100 });
    await local().pass(10);
    const stop = (task: string) => local().ecs.send(new StopTaskCommand({ task, reason: 'Not wanted' }));
    assert.equal((await stop(arn)).task?.lastStatus, 'DEPROVISIONING');
    await local().pass(5);
    await stop(arn);
    assert.deepEqual(end((await look(arn)).tasks?.[0]), {
      stopCode: 'UserInitiated',
      stoppedReason: 'Not wanted',
      exitCode: 143,
      reason: undefined,
    });
    assert.match(await errorOf(stop('0'.repeat(32))), /^InvalidParameterException 400: .*not found/);
  });

  it('is eventually consistent where the scenario wants it', async () => {
    const arn = await started({ hidden: 5 });
    assert.deepEqual((await look(arn)).failures, [{ arn, reason: 'MISSING' }]);
    await local().pass(5);
    assert.equal((await look(arn)).tasks?.length, 1);
  });

  it('writes the log of a container', async () => {
    const arn = await started({
      seconds: 10,
      log: [
        { after: 1, line: 'one' },
        { after: 9, line: 'two' },
      ],
    });
    const read = async () => {
      const { events = [] } = await local().logs.send(
        new GetLogEventsCommand({
          logGroupName: '/ecs/align',
          logStreamName: `omics-lens/main/${arn.split('/').at(-1) ?? ''}`,
          startFromHead: true,
        }),
      );
      return events.map(({ message }) => message);
    };
    assert.match(await errorOf(read()), /^ResourceNotFoundException 400: .*log stream/);
    await local().pass(8);
    assert.deepEqual(await read(), ['one']);
    await local().pass(20);
    assert.deepEqual(await read(), ['one', 'two']);
  });

  it('places some of several tasks and says why not the others', async () => {
    await local().play({ ecs: [{ family: '*', times: 1, unplaced: { reason: 'AGENT' } }] });
    await register();
    const { tasks = [], failures } = await run({ count: 3 });
    assert.equal(tasks.length, 2);
    assert.deepEqual(failures, [
      { arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/default', reason: 'AGENT' },
    ]);
  });

  it('has room for what its instances hold', async () => {
    await local().play({
      account: { clusters: [{ name: 'lab', instances: [{ vcpus: 2, memoryGiB: 4 }] }] },
    });
    const { family = '', containerDefinitions = [] } = DEFINITION;
    const own = { family, containerDefinitions, cpu: '1024', memory: '3072' };
    await local().ecs.send(new RegisterTaskDefinitionCommand(own));
    const on = () =>
      local().ecs.send(new RunTaskCommand({ taskDefinition: 'align', cluster: 'lab', count: 2 }));
    const { tasks = [], failures = [] } = await on();
    assert.deepEqual([tasks.length, failures.map(({ reason }) => reason)], [1, ['RESOURCE:MEMORY']]);
    await local().pass(60);
    assert.equal((await on()).tasks?.length, 1);
  });

  it('knows one wish by its token', async () => {
    await register();
    const first = await run({ clientToken: 'wish' });
    const again = await run({ clientToken: 'wish' });
    assert.deepEqual(arns(again.tasks), arns(first.tasks));
    assert.equal((await local().ecs.send(new ListTasksCommand({}))).taskArns?.length, 1);
    await assert.rejects(run({ clientToken: 'wish', count: 2 }), (error: Error) => {
      assert.equal(error.name, 'ConflictException');
      assert.deepEqual((error as { resourceIds?: unknown }).resourceIds, arns(first.tasks));
      return true;
    });
  });

  it('answers the SDK’s own waiter', async () => {
    const arn = await started({ seconds: 100 });
    await local().pass(10);
    const waited = await waitUntilTasksRunning({ client: local().ecs, maxWaitTime: 30 }, { tasks: [arn] });
    assert.equal(waited.state, 'SUCCESS');
  });

  it('lists on no, one and many pages', async () => {
    const count = async (pages: AsyncIterable<object>, name: string) => {
      const sizes: number[] = [];
      for await (const page of pages) {
        sizes.push((page as Readonly<Record<string, readonly unknown[]>>)[name]?.length ?? -1);
      }
      return sizes;
    };
    const client = local().ecs;
    const definitions = (maxResults?: number, familyPrefix?: string) =>
      count(
        paginateListTaskDefinitions(
          { client },
          { ...(maxResults && { maxResults }), ...(familyPrefix !== undefined && { familyPrefix }) },
        ),
        'taskDefinitionArns',
      );
    const tasks = (input: object = {}) => count(paginateListTasks({ client }, input), 'taskArns');
    assert.deepEqual([await definitions(), await tasks()], [[0], [0]]);
    assert.deepEqual(await count(paginateListClusters({ client }, {}), 'clusterArns'), [2]);
    assert.deepEqual(await count(paginateListClusters({ client }, { maxResults: 1 }), 'clusterArns'), [1, 1]);
    await register();
    await register();
    await register({ family: 'sort' });
    assert.deepEqual(
      [await definitions(), await definitions(2), await definitions(1, 'align')],
      [[3], [2, 1], [1, 1]],
    );
    await run({ count: 5, startedBy: 'me' });
    assert.deepEqual([await tasks(), await tasks({ maxResults: 2 })], [[5], [2, 2, 1]]);
    assert.deepEqual([await tasks({ startedBy: 'you' }), await tasks({ family: 'sort' })], [[0], [0]]);
    await local().pass(60);
    assert.deepEqual([await tasks(), await tasks({ desiredStatus: 'STOPPED' })], [[0], [5]]);
    assert.match(
      await errorOf(local().ecs.send(new ListTasksCommand({ nextToken: 'x' }))),
      /^InvalidParameterException 400: Invalid token/,
    );
  });

  it('describes clusters and definitions', async () => {
    const { clusters = [], failures } = await local().ecs.send(
      new DescribeClustersCommand({ clusters: ['default', 'none'] }),
    );
    assert.deepEqual(
      clusters.map(({ clusterName, status, capacityProviders }) => [clusterName, status, capacityProviders]),
      [['default', 'ACTIVE', ['FARGATE', 'FARGATE_SPOT']]],
    );
    assert.deepEqual(failures, [
      { arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/none', reason: 'MISSING' },
    ]);
    await register();
    const { taskDefinition: second } = await register();
    assert.deepEqual([second?.revision, second?.compatibilities], [2, ['EC2', 'FARGATE']]);
    const described = async (taskDefinition: string) =>
      (await local().ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition
        ?.revision;
    assert.deepEqual(
      [
        await described('align'),
        await described('align:1'),
        await described(second?.taskDefinitionArn ?? ''),
      ],
      [2, 1, 2],
    );
  });

  const REFUSED: readonly (readonly [Partial<RunTaskRequest>, RegExp])[] = [
    [{ taskDefinition: 'none' }, /^ClientException 400: Unable to describe/],
    [{ cluster: 'none' }, /^ClusterNotFoundException 400/],
    [{ count: 11 }, /^InvalidParameterException 400: Count/],
    [{ count: 0 }, /^InvalidParameterException 400: Count/],
    [
      { capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }] },
      /^InvalidParameterException 400: Specifying both/,
    ],
    [{ networkConfiguration: undefined }, /^InvalidParameterException 400: Network Configuration must/],
    [{ platformVersion: '9.9.9' }, /^PlatformUnknownException 400/],
    [{ propagateTags: 'SERVICE' }, /^InvalidParameterException 400: SERVICE/],
    [{ enableExecuteCommand: true }, /^InvalidParameterException 400: .*taskRoleArn/],
    [{ startedBy: 'a b' }, /^InvalidParameterException 400: startedBy/],
    [{ clientToken: 'ü' }, /^InvalidParameterException 400: Client token/],
    [{ tags: [{ key: 'aws:x' }] }, /^InvalidParameterException 400: Tag keys/],
    [{ overrides: { containerOverrides: [{ name: 'other' }] } }, /^InvalidParameterException 400: Override/],
    [
      { overrides: { containerOverrides: [{ name: 'main', command: ['x'.repeat(8192)] }] } },
      /^InvalidParameterException 400: Overrides are longer/,
    ],
  ];
  for (const [more, expected] of REFUSED) {
    it(`refuses ${JSON.stringify(more).slice(0, 60)}`, async () => {
      await register();
      assert.match(await errorOf(run(more)), expected);
    });
  }

  it('refuses a platform that has not what the definition asks for', async () => {
    await register({ volumes: [{ name: 'data' }] });
    assert.match(
      await errorOf(run({ platformVersion: '1.3.0' })),
      /^PlatformTaskDefinitionIncompatibilityException 400/,
    );
  });

  it('refuses definitions that cannot run', async () => {
    assert.match(
      await errorOf(register({ memory: '999' })),
      /^ClientException 400: No Fargate configuration/,
    );
    assert.match(await errorOf(register({ networkMode: 'bridge' })), /^ClientException 400: Fargate only/);
    assert.match(
      await errorOf(register({ containerDefinitions: [] })),
      /^ClientException 400: Container list/,
    );
    assert.match(await errorOf(register({ family: 'a b' })), /^ClientException 400: Family/);
  });

  for (const [error, status] of [
    ['AccessDeniedException', 400],
    ['BlockedException', 400],
    ['ClientException', 400],
    ['ServerException', 500],
    ['UnsupportedFeatureException', 400],
    ['ThrottlingException', 400],
    ['LimitExceededException', 400],
  ] as const) {
    it(`answers ${error} where the scenario wants it`, async () => {
      const scenario: Scenario = { requests: [{ operation: 'RunTask', error, message: 'Told to.' }] };
      await local().play(scenario);
      await register();
      assert.equal(await errorOf(run()), `${error} ${status}: Told to.`);
      assert.equal((await run()).tasks?.length, 1);
    });
  }

  it('keeps who may not', async () => {
    await local().play({ account: { denied: ['ecs:RunTask'] } });
    await register();
    assert.match(await errorOf(run()), /^AccessDeniedException 400: .*ecs:RunTask/);
  });
});

function end(task: Task | undefined): object {
  const [container] = task?.containers ?? [];
  return {
    stopCode: task?.stopCode,
    stoppedReason: task?.stoppedReason,
    exitCode: container?.exitCode,
    reason: container?.reason,
  };
}

function arns(tasks: readonly Task[] | undefined): readonly (string | undefined)[] {
  return (tasks ?? []).map(({ taskArn }) => taskArn);
}
