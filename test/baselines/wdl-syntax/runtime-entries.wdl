version 1.0
task a {
  command <<< >>>
  runtime {
    docker "ubuntu"
    cpu = 4
    memory:
    disks: "local-disk " + 
    preemptible: 10
    zones: us-east-1
    docker: ubuntu:20.04
  }
}
