version 1.0
task t {
  command <<<
    echo ~{x
    echo ~{sep=", " y
    echo ~{} ~{a b} ~{"x} 
    echo ~{ok}
  >>>
  output { String s = "~{x" 
   Int y = 3 }
}
