import * as vscode from 'vscode';
import { UserError } from './errors.ts';

/** The file that a command was called on: its argument, or what the active editor shows. */
export function clickedFile(argument: unknown): string {
  if (typeof argument === 'string' && argument !== '') return vscode.Uri.parse(argument).toString();
  if (argument instanceof vscode.Uri) return argument.toString();
  const document = vscode.window.activeTextEditor?.document;
  if (document) return document.uri.toString();
  throw new UserError({
    code: 'no-file',
    sentence: 'No file is open. Open a workflow or a parameter file and try again.',
  });
}
