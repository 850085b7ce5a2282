version 1.1
task a {
  command <<<
    echo hi
  >>
  output {
    File x = "x"
  }
}
