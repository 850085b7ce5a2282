version 1.1
task a {
  input { File x }
  command <<< >>>

task b {
  command <<< >>>
}
workflow w { call a call b }
