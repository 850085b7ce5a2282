import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import type { FailedSubmissions, PlacedFailure } from './failed-submissions.ts';

/** Between a keystroke and the look at where the failures stand now, in milliseconds. */
const PAUSE = 300;

export interface FailuresView extends Disposable {
  show(uri: string, failures: readonly PlacedFailure[]): void;
  /** Tells when a file that failures stand in is edited or saved. */
  follow(failed: Pick<FailedSubmissions, 'watches' | 'changed'>): void;
}

/** Failed submissions as problems of the files that the runs came from. */
export function createFailuresView(): FailuresView {
  const owned = new DisposableStore();
  const diagnostics = owned.add(vscode.languages.createDiagnosticCollection('omics-lens-submissions'));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  owned.add({ dispose: () => timers.forEach((timer) => clearTimeout(timer)) });
  return {
    show(uri, failures) {
      diagnostics.set(vscode.Uri.parse(uri), failures.map(diagnostic));
    },
    follow(failed) {
      const look = ({ uri }: vscode.TextDocument) => {
        const file = uri.toString();
        if (!failed.watches(file)) return;
        clearTimeout(timers.get(file));
        timers.set(
          file,
          setTimeout(() => {
            timers.delete(file);
            void failed.changed(file);
          }, PAUSE),
        );
      };
      owned.add(vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)));
      owned.add(vscode.workspace.onDidSaveTextDocument(look));
    },
    dispose: () => owned.dispose(),
  };
}

function diagnostic({ range: { start, end }, message, code }: PlacedFailure): vscode.Diagnostic {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const result = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
  result.source = 'Omics Lens';
  result.code = code;
  return result;
}
