import { zipSync } from 'fflate';
import {
  batchEntriesRequest,
  checkParametersRequest,
  sampleSheetRequest,
  workflowRequest,
  type BatchEntriesParams,
  type BatchEntriesResponse,
  type CheckParametersResult,
  type SampleSheetResponse,
  type WorkflowResponse,
} from '@omics-lens/server/protocol/index.ts';
import { ArrayUploads } from '../../../client/src/features/batches/array-upload.ts';
import { actOnBatch } from '../../../client/src/features/batches/batch-actions.ts';
import { BatchNotices } from '../../../client/src/features/batches/batch-notices.ts';
import { BatchOrigins } from '../../../client/src/features/batches/batch-origins.ts';
import { BatchRefresh } from '../../../client/src/features/batches/batch-refresh.ts';
import { BatchStore } from '../../../client/src/features/batches/batch-store.ts';
import type { BatchPreflight } from '../../../client/src/features/batches/confirm-problems.ts';
import { FailedSubmissions } from '../../../client/src/features/batches/failed-submissions.ts';
import { objectSize } from '../../../client/src/features/batches/object-size.ts';
import { resubmit, type FailedKind } from '../../../client/src/features/batches/resubmit.ts';
import { resumeBatches } from '../../../client/src/features/batches/resume-batches.ts';
import { retryBatch } from '../../../client/src/features/batches/retry-batch.ts';
import type { PendingBatch, SentBatch } from '../../../client/src/features/batches/send-batch.ts';
import { sheetToBatch } from '../../../client/src/features/batches/sheet-to-batch.ts';
import { BatchStarter } from '../../../client/src/features/batches/start-batch.ts';
import { SubmissionFailures } from '../../../client/src/features/batches/submission-failures.ts';
import { explainAnything } from '../../../client/src/infrastructure/boundary.ts';
import type { Explanation } from '../../../client/src/infrastructure/errors.ts';
import { RequestJournal } from '../../../client/src/infrastructure/request-journal.ts';
import { readSettings } from '../../../client/src/infrastructure/settings.ts';
import { WatchList } from '../../../client/src/infrastructure/watch-list.ts';
import { scopeOf } from '../../../client/src/omics/account.ts';
import { connectAws } from '../../../client/src/omics/aws/index.ts';
import type { BatchAction } from '../../../client/src/omics/batches-api.ts';
import type { OmicsApi } from '../../../client/src/omics/omics-api.ts';
import { paceFor } from '../../../client/src/omics/pace.ts';
import { isAnswer, isPassing } from '../../../client/src/omics/service-errors.ts';
import { Session } from '../../../client/src/omics/session.ts';
import type { WorkspaceWithServer } from './language-server.ts';
import type { LocalServices } from './local-services.ts';
import { jsonMemory } from './memory.ts';
import { scriptedPrompts } from './scripted-prompts.ts';

export const ROLE = 'arn:aws:iam::123456789012:role/run';
export const OUTPUT = 's3://bucket/outputs/';

/** A workflow with two inputs, of which one is required. */
export const COHORT = `version 1.1
workflow cohort {
  input {
    String sample
    Int coverage = 30
  }
  call Work { input: sample = sample }
  output { String done = Work.done }
}
task Work {
  input { String sample }
  command <<< echo ~{sample} >>>
  output { String done = read_string(stdout()) }
  runtime { container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/caller:1.0" cpu: 2 memory: "4 GiB" }
}
`;

