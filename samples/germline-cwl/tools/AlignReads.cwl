cwlVersion: v1.2
class: CommandLineTool
label: Align reads
doc: Aligns paired reads with BWA-MEM and sorts them by coordinate.

requirements:
  InlineJavascriptRequirement: {}
  ShellCommandRequirement: {}
  SchemaDefRequirement:
    types:
      - $import: ../types.yml
  DockerRequirement:
    dockerPull: $(inputs.image)
  # Twelve threads align while four sort: together the vCPUs of an omics.c.4xlarge.
  ResourceRequirement:
    coresMin: 16
    ramMin: 32768
  # The aligner looks for its index beside the genome.
  InitialWorkDirRequirement:
    listing:
      - $(inputs.reference.fasta)
      - $(inputs.reference.bwa_amb)
      - $(inputs.reference.bwa_ann)
      - $(inputs.reference.bwa_bwt)
      - $(inputs.reference.bwa_pac)
      - $(inputs.reference.bwa_sa)

inputs:
  sample_name: string
  reads_1: File
  reads_2: File
  reference: ../types.yml#Reference
  image: string

baseCommand: [bwa, mem, -t, '12']
arguments:
  - prefix: -R
    valueFrom: '@RG\tID:$(inputs.sample_name)\tSM:$(inputs.sample_name)\tPL:ILLUMINA'
  - $(inputs.reference.fasta.basename)
  - $(inputs.reads_1.path)
  - $(inputs.reads_2.path)
  - valueFrom: '|'
    shellQuote: false
  - samtools
  - sort
  - -@
  - '4'
  - -m
  - 1G
  - -o
  - $(inputs.sample_name).aligned.bam
  - '-'

outputs:
  aligned:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).aligned.bam
