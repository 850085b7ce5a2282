import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { shellChecker } from '@omics-lens/server/node/shellcheck.ts';
import { product } from '@omics-lens/server/product.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { dedent, renderProblems } from '../../support/fixture.ts';

const isInstalled = spawnSync('shellcheck', ['--version']).status === 0;

describe('ShellCheck as a program', () => {
  it('that is not there gives no answer', async () => {
    assert.equal(await shellChecker.check('echo', '/no/such/program'), undefined);
  });

  it('that says nothing readable has nothing to say', async () => {
    assert.deepEqual(await shellChecker.check('echo', process.execPath), []);
  });

  it('reads the commands of a workflow', async function () {
    // The only program that a test needs and a machine may lack.
    if (!isInstalled) this.skip();
    this.timeout(20_000);
    const uri = 'file:///main.wdl';
    const text = dedent(`
      version 1.2
      task t {
        input {
          File bam
          Int n
          env String sample
        }
        command <<<
          set -e
          for f in ~{bam}; do
            echo "$f"
            g=$(dirname ~{bam})
          \tsamtools index $g
          done
          if [ ~{n} -gt 3 ]; then echo "~{true="a" false="b" n > 1}" "$sample"; fi
          cat <<EOF
          text
          EOF
        >>>
        output { Int i = 1 }
      }
    `);
    const workspace = new Workspace({
      host: new MemoryHost(),
      languages: product.languages,
      finish: product.finish,
      shellChecker,
    });
    workspace.openDocument({ uri, languageId: 'wdl', version: 1, text });
    await workspace.summary(uri);
    await workspace.checkScripts(uri);
    const problems = workspace.known(uri)?.problems.filter(({ code }) => code === 'shellcheck') ?? [];
    assert.equal(
      dedent(`\n${renderProblems(text, problems)}`).trimEnd(),
      'samtools index $g\n               ^^ shellcheck (hint): SC2086: Double quote to prevent globbing and word splitting.',
    );
  });
});
