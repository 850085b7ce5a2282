import { connectAws } from '../../../client/src/omics/aws/index.ts';
import { EndNotices } from '../../../client/src/features/runs/end-notices.ts';
import { followedRuns } from '../../../client/src/features/runs/followed-runs.ts';
import { RunRefresh } from '../../../client/src/features/runs/run-refresh.ts';
import { RunStore } from '../../../client/src/features/runs/run-store.ts';
import type { Preflight } from '../../../client/src/features/runs/confirm-start.ts';
import { planOfRepeat } from '../../../client/src/features/runs/run-again.ts';
import {
  cancelRuns,
  deleteRuns,
  type RunActionPorts,
} from '../../../client/src/features/runs/run-actions.ts';
import { planOf } from '../../../client/src/features/runs/start-plan.ts';
import { planOfWizard, type GivenWorkflow } from '../../../client/src/features/runs/start-wizard.ts';
import { resumeStarts } from '../../../client/src/features/runs/resume-starts.ts';
import {
  RunStarter,
  type LanguageQuestions,
  type PendingStart,
  type StartRunPorts,
} from '../../../client/src/features/runs/start-run.ts';
import { LogFollower } from '../../../client/src/features/logs/log-follower.ts';
import { ensureWorkflow } from '../../../client/src/features/workflows/ensure-workflow.ts';
import type { Explanation } from '../../../client/src/infrastructure/errors.ts';
import { explainAnything } from '../../../client/src/infrastructure/boundary.ts';
import { RequestJournal } from '../../../client/src/infrastructure/request-journal.ts';
import { WatchList } from '../../../client/src/infrastructure/watch-list.ts';
import { readSettings } from '../../../client/src/infrastructure/settings.ts';
import { scopeOf } from '../../../client/src/omics/account.ts';
import { paceFor } from '../../../client/src/omics/pace.ts';
import { isAnswer, isPassing } from '../../../client/src/omics/service-errors.ts';
import { Session } from '../../../client/src/omics/session.ts';
import type { CheckParametersResult, WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { GERMLINE, GERMLINE_FILES } from './germline.ts';
import { keptLog } from './kept-log.ts';
import type { LocalServices } from './local-services.ts';
import { jsonMemory } from './memory.ts';
import { memoryFiles, type MemoryFiles } from './memory-files.ts';
import { memoryTree } from './memory-tree.ts';
import { scriptedPrompts } from './scripted-prompts.ts';

export interface ClientOptions {
  readonly memory?: ReturnType<typeof jsonMemory>;
  /** What the user answers, in order. */
  readonly answers?: readonly string[];
  readonly workflow?: Partial<WorkflowResult>;
  readonly problems?: CheckParametersResult['problems'];
  readonly liveTail?: 'always';
  /** `aws`: runs are changed at the rates of AWS; at those of a service on this machine where it is absent. */
  readonly rates?: 'aws';
  /** Without it nothing is found, and nothing is asked. */
  readonly preflight?: Preflight;
  /** A language server in the place of one that knows GERMLINE only, with the files that it sees. */
  readonly workspace?: { readonly language: LanguageQuestions; readonly files: MemoryFiles };
}

/** A window of the extension without VS Code: the same parts, put together in the same way. It closes with the service. */
export function client(services: LocalServices, options: ClientOptions = {}) {
  const { clock, endpoint } = services;
  const memory = options.memory ?? jsonMemory();
  const files = options.workspace?.files ?? memoryFiles(GERMLINE_FILES);
  const prompts = scriptedPrompts(...(options.answers ?? []));
  const log = keptLog();
  const settings = readSettings((name) =>
    name === 'endpoint' ? endpoint : name === 'logs.liveTail' ? options.liveTail : undefined,
  );
  const session = new Session({
    allow: () => Promise.resolve(),
    readSources: () =>
      Promise.resolve({ settings, environment: {}, shared: { configFile: {}, credentialsFile: {} } }),
    connect: connectAws,
  });
  const failures = { explain: (error: unknown) => session.explain(error) };
  const service = async () => {
    const { account, omics, objects, logs } = await session.services();
    return { account, omics, objects, logs, pace: paceFor(account) };
  };

  const store = new RunStore();
  const troubles: Explanation[] = [];
  let successes = 0;
  const refresh = new RunRefresh({
    store,
    clock,
    random: () => 0.5,
    service,
    onSuccess: () => successes++,
    onError: async (error) => {
      const explanation = await explainAnything(error, failures);
      troubles.push(explanation);
      return isPassing(explanation) ? 'retry' : 'rest';
    },
  });
  const panels: string[] = [];
  const follower = new LogFollower({
    runs: followedRuns(store, refresh),
    service,
    createPanel: (title) => {
      panels.push(title);
      return { append: () => undefined, show: () => undefined, dispose: () => undefined };
    },
    liveTail: () => settings.liveTail,
    explain: async (error) => (await explainAnything(error, failures)).sentence,
    log,
    clock,
    random: () => 0.5,
  });
  const notices = new EndNotices({
    store,
    prompts,
    watch: (runId) => refresh.watch(runId),
    followLogs: (runId) => follower.follow(runId),
    list: new WatchList(memory, 'watchedRuns'),
    scope: async () => scopeOf(await session.account()),
  });
  const ids = { newId: () => crypto.randomUUID(), clock, memory, isAnswer };
  const creations = new RequestJournal<{ readonly requestId: string }>({ ...ids, name: 'creations' });
  const journal = new RequestJournal<PendingStart>({ ...ids, name: 'starts' });
  const onStarted: StartRunPorts['onStarted'] = (run, name) => {
    store.showStarted(run, name);
    void notices.add(run.id);
    void follower.follow(run.id);
  };
  const workflow = { ...GERMLINE, ...options.workflow };
  const startPorts: StartRunPorts = {
    language: options.workspace?.language ?? {
      workflow: (uri) => Promise.resolve(uri.endsWith('.txt') ? null : workflow),
      checkParameters: () => Promise.resolve({ problems: options.problems ?? [] }),
    },
    files,
    prompts,
    settings: () => settings,
    remember: () => Promise.resolve(),
    service,
    ensureWorkflow: async (described, report, signal) => {
      const { account, omics, objects, pace } = await service();
      return ensureWorkflow(
        described,
        { omics, objects, scope: scopeOf(account), pause: pace.creation },
        {
          files,
          tree: memoryTree(files),
          uploadFolder: () => Promise.resolve('s3://simulation/definitions/'),
          memory,
          journal: creations,
          clock,
          log,
          showMessages: () => undefined,
        },
        report,
        signal,
      );
    },
    preflight: options.preflight ?? (() => Promise.resolve({ findings: [] })),
    journal,
    clock,
    showProblems: () => {
      prompts.shown.push('shows the problems');
      return Promise.resolve();
    },
    onStarted,
  };
  const starter = new RunStarter(startPorts);
  const actions: RunActionPorts = {
    store,
    omics: async () => (await service()).omics,
    prompts,
    clock,
    limit: async () => {
      const account = await session.account();
      return paceFor(
        options.rates === 'aws'
          ? { ...account, endpoints: { ...account.endpoints, omics: undefined } }
          : account,
      ).changes;
    },
    explain: (error) => explainAnything(error, failures),
    onChanged: () => refresh.refresh(),
  };
  const window = {
    memory,
    files,
    prompts,
    session,
    store,
    refresh,
    follower,
    panels,
    troubles,
    get successes() {
      return successes;
    },
    start: (uri = GERMLINE.uri) => starter.start(uri),
    preflight: (uri = GERMLINE.uri) => starter.preflight(uri),
    startWizard: (given?: GivenWorkflow) =>
      starter.startPlan('wizard', () =>
        planOfWizard(
          {
            ...startPorts,
            memory,
            planOfFile: (uri) => planOf(uri, startPorts),
            folder: () => 'file:///ws',
          },
          given,
        ),
      ),
    again: (runId: string) =>
      starter.startPlan(`again ${runId}`, async () => planOfRepeat(runId, (await service()).omics)),
    cancel: (...runIds: readonly string[]) => cancelRuns(runIds, actions),
    delete: (...runIds: readonly string[]) => deleteRuns(runIds, actions),
    async resume() {
      await notices.resume();
      await resumeStarts({
        journal,
        account: () => session.account(),
        omics: async () => (await service()).omics,
        prompts,
        onStarted,
      });
    },
    close() {
      notices.dispose();
      follower.dispose();
      refresh.dispose();
      session.dispose();
    },
  };
  services.own(window);
  return window;
}
