import { strict as assert } from 'node:assert';
import type { CompletionCandidate } from '@omics-lens/server/languages/language.ts';
import { relativePath } from '@omics-lens/server/languages/wdl/complete/strings.ts';
import { openFixture } from '../../../../support/open-fixture.ts';

/** What the text is when each of the candidates has been taken, best first. */
async function check(fixture: string, ...expected: string[]): Promise<void> {
  const { workspace, file, offset } = await openFixture(fixture);
  await workspace.prepareAll();
  const found = [...file.analysis.completions(offset)].sort((a, b) => (a.rank ?? 5) - (b.rank ?? 5));
  assert.deepEqual(
    found.slice(0, Math.max(1, expected.length)).map((candidate) => taken(file.text, offset, candidate)),
    expected,
  );
}

/** The line at the offset. */
function taken(text: string, offset: number, { insert, label, replace }: CompletionCandidate): string {
  const { start, end } = replace ?? { start: offset, end: offset };
  const result = text.slice(0, start) + (insert ?? label) + text.slice(end);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = result.indexOf('\n', start);
  return result.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).trim();
}

const OTHERS = `
//- /w/tasks/align.wdl
version 1.1
task align { command <<< >>> runtime { container: "samtools:1.20" } }
//- /w/tasks/sort.wdl
version 1.1
task sort { command <<< >>> runtime { container: "samtools:1.20" } }
task index { command <<< >>> runtime { container: "tabix:1" } }
//- /lib.wdl
version 1.1
`;

const main = (text: string) => `//- /w/flows/main.wdl\n${text}${OTHERS}`;

describe('WDL completion between quotes', () => {
  it('offers the documents of the workspace as paths, the nearest first', async () => {
    await check(
      main('version 1.1\nimport "<|>" as x\n'),
      'import "../../lib.wdl" as x',
      'import "../tasks/align.wdl" as x',
      'import "../tasks/sort.wdl" as x',
    );
  });

  it('replaces what was typed of a path', async () => {
    await check(
      main('version 1.1\nimport "../../lib.wdl"\nimport "../tasks/al<|>ign"\n'),
      'import "../tasks/align.wdl"',
      'import "../tasks/sort.wdl"',
    );
  });

  it('goes to the end of the line where the quote is not closed yet', async () => {
    await check(main('version 1.1\nimport "<|>\n\nworkflow w { }\n'), 'import "../../lib.wdl');
  });

  it('offers images that tasks of the workspace use, the most used first', async () => {
    await check(
      main('version 1.1\ntask t { command <<< >>>\n runtime { container: "<|>" } }\n'),
      'runtime { container: "samtools:1.20" } }',
      'runtime { container: "tabix:1" } }',
    );
    await check(
      main('version 1.1\ntask t { command <<< >>>\n runtime { docker: <|> } }\n'),
      'runtime { docker: "samtools:1.20" } }',
    );
  });

  it('offers the values that an attribute knows', async () => {
    await check(
      main('version 1.1\ntask t { command <<< >>>\n runtime { memory: "<|>" } }\n'),
      'runtime { memory: "2 GiB" } }',
    );
    await check(
      main('version 1.1\ntask t { command <<< >>>\n runtime { acceleratorType: "nvidia<|>" } }\n'),
      'runtime { acceleratorType: "nvidia-l4" } }',
    );
  });

  it('offers nothing in other texts, nor beside a placeholder', async () => {
    await check(main('version 1.1\nworkflow w { String s = "<|>" }\n'));
    await check(
      main('version 1.1\ntask t { input { String v } command <<< >>> runtime { container: "a:<|>~{v}" } }\n'),
    );
  });

  it('writes paths as they are read', () => {
    assert.equal(relativePath('file:///a/b/main.wdl', 'file:///a/b/x%20y.wdl'), 'x y.wdl');
    assert.equal(relativePath('file:///a/b/main.wdl', 'file:///a/c/d/x.wdl'), '../c/d/x.wdl');
    assert.equal(relativePath('file:///a/main.wdl', 'file:///a/b/x.wdl'), 'b/x.wdl');
    assert.equal(relativePath('file:///a/main.wdl', 'https://example.org/x.wdl'), undefined);
  });
});
