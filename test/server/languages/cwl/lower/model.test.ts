import { strict as assert } from 'node:assert';
import type { Callable, Port, SourceValue } from '@omics-lens/server/model/index.ts';
import { symbolUri, typeLabel } from '@omics-lens/server/model/index.ts';
import { cwlProject } from '../../../../support/cwl-project.ts';
import { dedent } from '../../../../support/fixture.ts';

/** The model of the fixture's first file, a line for each thing. */
function check(fixture: string, expected: string): void {
  const { main } = cwlProject(fixture);
  assert.equal(main.analysis.callables.map(render).join('\n'), dedent(expected).trimEnd());
}

/** A task or workflow, a line for each thing. */
function render(callable: Callable): string {
  const engine = callable.runsIn === undefined ? '' : ' (in the engine)';
  const lines = [`${callable.kind} ${callable.name}${engine}${described(callable.description)}`];
  for (const port of callable.inputs) lines.push(`  in ${renderPort(port)}`);
  for (const port of callable.outputs) lines.push(`  out ${renderPort(port)}`);
  for (const call of callable.calls) {
    const callee = call.callee.slice(symbolUri(call.callee).length + 1);
    const parts = [`  call ${call.name} = ${callee}`];
    if (call.dependsOn.length > 0) parts.push(`after ${call.dependsOn.join(', ')}`);
    for (const { text, input, count } of call.scatters) {
      parts.push(
        `over ${text}${input === undefined ? '' : ` (input)`}${count === undefined ? '' : ` × ${count}`}`,
      );
    }
    for (const condition of call.conditions) parts.push(`if ${renderValue(condition)}`);
    lines.push(parts.join(' '));
    for (const [name, value] of call.arguments) lines.push(`    ${name} = ${renderValue(value)}`);
  }
  for (const [name, value] of Object.entries(callable.resources ?? {})) {
    if (name !== 'at') lines.push(`  ${name}: ${renderValue(value as SourceValue)}`);
  }
  return lines.join('\n');
}

function renderPort(port: Port): string {
  const value = port.default === undefined ? '' : ` = ${renderValue(port.default)}`;
  return `${typeLabel(port.type)} ${port.name}${port.required ? '!' : ''}${value}${described(port.description)}`;
}

function renderValue({ text, constant, byDefault }: SourceValue): string {
  if (constant !== undefined && text !== String(constant)) return `${text} → ${JSON.stringify(constant)}`;
  return byDefault === undefined ? text : `${text} → ${JSON.stringify(byDefault)} by default`;
}

function described(text: string | undefined): string {
  return text === undefined ? '' : ` "${text}"`;
}

