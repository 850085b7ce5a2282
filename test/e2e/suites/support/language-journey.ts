import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';
import { extensionApi } from './extension.ts';
import { playScenario } from './service.ts';
import { stage } from './stage.ts';
import { fileUri, open, placeOf, problemsOf, problemsWhen, replace, serverReady } from './workspace.ts';

/** What a user of one language does with its sample, and what must come of it. */
export interface LanguageJourney {
  readonly language: string;
  readonly languageId: string;
  readonly main: string;
  readonly parameters: string;
  /** A slip in the main file, what is said of it, and the fix that mends it. */
  readonly slip: {
    readonly right: string;
    readonly wrong: string;
    readonly says: RegExp;
    readonly fix: RegExp;
  };
  /** Names in the outline of the main file. */
  readonly outline: readonly string[];
  /** A place in the main file, and what is shown there. */
  readonly hover: { readonly at: string; readonly shows: readonly RegExp[] };
  /** What replaces a piece of the main file, up to `<|>`, so that it is half typed; and what is offered there. */
  readonly halfTyped: { readonly piece: string; readonly typed: string; readonly offers: readonly string[] };
  readonly definition: { readonly at: string; readonly file: string };
  /** The task that fails, the file with what it asks for, and the line on which its failure is marked. */
  readonly failure: { readonly task: string; readonly file: string; readonly line: RegExp };
}

const SOURCE = 'AWS HealthOmics run';

