import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { stage } from './support/stage.ts';
import { fileUri, open, replace, serverReady } from './support/workspace.ts';

const MAIN = 'germline/main.wdl';
const CHOICES = '.quick-input-list .monaco-list-row';
const ROWS = '.monaco-list-row[aria-label^="';

/** A workflow from its creation to its deletion, by what a user sees and clicks. */
export function workflows(): void {
  describe('workflows in their view', function () {
    // Each step stands on the one before.
    this.bail(true);
    let workflowId = '';

    before(async () => {
      await serverReady((await open(MAIN)).document);
    });

    it('says that there are none yet', async () => {
      await vscode.commands.executeCommand('omicsLens.workflows.focus');
      await stage.appear('.monaco-list-row:has-text("None yet. Create one")');
      await stage.picture('1-none');
    });

    it('creates one from the folder, after it has shown what will be sent', async () => {
      const creating = create();
      await stage.appear(`${CHOICES}:has-text("Files")`);
      await stage.picture('2-form');
      await stage.click(`${CHOICES}:has-text("Create")`);
      ({ workflowId } = await creating);
      const rows = await labels('Workflow Germline, active');
      assert.match(rows[0] ?? '', new RegExp(workflowId));
      await stage.picture('3-active');
    });

    it('makes a version of it when the files have changed', async () => {
      const editor = await open(MAIN);
      await replace(editor, 'author: "Omics Lens"', 'author: "The lab"');
      const creating = create();
      await stage.appear(`${CHOICES}:has-text("new version 'v1' of workflow ${workflowId}")`);
      await stage.picture('4-version-form');
      await stage.click(`${CHOICES}:has-text("Create")`);
      assert.deepEqual(await creating, { workflowId, versionName: 'v1' });
      await vscode.commands.executeCommand('omicsLens.workflows.focus');
      await stage.click(`${ROWS}Workflow Germline"] .monaco-tl-twistie`);
      await labels('Version v1, active');
    });

    it('describes it', async () => {
      await vscode.commands.executeCommand('omicsLens.describeWorkflow', { value: { id: workflowId } });
      const editor = await eventually('the description', () =>
        vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'omics-lens'),
      );
      assert.match(editor.document.getText(), /^# Germline\n/);
      await stage.picture('5-described');
    });

    it('shows Ready2Run workflows with their limits', async () => {
      await vscode.commands.executeCommand('omicsLens.workflows.focus');
      await stage.click(`.monaco-list-row:has-text("Ready2Run") .monaco-tl-twistie`);
      const rows = await labels('Ready2Run workflow AlphaFold');
      assert.match(rows[0] ?? '', /1 GiB, about 7 h 30 min, by Google DeepMind/);
      await stage.picture('6-ready2run');
    });

    it('exports it', async () => {
      const folder = await vscode.commands.executeCommand<string>(
        'omicsLens.exportWorkflow',
        { value: { id: workflowId, name: 'Germline' } },
        fileUri('').toString().replace(/\/$/, ''),
      );
      assert.equal(folder, fileUri('Germline').toString());
      const exported = await vscode.workspace.fs.readFile(fileUri('Germline/definition/main.wdl'));
      assert.match(new TextDecoder().decode(exported), /author: "Omics Lens"/);
      const settings = await vscode.workspace.fs.readFile(fileUri('Germline/workflow.json'));
      assert.equal((JSON.parse(new TextDecoder().decode(settings)) as { main: string }).main, 'main.wdl');
    });

    it('creates a run group by its form, and shows the resources', async () => {
      await vscode.commands.executeCommand('omicsLens.resources.focus');
      const creating = vscode.commands.executeCommand('omicsLens.createRunGroup');
      await stage.click(`${CHOICES}:has-text("Name")`);
      await answer('dev');
      await stage.click(`${CHOICES}:has-text("vCPUs at once")`);
      await answer('96');
      await stage.appear(`${CHOICES}:has-text("96")`);
      await stage.picture('7-group-form');
      await stage.click(`${CHOICES}:has-text("Create")`);
      await creating;
      const rows = await labels('Run group dev');
      assert.equal(rows[0], 'Run group dev, 96 vCPU');
      await stage.picture('8-resources');
    });

    it('deletes it, with its version, after its name was typed', async () => {
      await vscode.commands.executeCommand('omicsLens.workflows.focus');
      const deleting = vscode.commands.executeCommand('omicsLens.deleteWorkflow', {
        value: { id: workflowId, name: 'Germline' },
      });
      await stage.appear('.quick-input-widget:has-text("Its version goes with it")');
      await stage.picture('9-delete');
      await answer('Germline');
      await deleting;
      await eventually('the end of the row', async () =>
        (await stage.labels(`${ROWS}Workflow Germline"]`)).length === 0 ? true : undefined,
      );
      await stage.picture('10-deleted');
    });
  });
}

function create(): Thenable<{ readonly workflowId: string; readonly versionName?: string }> {
  return vscode.commands.executeCommand('omicsLens.createWorkflow', fileUri(MAIN));
}

async function answer(text: string): Promise<void> {
  await stage.appear('.quick-input-widget .quick-input-box input');
  await stage.type(text);
  await stage.press('Enter');
}

/** Rows of a view whose spoken label begins so. */
async function labels(beginning: string): Promise<readonly string[]> {
  return eventually(`a row '${beginning}'`, async () => {
    const found = await stage.labels(`${ROWS}${beginning}"]`);
    return found.length > 0 ? found : undefined;
  });
}
