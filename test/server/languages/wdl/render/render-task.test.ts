import assert from 'node:assert/strict';
import { renderTask } from '@omics-lens/server/features/render-task.ts';
import type { RenderedTask } from '@omics-lens/server/features/render-task.ts';
import { dedent } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';

function versioned(source: string): string {
  return source.trimStart().startsWith('version') ? source : `version 1.1\n${dedent(source)}`;
}

/** The task `T` of the source, rendered with the inputs. */
function rendered(source: string, inputs: Readonly<Record<string, unknown>> = {}): RenderedTask {
  const { analysis, uri } = wdlProject(versioned(source)).main;
  const task = renderTask({ analysis, uri } as Parameters<typeof renderTask>[0], 'T', inputs);
  assert.ok(task, 'there is a task T');
  return task;
}

function check(source: string, inputs: Readonly<Record<string, unknown>>, script: string): void {
  assert.equal(rendered(source, inputs).script, `${dedent(script).trim()}\n`);
}

const ONE = (expression: string, declarations = 'input { String x = "a" }') =>
  `task T { ${declarations}\n command <<<\n  ${expression}\n >>> }`;

/** Declarations, what stands in the command, inputs, and what it becomes. */
const ROWS: readonly (readonly [string, string, object, string])[] = [
  ['input { String s }', '~{s}', { s: 'one two' }, 'one two'],
  ['input { String s }', '~{s}', { 'T.s': 'given' }, 'given'],
  ['input { String s = "d" }', '~{s}', {}, 'd'],
  ['input { String? s }', '[~{s}]', {}, '[]'],
  ['input { String? s }', '~{"-s " + s}', { s: 'x' }, '-s x'],
  ['input { String? s }', '~{default="none" s}', {}, 'none'],
  ['input { Int n }', '~{n * 2}', { n: 4 }, '8'],
  ['input { Float f }', '~{f}', { f: 1 }, '1.000000'],
  ['input { Boolean b }', '~{true="-v" false="-q" b}', { b: true }, '-v'],
  ['input { Boolean b }', '~{b}', { b: false }, 'false'],
  ['input { Boolean b }', '~{if b then "yes" else "no"}', { b: false }, 'no'],
  ['input { Array[String] a }', '~{sep=" " a}', { a: ['x', 'y'] }, 'x y'],
  ['input { Array[File] a }', '~{sep(",", prefix("-I ", a))}', { a: ['p', 'q'] }, '-I p,-I q'],
  ['input { Array[String] a }', '~{length(a)} ~{a[1]}', { a: ['x', 'y'] }, '2 y'],
  ['input { Map[String, Int] m }', '~{m["k"]}', { m: { k: 3 } }, '3'],
  ['input { Pair[Int, String] p }', '~{p.left}~{p.right}', { p: { left: 1, right: 'r' } }, '1r'],
  ['input { File f }', '~{basename(f, ".bam")}', { f: 's3://b/dir/x.bam' }, 'x'],
  ['input { String s }', '~{sub(s, "a+", "b")}', { s: 'caat' }, 'cbt'],
  ['input { String? a String? b }', '~{select_first([a, b, "c"])}', { b: 'two' }, 'two'],
  ['input { String? a }', '~{if defined(a) then 1 else 2}', {}, '2'],
  ['input { Int n = 3 } Int m = n + 1', '~{m}', { n: 5 }, '6'],
  ['input { String s } String t = "~{s}-~{s}"', '~{t}', { s: 'x' }, 'x-x'],
  ['input { Array[Int] a = range(3) }', '~{sep=":" a}', {}, '0:1:2'],
  // What is not known stays a variable.
  ['input { File f }', 'wc ~{f}', {}, 'wc ${WDL_f}'],
  ['input { File f }', '~{size(f, "GiB")}', { f: 'x' }, '${WDL_size_f_GiB}'],
  [
    'input { File f }',
    '~{read_string(f)} ~{read_string(f)}',
    { f: 'x' },
    '${WDL_read_string_f} ${WDL_read_string_f}',
  ],
  ['input { Int n }', '~{n}', { n: 'many' }, '${WDL_n}'],
  ['input { Array[String] a }', '~{a}', { a: ['x'] }, '${WDL_a}'],
  // The shell's own words stay as they are.
  ['input { String s = "x" }', 'echo $HOME ${PATH} ~{s} \\n', {}, 'echo $HOME ${PATH} x \\n'],
];

