version 1.0
workflow w {
  scatter (x in xs) {
    call foo { input: a = 
