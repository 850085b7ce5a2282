import * as vscode from 'vscode';
import type { Files } from './files.ts';

export const vscodeFiles: Files = {
  async read(uri) {
    return vscode.workspace.fs.readFile(vscode.Uri.parse(uri));
  },

  async readIfPresent(uri) {
    const target = vscode.Uri.parse(uri);
    return (await exists(target)) ? vscode.workspace.fs.readFile(target) : undefined;
  },

  async create(uri, text) {
    const target = vscode.Uri.parse(uri);
    if (!(await exists(target))) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(target);
  },

  async show(uri, at) {
    const selection =
      at && new vscode.Range(at.start.line, at.start.character, at.start.line, at.start.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), selection ? { selection } : {});
  },

  async edit(uri, text) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.validateRange(whole), text);
    await vscode.workspace.applyEdit(edit);
    await vscode.window.showTextDocument(document);
  },

  async write(uri, pieces) {
    // Encoded one by one: the text of a hundred thousand runs is not held twice.
    const encoder = new TextEncoder();
    await vscode.workspace.fs.writeFile(
      vscode.Uri.parse(uri),
      Buffer.concat(pieces.map((piece) => encoder.encode(piece))),
    );
  },

  async find(glob) {
    const found = await vscode.workspace.findFiles(glob, '**/node_modules/**');
    return found.map((uri) => uri.toString()).sort();
  },

  async save(uris) {
    const wanted = new Set(uris.map((uri) => vscode.Uri.parse(uri).toString()));
    for (const document of vscode.workspace.textDocuments) {
      if (document.isDirty && wanted.has(document.uri.toString())) await document.save();
    }
  },

  folderOf(uri) {
    return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri))?.uri.toString();
  },
};

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
