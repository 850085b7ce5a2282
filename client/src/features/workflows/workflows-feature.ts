import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { WorkflowResult } from '@omics-lens/server/protocol/index.ts';
import { explainAnything, type BoundaryOptions } from '../../infrastructure/boundary.ts';
import type { Clock } from '../../infrastructure/clock.ts';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { diskTree } from '../../infrastructure/file-tree.ts';
import type { Files } from '../../infrastructure/files.ts';
import { ListRefresh } from '../../infrastructure/list-refresh.ts';
import type { Log } from '../../infrastructure/log.ts';
import type { Memory } from '../../infrastructure/memory.ts';
import type { Prompts, Report } from '../../infrastructure/prompts.ts';
import { RequestJournal } from '../../infrastructure/request-journal.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import { createViewState } from '../../infrastructure/view-state.ts';
import { scopeOf } from '../../omics/account.ts';
import { paceFor } from '../../omics/pace.ts';
import { concernsEverything, isAnswer, isPassing } from '../../omics/service-errors.ts';
import type { Session } from '../../omics/session.ts';
import type { CreatedDefinition, PendingCreation } from './create-definition.ts';
import type { CreateWorkflowPorts } from './create-workflow.ts';
import { gitInfo } from './git-info.ts';
import { findUploadFolder } from './upload-folder.ts';
import { workflowCommands } from './workflow-commands.ts';
import { createWorkflowDiagnostics } from './workflow-diagnostics.ts';
import { NO_FILTER, isFiltering } from './workflow-filter.ts';
import { createWorkflowLists } from './workflow-lists.ts';
import { createWorkflowsView } from './workflows-view.ts';

export interface WorkflowsFeaturePorts {
  readonly session: Session;
  readonly files: Files;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly log: Log;
  readonly prompts: Prompts;
  readonly settings: (uri: string) => Settings;
  readonly remember: (setting: string, value: string) => Promise<void>;
  readonly language: CreateWorkflowPorts['language'];
  readonly failures: BoundaryOptions;
  readonly showText: (title: string, text: string) => Promise<void>;
  /** Role, output and storage of runs, as far as settings and project say them. */
  readonly knownSettings: (uri: string) => Promise<Readonly<Record<string, string>>>;
}

export interface WorkflowsFeature extends Disposable {
  /** Asks again for what its view shows. */
  refresh(): void;
  readonly commands: readonly Command[];
  /** The id of an ACTIVE workflow with exactly this definition, created where the account has none. */
  ensure(workflow: WorkflowResult, report: Report, signal: AbortSignal): Promise<string>;
}

export function createWorkflowsFeature(ports: WorkflowsFeaturePorts): WorkflowsFeature {
  const { session, files, memory, clock, log, prompts, settings, remember, failures } = ports;
  const owned = new DisposableStore();
  const diagnostics = owned.add(createWorkflowDiagnostics());
  const journal = new RequestJournal<{ readonly requestId: string }>({
    memory,
    name: 'pendingWorkflows',
    clock,
    newId: randomUUID,
    isAnswer,
  });
  const uploadFolder = async (uri: string) => {
    const { uploadUri, outputUri } = settings(uri);
    const { credentials } = await session.account();
    return findUploadFolder({
      setting: uploadUri,
      outputUri,
      target: credentials === 'placeholder' ? 'simulation' : 'aws',
      prompts,
      remember: (value) => remember('workflow.uploadUri', value),
    });
  };
  const lists = createWorkflowLists(async () => (await session.servicesInBackground()).omics);
  let filter = NO_FILTER;
  const state = createViewState('omicsLens.workflowsState', () => view.redraw());
  const refresh = owned.add(
    new ListRefresh({
      clock,
      random: Math.random,
      pace: async () => paceFor((await session.servicesInBackground()).account),
      explain: async (error) => {
        const explanation = await explainAnything(error, failures);
        return { ...explanation, concerns: concernsEverything(explanation) ? 'all' : 'one' };
      },
      onState: (next) => state.set(next),
      isPassing,
    }),
  );
  const view = owned.add(
    createWorkflowsView({
      lists,
      refresh,
      filter: () => filter,
      isReady: () => state.isReady,
      message: () => state.message,
    }),
  );
  owned.add(
    session.changed(() => {
      lists.forgetVersions();
      refresh.reset();
    }),
  );
  const creation: CreateWorkflowPorts = {
    language: ports.language,
    files,
    tree: diskTree,
    prompts,
    services: () => session.services(),
    pause: (account) => paceFor(account).creation,
    memory,
    journal: new RequestJournal<PendingCreation>({
      memory,
      name: 'pendingCreations',
      clock,
      newId: randomUUID,
      isAnswer,
    }),
    clock,
    log,
    git: gitInfo,
    uploadFolder,
    defaults: (uri) => {
      const { storageType, connectionArn } = settings(uri);
      return { storageType, connectionArn };
    },
    rememberConnection: (arn) => remember('workflow.connectionArn', arn),
    showText: ports.showText,
    showProblems: async () => {
      await vscode.commands.executeCommand('workbench.actions.view.problems');
    },
    showMessages: (...call) => diagnostics.show(...call),
    onCreated(created, name) {
      refresh.refresh();
      void offerRun(created, name, prompts);
    },
  };
  const commands = workflowCommands({
    creation,
    services: () => session.services(),
    lists,
    refresh,
    files,
    prompts,
    setFilter(next) {
      filter = next;
      void vscode.commands.executeCommand('setContext', FILTER_KEY, isFiltering(next));
      view.redraw();
    },
    showText: ports.showText,
    knownSettings: ports.knownSettings,
  });
  return {
    refresh: () => refresh.refresh(),
    commands,
    async ensure(workflow, report, signal) {
      const { account, omics, objects } = await session.services();
      const { ensureWorkflow } = await import('./definitions.ts');
      const target = { omics, objects, scope: scopeOf(account), pause: paceFor(account).creation };
      return ensureWorkflow(
        workflow,
        target,
        {
          files,
          tree: diskTree,
          uploadFolder: () => uploadFolder(workflow.uri),
          memory,
          journal,
          clock,
          log,
          showMessages: (...call) => diagnostics.show(...call),
        },
        report,
        signal,
      );
    },
    dispose: () => owned.dispose(),
  };
}

/** Offers to show all again. */
const FILTER_KEY = 'omicsLens.workflowsFiltered';

/** Says what was made, and what can be done with it now. */
async function offerRun(
  { workflowId, versionName }: CreatedDefinition,
  name: string,
  prompts: Pick<Prompts, 'tell'>,
): Promise<void> {
  const what =
    versionName === undefined
      ? `Workflow '${name}' (${workflowId})`
      : `Version '${versionName}' of workflow '${name}' (${workflowId})`;
  const start = 'Start Run';
  const newRunFile = 'New Run File';
  const copy = 'Copy Id';
  const button = await prompts.tell('information', `${what} is ACTIVE.`, [start, newRunFile, copy]);
  const value = { id: workflowId, name, versionName };
  if (button === start) await vscode.commands.executeCommand('omicsLens.startRunOfWorkflow', { value });
  if (button === newRunFile) await vscode.commands.executeCommand('omicsLens.newRunFile', { value });
  if (button === copy) await vscode.commands.executeCommand('omicsLens.copyWorkflowId', { value });
}
