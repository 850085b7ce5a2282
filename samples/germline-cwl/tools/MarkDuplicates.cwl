cwlVersion: v1.2
class: CommandLineTool
label: Mark duplicates
doc: Marks reads that were copied from the same DNA fragment.

requirements:
  InlineJavascriptRequirement: {}
  DockerRequirement:
    dockerPull: $(inputs.image)
  ResourceRequirement:
    coresMin: 4
    ramMin: 32768

inputs:
  sample_name: string
  aligned:
    type: File
    inputBinding:
      prefix: --INPUT
  image: string

baseCommand: [gatk, --java-options, -Xmx28g, MarkDuplicates]
arguments:
  - --OUTPUT
  - $(inputs.sample_name).bam
  - --METRICS_FILE
  - $(inputs.sample_name).duplicates.txt
  - --CREATE_INDEX
  - 'true'

outputs:
  reads:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).bam
  reads_index:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).bai
  metrics:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).duplicates.txt
