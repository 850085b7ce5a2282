import assert from 'node:assert/strict';
import { batchWindow, COHORT, OUTPUT, ROLE } from '../../support/batch-window.ts';
import { languageServer } from '../../support/language-server.ts';
import { localServices, type LocalServices } from '../../support/local-services.ts';
import { until } from '../../support/until.ts';

const SHEET = 'file:///ws/samples.csv';
const ARRAY = 'file:///ws/main.samples.batch-runs.json';
const FILE = 'file:///ws/main.cohort.batch.json';
const WRITE = "Write 'main.samples.batch-runs.json'";
const ROWS = 250;

function sheet(change: (row: string, index: number) => string = (row) => row): string {
  const rows = Array.from({ length: ROWS }, (_, i) => change(`s${i},20`, i));
  return ['sample,coverage', ...rows].join('\n');
}

function batchFile(ids: readonly string[], change: (id: string) => object = () => ({})): string {
  const inlineSettings = ids.map((id) => ({
    runSettingId: id,
    parameters: { sample: id },
    ...change(id),
  }));
  const defaultRunSetting = { roleArn: ROLE, outputUri: OUTPUT, storageType: 'DYNAMIC' };
  return JSON.stringify(
    { batchName: 'cohort', defaultRunSetting, batchRunSettings: { inlineSettings } },
    undefined,
    1,
  );
}

describe('runs of a batch that failed', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  async function open(files: Readonly<Record<string, string>>, ...answers: readonly string[]) {
    const workspace = await languageServer({ 'file:///ws/main.wdl': COHORT, ...files });
    return { window: batchWindow(services, workspace, { answers }), files: workspace.files };
  }

  it('stand beside the rows of their sheet, and are resubmitted alone once these are mended', async () => {
    const bad = ['s7', 's99', 's249'];
    await services.play({
      submissions: bad.map((runSettingId) => ({ runSettingId, reason: 'ValidationException' })),
    });
    const { window, files } = await open(
      { [SHEET]: sheet() },
      WRITE,
      'Start Batch',
      'Start Batch',
      'Show Batch',
      'Start Batch',
    );
    await window.makeBatch(SHEET);
    await until(() => window.prompts.shown.some((shown) => /^warning: Batch .* is done/.test(shown)));
    assert.match(
      window.prompts.shown.find((shown) => shown.startsWith('warning: Batch')) ?? '',
      /is done: 247 completed, 3 could not be started\. \[Resubmit Failed\] \[Show Batch\]$/,
    );
    const [first] = window.store.batches();
    assert.equal(first?.details?.submissions.failed, 3);
    await until(() => window.beside.get(SHEET)?.length === 3);
    assert.deepEqual(
      window.beside.get(SHEET)?.map((line) => line.replace(/: .*/, '')),
      bad.map(
        (id, i) => `${[9, 101, 251][i] ?? 0} ValidationException HealthOmics did not start run '${id}'`,
      ),
    );
    assert.deepEqual(
      window.beside.get(ARRAY)?.map((line) => line.split(' ')[0]),
      ['9', '101', '251'],
    );

    // A row that was mended is not marked any more; the others move with what stands above them.
    files.set(
      SHEET,
      `${sheet((row, i) => (i === 7 ? 's7,30' : row)).replace('sample,coverage\n', 'sample,coverage\nnew,1\n')}`,
    );
    await window.failed.changed(SHEET);
    assert.deepEqual(
      window.beside.get(SHEET)?.map((line) => line.split(' ')[0]),
      ['102', '252'],
    );

    await services.play({});
    const again = await window.resubmit(first?.batch.id ?? '', 'submissions');
    const asked = window.prompts.shown.find((shown) => shown.startsWith('Start 3 runs as batch'));
    assert.equal(asked, "Start 3 runs as batch 'main.samples again'?: Start Batch");
    await until(() => window.store.get(again.started.id)?.settled === true);
    const details = window.store.get(again.started.id)?.details;
    assert.deepEqual([details?.totalRuns, details?.runs.COMPLETED, details?.submissions.failed], [3, 3, 0]);
    const { items } = await services.omics.listRuns(undefined, undefined, { batchId: again.started.id });
    const runs = await Promise.all(
      items.map(({ id }) => services.omics.listSubmissions(again.started.id, { runId: id }, undefined)),
    );
    assert.deepEqual(
      runs.flatMap((page) => page.items.map(({ runSettingId }) => runSettingId)).sort(),
      [...bad].sort(),
    );
  }).timeout(60_000);

  it('are resubmitted with what their batch file says now, settings and runs', async () => {
    await services.play({ submissions: [{ runSettingId: 'b', reason: 'AccessDeniedException' }] });
    const { window, files } = await open(
      { [FILE]: batchFile(['a', 'b', 'c']) },
      'Start Batch',
      'Show Batch',
      'Start Batch',
    );
    const { started } = await window.start(FILE);
    await until(() => window.store.get(started.id)?.settled === true);
    await until(() => window.beside.get(FILE)?.length === 1);
    assert.match(
      window.beside.get(FILE)?.[0] ?? '',
      /^\d+ AccessDeniedException HealthOmics did not start run 'b'/,
    );
    await services.play({});
    files.set(
      FILE,
      batchFile(['a', 'b', 'c'], (id) => ({ parameters: { sample: `${id} mended` } })).replaceAll(
        'role/run',
        'role/other',
      ),
    );
    const again = await window.resubmit(started.id, 'submissions');
    await until(() => window.store.get(again.started.id)?.settled === true);
    const { items } = await services.omics.listRuns(undefined, undefined, { batchId: again.started.id });
    assert.equal(items.length, 1);
    const batch = await services.omics.getBatch(again.started.id);
    assert.equal(batch.defaults['roleArn'], ROLE.replace('role/run', 'role/other'));
  });

  it('that were started and failed are started again in a batch of their own', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    const { window } = await open(
      { [FILE]: batchFile(ids, (id) => ({ name: id === 'b' || id === 'd' ? 'spoilt' : 'fine' })) },
      'Start Batch',
      'Show Batch',
      'Start Batch',
    );
    await services.play({ runs: [{ run: 'spoilt', fail: { during: 'export', reason: 'EXPORT_FAILED' } }] });
    const { started } = await window.start(FILE);
    await until(() => window.store.get(started.id)?.settled === true);
    assert.equal(window.store.get(started.id)?.details?.runs.FAILED, 2);
    await services.play({});
    const again = await window.resubmit(started.id, 'runs');
    await until(() => window.store.get(again.started.id)?.settled === true);
    const { items } = await services.omics.listSubmissions(again.started.id, {}, undefined);
    assert.deepEqual(
      items.map(({ runSettingId }) => runSettingId),
      ['b', 'd'],
    );
  });

  it('cannot be resubmitted where none failed, or where none stands in the file any more', async () => {
    await services.play({ submissions: [{ runSettingId: 'a', reason: 'ConflictException' }] });
    const { window, files } = await open({ [FILE]: batchFile(['a', 'b']) }, 'Start Batch', 'Show Batch');
    const { started } = await window.start(FILE);
    await until(() => window.store.get(started.id)?.settled === true);
    await assert.rejects(window.resubmit(started.id, 'runs'), /No run of the batch failed in this way/);
    files.set(FILE, batchFile(['b']));
    await assert.rejects(
      window.resubmit(started.id, 'submissions'),
      /None of the runs that failed stands in/,
    );
  });

  it('ask for the file where the batch was started elsewhere', async () => {
    await services.play({ submissions: [{ runSettingId: 'a', reason: 'ConflictException' }] });
    const { window } = await open({ [FILE]: batchFile(['a', 'b']) }, 'Start Batch');
    const { started } = await window.start(FILE);
    await until(() => window.store.get(started.id)?.settled === true);
    await services.play({});
    const elsewhere = await open({ [FILE]: batchFile(['a', 'b']) }, 'main.cohort.batch.json', 'Start Batch');
    const again = await elsewhere.window.resubmit(started.id, 'submissions');
    assert.equal((await services.omics.listSubmissions(again.started.id, {}, undefined)).items.length, 1);
  });
});

