import assert from 'node:assert/strict';
import { completion } from '@omics-lens/server/features/completion.ts';
import { openFixture } from '../../../../support/open-fixture.ts';
import { changed } from './pipeline.ts';

/** The best of what is offered when `from` is written as `to`, with types. */
async function check(from: string, to: string, expected: string): Promise<void> {
  const { file, offset } = await openFixture(changed(from, to));
  const { items } = completion(file, offset);
  const wanted = expected.split(' | ').filter((one) => one !== '');
  const shown = items.slice(0, Math.max(1, wanted.length));
  const texts = shown.map(({ label, detail }) => (detail === undefined ? label : `${label}: ${detail}`));
  assert.deepEqual(texts, wanted, to);
}

/** None of these is offered. */
async function checkNot(from: string, to: string, labels: readonly string[]): Promise<void> {
  const { file, offset } = await openFixture(changed(from, to));
  const offered = completion(file, offset).items.map(({ label }) => label);
  assert.deepEqual(
    labels.filter((label) => offered.includes(label)),
    [],
  );
}

describe('completion in CWL expressions', () => {
  const last = '$(inputs.reads.path)]';

  it('knows the inputs', async () => {
    await check(last, '$(inputs.<|>)]', 'image: string | reads: File | sample: string | threads: int');
    const all = 'arguments: [samtools, $(inputs.reads.path)]';
    await check(
      all,
      'arguments:\n  - $(inputs["<|>"])',
      'image: string | reads: File | sample: string | threads: int',
    );
  });
  it('works before the bracket is closed', async () => {
    await check(last, '$(inputs.<|>]', 'image: string | reads: File | sample: string | threads: int');
  });
  it('knows the members of a value', async () => {
    await check(last, '$(inputs.reads.ba<|>)]', 'basename: string');
    await check(last, '$(runtime.co<|>)]', 'cores: long');
  });
  it('knows the roots and the library', async () => {
    await check(last, '$(<|>)]', 'inputs: the inputs | runtime: cores, ram, folders | twice');
    await checkNot(last, '$(<|>)]', ['self', 'x']);
  });
  it('knows self and the inputs of a step', async () => {
    await check('$(self + inputs', '$(sel<|> + inputs', 'self: string');
    await check('inputs.reads.basename', 'inputs.<|>', 'reads: File | sample: string');
  });
  it('replaces the whole word', async () => {
    const { file, offset } = await openFixture(changed(last, '$(inputs.re<|>ads.path)]'));
    const [first] = completion(file, offset).items;
    assert.equal(first && file.text.slice(first.replacing.start, first.replacing.end), 'reads');
  });
});

describe('completion of CWL links', () => {
  it('offers sources that fit, namesakes first', async () => {
    await check('      reads: reads', '      reads: <|>', 'reads: File | second/bam: File');
    await check('      reads: align/bam', '      reads: al<|>', 'align/bam: File');
    await check('{ source: sample,', '{ source: <|>,', 'sample: string');
    await checkNot('      reads: reads', '      reads: <|>', ['sample', 'samples', 'align/bam']);
  });
  it('offers inputs that the step lacks, those first that it needs', async () => {
    await check('      sample: sample\n', '      <|>\n', 'sample: string | image: string | threads: int');
    await check('      sample: sample\n', '      sa<|>\n', 'sample: string');
  });
  it('offers outputs of what the step runs', async () => {
    await check('out: [bam]', 'out: [<|>]', 'bam: File | log: File');
    await check('      - bam\n', '      - bam\n      - <|>\n', 'log: File');
  });
  it('offers sources of outputs', async () => {
    await check(
      'outputSource: align/bam',
      'outputSource: <|>',
      'reads: File | align/bam: File | second/bam: File',
    );
  });
  it('offers inputs to scatter over', async () => {
    await check('  second:\n', '  second:\n    scatter: <|>\n', 'reads: File | sample: string');
  });
  it('offers files to run', async () => {
    await check('  second:\n    run: tool.cwl', '  second:\n    run: <|>', 'tool.cwl');
  });
  it('leaves all else to the schema', async () => {
    const { file, offset } = await openFixture(changed('class: Workflow\n', 'class: Workflow\n<|>\n'));
    assert.ok(completion(file, offset).items.some(({ label }) => label === 'doc'));
  });
});
