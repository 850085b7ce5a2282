import { strict as assert } from 'node:assert';
import { dedent } from '../../../../support/fixture.ts';
import { renderReferences, wdlProject } from '../../../../support/wdl-project.ts';

/** Every name of the first file that stands for something declared elsewhere, and where that is. */
function check(fixture: string, expected: string): void {
  const project = wdlProject(fixture);
  assert.equal(renderReferences(project, project.main), dedent(expected).trimEnd());
}

describe('WDL references', () => {
  it('lead from names in a task to its declarations', () => {
    check(
      `
      version 1.1
      task t {
        input { File bam  Int n = 1 }
        Int m = n + 1
        command <<< ~{bam} ~{sep=" " ["~{m}"]} >>>
        output { File o = "~{bam}.txt" }
        runtime { cpu: n }
        parameter_meta { bam: "reads" }
      }
      `,
      `
      4:11 n → 3:25 input
      5:17 bam → 3:16 input
      5:36 m → 4:7 variable
      6:24 bam → 3:16 input
      7:18 n → 3:25 input
      8:20 bam → 3:16 input
      `,
    );
  });

  it('lead from calls to what they call, its inputs and its outputs', () => {
    check(
      `
      version 1.1
      import "lib.wdl" as lib
      task t { input { Int a } command <<< >>> output { Int o = 1 } }
      workflow w {
        input { Int a }
        call t { input: a = a }
        call t as u after t { input: a }
        call lib.far { input: x = t.o + u.o }
        output { Int z = far.y }
      }
      //- /lib.wdl
      version 1.1
      task far { input { Int x } command <<< >>> output { Int y = 1 } }
      `,
      `
      6:8 t → 3:6 task
      6:19 a → 3:22 input
      6:23 a → 5:15 input
      7:8 t → 3:6 task
      7:21 t → 3:6 task
      7:32 a → 5:15 input
      8:8 lib → 2:21 namespace
      8:12 far → /lib.wdl:2:6 task
      8:25 x → /lib.wdl:2:24 input
      8:29 t → 3:6 task
      8:31 o → 3:55 output
      8:35 u → 7:13 call
      8:37 o → 3:55 output
      9:20 far → /lib.wdl:2:6 task
      9:24 y → /lib.wdl:2:57 output
      `,
    );
  });

  it('lead from types, members and keys to structs', () => {
    check(
      `
      version 1.1
      import "types.wdl" as types alias Sample as Lab
      struct Own { Array[Lab] labs }
      workflow w {
        input { Own o }
        Lab l = Lab { name: "a" }
        Own p = { "labs": [l] }
        String s = o.labs[0].name
      }
      //- /types.wdl
      version 1.1
      struct Sample { String name }
      `,
      `
      2:35 Sample → /types.wdl:2:8 struct
      3:20 Lab → 2:45 struct
      5:11 Own → 3:8 struct
      6:3 Lab → 2:45 struct
      6:11 Lab → 2:45 struct
      6:17 name → /types.wdl:2:24 member
      7:3 Own → 3:8 struct
      7:14 labs → 3:25 member
      7:22 l → 6:7 variable
      8:14 o → 5:15 input
      8:16 labs → 3:25 member
      8:24 name → /types.wdl:2:24 member
      `,
    );
  });

  it('tell scatter variables of one name apart', () => {
    check(
      `
      version 1.1
      workflow w {
        scatter (i in [1]) { Int a = i }
        scatter (i in [2]) { Int b = i }
        Array[Int] c = a
      }
      `,
      `
      3:32 i → 3:12 variable
      4:32 i → 4:12 variable
      5:18 a → 3:28 variable
      `,
    );
  });

  it('lead to choices of enums', () => {
    check(
      `
      version 1.3
      enum Color { Red, Green }
      workflow w {
        input { Color c = Color.Green }
      }
      `,
      `
      4:11 Color → 2:6 enum
      4:21 Color → 2:6 enum
      4:27 Green → 2:19 enumMember
      `,
    );
  });

  it('never overlap and come in the order of the text, in broken text too', () => {
    const text =
      'version 1.1\nstruct S { Int a Int a }\nworkflow w { call w call w { input: a = w.a.b, a } S s = S { a: a, a }\n';
    for (let end = 0; end <= text.length; end++) {
      const { main } = wdlProject(`${text.slice(0, end)}\n`);
      let last = -1;
      for (const { span } of main.analysis.occurrences) {
        assert.ok(span.start >= last, `at ${end}`);
        last = span.end;
      }
    }
  });
});
