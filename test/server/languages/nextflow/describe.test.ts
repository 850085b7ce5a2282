import assert from 'node:assert/strict';
import { hover } from '@omics-lens/server/features/hover.ts';
import { inlayHints } from '@omics-lens/server/features/inlay-hints.ts';
import { documentSymbols } from '@omics-lens/server/features/document-symbols.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { openFixture } from '../../../support/open-fixture.ts';

async function hoverAt(fixture: string): Promise<string> {
  const { workspace, file, offset } = await openFixture(fixture);
  return hover(file, offset, workspace, { ...DEFAULT_SETTINGS, target: 'spec' })?.markdown ?? '';
}

async function check(fixture: string, ...expected: readonly string[]) {
  const found = await hoverAt(fixture);
  for (const words of expected)
    assert.ok(found.includes(words), `${JSON.stringify(words)} is not in ${JSON.stringify(found)}`);
}

const PROJECT = `//- /nextflow.config
manifest { nextflowVersion = '>=23.04.0' }
process { withLabel: 'big' { memory = { 32.GB * task.attempt } } }
`;

describe('hover in Nextflow', () => {
  it('on a directive tells what it is, what it comes to, and who said so', () =>
    check(
      `//- /main.nf\nprocess A {\n  label 'big'\n  mem<|>ory 4.GB\n  script: 'true'\n}\nworkflow { A() }\n${PROJECT}`,
      '**memory**: How much memory',
      "Here: **32 GiB**, from `withLabel: 'big'` in `nextflow.config`.",
    ));
  it('on a process shows its inputs and what its author wrote', () =>
    check(
      '//- /main.nf\n/**\n * Aligns reads.\n */\nprocess A {\n  input: tuple val(meta), path(reads)\n  script: "true"\n}\nworkflow { A<|>(params.x) }\n',
      'process A(tuple val(meta), path(reads))',
      'Aligns reads.',
    ));
  it('on operators, factories, members, sections and options', async () => {
    await check(
      '//- /main.nf\nworkflow {\n  channel.of(1).gro<|>upTuple()\n}\n',
      '`groupTuple(options)`',
      '`size`',
    );
    await check('//- /main.nf\nworkflow {\n  channel.from<|>Path("x")\n}\n', 'match a path or a pattern');
    await check('//- /main.nf\nworkflow {\n  println workflow.container<|>Engine\n}\n', 'docker');
    await check('//- /main.nf\nprocess A {\n  inp<|>ut: path x\n  script: "true"\n}\n', 'what comes in');
    await check(
      '//- /main.nf\nprocess A {\n  output: path "x", em<|>it: y\n  script: "true"\n}\n',
      'PROC.out.name',
    );
    await check('//- /main.nf\nprocess A {\n  input: pa<|>th x\n  script: "true"\n}\n', 'A file, or several');
  });
  it('on the version tells which one HealthOmics runs, and why', () =>
    check(
      "//- /nextflow.config\nmanifest { nextflow<|>Version = '>=23.04.0' }\n",
      'AWS HealthOmics runs this with **Nextflow 23.10.0**: of the versions that match `>=23.04.0`',
    ));
  it('on settings and scopes of configuration', async () => {
    await check('//- /nextflow.config\ndo<|>cker { enabled = true }\n', 'How Docker runs containers');
    await check('//- /nextflow.config\ndocker { ena<|>bled = true }\n', 'runs every task in a container');
    await check(
      "//- /nextflow.config\nplugins { id 'nf-sch<|>ema@2.4.0' }\n",
      'AWS HealthOmics has `nf-schema@2.3.0`',
      'whatever stands here',
    );
  });
  it('on a selector lists the processes that it means', () =>
    check(
      "//- /nextflow.config\nprocess { withName: 'ALI<|>GN.*' { cpus = 2 } }\n//- /main.nf\nprocess ALIGN_A { script: 'true' }\nprocess ALIGN_B { script: 'true' }\nprocess SORT { script: 'true' }\nworkflow { ALIGN_A() }\n",
      'Directives of `ALIGN_A`, `ALIGN_B`.',
    ));
  it('on a parameter shows its default and its comment', () =>
    check(
      '//- /main.nf\nworkflow { println params.dep<|>th }\n//- /nextflow.config\nparams {\n  depth = 30 // How deep to look.\n}\n',
      'params.depth = 30',
      'How deep to look.',
    ));
});

