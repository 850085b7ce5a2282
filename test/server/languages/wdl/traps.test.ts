import { strict as assert } from 'node:assert';
import { wdl } from '@omics-lens/server/languages/wdl/index.ts';
import { leaves, nodes } from '@omics-lens/server/syntax/walk.ts';
import { dedent } from '../../../support/fixture.ts';
import { wdlProject } from '../../../support/wdl-project.ts';

type Target = 'healthomics' | 'spec';

/** The codes of what is more than a hint, in the order of the text; what is merely unused is left out. */
function codes(fixture: string, target: Target = 'healthomics'): readonly string[] {
  const { main } = wdlProject(fixture, { target, region: undefined });
  return main.problems
    .filter(({ code, severity }) => severity !== 'hint' && !code.startsWith('unused-'))
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ code, severity }) => (severity === 'error' ? code : `${code} (${severity})`));
}

function check(fixture: string, ...expected: readonly string[]): void {
  assert.deepEqual(codes(dedent(fixture)), expected);
}

/** A task with the command section, and inputs `x`, `xs`, `b` and `m`. */
function checkCommand(command: string, ...expected: readonly string[]): void {
  check(
    `version 1.1\ntask t {\n  input { String x  Array[String] xs  Boolean b  Int? n }\n${command}\n}\n`,
    ...expected,
  );
}

/** Declarations in a workflow. */
function checkBody(version: string, body: string, ...expected: readonly string[]): void {
  check(
    `version ${version}\nworkflow w {\n  input { String x  Array[String] xs }\n${body}\n}\n`,
    ...expected,
  );
}

/** The tokens of the kind in the first command of the text. */
function tokens(text: string, kind: string): readonly string[] {
  const { root } = wdl.parse(text).tree;
  const command = [...nodes(root)].find((node) => node.kind === 'command');
  assert.ok(command, 'There is a command.');
  return leaves(command)
    .filter((token) => token.kind === kind)
    .map(({ start, end }) => text.slice(start, end));
}

function placeholders(version: string, command: string): readonly string[] {
  return tokens(`${version}task t { input { String x } ${command} }`, 'placeholderOpen');
}

