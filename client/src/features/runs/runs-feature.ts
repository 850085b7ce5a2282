import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import type { RunSnapshot } from '../../api.ts';
import { explainAnything, type Boundary, type BoundaryOptions } from '../../infrastructure/boundary.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { Files } from '../../infrastructure/files.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import { RequestJournal } from '../../infrastructure/request-journal.ts';
import { WatchList } from '../../infrastructure/watch-list.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import { scopeOf } from '../../omics/account.ts';
import { paceFor } from '../../omics/pace.ts';
import type { StartedRun } from '../../omics/omics-api.ts';
import { isAnswer, isPassing } from '../../omics/service-errors.ts';
import type { Session } from '../../omics/session.ts';
import { EndNotices } from './end-notices.ts';
import { readProjectDefaults } from './project-defaults.ts';
import { resumeStarts } from './resume-starts.ts';
import type { StartPlan } from './start-plan.ts';
import type { Preflight } from './confirm-start.ts';
import { runCommands } from './run-commands.ts';
import { RunRefresh } from './run-refresh.ts';
import { asGrouping } from './choose-filter.ts';
import { filterText, isFiltered, type RunFilter } from './run-filter.ts';
import { findRequired, knownRunSettings } from './run-settings.ts';
import { RunStore } from './run-store.ts';
import { createRunsTree } from './runs-tree.ts';
import { viewCommands } from './view-commands.ts';
import type { LanguageQuestions, PendingStart, RunStarter } from './start-run.ts';

export interface RunsFeaturePorts {
  readonly session: Session;
  readonly language: LanguageQuestions;
  readonly ensureWorkflow: (workflow: WorkflowResult, report: Report, signal: AbortSignal) => Promise<string>;
  readonly preflight: Preflight;
  readonly followLogs: (runId: string) => Promise<void>;
  /** A run was started from these files. */
  readonly onStarted: (
    run: StartedRun,
    files: { readonly uri: string; readonly parameters: string | undefined },
  ) => void;
  readonly settings: (uri: string) => Settings;
  readonly remember: (setting: string, value: string) => Promise<void>;
  readonly memory: Memory;
  readonly files: Files;
  readonly prompts: Prompts;
  readonly clock: Clock;
  readonly failures: BoundaryOptions;
  /** For what nobody waits for. */
  readonly attempt: Boundary;
}

export interface RunsFeature extends Disposable {
  readonly store: RunStore;
  readonly refresh: RunRefresh;
  readonly commands: readonly Command[];
  /** The state of the view, for tests. */
  snapshots(): readonly RunSnapshot[];
  /** Role, output and storage of runs, as far as the project's file and the settings say them for a file. */
  knownSettings(uri: string): Promise<ReturnType<typeof knownRunSettings>>;
  /** A role or an output: known from the project or the settings, else asked for. */
  requiredSetting(setting: 'roleArn' | 'outputUri', uri: string): Promise<string>;
  /** Narrows the view to the runs of a batch. */
  showBatch(batchId: string): Promise<void>;
  /** Asks about starts whose answer was lost when the window closed, and waits on for runs that were not over then. */
  resumeStarts(): Promise<void>;
}

/** Where the memory keeps how runs are grouped. */
const GROUPING = 'runsGrouping';
/** Whether the view shows only some of the runs. */
const FILTERED_KEY = 'omicsLens.runsFiltered';
/** Decides which welcome the empty view shows: `ready`, or the code of what is wrong. */
const STATE_KEY = 'omicsLens.state';

