import assert from 'node:assert/strict';
import { dedent } from '../../support/fixture.ts';
import { makeFolder } from '../../support/folder.ts';
import { runInTerminal } from '../../support/terminal.ts';

const WDL = `version 1.1
import "lib.wdl" as lib
task t {
  input {
    Int n
  }
  command <<< ~{n} >>>
  output {
    Int m = 1
  }
}
workflow "W" {
}
workflow W {
  input {
    Array[Int] xs
  }
  scatter (x in xs) {
    call t as first { input: n = x }
    scatter (y in range(3)) {
      call t as inner { input: n = first.m }
    }
  }
  if (length(xs) > 1) {
    call lib.Sub { input: ns = first.m }
  }
}
`.replace('workflow "W" {\n}\n', '');
const LIB = 'version 1.1\nworkflow Sub {\n  input {\n    Array[Int] ns\n  }\n}\n';

describe('omics-lens graph', () => {
  async function check(format: string, expected: string) {
    const folder = makeFolder([
      ['main.wdl', WDL],
      ['lib.wdl', LIB],
    ]);
    try {
      const { exit, out } = await runInTerminal(['graph', '--format', format, 'main.wdl'], folder.path);
      assert.deepEqual([exit, out], [0, dedent(expected)]);
    } finally {
      folder.remove();
    }
  }

  it('draws a Mermaid flowchart', async () => {
    await check(
      'mermaid',
      `
      flowchart TD
        c2[["Sub<br/>if length(xs) > 1"]]
        subgraph s0["scatter xs"]
          c0["first<br/>(t)"]
          subgraph s1["scatter range(3) (3)"]
            c1["inner<br/>(t)"]
          end
        end
        c0 --> c1
        c0 --> c2
      `,
    );
  });

  it('draws a digraph for Graphviz', async () => {
    await check(
      'dot',
      `
      digraph "W" {
        node [shape=box];
        "Sub" [label="Sub\\nif length(xs) > 1", peripheries=2, style=dashed];
        subgraph cluster_0 {
          label="scatter xs";
          "first" [label="first\\n(t)"];
          subgraph cluster_1 {
            label="scatter range(3) (3)";
            "inner" [label="inner\\n(t)"];
          }
        }
        "first" -> "inner";
        "first" -> "Sub";
      }
      `,
    );
  });

  it('prints the graph as JSON, and says where there is none', async () => {
    const folder = makeFolder([['a.wdl', 'version 1.1\ntask t {\n  command <<< >>>\n}\n']]);
    try {
      const { out } = await runInTerminal(['graph', '--format=json', 'a.wdl'], folder.path);
      assert.deepEqual(
        (JSON.parse(out) as { nodes: { id: string }[] }).nodes.map(({ id }) => id),
        ['t'],
      );
      assert.deepEqual(await runInTerminal(['graph', 'b.wdl'], folder.path), {
        exit: 2,
        out: '',
        error: "There is no file 'b.wdl'.\n",
      });
    } finally {
      folder.remove();
    }
  });
});
