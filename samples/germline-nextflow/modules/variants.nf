// Calls the variants of one interval.
process CallVariants {
  container params.gatk_image
  cpus 2
  tag "${interval}"

  input:
  val sample_name
  path reads
  path reads_index
  path fasta
  path fasta_index
  path dictionary
  val interval
  val min_base_quality

  output:
  path "${sample_name}.${task.index}.vcf.gz", emit: variants
  path "${sample_name}.${task.index}.vcf.gz.tbi", emit: variants_index

  script:
  """
  gatk --java-options '-Xmx12g' HaplotypeCaller \\
    --input '${reads}' \\
    --read-index '${reads_index}' \\
    --reference '${fasta}' \\
    --intervals '${interval}' \\
    --min-base-quality-score ${min_base_quality} \\
    --native-pair-hmm-threads 2 \\
    --output '${sample_name}.${task.index}.vcf.gz'
  """
}

// Joins the variants of all intervals into one sorted file.
process MergeVariants {
  container params.bcftools_image
  cpus 2
  publishDir '/mnt/workflow/pubdir', mode: 'copy'

  input:
  val sample_name
  path parts
  path part_indexes

  output:
  path "${sample_name}.vcf.gz", emit: variants
  path "${sample_name}.vcf.gz.tbi", emit: variants_index

  script:
  """
  set -euo pipefail
  bcftools concat --allow-overlaps ${parts} \\
    | bcftools sort --output-type z --output '${sample_name}.vcf.gz' -
  tabix --preset vcf '${sample_name}.vcf.gz'
  """
}
