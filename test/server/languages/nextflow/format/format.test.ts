import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatNextflow } from '@omics-lens/server/languages/nextflow/format/index.ts';
import { parseConfig, parseScript } from '@omics-lens/server/languages/nextflow/syntax/parser.ts';
import { leaves, nodes } from '@omics-lens/server/syntax/walk.ts';
import type { SyntaxTree } from '@omics-lens/server/syntax/tree.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent } from '../../../../support/fixture.ts';

const OPTIONS = { indent: '    ', lineWidth: 90 };

function format(text: string, name = 'x.nf'): string {
  return applyEdits(text, formatNextflow(treeOf(text, name), OPTIONS));
}

function treeOf(text: string, name: string) {
  return (name.endsWith('.config') ? parseConfig : parseScript)(text).tree;
}

/** Lays out the text, and what came of it, which must change nothing any more. */
function check(before: string, after: string, name = 'x.nf'): void {
  const result = format(dedent(before), name);
  assert.equal(result, dedent(after));
  assert.equal(format(result, name), result);
}

describe('Nextflow formatting', () => {
  it('indents by brackets, whatever lines they stand on', () => {
    check(
      `
      workflow{
      main:
      reads.map{ meta,files->
      [meta,
      files]
      }
      .set{ch}
      FOO(
      ch,[
      a:1 ],
      )
      if(x){y()}
      else if(z)
      w()
      }
      `,
      `
      workflow {
          main:
          reads.map { meta, files ->
              [meta,
                  files]
          }
              .set { ch }
          FOO(
              ch, [
                  a: 1],
          )
          if (x) { y() }
          else if (z)
              w()
      }
      `,
    );
  });

  it('leaves scripts and comments alone', () => {
    check(
      `
      process A{
        // what
        input: // these
            val x   // one

            /* two */



        script:
        """
          echo   $x
      	tabs
        """
      }
      `,
      `
      process A {
          // what
          input: // these
          val x   // one

          /* two */

          script:
          """
          echo   $x
      	tabs
        """
      }
      `,
    );
  });

  it('lays out operators', () => {
    check(
      `
      x=a+b*-c  ?:d?e:f
      y = ( String )z [ 0 ] . w ?. v
      def  f( a,b=1 ){ return!a }
      z = [ : ]
      r = 1 .. n
      `,
      `
      x = a + b * -c ?: d ? e : f
      y = (String) z[0].w?.v
      def f(a, b = 1) { return !a }
      z = [:]
      r = 1..n
      `,
    );
  });

  it('keeps columns that lines share, as narrow as they can be', () => {
    check(
      `
      include { A              } from './a'
      include { LONGER as OTHER } from './b'
      include { BB             } from './c'
      x     = 1
      yyy   = 'two'
      z  = 3
      p = [
        a : 1,
        bc: 22 , // why
      ]
      `,
      `
      include { A } from './a'
      include { LONGER as OTHER } from './b'
      include { BB } from './c'
      x   = 1
      yyy = 'two'
      z = 3
      p = [
          a : 1,
          bc: 22, // why
      ]
      `,
    );
  });

  it('puts what follows a label under it', () => {
    check(
      `
      ch.branch { x ->
      small  : x < 1
      return x
      large: true
      }
      `,
      `
      ch.branch { x ->
          small: x < 1
              return x
          large: true
      }
      `,
    );
  });

  it('lays out configuration', () => {
    check(
      `
      process{
      withName:'A|B'{ cpus=2 ; memory=4.GB }
      }
      `,
      `
      process {
          withName: 'A|B' { cpus = 2; memory = 4.GB }
      }
      `,
      'x.config',
    );
  });

  it('leaves a broken item as it is, and lays out the others', () => {
    check(
      'process  A {\nscript:\n"x\n}\n\nprocess  B {\nscript:\n"x"\n}\n',
      'process  A {\nscript:\n"x\n}\n\nprocess B {\n    script:\n    "x"\n}\n',
    );
  });

  it('keeps every token and comment of every file of the tree', () => {
    const folder = join(import.meta.dirname, '../../../../baselines');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(?:nf|config)$/.test(name),
    );
    assert.ok(files.length > 5);
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8');
      const result = format(text, file);
      assert.deepEqual(contentOf(treeOf(result, file)), contentOf(treeOf(text, file)), file);
      assert.equal(format(result, file), result, file);
    }
  });
});

function contentOf(tree: SyntaxTree): readonly string[] {
  const pieces = [...leaves(tree.root), ...tree.comments].sort((a, b) => a.start - b.start);
  const tokens = pieces.map(({ kind, start, end }) => `${kind} ${tree.text.slice(start, end)}`);
  return [...tokens, ...[...nodes(tree.root)].map(({ kind }) => kind)];
}
