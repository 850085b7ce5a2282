import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wdlGrammar } from '../../scripts/wdl-grammar.ts';
import { disagreements } from './agreement.ts';
import { checkClaims } from './claims.ts';
import type { Tokenizer } from './tokenize.ts';
import { loadTokenizer } from './tokenize.ts';

const file = join(import.meta.dirname, '../../syntaxes/wdl.tmLanguage.json');

function sampleFiles(): readonly string[] {
  return readdirSync(join(import.meta.dirname, '../../samples'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.wdl'))
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('WDL grammar', () => {
  let tokenize: Tokenizer;

  before(async () => {
    if (process.env['UPDATE_BASELINES'] === '1')
      writeFileSync(file, `${JSON.stringify(wdlGrammar, null, 2)}\n`);
    tokenize = await loadTokenizer(file, 'source.wdl');
  });

  it('is the one that the source describes', () => {
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(wdlGrammar)));
  });

  const cases: Readonly<Record<string, string>> = {
    'the head of a file': `
       version 1.1 # a comment
      #^^^^^^^ keyword.control.version
      #        ^^^ constant.other.version
      #            ^^^^^^^^^^^ comment.line
       ## about this file
      #^^^^^^^^^^^^^^^^^^ comment.line.documentation
       import "lib.wdl" as lib alias A as B
      #^^^^^^ keyword.control.import
      #       ^^^^^^^^^ string.quoted.double
      #                 ^^ keyword.control.as
      #                    ^^^ entity.name.namespace
      #                        ^^^^^ keyword.control.alias
      #                              ^ entity.name.type
      #                                ^^ keyword.control.as
       task align {
      #^^^^ keyword.declaration
      #     ^^^^^ entity.name.function
       struct Point {
      #^^^^^^ keyword.declaration
      #       ^^^^^ entity.name.type
       enum Color[String] { Red = "r", Green }
      #^^^^ keyword.declaration
      #           ^^^^^^ support.type
    `,
    declarations: `
         File? bam = x
      #  ^^^^ support.type
      #      ^ keyword.operator.type
      #        ^^^ variable.other
      #            ^ keyword.operator.assignment
         Array[Map[String, File]]+ pairs
      #  ^^^^^ support.type
      #        ^^^ support.type
      #            ^^^^^^ support.type
      #                    ^^^^ support.type
      #                          ^ keyword.operator.type
         Point origin = Point { x: 1 }
      #  ^^^^^ entity.name.type
      #                 ^^^^^ entity.name.type
         env String name = "x"
      #  ^^^ storage.modifier
      #      ^^^^^^ support.type
         Array[Point] points = []
      #        ^^^^^ entity.name.type
    `,
    calls: `
         call lib.align as a after b after c { input: bam = x.bam, n }
      #  ^^^^ keyword.control.call
      #       ^^^ entity.name.namespace
      #           ^^^^^ entity.name.function
      #                 ^^ keyword.control.as
      #                    ^ variable.other.call
      #                      ^^^^^ keyword.control.after
      #                                        ^^^^^ keyword.other.input
      #                                               ^^^ variable.other
      #                                                       ^^^ variable.other.property
         scatter (s in samples) {
      #  ^^^^^^^ keyword.control.loop
      #           ^ variable.other
      #             ^^ keyword.control.loop
         if (defined(x)) { } else if (y) { }
      #  ^^ keyword.control.conditional
      #      ^^^^^^^ support.function
      #                      ^^^^ keyword.control.conditional
         Int after = 1
      #      ^^^^^ variable.other !keyword
    `,
    expressions: `
         Int n = if a then 0x1F + 1.5e3 * -2 else size(f, "GB")
      #          ^^ keyword.control.conditional
      #               ^^^^ keyword.control.conditional
      #                    ^^^^ constant.numeric.hex
      #                         ^ keyword.operator.arithmetic
      #                           ^^^^^ constant.numeric.float
      #                                    ^ constant.numeric.integer
      #                                           ^^^^ support.function
         Boolean b = !true && None == x || y <= 3
      #              ^ keyword.operator.logical
      #               ^^^^ constant.language
      #                    ^^ keyword.operator.logical
      #                       ^^^^ constant.language
      #                            ^^ keyword.operator.comparison
      #                                      ^^ keyword.operator.comparison
         Object o = object { a: p.left, if: 1 }
      #             ^^^^^^ support.type
      #                      ^ variable.other
      #                           ^^^^ variable.other.property
      #                                 ^^ !keyword.control.conditional
    `,
    'strings with placeholders': String.raw`
         String s = "a ~{b} \t ${'${'}c} \x41"
      #             ^^^^^^^^^^^^^^^^^^^^^ string.quoted.double
      #                ^^ punctuation.section.interpolation.begin
      #                  ^ variable.other
      #                   ^ punctuation.section.interpolation.end
      #                     ^^ constant.character.escape
      #                        ^^ punctuation.section.interpolation.begin
      #                             ^^^^ constant.character.escape
         String t = 'it ~{if a then "}" else {"}": 1}} "so"'
      #                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ meta.interpolation
      #                                                ^^^^ string.quoted.single !meta.interpolation
         String u = "~{sep(", ", a)}" + x
      #                ^^^ support.function
      #                    ^^^^ string.quoted.double meta.interpolation
      #                               ^ keyword.operator !string
         String v = "~{sep=", " true="a" default=8 xs}"
      #                ^^^ keyword.other.option
      #                         ^^^^ keyword.other.option
      #                                  ^^^^^^^ keyword.other.option
      #                                            ^^ variable.other
         String w = "never closed
         Int y = 1
      #  ^^^ support.type !string
      #          ^ constant.numeric !string
         String m = <<<
           two "lines" ~{x}
      #    ^^^^^^^^^^^ string.quoted.multiline
      #                ^^ punctuation.section.interpolation.begin
         >>>
         Int z = 1
      #  ^^^ support.type !string
    `,
    metadata: `
       meta {
      #^^^^ keyword.other.section
         author: "~{me}"
      #  ^^^^^^ variable.other.property
      #          ^^^^^^^ string.quoted.double !meta.interpolation
         input: { help: 'x', choices: [1, null, true] }
      #  ^^^^^ variable.other.property !keyword
      #           ^^^^ variable.other.property
      #                                   ^^^^ constant.language
       }
       parameter_meta { a: "b" }
      #^^^^^^^^^^^^^^ keyword.other.section
       output {
      #^^^^^^ keyword.other.section !meta.metadata
    `,
    'runtime sections': `
       runtime {
      #^^^^^^^ keyword.other.section
         docker: "ubuntu:~{tag}"
      #  ^^^^^^ support.type.property-name
      #                  ^^ punctuation.section.interpolation.begin
         memory: if big then "8G" else "4G"
      #  ^^^^^^ support.type.property-name
      #          ^^ keyword.control.conditional
       }
       hints { inputs: input { bam: hints { localization_optional: true } } }
      #        ^^^^^^ support.type.property-name
       Int n = 1
      #^^^ support.type
    `,
    'a heredoc command': `
         command <<<
      #  ^^^^^^^ keyword.other.section
      #          ^^^ punctuation.section.command.begin
           set -euo pipefail  # strict ~{x}
      #    ^^^ meta.embedded.block.shellscript support.function.builtin.shell
      #        ^^^^ constant.other.option.shell
      #                       ^^^^^^^^ comment.line.number-sign.shell
      #                                ^^ punctuation.section.interpolation.begin
           for f in ~{sep=" " files}; do echo "$f ~{x}" >> out; done
      #    ^^^ keyword.control.shell
      #             ^^ punctuation.section.interpolation.begin
      #               ^^^ keyword.other.option
      #                                        ^^ variable.other.shell
      #                                           ^^ punctuation.section.interpolation.begin string.quoted.double.shell
      #                                                 ^^ keyword.operator.shell
           x=${'$'}{y:-1} ~{"a}b"} after
      #      ^^ !punctuation.section.interpolation.begin
      #              ^^ punctuation.section.interpolation.begin
      #                       ^^^^^ !meta.interpolation
         >>>
      #  ^^^ punctuation.section.command.end
         output { File x = "y" }
      #  ^^^^^^ keyword.other.section !meta.command
    `,
    'a command that ends inside shell text': `
       command <<< echo "it's >>>
      #                       ^^^ punctuation.section.command.end
       output { Int a = 1 }
      #^^^^^^ keyword.other.section !meta.command
       command <<<
         awk '{ print "$1 }
         # an open " quote and it's apostrophe
       >>>
      #^^^ punctuation.section.command.end
       output { Int a = 1 }
      #^^^^^^ keyword.other.section !meta.command
       command <<<
         cat <<EOF
           ~{text} 'open
      #    ^^ punctuation.section.interpolation.begin
       >>>
      #^^^ punctuation.section.command.end
       output { Int a = 1 }
      #^^^^^^ keyword.other.section !meta.command
       command <<< a \\>>> b # c >>>
      #              ^^^^ constant.character.escape.wdl
      #                         ^^^ punctuation.section.command.end
       output { Int a = 1 }
      #^^^^^^ keyword.other.section !meta.command
       command { echo "open ${'$'}{x} }
      #                     ^^ punctuation.section.interpolation.begin
      #                        ^ punctuation.section.interpolation.end
      #                          ^ punctuation.section.command.end
       output { Int a = 1 }
      #^^^^^^ keyword.other.section !meta.command
       command { cat <<EOF
          it's ~{write_map({"a": "}"})} # x
      #        ^^ punctuation.section.interpolation.begin
      #                                 ^^^ string.unquoted.heredoc.shell
       }
      #^ punctuation.section.command.end
       output { Int a = 1 }
      #^^^^^^ keyword.other.section !meta.command
    `,
    'a command whose bracket stands on the next line': `
       command # why
      #^^^^^^^ keyword.other.section
       <<<
      #^^^ punctuation.section.command.begin
         set -e
      #  ^^^ support.function.builtin.shell
       >>>
      #^^^ punctuation.section.command.end
       output { Int a = 1 }
      #^^^^^^ keyword.other.section !meta.command
    `,
    'other documents in a command': `
       command <<<
         python3 - <<CODE
      #  ^^^^^^^ support.function.shell
      #              ^^^^ keyword.control.heredoc.shell
         import os  # it's ~{x}
      #  ^^^^^^ meta.embedded.block.python keyword.control.python
      #             ^^^^^^ comment.line.number-sign.python
      #                    ^^ punctuation.section.interpolation.begin
         print("~{name}", f'x', """y")
      #  ^^^^^ entity.name.function.python
      #         ^^ punctuation.section.interpolation.begin
         z"""
         CODE
      #  ^^^^ keyword.control.heredoc.shell
         echo done <<< "$x"
      #  ^^^^ support.function.builtin.shell !meta.embedded.block.python
      #            ^^^ keyword.operator.shell
         cat <<'END'
         set it's
      #  ^^^ string.unquoted.heredoc.shell
         END
         echo
      #  ^^^^ support.function.builtin.shell
         python <<EOF
         x = """never closed
       >>>
      #^^^ punctuation.section.command.end
       task b {
      #^^^^ keyword.declaration !meta.command
    `,
  };
  it('agrees with the parser on where commands, placeholders, numbers and comments are', () => {
    for (const path of sampleFiles()) {
      assert.deepEqual(disagreements(tokenize, readFileSync(path, 'utf8')), [], path);
    }
  });

  for (const [name, source] of Object.entries(cases)) {
    it(`colours ${name}`, () => {
      checkClaims(tokenize, source, '#');
    });
  }
});
