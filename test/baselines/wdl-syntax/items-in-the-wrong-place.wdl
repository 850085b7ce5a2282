version 1.0
task t {
  call x { input: a = 1 }
  command <<< >>>
  scatter (i in x) { call y }
  output { Int x = 1 }
}
workflow w {
  command <<< echo >>>
  call t
}
