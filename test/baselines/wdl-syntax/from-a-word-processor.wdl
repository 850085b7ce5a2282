version 1.0
task t {
  input {
    String a = “quoted”
    String b = ‘single’
    String c = "straight”
    Int d = 1 – 2
  }
  command <<< echo “fine here” >>>
}
