process A {
    script:
    if (params.x) {
        """
        a
        """

    stub:
    'x'
}

process B {
    script:
    'b'

workflow {
    A(channel.of(1).map { x -> x + 1 )
    B()
}
