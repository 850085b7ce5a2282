import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type {
  BatchEntriesParams,
  BatchEntriesResponse,
  CheckParametersResult,
  SampleSheetParams,
  SampleSheetResponse,
  WorkflowResponse,
  WorkflowResult,
} from '@omics-lens/server/protocol/index.ts';
import { explainAnything, type Boundary, type BoundaryOptions } from '../../infrastructure/boundary.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import { RequestJournal } from '../../infrastructure/request-journal.ts';
import { WatchList } from '../../infrastructure/watch-list.ts';
import { scopeOf } from '../../omics/account.ts';
import { paceFor } from '../../omics/pace.ts';
import { isAnswer, isPassing } from '../../omics/service-errors.ts';
import type { Session } from '../../omics/session.ts';
import { batchCommands } from './batch-commands.ts';
import { BatchNotices } from './batch-notices.ts';
import { BatchOrigins } from './batch-origins.ts';
import { BatchRefresh } from './batch-refresh.ts';
import { BatchStore } from './batch-store.ts';
import type { BatchPreflight } from './confirm-problems.ts';
import { createBatchesTree } from './batches-tree.ts';
import { FailedSubmissions } from './failed-submissions.ts';
import { createFailuresView } from './failures-view.ts';
import type { FailedKind } from './resubmit.ts';
import type { PendingBatch, SentBatch } from './send-batch.ts';
import { createSheetView } from './sheet-view.ts';
import type { BatchStarter, RequiredSetting } from './start-batch.ts';
import { SubmissionFailures } from './submission-failures.ts';

export interface BatchesFeaturePorts {
  readonly session: Session;
  readonly language: {
    readonly workflow: (uri: string) => Promise<WorkflowResponse>;
    readonly checkParameters: (uri: string) => Promise<CheckParametersResult>;
    readonly sampleSheet: (params: SampleSheetParams) => Promise<SampleSheetResponse>;
    readonly batchEntries: (params: BatchEntriesParams) => Promise<BatchEntriesResponse>;
  };
  readonly ensureWorkflow: (workflow: WorkflowResult, report: Report, signal: AbortSignal) => Promise<string>;
  /** Role, output and storage of runs of a file, as far as they are known. */
  readonly knownSettings: (uri: string) => Promise<Readonly<Record<string, string>>>;
  readonly requiredSetting: (setting: RequiredSetting, uri: string) => Promise<string>;
  /** Looks at everything in the account that the runs need, before they are started. */
  readonly preflight: BatchPreflight;
  /** Narrows the Runs view to a batch. */
  readonly showRuns: (batchId: string) => Promise<unknown>;
  readonly memory: Memory;
  readonly files: Files;
  readonly prompts: Prompts;
  readonly clock: Clock;
  readonly failures: BoundaryOptions;
  /** For what nobody waits for. */
  readonly attempt: Boundary;
}

export interface BatchesFeature extends Disposable {
  /** Asks again for what its view shows. */
  refresh(): void;
  readonly store: BatchStore;
  readonly commands: readonly Command[];
  /** Asks about starts whose answer was lost when the window closed, and waits on for batches that were not over then. */
  resume(): Promise<void>;
}

/** Decides which welcome the empty view shows: `ready`, or the code of what is wrong. */
const STATE_KEY = 'omicsLens.batchesState';

