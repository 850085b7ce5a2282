version 1.1

import "../types.wdl"

task AlignReads {
  meta {
    description: "Aligns paired reads with BWA-MEM and sorts them by coordinate."
  }

  parameter_meta {
    sample_name: "Name of the sample in the read group"
    reads_1: "Forward reads"
    reads_2: "Reverse reads"
    reference: "Reference genome with its BWA index"
    image: "Container image with bwa and samtools"
  }

  input {
    String sample_name
    File reads_1
    File reads_2
    Reference reference
    String image
  }

  # Twelve threads align while four sort: together the vCPUs of an omics.c.4xlarge.
  Int align_threads = 12
  Int sort_threads = 4

  command <<<
    set -euo pipefail
    bwa mem -t ~{align_threads} \
      -R '@RG\tID:~{sample_name}\tSM:~{sample_name}\tPL:ILLUMINA' \
      '~{reference.fasta}' '~{reads_1}' '~{reads_2}' \
      | samtools sort -@ ~{sort_threads} -m 1G -o '~{sample_name}.aligned.bam' -
  >>>

  output {
    File aligned = "~{sample_name}.aligned.bam"
  }

  runtime {
    container: image
    cpu: 16
    memory: "32 GiB"
  }
}
