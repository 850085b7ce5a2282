version 1.0
workflow w {
  Int a = foo(1, bar(2, 3)
  Int b = (1 + 2
  File c = select_first([x, y)
  Array[Int] d = [1, 2
  Map[String, Int] e = {"a": 1, "b": 2
  Array[Int f
  call t { input: x = foo(1 }
  if (a > 3 {
    call t
  }
  scatter (i in x {
    call t
  }
}
