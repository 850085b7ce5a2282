import { checkBodies, checkFormats } from './check-format.ts';

describe('formatting comments', () => {
  checkFormats([
    [
      'at the top, between items and at the end',
      `
        # licence


      # more
      version 1.0   # the version
      ## About this file
      ## in two lines
      import "a.wdl"# behind
      # of w

      # of t
      task t {
      }
        # of t's end

      workflow w {
      }
      # last

        # very last
      `,
      `
      # licence

      # more
      version 1.0  # the version

      ## About this file
      ## in two lines
      import "a.wdl"  # behind
      # of w

      # of t
      task t {}
      # of t's end

      workflow w {}
      # last

      # very last
      `,
    ],
    [
      'beside the first item without a blank line between',
      `
      version 1.0
      # of the task
      task t {}
      # of the workflow
      workflow w {}
      `,
      `
      version 1.0

      # of the task
      task t {}

      # of the workflow
      workflow w {}
      `,
    ],
    [
      'that silence rules stay above and behind what they speak of',
      `
      version 1.0

      #@ except: SnakeCase, Descriptions
      task T {
        #@ except: UnusedInput
        input {
          #@ except: InputName
          String x  # !UnusedDeclaration
        }
        command <<< >>>   # !CommandShellCheck
        # !MissingRuntime
        output {
          String a_very_long_name_for_an_output = select_first([read_string(stdout()), x]) # !StringCoercion
          String another_long_name_for_an_output = select_first([read_string(stdout()), x]) # no rule
        }
      }
      `,
      `
      version 1.0

      #@ except: SnakeCase, Descriptions
      task T {
          #@ except: UnusedInput
          input {
              #@ except: InputName
              String x  # !UnusedDeclaration
          }

          command <<< >>>  # !CommandShellCheck

          # !MissingRuntime
          output {
              String a_very_long_name_for_an_output = select_first([read_string(stdout()), x])  # !StringCoercion
              String another_long_name_for_an_output = select_first([read_string(stdout()), x])  # no rule
          }
      }
      `,
    ],
    [
      'in sections: first, between, last, and alone',
      `
      version 1.0

      task t {
        # first in the task

        input { # behind the brace

          # first


          File a # behind a

          # between
          File b
          # last

        }
        # before the command
        command <<<
          # of the shell
        >>> # behind the command
        runtime {
          docker: "x" # behind x
          # alone
          , cpu: 1, # behind 1
        }

        output {
          # nothing
        }
        meta { # nothing
        }
        # last in the task

      }
      `,
      `
      version 1.0

      task t {
          # first in the task

          input {  # behind the brace
              # first

              File a  # behind a

              # between
              File b
              # last
          }

          # before the command
          command <<<
          # of the shell
          >>>  # behind the command

          runtime {
              docker: "x"  # behind x
                  # alone
                  ,
              cpu: 1,  # behind 1
          }

          output {
              # nothing
          }

          meta {  # nothing
          }
          # last in the task
      }
      `,
    ],
    [
      'between a keyword and its brace',
      `
      version 1.0

      task # a
      t
      # b
      {
        input
        # c
        {
        }
        command # d
        <<<>>>
      }
      `,
      `
      version 1.0

      task  # a
          t
      # b
      {
          input
          # c
          {}

          command  # d
          <<<>>>
      }
      `,
    ],
  ]);
});

describe('formatting comments in statements', () => {
  checkBodies([
    [
      'between the inputs of a call',
      'call a { # before\n  # first\n  input: # behind the keyword\n  # of x\n  x=1, # behind x\n\n  # of y\n  y=2 # behind y\n  # last\n}',
      'call a {  # before\n    # first\n    input:  # behind the keyword\n        # of x\n        x = 1,  # behind x\n\n        # of y\n        y = 2,  # behind y\n        # last\n}',
    ],
    [
      'between an input and its comma, which stays',
      'call a { input: x=1 # behind x\n, y=2 # behind y\n, }',
      'call a {\n    input:\n        x = 1  # behind x\n            ,\n        y = 2  # behind y\n            ,\n}',
    ],
    [
      'in a call without inputs',
      'call a { # none\n}\ncall b {\n# none\n}',
      'call a {  # none\n}\ncall b {\n    # none\n}',
    ],
    [
      'in lists',
      'Array[Int] x = [ # numbers\n1, # one\n# two\n2\n# end\n]\nMap[String, Int] y = {\n# empty\n}',
      'Array[Int] x = [  # numbers\n    1,  # one\n    # two\n    2,\n    # end\n]\nMap[String, Int] y = {\n    # empty\n}',
    ],
    [
      'in a call of a function',
      'Int x = f(a, # first\nb # second\n)\nInt y = g( # nothing\n)',
      'Int x = f(\n    a,  # first\n    b  # second\n)\nInt y = g(  # nothing\n)',
    ],
    [
      'between operators and operands',
      'Int x = a # first\n+ # plus\nb\n# third\n* c',
      'Int x = a  # first\n    +  # plus\n        b\n        # third\n        * c',
    ],
    [
      'in conditionals',
      'Int x = if a # yes\nthen b\n# no\nelse c # end',
      'Int x = if a  # yes\n    then b\n    # no\n    else c  # end',
    ],
    [
      'between a name and its value',
      'Int x # name\n= # equals\n# value\n1',
      'Int x  # name\n    =  # equals\n    # value\n    1',
    ],
    [
      'around blocks',
      'if (a) { # yes\n# of b\ncall b # behind b\n}\n# after\nscatter (x in # xs\nxs) {\n# nothing\n}',
      'if (a) {  # yes\n    # of b\n    call b  # behind b\n}\n# after\nscatter (\n    x in  # xs\n        xs\n) {\n    # nothing\n}',
    ],
    [
      'in strings and placeholders, which are no comments',
      'String x = "# a ~{b}  # c"',
      'String x = "# a ~{b}  # c"',
    ],
  ]);
});
