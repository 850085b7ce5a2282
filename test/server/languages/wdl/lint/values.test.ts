import { checkLint, checkLintFix, checkNoFix, task } from './check-lint.ts';

/** Inputs of a workflow. */
const inputs = (decls: string, version = '1.1') =>
  `version ${version}\nworkflow w {\n  input {\n    ${decls}\n  }\n}\n`;

describe('WDL lints: placeholders', () => {
  it('the older spelling', () => {
    checkLint(
      'dollar-placeholder',
      inputs('String a = "${1}~{2}"', '1.0'),
      `
      String a = "\${1}~{2}"
                  ^^ dollar-placeholder (hint): '\${…}' is the older spelling of '~{…}'.
      `,
    );
    checkLint('dollar-placeholder', 'task t { input { Int a } command { ${a} } }', '');
    checkLintFix('dollar-placeholder', inputs('String a = "${"${1}"}"'), inputs('String a = "~{"~{1}"}"'));
  });

  it('options for which there are functions', () => {
    checkLint(
      'deprecated-placeholder-option',
      task('~{sep=" " xs}', 'Array[String] xs'),
      `
      ~{sep=" " xs}
        ^^^^^^^ deprecated-placeholder-option (hint): 'sep=' is deprecated since WDL 1.1.
      `,
    );
    checkLint('deprecated-placeholder-option', task('~{sep=" " xs}', 'Array[String] xs', '1.0'), '');
    const declared = 'Array[String] xs  Boolean b  String? s';
    checkLintFix(
      'deprecated-placeholder-option',
      task('~{sep=" " xs} ~{true="-b" false="" b} ~{default="x" s}', declared),
      task('~{sep(" ", xs)} ~{if b then "-b" else ""} ~{select_first([s, "x"])}', declared),
    );
    checkNoFix('deprecated-placeholder-option', task('~{default="x" "--s " + s}', declared));
    checkNoFix('deprecated-placeholder-option', task('~{default="8" n}', 'Int? n'));
    checkNoFix('deprecated-placeholder-option', task('~{true="a" false="b" b}', 'Boolean? b'));
  });
});

describe('WDL lints: declarations', () => {
  it("given 'None'", () => {
    checkLint(
      'redundant-none',
      inputs('String? a = None'),
      `
      String? a = None
               ^^^^^^^ redundant-none (hint): 'a' is 'None' without saying so.
      `,
    );
    checkLintFix('redundant-none', inputs('String? a = None'), inputs('String? a'));
    checkLint('redundant-none', 'version 1.1\nworkflow w {\n  String? a = None\n}\n', '');
  });

  it('optional, and always there', () => {
    checkLint(
      'unneeded-optional',
      inputs('Int? a = 4\n    String? b = a'),
      `
      Int? a = 4
         ^ unneeded-optional (hint): 'a' always has a value, so its type needs no '?'.
      `,
    );
    checkLint('unneeded-optional', 'version 1.1\ntask t { command <<< >>> output { File? a = "a" } }', '');
    checkLintFix('unneeded-optional', inputs('Int? a = 4'), inputs('Int a = 4'));
  });

  it('files of one machine', () => {
    checkLint(
      'host-path-default',
      inputs(
        'File a = "/ref/hg38.fa"\n    Array[File] b = ["x", "/y"]\n    String c = "/z"\n    File d = "s3://b/k"',
      ),
      `
      File a = "/ref/hg38.fa"
               ^^^^^^^^^^^^^^ host-path-default (warning): The path '/ref/hg38.fa' belongs to one machine.
      Array[File] b = ["x", "/y"]
                      ^^^^^^^^^^^ host-path-default (warning): The path '/y' belongs to one machine.
      `,
    );
    checkLint('host-path-default', 'version 1.1\ntask t { command <<< >>> output { File a = "/a" } }', '');
  });

  it('files that AWS HealthOmics cannot read', () => {
    const source = inputs(
      'File a = "gs://b/~{1}.fa"\n    Array[File] b = ["s3://b/k"]\n    File? c = "https://x/y"\n    File d = "omics://x"\n    String e = "gs://x"',
    );
    checkLint(
      'foreign-uri-default',
      source,
      `
      File a = "gs://b/~{1}.fa"
               ^^^^^^^^^^^^^^^^ foreign-uri-default (warning): AWS HealthOmics does not read files from 'gs://'.
      File? c = "https://x/y"
                ^^^^^^^^^^^^^ foreign-uri-default (warning): AWS HealthOmics does not read files from 'https://'.
      `,
    );
    checkLint('foreign-uri-default', source, '', 'spec');
  });

  it('that read files behind the command', () => {
    checkLint(
      'declaration-after-command',
      'version 1.1\ntask t {\n  command <<< >>>\n  Int n = read_int("n")\n  Int m = 1\n}\n',
      `
      Int n = read_int("n")
          ^ declaration-after-command (hint): 'n' is computed before the command runs, not after it.
      `,
    );
  });

  it('used above', () => {
    checkLint(
      'forward-reference',
      'version 1.1\nworkflow w {\n  parameter_meta { i: "i" }\n  input { Int i }\n  Int b = a\n  Int a = i\n  call t { input: n = a }\n}\ntask t {\n  input { Int n }\n  command <<< ~{n} >>>\n}\n',
      `
      Int b = a
              ^ forward-reference (hint): 'a' is declared further down.
      `,
    );
  });

  it('with the name of something else', () => {
    checkLint(
      'name-collision',
      'version 1.1\nstruct S { Int i }\ntask t { command <<< >>> }\nworkflow w {\n  Int t = 1\n  Int S = 1\n  Int x = 1\n}\n',
      `
      Int t = 1
          ^ name-collision (hint): 't' is also the name of a task.
      Int S = 1
          ^ name-collision (hint): 'S' is also the name of a type.
      `,
    );
  });
});

