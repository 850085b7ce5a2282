cwlVersion: v1.2
class: CommandLineTool
label: Annotate variants
doc: Copies the identifiers of known variants into the result.

requirements:
  InlineJavascriptRequirement: {}
  ShellCommandRequirement: {}
  DockerRequirement:
    dockerPull: $(inputs.image)
  ResourceRequirement:
    coresMin: 2
    ramMin: 8192
  # An index is looked for beside its file.
  InitialWorkDirRequirement:
    listing:
      - $(inputs.variants)
      - $(inputs.variants_index)
      - $(inputs.source)
      - $(inputs.source_index)

inputs:
  sample_name: string
  variants: File
  variants_index: File
  source: File?
  source_index: File?
  image: string

baseCommand: [bcftools, annotate, --columns, ID, --output-type, z]
arguments:
  - --annotations
  - $(inputs.source.basename)
  - --output
  - $(inputs.sample_name).annotated.vcf.gz
  - $(inputs.variants.basename)
  - valueFrom: '&& tabix --preset vcf'
    shellQuote: false
  - $(inputs.sample_name).annotated.vcf.gz

outputs:
  annotated:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).annotated.vcf.gz
  annotated_index:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).annotated.vcf.gz.tbi
