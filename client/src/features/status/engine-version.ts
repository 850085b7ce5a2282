import type { EngineVersionResponse } from '@omics-lens/server/protocol/index.ts';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../infrastructure/disposables.ts';
import { asksForVersion, mayBeConfiguration, versionText } from './engine-version-text.ts';

export interface EngineVersionPorts {
  readonly ask: (uri: string) => Promise<EngineVersionResponse>;
  readonly log: { warn(message: string): void };
}

/**
 * The item that says with which Nextflow the service runs the file in front. A configuration that only another file
 * names is plain text or XML for VS Code: it gets its language here, once.
 */
export function createEngineVersion({ ask, log }: EngineVersionPorts): Disposable {
  const owned = new DisposableStore();
  const item = owned.add(
    vscode.window.createStatusBarItem('omicsLens.engineVersion', vscode.StatusBarAlignment.Right, 90),
  );
  item.name = 'Omics Lens Nextflow Version';
  // Who chooses another language for a file is not asked again.
  const named = new Set<string>();
  let asked = 0;

  const update = async () => {
    const turn = ++asked;
    const document = vscode.window.activeTextEditor?.document;
    const isAsked = document !== undefined && (asksForVersion(document) || mayBeConfiguration(document));
    const found = isAsked ? await ask(document.uri.toString()) : null;
    if (turn !== asked) return;
    const shown = versionText(found);
    if (shown === undefined) item.hide();
    else {
      item.text = shown.text;
      item.tooltip = new vscode.MarkdownString(shown.tooltip);
      item.accessibilityInformation = { label: shown.spoken };
      item.show();
    }
    const uri = document?.uri.toString() ?? '';
    if (document === undefined || document.isClosed || named.has(uri)) return;
    if (found?.languageId !== 'nextflow-config' || !mayBeConfiguration(document)) return;
    named.add(uri);
    await vscode.languages.setTextDocumentLanguage(document, found.languageId);
  };
  const updateSafely = () => {
    update().catch((error: unknown) => {
      log.warn(
        `The version of Nextflow is not known: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  };
  owned.add(vscode.window.onDidChangeActiveTextEditor(updateSafely));
  owned.add(vscode.workspace.onDidSaveTextDocument(updateSafely));
  // Also when the language of the document in front becomes another.
  owned.add(vscode.workspace.onDidOpenTextDocument(updateSafely));
  updateSafely();
  return owned;
}