describe('WDL lints: conversions', () => {
  const TASK = 'task t { input { String s = ""  File? f } command <<< >>> }';

  it('a file whose content is lost', () => {
    checkLint(
      'file-as-text',
      `version 1.1\n${TASK}\nworkflow w {\n  input { File f }\n  String s = f\n  call t {\n    input:\n      s = f,\n      f = f\n  }\n}\n`,
      `
      s = f,
          ^ file-as-text (information): This 'File' becomes a 'String?', and its content is not copied to the task.
      `,
    );
  });

  it('a text that must be a file', () => {
    checkLint(
      'text-as-file',
      'version 1.1\nworkflow w {\n  String s = ""\n  File f = s\n}\ntask t { command <<< >>> output { File o = "o" } }\n',
      `
      File f = s
               ^ text-as-file (hint): This 'String' becomes a 'File': it must be a path or URI that exists.
      `,
    );
  });

  it('a number that becomes a text', () => {
    checkLint(
      'value-as-text',
      inputs('String a = 4\n    String b = "4"\n    Float c = 4'),
      `
      String a = 4
                 ^ value-as-text (hint): This 'Int' becomes a 'String'.
      `,
    );
  });

  it('a struct out of JSON', () => {
    checkLint(
      'unverified-struct',
      'version 1.1\nstruct S { Int i }\ntask t {\n  command <<< >>>\n  output {\n    S s = read_json("s")\n    Int i = read_json("s")\n  }\n}\n',
      `
      S s = read_json("s")
            ^^^^^^^^^^^^^^ unverified-struct (hint): Whether 'read_json' gives all members of 'S' shows when the task has run.
      `,
    );
  });

  it('a map that JSON cannot hold', () => {
    checkLint(
      'json-map-key',
      'version 1.1\nworkflow w {\n  input {\n    Map[Int, String] a\n    Map[String, Int] b\n  }\n  File c = write_json(a)\n  File d = write_json(b)\n}\n',
      `
      File c = write_json(a)
                          ^ json-map-key (warning): The keys of a JSON object are texts, and those of this map are 'Int'.
      `,
    );
  });
});

describe('WDL lints: calls', () => {
  const call = (body: string, version: string) =>
    `version ${version}\ntask t { input { Int a } command <<< >>> }\nworkflow w {\n  input { Int a }\n  call t { ${body} }\n}\n`;

  it("'input:'", () => {
    checkLint(
      'redundant-input-keyword',
      call('input: a = a', '1.2'),
      `
      call t { input: a = a }
               ^^^^^ redundant-input-keyword (hint): 'input:' is not needed since WDL 1.2.
      `,
    );
    for (const version of ['1.0', '1.1', 'development']) {
      checkLint('redundant-input-keyword', call('input: a = a', version), '');
    }
    checkLint('redundant-input-keyword', call('a = a', '1.2'), '');
    checkLintFix('redundant-input-keyword', call('input: a = a', '1.2'), call('a = a', '1.2'));
    checkLintFix('redundant-input-keyword', call('input:', '1.2'), call('', '1.2'));
    checkNoFix('redundant-input-keyword', call('input: # why\n a = a', '1.2'));
  });

  it('the same name twice', () => {
    checkLint(
      'concise-input',
      call('input: a = a', '1.1'),
      `
      call t { input: a = a }
                      ^^^^^ concise-input (hint): 'a = a' can be written 'a'.
      `,
    );
    checkLint('concise-input', call('input: a = a', '1.0'), '');
    checkLint('concise-input', call('input: a = a + 1', '1.1'), '');
    checkLintFix('concise-input', call('input: a = a', '1.1'), call('input: a', '1.1'));
  });
});
