// Copies the identifiers of known variants into the result.
process AnnotateVariants {
  container params.bcftools_image
  cpus 2
  publishDir '/mnt/workflow/pubdir', mode: 'copy'

  input:
  val sample_name
  path variants
  path variants_index
  path source
  path source_index

  output:
  path "${sample_name}.annotated.vcf.gz", emit: annotated
  path "${sample_name}.annotated.vcf.gz.tbi", emit: annotated_index

  script:
  """
  set -euo pipefail
  bcftools annotate --annotations '${source}' --columns ID \\
    --output-type z --output '${sample_name}.annotated.vcf.gz' '${variants}'
  tabix --preset vcf '${sample_name}.annotated.vcf.gz'
  """
}
