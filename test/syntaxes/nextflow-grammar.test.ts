import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nextflowConfigGrammar, nextflowGrammar } from '../../scripts/nextflow-grammar.ts';
import { checkClaims } from './claims.ts';
import type { Tokenizer } from './tokenize.ts';
import { loadTokenizer } from './tokenize.ts';

const folder = join(import.meta.dirname, '../../syntaxes');

const GRAMMARS = [
  { grammar: nextflowGrammar, file: join(folder, 'nextflow.tmLanguage.json') },
  { grammar: nextflowConfigGrammar, file: join(folder, 'nextflow-config.tmLanguage.json') },
];

const SCRIPT: Readonly<Record<string, string>> = {
  'a process': `
     #!/usr/bin/env nextflow
    //^^^^^^^^^^^^^^^^^^^^^ comment.line.shebang
     include { A ; B as C } from './x' // why
    //^^^^^^ keyword.control.import
    //               ^^ keyword.control.as
    //                  ^ entity.name.function
    //                      ^^^^ keyword.control.import
    //                           ^^^^^ string.quoted.single
    //                                 ^^^^^^ comment.line.double-slash
     process ALIGN {
    //^^^^^^ keyword.declaration
    //       ^^^^^ entity.name.function
       cpus 4
    // ^^^^ support.type.property-name.directive
    //      ^ constant.numeric.integer
       memory { 4.GB * task.attempt }
    //            ^^ keyword.other.unit
    //                 ^^^^ variable.language
       input:
    // ^^^^^ keyword.other.section
       tuple val(id), path('x.bam')
    // ^^^^^ support.function.qualifier
    //       ^^^ support.function.qualifier
    //                ^^^^ support.function.qualifier
       script:
    // ^^^^^^ keyword.other.section
       """
    // ^^^ punctuation.section.script.begin
       bwa mem -t \${task.cpus} $x "\\$HOME" > out # why
    //         ^^ meta.embedded.block.shellscript
    //            ^^ punctuation.section.interpolation.begin
    //              ^^^^ variable.language
    //                          ^^ meta.embedded.block.shellscript
    //                              ^^^^^ variable.other.shell
    //                                           ^^^^^ comment.line.number-sign
       """
    // ^^^ punctuation.section.script.end
     } // end
    //   ^^^ !meta.embedded.block.shellscript`,
  'a quote without partner in a script': `
       '''
       echo "open
    //      ^^^^^ string.quoted.double.shell
       '''
    // ^^^ punctuation.section.script.end
       x
    // ^ !meta.embedded.block.shellscript`,
  'a script of Python': `
       """
       #!/usr/bin/env python
    // ^^^^^^^^^^^^^^^^^^^^^ comment.line.shebang
       import os # why
    // ^^^^^^ keyword.control.python
    //           ^^^^^ comment.line.number-sign.python
       """
    // ^^^ punctuation.section.script.end`,
  expressions: `
     def x = a / b / c
    //^^ storage.modifier
    //         ^ keyword.operator.arithmetic
    //         ^ !string
     def y = x =~ /a\\/b \${z}/
    //            ^^^^^^ string.regexp
    //              ^^ constant.character.escape
    //                     ^ meta.interpolation
     ch.map { it -> [id: it, "n-$x.y": true] }.set { out }
    //  ^^^ support.function
    //        ^^ variable.language
    //           ^^ keyword.operator.arrow
    //               ^^ variable.other.property
    //                        ^^^ string.quoted.double
    //                           ^^^ variable.other
    //                                 ^^^^ constant.language
     String s = 'a' /* b */ as String
    //^^^^^ entity.name.type
    //              ^^^^^^^ comment.block
    //                      ^^ keyword.operator.word`,
};

const CONFIG: Readonly<Record<string, string>> = {
  settings: `
     includeConfig 'conf/base.config'
    //^^^^^^^^^^^^ keyword.control.import
     process.cpus = 2 // few
    //^^^^^^^^^^^ support.type.property-name
    //              ^ constant.numeric
     process {
    //^^^^^^ entity.name.section
       withName: 'A|B' {
    // ^^^^^^^^ keyword.other.selector
    //           ^^^^^ string.quoted.single
         memory = { 2.GB * task.attempt }
    //   ^^^^^^ support.type.property-name
    //                     ^^^^ variable.language
       }
     }`,
};

describe('Nextflow grammars', () => {
  const tokenizers = new Map<string, Tokenizer>();

  before(async () => {
    for (const { grammar, file } of GRAMMARS) {
      if (process.env['UPDATE_BASELINES'] === '1')
        writeFileSync(file, `${JSON.stringify(grammar, null, 2)}\n`);
      tokenizers.set(grammar.scopeName, await loadTokenizer(file, grammar.scopeName));
    }
  });

  const tokenizer = (scope: string): Tokenizer => {
    const found = tokenizers.get(scope);
    assert.ok(found !== undefined);
    return found;
  };

  for (const { grammar, file } of GRAMMARS) {
    it(`${grammar.name}: the file is the one that the source describes`, () => {
      assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), JSON.parse(JSON.stringify(grammar)));
    });
  }

  for (const [name, source] of Object.entries(SCRIPT)) {
    it(`colours ${name}`, () => {
      checkClaims(tokenizer('source.nextflow'), source, '//');
    });
  }

  for (const [name, source] of Object.entries(CONFIG)) {
    it(`colours ${name} of configuration`, () => {
      checkClaims(tokenizer('source.nextflow-config'), source, '//');
    });
  }
});
