// Aligns paired reads with BWA-MEM and sorts them by coordinate.
process AlignReads {
  container params.bwa_image
  // Twelve threads align while four sort: together the vCPUs of an omics.c.4xlarge.
  cpus 16

  input:
  val sample_name
  path reads_1
  path reads_2
  path fasta
  path bwa_index

  output:
  path "${sample_name}.aligned.bam", emit: aligned

  script:
  """
  set -euo pipefail
  bwa mem -t 12 \\
    -R '@RG\\tID:${sample_name}\\tSM:${sample_name}\\tPL:ILLUMINA' \\
    '${fasta}' '${reads_1}' '${reads_2}' \\
    | samtools sort -@ 4 -m 1G -o '${sample_name}.aligned.bam' -
  """
}
