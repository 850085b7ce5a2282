cwlVersion: v1.2
class: CommandLineTool
requirements:
  DockerRequirement:
    dockerPull: 123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17
  ResourceRequirement:
    coresMin: 2
    ramMin: 4096
baseCommand: [samtools, merge]
arguments: [$(inputs.prefix).bam]
inputs:
  bams:
    type: File[]
    inputBinding: { position: 1 }
  prefix: string
  regions:
    type: File?
    inputBinding: { prefix: -L, position: 2 }
outputs:
  bam:
    type: File
    outputBinding: { glob: $(inputs.prefix).bam }
