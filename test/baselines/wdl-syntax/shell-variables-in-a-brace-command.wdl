version 1.0
task t {
  command {
    x=${y:-default}
    for i in ${arr[@]}; do echo ${#arr}; done
    echo ${x%.*} ~{ok}
  }
}
