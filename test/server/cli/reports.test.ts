import assert from 'node:assert/strict';
import { makeFolder } from '../../support/folder.ts';
import { runInTerminal } from '../../support/terminal.ts';

const BROKEN = `version 1.1
task t {
  input {
    Int a
    Int a
  }
  command <<< echo ~{unknown} >>>
}
`;

async function report(format: string, name: string): Promise<string> {
  const folder = makeFolder([[name, BROKEN]]);
  try {
    const { exit, out } = await runInTerminal(
      ['check', '--format', format, '--target=spec', '.'],
      folder.path,
    );
    assert.equal(exit, 1);
    return out;
  } finally {
    folder.remove();
  }
}

describe('omics-lens check --format github', () => {
  it('prints an annotation for each problem, on one line', async () => {
    const lines = (await report('github', 'a,b.wdl')).trimEnd().split('\n');
    assert.ok(
      lines.includes(
        "::error file=a%2Cb.wdl,line=7,endLine=7,col=22,endColumn=29,title=unknown-name::Unknown name 'unknown'.%0ANo input or declaration of the task has this name.",
      ),
      lines.join('\n'),
    );
    assert.ok(lines.every((line) => /^::(?:error|warning|notice) file=a%2Cb\.wdl,line=\d+,/.test(line)));
  });
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly object[];
      readonly relatedLocations?: readonly { readonly message: { readonly text: string } }[];
    }[];
  }[];
}

describe('omics-lens check --format sarif', () => {
  it('prints one run, with the rules that were broken and where', async () => {
    const { version, runs } = JSON.parse(await report('sarif', 'a b.wdl')) as Sarif;
    const [run, ...more] = runs;
    assert.ok(run !== undefined);
    assert.deepEqual([version, more.length, run.tool.driver.name], ['2.1.0', 0, 'Omics Lens']);
    for (const { ruleId, ruleIndex, level } of run.results) {
      assert.equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
      assert.match(level, /^(?:error|warning|note)$/);
    }
    const result = (id: string) => run.results.find(({ ruleId }) => ruleId === id) ?? assert.fail(id);
    assert.deepEqual(result('unknown-name').locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'a%20b.wdl' },
          region: { startLine: 7, startColumn: 22, endLine: 7, endColumn: 29 },
        },
      },
    ]);
    assert.equal(result('duplicate-name').relatedLocations?.[0]?.message.text, "'a' is declared here.");
  });
});
