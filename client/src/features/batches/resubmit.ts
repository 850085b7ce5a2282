import type { BatchEntriesParams, BatchEntriesResponse } from '@omics-lens/server/protocol/index.ts';
import { answered, UserError } from '../../infrastructure/errors.ts';
import { baseName, folderName, type Files } from '../../infrastructure/files.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import { scopeOf, type Account } from '../../omics/account.ts';
import type { Batch, BatchesApi, Submission } from '../../omics/batches-api.ts';
import type { OmicsApi, Page } from '../../omics/omics-api.ts';
import { isBatchFile, readBatchFile, runsOf, type BatchFilePorts } from './batch-file.ts';
import { digestOf, type BatchOrigin, type BatchOrigins } from './batch-origins.ts';
import { confirmBatch } from './confirm-batch.ts';
import { confirmProblems, type BatchPreflight } from './confirm-problems.ts';
import type { BatchPlan, SentBatch } from './send-batch.ts';
import { runsText } from './sheet-preview.ts';

export interface ResubmitPorts extends BatchFilePorts {
  readonly service: () => Promise<{ readonly account: Account; readonly omics: OmicsApi }>;
  readonly origins: BatchOrigins;
  readonly batchEntries: (params: BatchEntriesParams) => Promise<BatchEntriesResponse>;
  readonly files: Pick<Files, 'read' | 'readIfPresent' | 'save' | 'find'>;
  readonly prompts: Pick<Prompts, 'pick' | 'progress' | 'decide'>;
  readonly preflight: BatchPreflight;
  readonly send: (key: string, plan: BatchPlan) => Promise<SentBatch>;
}

/** `submissions`: entries of which no run was made; `runs`: those whose run was made and failed. */
export type FailedKind = 'submissions' | 'runs';

/**
 * Makes a new batch of only those runs of a batch that failed, as the file or the sheet that they came from gives them
 * now. Ids are unique in one batch only, so each run keeps its own, and with it its row.
 */
export async function resubmit(batchId: string, kind: FailedKind, ports: ResubmitPorts): Promise<SentBatch> {
  const { account, omics } = await ports.service();
  const { prompts } = ports;
  const { batch, ids } = await prompts.progress(
    'Looking for the runs that failed',
    async (report, signal) => {
      const found = await omics.getBatch(batchId, signal);
      return { batch: found, ids: await failedIds(found, kind, omics, report, signal) };
    },
  );
  if (ids.length === 0) {
    throw new UserError({ code: 'nothing-failed', sentence: 'No run of the batch failed in this way.' });
  }
  const origin = ports.origins.of(scopeOf(account), batchId) ?? (await chosenOrigin(batchId, ports));
  await ports.files.save([origin.file, ...(origin.sheet ? [origin.sheet.uri] : [])]);
  const entries = await entriesOf(ids, origin, ports);
  const plan = await planOf(batch, origin, entries, ports);
  const found = await confirmProblems(
    plan,
    undefined,
    { problems: [], workflow: undefined },
    {
      ...ports,
      files: { show: () => Promise.resolve() },
      showProblems: () => Promise.resolve(),
    },
  );
  await confirm(plan, { gone: ids.length - entries.length, found }, kind, ports);
  return ports.send(`${kind} ${batchId}`, plan);
}

async function failedIds(
  { id, runs }: Batch,
  kind: FailedKind,
  omics: OmicsApi,
  report: Report,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (kind === 'submissions') {
    const failed = await all(
      (token) => omics.listSubmissions(id, { status: 'FAILED' }, token, signal),
      report,
    );
    return failed.map(({ runSettingId }) => runSettingId);
  }
  const failedRuns = await all(
    (token) => omics.listRuns(token, signal, { batchId: id, status: 'FAILED' }),
    report,
  );
  const runIds = new Set(failedRuns.map((run) => run.id));
  // The service tells which entry a run is of, one by one, or all of them in pages: whichever takes fewer requests.
  const started = Object.values(runs).reduce((sum, value) => sum + value, 0);
  if (runIds.size * PAGE < started) return oneByOne(id, [...runIds], omics, signal);
  const entries = await all(
    (token) => omics.listSubmissions(id, { status: 'SUCCESS' }, token, signal),
    report,
  );
  return entries.flatMap(({ runSettingId, runId }) =>
    runId !== undefined && runIds.has(runId) ? [runSettingId] : [],
  );
}

