import assert from 'node:assert/strict';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { symbolId } from '@omics-lens/server/model/index.ts';
import { parseFixture, renderProblems } from '../../support/fixture.ts';
import { stubLanguage } from '../../support/stub-language.ts';

const ROOT = 'file:///project';
const uri = (name: string) => `${ROOT}/${name}`;
const immediately = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A workspace over the fixture's files, in a folder. */
function workspaceOf(fixture: string) {
  const host = new MemoryHost([...parseFixture(fixture).files].map(([path, text]) => [ROOT + path, text]));
  const language = stubLanguage();
  const faults: string[] = [];
  const workspace = new Workspace({
    host,
    languages: [language],
    pause: immediately,
    report: (error, doing) => faults.push(`${doing}: ${String(error)}`),
  });
  workspace.addFolder(ROOT);
  return { workspace, host, language, faults };
}

/** Problems of every file, by name. */
async function problemsOf(workspace: Workspace): Promise<string> {
  const out: string[] = [];
  for (const file of await workspace.files()) {
    const summary = await workspace.summary(file);
    if (summary === undefined || summary.problems.length === 0) continue;
    out.push(`${file.slice(ROOT.length)}\n${renderProblems(summary.text, summary.problems)}`);
  }
  return out.join('\n');
}

async function checkProblems(fixture: string, expected: string) {
  assert.equal(await problemsOf(workspaceOf(fixture).workspace), expected);
}

