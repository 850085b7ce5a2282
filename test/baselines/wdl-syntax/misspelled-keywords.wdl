version 1.0
taks a {
  inptu { File x }
  comand <<< >>>
  ouput {
    File x = "x"
  }
}
workflwo w { call a }
struct S {
  Int a
  paramter_meta { a: "x" }
}
