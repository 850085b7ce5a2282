import { strict as assert } from 'node:assert';
import { cwlProject } from '../../../../support/cwl-project.ts';
import { applyFix, dedent } from '../../../../support/fixture.ts';

/** The text after the first fix of the first problem of the code; what is mended has the problem no more. */
function check(code: string, fixture: string, expected: string): void {
  const { main } = cwlProject(fixture);
  const problem = main.problems.find((one) => one.code === code);
  assert.ok(problem !== undefined, main.problems.map((one) => one.code).join(', '));
  const fixed = applyFix(main.text, problem.fixes?.[0]);
  assert.equal(fixed.trimEnd(), dedent(expected).trimEnd());
  const { main: again } = cwlProject(`//- ${main.uri.slice('file://'.length)}\n${fixed}`);
  assert.equal(
    again.problems.some(({ code: other, message }) => other === code && message === problem.message),
    false,
  );
}

describe('quick fixes of CWL', () => {
  it('add a requirement to a map', () =>
    check(
      'cwl-requirement-missing',
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements:
        ShellCommandRequirement: {}
      inputs: []
      outputs: []
      arguments: [$(1 + 1)]
      `,
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements:
        InlineJavascriptRequirement: {}
        ShellCommandRequirement: {}
      inputs: []
      outputs: []
      arguments: [$(1 + 1)]
      `,
    ));
  it('add a requirement to a list', () =>
    check(
      'cwl-requirement-missing',
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements:
        - class: ShellCommandRequirement
      inputs: []
      outputs: []
      arguments: [$(1 + 1)]
      `,
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements:
        - class: InlineJavascriptRequirement
        - class: ShellCommandRequirement
      inputs: []
      outputs: []
      arguments: [$(1 + 1)]
      `,
    ));
  it('add the section where there is none', () =>
    check(
      'cwl-requirement-missing',
      `
      cwlVersion: v1.2
      $graph:
        - id: main
          class: CommandLineTool
          inputs: []
          outputs: []
          arguments: [$(1 + 1)]
      `,
      `
      cwlVersion: v1.2
      $graph:
        - id: main
          class: CommandLineTool
          requirements:
            InlineJavascriptRequirement: {}
          inputs: []
          outputs: []
          arguments: [$(1 + 1)]
      `,
    ));
  it('add a requirement to JSON', () => {
    const tool = (requirements: string) => `
      //- /main.json
      { "cwlVersion": "v1.2", "class": "CommandLineTool", ${requirements}"inputs": [], "outputs": [], "arguments": ["$(1 + 1)"] }
      `;
    const body = (requirements: string) => tool(requirements).split('\n').slice(2, 3).join('\n').trim();
    check(
      'cwl-requirement-missing',
      tool(''),
      body('"requirements": { "InlineJavascriptRequirement": {} }, '),
    );
    check(
      'cwl-requirement-missing',
      tool('"requirements": [{ "class": "ShellCommandRequirement" }], '),
      body(
        '"requirements": [{ "class": "InlineJavascriptRequirement" }, { "class": "ShellCommandRequirement" }], ',
      ),
    );
  });

  const TOOL = `
      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs: { reads: File, name: string }
      outputs: { bam: { type: File, outputBinding: { glob: x } } }`;
  const workflow = (inputs: string, steps: string, more = '') => `
      cwlVersion: v1.2
      class: Workflow
      inputs: { ${inputs} }
      outputs: []
      requirements: { ScatterFeatureRequirement: {} }
      steps:
        one:
          run: tool.cwl
${steps}${more}`;

  it('give a step what it lacks', () =>
    check(
      'cwl-step-input-missing',
      workflow(
        'reads: File, name: string',
        '          in:\n            reads: reads\n          out: []',
        TOOL,
      ),
      workflow(
        'reads: File, name: string',
        '          in:\n            reads: reads\n            name: name\n          out: []',
      ),
    ));
  it('say how a scatter combines its inputs', () =>
    check(
      'cwl-scatter-method',
      workflow(
        'reads: "File[]", name: "string[]"',
        '          scatter: [reads, name]\n          in: { reads: reads, name: name }\n          out: []',
        TOOL,
      ),
      workflow(
        'reads: "File[]", name: "string[]"',
        '          scatterMethod: dotproduct\n          scatter: [reads, name]\n          in: { reads: reads, name: name }\n          out: []',
      ),
    ));
  it('write what was meant', () => {
    check(
      'cwl-unknown-source',
      workflow(
        'reads: File, name: string',
        '          in: { reads: "raeds", name: name }\n          out: []',
        TOOL,
      ),
      workflow(
        'reads: File, name: string',
        '          in: { reads: "reads", name: name }\n          out: []',
      ),
    );
    check(
      'cwl-unknown-step-output',
      workflow(
        'reads: File, name: string',
        '          in: { reads: reads, name: name }\n          out: [bma]',
        TOOL,
      ),
      workflow(
        'reads: File, name: string',
        '          in: { reads: reads, name: name }\n          out: [bam]',
      ),
    );
  });
  it('write an expression for a body', () =>
    check(
      'cwl-expression-no-return',
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements: { InlineJavascriptRequirement: {} }
      inputs: { n: int }
      outputs: []
      stdout: \${inputs.n}
      `,
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements: { InlineJavascriptRequirement: {} }
      inputs: { n: int }
      outputs: []
      stdout: $(inputs.n)
      `,
    ));
  it('declare a name, a prefix and a type', () => {
    const tool = (head: string, more: string, type = 'int') => `
      ${head}cwlVersion: v1.2
      class: CommandLineTool
      requirements: { InlineJavascriptRequirement: {}${more} }
      inputs: { n: "${type}" }
      outputs: []
      `;
    check(
      'cwl-namespace-missing',
      tool('', ', cwltool:CUDARequirement: { cudaVersionMin: "1.0", cudaComputeCapability: nvidia-l4 }'),
      tool(
        '$namespaces:\n        cwltool: "http://commonwl.org/cwltool#"\n      ',
        ', cwltool:CUDARequirement: { cudaVersionMin: "1.0", cudaComputeCapability: nvidia-l4 }',
      ),
    );
    check('cwl-unknown-type', tool('', '', 'Fil'), tool('', '', 'File'));
    check(
      'cwl-expression-unknown-name',
      tool('', ', EnvVarRequirement: { envDef: { A: "${ a = 1; return a; }" } }'),
      tool('', ', EnvVarRequirement: { envDef: { A: "${ var a = 1; return a; }" } }'),
    );
  });
});
