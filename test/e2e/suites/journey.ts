import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './support/eventually.ts';
import { extensionApi } from './support/extension.ts';
import { outputPanel, panelStreams } from './support/output-panel.ts';
import { streamsOf } from './support/service.ts';
import { stage } from './support/stage.ts';
import { fileUri, open, placeOf, problemsOf, problemsWhen, serverReady } from './support/workspace.ts';

const BROKEN = 'germline/broken.params.json';
const TASK_ROWS = '.monaco-list-row[aria-label^="Task "]';
const RUN_ROWS = '.monaco-list-row[aria-label^="Run "]';
const LIGHT_BULB = '.contentWidgets .lightBulbWidget';
const QUICK_FIXES = '.action-widget .monaco-list-row.action';

/** A scatter over three intervals runs its task three times. */
const TASKS = [
  'AlignReads',
  'AnnotateVariants',
  'CallVariants-0',
  'CallVariants-1',
  'CallVariants-2',
  'MarkDuplicates',
  'MergeVariants',
];

/** Every state that a task goes through when nothing goes wrong, in the words of the tree. */
const STATES = ['waiting', 'starting', 'running', 'ending', 'completed'];

/** From an opened folder to a finished run, by what a user sees, clicks and types. */
export function journey(): void {
  describe('from a broken parameter file to a finished run', function () {
    // Each step stands on the one before.
    this.bail(true);
    /** States of each task, each with the task's row in the tree, in the order in which they were seen. */
    const seen = new Map<string, string[]>();
    let runId: string;

    it('shows what is wrong with the parameters', async () => {
      await serverReady((await open('germline/main.wdl')).document);
      await open(BROKEN);
      const problems = await problemsWhen(fileUri(BROKEN), 'the problems', (all) => all.length > 0);
      assert.deepEqual(problems.map(codeOf).toSorted(), [
        'file-uri-scheme',
        'file-uri-slash',
        'parameter-missing',
        'parameter-type',
        'parameter-unknown',
        'struct-member-unknown',
      ]);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      await stage.appear('.markers-panel .monaco-list-row');
      await stage.picture('1-problems');
      await vscode.commands.executeCommand('workbench.action.closePanel');
    });

    it('mends them by quick fixes, and by what only the user can know', async () => {
      await quickFix('"sample_nmae"', { picture: '2-quick-fix' });
      await quickFix('"https://');
      await quickFix('"fasta_idx"');
      await quickFix('"10"');
      await quickFix('{\n  "sample_name"');
      // Nobody but the user knows where the second half of the reads is, and that the slash is one too many.
      await typeAt('"reads_2": "s3://<|>"', 'omics-lens-samples/reads/NA12878_R2.fastq.gz');
      await placeCursor('dbsnp.vcf.gz/<|>"');
      await stage.press('Backspace');
      await problemsWhen(fileUri(BROKEN), 'no problem', (all) => all.length === 0);
      await stage.press('ControlOrMeta+S');
      await stage.picture('3-mended');
    });

    it('starts the run from the code lens', async () => {
      const api = await extensionApi();
      await open('germline/main.wdl');
      await stage.appear('.codelens-decoration a:has-text("Start run")');
      await stage.picture('4-code-lens');
      await stage.click('.codelens-decoration a:has-text("Start run")');
      // Both parameter files fit by now: the user says which one.
      await stage.click('.quick-input-list .monaco-list-row:has-text("broken.params.json")');
      runId = await eventually('the run', () => api.runs()[0]?.id);
    });

    it('shows the tasks going through their states', async () => {
      await vscode.commands.executeCommand('omicsLens.runs.focus');
      let isPictureTaken = false;
      await eventually(
        'the end of all tasks in the tree',
        async () => {
          for (const label of await stage.labels(TASK_ROWS)) note(seen, label);
          const now = [...seen.values()].map((states) => states.at(-1));
          if (!isPictureTaken && seen.get('CallVariants-0')?.at(-1) === 'running') {
            isPictureTaken = true;
            await stage.picture('5-running');
          }
          return seen.size === TASKS.length && now.every((state) => state === 'completed') ? seen : undefined;
        },
        () => Object.fromEntries(seen),
      );
      assert.deepEqual([...seen.keys()].toSorted(), TASKS);
      for (const [task, states] of seen) {
        assert.ok(states.includes('running'), `'${task}' was never seen running: ${states.join(', ')}`);
        assert.deepEqual(
          states,
          STATES.filter((state) => states.includes(state)),
          `the states of '${task}'`,
        );
      }
    });

    it('shows every log line once and in order', async () => {
      const panel = await eventually('the end of the log', () => {
        const document = outputPanel();
        return document !== undefined && /── Run .* completed/.test(document.getText())
          ? document
          : undefined;
      });
      const expected = await streamsOf(runId);
      assert.ok(expected.flat().length > 20, `only ${expected.flat().length} lines`);
      assert.deepEqual(sorted(panelStreams(panel.getText())), sorted(expected));
    });

    it('shows that the run is complete', async () => {
      const rows = await eventually('the end of the run in the tree', async () => {
        const labels = await stage.labels(RUN_ROWS);
        return labels.some((label) => label.includes(', completed')) ? labels : undefined;
      });
      assert.equal(rows.length, 1);
      await stage.picture('6-completed');
    });
  });
}

const codeOf = (problem: string): string => problem.split(' ')[1] ?? '';

/** Takes the first fix that the menu offers for the problem that begins where `text` stands. */
async function quickFix(text: string, options: { readonly picture?: string } = {}): Promise<void> {
  const editor = await placeCursor(`<|>${text}`);
  const before = problemsOf(editor.document.uri);
  await eventually('a quick fix to click', async () => {
    try {
      await stage.appear(LIGHT_BULB, { patience: 5000 });
      await vscode.commands.executeCommand('editor.action.quickFix');
      await stage.appear(QUICK_FIXES, { patience: 5000 });
      if (options.picture !== undefined) await stage.picture(options.picture);
      await stage.click(QUICK_FIXES, { patience: 5000 });
      return 'clicked';
    } catch {
      // Problems that arrive at this very moment close the menu: ask again, as a user would.
      return undefined;
    }
  });
  await problemsWhen(
    editor.document.uri,
    `other problems after the fix at ${text}`,
    (all) => String(all) !== String(before),
  );
}

/** Types where `<|>` stands. */
async function typeAt(marked: string, text: string): Promise<void> {
  await placeCursor(marked);
  await stage.type(text);
}

/** The keyboard belongs to the editor afterwards: commands reach the window after the selection does. */
async function placeCursor(marked: string): Promise<vscode.TextEditor> {
  const editor = await open(BROKEN);
  const place = placeOf(editor.document, marked);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place));
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  return editor;
}

/** Adds the state in a row's label, such as `Task AlignReads, running, 4 s`, unless it is the last one seen. */
function note(seen: Map<string, string[]>, label: string): void {
  const [, task, state] = /^Task ([^,]+), ([a-z]+)/.exec(label) ?? [];
  if (task === undefined || state === undefined) return;
  const states = seen.get(task) ?? [];
  seen.set(task, states);
  if (states.at(-1) !== state) states.push(state);
}

/** Streams have no order among each other. */
function sorted(streams: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return streams
    .filter((lines) => lines.length > 0)
    .toSorted((a, b) => a.join('\n').localeCompare(b.join('\n')));
}
