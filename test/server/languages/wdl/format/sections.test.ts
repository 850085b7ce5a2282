import { checkFormats } from './check-format.ts';

describe('formatting sections', () => {
  checkFormats([
    [
      'separates sections, and keeps the groups of declarations',
      `
      version 1.2

      task t {
        meta { description: "x" author:"y", }
        parameter_meta {
          bam: {help:"a bam", category: "required"}
          n: {
            help: "n" }
        }


        input {

          File bam


          Int n=1
          String ? s

        }
        Int a = 1
        Int b=2

        Int c = 3
        env String path
        command <<< echo >>>
        output { File o = "o" }
        requirements { container:"ubuntu@sha256:1"
        cpu : 1+1 }
        hints { inputs: input { bam: hints { local: true } } }
        runtime{docker:"x",cpu:1}
      }
      `,
      `
      version 1.2

      task t {
          meta {
              description: "x"
              author: "y",
          }

          parameter_meta {
              bam: {help: "a bam", category: "required"}
              n: {
                  help: "n",
              }
          }

          input {
              File bam

              Int n = 1
              String? s
          }

          Int a = 1
          Int b = 2

          Int c = 3
          env String path

          command <<< echo >>>

          output {
              File o = "o"
          }

          requirements {
              container: "ubuntu@sha256:1"
              cpu: 1 + 1
          }

          hints {
              inputs: input { bam: hints { local: true } }
          }

          runtime {
              docker: "x",
              cpu: 1
          }
      }
      `,
    ],
    [
      'closes empty sections on their line',
      'version 1.0\n\nworkflow w {\n    input {\n\n    }\n}\n',
      'version 1.0\n\nworkflow w {\n    input {}\n}\n',
    ],
    [
      'keeps the text of a command, and moves the sign that closes it',
      `
      version 1.0

      task t {
        command   <<<
      \tpython <<CODE
         if x:   
            y = "~{ sep=', '   x }"
        CODE

            >>>
      }

      task brace {
        command{
          echo \${ x }
      }
      }

      task same_line {
        command <<<
          echo   >>>
      }

      task empty {
        command <<<   >>>
      }

      task placeholder {
        command <<<
          ~{x}  >>>
      }
      `,
      `
      version 1.0

      task t {
          command <<<
      \tpython <<CODE
         if x:   
            y = "~{ sep=', '   x }"
        CODE

          >>>
      }

      task brace {
          command {
          echo \${ x }
          }
      }

      task same_line {
          command <<<
          echo   >>>
      }

      task empty {
          command <<<   >>>
      }

      task placeholder {
          command <<<
          ~{x}  >>>
      }
      `,
    ],
    [
      'keeps strings, with their placeholders and lines',
      `
      version 1.2

      task t {
          String a   = "~{ x   +1 }   '~{  sep(",",y) }'"
          String b=  'it''s'
          String c =<<<
        text   ~{ x}
            more
          >>>
          command <<<>>>
      }
      `.replace("'it''s'", "'its'"),
      `
      version 1.2

      task t {
          String a = "~{ x   +1 }   '~{  sep(",",y) }'"
          String b = 'its'
          String c = <<<
        text   ~{ x}
            more
          >>>

          command <<<>>>
      }
      `,
    ],
  ]);
});
