/** A workflow of two steps and the tool that both run; tests put their cursor into it. */
export const PIPELINE = `//- /main.cwl
cwlVersion: v1.2
class: Workflow
requirements: { InlineJavascriptRequirement: {} }
inputs:
  reads: { type: File, doc: Reads of one sample }
  samples: string[]
  sample: string
outputs:
  bam: { type: File, outputSource: align/bam }
steps:
  align:
    run: tool.cwl
    in:
      reads: reads
      sample: sample
    out: [bam]
  second:
    run: tool.cwl
    in:
      reads: align/bam
      sample: { source: sample, valueFrom: $(self + inputs.reads.basename) }
    out:
      - bam
//- /tool.cwl
cwlVersion: v1.2
class: CommandLineTool
requirements:
  InlineJavascriptRequirement: { expressionLib: ["function twice(x) { return 2 * x; }"] }
  DockerRequirement: { dockerPull: $(inputs.image) }
  ResourceRequirement: { coresMin: $(inputs.threads), ramMin: $(inputs.threads * 2048) }
inputs:
  reads: File
  sample: { type: string, label: Name of the sample }
  threads: { type: int, default: 4 }
  image: { type: string, default: "ubuntu:22.04" }
outputs:
  bam: { type: File, outputBinding: { glob: $(inputs.sample).bam } }
  log: { type: File, outputBinding: { glob: "*.log" } }
arguments: [samtools, $(inputs.reads.path)]
`;

/** The pipeline with another text in one place; throws where there is no such text. */
export function changed(from: string, to: string): string {
  if (!PIPELINE.includes(from)) throw new Error(`The pipeline has no '${from}'.`);
  return PIPELINE.replace(from, () => to);
}
