import * as vscode from 'vscode';
import {
  accountValuesRequest,
  batchEntriesRequest,
  checkPackageRequest,
  checkParametersCommand,
  checkParametersRequest,
  engineVersionRequest,
  newInputsRequest,
  parameterTemplateRequest,
  preflightFactsRequest,
  renderTaskRequest,
  runTaskOnEcsCommand,
  sampleSheetRequest,
  showReferencesCommand,
  startBatchCommand,
  startRunCommand,
  workflowRequest,
  type AccountValuesParams,
  type BatchEntriesParams,
  type BatchEntriesResponse,
  type CheckPackageParams,
  type CheckPackageResult,
  type CheckParametersResult,
  type EngineVersionResponse,
  type NewInputsParams,
  type NewInputsResponse,
  type ParameterTemplateParams,
  type ParameterTemplateResponse,
  type PreflightFactsResult,
  type RenderTaskResult,
  type SampleSheetParams,
  type SampleSheetResponse,
  type WorkflowResponse,
} from '@omics-lens/server/protocol/index.ts';
import type { OmicsLensApi } from './api.ts';
import { accountCommands } from './features/account/account-commands.ts';
import { askMfaCode } from './features/account/mfa-code.ts';
import { createBatchesFeature } from './features/batches/batches-feature.ts';
import { createEcsFeature } from './features/ecs/ecs-feature.ts';
import { createLocalFeature } from './features/local/local-feature.ts';
import { groupTail, remark } from './features/logs/group-tail.ts';
import { LogFollower } from './features/logs/log-follower.ts';
import { createOutputPanel } from './features/logs/output-panel.ts';
import { showReferences } from './features/navigation/show-references.ts';
import { parameterCommands } from './features/parameters/parameter-commands.ts';
import { followedRuns } from './features/runs/followed-runs.ts';
import { createResourcesFeature } from './features/resources/resources-feature.ts';
import { createPreflightFeature } from './features/preflight/preflight-feature.ts';
import { createRunsFeature, type RunsFeature } from './features/runs/runs-feature.ts';
import { createEngineVersion } from './features/status/engine-version.ts';
import { createStatusBar } from './features/status/status-bar.ts';
import { tagCommands } from './features/tags/tag-commands.ts';
import { createWorkflowsFeature } from './features/workflows/workflows-feature.ts';
import { createBoundary, explainAnything, type BoundaryOptions } from './infrastructure/boundary.ts';
import { clickedFile } from './infrastructure/clicked-file.ts';
import { systemClock as clock } from './infrastructure/clock.ts';
import { registerCommand, type Command } from './infrastructure/commands.ts';
import { createLanguageServer } from './infrastructure/language-server.ts';
import { redactingLog } from './infrastructure/log.ts';
import { createReadOnlyDocuments } from './infrastructure/read-only-documents.ts';
import { requireTrust } from './infrastructure/trust.ts';
import { vscodeFiles as files } from './infrastructure/vscode-files.ts';
import { vscodePrompts as prompts } from './infrastructure/vscode-prompts.ts';
import {
  changeSetting,
  onSettingsChange,
  settingsFor,
  settingsSection,
} from './infrastructure/vscode-settings.ts';
import { createRunInsight, type RunInsight } from './run-insight.ts';
import { AccountValues } from './omics/account-values.ts';
import { paceFor } from './omics/pace.ts';
import { Session } from './omics/session.ts';
import { readSharedConfig, watchSharedConfig, watchSignIns } from './omics/shared-config.ts';
import { WhoAmI } from './omics/who-am-i.ts';

/** `FileChangeType.Changed` of the language server protocol. */
const CHANGED = 2;

