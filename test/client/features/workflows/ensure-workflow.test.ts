import assert from 'node:assert/strict';
import { ensureWorkflow } from '../../../../client/src/features/workflows/ensure-workflow.ts';
import { messageOf } from '../../../../client/src/infrastructure/errors.ts';
import { RequestJournal } from '../../../../client/src/infrastructure/request-journal.ts';
import { isAnswer } from '../../../../client/src/omics/service-errors.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import { GERMLINE, GERMLINE_FILES } from '../../support/germline.ts';
import { keptLog } from '../../support/kept-log.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { jsonMemory } from '../../support/memory.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { memoryTree } from '../../support/memory-tree.ts';

describe('the workflow of a run', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  /** A window: its memory outlives it when it is handed to the next. */
  function newWindow(memory = jsonMemory()) {
    const files = memoryFiles(GERMLINE_FILES);
    const shown: string[] = [];
    const reports: string[] = [];
    let ids = 0;
    const prefix = Math.random();
    const ensure = async (scope = 'here', signal = new AbortController().signal) =>
      ensureWorkflow(
        GERMLINE,
        { omics: services.omics, objects: services.objects, scope, pause: 1_000 },
        {
          files,
          tree: memoryTree(files),
          uploadFolder: () => Promise.resolve('s3://simulation/definitions/'),
          memory,
          journal: new RequestJournal({
            memory,
            name: 'creations',
            clock: services.clock,
            newId: () => `${prefix}-${++ids}`,
            isAnswer,
          }),
          clock: services.clock,
          log: keptLog(),
          showMessages: (_files, otherwise, messages) => {
            for (const { uri, line, text, severity = otherwise } of messages)
              shown.push(`${severity} ${uri}:${line + 1} ${text}`);
          },
        },
        (message) => void reports.push(message),
        signal,
      );
    return { files, memory, shown, reports, ensure };
  }

  const count = async () => {
    const state = (await (await fetch(`${services.endpoint}/_local/state`)).json()) as { workflows: number };
    return state.workflows;
  };

  it('is created, and waited for until it is ACTIVE', async () => {
    const { ensure, reports } = newWindow();
    const id = await ensure();
    assert.equal((await services.omics.getWorkflow(id)).status, 'ACTIVE');
    assert.deepEqual(
      [...new Set(reports)],
      ['Packing the workflow', "Creating workflow 'germline'", 'HealthOmics reads the workflow'],
    );
  });

  it('is used again while nothing changes, in the next window too', async () => {
    const first = newWindow();
    const id = await first.ensure();
    assert.equal(await first.ensure(), id);
    assert.equal(await newWindow(first.memory).ensure(), id);
    assert.equal(await count(), 1);
  });

  it('is a new one when the definition changes, and the old one again when it changes back', async () => {
    const { ensure, files } = newWindow();
    const id = await ensure();
    const uri = 'file:///ws/germline/tasks/call.wdl';
    const text = files.text(uri) ?? '';
    files.set(uri, text.replaceAll('cpu: 2', 'cpu: 4'));
    const changed = await ensure();
    files.set(uri, text);
    assert.notEqual(changed, id);
    assert.equal(await ensure(), id);
    assert.equal(await count(), 2);
  });

  it('is not looked for where another account is spoken to', async () => {
    const { ensure } = newWindow();
    assert.notEqual(await ensure('there'), await ensure('here'));
  });

  it('is created anew when the service has lost it, and its id means another workflow now', async () => {
    const { ensure, memory } = newWindow();
    const id = await ensure();
    await services.close();
    services = await localServices();
    await services.clock.sleep(60_000, new AbortController().signal);
    const stranger = newWindow();
    stranger.files.set('file:///ws/germline/main.wdl', 'version 1.1\nworkflow other {}\n');
    assert.equal(await stranger.ensure(), id, 'the new service gives out the same ids');
    assert.notEqual(await newWindow(memory).ensure(), id);
    assert.equal(await count(), 2);
  });

  it('says what the service could not read, on its line', async () => {
    const { ensure, files, shown } = newWindow();
    files.set('file:///ws/germline/tasks/call.wdl', 'version 1.1\ntask Call {\n  input { String }\n');
    const message = await ensure().then(() => 'ACTIVE', messageOf);
    assert.match(message, /^Workflow 'germline' \(\d+\) cannot run: HealthOmics says: /);
    assert.ok(
      shown.some((line) => line.startsWith('error file:///ws/germline/tasks/call.wdl:')),
      `nothing on the lines: ${message} ${shown.join()}`,
    );
  });

  it('can be cancelled while it is being created', async () => {
    const abort = new AbortController();
    const { ensure } = newWindow();
    const creating = ensure('here', abort.signal);
    abort.abort();
    assert.equal(await creating.then(() => 'ACTIVE', messageOf), 'Cancelled');
  });

  const faults: Readonly<Record<string, Scenario>> = {
    'the request is throttled three times': {
      requests: [{ operation: 'CreateWorkflow', error: 'ThrottlingException', times: 3 }],
    },
    'the service fails once': {
      requests: [{ operation: 'CreateWorkflow', error: 'InternalServerException' }],
    },
    'the connection ends after the service has accepted it': {
      requests: [{ operation: 'CreateWorkflow', drop: 'after' }],
    },
  };
  for (const [name, scenario] of Object.entries(faults)) {
    it(`is one, although ${name}`, async () => {
      await services.play(scenario);
      await newWindow().ensure();
      assert.equal(await count(), 1);
    }).timeout(30_000);
  }

  it('is one, although the answer was lost with the window', async () => {
    await services.play({ requests: [{ operation: 'CreateWorkflow', drop: 'after', times: 20 }] });
    const first = newWindow();
    assert.notEqual(await first.ensure().then(() => 'ACTIVE', messageOf), 'ACTIVE');
    await services.play({});
    await newWindow(first.memory).ensure();
    assert.equal(await count(), 1);
  }).timeout(30_000);
});
