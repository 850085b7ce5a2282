import assert from 'node:assert/strict';
import type { EmbeddedScript } from '@omics-lens/server/languages/language.ts';
import { product } from '@omics-lens/server/product.ts';
import { DEFAULT_SETTINGS } from '@omics-lens/server/settings.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { MemoryHost } from '@omics-lens/server/workspace/memory-host.ts';
import type { ShellChecker } from '@omics-lens/server/workspace/shell-checks.ts';
import { Workspace } from '@omics-lens/server/workspace/workspace.ts';
import { dedent } from '../../../support/fixture.ts';
import { openFixture } from '../../../support/open-fixture.ts';

async function scriptsOf(source: string): Promise<readonly EmbeddedScript[]> {
  const { file } = await openFixture(`//- /main.nf\n${dedent(source)}`);
  const scripts = file.analysis.scripts?.() ?? [];
  for (const script of scripts) {
    // Every unit of the script stands where it is said, unless an escape or a placeholder writes it otherwise.
    assert.equal(script.offsets?.length, script.text.length + 1);
    for (const [i, offset] of (script.offsets ?? []).entries()) {
      const [char, there] = [script.text[i], file.text[offset]];
      const isDummy = script.dummies.some(({ start, end }) => start <= offset && offset < end);
      if (char === undefined || isDummy || there === '\\') continue;
      assert.equal(there, char, `at ${i}`);
    }
  }
  return scripts;
}

async function check(source: string, expected: readonly string[]) {
  assert.deepEqual(
    (await scriptsOf(source)).map(({ text }) => text),
    expected,
  );
}

const IN = (script: string, head = '') => `
process A {
  ${head}
  input:
  path reads
  env SAMPLE

  output:
  env LINES, emit: n

  script:
  ${script}
}
`;

describe('the scripts of Nextflow processes', () => {
  it('are without escapes, shared indentation and blank lines in front', () =>
    check(IN('"""\n  for f in \\$(ls); do\n    echo "\\$f" \\\\\n      a\\tb\n  done\n  """'), [
      'for f in $(ls); do\n  echo "$f" \\\n    a\tb\ndone\n',
    ]));
  it('have dummies of the same length for values', () =>
    check(IN('"""\n  sort -@ ${task.cpus} $reads > ${reads.baseName}.txt\n  """'), [
      'sort -@ 111111111111 xxxxxx > xxxxxxxxxxxxxxxxx.txt\n',
    ]));
  it('have them in shell sections for what has an exclamation mark', () =>
    check("process A {\n  shell:\n  '''\n  echo !{reads} $HOME\n  '''\n}\n", ['echo xxxxxxxx $HOME\n']));
  it('stand in branches, behind return, in stubs, and without a section', async () => {
    await check(
      'process A {\n  script:\n  if (params.x) {\n    """\n    a\n    """\n  } else\n    "b"\n\n  stub:\n  return \'c\'\n}\n',
      ['a\n', 'b', 'c'],
    );
    await check('process A {\n  """\n  d\n  """\n}\n', ['d\n']);
  });
  it('of other programs are none', async () => {
    await check(IN('"""\n  #!/usr/bin/env python3\n  print(1)\n  """'), []);
    await check(IN('"""\n  print(1)\n  """', "shell '/usr/bin/python3'"), []);
    await check(IN('"""\n  #!/usr/bin/env bash\n  echo\n  """', "shell '/bin/bash', '-eu'"), [
      '#!/usr/bin/env bash\necho\n',
    ]);
  });
  it('have the variables that the engine brings and reads', async () => {
    const [script] = await scriptsOf(IN('"true"'));
    assert.deepEqual(script?.variables, ['SAMPLE', 'LINES']);
  });
  for (const [quote, added, expected] of [
    ['"""', '"', '"'],
    ['"""', '$x\\', '\\$x\\\\'],
    ["'''", '$x', '$x'],
    ['"', '"$x"', '\\"\\$x\\"'],
    ["'", "'", "\\'"],
    ['"', 'a\nb', undefined],
    ['"""', '"""', '\\"\\"\\"'],
  ] as const) {
    it(`in ${quote} write ${JSON.stringify(added)} so that it stays what it is`, async () => {
      const [script] = await scriptsOf(IN(`${quote}echo a b${quote}`));
      const start = script?.offsets?.[2] ?? 0;
      assert.equal(script?.writeAs?.(added, { start, end: start }), expected);
    });
  }
  it('do not let a quote at their end become a part of the end', async () => {
    const [script] = await scriptsOf(IN('"""echo a"""'));
    const end = script?.offsets?.at(-1) ?? 0;
    assert.equal(script?.writeAs?.('"', { start: end, end }), undefined);
  });
});

describe('ShellCheck in Nextflow', () => {
  /** Wants each `$word` in quotes. */
  const checker: ShellChecker = {
    check: (script) =>
      Promise.resolve(
        script.split('\n').flatMap((text, line) =>
          [...text.matchAll(/\$\w+/g)].map(({ index, 0: word }) => ({
            ...{ line, column: index, endLine: line, endColumn: index + word.length },
            ...{ level: 'info' as const, code: 2086, message: 'Quote.' },
            replacements: [index, index + word.length].map((column) => ({
              ...{ line, column, endLine: line, endColumn: column },
              text: '"',
            })),
          })),
        ),
      ),
  };

  it('finds what escapes hide at its place, and mends it as the string wants it', async () => {
    const uri = 'file:///main.nf';
    const text = 'process A {\n  script:\n  """\n  echo \\t \\$x ${y}\n  """\n  stub:\n  "touch \\$z"\n}\n';
    const workspace = new Workspace({
      host: new MemoryHost(),
      languages: product.languages,
      finish: product.finish,
      settings: DEFAULT_SETTINGS,
      shellChecker: checker,
    });
    workspace.openDocument({ uri, languageId: 'nextflow', version: 1, text });
    await workspace.summary(uri);
    assert.equal(await workspace.checkScripts(uri), true);
    const found = (workspace.known(uri)?.problems ?? []).filter(({ code }) => code === 'shellcheck');
    assert.deepEqual(
      found.map(({ span }) => text.slice(span.start, span.end)),
      ['\\$x', '\\$z'],
    );
    const edits = found.flatMap(({ fixes = [] }) => fixes.flatMap((fix) => fix.edits));
    assert.equal(
      applyEdits(text, edits),
      'process A {\n  script:\n  """\n  echo \\t "\\$x" ${y}\n  """\n  stub:\n  "touch \\"\\$z\\""\n}\n',
    );
  });
});