describe('hints in Nextflow', () => {
  const hinted = async (fixture: string) => {
    const { workspace, file } = await openFixture(fixture);
    const settings = {
      ...DEFAULT_SETTINGS,
      target: 'spec' as const,
      inlayHints: { callInputs: true, parameters: true, inferredTypes: true, values: true, instances: false },
    };
    const hints = inlayHints(
      file,
      { start: 0, end: file.text.length },
      { symbols: workspace, workflow: undefined, settings },
    );
    return applyEdits(
      file.text,
      hints.map(({ offset, label, gap }) => ({
        span: { start: offset, end: offset },
        newText: `${gap === 'before' ? ' ' : ''}‹${label}›`,
      })),
    );
  };
  it('show what configuration adds, what closures come to, and the names of inputs', async () => {
    const text = await hinted(
      "//- /main.nf\nprocess A {\n  cpus { 2 * task.attempt }\n  input:\n  path reads\n  script: 'true'\n}\nworkflow { A(params.x) }\n//- /nextflow.config\nprocess.memory = 8.GB\n",
    );
    assert.match(text, /process A ‹.*memory 8 GiB.*›/);
    assert.match(text, /cpus \{ 2 \* task\.attempt \} ‹.*2.*›/);
    assert.match(text, /A\(‹.*›params\.x\)/);
  });
});

describe('signatures in Nextflow', () => {
  it('are those of processes, functions and operators', async () => {
    const at = async (fixture: string) => {
      const { file, offset } = await openFixture(fixture);
      const found = file.analysis.signature?.(offset);
      return found === undefined ? undefined : [found.label, found.active];
    };
    const process = '\nprocess A {\n  input:\n  path reads\n  val depth\n  script: "true"\n}\n';
    assert.deepEqual(await at(`//- /main.nf\nworkflow { A(params.x, <|>) }${process}`), [
      'A(path reads, val depth)',
      1,
    ]);
    assert.deepEqual(await at('//- /main.nf\nworkflow { channel.of(1).join(<|>) }\n'), [
      'join(other, options)',
      0,
    ]);
    assert.deepEqual(await at('//- /main.nf\ndef f(a, b = 1) { a }\nworkflow { println f(<|>) }\n'), [
      'f(a, b = 1)',
      0,
    ]);
  });
});

describe('the outline of Nextflow files', () => {
  it('has declarations with sections, inputs, outputs and calls; scopes and selectors', async () => {
    const shown = async (fixture: string) => {
      const { file } = await openFixture(fixture);
      const lines: string[] = [];
      const visit = (items: ReturnType<typeof documentSymbols>, depth: number) => {
        for (const { name, children } of items) {
          lines.push('  '.repeat(depth) + name);
          visit(children, depth + 1);
        }
      };
      visit(documentSymbols(file), 0);
      return lines;
    };
    assert.deepEqual(
      await shown(
        "//- /main.nf\nparams.x = 1\nprocess A {\n  input:\n  path reads\n  output:\n  path 'y', emit: y\n  script: 'true'\n}\nworkflow {\n  A(params.x)\n}\ndef f() { 1 }\n",
      ),
      [
        'params.x',
        'A',
        '  input',
        '    path reads',
        '  output',
        "    path 'y', emit: y",
        '  script',
        'workflow',
        '  A',
        'f',
      ],
    );
    assert.deepEqual(
      await shown(
        "//- /nextflow.config\nparams { x = 1 }\nprocess { withName: 'A' { cpus = 2 } }\ndocker.enabled = true\n",
      ),
      ['params', '  x', 'process', '  A', '    cpus', 'docker.enabled'],
    );
  });
});
