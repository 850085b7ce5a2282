version 1.0
task a {
  input {
    File x
  }
  }
  command <<< >>>
  output {
    File x = "x"
  }
}
task b {
  command <<< >>>
}
