import assert from 'node:assert/strict';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { openFixture } from '../../../support/open-fixture.ts';

async function labelsAt(fixture: string): Promise<readonly string[]> {
  const { file, offset } = await openFixture(fixture);
  return file.analysis.completions(offset).map(({ label }) => label);
}

/** All of `wanted` are offered, none of `unwanted`. */
async function check(fixture: string, wanted: readonly string[], unwanted: readonly string[] = []) {
  const labels = await labelsAt(fixture);
  assert.deepEqual(
    wanted.filter((label) => !labels.includes(label)),
    [],
    `missing among ${labels.join(', ')}`,
  );
  assert.deepEqual(
    unwanted.filter((label) => labels.includes(label)),
    [],
    'unwanted',
  );
}

const MODULE = `//- /modules/align.nf
process ALIGN {
  label 'big'
  input:
  tuple val(meta), path(reads)
  path index

  output:
  path '*.bam', emit: bam
  path '*.log', emit: log

  script:
  "align $reads"
}
`;

const PROJECT = `${MODULE}//- /nextflow.config
manifest.nextflowVersion = '24.10.8'
params { depth = 30 }
process { withLabel: 'big' { cpus = 8 } }
`;

const main = (body: string) =>
  `//- /main.nf\ninclude { ALIGN } from './modules/align'\nworkflow {\n  reads = channel.of(1)\n  ${body}\n}\n${PROJECT}`;

describe('completion in Nextflow scripts', () => {
  it('offers directives of the version in a process, and sections', () =>
    check(
      `//- /main.nf\nprocess A {\n  <|>\n\n  script:\n  'true'\n}\n${PROJECT}`,
      ['cpus', 'memory', 'container', 'resourceLimits', 'input:', 'output:'],
      ['script:', 'splitCsv', 'workflow'],
    ));
  it('leaves out directives that the version does not have', () =>
    check(
      "//- /main.nf\nprocess A {\n  <|>\n  script:\n  'true'\n}\n",
      ['cpus'],
      ['resourceLimits', 'array'],
    ));
  it('offers values and named arguments of directives', async () => {
    await check(
      "//- /main.nf\nprocess A {\n  errorStrategy <|>\n  script:\n  'true'\n}\n",
      ['retry', 'ignore'],
      ['cpus'],
    );
    await check("//- /main.nf\nprocess A {\n  errorStrategy '<|>'\n  script:\n  'true'\n}\n", [
      'retry',
      'finish',
    ]);
    await check(
      "//- /main.nf\nprocess A {\n  publishDir 'x', <|>\n  script:\n  'true'\n}\n",
      ['mode', 'pattern', 'saveAs'],
      ['cpus'],
    );
    await check(
      "//- /main.nf\nprocess A {\n  publishDir 'x', mode: <|>\n  script:\n  'true'\n}\n",
      ['copy', 'move'],
      ['pattern'],
    );
    await check("//- /main.nf\nprocess A {\n  publishDir 'x', mode: '<|>'\n  script:\n  'true'\n}\n", [
      'copy',
      'symlink',
    ]);
    await check(`//- /main.nf\nprocess A {\n  label '<|>'\n  script:\n  'true'\n}\n${PROJECT}`, ['big']);
  });
  it('offers qualifiers in inputs and outputs', async () => {
    await check(
      "//- /main.nf\nprocess A {\n  input:\n  <|>\n\n  script:\n  'true'\n}\n",
      ['val', 'path', 'tuple', 'each'],
      ['stdout', 'cpus'],
    );
    await check(
      "//- /main.nf\nprocess A {\n  output:\n  <|>\n\n  script:\n  'true'\n}\n",
      ['val', 'path', 'stdout'],
      ['each', 'eval'],
    );
    await check(
      "//- /main.nf\nprocess A {\n  output:\n  path 'x', <|>\n\n  script:\n  'true'\n}\n",
      ['emit', 'optional'],
      ['from', 'arity: '],
    );
  });
  it('offers inputs and variables in the script', () =>
    check(
      '//- /main.nf\nprocess A {\n  input:\n  path reads\n\n  script:\n  def args = 1\n  """\n  x ${<|>}\n  """\n}\n',
      ['reads', 'args', 'task', 'params'],
      ['cpus', 'mix'],
    ));
  it('offers processes, channels and functions in a workflow', () =>
    check(main('<|>'), ['ALIGN', 'reads', 'channel', 'file'], ['cpus']));
  it('offers outputs of a process', () =>
    check(main('ALIGN(reads)\n  ALIGN.out.<|>'), ['bam', 'log'], ['map']));
  it('offers operators behind a channel and behind a pipe', async () => {
    await check(main('reads.<|>'), ['map', 'join', 'set'], ['countBy', 'bam']);
    await check(main('reads | <|>'), ['map', 'ALIGN']);
  });
  it('offers options of operators', () =>
    check(main('reads.groupTuple(<|>)'), ['by', 'size', 'remainder'], ['map']));
  it('offers factories of channels', () =>
    check(main('channel.<|>'), ['of', 'fromPath', 'fromFilePairs', 'topic'], ['create', 'map']));
  it('offers parameters of script, configuration and schema', () =>
    check(
      `//- /main.nf\nparams.own = 1\nworkflow { println params.<|> }\n//- /nextflow.config\nparams.conf = 1\n//- /nextflow_schema.json\n{ "properties": { "schema": {} } }\n`,
      ['own', 'conf', 'schema'],
    ));
  it('offers members of workflow and task', async () => {
    await check(main('println workflow.<|>'), ['profile', 'containerEngine']);
    await check('//- /main.nf\nprocess A {\n  script:\n  """\n  x -t ${task.<|>}\n  """\n}\n', [
      'cpus',
      'memory',
      'attempt',
      'ext',
    ]);
  });
  it('offers paths and names of includes', async () => {
    await check(`//- /main.nf\ninclude { ALIGN } from '<|>'\n${MODULE}`, ['./modules/align']);
    await check(`//- /main.nf\ninclude { <|> } from './modules/align'\n${MODULE}`, ['ALIGN'], ['file']);
  });
  it('offers processes of other scripts, with the include that brings them', async () => {
    const accepted = async (fixture: string) => {
      const { file, offset } = await openFixture(fixture);
      const found = file.analysis.completions(offset).find(({ label }) => label === 'ALIGN');
      return applyEdits(file.text, found?.edits ?? []);
    };
    assert.equal(
      await accepted(`//- /main.nf\nnextflow.enable.dsl = 2\n\nworkflow {\n  ALI<|>\n}\n${MODULE}`),
      "nextflow.enable.dsl = 2\n\ninclude { ALIGN } from './modules/align'\n\nworkflow {\n  ALI\n}\n",
    );
    assert.equal(
      await accepted(
        `//- /sub/main.nf\ninclude { SORT } from './sort'\n\nworkflow {\n  ALI<|>\n}\n${MODULE}`,
      ),
      "include { SORT } from './sort'\ninclude { ALIGN } from '../modules/align'\n\nworkflow {\n  ALI\n}\n",
    );
  });
  it('offers declarations at the top', () =>
    check('//- /main.nf\n<|>\n', ['process', 'workflow', 'include']));
  it('offers nothing in comments and in texts', async () => {
    assert.deepEqual(await labelsAt('//- /main.nf\nworkflow {\n  // re<|>\n}\n'), []);
    assert.deepEqual(await labelsAt("//- /main.nf\nworkflow {\n  println 're<|>'\n}\n"), []);
  });
});

