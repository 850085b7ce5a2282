version 1.1
workflow w {
  scatter (i in range(3)) {
    call a
  call b
  if (true) {
    call c
  }
}
task b {
  command <<< >>>
}
