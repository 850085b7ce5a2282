import { strict as assert } from 'node:assert';
import { dedent } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';
import type { CompletionCandidate } from '@omics-lens/server/languages/language.ts';

const HEAD = `version 1.1
import "lib.wdl" as lib
struct Sample { String name  File bam  Int? depth }
task align {
  input { File reads  Int threads = 4 }
  command <<< >>>
  output { File bam = "x"  Int count = 1 }
}
`;

const LIB = `
//- /lib.wdl
version 1.1
task sort { input { File bam  String order = "name" } command <<< >>> output { File sorted = "x" } }
`;

/** What is offered at the cursor, best first, each with its detail; the fixture stands behind a few declarations. */
function offered(fixture: string): CompletionCandidate[] {
  const project = wdlProject(HEAD + dedent(fixture) + LIB);
  const { cursor } = project.fixture;
  assert.ok(cursor, 'The fixture has a cursor.');
  return [...project.main.analysis.completions(cursor.offset)].sort(
    (a, b) => (a.rank ?? 5) - (b.rank ?? 5) || (a.label < b.label ? -1 : 1),
  );
}

/** The labels of the best ones. */
function check(fixture: string, ...expected: string[]): void {
  assert.deepEqual(
    offered(fixture)
      .slice(0, expected.length)
      .map(({ label }) => label),
    expected,
  );
}

function checkNothing(fixture: string): void {
  assert.deepEqual(
    offered(fixture).map(({ label }) => label),
    [],
  );
}

function checkHas(fixture: string, ...expected: string[]): void {
  const labels = new Set(offered(fixture).map(({ label }) => label));
  assert.deepEqual(
    expected.filter((label) => !labels.has(label)),
    [],
  );
}

function checkLacks(fixture: string, ...unexpected: string[]): void {
  const labels = new Set(offered(fixture).map(({ label }) => label));
  assert.deepEqual(
    unexpected.filter((label) => labels.has(label)),
    [],
  );
}

