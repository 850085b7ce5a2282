import * as vscode from 'vscode';
import type { Command } from '../../infrastructure/commands.ts';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { HistoryText } from './log-history.ts';
import { logLinks, type FindFile } from './log-links.ts';
import type { LogKind, LogReference } from './log-reference.ts';
import { LOG_SCHEME, logUri, parseLogQuery } from './log-reference.ts';
import { folds, outline, type OutlineEntry } from './log-structure.ts';
import { openHistory, type HistoryServices, type OpenedLog } from './open-history.ts';

export interface LogDocumentsPorts {
  readonly services: () => Promise<HistoryServices>;
  /** The run that a command was called on, or one that the user picks. */
  readonly chooseRun: (argument: unknown) => Promise<string>;
  /** The task of a row of the tree; `undefined` when the command was called elsewhere. */
  readonly chooseTask: (argument: unknown) => Promise<{ readonly runId: string; readonly taskId: string }>;
  /** A file of the workspace by the end of its path. */
  readonly findFile: FindFile;
  readonly save: (name: string, text: string) => Promise<void>;
}

export interface LogDocuments extends Disposable {
  readonly commands: readonly Command[];
}

interface ShownLog {
  readonly opened: OpenedLog;
  text: HistoryText;
}

/** Logs as documents that can be searched, folded and saved, and whose lines lead to the source. */
export function createLogDocuments(ports: LogDocumentsPorts): LogDocuments {
  const own = new DisposableStore();
  const changed = own.add(new vscode.EventEmitter<vscode.Uri>());
  const anyChange = own.add(new vscode.EventEmitter<void>());
  const shown = new Map<string, ShownLog>();
  let timestamps: 'shown' | 'hidden' = 'shown';

  const read = async (uri: vscode.Uri, signal?: AbortSignal): Promise<ShownLog> => {
    const known = shown.get(uri.toString());
    if (known !== undefined) return known;
    const reference = parseLogQuery(uri.query);
    if (reference === undefined) throw new Error(`'${uri.toString()}' is the address of no log`);
    const opened = await openHistory(reference, await ports.services(), signal);
    const log = { opened, text: textOf(opened, timestamps) };
    shown.set(uri.toString(), log);
    return log;
  };
  const refresh = (uri: vscode.Uri) => {
    const log = shown.get(uri.toString());
    if (log === undefined) return;
    log.text = textOf(log.opened, timestamps);
    changed.fire(uri);
    anyChange.fire();
  };
  const open = async (reference: LogReference): Promise<void> => {
    const opened = await openHistory(reference, await ports.services());
    const uri = vscode.Uri.from(logUri(reference, opened.runName, opened.title));
    shown.set(uri.toString(), { opened, text: textOf(opened, timestamps) });
    changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, 'log');
    const editor = await vscode.window.showTextDocument(document, { preview: true });
    const end = document.lineCount - 1;
    editor.revealRange(new vscode.Range(end, 0, end, 0));
  };

  const selector = { scheme: LOG_SCHEME };
  own.add(
    vscode.workspace.registerTextDocumentContentProvider(LOG_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => (await read(uri)).text.text,
    }),
  );
  own.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === LOG_SCHEME) shown.delete(uri.toString());
    }),
  );
  own.add(
    vscode.languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: ({ uri }) =>
        folds(shown.get(uri.toString())?.text.entries ?? []).map(
          ({ start, end }) => new vscode.FoldingRange(start, end),
        ),
    }),
  );
  own.add(
    vscode.languages.registerDocumentSymbolProvider(selector, {
      provideDocumentSymbols: (document) =>
        outline(shown.get(document.uri.toString())?.text.entries ?? []).map((entry) =>
          symbolOf(entry, document),
        ),
    }),
  );
  own.add(
    vscode.languages.registerDocumentLinkProvider(selector, {
      async provideDocumentLinks(document) {
        const links = await logLinks(document.getText().split('\n'), ports.findFile);
        return links.map(({ line, start, end, target, tooltip }) => {
          const link = new vscode.DocumentLink(
            new vscode.Range(line, start, line, end),
            vscode.Uri.parse(target),
          );
          link.tooltip = tooltip;
          return link;
        });
      },
    }),
  );
  own.add(
    vscode.languages.registerCodeLensProvider(selector, {
      onDidChangeCodeLenses: anyChange.event,
      provideCodeLenses: ({ uri }) =>
        shown.get(uri.toString())?.opened.history.hasOlder === true
          ? [
              new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
                title: 'Load older lines',
                command: 'omicsLens.loadOlderLog',
                arguments: [uri],
              }),
            ]
          : [],
    }),
  );

  const ofRun = (
    kind: Exclude<LogKind, 'task'>,
    said: Pick<Command, 'name' | 'action' | 'trust'>,
  ): Command => ({
    ...said,
    run: async (argument) => open({ kind, runId: await ports.chooseRun(argument) }),
  });
  return {
    commands: [
      ofRun('run', { name: 'omicsLens.openRunLog', action: "open the run's log", trust: 'needed' }),
      ofRun('all', {
        name: 'omicsLens.openAllLogs',
        action: 'open the logs of the run and its tasks',
        trust: 'needed',
      }),
      ofRun('engine', { name: 'omicsLens.openEngineLog', action: "open the engine's log", trust: 'needed' }),
      ofRun('manifest', {
        name: 'omicsLens.openManifest',
        action: "open the run's manifest",
        trust: 'needed',
      }),
      ofRun('cache', {
        name: 'omicsLens.openCacheLog',
        action: 'open the log of the run cache',
        trust: 'needed',
      }),
      {
        name: 'omicsLens.openTaskLog',
        action: "open the task's log",
        trust: 'needed',
        run: async (argument) => open({ kind: 'task', ...(await ports.chooseTask(argument)) }),
      },
      {
        name: 'omicsLens.loadOlderLog',
        action: 'load older lines',
        trust: 'needed',
        async run(argument) {
          const uri = uriOf(argument);
          const log = uri && shown.get(uri.toString());
          if (uri === undefined || log === undefined) return;
          await log.opened.history.readOlder();
          refresh(uri);
        },
      },
      {
        name: 'omicsLens.toggleLogTimestamps',
        action: 'show or hide the times of a log',
        run() {
          timestamps = timestamps === 'shown' ? 'hidden' : 'shown';
          for (const uri of shown.keys()) refresh(vscode.Uri.parse(uri));
          return Promise.resolve();
        },
      },
      {
        name: 'omicsLens.saveLog',
        action: 'save the log',
        async run(argument) {
          const uri = uriOf(argument);
          if (uri === undefined) return;
          const { opened } = await read(uri);
          while (opened.history.hasOlder) await opened.history.readOlder();
          refresh(uri);
          const { text } = await read(uri);
          await ports.save(uri.path.split('/').at(-1) ?? 'run.log', text.text);
        },
      },
    ],
    dispose: () => own.dispose(),
  };
}

/** The document that a command was called on; that of the active editor where it was not called on one. */
function uriOf(argument: unknown): vscode.Uri | undefined {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === LOG_SCHEME ? uri : undefined;
}

function textOf({ history, stored, emptyBecause }: OpenedLog, timestamps: 'shown' | 'hidden'): HistoryText {
  if (stored !== undefined) return { text: stored, entries: [] };
  return history.isEmpty ? { text: emptyBecause, entries: [] } : history.text(timestamps);
}

function symbolOf({ name, detail, kind, line, lastLine }: OutlineEntry, document: vscode.TextDocument) {
  const range = new vscode.Range(line, 0, lastLine, document.lineAt(lastLine).text.length);
  const icon = kind === 'error' ? vscode.SymbolKind.Event : vscode.SymbolKind.Function;
  return new vscode.DocumentSymbol(name, detail, icon, range, document.lineAt(line).range);
}
