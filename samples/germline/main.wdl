version 1.1

import "types.wdl"
import "tasks/align.wdl" as align
import "tasks/duplicates.wdl" as duplicates
import "tasks/variants.wdl" as calling
import "tasks/annotate.wdl" as annotate

## Germline short variants of one sample: align, mark duplicates, call each interval by itself, merge, annotate on request.
workflow Germline {
  meta {
    description: "Calls the germline short variants of one whole-genome sample."
    author: "Omics Lens"
  }

  parameter_meta {
    sample_name: "Name of the sample, as it appears in the header of the BAM and the VCF"
    reads_1: "Forward reads, FASTQ compressed with gzip"
    reads_2: "Reverse reads, in the order of the forward reads"
    reference: "Reference genome with its FASTA index, dictionary and BWA index"
    intervals: "Regions to call, each in a task of its own, such as chr20 or chr20:1-32000000"
    min_base_quality: "Bases below this Phred quality are not used for calling"
    annotation_source: "Known variants whose identifiers are copied into the result (bgzip VCF); no annotation without it"
    annotation_source_index: "Tabix index of annotation_source"
    bwa_image: "Container image with bwa and samtools, in a private Amazon ECR repository"
    gatk_image: "Container image with GATK 4"
    bcftools_image: "Container image with bcftools and tabix"
  }

  input {
    String sample_name
    File reads_1
    File reads_2
    Reference reference
    Array[String]+ intervals
    Int min_base_quality = 10
    File? annotation_source
    File? annotation_source_index
    String bwa_image
    String gatk_image
    String bcftools_image
  }

  call align.AlignReads {
    input:
      sample_name = sample_name,
      reads_1 = reads_1,
      reads_2 = reads_2,
      reference = reference,
      image = bwa_image,
  }

  call duplicates.MarkDuplicates {
    input:
      sample_name = sample_name,
      aligned = AlignReads.aligned,
      image = gatk_image,
  }

  scatter (interval in intervals) {
    call calling.CallVariants {
      input:
        sample_name = sample_name,
        reads = MarkDuplicates.reads,
        reads_index = MarkDuplicates.reads_index,
        reference = reference,
        interval = interval,
        min_base_quality = min_base_quality,
        image = gatk_image,
    }
  }

  call calling.MergeVariants {
    input:
      sample_name = sample_name,
      parts = CallVariants.variants,
      part_indexes = CallVariants.variants_index,
      image = bcftools_image,
  }

  if (defined(annotation_source) && defined(annotation_source_index)) {
    call annotate.AnnotateVariants {
      input:
        sample_name = sample_name,
        variants = MergeVariants.variants,
        variants_index = MergeVariants.variants_index,
        source = select_first([annotation_source]),
        source_index = select_first([annotation_source_index]),
        image = bcftools_image,
    }
  }

  output {
    File reads = MarkDuplicates.reads
    File reads_index = MarkDuplicates.reads_index
    File duplicate_metrics = MarkDuplicates.metrics
    File variants = select_first([AnnotateVariants.annotated, MergeVariants.variants])
    File variants_index = select_first([AnnotateVariants.annotated_index, MergeVariants.variants_index])
  }
}
