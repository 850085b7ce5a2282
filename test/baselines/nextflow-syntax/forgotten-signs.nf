process A {
    input:
    tuple val(id) path(reads)
    path index,

    output:
    tuple val(id), path("*.bam") emit: bam

    script:
    def args = task.ext.args ?:
    """
    a $args
    """
}

workflow {
    ch = Channel.of(1, 2
    A(ch.map { it -> [it, it] }
    x = [1, 2
    y = foo(a: 1 b: 2)
    if x > 1) { println 'x' }
    B.
    view(y)
}

process C {
    script:
    'c'
}
