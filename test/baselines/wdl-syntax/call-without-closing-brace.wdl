version 1.1
workflow w {
  call a {
    input: x = 1
  call b
  output { Int y = b.y }
}
task b {
  command <<< >>>
}
