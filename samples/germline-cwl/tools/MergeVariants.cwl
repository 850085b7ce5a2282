cwlVersion: v1.2
class: CommandLineTool
label: Merge variants
doc: Joins the variants of all intervals into one sorted file.

requirements:
  InlineJavascriptRequirement: {}
  ShellCommandRequirement: {}
  DockerRequirement:
    dockerPull: $(inputs.image)
  ResourceRequirement:
    coresMin: 2
    ramMin: 4096
  # The parts have the same name: each gets a number, and its index the same.
  InitialWorkDirRequirement:
    listing: |
      ${
        function numbered(files, end) {
          return files.map(function (file, i) { return { entry: file, entryname: i + end }; });
        }
        return numbered(inputs.parts, ".vcf.gz").concat(numbered(inputs.part_indexes, ".vcf.gz.tbi"));
      }

inputs:
  sample_name: string
  parts: File[]
  part_indexes: File[]
  image: string

baseCommand: [bcftools, concat, --allow-overlaps]
arguments:
  - $(inputs.parts.map(function (part, i) { return i + ".vcf.gz"; }))
  - valueFrom: '| bcftools sort --output-type z --output'
    shellQuote: false
  - $(inputs.sample_name).vcf.gz
  - valueFrom: '- && tabix --preset vcf'
    shellQuote: false
  - $(inputs.sample_name).vcf.gz

outputs:
  variants:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).vcf.gz
  variants_index:
    type: File
    outputBinding:
      glob: $(inputs.sample_name).vcf.gz.tbi
