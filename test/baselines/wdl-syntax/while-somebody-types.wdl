version 1.0
workflow w {
  input {
    File
    String name =
    Array[File
  }
  call
  call foo.
  call foo as
  call foo {
    input:
  }
  Int x = foo.
  scatter
  if
  output {
    File y = foo.
  }
