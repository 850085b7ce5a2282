import assert from 'node:assert/strict';
import { batchWindow, COHORT, OUTPUT, ROLE } from '../../support/batch-window.ts';
import { languageServer, type WorkspaceWithServer } from '../../support/language-server.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { jsonMemory } from '../../support/memory.ts';
import { until } from '../../support/until.ts';

const FILE = 'file:///ws/main.cohort.batch.json';
const ARRAY = 'file:///ws/main.cohort.batch-runs.json';

/** So much in each of 150 runs that their list is uploaded in parts. */
const LONG = 'x'.repeat(40_000);

function entries(count: number, more = '') {
  return Array.from({ length: count }, (_, i) => ({
    runSettingId: `sample-${i}`,
    parameters: { sample: `NA${i}${more}` },
  }));
}

function isOfParts(operation: string): boolean {
  return operation.includes('Part') || operation.includes('Multipart');
}

function batchFile(runs: readonly unknown[], defaults: object = {}): string {
  return JSON.stringify(
    {
      batchName: 'cohort',
      defaultRunSetting: { roleArn: ROLE, outputUri: OUTPUT, storageType: 'DYNAMIC', ...defaults },
      batchRunSettings: { inlineSettings: runs },
    },
    undefined,
    2,
  );
}

describe('starting a batch', () => {
  let services: LocalServices;
  let workspace: WorkspaceWithServer;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  async function open(files: Readonly<Record<string, string>>, ...answers: readonly string[]) {
    workspace = await languageServer({ 'file:///ws/main.wdl': COHORT, ...files });
    return batchWindow(services, workspace, { answers });
  }

  /** Objects that were put into S3. */
  async function objectCount(): Promise<number> {
    const answer = await fetch(`${services.endpoint}/_local/state`);
    return ((await answer.json()) as { objects: number }).objects;
  }

  const batchCount = async () => (await services.omics.listBatches(undefined)).items.length;

  it('sends up to 100 runs in the request, and tells when they are done', async () => {
    const window = await open({ [FILE]: batchFile(entries(3)) }, 'Start Batch');
    const before = await objectCount();
    const { started, name } = await window.start(FILE);
    assert.equal(name, 'cohort');
    const asked = window.prompts.shown.find((shown) => shown.startsWith('Start 3 runs'));
    assert.equal(asked, "Start 3 runs as batch 'main.cohort'?: Start Batch");
    await until(() => window.prompts.shown.some((shown) => shown.startsWith("information: Batch 'cohort'")));
    assert.equal(
      window.prompts.shown.at(-1),
      "information: Batch 'cohort' is done: 3 completed. [Show Batch]",
    );
    assert.deepEqual([window.store.get(started.id)?.settled, window.refresh.state], [true, 'resting']);
    assert.equal(await objectCount(), before);
  });

  it('puts more than 100 runs into S3 first, from a batch file and from an array', async () => {
    for (const [file, text] of [
      [FILE, batchFile(entries(150))],
      [ARRAY, JSON.stringify(entries(150))],
    ] as const) {
      const window = await open({ [file]: text }, 'Start Batch');
      const { started } = await window.start(file);
      assert.ok(window.prompts.shown.some((shown) => shown.startsWith('Start 150 runs as batch')));
      await until(() => window.store.get(started.id)?.settled === true);
      assert.equal(window.store.get(started.id)?.details?.runs.COMPLETED, 150);
    }
    assert.equal(await batchCount(), 2);
  });

  it('shows what the service would refuse, and lets nobody start that', async () => {
    const [one] = entries(1);
    const window = await open({ [FILE]: batchFile([one, one]) }, 'Show Problems');
    await assert.rejects(window.start(FILE), /Cancelled/);
    assert.match(
      window.prompts.shown.join('\n'),
      /HealthOmics would not take the batch: 1 error\.\nTwo runs of the batch have the id 'sample-0'\..* \[Show Problems\]/s,
    );
    assert.ok(window.prompts.shown.includes('shows the problems'));
    assert.equal(await batchCount(), 0);
  });

  it('leaves to the user what fails run by run', async () => {
    const bad = { runSettingId: 'bad', parameters: { sample: 7, covrage: 3 } };
    const window = await open({ [FILE]: batchFile([...entries(2), bad]) }, 'Start Anyway', 'Start Batch');
    await window.start(FILE);
    assert.match(
      window.prompts.shown[0] ?? '',
      /^Runs of the batch would fail: .*\[Show Problems\] \[Start Anyway\]$/s,
    );
    assert.equal(await batchCount(), 1);
  });

  it('starts nothing when the user thinks better of it', async () => {
    const window = await open({ [FILE]: batchFile(entries(3)) });
    await assert.rejects(window.start(FILE), /Cancelled/);
    assert.equal(await batchCount(), 0);
  });

  it('starts nothing when it is cancelled during the upload', async () => {
    await services.play({ requests: [{ operation: 'PutObject', delay: 1 }] });
    const window = await open({ [ARRAY]: JSON.stringify(entries(150)) }, 'Start Batch');
    const starting = window.start(ARRAY);
    await until(() => window.prompts.shown.some((shown) => shown.includes('Uploading the list of runs')));
    window.prompts.cancel();
    await services.clock.sleep(2_000, new AbortController().signal);
    await assert.rejects(starting, /Cancelled/);
    assert.equal(await batchCount(), 0);
  });

  it('joins a second click to the first', async () => {
    const window = await open({ [FILE]: batchFile(entries(3)) }, 'Start Batch');
    const [first, second] = await Promise.all([window.start(FILE), window.start(FILE)]);
    assert.equal(first.started.id, second.started.id);
    assert.equal(await batchCount(), 1);
  });

  const FAULTS = [
    { name: 'throttled three times', rule: { error: 'ThrottlingException', times: 3 } },
    { name: 'accepted and not answered', rule: { drop: 'after', times: 2 } },
    { name: 'accepted and not answered until the client gives up', rule: { drop: 'after', times: 50 } },
    { name: 'answered 500 until the client gives up', rule: { error: 'InternalServerException', times: 50 } },
  ] as const;
  /** What a user is told; the others are mended without a word. */
  const TOLD: Readonly<Record<string, RegExp>> = {
    'StartRunBatch accepted and not answered until the client gives up': /^Nothing answers at/,
    'StartRunBatch answered 500 until the client gives up': /had a fault of its own/,
    'PutObject answered 500 until the client gives up': /had a fault of its own/,
    'UploadPart accepted and not answered until the client gives up': /^Nothing answers at/,
    'UploadPart answered 500 until the client gives up': /had a fault of its own/,
    'CompleteMultipartUpload answered 500 until the client gives up': /had a fault of its own/,
  };
  for (const operation of ['StartRunBatch', 'PutObject', 'UploadPart', 'CompleteMultipartUpload']) {
    for (const { name, rule } of FAULTS) {
      it(`makes one batch although ${operation} is ${name}`, async () => {
        const array = JSON.stringify(entries(150, isOfParts(operation) ? LONG : ''));
        const window = await open({ [ARRAY]: array }, 'Start Batch', 'Start Batch');
        await services.play({ requests: [{ operation, ...rule }] });
        const told = TOLD[`${operation} ${name}`];
        const outcome: unknown = await window.start(ARRAY).catch((reason: unknown) => reason);
        if (told) {
          assert.ok(outcome instanceof Error, 'it fails at first');
          assert.match(await window.explain(outcome), told);
          await services.play({});
          await window.start(ARRAY);
        }
        assert.equal(await batchCount(), 1);
        await until(() => window.prompts.shown.some((shown) => shown.includes('is done: 150 completed')));
        // What was uploaded is not uploaded again.
        if (operation === 'StartRunBatch') assert.equal(sends(window.prompts.shown).length, 1);
      }).timeout(60_000);
    }
  }

  /** Uploads that were begun. */
  function sends(shown: readonly string[]): readonly string[] {
    return shown.filter((each) => /Uploading the list of runs, [\d.]+ MB$/.test(each));
  }

  it('says that credentials have expired midway, and goes on after they are renewed', async () => {
    const window = await open({ [ARRAY]: JSON.stringify(entries(150)) }, 'Start Batch', 'Start Batch');
    await services.play({ requests: [{ operation: 'StartRunBatch', error: 'ExpiredTokenException' }] });
    const error: unknown = await window.start(ARRAY).catch((reason: unknown) => reason);
    assert.equal(
      await window.explain(error),
      "The credentials of profile 'default' have expired. Renew them, then try again.",
    );
    await window.start(ARRAY);
    assert.equal(await batchCount(), 1);
    assert.equal(sends(window.prompts.shown).length, 1);
  });

  for (const [operation, size] of [
    ['PutObject', ''],
    ['UploadPart', LONG],
  ] as const) {
    it(`says that credentials have expired during ${operation} of the list, and goes on after they are renewed`, async () => {
      const window = await open(
        { [ARRAY]: JSON.stringify(entries(150, size)) },
        'Start Batch',
        'Start Batch',
      );
      await services.play({
        requests: [{ operation, error: 'ExpiredTokenException', times: 50, skip: size === '' ? 0 : 1 }],
      });
      const error: unknown = await window.start(ARRAY).catch((reason: unknown) => reason);
      assert.match(
        await window.explain(error),
        /^The credentials of profile 'default' have expired\. Renew them, then try again\.$/,
      );
      assert.equal(await batchCount(), 0);
      await services.play({});
      await window.start(ARRAY);
      assert.equal(await batchCount(), 1);
    }).timeout(60_000);
  }

  it('finds one batch after the window was closed in the middle of the start', async () => {
    const memory = jsonMemory();
    await services.play({ requests: [{ operation: 'StartRunBatch', drop: 'after', times: 5 }] });
    const files = { 'file:///ws/main.wdl': COHORT, [FILE]: batchFile(entries(3)) };
    const closed = batchWindow(services, await languageServer(files), { memory, answers: ['Start Batch'] });
    await assert.rejects(closed.start(FILE));
    closed.close();
    const opened = batchWindow(services, await languageServer(files), {
      memory,
      answers: ['Finish Starting'],
    });
    await opened.resume();
    assert.match(
      opened.prompts.shown[0] ?? '',
      /^warning: The window closed while batch 'cohort' was being started/,
    );
    assert.equal(await batchCount(), 1);
    await until(() => opened.prompts.shown.some((shown) => shown.includes('is done: 3 completed')));
  });

  it('starts a batch again whose list was changed by somebody after it was uploaded', async () => {
    const window = await open(
      { [ARRAY]: JSON.stringify(entries(150)) },
      'Start Batch',
      'Show Batch',
      'Start Batch',
    );
    const { started } = await window.start(ARRAY);
    const { uri } = (
      JSON.parse(/^batchUploads=(.*)$/m.exec(window.memory.dump())?.[1] ?? '[]') as { uri: string }[]
    )[0]!;
    await services.objects.upload(uri, new TextEncoder().encode('[]'));
    await until(() => window.store.get(started.id)?.settled === true);
    assert.match(window.prompts.shown.at(-1) ?? '', /^warning: Batch '.*' failed: .*etag/i);
    const again = await window.retry(started.id);
    await until(() => window.store.get(again.started.id)?.settled === true);
    assert.equal(window.store.get(again.started.id)?.details?.runs.COMPLETED, 150);
    assert.equal(sends(window.prompts.shown).length, 2);
  });

  it('sends the same request again after a failure that the service calls passing', async () => {
    const window = await open({ [FILE]: batchFile(entries(3)) }, 'Start Batch', 'Start Batch');
    const { started } = await window.start(FILE);
    const omics = await window.omics();
    const failed = { ...(await omics.getBatch(started.id)), failureReason: 'There was a transient error.' };
    const again = await window.retry(started.id, { ...omics, getBatch: () => Promise.resolve(failed) });
    assert.equal(again.started.id, started.id, 'the service knows the request');
  });

  it('tells of a batch that ended while the window was closed', async () => {
    const memory = jsonMemory();
    const files = { 'file:///ws/main.wdl': COHORT, [FILE]: batchFile(entries(3)) };
    const closed = batchWindow(services, await languageServer(files), { memory, answers: ['Start Batch'] });
    await closed.start(FILE);
    closed.close();
    await services.clock.sleep(3_600_000, new AbortController().signal);
    const opened = batchWindow(services, await languageServer(files), { memory });
    await opened.resume();
    await until(() => opened.prompts.shown.some((shown) => shown.includes('is done: 3 completed')));
    const again = batchWindow(services, await languageServer(files), { memory });
    await again.resume();
    assert.equal(again.refresh.state, 'resting', 'it is told once');
  });
});