/** Puts the parts together. Nothing here waits or asks the network: what is slow begins after the activation. */
export function activate(context: vscode.ExtensionContext): OmicsLensApi {
  const own = <T extends vscode.Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const bundle = (name: string) => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  const memory = context.workspaceState;

  const channel = own(vscode.window.createOutputChannel('Omics Lens', { log: true }));
  const log = redactingLog(channel);

  const session = own(
    new Session({
      allow: requireTrust,
      readSources: async () => ({
        settings: settingsFor(),
        environment: process.env,
        shared: await readSharedConfig(),
      }),
      connect: async (account) =>
        (await import('./omics/aws/index.ts')).connectAws(account, askMfaCode(prompts, account.profile)),
    }),
  );
  const failures: BoundaryOptions = {
    log,
    explain: (error) => session.explain(error),
    show: async (message, buttons) => vscode.window.showErrorMessage(message, ...buttons),
    execute: async (step) => vscode.commands.executeCommand(step.command, ...(step.arguments ?? [])),
    showLog: () => channel.show(),
  };
  const boundary = createBoundary(failures);

  const server = createLanguageServer(() => ({
    serverPath: bundle('server.cjs'),
    channel,
    initialization: () => ({
      // The server offers only what can be done.
      commands: vscode.workspace.isTrusted
        ? [
            startRunCommand,
            startBatchCommand,
            checkParametersCommand,
            runTaskOnEcsCommand,
            showReferencesCommand,
          ]
        : [checkParametersCommand, showReferencesCommand],
      settings: settingsSection(),
      accountValues: true,
    }),
    answers: {
      [accountValuesRequest]: (params) => accountValues.values(params as AccountValuesParams),
    },
  }));
  own({ dispose: () => void server.stop() });

  const language = {
    workflow: (uri: string) => server.request<WorkflowResponse>(workflowRequest, { uri }),
    checkPackage: (params: CheckPackageParams) =>
      server.request<CheckPackageResult>(checkPackageRequest, params),
    checkParameters: (uri: string) => server.request<CheckParametersResult>(checkParametersRequest, { uri }),
    parameterTemplate: (params: ParameterTemplateParams) =>
      server.request<ParameterTemplateResponse>(parameterTemplateRequest, params),
    newInputs: (params: NewInputsParams) => server.request<NewInputsResponse>(newInputsRequest, params),
    // The server watches no sheets: it is told that this one may have changed since it was last asked.
    sampleSheet: async (params: SampleSheetParams) => {
      const changes = [{ uri: params.sheet, type: CHANGED }];
      await server.notify('workspace/didChangeWatchedFiles', { changes });
      return server.request<SampleSheetResponse>(sampleSheetRequest, params);
    },
    batchEntries: (params: BatchEntriesParams) =>
      server.request<BatchEntriesResponse>(batchEntriesRequest, params),
  };
  const documents = own(createReadOnlyDocuments());
  const showText = (title: string, text: string) => documents.show(title, text);
  const preflight = own(
    createPreflightFeature({
      session,
      facts: (params) => server.request<PreflightFactsResult>(preflightFactsRequest, params),
      prompts,
      clock,
      failures,
    }),
  );
  const workflows = own(
    createWorkflowsFeature({
      session,
      language,
      failures,
      showText,
      knownSettings: (uri) => runs.knownSettings(uri),
      files,
      memory,
      clock,
      log,
      prompts,
      settings: settingsFor,
      remember: changeSetting,
    }),
  );
  const runs: RunsFeature = own(
    createRunsFeature({
      session,
      language,
      ensureWorkflow: (...call) => workflows.ensure(...call),
      preflight: (...call) => preflight.run(...call),
      followLogs: (runId) => logs.follow(runId),
      onStarted: ({ uuid }, { uri, parameters }) =>
        insight.remember(uuid, { uri, ...(parameters === undefined ? {} : { parameters }) }),
      settings: settingsFor,
      remember: changeSetting,
      memory,
      files,
      prompts,
      clock,
      failures,
      attempt: boundary,
    }),
  );
  const batches = own(
    createBatchesFeature({
      session,
      language,
      ensureWorkflow: (...call) => workflows.ensure(...call),
      knownSettings: (uri) => runs.knownSettings(uri),
      requiredSetting: (...call) => runs.requiredSetting(...call),
      preflight: (...call) => preflight.run(...call),
      showRuns: (batchId) => runs.showBatch(batchId),
      memory,
      files,
      prompts,
      clock,
      failures,
      attempt: boundary,
    }),
  );
  const accountValues = new AccountValues({
    session,
    clock,
    log,
    knownRoles: async (uri) => {
      const { roleArn } = await runs.knownSettings(uri);
      return roleArn === undefined ? [] : [roleArn];
    },
  });
  const logs: LogFollower = own(
    new LogFollower({
      runs: followedRuns(runs.store, runs.refresh),
      service: async () => {
        const services = await session.services();
        return { logs: services.logs, pace: paceFor(services.account) };
      },
      createPanel: createOutputPanel,
      liveTail: () => settingsFor().liveTail,
      explain: async (error) => (await explainAnything(error, failures)).sentence,
      log,
      clock,
      random: Math.random,
    }),
  );
  const insight: RunInsight = own(
    createRunInsight({
      extensionUri: context.extensionUri,
      session,
      server,
      runs,
      memory,
      files,
      prompts,
      log,
      attempt: boundary,
      showText,
      priceFile: () => settingsFor().prices,
    }),
  );
  const ecs = own(
    createEcsFeature({
      session,
      render: (params) => server.request<RenderTaskResult>(renderTaskRequest, params),
      clickedFile,
      openLog(title) {
        const panel = createOutputPanel(`Omics Lens: ${title}`);
        return {
          show: () => panel.show(),
          dispose: () => panel.dispose(),
          remark: (text) => remark(panel, text),
          tail: (service, place) => groupTail({ logs: service, ...place, label: 'task', panel }),
        };
      },
      files,
      prompts,
      memory,
      clock,
      random: Math.random,
      log,
      failures,
      newId: () => crypto.randomUUID(),
    }),
  );
  const resources = own(
    createResourcesFeature({
      session,
      memory,
      clock,
      prompts,
      failures,
      settings: () => settingsFor(),
      showText,
    }),
  );
  const local = own(createLocalFeature({ script: bundle('local.cjs'), session, prompts, log }));
  const whoAmI = own(new WhoAmI({ session, log }));
  own(createStatusBar({ session, whoAmI, runs: runs.store, batches: batches.store }));
  own(
    createEngineVersion({
      ask: (uri) => server.request<EngineVersionResponse>(engineVersionRequest, { uri }),
      log,
    }),
  );

  const commands: readonly Command[] = [
    ...runs.commands,
    ...preflight.commands,
    ...insight.commands,
    ...workflows.commands,
    ...resources.commands,
    ...tagCommands({ omics: async () => (await session.services()).omics, prompts }),
    ...local.commands,
    ...batches.commands,
    ...ecs.commands,
    ...parameterCommands({ language, files, prompts, newInputs: language.newInputs }),
    showReferences,
    ...accountCommands({
      prompts,
      sharedConfig: readSharedConfig,
      environment: () => process.env,
      changeSetting,
      onSignedIn: () => session.reload(),
      currentProfile: async () => (await session.account()).profile,
      moreWays: () => local.ways(),
    }),
    {
      name: 'omicsLens.tryAgain',
      action: 'ask again',
      trust: 'needed',
      async run() {
        await session.services();
        // Whichever view the failure came from; those that nobody sees ask nothing.
        for (const view of [runs.refresh, batches, workflows, resources]) view.refresh();
      },
    },
    { name: 'omicsLens.restartServer', action: 'restart the language server', run: () => server.restart() },
    { name: 'omicsLens.showLog', action: 'show the log', run: () => Promise.resolve(channel.show()) },
  ];
  for (const command of commands) own(registerCommand(command, boundary));

  own(session.changed(() => logs.reset()));
  own(watchSharedConfig(() => void session.sourcesChanged()));
  own(watchSignIns(() => session.signedIn()));
  own(onSettingsChange(['profile', 'region', 'endpoint'], () => session.reload()));
  own(
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      session.reload();
      void boundary('restart the language server', () => server.restart());
    }),
  );

  // The server's client takes longer to load than all of the above: it begins when the activation has ended.
  const ready = new Promise((resolve) => setTimeout(resolve)).then(() => server.start());
  void boundary('start the language server', () => ready);
  void boundary('finish what was being started', () => runs.resumeStarts());
  void boundary('finish what was being started', () => batches.resume());
  void boundary('follow the tasks on Amazon ECS', () => ecs.resume());

  return {
    ready,
    runs: () => runs.snapshots(),
    onRunsChanged: runs.store.changed,
    logText: (runId) => logs.text(runId),
    endpoint: async () => (await session.account()).endpoints.omics,
  };
}