export function createBatchesFeature(ports: BatchesFeaturePorts): BatchesFeature {
  const { session, language, prompts, files, clock, memory, attempt } = ports;
  const owned = new DisposableStore();
  const store = owned.add(new BatchStore());
  const showState = (code: string | undefined, sentence: string | undefined) => {
    void vscode.commands.executeCommand('setContext', STATE_KEY, code);
    tree.setMessage(store.loaded ? sentence : undefined);
  };
  const refresh = owned.add(
    new BatchRefresh({
      store,
      clock,
      random: Math.random,
      service: async () => {
        const { account, omics } = await session.servicesInBackground();
        return { omics, pace: paceFor(account) };
      },
      onSuccess: () => showState('ready', undefined),
      onError: async (error) => {
        const explanation = await explainAnything(error, ports.failures);
        ports.failures.log.warn(
          `The batches could not be refreshed [${explanation.code}]: ${explanation.sentence}`,
        );
        showState(explanation.code, explanation.sentence);
        return isPassing(explanation) ? 'retry' : 'rest';
      },
    }),
  );
  const tree = owned.add(createBatchesTree({ store, refresh }));
  const sheetView = owned.add(createSheetView());
  const failuresView = owned.add(createFailuresView());
  const omics = async () => (await session.services()).omics;
  const scope = async () => scopeOf(await session.account());
  const origins = new BatchOrigins(memory);
  const failed = new FailedSubmissions({
    batchEntries: language.batchEntries,
    show: (...call) => failuresView.show(...call),
  });
  failuresView.follow(failed);
  const submissionFailures = new SubmissionFailures({ omics, scope, origins, failed, files, prompts });

  const notices = owned.add(
    new BatchNotices({
      store,
      watch: (batchId) => refresh.watch(batchId),
      list: new WatchList(memory, 'watchedBatches'),
      scope,
      prompts,
      resubmit: (batchId) => attempt('resubmit the runs', () => again(batchId, 'submissions')),
      reveal: (batchId) => attempt('show the batch', () => tree.reveal(batchId)),
      onFailedSubmissions: (batchId, details) =>
        void attempt('show the runs that could not be started', () =>
          submissionFailures.look(batchId, details),
        ),
    }),
  );
  owned.add(
    session.changed(() => {
      showState(undefined, undefined);
      refresh.reset();
      notices.reset();
      failed.clearAll();
      void attempt('wait for batches', () => notices.resume());
    }),
  );

  const journal = new RequestJournal<PendingBatch>({
    memory,
    name: 'pendingBatches',
    clock,
    newId: randomUUID,
    isAnswer,
  });
  const showProblems = async () => {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  };
  const onStarted = async ({ started, name, origin }: SentBatch) => {
    await origins.remember(origin);
    failed.clear(origin.file);
    if (origin.sheet) failed.clear(origin.sheet.uri);
    store.showStarted(started, name);
    await notices.add(started.id);
    void attempt('show the batch', () => tree.reveal(started.id));
  };
  const countRuns = async (uri: string) => (await language.batchEntries({ uri }))?.runs;
  const work = () => import('./batch-work.ts');
  let starting: Promise<BatchStarter> | undefined;
  const starter = () => (starting ??= createStarter());
  const createStarter = async () => {
    const { ArrayUploads, BatchStarter, objectSize } = await work();
    return new BatchStarter({
      workflow: language.workflow,
      checkParameters: language.checkParameters,
      ensureWorkflow: ports.ensureWorkflow,
      preflight: ports.preflight,
      knownSettings: ports.knownSettings,
      requiredSetting: ports.requiredSetting,
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
      showProblems,
      onStarted,
    });
  };
  const start = async (file: string) => (await starter()).start(file);
  const again = async (batchId: string, kind: FailedKind) =>
    (await work()).resubmit(batchId, kind, {
      service: () => session.services(),
      origins,
      batchEntries: language.batchEntries,
      countRuns,
      files,
      prompts,
      preflight: ports.preflight,
      send: async (key, plan) => (await starter()).send(key, plan),
    });
  return {
    store,
    refresh: () => refresh.refresh(),
    commands: batchCommands({
      store,
      refresh,
      omics,
      files,
      prompts,
      start,
      retry: async (batchId) =>
        (await work()).retryBatch(batchId, {
          omics,
          scope,
          origins,
          start: async (...call) => (await starter()).start(...call),
        }),
      resubmit: again,
      makeBatch: async (sheet) =>
        (await work()).sheetToBatch(sheet, {
          workflow: language.workflow,
          sampleSheet: language.sampleSheet,
          knownSettings: ports.knownSettings,
          files,
          prompts,
          view: sheetView,
          remember: (file, origin) => origins.rememberSheet(file, origin),
          start: (file) => attempt('start the batch', () => start(file)),
          showProblems,
        }),
      showSubmission: (batchId, id) => submissionFailures.reveal(batchId, id),
      showFailed: async (batchId) => {
        await submissionFailures.look(batchId, undefined);
        await showProblems();
      },
      showRuns: ports.showRuns,
    }),
    async resume() {
      await notices.resume();
      if (journal.pending().length === 0) return;
      const { resumeBatches } = await work();
      await resumeBatches({ journal, account: () => session.account(), batches: omics, prompts, onStarted });
    },
    dispose: () => owned.dispose(),
  };
}
