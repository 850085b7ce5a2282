import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { workflowsAndRuns } from './support/service.ts';
import { stage } from './support/stage.ts';
import { open, placeOf, problemsWhen, replace, serverReady } from './support/workspace.ts';

/** A folder that the user does not trust: reading it is safe, acting on what it says is not. */
export function restricted(): void {
  describe('restricted mode', () => {
    it('still finds problems', async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      const editor = await open('germline/main.wdl');
      await serverReady(editor.document);
      await replace(editor, 'aligned = AlignReads.aligned,', 'aligned = AlignReads.alinged,');
      await problemsWhen(editor.document.uri, 'the problem', (all) =>
        all.some((problem) => problem.includes('alinged')),
      );
    });

    it('still shows documentation', async () => {
      const { document } = await open('germline/main.wdl');
      const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        placeOf(document, 'Int min_base<|>_quality = 10'),
      );
      assert.ok(hovers.length > 0, 'no hover');
    });

    it('offers no run, and says why', async () => {
      const { document } = await open('germline/main.wdl');
      const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        100,
      );
      assert.deepEqual(
        lenses.map(({ command }) => command?.command),
        ['omicsLens.checkParameters'],
      );
      // As a keybinding or another extension might.
      await vscode.commands.executeCommand('omicsLens.startRun', document.uri.toString());
      // VS Code shows no toasts while its test driver is on; the list has them all.
      await vscode.commands.executeCommand('notifications.showList');
      await stage.appear('.notifications-center :text("not trusted")');
      await vscode.commands.executeCommand('omicsLens.runs.focus');
      await stage.appear('.pane-body:has-text("This workspace is not trusted")');
      await stage.picture('restricted');
      assert.deepEqual(await workflowsAndRuns(), []);
    });
  });
}