/** From an opened file to a run that failed, was mended on its line, and completed. */
export function languageJourney(journey: LanguageJourney): void {
  const { main, parameters, slip, failure } = journey;
  describe(`a workflow in ${journey.language}`, function () {
    // Each step stands on the one before.
    this.bail(true);
    let editor: vscode.TextEditor;

    it('opens as its language, with nothing wrong', async () => {
      editor = await open(main);
      assert.equal(editor.document.languageId, journey.languageId);
      await serverReady(editor.document);
      assert.deepEqual(problemsOf(editor.document.uri).filter(isBad), []);
      await stage.appear('.codelens-decoration a:has-text("Start run")');
      await stage.picture('1-workflow');
    });

    it('says what is wrong, and mends it by a quick fix', async () => {
      const { uri } = editor.document;
      await replace(editor, slip.right, slip.wrong);
      const [problem = ''] = await problemsWhen(uri, 'the problem', (all) => all.some(isBad));
      assert.match(problem, slip.says);
      const place = placeOf(editor.document, `<|>${slip.wrong}`);
      editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
      await stage.appear('.squiggly-error');
      await stage.picture('2-problem');
      const [shown] = vscode.languages.getDiagnostics(uri);
      assert.ok(shown);
      await applyFix(uri, shown.range, slip.fix);
      await problemsWhen(uri, 'no problem', (all) => !all.some(isBad));
      placeOf(editor.document, `<|>${slip.right}`);
    });

    it('has an outline, hover and definition', async () => {
      const { uri } = editor.document;
      const symbols = await vscode.commands.executeCommand<readonly vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        uri,
      );
      const names = namesIn(symbols);
      for (const name of journey.outline) assert.ok(names.includes(name), `${name} in ${names.join(', ')}`);
      const place = placeOf(editor.document, journey.hover.at);
      const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        place,
      );
      const text = hovers.flatMap(({ contents }) => contents.map(markdown)).join('\n');
      for (const shows of journey.hover.shows) assert.match(text, shows);
      editor.selection = new vscode.Selection(place, place);
      editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      await vscode.commands.executeCommand('editor.action.showHover');
      await stage.appear('.monaco-hover .hover-contents');
      await stage.picture('3-hover');
      const targets = await vscode.commands.executeCommand<
        readonly (vscode.Location | vscode.LocationLink)[]
      >('vscode.executeDefinitionProvider', uri, placeOf(editor.document, journey.definition.at));
      assert.deepEqual(targets.map(targetOf), [fileUri(journey.definition.file).path]);
    });

    it('completes while it is half typed', async () => {
      const { uri } = editor.document;
      const { piece, typed, offers } = journey.halfTyped;
      const before = editor.document.getText();
      const start = placeOf(editor.document, `<|>${piece}`);
      const end = placeOf(editor.document, `${piece}<|>`);
      const offset = editor.document.offsetAt(start) + typed.indexOf('<|>');
      await editor.edit((edit) => {
        edit.replace(new vscode.Range(start, end), typed.replace('<|>', ''));
      });
      const place = editor.document.positionAt(offset);
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        place,
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      for (const offer of offers) assert.ok(labels.includes(offer), `${offer} in ${labels.join(', ')}`);
      editor.selection = new vscode.Selection(place, place);
      editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
      await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
      await vscode.commands.executeCommand('editor.action.triggerSuggest');
      await stage.appear('.suggest-widget .monaco-list-row');
      await stage.picture('4-completion');
      await vscode.commands.executeCommand('hideSuggestWidget');
      await editor.edit((edit) => {
        const { document } = editor;
        edit.replace(new vscode.Range(document.positionAt(0), document.positionAt(1e6)), before);
      });
      await problemsWhen(uri, 'no problem', (all) => !all.some(isBad));
      await editor.document.save();
    });

    it('gets its parameter template', async () => {
      await vscode.commands.executeCommand('omicsLens.generateTemplate', editor.document.uri);
      const template = await eventually('the template', () =>
        vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('parameter-template.json')),
      );
      const keys = Object.keys(JSON.parse(template.getText()) as object);
      assert.deepEqual([keys.length, keys[0], keys[4]], [11, 'sample_name', 'intervals']);
      await stage.picture('5-template');
      await template.save();
    });

    it('marks a task that ran out of memory where it asks for it', async () => {
      const { reason, exitCode, message } = {
        reason: 'OUT_OF_MEMORY_ERROR',
        exitCode: 137,
        message: 'java.lang.OutOfMemoryError: Java heap space',
      };
      await playScenario({ tasks: [{ task: failure.task, fail: { reason, exitCode, message } }] });
      await runEnds(parameters, 'FAILED');
      const [problem] = await eventually('a problem of the run', () => someOf(problemsOfRuns()));
      assert.ok(problem);
      assert.ok(problem.message.includes(`failed in task '${failure.task}': a task ran out of memory`));
      const at = await open(failure.file);
      assert.deepEqual(
        vscode.languages.getDiagnostics(at.document.uri).filter(({ source }) => source === SOURCE),
        [problem],
      );
      assert.match(at.document.lineAt(problem.range.start.line).text, failure.line);
      at.revealRange(problem.range, vscode.TextEditorRevealType.InCenter);
      await vscode.commands.executeCommand('workbench.actions.view.problems');
      await stage.appear('.markers-panel .monaco-list-row');
      await stage.picture('6-failure');
      await vscode.commands.executeCommand('workbench.action.closePanel');
    });

    it('is mended there by a quick fix, and completes', async () => {
      const [problem] = problemsOfRuns();
      assert.ok(problem);
      const at = await open(failure.file);
      const before = at.document.getText();
      await applyFix(at.document.uri, problem.range, /^Ask for .* of memory/);
      await eventually('the end of the problem', () => (problemsOfRuns().length === 0 ? true : undefined));
      assert.notEqual(at.document.getText(), before);
      await stage.picture('7-mended');
      await vscode.workspace.saveAll();
      await playScenario({});
      await runEnds(parameters, 'COMPLETED');
      await vscode.commands.executeCommand('omicsLens.runs.focus');
      await stage.appear('.monaco-list-row[aria-label^="Run "][aria-label*=", completed"]');
      await stage.picture('8-completed');
    });
  });
}

/** As `line: code message`; a note of what could be better is not bad. */
const isBad = (problem: string): boolean => !/^\d+: schema-nested-parameter/.test(problem);

async function applyFix(uri: vscode.Uri, range: vscode.Range, title: RegExp): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
  );
  const fix = actions.find((action) => title.test(action.title));
  assert.ok(fix?.edit, actions.map((action) => action.title).join(', '));
  await vscode.workspace.applyEdit(fix.edit);
}

async function runEnds(parameters: string, status: string): Promise<void> {
  await open(parameters);
  const api = await extensionApi();
  const runId = await vscode.commands.executeCommand<string>('omicsLens.startRun', fileUri(parameters));
  assert.ok(runId);
  const run = await eventually(
    'the end of the run',
    () => api.runs().find(({ id, settled }) => id === runId && settled),
    () => api.runs(),
  );
  assert.equal(run.status, status);
}

function problemsOfRuns(): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([, problems]) => problems)
    .filter(({ source }) => source === SOURCE);
}

const someOf = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

function namesIn(symbols: readonly vscode.DocumentSymbol[]): readonly string[] {
  return symbols.flatMap(({ name, children }) => [name, ...namesIn(children)]);
}

function markdown(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}

function targetOf(place: vscode.Location | vscode.LocationLink): string {
  return 'uri' in place ? place.uri.path : place.targetUri.path;
}
