version 1.0
task t {
  input {
    String a = "abc
    String b = 'abc"
    String c = abc"
    File d
  }
  command <<< >>>
  runtime {
    docker: "ubuntu
    cpu: 2
  }
}
