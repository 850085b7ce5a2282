import assert from 'node:assert/strict';
import { newInputsFiles } from '@omics-lens/server/features/new-inputs.ts';
import { fileName } from '@omics-lens/server/workspace/uris.ts';
import { openFixture } from '../../support/open-fixture.ts';

/** What is offered at the cursor, each title with its text. */
async function check(fixture: string, expected: readonly string[], taken: readonly string[] = []) {
  const { workspace, file, offset } = await openFixture(fixture);
  const range = { start: offset, end: offset };
  const beside = new Set(taken.map((name) => `file:///project/${name}`));
  const files = newInputsFiles(file, range, workspace.model(file.uri), {
    taken: beside,
    target: 'healthomics',
  });
  assert.deepEqual(
    files.map(({ title, text, uri }) => {
      assert.ok(title.includes(fileName(uri)));
      return `${title}\n${text}`;
    }),
    expected,
  );
}

const workflow = (inputs: string) => `version 1.1\nworkflow Wo<|>rk {\n  input {\n${inputs}\n  }\n}\n`;

describe('new inputs files', () => {
  it('hold the required inputs, or all of them', async () => {
    await check(
      workflow('    Array[File]+ reads\n    Int n = 2 + 2\n    String? name\n    File out = "~{n}"'),
      [
        'Create \'main.inputs.json\' with the required inputs\n{\n  "reads": [\n    "s3://"\n  ]\n}\n',
        'Create \'main.inputs.json\' with all inputs\n{\n  "reads": [\n    "s3://"\n  ],\n  "n": 4,\n  "name": null,\n  "out": null\n}\n',
      ],
    );
  });
  it('are offered once where all inputs are required, or none', async () => {
    const all = (json: string) => [`Create 'main.inputs.json' with all inputs\n${json}`];
    await check(workflow('    Int n'), all('{\n  "n": 0\n}\n'));
    await check(workflow('    Int n = 1'), all('{\n  "n": 1\n}\n'));
  });
  it('take a name that is free', async () => {
    await check(
      workflow('    Int n'),
      ['Create \'main.3.inputs.json\' with all inputs\n{\n  "n": 0\n}\n'],
      ['main.inputs.json', 'main.2.inputs.json'],
    );
  });
  it('are offered on the name of a workflow with inputs only', async () => {
    await check('version 1.1\nworkflow W {\n  Int <|>n = 1\n}\n', []);
    await check('version 1.1\nworkflow W<|> {\n}\n', []);
    await check('version 1.1\n//<|>\nworkflow W {\n  input {\n    Int n\n  }\n}\n', []);
  });
});
