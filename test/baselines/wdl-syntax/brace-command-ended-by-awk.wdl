version 1.0
task a {
  command {
    awk '{ print $1 }' foo > bar
    echo ${x}
  }
  output {
    File x = "x"
  }
}
task b {
  command <<< >>>
}
