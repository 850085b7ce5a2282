import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stage } from './support/stage.ts';
import {
  fileUri,
  open,
  placeOf,
  problemsOf,
  problemsWhen,
  replace,
  serverReady,
} from './support/workspace.ts';

const MAIN = 'germline/main.wdl';

/** What the language server gives to VS Code, through VS Code's own commands. */
export function language(): void {
  describe('language features', () => {
    let editor: vscode.TextEditor;
    let document: vscode.TextDocument;

    before(async () => {
      editor = await open(MAIN);
      document = editor.document;
      await serverReady(document);
    });

    it('finds nothing wrong with the samples', () => {
      assert.deepEqual(problemsOf(document.uri), []);
    });

    it('reports a mistake while it is typed, and forgets it when it is mended', async () => {
      await replace(editor, 'aligned = AlignReads.aligned,', 'aligned = AlignReads.alinged,');
      const [problem] = await problemsWhen(document.uri, 'the problem', (all) => all.length > 0);
      assert.match(problem ?? '', /alinged/);
      editor.revealRange(new vscode.Range(placeOf(document, '<|>alinged'), placeOf(document, 'alinged<|>')));
      await stage.appear('.squiggly-error');
      await stage.picture('problem');
      await replace(editor, 'AlignReads.alinged,', 'AlignReads.aligned,');
      await problemsWhen(document.uri, 'no problem', (all) => all.length === 0);
    });

    it('completes the outputs of a call', async () => {
      const { items } = await at<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        'aligned = AlignReads.<|>aligned',
      );
      assert.ok(items.map(nameOf).includes('aligned'), `not in ${items.map(nameOf).join(', ')}`);
    });

    it('completes the inputs that a call still lacks', async () => {
      await replace(editor, '      aligned = AlignReads.aligned,\n', '      \n');
      const place = new vscode.Position(placeOf(document, 'call duplicates.MarkDuplicates {<|>').line + 3, 6);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        place,
      );
      await vscode.commands.executeCommand('undo');
      assert.ok(items.map(nameOf).includes('aligned'), `not in ${items.map(nameOf).join(', ')}`);
    });

    it('shows type and documentation of an input', async () => {
      const hovers = await at<readonly vscode.Hover[]>(
        'vscode.executeHoverProvider',
        'reads_1 = reads_1<|>,',
      );
      const text = hovers.flatMap(({ contents }) => contents.map(markdown)).join('\n');
      assert.match(text, /File/);
      assert.match(text, /Forward reads, FASTQ compressed with gzip/);
    });

    it('leads from a call to its task in another file', async () => {
      const places = await at<readonly (vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        'call align.Align<|>Reads',
      );
      assert.deepEqual(places.map(targetOf), [fileUri('germline/tasks/align.wdl').path]);
    });

    it('finds the references to an input, its declaration among them', async () => {
      const places = await at<readonly vscode.Location[]>(
        'vscode.executeReferenceProvider',
        'Int min_base<|>_quality = 10',
      );
      const lines = places
        .filter(({ uri }) => uri.path === document.uri.path)
        .map(({ range }) => document.lineAt(range.start).text.trim());
      assert.ok(lines.includes('Int min_base_quality = 10'), lines.join('\n'));
      assert.ok(lines.includes('min_base_quality = min_base_quality,'), lines.join('\n'));
    });

    it('lists the workflow in the outline', async () => {
      const symbols = await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      assert.ok(
        symbols.some(({ name }) => name === 'Germline'),
        symbols.map(({ name }) => name).join(', '),
      );
    });

    it('colours names by what they mean', async () => {
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>(
        'vscode.provideDocumentSemanticTokens',
        document.uri,
      );
      assert.ok(tokens !== undefined && tokens.data.length > 0, 'no semantic tokens');
    });

    it('links imports to their files and folds blocks', async () => {
      const links = await vscode.commands.executeCommand<readonly vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document.uri,
      );
      assert.ok(
        links.some(({ target }) => target?.path.endsWith('/germline/types.wdl')),
        JSON.stringify(links),
      );
      const folds = await vscode.commands.executeCommand<readonly vscode.FoldingRange[]>(
        'vscode.executeFoldingRangeProvider',
        document.uri,
      );
      const scatter = placeOf(document, '<|>scatter (').line;
      assert.ok(
        folds.some(({ start }) => start === scatter),
        JSON.stringify(folds),
      );
      await stage.picture('workflow');
    });

    function at<T>(command: string, marked: string): Thenable<T> {
      return vscode.commands.executeCommand<T>(command, document.uri, placeOf(document, marked));
    }
  });
}

function nameOf({ label }: vscode.CompletionItem): string {
  return typeof label === 'string' ? label : label.label;
}

function markdown(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}

function targetOf(place: vscode.Location | vscode.LocationLink): string {
  return 'uri' in place ? place.uri.path : place.targetUri.path;
}
