// Marks reads that were copied from the same DNA fragment.
process MarkDuplicates {
  container params.gatk_image
  cpus 4
  publishDir '/mnt/workflow/pubdir', mode: 'copy'

  input:
  val sample_name
  path aligned

  output:
  path "${sample_name}.bam", emit: reads
  path "${sample_name}.bai", emit: reads_index
  path "${sample_name}.duplicates.txt", emit: metrics

  script:
  """
  gatk --java-options '-Xmx28g' MarkDuplicates \\
    --INPUT '${aligned}' \\
    --OUTPUT '${sample_name}.bam' \\
    --METRICS_FILE '${sample_name}.duplicates.txt' \\
    --CREATE_INDEX true
  """
}
