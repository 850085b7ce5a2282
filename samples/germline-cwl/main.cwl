cwlVersion: v1.2
class: Workflow
label: Germline
doc: |
  Germline short variants of one sample: align, mark duplicates, call each interval by itself, merge, annotate on request.

requirements:
  InlineJavascriptRequirement: {}
  MultipleInputFeatureRequirement: {}
  ScatterFeatureRequirement: {}
  SchemaDefRequirement:
    types:
      - $import: types.yml

inputs:
  sample_name:
    type: string
    label: Name of the sample, as it appears in the header of the BAM and the VCF
  reads_1:
    type: File
    label: Forward reads, FASTQ compressed with gzip
  reads_2:
    type: File
    label: Reverse reads, in the order of the forward reads
  reference:
    type: types.yml#Reference
    label: Reference genome with its FASTA index, dictionary and BWA index
  intervals:
    type: string[]
    label: Regions to call, each in a task of its own, such as chr20 or chr20:1-32000000
  min_base_quality:
    type: int
    default: 10
    label: Bases below this Phred quality are not used for calling
  annotation_source:
    type: File?
    label: Known variants whose identifiers are copied into the result (bgzip VCF); no annotation without it
  annotation_source_index:
    type: File?
    label: Tabix index of annotation_source
  bwa_image:
    type: string
    label: Container image with bwa and samtools, in a private Amazon ECR repository
  gatk_image:
    type: string
    label: Container image with GATK 4
  bcftools_image:
    type: string
    label: Container image with bcftools and tabix

steps:
  AlignReads:
    run: tools/AlignReads.cwl
    in:
      sample_name: sample_name
      reads_1: reads_1
      reads_2: reads_2
      reference: reference
      image: bwa_image
    out: [aligned]

  MarkDuplicates:
    run: tools/MarkDuplicates.cwl
    in:
      sample_name: sample_name
      aligned: AlignReads/aligned
      image: gatk_image
    out: [reads, reads_index, metrics]

  CallVariants:
    run: tools/CallVariants.cwl
    scatter: interval
    in:
      sample_name: sample_name
      reads: MarkDuplicates/reads
      reads_index: MarkDuplicates/reads_index
      reference: reference
      interval: intervals
      min_base_quality: min_base_quality
      image: gatk_image
    out: [variants, variants_index]

  MergeVariants:
    run: tools/MergeVariants.cwl
    in:
      sample_name: sample_name
      parts: CallVariants/variants
      part_indexes: CallVariants/variants_index
      image: bcftools_image
    out: [variants, variants_index]

  AnnotateVariants:
    run: tools/AnnotateVariants.cwl
    when: $(inputs.source !== null && inputs.source_index !== null)
    in:
      sample_name: sample_name
      variants: MergeVariants/variants
      variants_index: MergeVariants/variants_index
      source: annotation_source
      source_index: annotation_source_index
      image: bcftools_image
    out: [annotated, annotated_index]

outputs:
  reads:
    type: File
    outputSource: MarkDuplicates/reads
  reads_index:
    type: File
    outputSource: MarkDuplicates/reads_index
  duplicate_metrics:
    type: File
    outputSource: MarkDuplicates/metrics
  variants:
    type: File
    outputSource: [AnnotateVariants/annotated, MergeVariants/variants]
    pickValue: first_non_null
  variants_index:
    type: File
    outputSource: [AnnotateVariants/annotated_index, MergeVariants/variants_index]
    pickValue: first_non_null
