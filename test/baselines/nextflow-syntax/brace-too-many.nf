workflow QC {
    take:
    reads

    main:
    if (params.x) {
        A(reads)
        }
    }
    B(reads)

    emit:
    A.out
}

process B {
    script:
    'b'
}
}

process C {
    script:
    'c'
}
