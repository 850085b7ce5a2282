import assert from 'node:assert/strict';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import type { PreflightRequest } from '../../../../client/src/features/runs/confirm-start.ts';
import { client } from '../../support/client.ts';
import { GERMLINE } from '../../support/germline.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { jsonMemory } from '../../support/memory.ts';
import { until } from '../../support/until.ts';

const PARAMS = 'file:///ws/germline/params.json';
const PROBLEM = {
  range: { start: { line: 0, character: 2 }, end: { line: 0, character: 11 } },
  severity: 'error',
  code: 'unknown-parameter',
  message: "Workflow 'germline' has no input 'sampels'. Did you mean 'samples'?",
} as const;

describe('starting a run', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  const runs = async () => (await services.omics.listRuns(undefined)).items;
  const counts = async () => {
    const answer = await fetch(`${services.endpoint}/_local/state`);
    const { workflows, runs } = (await answer.json()) as { workflows: number; runs: number };
    return { workflows, runs };
  };

  it('saves the files, takes role and output from the project, and names the run after workflow and sample', async () => {
    const window = client(services);
    const { id } = await window.start();
    const run = await services.omics.getRun(id);
    assert.equal(run.name, 'germline params 2026-11-20 09:00:03');
    assert.deepEqual(
      window.files.done.filter((step) => step.startsWith('save')),
      [...GERMLINE.files, PARAMS].map((uri) => `save ${uri}`),
    );
    assert.deepEqual(window.panels, [`Omics Lens: ${run.name} (${id})`]);
    assert.equal(window.store.get(id)?.run.name, run.name);
  });

  it('starts from a parameter file as from its workflow', async () => {
    const window = client(services);
    const { id } = await window.start(PARAMS);
    assert.equal((await runs())[0]?.id, id);
  });

  it('does not start a second run while the first is being sent', async () => {
    const window = client(services);
    const started = await Promise.all([window.start(), window.start(), window.start(PARAMS)]);
    assert.equal(new Set(started.map(({ id }) => id)).size, 1);
    assert.deepEqual(await counts(), { workflows: 1, runs: 1 });
  });

  it('starts another run when the button is pressed again afterwards', async () => {
    const window = client(services);
    const first = await window.start();
    const second = await window.start();
    assert.notEqual(second.id, first.id);
    assert.deepEqual(await counts(), { workflows: 1, runs: 2 });
  });

  it('says that a file has no workflow', async () => {
    const window = client(services);
    assert.equal(
      await window.start('file:///ws/notes.txt').then(() => 'started', messageOf),
      "'notes.txt' holds no workflow and belongs to none. Open a workflow, or a parameter file beside one.",
    );
  });

  const answers: readonly (readonly [answer: string | undefined, expected: string])[] = [
    ['Start Anyway', 'refused'],
    ['Show Problems', 'Cancelled'],
    [undefined, 'Cancelled'],
  ];
  for (const [answer, expected] of answers) {
    it(`asks before it sends what is known to fail: ${answer ?? 'dismissed'}`, async () => {
      const window = client(services, {
        problems: [PROBLEM, { ...PROBLEM, severity: 'warning', message: 'not shown' }],
        workflow: { errors: 2 },
        answers: answer === undefined ? [] : [answer],
      });
      window.files.set(PARAMS, '{ "sampels": [] }');
      const outcome = await window.start().then(
        () => 'started',
        (error: unknown) => error,
      );
      assert.match(messageOf(outcome), expected === 'refused' ? /sampels/ : /^Cancelled$/);
      assert.equal(
        window.prompts.shown[0],
        `The run would fail: 3 errors.\n2 errors in the workflow's files.\n${PROBLEM.message} [Show Problems] [Start Anyway]`,
      );
      const shows =
        window.prompts.shown.includes('shows the problems') && window.files.done.includes(`show ${PARAMS}`);
      assert.equal(shows, answer === 'Show Problems');
      assert.equal((await counts()).runs, 0);
    });
  }

  describe('with a preflight', () => {
    const finding = (severity: 'error' | 'warning' | 'information', message: string) => ({
      severity,
      message,
      place: { uri: 'file:///ws/.healthomics/config.toml' },
    });
    const cases: readonly (readonly [
      name: string,
      findings: readonly ReturnType<typeof finding>[],
      answer: string | undefined,
      expected: string,
    ])[] = [
      ['that finds nothing', [], undefined, 'started'],
      [
        'that only warns',
        [finding('warning', 'near'), finding('information', 'not checked')],
        undefined,
        'started',
      ],
      ['that finds an error', [finding('error', 'No such role.')], undefined, 'Cancelled'],
      ['whose errors the user does not mind', [finding('error', 'No such role.')], 'Start Anyway', 'started'],
      ['whose errors the user looks at', [finding('error', 'No such role.')], 'Show Problems', 'Cancelled'],
    ];
    for (const [name, findings, answer, expected] of cases) {
      it(name, async () => {
        const requests: PreflightRequest[] = [];
        const window = client(services, {
          preflight: (request) => {
            requests.push(request);
            return Promise.resolve({ findings });
          },
          ...(answer === undefined ? {} : { answers: [answer] }),
        });
        const outcome = await window.start().then(() => 'started', messageOf);
        assert.equal(outcome, expected);
        const asked = window.prompts.shown.filter((shown) => shown.startsWith('The run would fail'));
        const isAsked = findings.some(({ severity }) => severity === 'error');
        assert.deepEqual(
          asked,
          isAsked ? ['The run would fail: 1 error.\nNo such role. [Show Problems] [Start Anyway]'] : [],
        );
        assert.equal(
          window.files.done.includes('show file:///ws/.healthomics/config.toml'),
          answer === 'Show Problems',
        );
        assert.equal((await counts()).runs, expected === 'started' ? 1 : 0);
        const [request] = requests;
        assert.deepEqual(
          [request?.uri, request?.parameters, request?.workflow, request?.request['roleArn']],
          [GERMLINE.uri, PARAMS, 'to-be-created', 'arn:aws:iam::123456789012:role/run'],
        );
      });
    }

    it('by itself says what came of it, and starts nothing', async () => {
      const window = client(services, {
        preflight: () =>
          Promise.resolve({
            findings: [finding('error', 'a'), finding('error', 'b'), finding('information', 'c')],
          }),
      });
      await window.preflight();
      assert.deepEqual(window.prompts.shown, [
        "warning: Preflight of 'germline params': 2 errors, 1 thing could not be checked. [Show Problems]",
      ]);
      assert.deepEqual(await counts(), { workflows: 0, runs: 0 });
    });
  });

  const faults: Readonly<Record<string, Scenario>> = {
    'throttled three times': { requests: [{ operation: '*', error: 'ThrottlingException', times: 3 }] },
    'answered 500': { requests: [{ operation: 'StartRun', error: 'InternalServerException', times: 2 }] },
    'cut off after the service has accepted it': { requests: [{ operation: 'StartRun', drop: 'after' }] },
    'cut off before the service has seen it': { requests: [{ operation: 'StartRun', drop: 'before' }] },
  };
  for (const [name, scenario] of Object.entries(faults)) {
    it(`starts one run, although the request is ${name}`, async () => {
      await services.play(scenario);
      const window = client(services);
      await window.start();
      assert.deepEqual(await counts(), { workflows: 1, runs: 1 });
    }).timeout(30_000);
  }

  it('starts one run, although no answer came and the button is pressed again', async () => {
    await services.play({ requests: [{ operation: 'StartRun', drop: 'after', times: 5 }] });
    const window = client(services);
    await assert.rejects(window.start());
    assert.deepEqual(await counts(), { workflows: 1, runs: 1 });
    const { id } = await window.start();
    assert.deepEqual(
      [(await runs()).map((run) => run.id), await counts()],
      [[id], { workflows: 1, runs: 1 }],
    );
  }).timeout(30_000);

  it('starts one run when credentials expire in the middle, and the user tries again', async () => {
    await services.play({ credentialsExpireAfter: 3 });
    const window = client(services);
    assert.match(messageOf(await window.start().catch((error: unknown) => error)), /expired/);
    await services.play({});
    await window.start();
    assert.deepEqual(await counts(), { workflows: 1, runs: 1 });
  });

  describe('when the window closes in the middle', () => {
    /** A start whose answer never comes, and the memory that the next window has. */
    async function lostStart(drop: 'before' | 'after') {
      await services.play({ requests: [{ operation: 'StartRun', drop, times: 5 }] });
      const memory = jsonMemory();
      const window = client(services, { memory });
      await assert.rejects(window.start());
      window.close();
      await services.play({});
      return memory;
    }

    for (const drop of ['before', 'after'] as const) {
      it(`finishes the start with the same request (lost ${drop} it arrived)`, async () => {
        const window = client(services, { memory: await lostStart(drop), answers: ['Finish Starting'] });
        await window.resume();
        assert.match(
          window.prompts.shown[0] ?? '',
          /^warning: The window closed while run 'germline params .*' was being started/,
        );
        assert.equal((await counts()).runs, 1);
        assert.equal(window.store.runs().length, 1);
        await window.resume();
        assert.equal(window.prompts.shown.filter((shown) => shown.includes('The window closed')).length, 1);
      }).timeout(30_000);
    }

    it('finds the run that was started when the user just presses the button again', async () => {
      const window = client(services, { memory: await lostStart('after') });
      await window.start();
      assert.equal((await counts()).runs, 1);
    }).timeout(30_000);

    it('forgets the start when the user says so', async () => {
      const memory = await lostStart('before');
      const window = client(services, { memory, answers: ['Forget It'] });
      await window.resume();
      await window.resume();
      assert.equal(window.prompts.shown.length, 1);
      assert.equal((await counts()).runs, 0);
    }).timeout(30_000);

    it('does not ask in a window that speaks to another service', async () => {
      const memory = await lostStart('before');
      const other = await localServices();
      const window = client(other, { memory, answers: ['Finish Starting'] });
      await window.resume();
      assert.deepEqual(window.prompts.shown, []);
      await other.close();
    }).timeout(30_000);

    it('keeps no credential', async () => {
      const memory = await lostStart('after');
      assert.doesNotMatch(memory.dump(), /placeholder|secret|token|credential/i);
    }).timeout(30_000);
  });

  it('cancels the run when the user cancels while it is being sent', async () => {
    const window = client(services);
    // Held back by the service until time passes, which only this test lets happen.
    await services.play({ requests: [{ operation: 'StartRun', delay: 30 }] });
    const starting = window.start();
    await until(() => window.prompts.shown.some((shown) => shown.endsWith('Sending the run')));
    window.prompts.cancel();
    const time = new AbortController().signal;
    let outcome: string | undefined;
    void starting.then(
      () => (outcome = 'started'),
      (error: unknown) => (outcome = messageOf(error)),
    );
    await until(
      () => outcome !== undefined,
      () => services.clock.sleep(1_000, time),
    );
    assert.equal(outcome, 'Cancelled');
    await services.clock.sleep(60_000, time);
    assert.deepEqual(
      (await runs()).map(({ status }) => status),
      ['CANCELLED'],
    );
  });

  it('starts nothing when the user cancels before it is sent', async () => {
    const window = client(services);
    const starting = window.start();
    await until(() => window.prompts.shown.some((shown) => shown.endsWith('Packing the workflow')));
    window.prompts.cancel();
    assert.equal(await starting.then(() => 'started', messageOf), 'Cancelled');
    assert.equal((await counts()).runs, 0);
  });
});
