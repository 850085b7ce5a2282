#!/usr/bin/env nextflow
nextflow.enable.dsl = 2

/*
 * A pipeline with what most pipelines have.
 */
include { TRIM ; TRIM as TRIM_AGAIN } from './modules/trim'
include { SORT } from "./modules/sort" addParams(threads: 4)
import groovy.json.JsonSlurper

params.reads = "$projectDir/data/*_{1,2}.fq"
params.outdir = params.outdir ?: 'results'

def label = 'größe' // names may hold any letter

process ALIGN {
    tag "${meta.id}-${ meta.size > 1 ? 'big' : 'small' }"
    label 'process_high', 'long'
    cpus { 4 * task.attempt }
    memory 4.GB
    maxErrors -1
    errorStrategy { task.exitStatus in [137, 140] ? 'retry' : 'finish' }
    publishDir params.outdir, mode: 'copy', saveAs: { name -> name.endsWith('.bam') ? name : null }
    if (params.container) {
        container params.container
    }

    input:
    tuple val(meta), path(reads, stageAs: 'in/*')
    path index
    each mode

    output:
    tuple val(meta), path('*.bam'),
        emit: bam
    path('*.txt') , emit: log, optional: true
    stdout

    when:
    task.ext.when == null || task.ext.when

    script:
    def args = task.ext.args ?: ''
    def (first, second) = reads
    """
    bwa mem ${args} -t $task.cpus \\
        $index ${reads.join(' ')} | awk '{ print \$1 / 2 }' > ${meta.id}.bam
    """

    stub:
    '''
    touch "$HOME/x.bam"
    '''
}

process COUNT {
    input:
    path bam

    output:
    env COUNT

    shell:
    '''
    COUNT=$(samtools view -c !{bam} | awk '{ print $1 }')
    '''
}

workflow QC {
    take:
    reads
    index // channel: path

    main:
    versions = Channel.empty()
    ALIGN(reads.map { meta, files -> [meta + [size: files.size()], files] }, index, ['fast', 'slow'])
    reads
        .filter { it[0].id =~ /^s\d+$/ }
        .multiMap { meta, files ->
            ids: meta.id
            files: files
        }
        .set { split }
    COUNT(ALIGN.out.bam*.getAt(1)) | view
    ratio = 10 / 2 / 5
    text = x ==~ ~/a\/b/ ? 'yes' : 'no'

    emit:
    bam = ALIGN.out.bam
    versions
}

workflow {
    main:
    def reads = channel.fromFilePairs(params.reads)
    if (!params.index) exit 1, 'No index'
    else log.info "index: ${params.index}"
    QC(reads, file(params.index))

    publish:
    bam = QC.out.bam
}

output {
    bam {
        path 'aligned'
        index {
            path 'index.csv'
        }
    }
}

workflow.onComplete {
    println "Done: $workflow.success"
}

def check(List<String> names, Map options = [:], limit = 10) {
    for (int i = 0; i < names.size(); i++) {
        if (names[i]?.length() > limit) return false
    }
    for (name in names) { println name }
    switch (names.size()) {
        case 0: return null
        default: break
    }
    try {
        new File(names[0]).text
    } catch (IOException | RuntimeException e) {
        throw e
    } finally {
        log.debug('closed')
    }
    return options.every { k, v -> v as boolean } && !(limit instanceof String)
}
