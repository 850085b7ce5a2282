version 1.1
task a {
  command <<<
    echo hi
    python <<CODE
    print("x")
    CODE

  output {
    File x = "x"
  }
}
task b {
  command <<<
    echo ~{bar}
  >>>
}
