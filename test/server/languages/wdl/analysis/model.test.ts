import { strict as assert } from 'node:assert';
import type { Callable, Port, SourceValue } from '@omics-lens/server/model/index.ts';
import { symbolUri, typeLabel } from '@omics-lens/server/model/index.ts';
import { dedent } from '../../../../support/fixture.ts';
import { wdlProject } from '../../../../support/wdl-project.ts';

/** The model of the fixture's first file, a line for each thing. */
function check(fixture: string, expected: string): void {
  const { main } = wdlProject(fixture);
  assert.equal(main.analysis.callables.map(render).join('\n'), dedent(expected).trimEnd());
}

function render(callable: Callable): string {
  const lines = [`${callable.kind} ${callable.name}${described(callable.description)}`];
  for (const port of callable.inputs) lines.push(`  in ${renderPort(port)}`);
  for (const port of callable.outputs) lines.push(`  out ${renderPort(port)}`);
  for (const call of callable.calls) {
    const callee = call.callee.slice(symbolUri(call.callee).length + 1);
    const parts = [`  call ${call.name} = ${callee}`];
    if (call.dependsOn.length > 0) parts.push(`after ${call.dependsOn.join(', ')}`);
    for (const scatter of call.scatters) {
      parts.push(
        `over ${scatter.text}${scatter.input === undefined ? '' : ` (input ${scatter.input})`}${scatter.count === undefined ? '' : ` × ${scatter.count}`}`,
      );
    }
    for (const condition of call.conditions) parts.push(`if ${renderValue(condition)}`);
    lines.push(parts.join(' '));
    for (const [name, value] of call.arguments) lines.push(`    ${name} = ${renderValue(value)}`);
  }
  for (const [name, value] of Object.entries(callable.resources ?? {})) {
    if (name !== 'at') lines.push(`  ${name}: ${renderValue(value as SourceValue)}`);
  }
  return lines.join('\n');
}

function renderPort(port: Port): string {
  const value = port.default === undefined ? '' : ` = ${renderValue(port.default)}`;
  return `${typeLabel(port.type)} ${port.name}${port.required ? '!' : ''}${value}${described(port.description)}`;
}

function renderValue(value: SourceValue): string {
  return value.constant === undefined || value.text === String(value.constant)
    ? value.text
    : `${value.text} → ${JSON.stringify(value.constant)}`;
}

function described(text: string | undefined): string {
  return text === undefined ? '' : ` "${text}"`;
}

describe('the model of a WDL document', () => {
  it('has inputs, outputs and resources of tasks', () => {
    check(
      `
      version 1.1
      task align {
        meta { description: "Aligns reads." }
        parameter_meta {
          reads: "FASTQ"
          threads: { description: "CPUs", other: 1 }
          bam: "Sorted"
        }
        input {
          File reads
          Int threads = 2 * 4
          String? label
          Array[String]+ tags
        }
        Int mem = 4 * 1024
        String image = "r" + "epo:" + 1
        command <<< >>>
        output { File bam = "~{label}.bam" }
        runtime {
          docker: image
          cpu: threads
          memory: "~{mem / 3} MiB"
          gpuType: "nvidia-l4"
          acceleratorType: "nvidia-l40s"
          gpuCount: 1
          maxRetries: 1 + 1
        }
      }
      `,
      `
      task align "Aligns reads."
        in File reads! "FASTQ"
        in Int threads = 2 * 4 → 8 "CPUs"
        in String? label
        in Array[String]+ tags!
        out File bam = "~{label}.bam" "Sorted"
        container: image → "repo:1"
        cpu: threads
        memory: "~{mem / 3} MiB" → "1365 MiB"
        acceleratorType: "nvidia-l40s" → "nvidia-l40s"
        acceleratorCount: 1
        maxRetries: 1 + 1 → 2
      `,
    );
  });

  it('has calls with what they wait for, how often they run and when', () => {
    check(
      `
      version 1.1
      task t { input { Int i = 0  File? f } command <<< >>> output { Int o = 1  File g = "x" } }
      workflow w {
        input { Array[Int] xs  Boolean extra }
        call t as first
        Int n = first.o + 1
        scatter (x in xs) {
          scatter (y in range(3)) {
            call t as inner { input: i = x + y }
          }
          if (extra && n > 1) {
            call t as maybe { input: i = n }
          }
        }
        Array[Int?] all = maybe.o
        scatter (p in zip(xs, all)) {
          call t as last after first { input: i = p.left }
        }
        output { Array[Int] result = last.o }
      }
      `,
      `
      task t
        in Int i = 0
        in File? f
        out Int o = 1
        out File g = "x" → "x"
      workflow w
        in Array[Int] xs!
        in Boolean extra!
        out Array[Int] result = last.o
        call first = t
        call inner = t over xs (input xs) over range(3) × 3
          i = x + y
        call maybe = t after first over xs (input xs) if extra && n > 1
          i = n
        call last = t after first, maybe over zip(xs, all)
          i = p.left
      `,
    );
  });

  it('leads to callables of other files', () => {
    const { main } = wdlProject(
      `
      version 1.1
      import "lib.wdl" as lib
      workflow w {
        call lib.far
      }
      //- /lib.wdl
      version 1.1
      task far { command <<< >>> }
      `,
    );
    assert.deepEqual(
      main.analysis.callables.flatMap(({ calls }) => calls.map(({ callee }) => symbolUri(callee))),
      ['file:///lib.wdl'],
    );
  });

  it('starts with the workflow, or with the only task', () => {
    const entry = (source: string) => wdlProject(source).main.analysis.entry?.replace(/^.*#/, '');
    assert.equal(entry('version 1.1\ntask t { command <<< >>> }\nworkflow w { }\n'), 'w');
    assert.equal(entry('version 1.1\ntask t { command <<< >>> }\n'), 't');
    assert.equal(entry('version 1.1\ntask t { command <<< >>> }\ntask u { command <<< >>> }\n'), undefined);
  });

  it('has the inputs that draft-2 declares anywhere', () => {
    check(
      `
      task t {
        File a
        Int n = 1
        command { echo \${a} }
        output { String o = "x" }
      }
      workflow w {
        File f
        call t { input: a = f }
        output { t.o }
      }
      `,
      `
      task t
        in File a!
        in Int n = 1
        out String o = "x" → "x"
      workflow w
        in File f!
        out Any o
        call t = t
          a = f
      `,
    );
  });
});

describe('the fingerprint of a WDL document', () => {
  const base =
    'version 1.1\nstruct S { Int a }\ntask t { input { Int i = 1 } command <<< echo 1 >>> output { Int o = 1 } }\n';
  const print = (text: string) => wdlProject(text).main.analysis.fingerprint;

  it('stays when nothing changes that importers see', () => {
    assert.equal(print(base.replace('echo 1', 'echo 1 2 3\n\n')), print(base));
    assert.equal(print(`${base}# more\n`), print(base));
  });

  const changes: [string, string, string][] = [
    ['a type', 'Int i = 1', 'Float i = 1'],
    ['a name', 'Int o', 'Int p'],
    ['whether an input is required', 'Int i = 1', 'Int i'],
    ['a member of a struct', 'Int a', 'Int? a'],
    ['the version', 'version 1.1', 'version 1.0'],
  ];
  for (const [what, from, to] of changes) {
    it(`changes with ${what}`, () => assert.notEqual(print(base.replace(from, to)), print(base)));
  }
});
