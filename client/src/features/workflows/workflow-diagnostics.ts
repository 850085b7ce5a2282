import * as vscode from 'vscode';
import type { Disposable } from '../../infrastructure/disposables.ts';
import type { WorkflowMessage } from './status-message.ts';

export interface WorkflowDiagnostics extends Disposable {
  /** `otherwise` is the severity of messages that name none. */
  show(files: readonly string[], otherwise: 'error' | 'warning', messages: readonly WorkflowMessage[]): void;
}

/** What HealthOmics said of a definition, on its lines; the next attempt, or an edit of the file, takes it away. */
export function createWorkflowDiagnostics(): WorkflowDiagnostics {
  const collection = vscode.languages.createDiagnosticCollection('healthomics');
  const edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    // The line may have moved, and the definition that was spoken of is not this one any more.
    if (contentChanges.length > 0) collection.delete(document.uri);
  });
  return {
    show(files, otherwise, messages) {
      for (const file of files) collection.delete(vscode.Uri.parse(file));
      for (const uri of new Set(messages.map((message) => message.uri))) {
        const own = messages.filter((message) => message.uri === uri);
        collection.set(
          vscode.Uri.parse(uri),
          own.map((message) => diagnostic(message, otherwise)),
        );
      }
    },
    dispose() {
      edits.dispose();
      collection.dispose();
    },
  };
}

function diagnostic(
  { line, character, text }: WorkflowMessage,
  severity: 'error' | 'warning',
): vscode.Diagnostic {
  const range = new vscode.Range(line, character, line, Number.MAX_SAFE_INTEGER);
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const result = new vscode.Diagnostic(range, text, level);
  result.source = 'AWS HealthOmics';
  return result;
}
