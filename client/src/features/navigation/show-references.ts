import * as vscode from 'vscode';
import { showReferencesCommand, type ReferencePlace } from '@omics-lens/server/protocol/index.ts';
import type { Command } from '../../infrastructure/commands.ts';

/** Opens the places that a code lens has counted. The server can only name them: VS Code wants objects of its own. */
export const showReferences: Command = {
  name: showReferencesCommand,
  action: 'show the references',
  async run(uri, at, places) {
    if (typeof uri !== 'string' || !Array.isArray(places)) return;
    const { line, character } = at as vscode.Position;
    const locations = (places as readonly ReferencePlace[]).map(
      (place) =>
        new vscode.Location(
          vscode.Uri.parse(place.uri),
          new vscode.Range(
            new vscode.Position(place.range.start.line, place.range.start.character),
            new vscode.Position(place.range.end.line, place.range.end.character),
          ),
        ),
    );
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      vscode.Uri.parse(uri),
      new vscode.Position(line, character),
      locations,
    );
  },
};
