proces A {
    inputs:
    val x

    scritp:
    'a'
}

# not a comment
include { X, Y } from './x'
include { Z } './z'

worklow {
    A(1)
} else {
    A(2)
}
