version 1.0
workflow w
  call t
}
task t
  input
    File x
  }
  command <<< >>>
}
