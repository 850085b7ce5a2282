import assert from 'node:assert/strict';
import { createEcsFeature } from '../../../../client/src/features/ecs/ecs-feature.ts';
import type { FollowedStart } from '../../../../client/src/features/ecs/followed-tasks.ts';
import { groupTail, remark } from '../../../../client/src/features/logs/group-tail.ts';
import { Cancelled, UserError } from '../../../../client/src/infrastructure/errors.ts';
import { readSettings } from '../../../../client/src/infrastructure/settings.ts';
import { connectAws } from '../../../../client/src/omics/aws/index.ts';
import { explainServiceError } from '../../../../client/src/omics/service-errors.ts';
import { Session } from '../../../../client/src/omics/session.ts';
import { renderTaskRequest, type RenderTaskResult } from '@omics-lens/server/protocol/index.ts';
import { keptLog } from '../../support/kept-log.ts';
import { languageServer } from '../../support/language-server.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { jsonMemory } from '../../support/memory.ts';
import { scriptedPrompts } from '../../support/scripted-prompts.ts';
import { until } from '../../support/until.ts';

const TASKS = 'file:///ws/tasks.wdl';
const ROLE = 'arn:aws:iam::123456789012:role/ecs';
const FILES = {
  [TASKS]: `version 1.1
task Greet {
  input { String name Int times = 2 }
  command <<<
    echo ~{name} ~{times}
  >>>
  runtime { container: "greet:1" cpu: 2 memory: "3 GiB" }
}
task Count {
  input { File reads }
  command <<< wc ~{reads} ~{size(reads)} >>>
  runtime { container: "tools:1" }
}
`,
};
/** Everything that the form asks for, in the order in which a person would give it. */
const GREET = [
  ...['name', 'world'],
  ...['Cluster', 'default'],
  ...['Runs on', 'FARGATE'],
  ...['Subnets', 'subnet-1, subnet-2'],
  ...['Execution role', ROLE],
  '$(play) Run Task',
];

interface WindowOptions {
  readonly answers?: readonly string[];
  readonly memory?: ReturnType<typeof jsonMemory>;
  readonly files?: Readonly<Record<string, string>>;
}

/** A window of the extension without VS Code, with the real language server and the real SDK. */
async function open(services: LocalServices, options: WindowOptions = {}) {
  const { clock, endpoint } = services;
  const { server, files } = await languageServer({ ...FILES, ...options.files });
  const memory = options.memory ?? jsonMemory();
  const prompts = scriptedPrompts(...(options.answers ?? []));
  const settings = readSettings((name) => (name === 'endpoint' ? endpoint : undefined));
  const session = new Session({
    allow: () => Promise.resolve(),
    readSources: () =>
      Promise.resolve({ settings, environment: {}, shared: { configFile: {}, credentialsFile: {} } }),
    connect: connectAws,
  });
  const panels = new Map<string, string>();
  const feature = createEcsFeature({
    session,
    render: (params) => server.ask<RenderTaskResult>(renderTaskRequest, params),
    clickedFile: String,
    openLog(title) {
      panels.set(title, '');
      const panel = { append: (text: string) => void panels.set(title, (panels.get(title) ?? '') + text) };
      return {
        show: () => undefined,
        dispose: () => undefined,
        remark: (text) => remark(panel, text),
        tail: (logs, place) => groupTail({ logs, ...place, label: 'task', panel }),
      };
    },
    files,
    prompts,
    memory,
    clock,
    random: () => 0.5,
    log: keptLog(),
    failures: {
      explain: async (error) => explainServiceError(error, await session.account()),
    },
    newId: () => crypto.randomUUID(),
  });
  const command = (name: string) => feature.commands.find((one) => one.name === `omicsLens.${name}`);
  const close = () => {
    feature.dispose();
    session.dispose();
  };
  services.own({ close });
  return {
    memory,
    prompts,
    panels,
    feature,
    run: async (uri = TASKS, task: string | undefined = 'Greet') =>
      (await command('runTaskOnEcs')?.run(uri, task)) as FollowedStart,
    stop: () => command('stopEcsTask')?.run(),
    ended: () =>
      until(() =>
        prompts.shown.some(
          (line) => /^(information|warning): Task '/.test(line) && !line.includes('was not placed'),
        ),
      ),
    notices: () => prompts.shown.filter((line) => /^(information|warning): /.test(line)),
    log: () => [...panels.values()].join('\n'),
    close,
  };
}

