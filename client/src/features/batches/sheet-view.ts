import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { baseName } from '../../infrastructure/files.ts';
import type { SheetView } from './sheet-to-batch.ts';

const SCHEME = 'omics-lens-batch';

/** The preview is a read-only document; rows that fail are problems of the sheet until somebody edits it. */
export function createSheetView(): SheetView & Disposable {
  const owned = new DisposableStore();
  const texts = new Map<string, string>();
  const changed = owned.add(new vscode.EventEmitter<vscode.Uri>());
  const diagnostics = owned.add(vscode.languages.createDiagnosticCollection('omics-lens-sheets'));
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.query) ?? '',
    }),
  );
  owned.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) diagnostics.delete(document.uri);
    }),
  );
  owned.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => uri.scheme === SCHEME && texts.delete(uri.query)),
  );
  return {
    async preview(sheet, text) {
      texts.set(sheet, text);
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/Batch of ${baseName(sheet)}.md`, query: sheet });
      changed.fire(uri);
      await vscode.window.showTextDocument(uri, { preview: true, preserveFocus: true });
    },
    problems(sheet, problems) {
      diagnostics.set(
        vscode.Uri.parse(sheet),
        problems.map(({ line, message }) => {
          const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
          const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
          diagnostic.source = 'Omics Lens';
          return diagnostic;
        }),
      );
    },
    dispose: () => owned.dispose(),
  };
}
