import assert from 'node:assert/strict';
import { openFixture } from '../../../support/open-fixture.ts';

/** The names of a process that nothing reads. */
async function check(body: string, expected: readonly string[], config = '') {
  const text = `//- /main.nf\nprocess A {\n${body}\n}\nworkflow { A(channel.of(1)) }\n//- /nextflow.config\n${config}\n`;
  const { file } = await openFixture(text, { target: 'spec' });
  const found = file.problems.filter(
    ({ code }) => code === 'unused-process-input' || code === 'unused-variable',
  );
  assert.deepEqual(
    found.map(({ code, span }) => `${code}: ${file.text.slice(span.start, span.end)}`),
    expected,
  );
}

describe('what nothing reads in a Nextflow process', () => {
  it('are values', () =>
    check('  input:\n  val depth\n  val used\n  script:\n  "echo $used"', ['unused-process-input: depth']));
  it('are variables', () =>
    check(
      '  input:\n  val x\n  script:\n  def args = task.ext.args ?: ""\n  def prefix = x\n  if (x) {\n    def more = 1\n    "a $prefix"\n  } else {\n    "b"\n  }',
      ['unused-variable: args', 'unused-variable: more'],
    ));
  it('are not files, and not what comes in tuples', () =>
    check('  input:\n  path index\n  tuple val(meta), path(bam)\n  script:\n  "ls"', []));
  it('are not those of directives, conditions, outputs and the shell', () =>
    check(
      "  tag \"$a\"\n  input:\n  val a\n  val b\n  val c\n  val d\n  output:\n  val b\n  when:\n  c\n  shell:\n  '''\n  echo !{d}\n  '''",
      [],
    ));
  it('are not what configuration reads', () =>
    check('  input:\n  val meta\n  script:\n  "ls"', [], 'process.ext.prefix = { "${meta}.x" }'));
  it('are none where a template may read them', () =>
    check('  input:\n  val x\n  script:\n  def y = 1\n  template "a.sh"', []));
  it('are none with an underscore in front', () =>
    check('  input:\n  val _x\n  script:\n  def _y = 1\n  "ls"', []));
});
