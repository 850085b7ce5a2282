version 1.0
task a {
  command {
    echo hi ~{x}

  output {
    File x = "x"
  }
}
task b {
  command <<< >>>
}
