version 1.0

This is a description that somebody forgot to comment out { ( [
it goes on

task t {
  command <<< >>>
}
junk
workflow w { call t }
