// Germline short variants of one sample: align, mark duplicates, call each interval by itself, merge, annotate on request.

include { AlignReads } from './modules/align'
include { MarkDuplicates } from './modules/duplicates'
include { CallVariants; MergeVariants } from './modules/variants'
include { AnnotateVariants } from './modules/annotate'

workflow {
  AlignReads(
    params.sample_name,
    file(params.reads_1),
    file(params.reads_2),
    file(params.reference.fasta),
    [params.reference.bwa_amb, params.reference.bwa_ann, params.reference.bwa_bwt, params.reference.bwa_pac, params.reference.bwa_sa].collect { path -> file(path) },
  )

  MarkDuplicates(params.sample_name, AlignReads.out.aligned)

  intervals = channel.fromList(params.intervals)
  CallVariants(
    params.sample_name,
    MarkDuplicates.out.reads,
    MarkDuplicates.out.reads_index,
    file(params.reference.fasta),
    file(params.reference.fasta_index),
    file(params.reference.dictionary),
    intervals,
    params.min_base_quality,
  )

  MergeVariants(
    params.sample_name,
    CallVariants.out.variants.collect(),
    CallVariants.out.variants_index.collect(),
  )

  if (params.annotation_source && params.annotation_source_index) {
    AnnotateVariants(
      params.sample_name,
      MergeVariants.out.variants,
      MergeVariants.out.variants_index,
      file(params.annotation_source),
      file(params.annotation_source_index),
    )
  }
}