describe('cancelling and deleting batches', () => {
  let services: LocalServices;
  beforeEach(async () => {
    services = await localServices();
  });
  afterEach(() => services.close());

  async function started(...answers: readonly string[]) {
    const workspace = await languageServer({
      'file:///ws/main.wdl': COHORT,
      [FILE]: batchFile(['a', 'b', 'c']),
    });
    const window = batchWindow(services, workspace, { answers: ['Start Batch', ...answers] });
    const { started: batch } = await window.start(FILE);
    return { window, id: batch.id };
  }
  const pass = (seconds: number) => services.clock.sleep(seconds * 1000, new AbortController().signal);
  const status = async (id: string) => (await services.omics.getBatch(id)).status;

  it('is done after it was typed that it is meant, and only in states that allow it', async () => {
    await services.play({ timing: { taskRunning: 10_000 } });
    const { window, id } = await started('cancel', 'delete', 'delete');
    window.close();
    await assert.rejects(
      window.act('deleteRuns', id),
      /is in state \w+ and cannot be deleted with its runs now/,
    );
    while ((await status(id)) !== 'INPROGRESS') await pass(1);
    await window.act('cancel', id);
    assert.match(window.prompts.shown.at(-1) ?? '', /^Cancel batch 'cohort'\?/);
    while ((await status(id)) !== 'CANCELLED') await pass(1);
    await assert.rejects(window.act('cancel', id), /is in state CANCELLED and cannot be cancelled now/);
    await window.act('deleteRuns', id);
    while ((await status(id)) !== 'RUNS_DELETED') await pass(1);
    await window.act('delete', id);
    assert.deepEqual((await services.omics.listBatches(undefined)).items, []);
  });

  it('is not done when something else was typed', async () => {
    const { window, id } = await started('yes');
    window.close();
    while ((await status(id)) !== 'INPROGRESS') await pass(1);
    await assert.rejects(window.act('cancel', id), /Cancelled/);
    assert.match(window.prompts.shown.at(-1) ?? '', /Type 'cancel', or press Escape/);
    assert.equal(await status(id), 'INPROGRESS');
  });
});