/** The part of a window that is about batches, without VS Code: the same parts, put together in the same way. */
export function batchWindow(
  services: LocalServices,
  { server, files }: WorkspaceWithServer,
  options: {
    readonly memory?: ReturnType<typeof jsonMemory>;
    /** What the user answers, in order. */
    readonly answers?: readonly string[];
    /** What is found in the account; nothing where it is absent. */
    readonly preflight?: BatchPreflight;
  } = {},
) {
  const { clock, endpoint } = services;
  const { preflight = () => Promise.resolve({ findings: [] }) } = options;
  const memory = options.memory ?? jsonMemory();
  const prompts = scriptedPrompts(...(options.answers ?? []));
  const settings = readSettings((name) => (name === 'endpoint' ? endpoint : undefined));
  const session = new Session({
    allow: () => Promise.resolve(),
    readSources: () =>
      Promise.resolve({ settings, environment: {}, shared: { configFile: {}, credentialsFile: {} } }),
    connect: connectAws,
  });
  const language = {
    workflow: (uri: string) => server.ask<WorkflowResponse>(workflowRequest, { uri }),
    checkParameters: (uri: string) => server.ask<CheckParametersResult>(checkParametersRequest, { uri }),
    batchEntries: (params: BatchEntriesParams) =>
      server.ask<BatchEntriesResponse>(batchEntriesRequest, params),
  };
  const omics = async () => (await session.services()).omics;
  const scope = async () => scopeOf(await session.account());
  const troubles: Explanation[] = [];
  const store = new BatchStore();
  const refresh = new BatchRefresh({
    store,
    clock,
    random: () => 0.5,
    service: async () => ({ omics: await omics(), pace: paceFor(await session.account()) }),
    onSuccess: () => undefined,
    onError: async (error) => {
      const explanation = await explainAnything(error, { explain: (each) => session.explain(each) });
      troubles.push(explanation);
      return isPassing(explanation) ? 'retry' : 'rest';
    },
  });
  const origins = new BatchOrigins(memory);
  /** Lines of each file with what is shown on them. */
  const beside = new Map<string, readonly string[]>();
  const failed = new FailedSubmissions({
    batchEntries: language.batchEntries,
    show: (uri, failures) =>
      void beside.set(
        uri,
        failures.map(
          ({ range, message, code }) => `${range.start.line + 1} ${code} ${message.split('\n')[0] ?? ''}`,
        ),
      ),
  });
  const failures = new SubmissionFailures({ omics, scope, origins, failed, files, prompts });
  const notices = new BatchNotices({
    store,
    watch: (batchId) => refresh.watch(batchId),
    list: new WatchList(memory, 'watchedBatches'),
    scope,
    prompts,
    resubmit: () => Promise.resolve(),
    reveal: () => Promise.resolve(),
    onFailedSubmissions: (batchId, details) => void failures.look(batchId, details),
  });
  const journal = new RequestJournal<PendingBatch>({
    memory,
    name: 'pendingBatches',
    clock,
    newId: () => crypto.randomUUID(),
    isAnswer,
  });
  const onStarted = async ({ started, name, origin }: SentBatch) => {
    await origins.remember(origin);
    failed.clear(origin.file);
    store.showStarted(started, name);
    await notices.add(started.id);
  };
  let workflowId: Promise<string> | undefined;
  const createWorkflow = async (): Promise<string> => {
    const zip = zipSync({ 'main.wdl': new TextEncoder().encode(COHORT) });
    const api = await omics();
    const request = { requestId: crypto.randomUUID(), name: 'cohort', main: 'main.wdl', definitionZip: zip };
    const { id } = await api.createWorkflow({ ...request, engine: 'WDL' });
    await clock.sleep(60_000, new AbortController().signal);
    return id;
  };
  const countRuns = async (uri: string) => (await language.batchEntries({ uri }))?.runs;
  const starter = new BatchStarter({
    workflow: language.workflow,
    checkParameters: language.checkParameters,
    ensureWorkflow: () => (workflowId ??= createWorkflow()),
    preflight,
    knownSettings: () => Promise.resolve({ storageType: 'DYNAMIC' }),
    requiredSetting: (setting) => Promise.resolve(setting === 'roleArn' ? ROLE : OUTPUT),
    service: async () => {
      const { account, omics: batches } = await session.services();
      return { account, batches };
    },
    uploads: new ArrayUploads({
      memory,
      objects: async () => (await session.services()).objects,
      sizeOf: (uri) => objectSize(uri, async () => (await session.services()).preflight),
    }),
    countRuns,
    origins,
    journal,
    files,
    prompts,
    clock,
    showProblems: () => Promise.resolve(void prompts.shown.push('shows the problems')),
    onStarted,
  });
  const window = {
    memory,
    prompts,
    session,
    store,
    refresh,
    beside,
    failed,
    failures,
    troubles,
    omics,
    start: (file: string) => starter.start(file),
    /** `says`: another service to ask what became of the batch. */
    retry: (batchId: string, says?: OmicsApi) =>
      retryBatch(batchId, {
        omics: async () => says ?? (await omics()),
        scope,
        origins,
        start: (...call) => starter.start(...call),
      }),
    resubmit: (batchId: string, kind: FailedKind) =>
      resubmit(batchId, kind, {
        service: () => session.services(),
        origins,
        batchEntries: language.batchEntries,
        countRuns,
        files,
        prompts,
        preflight,
        send: (key, plan) => starter.send(key, plan),
      }),
    act: (action: BatchAction, batchId: string) =>
      actOnBatch(action, batchId, { batches: omics, prompts, onDone: () => refresh.refresh() }),
    makeBatch: (sheet: string) =>
      sheetToBatch(sheet, {
        workflow: language.workflow,
        sampleSheet: (params) => server.ask<SampleSheetResponse>(sampleSheetRequest, params),
        knownSettings: () => Promise.resolve({ roleArn: ROLE, outputUri: OUTPUT }),
        files,
        prompts,
        view: { preview: () => Promise.resolve(), problems: () => undefined },
        remember: (file, origin) => origins.rememberSheet(file, origin),
        start: (file) => starter.start(file),
        showProblems: () => Promise.resolve(),
      }),
    async resume() {
      await notices.resume();
      await resumeBatches({ journal, account: () => session.account(), batches: omics, prompts, onStarted });
    },
    /** The sentence of what failed. */
    explain: async (error: unknown) =>
      (await explainAnything(error, { explain: (each) => session.explain(each) })).sentence,
    close() {
      notices.dispose();
      refresh.dispose();
      session.dispose();
    },
  };
  services.own(window);
  return window;
}
