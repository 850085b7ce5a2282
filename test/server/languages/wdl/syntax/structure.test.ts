import assert from 'node:assert/strict';
import type { CommandNode } from '@omics-lens/server/languages/wdl/ast.ts';
import { nodes } from '@omics-lens/server/syntax/walk.ts';
import { dedent, renderProblems } from '../../../../support/fixture.ts';
import { exprShape, outline, parseChecked, partsShape } from './render.ts';

/** What a correct document declares. */
function check(source: string, expected: string): void {
  const text = dedent(source);
  const { tree, problems } = parseChecked(text);
  assert.equal(
    problems.length === 0 ? outline(tree) : renderProblems(text, problems),
    dedent(expected).trimEnd(),
  );
}

/** The parts of the one command of a task: `body` with the brackets that open and close it. */
function checkCommand(version: string, body: string, expected: string): void {
  const text = `${version === 'draft-2' ? '' : `version ${version}\n`}task t {\n  command ${body}\n  output {\n    Int x = 1\n  }\n}\n`;
  const { tree, problems } = parseChecked(text);
  assert.equal(renderProblems(text, problems), '');
  const command = [...nodes(tree.root)].find((node): node is CommandNode => node.kind === 'command');
  assert.equal(partsShape(text, command?.parts ?? []), expected);
  assert.equal(outline(tree), 'task t\n  command\n  output: Int x');
}

describe('WDL commands', () => {
  const cases: readonly (readonly [name: string, version: string, body: string, expected: string])[] = [
    ['a heredoc has ~ placeholders only', '1.0', '<<<~{a} ${b} $c ${#d[@]}>>>', '~[a] ${b} $c ${#d[@]}'],
    ['braces have both', '1.0', '{~{a} ${b} $c}', '~[a] $[b] $c'],
    ['draft-2 has $ placeholders only, in a heredoc', 'draft-2', '<<<~{a} ${b}>>>', '~{a} $[b]'],
    ['and in braces', 'draft-2', '{ ~a ${b} }', ' ~a $[b] '],
    [
      'less and greater signs are text',
      '1.0',
      '<<<a > b >> c << EOF <<< "$d"\nEOF>>>',
      'a > b >> c << EOF <<< "$d"\nEOF',
    ],
    ['the first three close it', '1.0', '<<<a >>>', 'a '],
    ['unless escaped', '1.0', '<<<a \\>>> b>>>', 'a \\>>> b'],
    ['quotes of the shell mean nothing', '1.0', `<<<echo "it's>>>`, `echo "it's`],
    ['nor do its comments', '1.0', '<<< # not "closed ~{a}\n>>>', ' # not "closed ~[a]\n'],
    [
      'options and strings in a placeholder',
      '1.0',
      `<<<~{sep=">>>" xs} ~{default='}' y}>>>`,
      '~[sep=«>>>»|xs] ~[default=single«}»|y]',
    ],
    [
      'a map in a placeholder of a brace command',
      '1.0',
      '{ ~{write_map({"a": "}"})} }',
      ' ~[write_map(map{«a»: «}»})] ',
    ],
    ['an escaped brace', '1.0', '{ awk "\\{x\\}" }', ' awk "\\{x\\}" '],
    [
      'an object in a placeholder',
      '1.1',
      '<<<~{write_json(object { a: "b" })}>>>',
      '~[write_json(object{a: «b»})]',
    ],
    ['a placeholder over lines with a comment', '1.0', '<<<~{\n  a # }\n  + b\n}>>>', '~[(a + b)]'],
    ['nothing', '1.0', '<<<>>>', ''],
    ['line continuations stay', '1.0', '<<<a \\\n  b>>>', 'a \\\n  b'],
    [
      'what looks like code further right',
      '1.0',
      '<<<\n      output {\n      }\n      task x {\n  >>>',
      '\n      output {\n      }\n      task x {\n  ',
    ],
  ];
  for (const [name, version, body, expected] of cases) {
    it(name, () => {
      checkCommand(version, body, expected);
    });
  }
});

