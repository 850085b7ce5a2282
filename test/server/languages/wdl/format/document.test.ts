import { checkFormat, checkFormats } from './check-format.ts';

describe('formatting a document', () => {
  checkFormats([
    ['that is laid out already', 'version 1.0\n\ntask t {\n    command <<<>>>\n}\n'],
    ['that is empty', ''],
    ['of blanks only', '  \n\n'],
    ['of comments only', '\n\n  # a\n\n\n\n  # b', '# a\n\n# b\n'],
    ['that begins with blank lines and ends without one', '\n\nversion 1.0', 'version 1.0\n'],
    ['that ends with blank lines', 'version 1.0\n\n\n', 'version 1.0\n'],
    ['with a byte order mark', '\uFEFF  version   1.0\n', '\uFEFFversion 1.0\n'],
    [
      'with one blank line between its items',
      `
      version 1.0
      import "a.wdl"
      struct A {
      }



      struct B { }
      task t { command <<<>>> } workflow w { }
      `,
      `
      version 1.0

      import "a.wdl"

      struct A {}

      struct B {}

      task t {
          command <<<>>>
      }

      workflow w {}
      `,
    ],
    [
      'keeps groups of imports and their order',
      `
      version 1.0
      import   "b.wdl"
      import 'a.wdl'   as  a

      # others
      import "c.wdl" as c alias   A as B
      `,
      `
      version 1.0

      import "b.wdl"
      import 'a.wdl' as a

      # others
      import "c.wdl" as c alias A as B
      `,
    ],
    [
      'wraps an import before its aliases',
      `
      version 1.0

      import "https://example.org/a/long/path/of/a/library.wdl" as lib alias Sample as LibrarySample alias A as B
      `,
      `
      version 1.0

      import "https://example.org/a/long/path/of/a/library.wdl" as lib
          alias Sample as LibrarySample
          alias A as B
      `,
    ],
    [
      'with structs',
      `
      version 1.2
      struct S {
        Array[ File ] + ? a  String? b
        Map [String,Int] c
        meta {description:"x"}
      }
      `,
      `
      version 1.2

      struct S {
          Array[File]+? a
          String? b
          Map[String, Int] c

          meta {
              description: "x"
          }
      }
      `,
    ],
    [
      'with enums: on one line where they were and fit, otherwise a choice a line',
      `
      version 1.3
      enum A {X,Y}
      enum B [Int] { X=1, Y = 2,
      }
      enum C { X
        Y
      }
      enum D {}
      enum E { one_of_many_long_names, another_of_many_long_names, the_third_of_many_long_names }
      `,
      `
      version 1.3

      enum A { X, Y }

      enum B[Int] {
          X = 1,
          Y = 2,
      }

      enum C {
          X
          Y
      }

      enum D {}

      enum E {
          one_of_many_long_names,
          another_of_many_long_names,
          the_third_of_many_long_names,
      }
      `,
    ],
    [
      'without a version: draft-2, where trailing commas are as they were',
      `
      task t {
        File x
        Array[Int] y=[
          1,
          2
        ]
        command {
          echo \${x}
        }
        output { File o = "o" }
      }
      workflow w {
        call t {
          input: x=y }
        output { t.o  t.* }
      }
      `,
      `
      task t {
          File x
          Array[Int] y = [
              1,
              2
          ]

          command {
          echo \${x}
          }

          output {
              File o = "o"
          }
      }

      workflow w {
          call t {
              input:
                  x = y
          }

          output {
              t.o
              t.*
          }
      }
      `,
    ],
  ]);

  it('keeps the kind of line break that the file has, in what it adds too', () => {
    checkFormat(
      'version 1.0\r\ntask t {\r\n  command <<<\r\n    x\r\n  >>>\r\n}\r\n',
      'version 1.0\r\n\r\ntask t {\r\n    command <<<\r\n    x\r\n    >>>\r\n}\r\n',
    );
  });

  it('writes the line breaks that it is asked for, but not into commands', () => {
    checkFormat(
      'version 1.0\r\n\r\ntask t {\r\n  command <<<\r\n    x\r\n  >>>\r\n}\r\n',
      'version 1.0\n\ntask t {\n    command <<<\r\n    x\r\n    >>>\n}\n',
      { newline: '\n' },
    );
    checkFormat('version 1.0\n\n\ntask t {}\n', 'version 1.0\r\n\r\ntask t {}\r\n', { newline: '\r\n' });
  });

  it('indents with what it is given', () => {
    const text = 'version 1.0\n\ntask t {\n input {\n Int x\n }\n command <<<\n  >>>\n}\n';
    checkFormat(text, 'version 1.0\n\ntask t {\n  input {\n    Int x\n  }\n\n  command <<<\n  >>>\n}\n', {
      indent: '  ',
    });
    checkFormat(text, 'version 1.0\n\ntask t {\n\tinput {\n\t\tInt x\n\t}\n\n\tcommand <<<\n\t>>>\n}\n', {
      indent: '\t',
    });
  });

  it('counts a tab as many columns as the editor shows it', () => {
    const text = 'version 1.0\n\nworkflow w {\n\tInt x = aaaaaaaaaaaa + bbbbbbb\n}\n';
    checkFormat(text, text, { indent: '\t', indentWidth: 2, lineWidth: 32 });
    checkFormat(text, text.replace(' + ', '\n\t\t+ '), { indent: '\t', indentWidth: 4, lineWidth: 32 });
  });
});
