import assert from 'node:assert/strict';
import { explainFailure } from '../../../../client/src/features/failures/explain-failure.ts';
import { FailureStore } from '../../../../client/src/features/failures/failure-store.ts';
import { RunOrigins } from '../../../../client/src/features/failures/run-origins.ts';
import type { LocateFailureResponse } from '@omics-lens/server/protocol/index.ts';
import type { Scenario } from '../../../../local/src/index.ts';
import { client } from '../../support/client.ts';
import { GERMLINE, GERMLINE_FILES } from '../../support/germline.ts';
import { languageServer } from '../../support/language-server.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { jsonMemory } from '../../support/memory.ts';
import { until } from '../../support/until.ts';

describe('why a run failed', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  /** Runs the pipeline until it has failed, and gives what is then shown. */
  async function failed(
    scenario: Scenario,
    more: { changedAt?: number; files?: typeof GERMLINE_FILES } = {},
  ) {
    await services.play(scenario);
    const window = client(services);
    const { id, uuid } = await window.start();
    await until(() => window.store.get(id)?.settled === true);
    const { server } = await languageServer(more.files ?? GERMLINE_FILES);
    const origins = new RunOrigins(jsonMemory());
    if (more.files === undefined) await origins.remember(uuid ?? '', { uri: GERMLINE.uri });
    const store = new FailureStore();
    const found = await explainFailure(id, {
      services: () => Promise.resolve(services),
      locate: async (params) =>
        (await server.request('omicsLens/locateFailure', params)).result as LocateFailureResponse,
      origins,
      store,
      changedAt: () => Promise.resolve(more.changedAt),
    });
    return { found, shown: store.all() };
  }

  it('stands on what the task asked for, with a larger instance as fix', async () => {
    const { found, shown } = await failed({
      tasks: [{ task: 'Call-1', fail: { reason: 'OUT_OF_MEMORY_ERROR', exitCode: 137 } }],
    });
    assert.match(
      found?.sentence ?? '',
      /^Run 'germline .*' failed in task 'Call-1': a task ran out of memory/,
    );
    assert.equal(found?.place?.uri, GERMLINE.files[1]);
    assert.deepEqual(
      shown.map(({ about, code, fixes }) => [about, code, fixes.map(({ title }) => title)]),
      [['memory', 'OUT_OF_MEMORY_ERROR', ['Ask for 8 GiB of memory, all of omics.m.large (8 GiB)']]],
    );
  });

  it('says what the log of the task ended with', async () => {
    const { shown } = await failed({
      tasks: [{ task: 'Merge', fail: { exitCode: 127, message: 'bcftools: command not found' } }],
    });
    assert.match(shown[0]?.note ?? '', /Exit status 127: a command was not found in the container\./);
  });

  it('is found in a workflow that somebody else started, by the names of its tasks', async () => {
    const { found, shown } = await failed(
      { tasks: [{ task: 'Merge', fail: {} }] },
      { files: GERMLINE_FILES },
    );
    assert.equal(shown.length, 1);
    assert.equal(found?.place?.uri, GERMLINE.uri);
  });

  it('says that the source was changed after the run began', async () => {
    const { shown } = await failed(
      { tasks: [{ task: 'Merge', fail: {} }] },
      { changedAt: Number.MAX_SAFE_INTEGER },
    );
    assert.match(shown[0]?.note ?? '', /The workflow was changed after the run began/);
  });

  it('is said in words where the source is not here', async () => {
    const { found, shown } = await failed(
      { tasks: [{ task: 'Merge', fail: {} }] },
      { files: { 'file:///ws/other.wdl': 'version 1.1\nworkflow other {}\n' } },
    );
    assert.deepEqual(shown, []);
    assert.match(found?.sentence ?? '', /^Run 'germline .*' failed \(RUN_TASK_FAILED\): /);
    assert.equal(found?.place, undefined);
  });

  it('is nothing for a run that went well', async () => {
    const { found } = await failed({});
    assert.equal(found, undefined);
  });

  it('counts only the last attempt of a task', async () => {
    const { found } = await failed({
      tasks: [{ task: 'Merge', fail: { reason: 'SERVICE_ERROR', attempts: 1 } }],
    });
    assert.equal(found, undefined);
  });
});