describe('Workspace', () => {
  it('analyses imports first, so that their names are known', async () => {
    await checkProblems(
      '//- /a.stub\nimport lib/b.stub\nuse x\nuse y\n//- /lib/b.stub\nimport ../c.stub\ndef x\n//- /c.stub\ndef y',
      '',
    );
  });

  it('says why an import could not be loaded', async () => {
    await checkProblems(
      '//- /a.stub\nimport b.stub\nimport https://x.org/y.stub',
      [
        '/a.stub',
        'import b.stub',
        "       ^^^^^^ stub-missing (error): there is no file '/project/b.stub'",
        'import https://x.org/y.stub',
        '       ^^^^^^^^^^^^^^^^^^^^ stub-missing (error): files are not fetched over the network',
      ].join('\n'),
    );
  });

  it('reports a cycle in every file of it, whichever is asked for first', async () => {
    const fixture =
      '//- /a.stub\nimport b.stub\n//- /b.stub\nimport c.stub\n//- /c.stub\nimport a.stub\nimport c.stub\n//- /d.stub\nimport a.stub';
    const expected = [
      '/a.stub',
      'import b.stub',
      '       ^^^^^^ stub-cycle (error): This import leads back.',
      '/b.stub',
      'import c.stub',
      '       ^^^^^^ stub-cycle (error): This import leads back.',
      '/c.stub',
      'import a.stub',
      '       ^^^^^^ stub-cycle (error): This import leads back.',
      'import c.stub',
      '       ^^^^^^ stub-cycle (error): This import leads back.',
    ].join('\n');
    await checkProblems(fixture, expected);
    const other = workspaceOf(fixture);
    await other.workspace.summary(uri('c.stub'));
    assert.equal(await problemsOf(other.workspace), expected);
  });

  it('analyses only the changed file when importers cannot tell the difference', async () => {
    const { workspace, language } = workspaceOf('//- /a.stub\nimport b.stub\nuse x\n//- /b.stub\ndef x');
    workspace.openDocument({ uri: uri('b.stub'), languageId: 'wdl', version: 1, text: 'def x' });
    await workspace.prepareAll();
    language.analyzed.length = 0;
    workspace.changeDocument(uri('b.stub'), 2, '\n\nbad\ndef x');
    await workspace.prepareAll();
    assert.deepEqual(language.analyzed, [uri('b.stub')]);
  });

  it('analyses importers of importers when the interface changes', async () => {
    const { workspace, language } = workspaceOf(
      '//- /a.stub\nimport b.stub\nuse x\n//- /b.stub\nimport c.stub\n//- /c.stub\ndef x\n//- /d.stub\ndef z',
    );
    workspace.openDocument({ uri: uri('c.stub'), languageId: 'wdl', version: 1, text: 'def x' });
    await workspace.prepareAll();
    language.analyzed.length = 0;
    workspace.changeDocument(uri('c.stub'), 2, 'def y');
    const summary = await workspace.summary(uri('a.stub'));
    assert.deepEqual(language.analyzed, [uri('c.stub'), uri('b.stub'), uri('a.stub')]);
    assert.deepEqual(
      summary?.problems.map(({ message }) => message),
      ["Unknown name 'x'."],
    );
  });

  it('analyses open importers again, whose trees it has kept', async () => {
    const { workspace } = workspaceOf('//- /a.stub\nimport b.stub\nuse x\n//- /b.stub\ndef x');
    for (const [name, text] of [
      ['a.stub', 'import b.stub\nuse x'],
      ['b.stub', 'def x'],
    ] as const) {
      workspace.openDocument({ uri: uri(name), languageId: 'wdl', version: 1, text });
    }
    assert.deepEqual((await workspace.snapshot(uri('a.stub')))?.problems, []);
    workspace.changeDocument(uri('b.stub'), 2, 'def y');
    const snapshot = await workspace.snapshot(uri('a.stub'));
    assert.deepEqual(
      snapshot?.analysis.problems.map(({ code }) => code),
      ['stub-unknown'],
    );
    assert.equal(snapshot.problems.length, 1);
  });

  it('sees a file that appears, changes and goes on disk', async () => {
    const { workspace, host } = workspaceOf('//- /a.stub\nimport b.stub\nuse x');
    const problems = async () => (await workspace.summary(uri('a.stub')))?.problems.map(({ code }) => code);
    assert.deepEqual(await problems(), ['stub-missing', 'stub-unknown']);
    host.write(uri('b.stub'), 'def x');
    workspace.filesChanged([{ uri: uri('b.stub'), kind: 'created' }]);
    assert.deepEqual(await problems(), []);
    assert.deepEqual(await workspace.files(), [uri('a.stub'), uri('b.stub')]);
    host.write(uri('b.stub'), 'def y');
    workspace.filesChanged([{ uri: uri('b.stub'), kind: 'changed' }]);
    assert.deepEqual(await problems(), ['stub-unknown']);
    host.remove(uri('b.stub'));
    workspace.filesChanged([{ uri: uri('b.stub'), kind: 'deleted' }]);
    assert.deepEqual(await problems(), ['stub-missing', 'stub-unknown']);
    assert.equal(await workspace.summary(uri('b.stub')), undefined);
  });

  it('sees a whole folder go', async () => {
    const { workspace, host } = workspaceOf('//- /a.stub\nimport lib/b.stub\n//- /lib/b.stub\ndef x');
    await workspace.prepareAll();
    host.remove(uri('lib/b.stub'));
    workspace.filesChanged([{ uri: uri('lib'), kind: 'deleted' }]);
    assert.deepEqual(
      (await workspace.summary(uri('a.stub')))?.problems.map(({ code }) => code),
      ['stub-missing'],
    );
  });

  it('prefers what is typed to what is on disk, until the document is closed', async () => {
    const { workspace } = workspaceOf('//- /a.stub\nbad');
    workspace.openDocument({ uri: uri('a.stub'), languageId: 'wdl', version: 7, text: 'def x' });
    const open = await workspace.snapshot(uri('a.stub'));
    assert.deepEqual([open?.version, open?.text, open?.problems], [7, 'def x', []]);
    workspace.closeDocument(uri('a.stub'));
    const closed = await workspace.summary(uri('a.stub'));
    assert.deepEqual([closed?.version, closed?.text, closed?.problems.length], [undefined, 'bad', 1]);
  });

  it('does not let a slow read overwrite what was typed meanwhile', async () => {
    const { workspace } = workspaceOf('//- /a.stub\nbad');
    const reading = workspace.summary(uri('a.stub'));
    workspace.openDocument({ uri: uri('a.stub'), languageId: 'wdl', version: 1, text: 'def x' });
    assert.equal((await reading)?.text, 'def x');
  });

  it('gives a snapshot of a file that is not open its tree, and drops it afterwards', async () => {
    const { workspace } = workspaceOf('//- /a.stub\ndef x\nuse x');
    const snapshot = await workspace.snapshot(uri('a.stub'));
    assert.equal(snapshot?.tree.root.children.length, 2);
    const summary = await workspace.summary(uri('a.stub'));
    assert.ok(summary !== undefined && !('tree' in summary) && !('completions' in summary.analysis));
  });

  it('gives the same summary while nothing changes', async () => {
    const { workspace } = workspaceOf('//- /a.stub\ndef x\n//- /b.stub\nbad');
    const first = await workspace.summary(uri('a.stub'));
    workspace.filesChanged([{ uri: uri('b.stub'), kind: 'changed' }]);
    assert.equal(await workspace.summary(uri('a.stub')), first);
  });

  it('answers nothing for files of no language, missing files and cancelled requests', async () => {
    const { workspace } = workspaceOf('//- /a.stub\ndef x\n//- /read.me\nhello');
    assert.equal(await workspace.snapshot(uri('read.me')), undefined);
    assert.equal(await workspace.snapshot(uri('no.stub')), undefined);
    const cancellation = { isCancelled: true };
    assert.equal(await workspace.snapshot(uri('a.stub'), { cancellation }), undefined);
  });

  it('stops between two files when the request is cancelled', async () => {
    const { workspace, language } = workspaceOf(
      '//- /a.stub\nimport b.stub\n//- /b.stub\nimport c.stub\n//- /c.stub\ndef x',
    );
    const cancellation = { isCancelled: false };
    const asked = workspace.summary(uri('a.stub'), { cancellation });
    while (language.analyzed.length === 0) await immediately();
    cancellation.isCancelled = true;
    assert.equal(await asked, undefined);
    assert.deepEqual(language.analyzed, [uri('c.stub')]);
  });

  it('answers a request while background work is going on', async () => {
    const files = Array.from({ length: 50 }, (_, i) => `//- /f${i}.stub\ndef x${i}`);
    const { workspace, language } = workspaceOf([...files, '//- /z.stub\nuse nothing'].join('\n'));
    const background = workspace.prepareAll({ priority: 'background' });
    while (language.analyzed.length < 3) await immediately();
    await workspace.summary(uri('z.stub'));
    assert.ok(language.analyzed.length < 10, `${language.analyzed.length} files were analysed first`);
    assert.equal(await background, true);
    assert.equal(language.analyzed.length, 51);
  });

  it('goes on with the other files when a language throws', async () => {
    const { workspace, faults } = workspaceOf(
      '//- /a.stub\nimport b.stub\nimport c.stub\nuse x\n//- /b.stub\nthrow parse\n//- /c.stub\ndef x\n//- /d.stub\nthrow analyze',
    );
    const codes = async (name: string) => (await workspace.summary(uri(name)))?.problems.map((p) => p.code);
    // The import of b is said to be missing, and c is there all the same.
    assert.deepEqual(await codes('a.stub'), ['stub-missing']);
    assert.deepEqual(await codes('b.stub'), ['analysis-failed']);
    assert.deepEqual(await codes('d.stub'), ['analysis-failed']);
    assert.equal(faults.length, 2);
  });

  it('keeps the problems of a file when the rules throw', async () => {
    const { files } = parseFixture('//- /a.stub\nbad');
    const workspace = new Workspace({
      host: new MemoryHost([...files].map(([path, text]) => [ROOT + path, text])),
      languages: [stubLanguage()],
      pause: immediately,
      finish: () => {
        throw new Error('rule');
      },
    });
    assert.deepEqual(
      (await workspace.summary(uri('a.stub')))?.problems.map(({ code }) => code),
      ['stub-bad'],
    );
  });

  it('lets the rules have the last word on problems', async () => {
    const added: Problem = { span: { start: 0, end: 1 }, severity: 'hint', code: 'rule', message: 'Rule.' };
    const workspace = new Workspace({
      host: new MemoryHost([[uri('a.stub'), 'def x\nbad']]),
      languages: [stubLanguage()],
      pause: immediately,
      finish: ({ analysis }) => [...analysis.problems, added],
    });
    assert.deepEqual(
      (await workspace.summary(uri('a.stub')))?.problems.map(({ code }) => code),
      ['rule', 'stub-bad'],
    );
  });

  it('has one problem for a file that cannot be read, and one for whoever imports it', async () => {
    const { workspace, host } = workspaceOf('//- /a.stub\nimport big.stub\n//- /big.stub\n');
    host.write(uri('big.stub'), { kind: 'unreadable', cause: 'too-large', reason: 'it has 60 MB' });
    assert.equal(
      await problemsOf(workspace),
      [
        '/a.stub',
        'import big.stub',
        '       ^^^^^^^^ stub-missing (error): This file cannot be read: it has 60 MB.',
        '/big.stub',
        '',
        '^ file-over-50-mb (error): This file cannot be read: it has 60 MB.',
      ].join('\n'),
    );
  });

  it('does not read an open document that is too large either', async () => {
    const { workspace } = workspaceOf('');
    const text = 'def x\n'.repeat(9 * 1024 * 1024);
    workspace.openDocument({ uri: uri('big.stub'), languageId: 'wdl', version: 1, text });
    const summary = await workspace.summary(uri('big.stub'));
    assert.deepEqual(
      summary?.problems.map(({ code }) => code),
      ['file-over-50-mb'],
    );
  });

  it('knows who mentions a symbol, what a file reaches and what is missing', async () => {
    const { workspace } = workspaceOf(
      '//- /a.stub\nimport b.stub\nimport gone.stub\nuse x\n//- /b.stub\ndef x\n//- /c.stub\nimport a.stub\n//- /d.stub\nimport c.stub\nuse x',
    );
    await workspace.prepareAll();
    const mentions = workspace.mentions(symbolId(uri('b.stub'), 'x')).map((file) => file.uri);
    assert.deepEqual(mentions, [uri('b.stub'), uri('a.stub'), uri('d.stub')]);
    assert.deepEqual(workspace.reachable(uri('c.stub')), [uri('c.stub'), uri('a.stub'), uri('b.stub')]);
    assert.deepEqual(workspace.unresolved(uri('c.stub')), ['gone.stub']);
    assert.deepEqual(workspace.dependents(uri('b.stub')), [uri('a.stub'), uri('c.stub'), uri('d.stub')]);
  });

  it('leaves out folders of tools and results', async () => {
    const { workspace } = workspaceOf(
      '//- /a.stub\n//- /node_modules/m/b.stub\n//- /.git/c.stub\n//- /deep/er/d.stub',
    );
    assert.deepEqual(await workspace.files(), [uri('a.stub'), uri('deep/er/d.stub')]);
  });

  it('holds a chain of thousands of imports', async () => {
    const count = 5000;
    const files = Array.from(
      { length: count },
      (_, i) => [uri(`f${i}.stub`), `import f${i + 1}.stub`] as const,
    );
    const host = new MemoryHost([...files, [uri(`f${count}.stub`), 'def x']]);
    const workspace = new Workspace({ host, languages: [stubLanguage()], pause: () => Promise.resolve() });
    assert.equal((await workspace.summary(uri('f4000.stub')))?.problems.length, 0);
  });
});