describe('WDL completion', () => {
  describe('of calls', () => {
    it('offers tasks with what they need, also those of imports', () => {
      check('\nworkflow w {\n  call <|>\n}', 'align { … }', 'align', 'lib.sort { … }', 'lib', 'lib.sort');
    });

    it('writes the inputs that must be given', () => {
      const [first] = offered('\nworkflow w {\n  call <|>\n}');
      assert.equal(first?.insert, 'align {\n  input:\n    reads = ${1:reads}\n}');
    });

    it('offers the tasks of a namespace', () => {
      check('\nworkflow w {\n  call lib.<|>\n}', 'sort { … }', 'sort');
    });

    it('does not offer the workflow itself', () => {
      checkLacks('\nworkflow w {\n  call <|>\n}', 'w');
    });

    it('offers inputs that are not given, the ones that must be first', () => {
      check('\nworkflow w {\n  call align { input: <|> }\n}', 'reads', 'threads');
      check('\nworkflow w {\n  call align { input: reads = "x", <|> }\n}', 'threads');
      check('\nworkflow w {\n  call align { <|> }\n}', 'input:', 'reads', 'threads');
    });

    it('offers values that fit the input first', () => {
      check('\nworkflow w {\n  input { Int n  File f }\n  call align { input: reads = <|> }\n}', 'f', 'n');
      check('\nworkflow w {\n  input { Int n  File f }\n  call align { input: threads = <|> }\n}', 'n');
    });

    it('does not offer a call its own outputs', () => {
      checkLacks('\nworkflow w {\n  call align { input: reads = <|> }\n}', 'align', 'align.bam');
    });

    it('offers what may follow, and what to wait for', () => {
      check('\nworkflow w {\n  call align <|>\n}', 'as', 'after');
      check('\nworkflow w {\n  call lib.sort\n  call align after <|>\n}', 'sort');
      checkNothing('\nworkflow w {\n  call align as <|>\n}');
    });
  });

  describe('of what a task knows of itself', () => {
    const task = (version: string, body: string) =>
      wdlProject(
        `version ${version}\ntask t {\n  input { File reads }\n${body}\n  output { Int n = 1 }\n}\n`,
      );

    function checkTask(version: string, body: string, expected: readonly string[]): void {
      const { main, fixture } = task(version, body);
      assert.ok(fixture.cursor, 'The fixture has a cursor.');
      const found = main.analysis.completions(fixture.cursor.offset);
      assert.deepEqual(
        [...found]
          .sort((a, b) => (a.rank ?? 5) - (b.rank ?? 5))
          .map(({ label }) => label)
          .slice(0, expected.length),
        expected,
      );
    }

    it('offers what the attempt before had', () => {
      checkTask('1.3', '  command <<< ~{task.previous.<|>} >>>', [
        'container',
        'cpu',
        'memory',
        'gpu',
        'fpga',
        'disks',
      ]);
    });

    it('offers only what is known before the task has its resources', () => {
      checkTask('1.3', '  command <<< >>>\n  requirements { cpu: task.<|> }', [
        'name',
        'id',
        'attempt',
        'meta',
      ]);
    });

    it('offers inputs and outputs in hints, and keys for each of them', () => {
      checkTask('1.2', '  command <<< >>>\n  hints { inputs: input { <|> } }', ['reads']);
      checkTask('1.2', '  command <<< >>>\n  hints { outputs: output { <|> } }', ['n']);
      checkTask('1.2', '  command <<< >>>\n  hints { inputs: input { reads: hints { <|> } } }', [
        'max_cpu',
        'max_memory',
      ]);
    });

    it('knows the values of hints by their section', () => {
      checkTask('1.2', '  command <<< >>>\n  hints { disks: <|> }', ['"SSD"']);
      checkTask('1.2', '  command <<< >>>\n  requirements { gpu: <|> }', ['true']);
    });
  });

  describe('of members', () => {
    it('offers outputs of calls', () => {
      check('\nworkflow w {\n  call align { input: reads = "x" }\n  File f = align.<|>\n}', 'bam', 'count');
    });

    it('says what an output is outside of its scatter', () => {
      const [first] = offered(
        '\nworkflow w {\n  scatter (i in range(3)) {\n    call align { input: reads = "x" }\n  }\n  Array[File] f = align.<|>\n}',
      );
      assert.equal(first?.detail, 'Array[File]');
    });

    it('offers members of structs and pairs, through elements too', () => {
      check('\nworkflow w {\n  input { Array[Sample] ss }\n  File f = ss[0].<|>\n}', 'bam', 'depth', 'name');
      check('\nworkflow w {\n  input { Pair[Int, Sample] p }\n  File f = p.right.b<|>\n}', 'bam');
      check('\nworkflow w {\n  input { Pair[Int, Int] p }\n  Int f = p.<|>\n}', 'left', 'right');
    });

    it('offers members that a struct literal does not have yet', () => {
      check('\nworkflow w {\n  Sample s = Sample { name: "a", <|> }\n}', 'bam', 'depth');
      check('\nworkflow w {\n  Sample s = object { <|> }\n}', 'bam', 'depth', 'name');
    });
  });

  describe('of expressions', () => {
    it('offers the names in sight, scatter variables included', () => {
      checkHas(
        '\nworkflow w {\n  input { File f }\n  scatter (i in [1]) {\n    Int a = <|>\n  }\n  Int late = 1\n}',
        'f',
        'i',
        'late',
        'length',
      );
    });

    it('puts what fits first', () => {
      check('\nworkflow w {\n  input { File f  Boolean b  Int n }\n  if (<|>) { }\n}', 'b', 'false', 'true');
    });

    it('offers placeholder options and names in a placeholder', () => {
      checkHas(
        '\ntask t {\n  input { Array[File] fs }\n  command <<< ~{<|>} >>>\n}',
        'fs',
        'sep=',
        'default=',
      );
    });

    it('offers functions of the version only, with their parameters', () => {
      checkLacks('\nworkflow w {\n  Int a = <|>\n}', 'chunk', 'find', 'stdout');
      const sub = offered('\nworkflow w {\n  String a = <|>\n}').find(({ label }) => label === 'sub');
      assert.equal(sub?.insert, 'sub(${1:input}, ${2:pattern}, ${3:replace})');
    });

    it('offers what a command leaves behind in outputs only', () => {
      checkHas('\ntask t {\n  command <<< >>>\n  output { File o = <|> }\n}', 'stdout', 'glob');
      checkLacks('\ntask t {\n  File x = <|>\n  command <<< >>>\n}', 'stdout', 'glob');
    });

    it('offers a struct literal where a struct is wanted', () => {
      const found = offered('\nworkflow w {\n  Sample s = <|>\n}').find(
        ({ label }) => label === 'Sample { … }',
      );
      assert.equal(found?.insert, 'Sample {\n  name: ${1:name},\n  bam: ${2:bam}\n}');
      assert.equal(found.rank, 1);
    });
  });

  describe('of words', () => {
    it('offers sections that a task does not have', () => {
      checkHas('\ntask t {\n  input { }\n  <|>\n}', 'command', 'output', 'runtime', 'File');
      checkLacks('\ntask t {\n  input { }\n  <|>\n}', 'input', 'call', 'requirements');
    });

    it('offers what a workflow is made of', () => {
      checkHas('\nworkflow w {\n  c<|>\n}', 'call', 'scatter', 'if', 'input', 'File');
      checkLacks('\nworkflow w {\n  scatter (i in [1]) {\n    <|>\n  }\n}', 'input', 'output');
    });

    it('offers types in sections and in brackets', () => {
      check('\nworkflow w {\n  input {\n    <|>\n  }\n}', 'File', 'Sample');
      check('\nworkflow w {\n  Array[<|>] a\n}', 'File', 'Sample');
      checkNothing('\nworkflow w {\n  File <|>\n}');
    });

    it('offers what a document is made of', () => {
      checkHas('\n<|>\n', 'task', 'workflow', 'struct', 'import');
      checkLacks('\n<|>\n', 'enum', 'call');
    });

    it('offers attributes and their values', () => {
      check('\ntask t {\n  command <<< >>>\n  runtime {\n    <|>\n  }\n}', 'container', 'cpu', 'memory');
      check('\ntask t {\n  command <<< >>>\n  runtime {\n    memory: <|>\n  }\n}', '"2 GiB"', '"4 GiB"');
      check(
        '\ntask t {\n  command <<< >>>\n  runtime {\n    cpu: 1\n    acceleratorType: <|>\n  }\n}',
        '"nvidia-l4"',
      );
    });

    it('offers names of inputs in parameter_meta', () => {
      check(
        '\ntask t {\n  input { File a  Int b }\n  parameter_meta { a: "x"\n <|> }\n  command <<< >>>\n}',
        'b',
      );
    });
  });

  describe('is silent', () => {
    it('in command text', () => checkNothing('\ntask t {\n  command <<<\n    ec<|>ho\n  >>>\n}'));
    it('behind a placeholder', () =>
      checkNothing('\ntask t {\n  input { Int a }\n  command <<<\n    ~{a} x<|>\n  >>>\n}'));
    it('in strings', () => checkNothing('\nworkflow w {\n  String s = "a<|>"\n}'));
    it('in comments', () => checkNothing('\nworkflow w {\n  # call <|>\n}'));
    it('in the description of a parameter', () =>
      checkNothing('\ntask t {\n  input { File a }\n  parameter_meta { a: "<|>" }\n  command <<< >>>\n}'));
  });

  it('answers everywhere, in broken text too', () => {
    const text =
      HEAD + '\nworkflow w {\n  call align { input: reads = s.\n  scatter (x in ) {\n Sample s = Sample { n';
    for (let end = 0; end <= text.length; end += 3) {
      const { main } = wdlProject(text.slice(0, end) + LIB);
      assert.ok(Array.isArray(main.analysis.completions(end)));
    }
  });
});
