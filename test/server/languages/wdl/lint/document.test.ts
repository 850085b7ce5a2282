import { strict as assert } from 'node:assert';
import { dedent } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';
import { checkLint, checkLintFix, task } from './check-lint.ts';

const workflow = (body: string, version = '1.1') => `version ${version}\nworkflow w {\n  ${body}\n}\n`;

describe('WDL lints: the document', () => {
  it('nothing in it', () => {
    checkLint(
      'empty-document',
      'version 1.1\nimport "a.wdl" as a\n',
      `
      version 1.1
      ^^^^^^^^^^^ empty-document (information): This document declares no task, workflow, struct or enum.
      `,
    );
    checkLint('empty-document', 'version 1.1\nstruct S { Int i }\n', '');
    checkLint(
      'empty-type',
      'version 1.1\nstruct S { }\n',
      `
      struct S { }
             ^ empty-type (warning): The struct 'S' has no members.
      `,
    );
  });

  it('numbers', () => {
    checkLint(
      'number-range',
      workflow(
        'Int a = 9223372036854775807\n  Int b = 9223372036854775808\n  Int c = -9223372036854775808\n  Int d = 0x8000000000000000\n  Float e = 1e400\n  Float f = 1e300',
      ),
      `
      Int b = 9223372036854775808
              ^^^^^^^^^^^^^^^^^^^ number-range (error): 9223372036854775808 is too large for an 'Int'.
      Int d = 0x8000000000000000
              ^^^^^^^^^^^^^^^^^^ number-range (error): 0x8000000000000000 is too large for an 'Int'.
      Float e = 1e400
                ^^^^^ number-range (error): 1e400 is too large for a 'Float'.
      `,
    );
  });

  it('strings', () => {
    checkLint(
      'incomplete-escape',
      workflow('String a = "\\x4 \\x41 \\u201 \\u2013 \\U1F600 \\n"'),
      `
      String a = "\\x4 \\x41 \\u201 \\u2013 \\U1F600 \\n"
                  ^^^ incomplete-escape (warning): '\\x4' lacks digits: it takes 2.
                           ^^^^^ incomplete-escape (warning): '\\u201' lacks digits: it takes 4.
                                        ^^^^^^^ incomplete-escape (warning): '\\U1F600' lacks digits: it takes 8.
      `,
    );
    checkLintFix('tab-in-string', workflow('String a = "x\ty"'), workflow('String a = "x\\ty"'));
  });

  it('keys', () => {
    checkLint(
      'duplicate-key',
      workflow('meta {\n  a: { c: 1, c: 2 }\n  a: 2\n  }\n  Object o = object { d: 1, d: 2 }'),
      `
      a: { c: 1, c: 2 }
                 ^ duplicate-key (warning): 'c' is given twice.
      a: 2
      ^ duplicate-key (warning): 'a' is given twice.
      Object o = object { d: 1, d: 2 }
                                ^ duplicate-key (warning): 'd' is given twice.
      `,
    );
  });

  it('sections and places of newer versions', () => {
    checkLint(
      'conflicting-sections',
      'version 1.2\ntask t {\n  command <<< >>>\n  runtime { cpu: 1 }\n  requirements { cpu: 1 }\n}\n',
      `
      runtime { cpu: 1 }
      ^^^^^^^ conflicting-sections (warning): A task has 'runtime' or 'requirements', and not both.
      `,
    );
    checkLint(
      'environment-type',
      'version 1.2\ntask t {\n  input {\n    env Array[Int] a\n    env String? b\n  }\n  command <<< >>>\n}\n',
      `
      env Array[Int] a
      ^^^ environment-type (warning): A value of type 'Array[Int]' cannot be a variable of the shell.
      `,
    );
    const places = (version: string) =>
      `version ${version}\ntask t {\n  String a = task.name\n  command <<< ~{task.name} >>>\n  requirements { cpu: task.attempt }\n  output { String b = task.name }\n}\n`;
    checkLint(
      'task-variable-place',
      places('1.2'),
      `
      String a = task.name
                 ^^^^^^^^^ task-variable-place (warning): 'task.name' is known in the command and the outputs only.
      requirements { cpu: task.attempt }
                          ^^^^^^^^^^^^ task-variable-place (warning): 'task.attempt' is known in the command and the outputs only.
      `,
    );
    checkLint(
      'task-variable-place',
      places('1.3'),
      `
      String a = task.name
                 ^^^^^^^^^ task-variable-place (warning): 'task.name' is known in the command and the outputs only.
      `,
    );
  });

  it('a variable of the shell as a placeholder is one problem', () => {
    const source = task('prefix=$(basename ~{bam})\necho ~{prefix} ~{other}', 'File bam');
    checkLint(
      'shell-variable-placeholder',
      source,
      `
      echo ~{prefix} ~{other}
           ^^^^^^^^^ shell-variable-placeholder (error): 'prefix' is a variable of the shell, which '~{…}' cannot see.
      `,
    );
    const { main } = wdlProject(source);
    assert.deepEqual(
      main.problems.map(({ message }) => message),
      ["Unknown name 'other'."],
    );
    checkLintFix(
      'shell-variable-placeholder',
      source,
      task(dedent('prefix=$(basename ~{bam})\necho ${prefix} ~{other}'), 'File bam'),
    );
  });
});