describe('the model of a CWL document', () => {
  it('has inputs, outputs and resources of a tool', () => {
    check(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      id: align
      label: Aligns reads
      requirements:
        InlineJavascriptRequirement: {}
        DockerRequirement: { dockerPull: $(inputs.image) }
        ResourceRequirement: { coresMin: $(inputs.threads), ramMin: $(inputs.threads * 2048), ramMax: 64000 }
        ToolTimeLimit: { timelimit: 3600 }
      hints:
        http://commonwl.org/cwltool#CUDARequirement: { cudaVersionMin: "1.0", cudaComputeCapability: ["nvidia-l4"], cudaDeviceCountMin: 1 }
      inputs:
        reads: { type: File, label: Reads, doc: Reads of one sample }
        threads: { type: int, default: 4 }
        image: { type: string, default: "samtools:1.17" }
        level: { type: ["null", { type: enum, name: level, symbols: [low, high] }] }
        sample: { type: { type: record, name: sample, fields: { id: string, bam: "File?" } } }
        any: Any
        either: [int, string]
      outputs:
        bam: { type: File, outputBinding: { glob: out.bam } }
        logs: { type: { type: array, items: File }, outputBinding: { glob: "*.log" } }
      `,
      `
      task align "Aligns reads"
        in File reads! "Reads"
        in Int threads = 4
        in String image = "samtools:1.17" → "samtools:1.17"
        in level? level
        in sample sample!
        in Any any!
        in Int | String either!
        out File bam
        out Array[File] logs
        container: $(inputs.image) → "samtools:1.17" by default
        cpu: $(inputs.threads) → 4 by default
        memory: $(inputs.threads * 2048) → "8192 MiB" by default
        acceleratorType: "nvidia-l4" → "nvidia-l4"
        acceleratorCount: 1
        time: 3600
      `,
    );
  });
  it('takes requirements before hints, and what is closer before what is around', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      requirements:
        ResourceRequirement: { coresMin: 8, ramMin: 16000 }
      hints:
        - { class: DockerRequirement, dockerPull: around }
      inputs: []
      outputs: []
      steps:
        plain:
          run: { class: CommandLineTool, inputs: [], outputs: [] }
          in: []
          out: []
        own:
          run: { class: CommandLineTool, inputs: [], outputs: [], hints: { DockerRequirement: { dockerPull: own }, ResourceRequirement: { coresMin: 2 } } }
          in: []
          out: []
        step:
          hints: { DockerRequirement: { dockerPull: of-step } }
          requirements: { ResourceRequirement: { coresMin: 4 } }
          run: { class: CommandLineTool, inputs: [], outputs: [] }
          in: []
          out: []
        script:
          run: { class: ExpressionTool, inputs: [], outputs: [], expression: "\${ return {}; }" }
          in: []
          out: []
      `,
      `
      workflow main
        call plain = main.steps.plain.run
        call own = main.steps.own.run
        call step = main.steps.step.run
        call script = main.steps.script.run
      task plain
        container: around
        cpu: 8
        memory: 16000 → "16000 MiB"
      task own
        container: own
        cpu: 8
        memory: 16000 → "16000 MiB"
      task step
        container: of-step
        cpu: 4
      task script (in the engine)
      `,
    );
  });
  it('has calls with what they wait for, scatters and conditions', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      requirements: { ScatterFeatureRequirement: {}, InlineJavascriptRequirement: {}, StepInputExpressionRequirement: {} }
      inputs: { samples: "File[]", names: "string[]", deep: { type: boolean, default: false } }
      outputs: []
      steps:
        b:
          run: tool.cwl
          scatter: [file, name]
          scatterMethod: flat_crossproduct
          in: { file: a/out, name: names }
          out: [out]
        a:
          run: tool.cwl
          scatter: [file, name]
          scatterMethod: dotproduct
          in: { file: samples, name: names, n: { default: 3 } }
          out: [out]
        c:
          run: tool.cwl
          when: $(inputs.deep && 1 > 0)
          scatter: name
          in:
            - { id: file, source: b/out, valueFrom: "$(self[0])" }
            - { id: name, default: [x, y] }
            - { id: deep, source: deep }
          out: [out]
      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs: { file: File, name: string, n: int? }
      outputs: { out: { type: File, outputBinding: { glob: x } } }
      `,
      `
      workflow main
        in Array[File] samples!
        in Array[String] names!
        in Boolean deep = false
        call b = main after a over a/out over names (input)
          file = a/out
          name = names
        call a = main over samples (input)
          file = samples
          name = names
          n = 3
        call c = main after b over name × 2 if $(inputs.deep && 1 > 0)
          file = "$(self[0])"
          name = [x, y]
          deep = deep
      `,
    );
  });
  it('has all processes of a packed document', () => {
    check(
      `
      cwlVersion: v1.0
      $graph:
        - class: CommandLineTool
          id: tool
          inputs: []
          outputs: []
          hints: [{ class: DockerRequirement, dockerPull: "x:1" }]
        - class: Workflow
          id: main
          inputs: []
          outputs: []
          steps: [{ id: one, run: "#tool", in: [], out: [] }]
      `,
      `
      task tool
        container: "x:1" → "x:1"
      workflow main
        call one = tool
      `,
    );
  });
  it('is read from JSON too', () => {
    check(
      `
      //- /main.json
      {
        "cwlVersion": "v1.2",
        "class": "CommandLineTool",
        "inputs": { "reads": { "type": "File" }, "n": "int?" },
        "outputs": [],
        "hints": [{ "class": "ResourceRequirement", "coresMin": 2, "ramMin": 1024 }]
      }
      `,
      `
      task main
        in File reads!
        in Int? n
        cpu: 2
        memory: 1024 → "1024 MiB"
      `,
    );
  });
});
