import { strict as assert } from 'node:assert';
import { cwlProject, renderReferences } from '../../../../support/cwl-project.ts';
import { dedent } from '../../../../support/fixture.ts';

/** Where the references of the fixture's first file lead. */
function check(fixture: string, expected: string): void {
  const project = cwlProject(fixture);
  assert.equal(renderReferences(project, project.main), dedent(expected).trimEnd());
}

describe('names of a CWL document', () => {
  it('lead to ports, steps and processes, also in other files', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      requirements: { InlineJavascriptRequirement: {} }
      inputs: { reads: "File[]", "sample": string }
      outputs: { bam: { type: "File[]", outputSource: align/bam } }
      steps:
        align:
          run: tools.cwl#align
          scatter: reads
          when: $(inputs.sample != "")
          in:
            reads: reads
            sample: { source: sample, valueFrom: "$(self + inputs['reads'].basename)" }
          out: [bam]
        again:
          run: "tools.cwl"
          in: [{ id: reads, source: align/bam }]
          out: [{ id: bam }]
      //- /tools.cwl
      cwlVersion: v1.2
      $graph:
        - { id: align, class: CommandLineTool, inputs: { reads: File, sample: string }, outputs: { bam: File } }
        - { id: main, class: CommandLineTool, inputs: { reads: File }, outputs: { bam: File } }
      `,
      `
      5:49 align → 7:3 call
      5:55 bam → /tools.cwl:3:94 output
      8:20 align → /tools.cwl:3:11 task
      9:14 reads → /tools.cwl:3:52 input
      10:20 sample → /tools.cwl:3:65 input
      12:7 reads → /tools.cwl:3:52 input
      12:14 reads → 4:11 input
      13:7 sample → /tools.cwl:3:65 input
      13:25 sample → 4:29 input
      13:62 reads → /tools.cwl:3:52 input
      14:11 bam → /tools.cwl:3:94 output
      16:11 tools.cwl → /tools.cwl:4:11 task
      17:16 reads → /tools.cwl:4:51 input
      17:31 align → 7:3 call
      17:37 bam → /tools.cwl:3:94 output
      18:17 bam → /tools.cwl:4:77 output
      `,
    );
  });
  it('are found in block scalars and behind escapes', () => {
    check(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements:
        InlineJavascriptRequirement: {}
        InitialWorkDirRequirement:
          listing:
            - entryname: run.sh
              entry: |-
                echo $(inputs.name)
                  $(inputs.count + inputs.name.length)
      inputs: { name: string, count: int }
      outputs: []
      arguments:
        - "\\t$(inputs.name)"
        - >-
          \${
            var n = inputs.count;
            return inputs.name + n;
          }
      `,
      `
      9:25 name → 11:11 input
      10:22 count → 11:25 input
      10:37 name → 11:11 input
      14:17 name → 11:11 input
      17:22 count → 11:25 input
      18:21 name → 11:11 input
      `,
    );
  });
  it('stay inside of their own step where the tool is not known', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { a: int }
      outputs: { x: { type: Any, outputSource: one/x } }
      steps:
        one: { run: nowhere.cwl, in: { b: a }, out: [x], when: $(inputs.b) }
        two: { run: nowhere.cwl, in: { b: one/x }, out: [x] }
      `,
      `
      4:42 one → 6:3 call
      4:46 x → 6:48 output
      6:37 a → 3:11 input
      6:67 b → 6:34 input
      7:37 one → 6:3 call
      7:41 x → 6:48 output
      `,
    );
  });
});
