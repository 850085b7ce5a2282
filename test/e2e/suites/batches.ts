import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { playScenario } from './support/service.ts';
import { stage } from './support/stage.ts';
import { fileUri, open, problemsOf, problemsWhen, serverReady } from './support/workspace.ts';

const ROWS = 250;
const BAD = ['sample-7', 'sample-99', 'sample-249'];
const WORKFLOW = 'cohort/cohort.wdl';
const SHEET = 'cohort/samples.csv';
const ARRAY = 'cohort/cohort.samples.batch-runs.json';
const BATCH_ROWS = '.monaco-list-row[aria-label^="Batch "]';
const CHOICE = '.quick-input-widget .monaco-list-row:has-text("Start Batch")';

const WDL = `version 1.1

workflow Cohort {
  input {
    String sample
    Int coverage = 30
  }
  call Count { input: sample = sample, coverage = coverage }
  output { Int reads = Count.reads }
}

task Count {
  input {
    String sample
    Int coverage
  }
  command <<< echo ~{sample} >~{coverage} >>>
  output { Int reads = read_int(stdout()) }
  runtime { container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/bwa:0.7.18" cpu: 2 memory: "4 GiB" }
}
`;

/** Time that a batch of so many runs takes is not what is looked at. */
const QUICK = {
  timing: { batchSubmission: 0.02, taskRunning: 12, taskSpread: 4 },
  quotas: { activeRunsDynamic: 1_000 },
};

/** From a sample sheet to runs that are all done, by what a user sees and clicks. */
export function batches(): void {
  describe('a batch of a sample sheet with three bad rows', function () {
    // Each step stands on the one before.
    this.bail(true);
    let batchId: string;

    it('is made of the sheet, and started after a question', async () => {
      await playScenario({
        ...QUICK,
        submissions: BAD.map((runSettingId) => ({ runSettingId, reason: 'ValidationException' })),
      });
      await write(WORKFLOW, WDL);
      await write(
        SHEET,
        sheet(() => 30),
      );
      await serverReady((await open(WORKFLOW)).document);
      await open(SHEET);
      const making = vscode.commands.executeCommand('omicsLens.startBatch', fileUri(SHEET));
      await stage.appear('.quick-input-widget .monaco-list-row');
      await stage.picture('1-sheet');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await making;
      await eventually('the array of runs', () => exists(ARRAY));
      const starting = vscode.commands.executeCommand<string>('omicsLens.startBatch', fileUri(ARRAY));
      await stage.appear(CHOICE);
      await stage.picture('2-question');
      await stage.click(CHOICE);
      batchId = await starting;
      assert.match(batchId, /^\d+$/);
    });

    it('is seen to go on, with its counts', async () => {
      await vscode.commands.executeCommand('omicsLens.batches.focus');
      await batchRow('runs that are over', / (running|starting runs), \d+ of 250/);
      await stage.picture('3-running');
    });

    it('shows the runs that could not be started beside their rows', async () => {
      await open(SHEET);
      const problems = await problemsWhen(fileUri(SHEET), 'the bad rows', (all) => all.length === BAD.length);
      assert.deepEqual(
        problems.map((problem) => problem.replace(/': .*/, "'")),
        BAD.map((id) => `${lineOf(id)}: ValidationException HealthOmics did not start run '${id}'`),
      );
      await batchRow('its end', /, done, 250 runs, 3 failed/);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      await stage.appear('.markers-panel .monaco-list-row');
      await stage.picture('4-bad-rows');
      await vscode.commands.executeCommand('workbench.action.closePanel');
    });

    it('is mended in the sheet, and only those runs are resubmitted', async () => {
      await playScenario(QUICK);
      const editor = await open(SHEET);
      const text = sheet((id) => (BAD.includes(id) ? 31 : 30));
      await editor.edit((edit) => {
        edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), text);
      });
      await editor.document.save();
      await problemsWhen(fileUri(SHEET), 'no bad row', (all) => all.length === 0);
      const starting = vscode.commands.executeCommand<string>('omicsLens.resubmitFailed', batchId);
      await stage.appear(CHOICE);
      await stage.picture('5-resubmit');
      await stage.click(CHOICE);
      assert.notEqual(await starting, batchId);
      await batchRow('the end of the second batch', /samples again, done, 3 runs/);
      assert.deepEqual(problemsOf(fileUri(SHEET)), []);
      await stage.picture('6-done');
    });

    it('has its runs in the Runs view, in the light and in the dark', async () => {
      await vscode.commands.executeCommand('omicsLens.showBatchRuns', batchId);
      await stage.appear('.monaco-list-row[aria-label^="Run "]');
      const theme = vscode.workspace.getConfiguration('workbench');
      for (const [name, title] of [
        ['light', 'Default Light Modern'],
        ['dark', 'Default Dark Modern'],
      ] as const) {
        await theme.update('colorTheme', title, vscode.ConfigurationTarget.Global);
        await stage.appear(`.monaco-workbench.vs${name === 'dark' ? '-dark' : ''}`);
        await stage.picture(`7-runs-${name}`);
      }
      await theme.update('colorTheme', undefined, vscode.ConfigurationTarget.Global);
    });
  });
}

function sheet(coverage: (id: string) => number): string {
  const rows = Array.from({ length: ROWS }, (_, i) => `sample-${i},${coverage(`sample-${i}`)}`);
  return ['sample,coverage', ...rows].join('\n');
}

/** Its line in the sheet; the header is the first. */
function lineOf(id: string): number {
  return Number(id.replace('sample-', '')) + 2;
}

async function batchRow(what: string, wanted: RegExp): Promise<string> {
  return eventually(
    what,
    async () => (await stage.labels(BATCH_ROWS)).find((label) => wanted.test(label)),
    () => stage.labels(BATCH_ROWS),
  );
}

async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(fileUri(path), new TextEncoder().encode(text));
}

async function exists(path: string): Promise<true | undefined> {
  try {
    await vscode.workspace.fs.stat(fileUri(path));
    return true;
  } catch {
    return undefined;
  }
}
