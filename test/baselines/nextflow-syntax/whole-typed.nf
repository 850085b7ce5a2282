nextflow.preview.types = true

params {
    input: Path
    save: Boolean = false
    names: List<String> = ['a', 'b']
}

enum Kind { BAM, CRAM, }

record Sample {
    id: String
    reads: Path?
}

process TYPED {
    input:
    (id, fastq): Tuple<String, Path>
    record(name: String, index: Path?)
    count: Integer

    stage:
    stageAs fastq, 'in.fq'

    output:
    bam: Path = file('x.bam')
    id

    topic:
    tuple(id, eval('x --version')) >> 'versions'

    script:
    """
    x $count
    """
}

workflow {
    TYPED(channel.of(1))
}

def join(a: Path, b: Path?) -> Path {
    def c: Path = a
    a
}