async function refused(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof UserError) return error.explanation.sentence;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('a task on Amazon ECS', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  it('asks for what is missing, registers a definition, runs, is watched and shows its log', async () => {
    await services.play({
      ecs: [
        {
          family: '*',
          seconds: 5,
          log: [
            { after: 1, line: 'hello' },
            { after: 4, line: 'bye' },
          ],
        },
      ],
    });
    const window = await open(services, { answers: GREET });
    const start = await window.run();
    assert.deepEqual([start.title, start.arns.length, start.container], ['Greet', 1, 'task']);
    await window.ended();
    assert.deepEqual(window.notices(), ["information: Task 'Greet' ended well. [Show Task Log]"]);
    const log = window.log();
    for (const line of [
      'is PENDING',
      'is RUNNING',
      '[task] hello',
      '[task] bye',
      'is STOPPED',
      'ended well',
    ]) {
      assert.ok(log.includes(line), `${line} stands in:\n${log}`);
    }
    assert.equal(log.split('hello').length, 2, 'each line stands once');
    assert.equal((await services.ecs.definition('omics-lens-Greet')).name, 'omics-lens-Greet:1');
  });

  it('asks nothing twice, and registers nothing twice', async () => {
    const window = await open(services, {
      answers: [...GREET, 'Show Task Log', '$(play) Run Task', 'Run Task'],
    });
    await window.run();
    await window.ended();
    await window.run();
    assert.deepEqual(await services.ecs.definitions(), ['omics-lens-Greet:1']);
    const last = window.prompts.shown.findLast((line) => line.startsWith("Run task 'Greet' on Amazon ECS:"));
    assert.match(last ?? '', /name \/ times/);
  });

  it('says why an image could not be pulled, and then runs', async () => {
    await services.play({
      ecs: [{ family: '*', times: 1, pullError: 'pull image manifest: greet:1: not found' }],
    });
    const window = await open(services, {
      answers: [...GREET, 'Show Task Log', '$(play) Run Task', 'Run Task'],
    });
    await window.run();
    await window.ended();
    assert.deepEqual(window.notices(), [
      "warning: Task 'Greet' could not pull its container image (CannotPullContainerError: pull image manifest: greet:1: not found). Check the image's name and tag, that the execution role may pull it, and that the subnet reaches the registry (a public address, a NAT gateway or an endpoint). [Show Task Log]",
    ]);
    await window.run();
    await until(() => window.notices().length === 2);
    assert.equal(window.notices()[1], "information: Task 'Greet' ended well. [Show Task Log]");
  });

  it('explains why nothing was placed', async () => {
    await services.play({ ecs: [{ family: '*', unplaced: { reason: 'AGENT' } }] });
    const window = await open(services, { answers: GREET });
    assert.equal(
      await refused(window.run()),
      "Task 'Greet' was not placed, because the container agent of the instance is not connected (AGENT). Check the agent on the instance and the instance's way to the network, then try again.",
    );
    assert.deepEqual(window.feature.commands.length, 3);
  });

  it('starts one task although the answer was lost, again and again, and over a reload', async () => {
    await services.play({
      requests: [{ operation: 'RunTask', drop: 'after', times: 5 }],
      ecs: [{ family: '*', seconds: 3600 }],
    });
    const first = await open(services, { answers: GREET });
    await assert.rejects(first.run());
    first.close();
    const second = await open(services, { memory: first.memory, answers: ['Finish Starting'] });
    await second.feature.resume();
    assert.match(
      second.prompts.shown[0] ?? '',
      /^warning: The window closed while task 'Greet' was being started/,
    );
    const started = JSON.parse(
      /^ecsStarts=(.*)$/m.exec(second.memory.dump())?.[1] ?? '[]',
    ) as FollowedStart[];
    assert.equal(started.length, 1);
    const all = await countOfTasks(services);
    assert.equal(all, 1);
  });

  it('outlasts throttling of the start and of the watching', async () => {
    await services.play({
      requests: [
        { operation: 'RunTask', error: 'ThrottlingException', times: 2 },
        { operation: 'DescribeTasks', error: 'ThrottlingException', times: 1 },
      ],
    });
    const window = await open(services, { answers: GREET });
    await window.run();
    await window.ended();
    assert.deepEqual(window.notices(), ["information: Task 'Greet' ended well. [Show Task Log]"]);
    assert.equal(await countOfTasks(services), 1);
  }).timeout(20_000);

  it('waits for a task that DescribeTasks does not know yet', async () => {
    await services.play({ ecs: [{ family: '*', hidden: 20 }] });
    const window = await open(services, { answers: GREET });
    await window.run();
    await window.ended();
    assert.deepEqual(window.notices(), ["information: Task 'Greet' ended well. [Show Task Log]"]);
  });

  it('gives a task up that nobody ever knows', async () => {
    await services.play({ ecs: [{ family: '*', hidden: 100_000 }] });
    const window = await open(services, { answers: GREET });
    await window.run();
    await window.ended();
    assert.match(window.notices()[0] ?? '', /^warning: Task 'Greet' is not known to Amazon ECS any more/);
  });

  it('stops on request', async () => {
    await services.play({ ecs: [{ family: '*', seconds: 10 ** 6 }] });
    const window = await open(services, { answers: [...GREET, 'Greet'] });
    await window.run();
    await window.stop();
    await window.ended();
    assert.deepEqual(window.notices(), [
      "warning: Task 'Greet' was stopped on request (Stopped in Omics Lens). Run it again when it is wanted. [Show Task Log]",
    ]);
  });

  it('stops what was placed although the start was cancelled', async () => {
    await services.play({ ecs: [{ family: '*', seconds: 10 ** 6 }] });
    const window = await open(services, { answers: GREET });
    const progress = window.prompts.progress.bind(window.prompts);
    window.prompts.progress = (title, work) =>
      progress(title, async (report, signal) => {
        const result = work(report, signal);
        window.prompts.cancel();
        return result;
      });
    await assert.rejects(window.run(), Cancelled);
    await window.ended();
    assert.match(
      window.notices()[0] ?? '',
      /was stopped on request \(Cancelled while it was being started\)/,
    );
  });

  it('changes nothing when the form is dismissed', async () => {
    const window = await open(services, { answers: GREET.slice(0, -1) });
    await assert.rejects(window.run(), Cancelled);
    assert.equal(await countOfTasks(services), 0);
  });

  it('takes everything from a file', async () => {
    const file = 'file:///ws/greet.ecs-task.json';
    await (await open(services, { answers: GREET })).run();
    // Where there are such files, they are offered for a task too.
    const both = await open(services, {
      answers: ['greet.ecs-task.json', 'Run Task'],
      files: { [file]: requestText(1) },
    });
    assert.equal((await both.run()).title, 'Greet');
    const from = await open(services, { answers: ['Run Task'], files: { [file]: requestText(2) } });
    const start = await from.run(file);
    assert.deepEqual([start.title, start.arns.length], ['greet', 2]);
  });

  it('says what is wrong with a file', async () => {
    const file = 'file:///ws/x.ecs-task.json';
    const sentence = async (text: string) => {
      const window = await open(services, { answers: ['Run Task'], files: { [file]: text } });
      return refused(window.run(file));
    };
    assert.match(await sentence('{'), /is not a JSON object, so it holds no request/);
    assert.match(await sentence('{}'), /names no 'taskDefinition'/);
    assert.equal(
      await sentence('{"taskDefinition":"none:1"}'),
      'Amazon ECS answers: Unable to describe task definition. Check the names in the request: cluster, task definition, revision.',
    );
  });

  it('asks for what only the run would know', async () => {
    const window = await open(services, {
      answers: [
        ...['reads', 's3://b/reads.bam'],
        ...['$(play) Run Task'],
        ...['$WDL_size_reads', '12'],
        ...GREET.slice(2),
      ],
    });
    await window.run(TASKS, 'Count');
    assert.equal(await countOfTasks(services), 1);
  });
});

function requestText(count: number): string {
  return JSON.stringify({
    taskDefinition: 'omics-lens-Greet:1',
    launchType: 'FARGATE',
    count,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-9'] } },
  });
}

/** Of all that were started by the extension. */
async function countOfTasks({ endpoint }: LocalServices): Promise<number> {
  const { ECSClient, ListTasksCommand } = await import('@aws-sdk/client-ecs');
  const client = new ECSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  });
  try {
    let count = 0;
    for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
      count += (await client.send(new ListTasksCommand({ desiredStatus }))).taskArns?.length ?? 0;
    }
    return count;
  } finally {
    client.destroy();
  }
}
