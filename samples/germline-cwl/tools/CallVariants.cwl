cwlVersion: v1.2
class: CommandLineTool
label: Call variants
doc: Calls the variants of one interval.

requirements:
  InlineJavascriptRequirement: {}
  SchemaDefRequirement:
    types:
      - $import: ../types.yml
  DockerRequirement:
    dockerPull: $(inputs.image)
  ResourceRequirement:
    coresMin: 2
    ramMin: 16384
  # The caller looks for the index and the dictionary beside the genome.
  InitialWorkDirRequirement:
    listing:
      - $(inputs.reference.fasta)
      - $(inputs.reference.fasta_index)
      - $(inputs.reference.dictionary)

inputs:
  sample_name: string
  reads:
    type: File
    inputBinding:
      prefix: --input
  reads_index:
    type: File
    inputBinding:
      prefix: --read-index
  reference: ../types.yml#Reference
  interval:
    type: string
    inputBinding:
      prefix: --intervals
  min_base_quality:
    type: int
    inputBinding:
      prefix: --min-base-quality-score
  image: string

baseCommand: [gatk, --java-options, -Xmx12g, HaplotypeCaller]
arguments:
  - --reference
  - $(inputs.reference.fasta.basename)
  - --native-pair-hmm-threads
  - '2'
  - --output
  - $(inputs.sample_name).part.vcf.gz

outputs:
  variants:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).part.vcf.gz
  variants_index:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).part.vcf.gz.tbi
