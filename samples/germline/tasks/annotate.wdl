version 1.1

task AnnotateVariants {
  meta {
    description: "Copies the identifiers of known variants into the result."
  }

  parameter_meta {
    sample_name: "Prefix of the output files"
    variants: "Variants to annotate"
    variants_index: "Index of the variants"
    source: "Known variants with identifiers"
    source_index: "Index of the known variants"
    image: "Container image with bcftools and tabix"
  }

  input {
    String sample_name
    File variants
    File variants_index
    File source
    File source_index
    String image
  }

  command <<<
    set -euo pipefail
    test -s '~{variants_index}' && test -s '~{source_index}'
    bcftools annotate --annotations '~{source}' --columns ID \
      --output-type z --output '~{sample_name}.annotated.vcf.gz' '~{variants}'
    tabix --preset vcf '~{sample_name}.annotated.vcf.gz'
  >>>

  output {
    File annotated = "~{sample_name}.annotated.vcf.gz"
    File annotated_index = "~{sample_name}.annotated.vcf.gz.tbi"
  }

  runtime {
    container: image
    cpu: 2
    memory: "8 GiB"
  }
}
