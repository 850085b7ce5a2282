import { strict as assert } from 'node:assert';
import { applyFix, dedent } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';

/** Applies the first fix of the first problem with the code. */
function check(code: string, before: string, after: string): void {
  const { main } = wdlProject(before);
  const problem = main.problems.find((one) => one.code === code);
  assert.ok(problem, `There is a problem '${code}'.`);
  assert.equal(applyFix(main.text, problem.fixes?.[0]), dedent(after));
}

describe('WDL fixes', () => {
  it('add missing inputs to a call without a body', () => {
    check(
      'call-input-missing',
      `
      version 1.1
      task t { input { Int a  Int b } command <<< >>> }
      workflow w {
        call t
      }
      `,
      `
      version 1.1
      task t { input { Int a  Int b } command <<< >>> }
      workflow w {
        input {
          Int a
          Int b
        }

        call t {
          input:
            a = a,
            b = b
        }
      }
      `,
    );
  });

  it('add missing inputs behind the others', () => {
    check(
      'call-input-missing',
      `
      version 1.1
      task t { input { Int a  Int b  Int c } command <<< >>> }
      workflow w {
        input { Int b  Int c }
        call t {
          input:
            a = 1,
        }
      }
      `,
      `
      version 1.1
      task t { input { Int a  Int b  Int c } command <<< >>> }
      workflow w {
        input { Int b  Int c }
        call t {
          input:
            a = 1,
            b = b,
            c = c
        }
      }
      `,
    );
  });

  it('add an input to the workflow where no value fits', () => {
    check(
      'call-input-missing',
      `
      version 1.1
      task t { input { Int a  Int b } command <<< >>> }
      workflow w {
        input {
          File b
        }
        call t { input: a = 1 }
      }
      `,
      `
      version 1.1
      task t { input { Int a  Int b } command <<< >>> }
      workflow w {
        input {
          File b
          Int t_b
        }
        call t { input: a = 1, b = t_b }
      }
      `,
    );
  });

  it('leave no mistake behind, however the call is written', () => {
    for (const body of [
      '',
      '{}',
      '{ input: }',
      '{\n    input:\n  }',
      '{ input: b = 1 }',
      '{ input: b = 1, }',
    ]) {
      const { main } = wdlProject(
        `version 1.1\ntask t { input { Int a  Int b = 1 } command <<< >>> }\nworkflow w {\n  input { String s }\n  call t ${body}\n}\n`,
      );
      const problem = main.problems.find((one) => one.code === 'call-input-missing');
      const fixed = applyFix(main.text, problem?.fixes?.[0]);
      const left = wdlProject(fixed).main.problems.filter((one) => one.severity === 'error');
      assert.deepEqual(
        left.map(({ message }) => message),
        [],
        fixed,
      );
    }
  });

  it('write the name that was meant', () => {
    check(
      'unknown-name',
      'version 1.1\nworkflow w {\n  Int abc = 1\n  Int d = acb\n}\n',
      `
      version 1.1
      workflow w {
        Int abc = 1
        Int d = abc
      }
      `,
    );
  });

  it('remove quotes from a number', () => {
    check(
      'type-mismatch',
      'version 1.1\nworkflow w {\n  Int a = "4"\n}\n',
      `
      version 1.1
      workflow w {
        Int a = 4
      }
      `,
    );
  });

  it('take a value that may be missing', () => {
    check(
      'type-mismatch',
      'version 1.1\nworkflow w {\n  input { Int? n }\n  Int a = n\n}\n',
      `
      version 1.1
      workflow w {
        input { Int? n }
        Int a = select_first([n])
      }
      `,
    );
  });

  it('add a version', () => {
    check(
      'missing-version',
      'task t { command { } }\n',
      `
      version 1.1

      task t { command { } }
      `,
    );
  });

  it('raise the version to one that HealthOmics runs', () => {
    check(
      'version-gate',
      'version 1.0\ntask t { input { Directory d } command <<< ~{d} >>> }\n',
      `
      version development
      task t { input { Directory d } command <<< ~{d} >>> }
      `,
    );
  });

  it('remove what is not used, with its line', () => {
    check(
      'unused-import',
      'version 1.1\nimport "a.wdl" as a\nworkflow w { }\n//- /a.wdl\nversion 1.1\n',
      `
      version 1.1
      workflow w { }
      `,
    );
  });

  it('separate the elements of an array', () => {
    check(
      'not-interpolable',
      'version 1.1\ntask t { input { Array[Int] a } command <<< ~{a} >>> }\n',
      `
      version 1.1
      task t { input { Array[Int] a } command <<< ~{sep=" " a} >>> }
      `,
    );
  });

  it('name a namespace', () => {
    check(
      'invalid-namespace',
      'version 1.1\nimport "a-b.wdl"\n//- /a-b.wdl\nversion 1.1\n',
      `
      version 1.1
      import "a-b.wdl" as a_b
      `,
    );
  });

  it('remove an input that is never used, with what is said and given of it', () => {
    check(
      'unused-input',
      `
      version 1.1
      workflow w {
        call t { input: n = 1, unused = 3 }
        call t as a { input: unused = 3, n = 1 }
        call t as b { input: unused = 3 }
        call t as c {
          input:
            # The first.
            unused = 4, # why
            n = 2
        }
        call t as d {
          input:
            n = 2,
            unused = 4,
        }
      }
      task t {
        input {
          Int n = 1
          Int unused
        }
        command <<< ~{n} >>>
        parameter_meta {
          n: "N"
          unused: {help: "x"}
        }
      }
      `,
      `
      version 1.1
      workflow w {
        call t { input: n = 1 }
        call t as a { input: n = 1 }
        call t as b
        call t as c {
          input:
            # The first.
             # why
            n = 2
        }
        call t as d {
          input:
            n = 2,
        }
      }
      task t {
        input {
          Int n = 1
        }
        command <<< ~{n} >>>
        parameter_meta {
          n: "N"
        }
      }
      `,
    );
  });

  it('remove a call whose outputs are never used', () => {
    check(
      'unused-call',
      `
      version 1.1
      workflow w {
        call t

        call t as other {
          input: n = 2
        }

        output { Int i = t.i }
      }
      task t { input { Int n = 1 } command <<< ~{n} >>> output { Int i = 1 } }
      `,
      `
      version 1.1
      workflow w {
        call t

        output { Int i = t.i }
      }
      task t { input { Int n = 1 } command <<< ~{n} >>> output { Int i = 1 } }
      `,
    );
  });

  it('declare a struct for an object that is written out', () => {
    const before = (version: string) => `
      version ${version}

      # The workflow.
      workflow w {
        input { File bam }
        Object sample = object { name: "a", files: [bam], deep: object { depth: 1.5 } }
        String name = sample.name
        output { String out = name }
      }
      `;
    const after = (version: string, type: string, deep: string) => `
      version ${version}

      struct SampleDeep {
          Float depth
      }

      struct Sample {
          String name
          Array[File] files
          SampleDeep deep
      }

      # The workflow.
      workflow w {
        input { File bam }
        Sample sample = ${type} { name: "a", files: [bam], deep: ${deep} { depth: 1.5 } }
        String name = sample.name
        output { String out = name }
      }
      `;
    check('deprecated-object', before('1.1'), after('1.1', 'Sample', 'SampleDeep'));
    check('deprecated-object', before('1.0'), after('1.0', 'object', 'object'));
  });

  it('declare no struct where a member is not known', () => {
    const { main } = wdlProject(
      'version 1.1\nworkflow w {\n  input { File f }\n  Object a = object { x: read_json(f) }\n  Object b = read_object(f)\n}\n',
    );
    const found = main.problems.filter(({ code }) => code === 'deprecated-object');
    assert.equal(found.length, 2);
    assert.deepEqual(
      found.flatMap(({ fixes }) => fixes ?? []),
      [],
    );
  });
});
