import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

/** Address of a file of the opened folder. */
export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'No folder is open.');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the folder in an editor of its own tab. */
export async function open(path: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  return vscode.window.showTextDocument(document, { preview: false });
}

/** The place of `<|>` in the only occurrence of the rest of `marked`. */
export function placeOf(document: vscode.TextDocument, marked: string): vscode.Position {
  const [before = '', after = ''] = marked.split('<|>');
  const at = document.getText().indexOf(before + after);
  assert.notEqual(at, -1, `'${before}${after}' does not occur in ${document.fileName}.`);
  assert.equal(
    document.getText().indexOf(before + after, at + 1),
    -1,
    `'${before}${after}' occurs more than once.`,
  );
  return document.positionAt(at + before.length);
}

/** Replaces the only occurrence of `from`. */
export async function replace(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const start = placeOf(editor.document, `<|>${from}`);
  const end = placeOf(editor.document, `${from}<|>`);
  const done = await editor.edit((edit) => {
    edit.replace(new vscode.Range(start, end), to);
  });
  assert.ok(done, `'${from}' could not be replaced.`);
}

/** Problems of a file as `line: code message`, in the order of their places. */
export function problemsOf(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .toSorted((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ range, code, message }) => `${range.start.line + 1}: ${codeOf(code)} ${firstLine(message)}`);
}

/** Waits until the problems of a file are such as `enough` wants them. */
export async function problemsWhen(
  uri: vscode.Uri,
  what: string,
  enough: (problems: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return eventually(
    what,
    () => {
      const problems = problemsOf(uri);
      return enough(problems) ? problems : undefined;
    },
    () => problemsOf(uri),
  );
}

function codeOf(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** Waits until the language server answers for this document. */
export async function serverReady(document: vscode.TextDocument): Promise<void> {
  await eventually('the outline of the workflow', async () => {
    const symbols = await vscode.commands.executeCommand<readonly unknown[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );
    return symbols !== undefined && symbols.length > 0 ? symbols : undefined;
  });
}
