version 1.1

task MarkDuplicates {
  meta {
    description: "Marks reads that were copied from the same DNA fragment."
  }

  parameter_meta {
    sample_name: "Prefix of the output files"
    aligned: "Reads sorted by coordinate"
    image: "Container image with GATK 4"
  }

  input {
    String sample_name
    File aligned
    String image
  }

  command <<<
    set -euo pipefail
    gatk --java-options '-Xmx28g' MarkDuplicates \
      --INPUT '~{aligned}' \
      --OUTPUT '~{sample_name}.bam' \
      --METRICS_FILE '~{sample_name}.duplicates.txt' \
      --CREATE_INDEX true
  >>>

  output {
    File reads = "~{sample_name}.bam"
    File reads_index = "~{sample_name}.bai"
    File metrics = "~{sample_name}.duplicates.txt"
  }

  runtime {
    container: image
    cpu: 4
    memory: "32 GiB"
  }
}