describe('Traps of the WDL grammar', () => {
  describe('in commands', () => {
    it('`<<<` knows `~{}` only, and `{` both', () => {
      assert.deepEqual(placeholders('version 1.1\n', 'command <<< ${x} ~{x} >>>'), ['~{']);
      assert.deepEqual(placeholders('version 1.1\n', 'command { ${x} ~{x} }'), ['${', '~{']);
    });
    it('draft-2 knows `${}` only, in both forms', () => {
      assert.deepEqual(placeholders('', 'command <<< ${x} ~{x} >>>'), ['${']);
      assert.deepEqual(placeholders('', 'command { ${x} ~{x} }'), ['${']);
    });
    it('`>` and `>>` are text, and so is an escaped `>>>`', () =>
      checkCommand('  command <<<\n    cat a > b\n    cat a >> b\n    echo \\>>>\n  >>>'));
    it('a heredoc and a here-string inside are text', () =>
      checkCommand('  command <<<\n    cat <<EOF > a\n    EOF\n    cat <<< "~{x}"\n  >>>'));
    it('the first three of four `>` end it', () =>
      checkCommand('  command <<< echo ~{x} >>>>\n', 'unexpected-text'));
    it('a brace of the shell ends the brace form, unless it is escaped', () => {
      checkCommand("  command { awk '\\{ print \\}' ~{x} }");
      checkCommand('  command { echo ~{"}"} }');
    });
    it('a placeholder in a comment of the shell is evaluated', () =>
      checkCommand('  command <<<\n    # ~{nothing}\n  >>>', 'unknown-name'));
    it('tabs and spaces may be mixed', () => checkCommand('  command <<<\n\techo ~{x}\n    echo\n  >>>'));
  });

  describe('in placeholders', () => {
    it('strings nest with the same quotes', () =>
      checkBody('1.1', '  String s = "~{sep(", ", xs)} ~{if true then "~{"a" + "b"}" else ""}"'));
    it('maps and objects bring braces', () =>
      checkBody('1.1', '  String s = "~{ {"a": "}"}["a"] } ~{object { a: "b" }.a}"'));
    it('options stand in front, and `true` and `false` are options there', () =>
      checkCommand('  command <<< ~{sep=" " xs} ~{true="y" false="n" b} ~{default="1" n} ~{true} >>>'));
    it('an option may have a number, and there may be two of them, where engines run it', () => {
      checkCommand('  command <<< ~{default=8 n} >>>');
      checkCommand('  command <<< ~{default="" sep=", " xs} >>>', 'placeholder-option (warning)');
    });
    it('`sep` without an array is said, and runs', () =>
      checkCommand('  command <<< ~{sep=" " x} >>>', 'placeholder-option (warning)'));
    it('`sep(` is a function and `sep=` an option, `default` and `sep` names', () =>
      checkBody('1.1', '  String sep = ","\n  String default = "~{sep(sep, xs)}~{sep=", " xs}~{sep}"'));
  });

  describe('in strings', () => {
    it('all escapes of the specification are known', () =>
      checkBody('1.1', String.raw`  String s = "\\ \n \t \' \" \~ \$ \101 \x41 \u0041 \U00000041"`));
    it('those of regular expressions are said, and run', () =>
      checkBody('1.1', String.raw`  String s = sub(x, "\.bam$", "")`, 'unknown-escape (warning)'));
    it('a line break ends the string', () =>
      checkBody('1.1', '  String s = "a\n  Int n = 1', 'unclosed-string'));
    it('`<<<` strings take both placeholders and any quote, since 1.2', () => {
      checkBody('development', '  String s = <<<\n    "~{x}" \'${x}\'\n  >>>');
      checkBody('1.1', '  String s = <<< a >>>', 'version-gate');
    });
    it('single quotes are quotes', () => checkBody('1.0', '  String s = \'it is "~{x}"\''));
  });

  describe('in meta sections', () => {
    it('values are literals, and `~{}` is text', () =>
      checkBody('1.1', '  meta { a: "~{nothing}" b: [1, -2.5, null] c: { d: true } e: object { f: 1 } }'));
    it('expressions are none', () => {
      checkBody('1.1', '  meta { a: x }', 'invalid-meta-value');
      checkBody('1.1', '  meta { a: 1 + 1 }', 'unexpected-text');
    });
    it('keys may be keywords, commas may stand or not', () =>
      checkBody('1.1', '  meta { input: 1, task: 2\n call: { version: 1, } }'));
  });

  describe('in names', () => {
    it('keywords may stand behind a dot, and as keys', () =>
      checkBody(
        '1.1',
        '  Pair[Int, Int] p = (1, 2)\n  Int n = p.left + p.right\n  Object o = object { input: 1, version: 2, task: 3 }\n  Int m = o.task',
      ));
    it('`None` is a literal since 1.1', () => {
      checkBody('1.1', '  Int? n = None');
      checkBody('1.0', '  Int? n = None', 'version-gate');
    });
    it('`Directory` is a type since 1.2, and in development', () => {
      checkBody('development', '  Directory? d = None');
      checkBody('1.0', '  input { Directory d }', 'duplicate-section', 'version-gate');
    });
    it('`after` is a name as well', () => checkBody('1.1', '  Int after = 1\n  Int n = after'));
    it('the name of a type is no name', () => checkBody('1.1', '  Int File = 1', 'reserved-name (warning)'));
    it('a task may be called like the workflow, where engines run it', () =>
      check('version 1.0\ntask w { command <<< >>> }\nworkflow w { call w }\n', 'duplicate-name (warning)'));
  });

  describe('of braces', () => {
    const struct = 'struct S { Int a  Int? b }\n';
    const inBody = (version: string, body: string, ...expected: readonly string[]) =>
      check(`version ${version}\n${struct}workflow w {\n${body}\n}\n`, ...expected);

    it('`{ "k": v }` is a map, `object { k: v }` an object, `S { k: v }` a struct', () =>
      inBody('1.1', '  Map[String, Int] m = {"a": 1}\n  Object o = object { a: 1 }\n  S s = S { a: 1 }'));
    it('1.0 makes structs of maps and objects, without their optional members', () => {
      inBody('1.0', '  S s = {"a": 1}\n  S t = object { a: 1 }');
      inBody('1.0', '  S s = {"b": 1}', 'missing-member');
    });
    it('a struct literal is none in 1.0', () => inBody('1.0', '  S s = S { a: 1 }', 'version-gate'));
    it('a name before a brace in `if … then` is a value', () =>
      inBody(
        '1.1',
        '  Boolean x = true\n  S s = if x then S { a: 1 } else S { a: 2 }\n  if (x) { Int n = 1 }',
      ));
    it('`if` is an expression or a statement by its place', () =>
      inBody('1.1', '  Int n = if true then 1 else 2\n  if (n == 1) { Int m = n }'));
  });

  describe('of types', () => {
    it('quantifiers come in one order, also behind a blank', () =>
      checkBody('1.1', '  Array[Int]+? a = [1]\n  Int ? b = 1\n  Array[Array[Int]+] c = [[1]]'));
    it('a default makes an input optional, and so does a question mark', () =>
      check(
        'version 1.1\ntask t { input { Int a = 1  Int? b  Int? c = 2 } command <<< ~{a} >>> }\nworkflow w { call t }\n',
      ));
    it('an optional value may be given to an input with a default', () =>
      check(
        'version 1.0\ntask t { input { Int a = 1 } command <<< ~{a} >>> }\nworkflow w { input { Int? n } call t { input: a = n } }\n',
      ));
    it('a conditional makes optional, a scatter an array of what is in it', () =>
      checkBody(
        '1.1',
        '  scatter (i in [1]) { if (true) { Int n = i } }\n  Array[Int?] a = n\n  Array[Int] b = n',
        'type-mismatch (warning)',
      ));
    it('texts become numbers in 1.0, and where engines are lenient', () => {
      checkBody('1.0', '  Int n = "1"');
      checkBody('1.1', '  Int n = x', 'type-mismatch (warning)');
    });
    it('an array literal of texts and numbers runs', () => checkBody('1.0', '  Array[String] a = ["a", 1]'));
    it('what a file holds is read as what is wanted', () =>
      checkBody('1.1', '  Array[Int] a = read_lines(x)\n  Map[String, Int] m = read_json(x)'));
  });

  describe('of numbers', () => {
    it('hexadecimal, octal, and floats of all spellings', () =>
      checkBody('1.1', '  Int a = 0x1F + 017 + 0\n  Array[Float] f = [1., .5, 1e5, 1.5E-3]'));
    it('the smallest integer has its sign folded in', () =>
      assert.deepEqual(
        wdlProject('version 1.1\nworkflow w { Int a = -9223372036854775808 Int b = 9223372036854775808 }\n')
          .main.lints.filter(({ code }) => code === 'number-range')
          .map(({ span }) => span.start),
        [62],
      ));
  });

  describe('of calls and imports', () => {
    const task = 'task t { input { Int a = 1 } command <<< ~{a} >>> output { Int o = 1 } }\n';
    const inBody = (version: string, body: string, ...expected: readonly string[]) =>
      check(`version ${version}\n${task}workflow w {\n  Int a = 1\n${body}\n}\n`, ...expected);

    it('bodies may be empty, with and without `input:`', () =>
      inBody('1.1', '  call t\n  call t as u { }\n  call t as v { input: }'));
    it('a comma may stand behind the last input', () => inBody('1.0', '  call t { input: a = 1, }'));
    it('shorthand since 1.1, without `input:` since 1.2', () => {
      inBody('1.1', '  call t { input: a }');
      inBody('1.0', '  call t { input: a }', 'version-gate');
      inBody('development', '  call t { a }');
      inBody('1.1', '  call t { a = 1 }', 'version-gate');
    });
    it('several `after`', () => inBody('1.1', '  call t\n  call t as u\n  call t as v after t after u'));
    it('runtime takes commas where somebody writes them', () =>
      check('version 1.0\ntask t { command <<< >>> runtime { cpu: 1, memory: "1 GB", } }\n'));
    it('an import without a name is called after its file, if that is a name', () => {
      const lib = '//- /bwa-mem.wdl\nversion 1.1\ntask t { command <<< >>> }\n//- /lib.wdl\nversion 1.1\n';
      check(`version 1.1\nimport "lib.wdl"\n${lib}`);
      check(`version 1.1\nimport "bwa-mem.wdl"\n${lib}`, 'invalid-namespace');
    });
    it('structs of imports are known by their names, or by their aliases', () =>
      check(
        'version 1.1\nimport "lib.wdl" as l alias S as T\nworkflow w { T t = T { a: 1 }  U u = U { a: 1 } }\n' +
          '//- /lib.wdl\nversion 1.1\nstruct S { Int a }\nstruct U { Int a }\n',
      ));
    it('nothing behind an import that is missing is unknown', () =>
      check(
        'version 1.1\nimport "gone.wdl" as g\nworkflow w { call g.t { input: a = 1 } S s = S { a: g.x } Int n = t.o }\n',
        'unresolved-import',
        'unknown-name',
      ));
  });

  describe('of versions', () => {
    it('only comments may stand before the version', () => {
      check('# a comment\n\n## another\nversion 1.1\nworkflow w { }\n');
      check('workflow w { }\nversion 1.1\n', 'misplaced-version');
    });
    it('draft-2 takes unbound declarations as inputs, and names of calls as outputs', () =>
      assert.deepEqual(
        codes(
          'task t { Int n command { echo ${n} } output { Int o = 1 } }\nworkflow w { Int n call t { input: n = n } output { t.o  t.* } }\n',
          'spec',
        ),
        ['missing-version (warning)'],
      ));
    it('1.2 has `requirements`, `hints`, `env`, `**` and the task variable', () =>
      assert.deepEqual(
        codes(
          'version 1.2\ntask t { input { env String s = "a" } Int n = 2 ** 3 command <<< ~{task.name} ~{n} >>> requirements { cpu: 1 } hints { short_task: true } }\n',
          'spec',
        ),
        [],
      ));
    it('1.3 has enums, `else`, `split` and `task.previous`', () =>
      assert.deepEqual(
        codes(
          'version 1.3\nenum E { A, B, }\nenum F[Int] { C = 1 }\nworkflow w { if (false) { Int n = 1 } else if (true) { Int n = 2 } else { Int n = 3 } Int m = n  Int v = value(F.C)  E e = E.A  Array[String] a = split("a b", " ") }\n',
          'spec',
        ),
        [],
      ));
    it('1.3 reads enums without commas too', () =>
      assert.deepEqual(codes('version 1.3\nenum E {\n  A = "a"\n  B = "b"\n}\n', 'spec'), []));
    it('1.4 imports are one problem', () =>
      check('version 1.1\nimport * from openwdl/csvkit\nworkflow w { }\n', 'module-import'));
    it('constructs that are too new are one problem each', () =>
      checkBody(
        '1.0',
        '  Float f = 2 ** 3\n  String q = quote(xs)[0]\n  if (true) { Int n = 1 } else { Int k = 2 }',
        'version-gate',
        'version-gate',
        'version-gate',
      ));
  });
});
