version 1.1

workflow pipeline {
  input {
    Array[File] reads
    File reference
    String prefix = "cohort"
    Boolean with_report = true
    File? regions
  }

  scatter (sample in reads) {
    call align { input: sample = sample, reference = reference }
  }

  call merge { input: bams = align.bam, prefix = prefix, regions = regions }

  if (with_report) {
    call report { input: bam = merge.bam }
  }

  output {
    File bam = merge.bam
    File? summary = report.summary
  }

  parameter_meta {
    reads: "One file of reads for each sample"
    reference: "The genome to align to"
    prefix: "What the names of results begin with"
  }
}

task align {
  input {
    File sample
    File reference
  }
  command <<<
    bwa mem ~{reference} ~{sample} > out.bam
  >>>
  output {
    File bam = "out.bam"
  }
  runtime {
    container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/bwa:0.7.17"
    cpu: 4
    memory: "8 GiB"
  }
}

task merge {
  input {
    Array[File] bams
    String prefix
    File? regions
  }
  command <<<
    samtools merge ~{prefix}.bam ~{sep=" " bams} ~{"-L " + regions}
  >>>
  output {
    File bam = "~{prefix}.bam"
  }
  runtime {
    container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17"
    cpu: 2
    memory: "4 GiB"
  }
}

task report {
  input {
    File bam
  }
  command <<<
    samtools flagstat ~{bam} > summary.txt
  >>>
  output {
    File summary = "summary.txt"
  }
  runtime {
    container: "123456789012.dkr.ecr.us-east-1.amazonaws.com/samtools:1.17"
    cpu: 1
    memory: "2 GiB"
  }
}
