import assert from 'node:assert/strict';
import { definition } from '@omics-lens/server/features/definition.ts';
import { documentSymbols } from '@omics-lens/server/features/document-symbols.ts';
import { hover } from '@omics-lens/server/features/hover.ts';
import { inlayHints } from '@omics-lens/server/features/inlay-hints.ts';
import { references } from '@omics-lens/server/features/references.ts';
import { rename } from '@omics-lens/server/features/rename.ts';
import type { OutlineItem } from '@omics-lens/server/model/index.ts';
import { openFixture, renderEdits, renderLocations } from '../../../../support/open-fixture.ts';
import { changed, PIPELINE } from './pipeline.ts';

async function checkHover(from: string, to: string, expected: readonly string[]): Promise<void> {
  const { file, offset, workspace } = await openFixture(changed(from, to));
  const { markdown = '' } = hover(file, offset, workspace, workspace.settings) ?? {};
  for (const words of expected) assert.ok(markdown.includes(words), `${words} in\n${markdown}`);
}

/** The lines that the new name makes. */
async function checkRename(
  from: string,
  to: string,
  name: string,
  expected: readonly string[],
): Promise<void> {
  const { file, offset, workspace } = await openFixture(changed(from, to));
  const edits = rename(file, offset, name, workspace);
  const text = 'refused' in edits ? edits.refused : renderEdits(workspace, edits);
  const lines = text.split('\n').filter((line) => line.includes(name) || 'refused' in edits);
  assert.deepEqual(
    lines.map((line) => line.trim()),
    expected,
  );
}

describe('hover in CWL', () => {
  it('shows ports with what their authors wrote', async () => {
    await checkHover('      reads: reads', '      reads: re<|>ads', ['reads: File', 'Reads of one sample']);
    await checkHover('reads: align/bam', 'reads: align/b<|>am', ['bam: File']);
  });
  it('shows steps and what they run', async () => {
    await checkHover('reads: align/bam', 'reads: al<|>ign/bam', ['step align runs tool']);
    await checkHover('    run: tool.cwl', '    run: to<|>ol.cwl', ['CommandLineTool tool']);
  });
  it('shows members, and values as far as they are known', async () => {
    await checkHover('inputs.reads.path', 'inputs.reads.pa<|>th', ['path: string', 'Where the file is']);
    await checkHover('* 2048', '* 20<|>48', ['The value is `8192`', 'keep their defaults', 'omics.c.xlarge']);
  });
  it('shows the instance on the requirement', async () => {
    await checkHover('ResourceRequirement:', 'Resource<|>Requirement:', [
      'ResourceRequirement',
      'omics.c.xlarge',
    ]);
  });
});

describe('names in CWL', () => {
  it('lead to where they are declared, also in another file', async () => {
    const { file, offset, workspace } = await openFixture(
      changed('      reads: reads', '      re<|>ads: reads'),
    );
    const targets = definition(file, offset, workspace).map(({ target }) => target);
    assert.equal(renderLocations(workspace, targets), '/tool.cwl:8\n  reads: File\n  ^^^^^');
  });
  it('are found in all files', async () => {
    const { file, offset, workspace } = await openFixture(changed('  sample: { type', '  sam<|>ple: { type'));
    const found = references(file, offset, workspace, { declaration: 'left out' });
    assert.equal(found.length, 3);
  });
  it('are renamed in all files', async () => {
    await checkRename('      reads: reads', '      re<|>ads: reads', 'fastq', [
      'fastq: File',
      'arguments: [samtools, $(inputs.fastq.path)]',
      'fastq: reads',
      'fastq: align/bam',
      'sample: { source: sample, valueFrom: $(self + inputs.fastq.basename) }',
    ]);
    await checkRename('  align:\n', '  al<|>ign:\n', 'map', [
      'bam: { type: File, outputSource: map/bam }',
      'map:',
      'reads: map/bam',
    ]);
  });
  it('of files are not renamed here', async () => {
    await checkRename('    run: tool.cwl', '    run: to<|>ol.cwl', 'other', [
      "'tool.cwl' takes its name from somewhere else, so it has to be renamed there.",
    ]);
  });
});

describe('inlay hints in CWL', () => {
  async function check(fixture: string, expected: readonly string[]): Promise<void> {
    const { file, workspace } = await openFixture(fixture);
    const sources = { symbols: workspace, workflow: undefined, settings: workspace.settings };
    const hints = inlayHints(file, { start: 0, end: file.text.length }, sources);
    const shown = hints.map(({ offset, label }) => {
      const start = file.text.lastIndexOf('\n', offset - 1) + 1;
      return `${file.text.slice(start, offset).trim().slice(-24)}«${label}»`;
    });
    assert.deepEqual(shown, expected);
  }

  it('say types of ports and links', async () => {
    await check(PIPELINE, [
      'reads«: File»',
      'sample«: String»',
      'out: [bam«: File»',
      'reads«: File»',
      'sample«: String»',
      '- bam«: File»',
    ]);
  });
  it('say values and the instance', async () => {
    await check(changed('samtools', 'samtools<|>'), [
      'kerPull: $(inputs.image)«= "ubuntu:22.04" by default»',
      'esMin: $(inputs.threads)«= 4 by default»',
      '$(inputs.threads * 2048)«= 8192 by default»',
      'inputs.threads * 2048) }«omics.c.xlarge by default»',
    ]);
  });
});

describe('the outline of CWL', () => {
  it('has processes, ports and steps', async () => {
    const { file } = await openFixture(PIPELINE);
    const lines = (items: readonly OutlineItem[], indent: string): string[] =>
      items.flatMap(({ kind, name, detail, children }) => [
        `${indent}${kind} ${name}${detail === undefined ? '' : ` (${detail})`}`,
        ...lines(children, `${indent}  `),
      ]);
    assert.deepEqual(lines(documentSymbols(file), ''), [
      'workflow main (Workflow)',
      '  section requirements',
      '  section inputs',
      '    input reads (File)',
      '    input samples (string[])',
      '    input sample (string)',
      '  section outputs',
      '    output bam (File)',
      '  section steps',
      '    call align (tool)',
      '    call second (tool)',
    ]);
  });
});

describe('signature help in CWL', () => {
  async function check(to: string, expected: string): Promise<void> {
    const { file, offset } = await openFixture(changed('$(inputs.reads.path)]', to));
    const found = file.analysis.signature?.(offset);
    const shown = found?.parameters
      .map(({ label }, i) => (i === found.active ? `[${label}]` : label))
      .join(', ');
    assert.equal(found === undefined ? '' : `${found.label}: ${shown ?? ''}`, expected);
  }

  it('knows the functions of the library', async () => {
    await check('$(twice(<|>))]', 'twice(x): [x]');
    await check('$(twice(inputs.threads + (1<|>)))]', 'twice(x): [x]');
    await check('$(1 + twice(1) + <|>2)]', '');
    await check('$(other(<|>))]', '');
  });
  it('shows them on hover', async () => {
    await checkHover('$(inputs.reads.path)]', '$(twi<|>ce(inputs.threads))]', ['function twice(x)']);
  });
});
