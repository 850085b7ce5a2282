import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { stage } from './support/stage.ts';
import { fileUri, open, problemsWhen, serverReady } from './support/workspace.ts';

const SHEET = 'germline/samples.csv';

/** Files that are made from a workflow or from a sample sheet. */
export function sheets(): void {
  describe('files made from a workflow', () => {
    before(async () => {
      await serverReady((await open('germline/main.wdl')).document);
    });

    it('are a parameter template, which is brought up to date where it is open', async () => {
      await vscode.commands.executeCommand('omicsLens.generateTemplate', fileUri('germline/main.wdl'));
      const editor = await shown('main.parameter-template.json');
      const complete = editor.document.getText();
      assert.ok('reads_1' in (JSON.parse(complete) as object));
      await editor.edit((edit) => {
        edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), '{}\n');
      });
      await vscode.commands.executeCommand('omicsLens.updateTemplate', editor.document.uri);
      assert.deepEqual(JSON.parse(editor.document.getText()), JSON.parse(complete));
      await editor.document.save();
    });

    it('are a batch of a sample sheet, shown before it is written, with bad rows on their lines', async () => {
      const rows = [
        'sample_name,reads_1,min_base_quality',
        'NA1,s3://bucket/1.fq,20',
        'NA2,s3://bucket/2.fq,high',
      ];
      await vscode.workspace.fs.writeFile(fileUri(SHEET), new TextEncoder().encode(rows.join('\n')));
      const making = vscode.commands.executeCommand('omicsLens.sheetToBatch', fileUri(SHEET));
      const preview = await shown('Batch of samples.csv.md');
      assert.match(preview.document.getText(), /^# Batch of 'samples\.csv'/);
      const problems = await problemsWhen(fileUri(SHEET), 'the bad row', (all) => all.length > 0);
      assert.match(problems.join('\n'), /^3: .*'high' in column 'min_base_quality' is no whole number/);
      await stage.picture('sample-sheet');
      const steps = vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await steps;
      await making;
      const batch = await shown('main.samples.batch.json');
      assert.match(batch.document.getText(), /"runSettingId": "NA1"/);
      await stage.picture('batch');
    });
  });
}

async function shown(name: string): Promise<vscode.TextEditor> {
  return eventually(`the editor of ${name}`, () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.path.endsWith(`/${name}`)),
  );
}
