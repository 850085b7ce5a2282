cwlVersion: v1.2
class: Workflow
requirements:
  ScatterFeatureRequirement: {}
  InlineJavascriptRequirement: {}
inputs:
  reads:
    type: File[]
    label: One file of reads for each sample
  reference:
    type: File
    label: The genome to align to
  prefix:
    type: string
    default: cohort
    label: What the names of results begin with
  with_report:
    type: boolean
    default: true
  regions: File?
outputs:
  bam:
    type: File
    outputSource: merge/bam
  summary:
    type: File?
    outputSource: report/summary
steps:
  align:
    run: align.cwl
    scatter: sample
    in:
      sample: reads
      reference: reference
    out: [bam]
  merge:
    run: merge.cwl
    in:
      bams: align/bam
      prefix: prefix
      regions: regions
    out: [bam]
  report:
    run: report.cwl
    when: $(inputs.with_report)
    in:
      bam: merge/bam
      with_report: with_report
    out: [summary]
