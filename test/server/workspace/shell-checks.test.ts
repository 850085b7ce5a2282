import assert from 'node:assert/strict';
import { product } from '@omics-lens/server/product.ts';
import type { ServerSettings } from '@omics-lens/server/settings.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { ShellChecker, ShellFinding } from '@omics-lens/server/workspace/shell-checks.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { dedent, renderProblems } from '../../support/fixture.ts';

const URI = 'file:///main.wdl';

/** Finds each `$word` that stands in a script, and remembers what it was asked. */
class DollarChecker implements ShellChecker {
  readonly asked: string[] = [];

  check(script: string, program: string): Promise<readonly ShellFinding[] | undefined> {
    this.asked.push(`${program}: ${script}`);
    if (program === 'missing') return Promise.resolve(undefined);
    const findings = script.split('\n').flatMap((text, line) =>
      [...text.matchAll(/\$\w+/gu)].map((match) => {
        const column = [...text.slice(0, match.index)].length;
        const endColumn = column + [...match[0]].length;
        const range = { line, column, endLine: line, endColumn };
        return {
          ...range,
          level: 'warning' as const,
          code: 9000,
          message: `Found ${match[0]}.`,
          replacements: [{ ...range, endColumn: column, text: '"' }],
        };
      }),
    );
    return Promise.resolve(findings);
  }
}

async function opened(source: string, checker: ShellChecker, settings: Partial<ServerSettings> = {}) {
  const workspace = new Workspace({
    host: new MemoryHost(),
    languages: product.languages,
    finish: product.finish,
    settings: { ...DEFAULT_SETTINGS, ...settings },
    shellChecker: checker,
  });
  workspace.openDocument({ uri: URI, languageId: 'wdl', version: 1, text: dedent(source) });
  await workspace.summary(URI);
  return workspace;
}

function shown(workspace: Workspace): string {
  const file = workspace.known(URI);
  const problems = (file?.problems ?? []).filter(({ code }) => code === 'shellcheck');
  return dedent(`\n${renderProblems(file?.text ?? '', problems)}`).trimEnd();
}

const SOURCE = `
  version 1.1
  task t {
    input { File bam  Int n }
    command <<<
      echo ~{bam} ~{n} é𝄞 $x
        echo $y
    >>>
    output { Int i = 1 }
  }
`;

describe('ShellCheck', () => {
  it('finds come when they come, at their places', async () => {
    const checker = new DollarChecker();
    const workspace = await opened(SOURCE, checker);
    assert.equal(shown(workspace), '');
    assert.equal(await workspace.checkScripts(URI), true);
    assert.equal(
      shown(workspace),
      dedent(`
        echo ~{bam} ~{n} é𝄞 $x
                             ^^ shellcheck (information): SC9000: Found $x.
          echo $y
               ^^ shellcheck (information): SC9000: Found $y.
      `).trimEnd(),
    );
    assert.deepEqual(checker.asked, ['auto: echo xxxxxx 1111 é𝄞 $x\n  echo $y\n']);
  });

  it('a command that did not change is not read again', async () => {
    const checker = new DollarChecker();
    const workspace = await opened(SOURCE, checker);
    await workspace.checkScripts(URI);
    assert.equal(await workspace.checkScripts(URI), false);
    workspace.changeDocument(URI, 2, dedent(SOURCE).replace('version 1.1', 'version 1.0\n\n'));
    await workspace.summary(URI);
    assert.equal(shown(workspace).split('\n').length, 4);
    await workspace.checkScripts(URI);
    assert.equal(checker.asked.length, 1);
  });

  it('carries what mends it', async () => {
    const workspace = await opened(SOURCE, new DollarChecker());
    await workspace.checkScripts(URI);
    const file = workspace.known(URI);
    const [problem] = file?.problems.filter(({ code }) => code === 'shellcheck') ?? [];
    const fixed = applyEdits(file?.text ?? '', problem?.fixes?.[0]?.edits ?? []);
    assert.ok(fixed.includes('é𝄞 "$x\n'), fixed);
  });

  it('is silenced like all others', async () => {
    const silenced = SOURCE.replace('    command', '    # omics-lens: ignore shellcheck\n    command');
    const workspace = await opened(silenced, new DollarChecker());
    assert.equal(await workspace.checkScripts(URI), true);
    assert.deepEqual(
      workspace.known(URI)?.problems.filter(({ code }) => /shellcheck|suppression/.test(code)),
      [],
    );
    const off = await opened(SOURCE, new DollarChecker(), { rules: { shellcheck: 'off' } });
    await off.checkScripts(URI);
    assert.equal(shown(off), '');
  });

  it('is not asked when it is off, and not twice when it is not there', async () => {
    const off = new DollarChecker();
    await (await opened(SOURCE, off, { shellcheck: 'off' })).checkScripts(URI);
    assert.deepEqual(off.asked, []);
    const missing = new DollarChecker();
    const workspace = await opened(SOURCE, missing, { shellcheck: 'missing' });
    assert.equal(await workspace.checkScripts(URI), false);
    assert.equal(await workspace.checkScripts(URI), false);
    assert.equal(missing.asked.length, 1);
  });

  it('is not asked about Python, and not about what the engine sets', async () => {
    const checker = new DollarChecker();
    const python = SOURCE.replace('echo ~{bam}', '#!/usr/bin/env python3\n      echo ~{bam}');
    await (await opened(python, checker)).checkScripts(URI);
    assert.deepEqual(checker.asked, []);
  });
});