describe('completion in configuration of Nextflow', () => {
  const config = (text: string) =>
    `//- /nextflow.config\n${text}\n//- /main.nf\ninclude { ALIGN } from './modules/align'\nworkflow { ALIGN(1, 2) }\n${MODULE}`;
  it('offers scopes', () => check(config('<|>'), ['params', 'process', 'docker', 'includeConfig']));
  it('offers settings in blocks and behind points', async () => {
    await check(config('docker {\n  <|>\n}'), ['enabled', 'runOptions', 'registry'], ['params']);
    await check(config('docker.<|>'), ['enabled', 'runOptions']);
    await check(config('aws.<|>'), ['region', 'client', 'batch']);
    await check(config('manifest {\n  <|>\n}'), ['nextflowVersion', 'name']);
  });
  it('offers directives and selectors in process', async () => {
    await check(config('process {\n  <|>\n}'), ['cpus', 'memory', 'withName:', 'withLabel:'], ['docker']);
    await check(config("process {\n  withName: 'ALIGN' {\n    <|>\n  }\n}"), ['cpus', 'ext']);
    await check(config('process.<|>'), ['cpus', 'memory'], ['withName:']);
  });
  it('offers names of processes and labels in selectors', async () => {
    await check(config("process {\n  withName: '<|>' { cpus = 2 }\n}"), ['ALIGN'], ['big']);
    await check(config("process {\n  withLabel: '<|>' { cpus = 2 }\n}"), ['big'], ['ALIGN']);
  });
  it('offers values', async () => {
    await check(config("process.errorStrategy = '<|>'"), ['retry', 'ignore']);
    await check(config("manifest.nextflowVersion = '<|>'"), ['23.10.0', '25.10.0']);
    await check(
      config("plugins {\n  id '<|>'\n}"),
      ['nf-schema@2.3.0', 'nf-validation@1.1.1'],
      ['nf-prov@1.7.0'],
    );
  });
  it('offers parameters', () => check(config('params.a = 1\nprocess.cpus = params.<|>'), ['a']));
});
