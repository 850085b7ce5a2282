import * as vscode from 'vscode';
import {
  graphRequest,
  locateFailureRequest,
  resizeTaskRequest,
  type GraphResponse,
  type LocateFailureResponse,
  type ResizeTaskResult,
} from '@omics-lens/server/protocol/index.ts';
import { createFailuresFeature } from './features/failures/failures-feature.ts';
import { RunOrigins, type RunOrigin } from './features/failures/run-origins.ts';
import { createGraphFeature } from './features/graph/graph-feature.ts';
import { createLogDocuments } from './features/logs/log-documents.ts';
import { createOutputsFeature } from './features/outputs/outputs-feature.ts';
import { chooseRun, taskOfRow } from './features/runs/choose-run.ts';
import type { RunsFeature } from './features/runs/runs-feature.ts';
import { createTimelineFeature } from './features/timeline/timeline-feature.ts';
import { explainAnything, type Boundary } from './infrastructure/boundary.ts';
import { systemClock as clock } from './infrastructure/clock.ts';
import type { Command } from './infrastructure/commands.ts';
import { DisposableStore, type Disposable } from './infrastructure/disposables.ts';
import type { Files } from './infrastructure/files.ts';
import type { Log } from './infrastructure/log.ts';
import type { Memory } from './infrastructure/memory.ts';
import type { Prompts } from './infrastructure/prompts.ts';
import type { Session } from './omics/session.ts';

export interface RunInsightParts {
  readonly extensionUri: vscode.Uri;
  readonly session: Session;
  readonly server: { request<Answer>(method: string, params: unknown): Promise<Answer> };
  readonly runs: Pick<RunsFeature, 'store' | 'refresh'>;
  readonly memory: Memory;
  readonly files: Files;
  readonly prompts: Prompts;
  readonly log: Log;
  readonly attempt: Boundary;
  readonly showText: (title: string, text: string) => Promise<void>;
  /** The file of prices that the settings name. */
  readonly priceFile: () => string | undefined;
}

export interface RunInsight extends Disposable {
  readonly commands: readonly Command[];
  /** The files that a run was started from. */
  remember(uuid: string | undefined, origin: RunOrigin): void;
}

/** Puts together what is made of runs once they go on or are over: logs, failures, graph and timeline. */
export function createRunInsight(parts: RunInsightParts): RunInsight {
  const { extensionUri, session, server, runs, memory, files, prompts, log, attempt } = parts;
  const own = new DisposableStore();
  const origins = new RunOrigins(memory);
  const services = () => session.services();
  const choose = (argument: unknown) =>
    chooseRun(argument, 'any', { store: runs.store, prompts, now: clock.now() });
  const onError = (error: unknown) => log.warn(`A picture could not be drawn: ${String(error)}`);
  const originOf = ({ uuid }: { readonly uuid: string | undefined }) => origins.of(uuid)?.uri;
  const known = {
    changed: runs.store.changed,
    watch: (runId: string) => runs.refresh.watch(runId),
    get(runId: string) {
      const state = runs.store.get(runId);
      if (state === undefined) return undefined;
      const { run, tasks, settled } = state;
      return { ...run, name: run.name ?? run.id, tasks, settled };
    },
  };

  const failures = own.add(
    createFailuresFeature({
      services,
      locate: (params) => server.request<LocateFailureResponse>(locateFailureRequest, params),
      origins,
      changedAt,
      runs: { list: () => runs.store.runs().map(({ run }) => run), changed: runs.store.changed },
      chooseRun: choose,
      reveal: async (uri, line) =>
        files.show(uri, { start: { line, character: 0 }, end: { line, character: 0 } }),
      prompts,
      attempt,
    }),
  );
  const documents = own.add(
    createLogDocuments({
      services,
      chooseRun: choose,
      chooseTask: async (argument) => taskOfRow(argument) ?? askForTask(await choose(argument)),
      findFile: async (end) => {
        const found = await files.find(`**/${end}`);
        return found.length === 1 ? found[0] : undefined;
      },
      save,
    }),
  );
  const askForTask = async (runId: string) => {
    const { items } = await (await services()).omics.listRunTasks(runId, undefined);
    const choices = items.map(({ id, name, status }) => ({ label: name, description: status, value: id }));
    const taskId = await prompts.pick('Task', choices);
    return { runId, taskId: taskId ?? '' };
  };
  const graph = own.add(
    createGraphFeature({
      extensionUri,
      graph: (params) => server.request<GraphResponse>(graphRequest, params),
      runs: known,
      chooseRun: choose,
      originOf,
      save,
      onError,
    }),
  );
  const timeline = own.add(
    createTimelineFeature({
      extensionUri,
      runs: known,
      chooseRun: choose,
      originOf,
      async manifest({ id, uuid, creationTime }) {
        const { logs } = await services();
        const full = uuid ?? (await (await services()).omics.getRun(id)).uuid ?? '';
        const events = await logs.tail(`manifest/run/${id}/${full}`, MANIFEST_EVENTS, creationTime);
        return events.map(({ message }) => message);
      },
      async priceFile() {
        const path = parts.priceFile();
        const [folder] = vscode.workspace.workspaceFolders ?? [];
        if (path === undefined || folder === undefined) return undefined;
        const content = await files.readIfPresent(vscode.Uri.joinPath(folder.uri, path).toString());
        return content && new TextDecoder().decode(content);
      },
      resize: (params) => server.request<ResizeTaskResult>(resizeTaskRequest, params),
      openTaskLog: async (runId, taskId) => {
        await vscode.commands.executeCommand('omicsLens.openTaskLog', { runId, taskId });
      },
      save,
      clock,
      onError,
    }),
  );
  const outputs = own.add(
    createOutputsFeature({
      session,
      chooseRun: (argument) =>
        chooseRun(argument, 'over', {
          store: runs.store,
          prompts,
          now: clock.now(),
          isFirst: ({ status }) => status === 'COMPLETED',
        }),
      showText: parts.showText,
      explain: async (error) =>
        (await explainAnything(error, { explain: (failure) => session.explain(failure) })).sentence,
      prompts,
      clock,
    }),
  );
  return {
    commands: [
      ...failures.commands,
      ...documents.commands,
      ...graph.commands,
      ...timeline.commands,
      ...outputs.commands,
    ],
    remember(uuid, origin) {
      if (uuid !== undefined) void origins.remember(uuid, origin);
    },
    dispose: () => own.dispose(),
  };
}

/** The most that one request gives. */
const MANIFEST_EVENTS = 10_000;

/** A file that is being edited was changed now. */
async function changedAt(uri: string): Promise<number | undefined> {
  const target = vscode.Uri.parse(uri);
  const isDirty = vscode.workspace.textDocuments.some(
    (document) => document.isDirty && document.uri.toString() === target.toString(),
  );
  if (isDirty) return clock.now();
  try {
    return (await vscode.workspace.fs.stat(target)).mtime;
  } catch {
    return undefined;
  }
}

/** Asks where to, and writes. */
async function save(name: string, text: string): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const proposed = folder && vscode.Uri.joinPath(folder.uri, name);
  const target = await vscode.window.showSaveDialog(proposed ? { defaultUri: proposed } : {});
  if (target === undefined) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
}
