import assert from 'node:assert/strict';
import { completion } from '@omics-lens/server/features/completion.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { openFixture } from '../../support/open-fixture.ts';

/** The first labels, best first. */
async function checkLabels(fixture: string, expected: readonly string[]) {
  const { file, offset } = await openFixture(fixture);
  const labels = completion(file, offset).items.map(({ label }) => label);
  assert.deepEqual(labels.slice(0, expected.length), expected);
}

/** The text after accepting the item: keeping the rest of the word, or replacing all of it. */
async function checkAccepted(
  fixture: string,
  label: string,
  how: 'inserting' | 'replacing',
  expected: string,
) {
  const { file, offset } = await openFixture(fixture);
  const item = completion(file, offset).items.find((one) => one.label === label);
  assert.ok(item !== undefined, `${label} is not offered`);
  const edit = { span: item[how], newText: item.insert ?? item.label };
  assert.equal(applyEdits(file.text, [edit, ...(item.edits ?? [])]), expected);
}

const task = (expression: string) => `version 1.1
task t {
  input {
    Int map_quality_threshold
    Int min_quality
    Int quality
  }
  Int x = ${expression}
  command <<< >>>
}
`;

describe('completion', () => {
  it('puts what starts as typed before what only contains the letters', async () => {
    await checkLabels(task('qual<|>'), ['quality', 'map_quality_threshold', 'min_quality']);
  });
  it('finds words by their initials, and letters in any case', async () => {
    await checkLabels(task('mqt<|>'), ['map_quality_threshold']);
    await checkLabels(task('QUAL<|>'), ['quality']);
  });
  it('offers nothing that lacks a typed letter', async () => {
    const { file, offset } = await openFixture(task('qualz<|>'));
    assert.deepEqual(completion(file, offset).items, []);
  });
  it('offers nothing in the text of a command', async () => {
    const { file, offset } = await openFixture(
      'version 1.1\ntask t {\n  command <<<\n    ec<|>ho hi\n  >>>\n}\n',
    );
    assert.deepEqual(completion(file, offset).items, []);
  });
  it('keeps or replaces the rest of the word', async () => {
    await checkAccepted(task('qua<|>nt'), 'quality', 'inserting', task('qualitynt'));
    await checkAccepted(task('qua<|>nt'), 'quality', 'replacing', task('quality'));
  });
  it('completes keys of a parameter file inside and outside of quotes', async () => {
    const wdl = '//- /main.wdl\nversion 1.1\nworkflow W {\n  input {\n    File reads\n    Int n\n  }\n}\n';
    await checkLabels(`//- /params.json\n{"re<|>"}\n${wdl}`, ['reads']);
    await checkLabels(`//- /params.json\n{ <|> }\n${wdl}`, ['n', 'reads']);
  });
});
