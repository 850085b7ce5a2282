params.in = 'x'
Channel.fromPath(params.in).into { ch1; ch2 }
(left, right) = Channel.from(1, 2, 3).separate(2) { a -> [a, a + 1] }

process one {
  input:
  set val(x), file(y) from ch1
  val z from Channel.value(3)
  file 'ref.fa' from ch2.collect()

  output:
  set x, file("*.txt") into results mode flatten
  file('*.log') optional true into logs
  stdout into texts

  """
  echo $x > ${y}.txt
  """
}

process two {
  input:
  file all from results.collect()

  exec:
  println all
}

texts.subscribe { println it.trim() }
