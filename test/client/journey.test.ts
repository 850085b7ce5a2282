import assert from 'node:assert/strict';
import { textOf } from '../../client/src/features/logs/log-line.ts';
import { runStream, taskStream } from '../../client/src/omics/log-names.ts';
import type { LogEvent } from '../../client/src/omics/logs-api.ts';
import { client } from './support/client.ts';
import { localServices, type LocalServices } from './support/local-services.ts';
import { jsonMemory } from './support/memory.ts';
import { until } from './support/until.ts';

/** All events of a stream, as the service holds them. */
async function readAll({ logs }: LocalServices, stream: string): Promise<readonly LogEvent[]> {
  const events: LogEvent[] = [];
  let token: string | undefined;
  for (;;) {
    const page = await logs.read(stream, { token, since: undefined });
    if (!page || page.end) return events;
    events.push(...page.events);
    token = page.token;
  }
}

describe('from a click to the end of a run', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  for (const liveTail of ['never', 'always'] as const) {
    it(`shows the run, its tasks and every line of its logs once (Live Tail: ${liveTail})`, async () => {
      const line = (after: number) => ({ after, line: `at ${after} s` });
      await services.play({
        tasks: [{ task: '*', seconds: 20, log: [0, 1, 1, 5, 11, 19].map(line) }],
      });
      const window = client(services, liveTail === 'always' ? { liveTail } : {});
      const { store } = window;
      const states = new Set<string>();
      store.changed(() => {
        for (const { run, tasks = [] } of store.runs()) {
          states.add(run.status);
          for (const task of tasks) states.add(`task ${task.status}`);
        }
      });
      const { id } = await window.start();
      await until(() => window.follower.text(id)?.includes('── Run ') === true);

      const wanted = ['PENDING', 'RUNNING', 'COMPLETED', 'task STARTING', 'task RUNNING', 'task COMPLETED'];
      assert.deepEqual(
        wanted.filter((state) => !states.has(state)),
        [],
      );
      const tasks = store.get(id)?.tasks ?? [];
      assert.deepEqual(tasks.map(({ name }) => name).sort(), ['Call-0', 'Call-1', 'Call-2', 'Merge']);
      const text = window.follower.text(id) ?? '';
      const lines = text.split('\n').filter((shown) => /^\d{4}-/.test(shown));

      let expected = 0;
      const streams = [
        { stream: runStream(id), label: 'run' },
        ...tasks.map((task) => ({ stream: taskStream(id, task.id), label: task.name })),
      ];
      for (const { stream, label } of streams) {
        const events = await readAll(services, stream);
        const own = lines.filter((shown) => shown.split(' ')[1] === `[${label}]`);
        assert.deepEqual(
          own,
          events.map(
            ({ timestamp, message }) => `${new Date(timestamp).toISOString()} [${label}] ${textOf(message)}`,
          ),
        );
        expected += events.length;
      }
      assert.equal(lines.length, expected);
      const times = lines.map((shown) => shown.split(' ')[0]!);
      if (liveTail === 'never')
        assert.deepEqual(times, [...times].sort(), 'all lines are in the order of time');
      assert.match(text.trimEnd(), /── Run 'germline params 2026-11-20 .*' completed in .* s\.$/);
      assert.ok(
        window.prompts.shown.some((shown) =>
          /^information: Run '.*' completed in .* \[Show Logs\]$/.test(shown),
        ),
      );
      await until(() => window.refresh.state === 'resting');
    });
  }

  it('tells of a run that ended while the window was closed, once', async () => {
    const memory = jsonMemory();
    const closed = client(services, { memory });
    await closed.start();
    closed.close();
    await services.clock.sleep(3_600_000, new AbortController().signal);
    const opened = client(services, { memory });
    await opened.resume();
    const ended = (shown: string) => /^information: Run 'germline .*' completed in/.test(shown);
    await until(() => opened.prompts.shown.some(ended));
    await until(() => opened.refresh.state === 'resting');
    opened.close();
    const again = client(services, { memory });
    await again.resume();
    assert.deepEqual([again.refresh.state, again.prompts.shown], ['resting', []]);
  });

  it('says why a run failed', async () => {
    await services.play({
      tasks: [{ task: 'Call-1', fail: { reason: 'OUT_OF_MEMORY_ERROR', exitCode: 137 } }],
    });
    const window = client(services);
    const { id } = await window.start();
    await until(() => window.follower.text(id)?.includes('── Run ') === true);
    assert.equal(window.store.get(id)?.run.status, 'FAILED');
    assert.match(window.follower.text(id) ?? '', /── Run '.*' failed after .*: \w+/);
    assert.ok(window.prompts.shown.some((shown) => /^warning: Run '.*' failed/.test(shown)));
  });

  it('loses no line to throttling and broken connections while it follows', async () => {
    await services.play({
      requests: [
        { operation: 'GetLogEvents', skip: 3, error: 'ThrottlingException', times: 2 },
        { operation: 'GetLogEvents', skip: 10, drop: 'after', times: 3 },
        { operation: 'ListRuns', skip: 4, drop: 'before', times: 7 },
        { operation: 'ListRunTasks', skip: 3, error: 'InternalServerException', times: 7 },
      ],
    });
    const window = client(services);
    const { id } = await window.start();
    await until(() => window.follower.text(id)?.includes('── Run ') === true);
    const shown = (window.follower.text(id) ?? '').split('\n').filter((line) => line.includes(' [run] '));
    assert.equal(shown.length, (await readAll(services, runStream(id))).length);
    assert.equal(window.store.get(id)?.run.status, 'COMPLETED');
  }).timeout(60_000);

  it('goes on after the credentials have expired and were renewed', async () => {
    const window = client(services);
    const { id } = await window.start();
    await until(() => (window.follower.text(id) ?? '').includes('[run]'));
    await services.play({ credentialsExpireAfter: 0 });
    await until(() => (window.follower.text(id) ?? '').includes('have expired'));
    await until(() => window.refresh.state === 'resting');
    await services.play({});
    window.refresh.refresh();
    await until(() => window.follower.text(id)?.includes('completed in') === true);
    assert.match(
      window.follower.text(id) ?? '',
      /── The credentials of profile 'default' have expired\. Renew them, then try again\.\n/,
    );
    assert.match(window.follower.text(id) ?? '', /── Following goes on\.\n/);
    assert.equal(window.troubles.at(-1)?.code, 'credentials-expired');
  });
});
