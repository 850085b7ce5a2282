import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { extensionApi } from './support/extension.ts';
import { playScenario } from './support/service.ts';
import { stage } from './support/stage.ts';
import { fileUri, open, serverReady } from './support/workspace.ts';

const MAIN = 'germline/main.wdl';
const PARAMETERS = 'germline/params.json';
const CALLER = 'germline/tasks/variants.wdl';
const SOURCE = 'AWS HealthOmics run';
/** What stands in the page of a picture: VS Code puts it into a frame inside a frame. */
const PICTURE =
  'iframe.webview.ready >> internal:control=enter-frame >> iframe#active-frame >> internal:control=enter-frame >> ';

/** A shard that runs out of memory, found on its line, mended there, and run again. */
export function failures(): void {
  describe('a run that fails', function () {
    // Each step stands on the one before.
    this.bail(true);
    let failed = '';

    it('is explained on the line that made it', async () => {
      await serverReady((await open(MAIN)).document);
      await playScenario({
        tasks: [
          {
            task: 'CallVariants-1',
            fail: {
              reason: 'OUT_OF_MEMORY_ERROR',
              exitCode: 137,
              message: 'java.lang.OutOfMemoryError: Java heap space',
            },
          },
        ],
      });
      failed = await started();
      await ended(failed, 'FAILED');
      const [problem] = await runProblems();
      assert.match(
        problem?.message ?? '',
        /failed in task 'CallVariants-1': a task ran out of memory \(OUT_OF_MEMORY_ERROR, exit status 137\)/,
      );
      const editor = await open(CALLER);
      const line = problem?.range.start.line ?? 0;
      assert.match(editor.document.lineAt(line).text, /memory/);
      editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenter);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      await stage.appear('.markers-panel .monaco-list-row');
      await stage.picture('1-explained');
      await vscode.commands.executeCommand('workbench.action.closePanel');
    });

    it('is shown in the graph and on the timeline', async () => {
      await open(MAIN);
      await vscode.commands.executeCommand('omicsLens.showRunGraph', { runId: failed });
      await eventually('the graph', () => tabs().find((label) => label === 'Graph: Germline'));
      await stage.appear(`${PICTURE}svg .call.failed`);
      await stage.picture('2-graph');
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.commands.executeCommand('omicsLens.showTimeline', { runId: failed });
      await eventually('the timeline', () => tabs().find((label) => label.startsWith('Timeline: ')));
      await stage.appear(`${PICTURE}svg .row.failed`);
      await stage.picture('3-timeline');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('has logs that are read as documents', async () => {
      await vscode.commands.executeCommand('omicsLens.openEngineLog', { runId: failed });
      const engine = await shownLog('engine.log');
      assert.match(engine.getText(), /task CallVariants \(.*Ln \d+ Col \d+\) failed/);
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        engine.uri,
      );
      assert.ok(
        links.some(({ target }) => target?.path.endsWith('tasks/variants.wdl')),
        'a line of the log leads to the source',
      );
      await stage.picture('4-engine-log');
      await vscode.commands.executeCommand('omicsLens.openAllLogs', { runId: failed });
      const all = await shownLog('all tasks.log');
      assert.match(all.getText(), /\[CallVariants-1\] java\.lang\.OutOfMemoryError/);
      await stage.picture('5-all-logs');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('offers the mend, and goes well with it', async () => {
      const [problem] = await runProblems();
      assert.ok(problem);
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        fileUri(CALLER),
        problem.range,
      );
      const mend = actions.find(({ title }) => /^Ask for .* of memory/.test(title));
      assert.ok(mend?.edit, actions.map(({ title }) => title).join(', '));
      assert.ok(actions.some(({ title }) => title === 'Open task log'));
      await vscode.workspace.applyEdit(mend.edit);
      await eventually('the end of the problem', async () =>
        (await problemsOfRuns()).length === 0 ? true : undefined,
      );
      await vscode.workspace.saveAll();
      await playScenario({});
      await ended(await started(), 'COMPLETED');
    });
  });
}

async function started(): Promise<string> {
  await open(PARAMETERS);
  const runId = await vscode.commands.executeCommand<string>('omicsLens.startRun', fileUri(PARAMETERS));
  assert.ok(runId);
  return runId;
}

async function ended(runId: string, status: string): Promise<void> {
  const api = await extensionApi();
  const run = await eventually(
    'the end of the run',
    () => api.runs().find(({ id, settled }) => id === runId && settled),
    () => api.runs(),
  );
  assert.equal(run.status, status);
}

function problemsOfRuns(): Promise<readonly vscode.Diagnostic[]> {
  const all = vscode.languages.getDiagnostics().flatMap(([, problems]) => problems);
  return Promise.resolve(all.filter(({ source }) => source === SOURCE));
}

function runProblems(): Promise<readonly vscode.Diagnostic[]> {
  return eventually('a problem of the run', async () => {
    const found = await problemsOfRuns();
    return found.length > 0 ? found : undefined;
  });
}

function tabs(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}

function shownLog(name: string): Promise<vscode.TextDocument> {
  return eventually(`the log '${name}'`, () =>
    vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'omics-log' && uri.path.endsWith(name)),
  );
}
