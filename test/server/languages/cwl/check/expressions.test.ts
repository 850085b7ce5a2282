import { strict as assert } from 'node:assert';
import { cwlProject } from '../../../../support/cwl-project.ts';
import { dedent, renderProblems } from '../../../../support/fixture.ts';

/** The problems of the fixture's first file that are more than a hint. */
function check(fixture: string, expected: string): void {
  const { main } = cwlProject(fixture);
  const problems = main.problems.filter(({ severity }) => severity !== 'hint');
  assert.equal(dedent(`\n${renderProblems(main.text, problems)}`).trimEnd(), dedent(expected).trimEnd());
}

describe('an expression of CWL', () => {
  it('is right', () => {
    check(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements: { InlineJavascriptRequirement: { expressionLib: ["function twice(x) { return 2 * x; }"] } }
      inputs: { reads: File, names: "string[]", n: int }
      outputs:
        out: { type: File, secondaryFiles: $(self.basename).bai, outputBinding: { glob: $(inputs.reads.nameroot).bam, outputEval: "$(self[0])" } }
        code: { type: int, outputBinding: { outputEval: $(runtime.exitCode) } }
      arguments: [$(twice(inputs.n)), "$(inputs.names.length)", $(runtime.cores), '\${ return inputs.names.map(function (x) { return x + "!"; }); }']
      stdout: $(inputs.reads.basename).txt
      `,
      '',
    );
  });
  it('names what exists', () => {
    check(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements: { InlineJavascriptRequirement: {} }
      inputs: { reads: File, n: int }
      outputs: []
      arguments:
        - $(inputs.raeds)
        - $(inputs.raeds.path + "x")
        - $(inputs.reads.name)
        - $(inputs["reads"].path)
        - $(runtime.memory)
        - $(self.path)
        - $(inputz.reads)
        - $(readFile(inputs.reads) + process.env.HOME)
        - $(typeof inputs.other === "undefined")
        - prefix: -x
          valueFrom: $(inputs.n.length)
      `,
      `
        - $(inputs.raeds)
                   ^^^^^ cwl-unknown-input (error): 'main' has no input 'raeds'. Did you mean 'reads'?
        - $(inputs.raeds.path + "x")
                   ^^^^^ cwl-unknown-input (warning): 'main' has no input 'raeds'. Did you mean 'reads'?
        - $(inputs.reads.name)
                         ^^^^ cwl-unknown-member (warning): 'inputs.reads' (File) has no 'name'.
        - $(runtime.memory)
                    ^^^^^^ cwl-unknown-member (warning): 'runtime' has no 'memory'.
        - $(self.path)
            ^^^^ cwl-self-is-null (warning): 'self' is null here.
        - $(inputz.reads)
            ^^^^^^ cwl-expression-unknown-name (error): Unknown name 'inputz'. Did you mean 'inputs'?
        - $(readFile(inputs.reads) + process.env.HOME)
            ^^^^^^^^ cwl-expression-unknown-name (error): Unknown name 'readFile'.
                                     ^^^^^^^ cwl-expression-unknown-name (error): Unknown name 'process'.
          valueFrom: $(inputs.n.length)
                                ^^^^^^ cwl-unknown-member (warning): 'inputs.n' (int) has no 'length'.
      `,
    );
  });
  it('can be read', () => {
    check(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements: { InlineJavascriptRequirement: {} }
      inputs: { n: int }
      outputs: []
      arguments:
        - $(inputs.n
        - $(inputs.n +)
        - \${ return 010; }
        - \${inputs.n}
        - valueFrom: |
            \${
              var a = 1;
              return a +;
            }
      `,
      `
        - $(inputs.n
          ^^ cwl-expression-unclosed (error): '$(' begins an expression and no ')' ends it.
        - $(inputs.n +)
                     ^ cwl-expression-syntax (error): The expression cannot be read: Unexpected token.
        - \${ return 010; }
                    ^ cwl-expression-syntax (error): The expression cannot be read in strict mode: Invalid number.
        - \${inputs.n}
          ^^^^^^^^^^^ cwl-expression-no-return (warning): This function body has no 'return', so its value is null.
              return a +;
                        ^ cwl-expression-syntax (error): The expression cannot be read: Unexpected token.
      `,
    );
  });
  it('needs a requirement', () => {
    check(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      inputs: { n: int }
      outputs: []
      arguments: [$(inputs.n), $(inputs.n + 1), $(inputs.n + 2)]
      `,
      `
      arguments: [$(inputs.n), $(inputs.n + 1), $(inputs.n + 2)]
                               ^^^^^^^^^^^^^^^ cwl-requirement-missing (warning): '$(inputs.n + 1)' is JavaScript, and no InlineJavascriptRequirement allows it.
      `,
    );
  });
  it('takes backslashes for the shell', () => {
    check(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements:
        InlineJavascriptRequirement: {}
        InitialWorkDirRequirement:
          listing:
            - entryname: run.sh
              entry: |
                echo \\\${HOME} \\$(date) $(inputs.n)
                echo \${HOME}
      inputs: { n: int }
      outputs: []
      `,
      `
                echo \${HOME}
                     ^^^^^^^ cwl-expression-no-return (warning): This function body has no 'return', so its value is null.
                       ^^^^ cwl-expression-unknown-name (error): Unknown name 'HOME'.
      `,
    );
  });
  it('knows self and inputs of a step', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      requirements: { StepInputExpressionRequirement: {}, InlineJavascriptRequirement: {}, ScatterFeatureRequirement: {} }
      inputs: { all: "File[]", name: string }
      outputs: []
      steps:
        a:
          run: tool.cwl
          scatter: reads
          when: $(inputs.extra != self)
          in:
            reads: all
            extra: name
            label: { source: name, valueFrom: $(self + inputs.reads.basename + inputs.nmae) }
          out: []
      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs: { reads: File, label: string }
      outputs: []
      `,
      `
          when: $(inputs.extra != self)
                                  ^^^^ cwl-self-is-null (warning): 'self' is null here.
            label: { source: name, valueFrom: $(self + inputs.reads.basename + inputs.nmae) }
                                                                                      ^^^^ cwl-unknown-input (warning): Step 'a' has no input 'nmae'.
      `,
    );
  });
});