/** Entries in one page of the service. */
const PAGE = 100;

async function oneByOne(
  batchId: string,
  runIds: readonly string[],
  batches: BatchesApi,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: Submission[] = [];
  for (const runId of runIds) {
    found.push(...(await batches.listSubmissions(batchId, { runId }, undefined, signal)).items);
  }
  return found.map(({ runSettingId }) => runSettingId);
}

async function all<Item>(
  ask: (token: string | undefined) => Promise<Page<Item>>,
  report: Report,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await ask(token);
    items.push(...page.items);
    token = page.next;
    report(`${runsText(items.length)} found`);
  } while (token !== undefined);
  return items;
}

/** A batch that was started elsewhere: only the user knows its file. */
async function chosenOrigin(
  batchId: string,
  { files, prompts }: ResubmitPorts,
): Promise<Pick<BatchOrigin, 'file' | 'sheet'>> {
  const found = await files.find('**/*.{batch.json,batch-runs.json}');
  if (found.length === 0) {
    throw new UserError({
      code: 'no-batch-file',
      sentence: `Batch ${batchId} was not started from this workspace, and no batch file is in it. Open the folder that holds its file and try again.`,
    });
  }
  const choices = found.map((uri) => ({
    label: baseName(uri),
    description: baseName(folderName(uri)),
    value: uri,
  }));
  return { file: answered(await prompts.pick(`File with the runs of batch ${batchId}`, choices)) };
}

/** The entries as they stand now: in the sheet where that was changed, because then it was mended there; else in the file. */
async function entriesOf(
  ids: readonly string[],
  { file, sheet }: Pick<BatchOrigin, 'file' | 'sheet'>,
  { batchEntries, files }: ResubmitPorts,
): Promise<readonly unknown[]> {
  const content = sheet && (await files.readIfPresent(sheet.uri));
  const isMended = content !== undefined && digestOf(content) !== sheet?.digest;
  const place = isMended && sheet ? { uri: sheet.uri, sheet: sheet.reading } : { uri: file };
  const found = (await batchEntries({ ...place, ids }))?.found ?? [];
  const entries = found.map(({ id, entry }) => parsed(entry, id));
  if (entries.length > 0) return entries;
  throw new UserError({
    code: 'runs-gone',
    sentence: `None of the runs that failed stands in '${baseName(place.uri)}' any more, so there is nothing to resubmit.`,
    nextStep: { label: 'Open File', command: 'vscode.open', arguments: [place.uri] },
  });
}

function parsed(text: string, id: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(
      { code: 'run-unreadable', sentence: `Run '${id}' is no valid JSON. Correct it and try again.` },
      { cause: error },
    );
  }
}

/** The settings of the batch, with what its file says otherwise by now. */
async function planOf(
  batch: Batch,
  origin: Pick<BatchOrigin, 'file' | 'sheet'>,
  entries: readonly unknown[],
  ports: ResubmitPorts,
): Promise<BatchPlan> {
  const inFile = isBatchFile(origin.file) ? (await readBatchFile(origin.file, ports)).defaults : {};
  const { name = `Batch ${batch.id}` } = batch;
  return {
    title: `${name.replace(/ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, '').replace(/ again$/, '')} again`,
    batchName: undefined,
    tags: undefined,
    defaults: { ...batch.defaults, ...inFile },
    runs: runsOf(entries),
    workflow: undefined,
    file: origin.file,
    sheet: origin.sheet,
  };
}

async function confirm(
  { runs, title }: BatchPlan,
  { gone, found }: { readonly gone: number; readonly found: string | undefined },
  kind: FailedKind,
  { prompts }: ResubmitPorts,
): Promise<void> {
  const count = runs.kind === 's3' ? 0 : runs.kind === 'inline' ? runs.entries.length : runs.count;
  const facts = [
    ...(found === undefined ? [] : [found]),
    kind === 'submissions' ? 'those that could not be started' : 'those that failed',
    'as they stand now',
  ];
  const left =
    gone > 0 ? `${runsText(gone)} that failed stand in the file no more and are left out` : undefined;
  await confirmBatch(`Start ${runsText(count)} as batch '${title}'?`, facts, left, prompts);
}
