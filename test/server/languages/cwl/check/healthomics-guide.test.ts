import assert from 'node:assert/strict';
import { openFixture } from '../../../../support/open-fixture.ts';

/** The errors and warnings of a document on AWS HealthOmics, `code: message` a line. */
async function check(fixture: string, expected: readonly string[]): Promise<void> {
  const { file } = await openFixture(fixture);
  const found = file.problems
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ code, message }) => `${code}: ${message}`);
  assert.deepEqual(found, expected);
}

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/tool:1.0';

describe('documents in the shapes that AWS HealthOmics describes', () => {
  it('take a GPU by the name of the accelerator', async () => {
    const tool = (capability: string) => `//- /main.cwl
cwlVersion: v1.2
class: CommandLineTool
$namespaces:
  cwltool: http://commonwl.org/cwltool#
requirements:
  DockerRequirement: { dockerPull: "${IMAGE}" }
  ResourceRequirement: { coresMax: 4, ramMax: 8192 }
  cwltool:CUDARequirement:
    cudaDeviceCountMin: 1
    cudaComputeCapability: ${capability}
    cudaVersionMin: "1.0"
baseCommand: [nvidia-smi]
inputs: []
outputs: { out: stdout }
stdout: out.txt
`;
    await check(tool('"nvidia-l4"'), []);
    await check(tool('"nvidia-l5"'), [
      "accelerator-unknown: Unknown accelerator 'nvidia-l5'. Did you mean 'nvidia-l4'?",
    ]);
  });

  it('may keep the service from trying again, and ask for more memory when it does', async () => {
    await check(
      `//- /main.cwl
cwlVersion: v1.2
class: CommandLineTool
hints:
  ResourceRequirement: { omicsRetryOn5xx: false, coresMin: 2, ramMin: 4096 }
  http://arvados.org/cwl#OutOfMemoryRetry: { memoryRetryMultiplier: 2.5 }
  DockerRequirement: { dockerPull: "${IMAGE}" }
baseCommand: [echo]
inputs: { message: { type: string, inputBinding: { position: 1 } } }
outputs: { out: stdout, err: stderr }
stdout: output.txt
stderr: err.txt
`,
      [],
    );
  });

  it('may loop', async () => {
    await check(
      `//- /main.cwl
cwlVersion: v1.2
class: Workflow
requirements: { InlineJavascriptRequirement: {}, StepInputExpressionRequirement: {} }
inputs: { counter: int, max: int }
outputs: { last: { type: int, outputSource: count/result } }
steps:
  count:
    run: add.cwl
    in: { counter: counter, max: max }
    out: [result]
    requirements:
      - class: "http://commonwl.org/cwltool#Loop"
        loopWhen: $(inputs.counter < inputs.max)
        loop: { counter: { loopSource: result, valueFrom: $(self) } }
        outputMethod: last
//- /add.cwl
cwlVersion: v1.2
class: ExpressionTool
requirements: { InlineJavascriptRequirement: {} }
inputs: { counter: int, max: int }
outputs: { result: int }
expression: "\${ return { result: inputs.counter + 1 }; }"
`,
      [],
    );
  });

  it('take the image as an input', async () => {
    const tool = (image: string) => `//- /main.cwl
cwlVersion: v1.2
class: CommandLineTool
requirements:
  InlineJavascriptRequirement: {}
  DockerRequirement: { dockerPull: "${image}" }
  ResourceRequirement: { coresMin: 2, ramMin: 4096 }
baseCommand: [echo]
inputs: { container_image: string }
outputs: []
`;
    await check(tool('$(inputs.container_image)'), []);
    await check(tool('${inputs.container_image}'), [
      "cwl-expression-no-return: This function body has no 'return', so its value is null.",
    ]);
  });

  it('are looked at by the rules over tasks, and expressions of the engine are not', async () => {
    await check(
      `//- /main.cwl
cwlVersion: v1.2
class: Workflow
requirements: { InlineJavascriptRequirement: {} }
inputs: []
outputs: []
steps:
  big:
    run:
      class: CommandLineTool
      requirements:
        DockerRequirement: { dockerPull: quay.io/biocontainers/samtools:1.17 }
        ResourceRequirement: { coresMin: 500, ramMin: 256 }
      baseCommand: [echo]
      inputs: []
      outputs: []
    in: []
    out: []
  none:
    run: { class: CommandLineTool, baseCommand: [echo], inputs: [], outputs: [] }
    in: []
    out: []
  script:
    run: { class: ExpressionTool, inputs: [], outputs: [], expression: "\${ return {}; }" }
    in: []
    out: []
`,
      [
        "container-not-ecr: Image 'quay.io/biocontainers/samtools:1.17' is not in Amazon ECR private.",
        'cpu-too-large: No instance in any Region has 500 vCPUs; the most is 192.',
        "resource-too-small: Task 'big' asks for 256 MiB of memory, and the least is 1 GiB.",
        "container-missing: Task 'none' names no container image.",
      ],
    );
  });

  it('are silent where a comment says so', async () => {
    await check(
      `//- /main.cwl
cwlVersion: v1.2
class: Workflow
inputs: { n: int }
outputs:
  # omics-lens: ignore cwl-link-type
  text: { type: string, outputSource: n }
  other: { type: string, outputSource: n } # omics-lens: ignore cwl-link-type
  third: { type: string, outputSource: n }
steps: []
`,
      ["cwl-link-type: 'n' is 'int', and output 'third' takes 'string'."],
    );
  });
});