describe('WDL: the command of a single task', () => {
  for (const [declarations, text, inputs, expected] of ROWS) {
    it(`${declarations}  ${text}  ${JSON.stringify(inputs)}`, () => {
      assert.equal(
        rendered(ONE(text, declarations), inputs as Record<string, unknown>).script,
        `${expected}\n`,
      );
    });
  }

  it('loses the indentation that the lines share, and keeps that of values', () => {
    check(
      `
      task T {
        input { String body = "  two\\n    lines" }
        command <<<
          set -e
          if true; then
            echo '~{body}'
          fi

        >>>
      }`,
      {},
      `
      set -e
      if true; then
        echo '  two
          lines'
      fi
      `.replace("          lines'", "          lines'"),
    );
  });

  it('reads structs of the document', () => {
    const source = `
      struct Sample { String name Array[File] reads }
      task T {
        input { Sample sample }
        command <<< align ~{sample.name} ~{sep=' ' sample.reads} >>>
      }`;
    const task = rendered(source, { sample: { name: 'n', reads: ['s3://b/1', 's3://b/2'] } });
    assert.equal(task.script.trim(), 'align n s3://b/1 s3://b/2');
    assert.deepEqual(task.files, ['s3://b/1', 's3://b/2']);
    assert.deepEqual(task.notes, [
      "'s3://b/1' is not fetched for a single task: the command gets the name as it stands.",
      "'s3://b/2' is not fetched for a single task: the command gets the name as it stands.",
    ]);
  });

  it('gives what the task asks for with the same inputs', () => {
    const source = `
      task T {
        input { Int threads = 4 String tag = "1" }
        command <<< echo >>>
        runtime { docker: "tools:~{tag}" cpu: threads memory: "~{threads * 2} GiB" }
      }`;
    const sizes = (inputs: object) => {
      const { container, cpus, memoryGiB } = rendered(source, inputs as Record<string, unknown>);
      return [container, cpus, memoryGiB];
    };
    assert.deepEqual(sizes({}), ['tools:1', 4, 8]);
    assert.deepEqual(sizes({ threads: 16, tag: '2' }), ['tools:2', 16, 32]);
  });

  it('says what is not known and what it is', () => {
    const task = rendered('task T { input { File f Int n = 1 } command <<< ~{f} ~{size(f) + n} >>> }');
    assert.deepEqual(task.unknown, [
      { variable: 'WDL_f', text: 'f', input: 'f' },
      { variable: 'WDL_size_f_n', text: 'size(f) + n' },
    ]);
    assert.deepEqual(
      task.inputs.map(({ name, type, required, default: given }) => [name, type, required, given]),
      [
        ['f', 'File', true, undefined],
        ['n', 'Int', false, '1'],
      ],
    );
  });

  it('sets what WDL 1.2 passes through the environment', () => {
    const task = rendered('version 1.2\ntask T { input { env String s } command <<< echo $s >>> }', {
      s: 'a',
    });
    assert.deepEqual([task.environment, task.script.trim()], [{ s: 'a' }, 'echo $s']);
  });

  it('has none for a workflow, a task without a command and a broken one', () => {
    const of = (source: string) => {
      const { analysis, uri } = wdlProject(source).main;
      return renderTask({ analysis, uri } as Parameters<typeof renderTask>[0], 'T', {});
    };
    assert.equal(of('workflow T { }'), undefined);
    assert.equal(of('task T { }'), undefined);
    assert.equal(of('task T { command <<< ~{ >>>')?.name, 'T');
    assert.equal(of('task U { command <<< >>> }'), undefined);
  });
});
