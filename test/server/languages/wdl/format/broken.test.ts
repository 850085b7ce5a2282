import { checkFormats } from './check-format.ts';

describe('formatting a broken document', () => {
  checkFormats([
    [
      'leaves the statements that are broken, and lays out the others',
      `
      version 1.0
      workflow w {
        Int a=1
        Int b  =
        Int   c = f( a,  b
        Int d=[1 , 2  3]
        call x { input:   y = }
        call y{input:z=1}
        runtime { cpu:  1 +
          memory:"1 GB" }
      }
      `,
      `
      version 1.0

      workflow w {
          Int a = 1
        Int b  =
        Int   c = f( a,  b
        Int d=[1 , 2  3]
        call x { input:   y = }
          call y { input: z = 1 }

          runtime { cpu:  1 +
              memory: "1 GB"
          }
      }
      `,
    ],
    [
      'leaves an item whose braces do not match',
      `
      version 1.0
      task a {
        input {
          File   x
        command <<<   >>>
          # where it is
      }
      task b { command <<<>>> }
      `,
      `
      version 1.0
      task a {
        input {
          File   x
        command <<<   >>>
          # where it is
      }

      task b {
          command <<<>>>
      }
      `,
    ],
    [
      'leaves what stands between the items',
      `
      version 1.0
      this   is no  code
        nor this
      task b { command <<<>>> }
      `,
      `
      version 1.0
      this   is no  code
        nor this

      task b {
          command <<<>>>
      }
      `,
    ],
    ['leaves a command without end', 'version 1.0\n\ntask a {\n  command <<<\n    echo\n\n}\n'],
    [
      'leaves a choice of an enum, and adds no comma to it',
      'version 1.3\n\nenum E {\n    A  = ,\n    B   =\n}\n',
    ],
    [
      'leaves a command in which something looks like a section',
      'version 1.0\n\ntask a {\n  command {\n    input {\n    echo\n  }\n}\n',
    ],
    [
      'mends blanks that are none',
      'version 1.0\n\nworkflow w {\n\u00a0\u00a0Int\u00a0x = 1\n}\n',
      'version 1.0\n\nworkflow w {\n    Int x = 1\n}\n',
    ],
    ['leaves what is no text', 'version 1.0\n\0\n   task t {  }'],
  ]);
});
