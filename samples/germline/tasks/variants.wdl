version 1.1

import "../types.wdl"

task CallVariants {
  meta {
    description: "Calls the variants of one interval."
  }

  parameter_meta {
    sample_name: "Prefix of the output files"
    reads: "Reads with duplicates marked"
    reads_index: "Index of the reads"
    reference: "Reference genome with its FASTA index and dictionary"
    interval: "Region to call"
    min_base_quality: "Bases below this Phred quality are not used"
    image: "Container image with GATK 4"
  }

  input {
    String sample_name
    File reads
    File reads_index
    Reference reference
    String interval
    Int min_base_quality
    String image
  }

  command <<<
    set -euo pipefail
    gatk --java-options '-Xmx12g' HaplotypeCaller \
      --input '~{reads}' \
      --read-index '~{reads_index}' \
      --reference '~{reference.fasta}' \
      --intervals '~{interval}' \
      --min-base-quality-score ~{min_base_quality} \
      --native-pair-hmm-threads 2 \
      --output '~{sample_name}.part.vcf.gz'
  >>>

  output {
    File variants = "~{sample_name}.part.vcf.gz"
    File variants_index = "~{sample_name}.part.vcf.gz.tbi"
  }

  runtime {
    container: image
    cpu: 2
    memory: "16 GiB"
  }
}

task MergeVariants {
  meta {
    description: "Joins the variants of all intervals into one sorted file."
  }

  parameter_meta {
    sample_name: "Prefix of the output files"
    parts: "Variants of each interval"
    part_indexes: "Index of each part, in the same order"
    image: "Container image with bcftools and tabix"
  }

  input {
    String sample_name
    Array[File]+ parts
    Array[File]+ part_indexes
    String image
  }

  # Every part has the same file name in a folder of its own: the list of parts tells them apart.
  command <<<
    set -euo pipefail
    echo 'Merging ~{length(part_indexes)} parts'
    bcftools concat --allow-overlaps --file-list '~{write_lines(parts)}' \
      | bcftools sort --output-type z --output '~{sample_name}.vcf.gz' -
    tabix --preset vcf '~{sample_name}.vcf.gz'
  >>>

  output {
    File variants = "~{sample_name}.vcf.gz"
    File variants_index = "~{sample_name}.vcf.gz.tbi"
  }

  runtime {
    container: image
    cpu: 2
    memory: "4 GiB"
  }
}
