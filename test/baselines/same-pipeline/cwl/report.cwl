cwlVersion: v1.2
class: CommandLineTool
requirements:
  DockerRequirement:
    dockerPull: 123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17
  ResourceRequirement:
    coresMin: 1
    ramMin: 2048
baseCommand: [samtools, flagstat]
inputs:
  bam:
    type: File
    inputBinding: {}
stdout: summary.txt
outputs:
  summary: stdout
