import assert from 'node:assert/strict';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { isParameterFile } from '@omics-lens/server/workspace/parameter-link.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { parseFixture } from '../../support/fixture.ts';
import { stubLanguage } from '../../support/stub-language.ts';

const ROOT = 'file:///project';

function workspaceOf(fixture: string, parameterFiles: Record<string, string> = {}) {
  const host = new MemoryHost([...parseFixture(fixture).files].map(([path, text]) => [ROOT + path, text]));
  const json = { ...stubLanguage('json'), accepts: (uri: string) => uri.endsWith('.json') };
  const workspace = new Workspace({
    host,
    languages: [stubLanguage(), json],
    settings: { ...DEFAULT_SETTINGS, parameterFiles },
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  workspace.addFolder(ROOT);
  return { workspace, host };
}

async function linkOf(workspace: Workspace, path: string): Promise<string> {
  const link = (await workspace.summary(ROOT + path))?.link;
  return link === undefined ? 'none' : `${link.workflowUri.slice(ROOT.length)} (${link.how}: ${link.reason})`;
}

/** The tie of the fixture's first file. */
async function check(fixture: string, expected: string, parameterFiles?: Record<string, string>) {
  const { workspace } = workspaceOf(fixture, parameterFiles);
  await workspace.files();
  assert.equal(await linkOf(workspace, parseFixture(fixture).main), expected);
}

describe('a parameter file is tied to', () => {
  it('the only workflow of its folder, when a key matches or there is no key yet', async () => {
    await check(
      '//- /params.json\n{"a": 1, "typo": 2}\n//- /w.stub\nworkflow W a b\n//- /lib.stub\ndef x',
      '/w.stub (keys: it is the only workflow in the folder)',
    );
    await check(
      '//- /inputs.json\n{ \n//- /w.stub\nworkflow W a',
      '/w.stub (keys: it is the only workflow in the folder)',
    );
  });

  it('nothing when the only workflow has none of its keys', async () => {
    await check('//- /input.json\n{"other": 1}\n//- /w.stub\nworkflow W a', 'none');
    await check('//- /input.json\n{"a": 1}\n//- /deeper/w.stub\nworkflow W a', 'none');
  });

  it('the one of several workflows whose inputs match its keys best', async () => {
    await check(
      '//- /params.json\n{"W.a": 1, "b": 2}\n//- /v.stub\nworkflow V a c\n//- /w.stub\nworkflow W a b',
      '/w.stub (keys: its inputs match the keys of this file best)',
    );
    await check(
      '//- /params.json\n{"a": 1}\n//- /v.stub\nworkflow V a c\n//- /w.stub\nworkflow W a b?',
      '/w.stub (keys: its inputs match the keys of this file best)',
    );
    await check('//- /params.json\n{"a": 1}\n//- /v.stub\nworkflow V a\n//- /w.stub\nworkflow W a', 'none');
  });

  it('the workflow of the same folder and stem, before any match of keys', async () => {
    const others = '//- /v.stub\nworkflow V a\n//- /w.stub\nworkflow W b';
    const expected = "/w.stub (name: it lies beside 'w.stub' and shares its name)";
    await check(`//- /w.params.json\n{"a": 1}\n${others}`, expected);
    await check(`//- /w.small.inputs.json\n{"a": 1}\n${others}`, expected);
  });

  it('what the run file that names it also names, or shares its stem with', async () => {
    await check(
      '//- /p/v.params.json\n{}\n//- /p/v.stub\nworkflow V a\n//- /w.stub\nworkflow W a\n//- /x.run.json\n{"parameters": "file://p/v.params.json", "definition": "w.stub"}',
      "/w.stub (run-file: the run file 'x.run.json' names it)",
    );
    await check(
      '//- /v.params.json\n{}\n//- /v.stub\nworkflow V a\n//- /w.stub\nworkflow W a\n//- /w.run.json\n{"parameters": "v.params.json"}',
      "/w.stub (run-file: the run file 'w.run.json' names it)",
    );
  });

  it('a file of any name, when a run file names it', async () => {
    await check(
      '//- /na12878.json\n{}\n//- /w.stub\nworkflow W a\n//- /w.run.json\n{"parameters": "na12878.json"}',
      "/w.stub (run-file: the run file 'w.run.json' names it)",
    );
    await check('//- /na12878.json\n{}\n//- /w.stub\nworkflow W a', 'none');
  });

  it('what a table of the project file names beside it', async () => {
    await check(
      '//- /p/params.json\n{}\n//- /w/w.stub\nworkflow W a\n//- /.healthomics/config.toml\nomics_iam_role = "r"\n[[workflows]]\nmain = "w/w.stub"\nparameters = "p/params.json"',
      "/w/w.stub (config: '/project/.healthomics/config.toml' names both)",
    );
    await check(
      '//- /params.json\n{}\n//- /w.stub\nworkflow W a\n//- /.healthomics/config.toml\nbroken = [',
      '/w.stub (keys: it is the only workflow in the folder)',
    );
  });

  it('what the setting says, before everything else', async () => {
    const fixture =
      '//- /v.params.json\n{}\n//- /v.stub\nworkflow V a\n//- /w.stub\nworkflow W a\n//- /v.run.json\n{"parameters": "v.params.json"}';
    const expected = '/w.stub (setting: the setting omicsLens.parameterFiles says so)';
    await check(fixture, expected, { 'v.params.json': 'w.stub' });
    await check(fixture, "/v.stub (run-file: the run file 'v.run.json' names it)", {
      'v.params.json': 'gone.stub',
    });
    await check('//- /odd.json\n{}\n//- /w.stub\nworkflow W a', expected, { './odd.json': 'w.stub' });
  });

  it('something else when files appear, change and go', async () => {
    const { workspace, host } = workspaceOf('//- /params.json\n{"a": 1}');
    assert.equal(await linkOf(workspace, '/params.json'), 'none');
    host.write(`${ROOT}/w.stub`, 'workflow W a');
    workspace.filesChanged([{ uri: `${ROOT}/w.stub`, kind: 'created' }]);
    assert.match(await linkOf(workspace, '/params.json'), /^\/w\.stub \(keys/);
    host.write(`${ROOT}/v.stub`, 'workflow V a');
    workspace.filesChanged([{ uri: `${ROOT}/v.stub`, kind: 'created' }]);
    assert.equal(await linkOf(workspace, '/params.json'), 'none');
    host.write(`${ROOT}/v.stub`, 'workflow V c');
    workspace.filesChanged([{ uri: `${ROOT}/v.stub`, kind: 'changed' }]);
    assert.match(await linkOf(workspace, '/params.json'), /^\/w\.stub \(keys/);
    host.remove(`${ROOT}/w.stub`);
    workspace.filesChanged([{ uri: `${ROOT}/w.stub`, kind: 'deleted' }]);
    assert.equal(await linkOf(workspace, '/params.json'), 'none');
  });
});

describe('parameter files', () => {
  const names = (accepted: readonly string[], rejected: readonly string[]) => {
    const isOne = (name: string) => isParameterFile(`${ROOT}/${name}`, DEFAULT_SETTINGS, [ROOT]);
    assert.deepEqual(
      [...accepted, ...rejected].filter((name) => isOne(name)),
      accepted,
    );
  };
  it('are known by the names that people give them', () => {
    names(
      ['params.json', 'x.params.json', 'a.b.inputs.json', 'inputs.json', 'input.json', 'parameters.json'],
      ['package.json', 'myparams.json', 'x.run.json', 'x.input.json', 'params.yaml', 'tsconfig.json'],
    );
  });
});