describe('WDL documents', () => {
  it('holds all kinds of items', () => {
    check(
      `
      ## about
      version 1.2 # really
      import "lib.wdl" as lib alias A as B alias C as D
      import 'http://example.com/x.wdl'
      struct Point {
        Int x
        Array[Map[String, Pair[Int, File?]]]+? y
        meta { description: "a point" }
        parameter_meta { x: "x" }
      }
      task t {
        meta { author: "me" }
        parameter_meta { a: { help: "x", choices: [1, -2, 1.5, null, true] } }
        input {
          File a
          env String b = "x"
        }
        Int c = 3
        command <<< >>>
        output { Array[File] o = glob("*") }
        requirements { container: "ubuntu", cpu: 2 }
        hints { inputs: input { a: hints { localization_optional: true } } }
      }
      workflow w {
        input { Point p }
        call t as u after v { input: a = p.x, b }
        call lib.t2 {}
        call t { a, b = c }
        scatter (i in range(3)) { call t { input: } }
        if (defined(p)) { call lib.sub.t3 }
        output { Array[File] o = u.o }
      }`,
      `
      import «lib.wdl» as lib
      import single«http://example.com/x.wdl»
      struct Point: Int x, Array[Map[String, Pair[Int, File?]]]+? y
      task t
        meta: author
        parameter_meta: a
        input: File a, env String b
        Int c
        command
        output: Array[File] o
        requirements: container cpu
        hints: inputs
      workflow w
        input: Point p
        call t as u: a b
        call lib.t2
        call t: a b
        scatter i in range(3)
          call t
        if defined(p)
          call lib.sub.t3
        output: Array[File] o
      `,
    );
  });

  it('takes draft-2: unbound declarations, and outputs that name calls', () => {
    check(
      `
      import "lib.wdl"
      workflow w {
        File in
        Array[Object] things
        call t { input: x=in, y = things }
        output {
          t.out
          lib.u.*
          t.*
          String s = t.out2
        }
      }`,
      `
      import «lib.wdl»
      workflow w
        File in
        Array[Object] things
        call t: x y
        output: String s
      `,
    );
  });

  it('takes 1.3: enums with and without values, and else clauses', () => {
    check(
      `
      version 1.3
      enum Color { Red, Green, Blue, }
      enum Size[Int] { Small = 1, Large = 10 }
      enum Empty {}
      enum Loose {
        A
        B
      }
      workflow w {
        if (a) { call x } else if (b) { call y } else { call z }
        Color c = Color.Red
      }`,
      `
      enum Color: Red Green Blue
      enum Size: Small Large
      enum Empty: 
      enum Loose: A B
      workflow w
        if a
          call x
        if b
          call y
        if ∅
          call z
        Color c
      `,
    );
  });

  it('takes keywords of one place as names in another', () => {
    check(
      `
      version 1.0
      struct requirements { Int hints }
      task enum {
        input {
          String after
          Int sep
          Float default
          File version
          env env
          Array[String] alias
          Directory from
          String object
        }
        command <<< ~{after} ~{sep} ~{default} ~{true="a" false="b" flag} >>>
        runtime { docker: "x" memory: "1G" input: 1 task: 2 command: 3 }
        output { File version_out = "v" Boolean task = true }
        meta { input: 1 output: 2 task: "x" import: null version: "1" }
      }
      workflow hints {
        requirements r
        hints h = r.hints
        call enum as after { input: after = "x", sep = 1, default = 2.0, object = "o", input = 3 }
        Int x = after.task + after.object.left
      }`,
      `
      struct requirements: Int hints
      task enum
        input: String after, Int sep, Float default, File version, env env, Array[String] alias, Directory from, String object
        command
        runtime: docker memory input task command
        output: File version_out, Boolean task
        meta: input output task import version
      workflow hints
        requirements r
        hints h
        call enum as after: after sep default object input
        Int x
      `,
    );
  });

  it('reads on over odd but legal spacing', () => {
    check(
      'version 1.0\r\ntask t{input{File?a Array [ File ] + ? b=[ ]}command<<<>>>}\r\nworkflow w{call t{input:a=b}}\r',
      `
      task t
        input: File? a, Array[File]+? b
        command
      workflow w
        call t: a
      `,
    );
  });

  it('tells an expression with if from a statement', () => {
    check(
      `
      version 1.0
      workflow w {
        Int a = if (b) then 1 else 2
        if (b) { Int c = 3 }
        Int d =
          if (b) then 1 else 2
        if (
          b
        )
        {
          Int e = 4
        }
      }`,
      `
      workflow w
        Int a
        if b
          Int c
        Int d
        if b
          Int e
      `,
    );
  });

  it('knows no placeholders in metadata', () => {
    const text = 'version 1.0\nworkflow w {\n  meta { a: "~{x} ${y} \\"" b: {c: \'~{z}\'} }\n}\n';
    const { tree, problems } = parseChecked(text);
    assert.deepEqual(problems, []);
    const workflow = tree.root.items[0];
    const meta = workflow?.kind === 'workflow' ? workflow.body[0] : undefined;
    const entries = meta?.kind === 'meta' ? meta.entries : [];
    assert.equal(
      entries.map((entry) => exprShape(text, entry.value)).join('; '),
      '«~{x} ${y} ‹\\"›»; object{c: single«~{z}»}',
    );
  });

  it('says where the version is, also below comments', () => {
    const text = '# one\n\n## two\nversion development\nstruct S {}\n';
    const { tree } = parseChecked(text);
    const value = tree.root.version?.value;
    assert.equal(value === undefined ? undefined : text.slice(value.start, value.end), 'development');
    assert.equal(
      tree.comments.map((comment) => text.slice(comment.start, comment.end)).join('|'),
      '# one|## two',
    );
  });
});
