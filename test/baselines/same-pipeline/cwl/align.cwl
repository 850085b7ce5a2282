cwlVersion: v1.2
class: CommandLineTool
requirements:
  DockerRequirement:
    dockerPull: 123456789012.dkr.ecr.us-east-1.amazonaws.com/bwa:0.7.17
  ResourceRequirement:
    coresMin: 4
    ramMin: 8192
inputs:
  sample: File
  reference: File
baseCommand: [bwa, mem]
arguments: [$(inputs.reference.path), $(inputs.sample.path)]
stdout: out.bam
outputs:
  bam: stdout
