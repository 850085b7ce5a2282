version 1.1
workflow w {
  String a = b.
  String c = d..e
  Array[String] env3 = [["a", "b], ["c", "d"]]
  Boolean x false
  Map[Boolean, Array[String] y
  Int z = foo(1
  Int q = [1, 2
  Int r = (1 + 2
  String s = "abc
  String t = "~{foo"
  String u = "~{foo bar"
  String v = “curly”
  call x as { input: a = 1 b = 2 }
  call y { input a = 1, }
  scatter (i xs) { call z }
  if (a { call q }
  Int n = 10GB
  Int m = 3 +
  Int o = * 4
  Int p = ~{o}
  Int aa = if true 3 else 4
  Int ab = if true then 3
  Int ac
  ad = 3
  Int = 4
  Int ac == 4
  call t { input: a: 3 }
  Int ae = 1 2
  Array[Int] af = [
    1
    2,
    3
  ]
  Map[String, Int] ag = {
    "a": 1
    "b" 2,
  }
  Object ah = object { a: 1 b: 2, c 3 }
  Point ai = Point { x: 1 y: 2 }
  Int aj = f(a; b)
  Int ak = f(, 2)
  Int al = !
  Map[String Int] am
  Array[] an
}
