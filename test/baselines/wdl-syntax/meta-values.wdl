version 1.0
workflow w {
  meta {
    a: foo
    b: "x ~{y}"
    c: {d: 1, e: [1 2]}
    f: "long text
      goes on and on
      to here"
    g: 1 + 2
    h = 3
    i
    j: -1.5
  }
  call t
}
