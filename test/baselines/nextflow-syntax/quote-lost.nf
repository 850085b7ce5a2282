process A {
    container 'x:1
    tag "${meta.id

    script:
    """
    echo "$x"

    stub:
    '''
    touch x
    '''
}

process B {
    input:
    val x

    script:
    echo $x | awk '{ print }' > "y"
    """
}

process C {
    script:
    """
    grep '\.bam' x > $
    """
}

workflow { A(); B(); C() }
