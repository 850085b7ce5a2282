import { strict as assert } from 'node:assert';
import { dedent, renderProblems } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';

/** The errors that one slip of the pen costs. */
function check(fixture: string, expected: string): void {
  const { main } = wdlProject(fixture);
  const errors = main.problems.filter(({ severity }) => severity === 'error');
  const rendered = dedent(`\n${renderProblems(main.text, errors)}`).trimEnd();
  assert.equal(rendered, dedent(expected).trimEnd());
}

/** In a workflow that calls a task with three inputs. */
function checkCall(call: string, expected: string): void {
  check(
    `
    version 1.1
    task align {
      input { File reads  File reference  Int threads = 1 }
      command <<< ~{reads} ~{reference} ~{threads} >>>
      output { File bam = "a.bam" }
    }
    workflow w {
      input { File reads  File reference }
    ${call}
      output { File bam = align.bam }
    }
    `,
    expected,
  );
}

describe('One slip in a WDL document costs one error', () => {
  describe('in the inputs of a call', () => {
    it('when a name stands twice', () => {
      checkCall(
        '  call align { input: reads = reads, reference reference = reference, threads = 2 }',
        `
          call align { input: reads = reads, reference reference = reference, threads = 2 }
                                                       ^^^^^^^^^ unexpected-text (error): 'reference' stands here twice.
        `,
      );
    });

    it('when a name stands twice on a line of its own', () => {
      checkCall(
        '  call align {\n    input:\n      reads = reads,\n      reference reference = reference,\n      threads = 2\n  }',
        `
          reference reference = reference,
                    ^^^^^^^^^ unexpected-text (error): 'reference' stands here twice.
        `,
      );
    });

    it('when the sign and the value have changed places', () => {
      checkCall(
        '  call align {\n    input:\n      reads reads =,\n      reference = reference\n  }',
        `
          reads reads =,
                      ^ expected-token (error): The '=' stands between the name and the value.
        `,
      );
    });

    it('when the brace is forgotten before a declaration', () => {
      checkCall(
        '  call align {\n    input:\n      reads = reads,\n      reference = reference\n  Int n = 1',
        `
          call align {
                     ^ unclosed-brace (error): Nothing closes the '{' of call 'align'.
        `,
      );
    });

    it('when the name of the task stands in the braces', () => {
      checkCall(
        '  call { align input: reads = reads, reference = reference }',
        `
          call { align input: reads = reads, reference = reference }
              ^ missing-name (error): The name of the task or workflow to call is missing before '{'.
        `,
      );
    });

    it('when the name of the task is a slip, however often its outputs are named', () => {
      checkCall(
        '  call algin { input: reads = reads, reference = reference }\n  File copy = align.bam\n  String name = "~{align.bam}"',
        `
          call algin { input: reads = reads, reference = reference }
               ^^^^^ unknown-task (error): Unknown task or workflow 'algin'. Did you mean 'align'?
        `,
      );
    });

    it('when the name behind the dot is missing', () => {
      checkCall(
        '  call tools. { input: reads = reads }',
        `
          call tools. { input: reads = reads }
                     ^ missing-name (error): The name of the task or workflow to call is missing before '{'.
        `,
      );
    });
  });

  describe('in a declaration', () => {
    it('whose name is missing, however often it is used', () => {
      check(
        `
        version 1.1
        task t {
          input {
            File
            File other
          }
          String stem = basename(reads)
          command <<< ~{reads} ~{stem} ~{other} ~{reads} >>>
        }
        workflow w {
          input { File x }
          call t { input: reads = x, other = x }
        }
        `,
        `
          File
              ^ missing-name (error): The name of this declaration is missing.
        `,
      );
    });

    it('whose text lacks its first quote', () => {
      check(
        `
        version 1.1
        task t {
          String image = us-docker.pkg.dev/tools/samtools:1.20"
          String words = sorted by name'
          command <<< ~{image} ~{words} >>>
        }
        `,
        `
          String image = us-docker.pkg.dev/tools/samtools:1.20"
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unclosed-string (error): A " is missing before 'us'.
          String words = sorted by name'
                         ^^^^^^^^^^^^^^^ unclosed-string (error): A ' is missing before 'sorted'.
        `,
      );
    });

    it('whose type stands twice', () => {
      check(
        `
        version 1.1
        workflow w {
          Array Array[Int] a = [1]
          String String s = "x"
          output { Int first = a[0]  String t = s }
        }
        `,
        `
          Array Array[Int] a = [1]
          ^^^^^ unexpected-text (error): 'Array' stands here twice.
          String String s = "x"
          ^^^^^^ unexpected-text (error): 'String' stands here twice.
        `,
      );
    });

    it('whose type is unknown, and was to be the name', () => {
      check(
        `
        version 1.1
        struct Attr { Int cpu }
        workflow w {
          fallback Attr = Attr { cpu: 1 }
          output { Int a = fallback.cpu  Int b = fallback.cpu }
        }
        `,
        `
          fallback Attr = Attr { cpu: 1 }
          ^^^^^^^^ unknown-type (error): Unknown type 'fallback'.
        `,
      );
    });
  });

  it('when a keyword stands twice', () => {
    check(
      `
      version 1.1
      task task t {
        input input { Int x }
        command command <<< ~{x} >>>
        output { Int o = x }
      }
      workflow w {
        call call t { input: x = 1 }
        scatter scatter (i in [1]) { Int y = i }
        if if (true) { Int z = t.o }
      }
      `,
      `
        task task t {
             ^^^^ unexpected-text (error): 'task' stands here twice.
          input input { Int x }
                ^^^^^ unexpected-text (error): 'input' stands here twice.
          command command <<< ~{x} >>>
                  ^^^^^^^ unexpected-text (error): 'command' stands here twice.
          call call t { input: x = 1 }
               ^^^^ unexpected-text (error): 'call' stands here twice.
          scatter scatter (i in [1]) { Int y = i }
                  ^^^^^^^ unexpected-text (error): 'scatter' stands here twice.
          if if (true) { Int z = t.o }
             ^^ unexpected-text (error): 'if' stands here twice.
      `,
    );
  });

  it("when a struct's value lacks the word in front of its brace", () => {
    check(
      `
      version 1.1
      struct Attr { Int cpu  Int memory }
      workflow w {
        Attr attr = { cpu: 1, memory: 2 }
      }
      `,
      `
        Attr attr = { cpu: 1, memory: 2 }
                    ^ map-for-struct (error): This is a map, whose keys are values, and no 'Attr'.
      `,
    );
  });

  it('when the path of an import lacks its quote', () => {
    check(
      `
      version 1.1
      import "tools.wdl
      workflow w {
        call tools.align
        call tools.sort
      }
      `,
      `
        import "tools.wdl
               ^^^^^^^^^^ unclosed-string (error): This string is not closed: a " is missing.
      `,
    );
  });
});
