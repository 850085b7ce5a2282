import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { FailureStore, ShownFailure } from './failure-store.ts';

/** Shows the failures of runs as problems on the lines that made them, with what can be done about them. */
export function showFailures(store: FailureStore): Disposable {
  const own = new DisposableStore();
  const collection = own.add(vscode.languages.createDiagnosticCollection('omics-lens-runs'));
  const subscription = store.changed(() => {
    const uris = new Set(store.all().map(({ uri }) => uri));
    collection.clear();
    for (const uri of uris) collection.set(vscode.Uri.parse(uri), store.in(uri).map(diagnosticOf));
  });
  own.add(subscription);
  own.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      store.edited(document.uri.toString(), contentChanges);
    }),
  );
  own.add(
    vscode.languages.registerCodeActionsProvider(
      { scheme: 'file' },
      { provideCodeActions: (document, range) => actionsFor(store, document, range) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return own;
}

/** The source that stands beside the message: these problems are of a run, not of the text. */
export const FAILURE_SOURCE = 'AWS HealthOmics run';

function diagnosticOf({ range, message, note, code, related }: ShownFailure): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(range),
    `${message}\n${note}`,
    vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = FAILURE_SOURCE;
  diagnostic.code = code;
  diagnostic.relatedInformation = related.map(
    (other) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(vscode.Uri.parse(other.uri), rangeOf(other.range)),
        other.message,
      ),
  );
  return diagnostic;
}

function actionsFor(
  store: FailureStore,
  document: vscode.TextDocument,
  range: vscode.Range,
): vscode.CodeAction[] {
  return store
    .in(document.uri.toString())
    .filter((failure) => rangeOf(failure.range).intersection(range) !== undefined)
    .flatMap((failure) => {
      const diagnostic = diagnosticOf(failure);
      return [
        ...failure.fixes.map((fix) => fixAction(fix, diagnostic)),
        ...commandsFor(failure).map(({ title, command, args }) => {
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.command = { title, command, arguments: [...args] };
          action.diagnostics = [diagnostic];
          return action;
        }),
      ];
    });
}

function fixAction({ title, uri, edits }: ShownFailure['fixes'][number], diagnostic: vscode.Diagnostic) {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) action.edit.replace(vscode.Uri.parse(uri), rangeOf(range), newText);
  action.diagnostics = [diagnostic];
  return action;
}

interface OfferedCommand {
  readonly title: string;
  readonly command: string;
  readonly args: readonly unknown[];
}

function commandsFor({ runId, runName, taskIds }: ShownFailure): readonly OfferedCommand[] {
  const [taskId] = taskIds;
  return [
    ...(taskId === undefined
      ? []
      : [{ title: 'Open task log', command: 'omicsLens.openTaskLog', args: [{ runId, taskId }] }]),
    { title: 'Open engine log', command: 'omicsLens.openEngineLog', args: [{ runId }] },
    { title: `Run '${runName}' again`, command: 'omicsLens.runAgain', args: [{ runId }] },
    { title: `Dismiss what run '${runName}' says`, command: 'omicsLens.dismissFailure', args: [{ runId }] },
  ];
}

function rangeOf({ start, end }: ShownFailure['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
