import "first.wdl"
version 1.0
import lib.wdl
import "a.wdl" as
import "b.wdl" alias A
import "c.wdl" as c alias A as B alias C as D
import { x, y } from tools/bwa
import tools/bwa as bwa
import
version 1.1
struct S {
  File a
  b
  Int c = 3
struct {
  Int x
}
enum E[Int] {
  A = 1
  B,
  = 3
}
task t { command <<< >>> }