export function createRunsFeature(ports: RunsFeaturePorts): RunsFeature {
  const { session, language, prompts, files, clock, memory, attempt } = ports;
  const owned = new DisposableStore();
  const store = owned.add(new RunStore());
  const showState = (code: string | undefined, sentence: string | undefined) => {
    void vscode.commands.executeCommand('setContext', STATE_KEY, code);
    tree.setMessage(store.loaded ? sentence : undefined);
  };
  const refresh = owned.add(
    new RunRefresh({
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
          `The runs could not be refreshed [${explanation.code}]: ${explanation.sentence}`,
        );
        showState(explanation.code, explanation.sentence);
        return isPassing(explanation) ? 'retry' : 'rest';
      },
    }),
  );
  const grouping = () => asGrouping(memory.get(GROUPING));
  const tree = owned.add(createRunsTree({ store, refresh, clock, grouping }));
  const showFilter = () => {
    tree.setDescription(filterText(refresh.filter));
    void vscode.commands.executeCommand('setContext', FILTERED_KEY, isFiltered(refresh.filter));
  };
  const setFilter = (filter: RunFilter) => {
    refresh.setFilter(filter);
    showFilter();
  };
  const scope = async () => scopeOf(await session.account());
  /** A run under a batch may be one that no list of runs has shown. */
  const followLogs = async (runId: string) => {
    if (!store.get(runId)) store.showRun(await (await omics()).getRun(runId));
    await ports.followLogs(runId);
  };
  const follow = (runId: string) => attempt('follow the logs', () => followLogs(runId));
  const notices = owned.add(
    new EndNotices({
      store,
      prompts,
      followLogs: follow,
      watch: (runId) => refresh.watch(runId),
      list: new WatchList(memory, 'watchedRuns'),
      scope,
    }),
  );
  owned.add(
    session.changed(() => {
      showState(undefined, undefined);
      refresh.reset();
      notices.reset();
      void attempt('wait for runs', () => notices.resume());
    }),
  );

  const omics = async () => (await session.services()).omics;
  const journal = new RequestJournal<PendingStart>({
    memory,
    name: 'pendingStarts',
    clock,
    newId: randomUUID,
    isAnswer,
  });
  const onStarted = (run: StartedRun, name: string, plan?: StartPlan) => {
    if (plan?.uri !== undefined) ports.onStarted(run, { uri: plan.uri, parameters: plan.parameters });
    store.showStarted(run, name);
    void attempt('wait for the run', () => notices.add(run.id));
    void attempt('show the run', () => tree.reveal(run.id));
    void follow(run.id);
  };
  const showProblems = async () => {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  };
  const startPorts = {
    ...ports,
    service: () => session.services(),
    journal,
    showProblems,
    onStarted,
  };
  const work = () => import('./run-work.ts');
  let made: Promise<RunStarter> | undefined;
  const starter = () => (made ??= work().then(({ RunStarter: Starter }) => new Starter(startPorts)));
  return {
    store,
    refresh,
    commands: [
      ...viewCommands({
        refresh,
        prompts,
        setFilter,
        grouping,
        async setGrouping(wanted) {
          await memory.update(GROUPING, wanted);
          tree.redraw();
        },
        showMoreTasks: (runId) => tree.showMoreTasks(runId),
      }),
      ...runCommands({
        starter,
        wizard: {
          ...startPorts,
          memory,
          planOfFile: async (uri) => (await work()).planOf(uri, startPorts),
          folder: () => vscode.workspace.workspaceFolders?.[0]?.uri.toString() ?? 'untitled:',
        },
        checking: { language, files, prompts, showProblems },
        actions: {
          store,
          omics,
          prompts,
          clock,
          limit: async () => paceFor(await session.account()).changes,
          explain: (error) => explainAnything(error, ports.failures),
          onChanged: () => refresh.refresh(),
        },
        console: {
          account: () => session.account(),
          prompts,
          open: async (address) => void (await vscode.env.openExternal(vscode.Uri.parse(address, true))),
          now: () => clock.now(),
        },
        store,
        refresh,
        files,
        followLogs,
        askedForRuns: () => session.services(),
      }),
    ],
    snapshots: () =>
      store.runs().map(({ run: { id, name, status }, tasks = [], settled }) => {
        return {
          id,
          name,
          status,
          settled,
          tasks: tasks.map((task) => ({ id: task.id, name: task.name, status: task.status })),
        };
      }),
    knownSettings: async (uri) =>
      knownRunSettings({ project: await readProjectDefaults(files, uri), settings: ports.settings(uri) }),
    async requiredSetting(setting, uri) {
      const { account } = await session.services();
      return findRequired(setting, {
        project: await readProjectDefaults(files, uri),
        settings: ports.settings(uri),
        target: account.credentials === 'placeholder' ? 'simulation' : 'aws',
        prompts,
        remember: ports.remember,
      });
    },
    async showBatch(batchId) {
      setFilter({ batchId });
      await vscode.commands.executeCommand('omicsLens.runs.focus');
    },
    async resumeStarts() {
      await notices.resume();
      await resumeStarts({ journal, account: () => session.account(), omics, prompts, onStarted });
    },
    dispose: () => owned.dispose(),
  };
}
