import { checkLint } from './check-lint.ts';

/** A task with these outputs. */
const outputs = (decls: string) =>
  `version 1.1\ntask t {\n  command <<< x >>>\n  output {\n    ${decls}\n  }\n}\n`;

describe('WDL lints: outputs', () => {
  it('everything', () => {
    checkLint(
      'glob-everything',
      outputs(
        'Array[File] a = glob("*")\n    Array[File] b = glob("out/*")\n    Array[File] c = glob("./*")',
      ),
      `
      Array[File] a = glob("*")
                           ^^^ glob-everything (warning): '*' takes every file that the task leaves behind.
      Array[File] c = glob("./*")
                           ^^^^^ glob-everything (warning): './*' takes every file that the task leaves behind.
      `,
    );
  });

  it('outside of the folder', () => {
    checkLint(
      'output-outside-folder',
      outputs(
        'File a = "/tmp/a"\n    File b = "b"\n    String c = "/c"\n    String d = read_string("/d")\n    Array[File] e = glob("/out/*")\n    File? f = if true then "/f" else "g"',
      ),
      `
      File a = "/tmp/a"
               ^^^^^^^^ output-outside-folder (warning): "/tmp/a" lies outside the folder of the task.
      String d = read_string("/d")
                             ^^^^ output-outside-folder (warning): "/d" lies outside the folder of the task.
      Array[File] e = glob("/out/*")
                           ^^^^^^^^ output-outside-folder (warning): "/out/*" lies outside the folder of the task.
      File? f = if true then "/f" else "g"
                             ^^^^ output-outside-folder (warning): "/f" lies outside the folder of the task.
      `,
    );
  });

  it('none', () => {
    checkLint(
      'task-without-outputs',
      'version 1.1\ntask t {\n  command <<< x >>>\n}\n',
      `
      task t {
           ^ task-without-outputs (hint): Nothing that task 't' writes is kept.
      `,
    );
    checkLint('task-without-outputs', 'version 1.1\ntask t {\n  command <<< >>>\n}\n', '');
    checkLint('task-without-outputs', outputs('Int i = 1'), '');
    checkLint('task-without-outputs', 'version 1.1\ntask t {\n  command <<< x >>>\n  output }\n', '');
  });

  it('of a workflow that makes something', () => {
    const workflow = (body: string) =>
      `${outputs('File f = "f"')}task u { command <<< >>> }\nworkflow w {\n  ${body}\n}\n`;
    checkLint(
      'workflow-without-outputs',
      workflow('call t'),
      `
      workflow w {
               ^ workflow-without-outputs (information): Nothing that workflow 'w' makes is kept.
      `,
    );
    checkLint('workflow-without-outputs', workflow('call u'), '');
    checkLint('workflow-without-outputs', workflow(''), '');
    checkLint('workflow-without-outputs', workflow('call t\n  output { File f = t.f }'), '');
    checkLint('workflow-without-outputs', workflow('call t'), '', 'spec');
  });
});
