import * as vscode from 'vscode';
import type { Place } from '@omics-lens/server/protocol/index.ts';
import type { Disposable } from '../../infrastructure/disposables.ts';
import type { Finding } from './finding.ts';

export interface PreflightDiagnostics extends Disposable {
  /** In place of what the last preflight of the same file said. */
  show(subject: string, findings: readonly Finding[]): void;
  /** All that is shown now, by file. */
  readonly shown: vscode.DiagnosticCollection;
}

/** Stands before the code of every finding, so that it can be told from what the language server says. */
export const PREFLIGHT_SOURCE = 'HealthOmics preflight';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

/** Findings on the places that would have to change; an edit of a file takes its own away, because it may have mended them. */
export function createPreflightDiagnostics(): PreflightDiagnostics {
  const collection = vscode.languages.createDiagnosticCollection('omicsLensPreflight');
  const filesOf = new Map<string, readonly string[]>();
  const edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) collection.delete(document.uri);
  });
  const deletions = vscode.workspace.onDidDeleteFiles(({ files }) => {
    for (const file of files) collection.delete(file);
  });
  return {
    shown: collection,
    show(subject, findings) {
      for (const uri of filesOf.get(subject) ?? []) collection.delete(vscode.Uri.parse(uri));
      const files = [...new Set(findings.map(({ place }) => place.uri))];
      filesOf.set(subject, files);
      for (const uri of files) {
        const own = findings.filter(({ place }) => place.uri === uri);
        collection.set(vscode.Uri.parse(uri), own.map(diagnostic));
      }
    },
    dispose() {
      edits.dispose();
      deletions.dispose();
      collection.dispose();
    },
  };
}

function diagnostic({ code, severity, message, note, place }: Finding): vscode.Diagnostic {
  const text = note === undefined ? message : `${message}\n${note}`;
  const result = new vscode.Diagnostic(rangeOf(place), text, SEVERITIES[severity]);
  result.source = PREFLIGHT_SOURCE;
  result.code = code;
  return result;
}

export function rangeOf({ range }: Place): vscode.Range {
  return new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}
