import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { extensionApi } from './support/extension.ts';
import { playScenario, serviceState, workflowsAndRuns } from './support/service.ts';
import { stage } from './support/stage.ts';
import { fileUri, open, serverReady } from './support/workspace.ts';

const PARAMS = 'germline/params.json';
/** Lies in the folder while the window reloads: VS Code runs the suite once more after that. */
const MARKER = 'reloaded.txt';
const FINISH = '.notifications-center .monaco-button:has-text("Finish Starting")';

/** The window closes while a run is being started, and nobody knows whether it was. */
export function reload(): void {
  describe('a window that reloads in the middle of a start', function () {
    this.bail(true);

    it('has sent the run and heard nothing', async function () {
      if (await isThere(MARKER)) return;
      // The service accepts the run, and every answer is lost.
      await playScenario({ requests: [{ operation: 'StartRun', drop: 'after', times: 100 }] });
      await serverReady((await open('germline/main.wdl')).document);
      void vscode.commands.executeCommand('omicsLens.startRun', fileUri(PARAMS));
      await eventually('the run in the service', async () =>
        (await serviceState()).runs === 1 ? true : undefined,
      );
      await vscode.workspace.fs.writeFile(fileUri(MARKER), new Uint8Array());
      await vscode.commands.executeCommand('workbench.action.reloadWindow');
      // This window ends here.
      await new Promise(() => undefined);
    });

    it('asks about it afterwards, and finds exactly one run', async () => {
      await playScenario({});
      const api = await extensionApi();
      await eventually('the question', async () => {
        await vscode.commands.executeCommand('notifications.showList');
        try {
          await stage.appear(FINISH, { patience: 2_000 });
          return true;
        } catch {
          return undefined;
        }
      });
      await stage.picture('1-unfinished-start');
      await stage.click(FINISH);
      const run = await eventually('the run in the view', () => api.runs()[0]);
      assert.equal(api.runs().length, 1);
      assert.deepEqual(await workflowsAndRuns(), ['Germline', run.name]);
      assert.equal((await serviceState()).runs, 1);
      await vscode.commands.executeCommand('omicsLens.runs.focus');
      await stage.picture('2-one-run');
    });
  });
}

async function isThere(path: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(fileUri(path));
    return true;
  } catch {
    return false;
  }
}
