import { strict as assert } from 'node:assert';
import { LINTS } from '@omics-lens/server/languages/wdl/lint/index.ts';
import { dedent } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';
import { checkLint, checkLintFix, checkNoFix } from './check-lint.ts';

const workflow = (body: string) => `version 1.1\nworkflow w {\n  ${body}\n}\n`;

describe('WDL lints: what is off until it is switched on', () => {
  it('is off', () => {
    const { main } = wdlProject(workflow("String MyName = 'a' + 1  # TODO"));
    assert.deepEqual(
      main.lints.map(({ code }) => code),
      [],
    );
  });

  it('can be switched on, and what is on off', () => {
    const settings = { target: 'healthomics', region: undefined } as const;
    const source = 'version 1.0\ntask t { command { x } output { Int A = 1 } }\n';
    const codes = (rules: Record<string, 'off' | 'hint'>) =>
      wdlProject(source, { ...settings, rules }).main.lints.map(({ code }) => code);
    assert.deepEqual(codes({}), ['brace-command']);
    assert.deepEqual(codes({ 'name-case': 'hint', 'brace-command': 'off' }), ['name-case']);
  });

  it('names', () => {
    checkLint(
      'name-case',
      'version 1.1\ntask BwaMem {\n  input {\n    Int numThreads\n    Int n_1\n  }\n  command <<< >>>\n}\nworkflow w {\n  call BwaMem as HTTPServer { input: numThreads = 1, n_1 = 1 }\n}\n',
      `
      task BwaMem {
           ^^^^^^ name-case (hint): 'BwaMem' would be 'bwa_mem' in the usual spelling.
          Int numThreads
              ^^^^^^^^^^ name-case (hint): 'numThreads' would be 'num_threads' in the usual spelling.
        call BwaMem as HTTPServer { input: numThreads = 1, n_1 = 1 }
                       ^^^^^^^^^^ name-case (hint): 'HTTPServer' would be 'http_server' in the usual spelling.
      `,
    );
    checkLint(
      'type-name-case',
      'version 1.3\nstruct sample_info { Int i }\nstruct Good { Int i }\nenum color { A }\n',
      `
      struct sample_info { Int i }
             ^^^^^^^^^^^ type-name-case (hint): 'sample_info' would be 'SampleInfo' in the usual spelling.
      enum color { A }
           ^^^^^ type-name-case (hint): 'color' would be 'Color' in the usual spelling.
      `,
    );
    checkLint(
      'name-repeats-type',
      workflow('input {\n    File bam_file\n    File fileName\n    File file\n    Int profile_n\n  }'),
      `
      File bam_file
           ^^^^^^^^ name-repeats-type (hint): 'bam_file' repeats its type 'File'.
      File fileName
           ^^^^^^^^ name-repeats-type (hint): 'fileName' repeats its type 'File'.
      `,
    );
    checkLint(
      'vague-name',
      workflow('input {\n    File x\n    File input1\n    File bam\n  }'),
      `
      File x
           ^ vague-name (hint): 'x' does not say what this input is.
      File input1
           ^^^^^^ vague-name (hint): 'input1' does not say what this input is.
      `,
    );
  });

  it('names that nobody outside can see are renamed where they stand', () => {
    checkLintFix(
      'name-case',
      `
      version 1.1
      import "absent.wdl" as lib
      workflow w {
        Int theN = 1
        scatter (oneMore in [theN]) {
          Int sum = oneMore + theN
          call lib.u { input: theN, oneMore }
        }
      }
      `,
      `
      version 1.1
      import "absent.wdl" as lib
      workflow w {
        Int the_n = 1
        scatter (one_more in [the_n]) {
          Int sum = one_more + the_n
          call lib.u { input: theN = the_n, oneMore = one_more }
        }
      }
      `,
    );
    checkNoFix(
      'name-case',
      'version 1.1\nworkflow w {\n  input { Int aB }\n  Int cD = aB\n  Int c_d = cD\n  Int eF = 1\n  Int e_F = 2\n}\n',
    );
  });

  it('meta sections', () => {
    checkLint(
      'meta-missing',
      'version 1.1\nworkflow w {\n  meta { }\n  input { Int i }\n}\ntask t {\n  command <<< >>>\n}\n',
      `
      workflow w {
               ^ meta-missing (hint): There is no 'parameter_meta' section.
      task t {
           ^ meta-missing (hint): There is no 'meta' section.
      `,
    );
    checkLint(
      'meta-description',
      workflow('meta { author: "a" }'),
      `
      meta { author: "a" }
      ^^^^ meta-description (hint): The meta section has no 'description'.
      `,
    );
    checkLint('description-length', workflow(`meta { description: "${'a'.repeat(140)}" }`), '');
    checkLint(
      'description-length',
      workflow(`meta { description:\n    "${'a'.repeat(141)}" }`),
      `
      "${'a'.repeat(141)}" }
      ${'^'.repeat(143)} description-length (hint): The description has 141 characters.
      `,
    );
    checkLint(
      'meta-value-kind',
      workflow(
        'meta {\n    description: ["a"]\n    author: ["a", "b"]\n    email: "e"\n    other: 1\n    help: null\n  }',
      ),
      `
      description: ["a"]
                   ^^^^^ meta-value-kind (hint): 'description' is read as a text, and this is none.
      `,
    );
  });

  it('descriptions', () => {
    const described = `
      version 1.1
      workflow w {
        meta { outputs: { a: "x", bb: "y" } }
        parameter_meta {
          i: "an i"
          j: { category: "common" }
        }
        input {
          Int i
          Int j
          Int k
        }
        output {
          Int a = 1
          Int b = 1
        }
      }
    `;
    checkLint(
      'unknown-output-description',
      described,
      `
      meta { outputs: { a: "x", bb: "y" } }
                                ^^ unknown-output-description (hint): There is no output 'bb'.
      `,
    );
    checkLint(
      'undocumented-output',
      described,
      `
      Int b = 1
          ^ undocumented-output (hint): The output 'b' is not described.
      `,
    );
    checkLint(
      'undocumented-input',
      described,
      `
      Int k
          ^ undocumented-input (hint): The input 'k' is not described.
      `,
    );
    checkLint(
      'parameter-description',
      described,
      `
      j: { category: "common" }
      ^ parameter-description (hint): 'j' has no description.
      `,
    );
    const text = dedent(described);
    checkLintFix('undocumented-input', text, text.replace('"common" }', '"common" }\n    k: ""'));
  });

  it('order', () => {
    checkLint(
      'section-order',
      'version 1.1\ntask t {\n  command <<< >>>\n  input { Int i }\n  meta { }\n}\ntask u {\n  input { Int i }\n  Int j = 1\n  command <<< >>>\n}\n',
      `
      input { Int i }
      ^^^^^ section-order (hint): 'input' usually stands further up.
      `,
    );
    checkLint(
      'import-placement',
      'version 1.1\nimport "a.wdl" as a\nstruct S { Int i }\nimport "b.wdl" as b\n',
      `
      import "b.wdl" as b
      ^^^^^^ import-placement (hint): Imports usually stand above everything else.
      `,
    );
  });

  it('strings', () => {
    checkLint(
      'single-quotes',
      workflow("String a = 'b'"),
      `
      String a = 'b'
                 ^^^ single-quotes (hint): This string stands in single quotes.
      `,
    );
    checkLintFix('single-quotes', workflow("String a = 'b'"), workflow('String a = "b"'));
    checkNoFix('single-quotes', workflow(`String a = '"'`));
    checkLint(
      'concatenated-text',
      workflow('Int n = 1\n  String a = "x" + n + ".bam"'),
      `
      String a = "x" + n + ".bam"
                 ^^^^^^^^^^^^^^^^ concatenated-text (hint): This text can be one string with placeholders.
      `,
    );
    checkLint('concatenated-text', workflow('Int a = 1 + 2\n  String b = "~{"-x " + a}"'), '');
    checkLintFix(
      'concatenated-text',
      workflow('Int n = 1\n  String a = "x" + n + ".bam"'),
      workflow('Int n = 1\n  String a = "x~{n}.bam"'),
    );
    checkNoFix('concatenated-text', workflow(`String a = 'x' + 1`));
  });

  it('comments', () => {
    checkLint(
      'todo-comment',
      workflow('Int a = 1 # TODO: more\n  # nothing to do'),
      `
      Int a = 1 # TODO: more
                  ^^^^ todo-comment (hint): TODO: more
      `,
    );
    const empty = 'version 1.1\n##\n##   \ntask t { command <<< >>> }\n';
    checkLint(
      'empty-doc-comment',
      empty,
      `
      ##
      ^^ empty-doc-comment (hint): This documentation comment is empty.
      `,
    );
    checkLintFix('empty-doc-comment', empty, 'version 1.1\ntask t { command <<< >>> }\n');
    checkLint('empty-doc-comment', empty.replace('##   ', '## text'), '');
    checkLint(
      'stray-doc-comment',
      '## The document.\nversion 1.1\n## An import.\nimport "a.wdl" as a\n## A task.\ntask t {\n  input {\n    ## An input.\n    Int i\n  }\n  command <<< >>>\n  ## Nothing.\n}\n',
      `
      ## An import.
      ^^^^^^^^^^^^^ stray-doc-comment (hint): This documentation comment describes nothing.
        ## Nothing.
        ^^^^^^^^^^^ stray-doc-comment (hint): This documentation comment describes nothing.
      `,
    );
  });
});

describe('WDL lints', () => {
  it('show what they mean, or say it in one word', () => {
    const bare = LINTS.filter(({ bad, default: start }) => bad === undefined && start !== 'off');
    assert.deepEqual(
      bare.map(({ code }) => code),
      ['mixed-indentation'],
    );
  });
});
