import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from './disposables.ts';

const SCHEME = 'omics-lens';

export interface ReadOnlyDocuments extends Disposable {
  /** Shows a text that nobody can change, in place of what was shown under the same title; its ending says the language. */
  show(title: string, text: string): Promise<void>;
}

/** Texts that come from a service and lie in no file. A closed one is forgotten. */
export function createReadOnlyDocuments(): ReadOnlyDocuments {
  const owned = new DisposableStore();
  const texts = new Map<string, string>();
  const changed = owned.add(new vscode.EventEmitter<vscode.Uri>());
  owned.add(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.path) ?? 'This is no longer shown. Open it again.\n',
    }),
  );
  owned.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.path);
    }),
  );
  return {
    async show(title, text) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replaceAll('/', ' ')}` });
      texts.set(uri.path, text);
      changed.fire(uri);
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document, { preview: true });
    },
    dispose: () => owned.dispose(),
  };
}
