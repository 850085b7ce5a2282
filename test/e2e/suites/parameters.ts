import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stage } from './support/stage.ts';
import { fileUri, open, placeOf, problemsOf, problemsWhen, serverReady } from './support/workspace.ts';

const GOOD = 'germline/params.json';
const BROKEN = 'germline/broken.params.json';

/** Run-parameter files, which know the workflow that they belong to. */
export function parameters(): void {
  describe('run parameters', () => {
    before(async () => {
      await serverReady((await open('germline/main.wdl')).document);
    });

    it('finds each kind of mistake in the broken file', async () => {
      await open(BROKEN);
      const problems = await problemsWhen(fileUri(BROKEN), 'the problems', (all) => all.length > 0);
      const words = [
        'sample_nmae',
        'https://',
        'fasta_idx',
        'min_base_quality',
        'annotation_source',
        'reads_2',
      ];
      for (const word of words) {
        assert.ok(
          problems.some((problem) => problem.includes(word)),
          `nothing about '${word}' in\n${problems.join('\n')}`,
        );
      }
      await stage.picture('broken-parameters');
    });

    it('finds nothing wrong with the good file', async () => {
      const { document } = await open(GOOD);
      // A hover answers after the file has been checked.
      await vscode.commands.executeCommand(
        'vscode.executeHoverProvider',
        document.uri,
        placeOf(document, '"reads<|>_1"'),
      );
      assert.deepEqual(problemsOf(document.uri), []);
    });

    it('shows the documentation of the parameter under the cursor', async () => {
      const { document } = await open(GOOD);
      const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        placeOf(document, '"min_base<|>_quality"'),
      );
      const text = hovers.flatMap(({ contents }) =>
        contents.map((each) => (typeof each === 'string' ? each : each.value)),
      );
      assert.match(text.join('\n'), /Phred quality/);
    });

    it('leads from a key to its declaration', async () => {
      const { document } = await open(GOOD);
      const places = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        placeOf(document, '"min_base<|>_quality"'),
      );
      const [place] = places.map((each) =>
        'uri' in each ? each : new vscode.Location(each.targetUri, each.targetRange),
      );
      assert.equal(place?.uri.path, fileUri('germline/main.wdl').path);
      const workflow = await vscode.workspace.openTextDocument(place.uri);
      assert.match(workflow.lineAt(place.range.start).text, /Int min_base_quality/);
    });

    it('completes the keys that are not there yet', async () => {
      const editor = await open(BROKEN);
      const place = placeOf(editor.document, '  <|>"bwa_image"');
      await editor.edit((edit) => {
        edit.insert(place, '""');
      });
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        editor.document.uri,
        place.translate(0, 1),
      );
      await vscode.commands.executeCommand('undo');
      const names = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      assert.ok(
        names.some((name) => name.includes('reads_2')),
        names.join(', '),
      );
      assert.ok(!names.some((name) => name.includes('bwa_image')), names.join(', '));
    });
  });
}
