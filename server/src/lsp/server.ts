import type {
  Connection,
  DidChangeConfigurationParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  InitializeParams,
  InitializeResult,
  ServerCapabilities,
} from 'vscode-languageserver';
import {
  BulkRegistration,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  RegistrationType,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { CheckLoop } from './check-loop.ts';
import { pullSettings, settingsChanged } from './configuration.ts';
import { followDocuments } from './documents.ts';
import type { Environment } from './environment.ts';
import { METHODS } from './methods/index.ts';
import { OutsideFiles } from './outside-files.ts';
import { Publisher } from './publish.ts';
import { Refresher } from './refresh.ts';
import { register } from './requests.ts';
import type { Log, Session } from './session.ts';
import { startSession } from './session.ts';
import { canonicalUri } from '../workspace/uris.ts';

/** Answers on the connection until it ends. */
export function startServer(connection: Connection, environment: Environment): void {
  const log: Log = (message) => connection.console.error(message);
  let started:
    | {
        readonly session: Session;
        readonly loop: CheckLoop;
        readonly refresher: Refresher;
        readonly outside: OutsideFiles;
      }
    | undefined;
  const session = () => started?.session;
  const check = (uri?: string) => started?.loop.restart(uri);

  const rereadOutside = () =>
    inBackground(log, 'reading imported files again', async () => {
      if ((await started?.outside.reread()) === true) check();
    });

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    const current = startSession(params, environment, log, (method, asked) =>
      connection.sendRequest(method, asked),
    );
    const publisher = new Publisher(connection, current);
    const refresher = new Refresher(connection, current);
    /** What ShellCheck says comes when it comes: nothing waits for it. */
    const checkScripts = async (uri: string) => {
      if (!(await current.workspace.checkScripts(uri))) return;
      const file = current.workspace.known(uri);
      if (current.pullsDiagnostics) refresher.problemsCame();
      else if (file !== undefined) publisher.publish(file);
    };
    const outside = new OutsideFiles(connection, current);
    const loop = new CheckLoop({
      workspace: current.workspace,
      now: environment.now,
      checked(file) {
        refresher.checked(file);
        if (!current.pullsDiagnostics) publisher.publish(file);
      },
      openPassed: () => refresher.openPassed(),
      paused: (uri) => inBackground(log, `running ShellCheck on ${uri}`, () => checkScripts(uri)),
      passed(files) {
        if (!current.pullsDiagnostics) publisher.keepOnly(files);
        refresher.allPassed();
        current.passed.fire();
        inBackground(log, 'watching imported files', () => outside.watch());
      },
    });
    started = { session: current, loop, refresher, outside };
    return {
      capabilities: capabilitiesOf(current),
      serverInfo: { name: environment.name, version: environment.version },
    };
  });

  connection.onInitialized(() => {
    if (started === undefined) return;
    const current = started.session;
    for (const folder of current.folders) current.workspace.addFolder(folder);
    check();
    inBackground(log, 'reading the settings', async () => {
      await pullSettings(connection, current);
      check();
    });
    inBackground(log, 'registering what depends on the language', () => registerMethods(connection, current));
    inBackground(log, 'asking to watch files', () => watchFiles(connection, current, environment.watched));
  });

  connection.onShutdown(() => started?.loop.dispose());

  followDocuments(connection, session, (uri, how) => {
    if (how === 'closed') {
      started?.session.semanticTokens.forget(uri);
      started?.session.shown.delete(uri);
    }
    check(uri);
    if (how === 'opened') rereadOutside();
  });
  connection.onNotification('textDocument/didSave', () => rereadOutside());

  connection.onNotification('workspace/didChangeWatchedFiles', ({ changes }: DidChangeWatchedFilesParams) => {
    const current = session();
    if (current === undefined) return;
    current.workspace.filesChanged(
      changes.map(({ uri, type }) => ({ uri: current.ownUri(uri), kind: CHANGES[type] })),
    );
    check();
  });

  connection.onNotification(
    'workspace/didChangeWorkspaceFolders',
    ({ event }: DidChangeWorkspaceFoldersParams) => {
      for (const { uri } of event.removed) session()?.workspace.removeFolder(canonicalUri(uri));
      for (const { uri } of event.added) session()?.workspace.addFolder(canonicalUri(uri));
      check();
      inBackground(log, 'reading the settings of folders', async () => {
        const current = session();
        if (current !== undefined) await pullSettings(connection, current);
        check();
      });
    },
  );

  connection.onDidChangeConfiguration((params: DidChangeConfigurationParams) => {
    const current = session();
    if (current === undefined) return;
    inBackground(log, 'reading the settings', async () => {
      await settingsChanged(connection, current, params);
      check();
    });
  });

  for (const method of METHODS) register(connection, method, session);
  connection.listen();
}

const CHANGES = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
} as const;

function capabilitiesOf(session: Session): ServerCapabilities {
  const fixed: ServerCapabilities = {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  };
  return Object.assign(
    fixed,
    ...METHODS.map((method) => method.capabilities?.(session) ?? {}),
  ) as ServerCapabilities;
}

async function registerMethods(connection: Connection, session: Session): Promise<void> {
  const registrations = BulkRegistration.create();
  let isNeeded = false;
  for (const { method, registration } of METHODS) {
    const options = registration?.(session);
    if (options === undefined) continue;
    registrations.add(new RegistrationType<object>(method), options);
    isNeeded = true;
  }
  if (isNeeded) await connection.client.register(registrations);
}

/** Clients that cannot register watchers have to tell of changes by themselves. */
async function watchFiles(connection: Connection, session: Session, globs: readonly string[]): Promise<void> {
  if (session.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration !== true) return;
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: globs.map((globPattern) => ({ globPattern })),
  });
}

/** Work that nobody waits for still has somebody who hears of its failure. */
function inBackground(log: Log, doing: string, work: () => Promise<void>): void {
  work().catch((error: unknown) =>
    log(`Failed ${doing}: ${error instanceof Error ? error.message : String(error)}`),
  );
}
