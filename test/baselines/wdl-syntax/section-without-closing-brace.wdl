version 1.1
task a {
  input {
    File x
    Int n = 3

  command <<<
    echo ~{x}
  >>>
  output { File y = "y" }
}
task b {
  command <<< >>>
}
