import { strict as assert } from 'node:assert';
import { cwlProject } from '../../../../support/cwl-project.ts';
import { dedent, renderProblems } from '../../../../support/fixture.ts';

/** The problems of the fixture's first file that are more than a hint. */
function check(fixture: string, expected: string): void {
  const { main } = cwlProject(fixture);
  const problems = main.problems.filter(({ severity }) => severity !== 'hint');
  assert.equal(dedent(`\n${renderProblems(main.text, problems)}`).trimEnd(), dedent(expected).trimEnd());
}

describe('links of a CWL workflow', () => {
  it('say nothing where all fits', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { reads: File, name: string }
      outputs: { bam: { type: File, outputSource: align/bam } }
      steps:
        align: { run: tool.cwl, in: { reads: reads, name: name }, out: [bam, log] }

      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs:
        reads: File
        name: string
        threads: { type: int, default: 4 }
        index: File?
      outputs:
        bam: { type: File, outputBinding: { glob: out.bam } }
        log: { type: stdout }
      `,
      '',
    );
  });
  it('lead to inputs and outputs that exist', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { reads: File, name: string }
      outputs: { bam: { type: File, outputSource: aling/bam }, log: { type: File, outputSource: align/log } }
      steps:
        align: { run: tool.cwl, in: { reads: raeds, name: align2/bma }, out: [bam] }
        align2: { run: tool.cwl, in: { reads: reads, name: name }, out: [bam] }

      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs:
        reads: File
        name: string
        threads: { type: int, default: 4 }
        index: File?
      outputs:
        bam: { type: File, outputBinding: { glob: out.bam } }
        log: { type: stdout }
      `,
      `
      outputs: { bam: { type: File, outputSource: aling/bam }, log: { type: File, outputSource: align/log } }
                                                  ^^^^^ cwl-unknown-source (error): There is no step 'aling'. Did you mean 'align'?
                                                                                                      ^^^ cwl-unknown-source (error): Step 'align' does not list 'log' under its 'out'.
        align: { run: tool.cwl, in: { reads: raeds, name: align2/bma }, out: [bam] }
                                             ^^^^^ cwl-unknown-source (error): Unknown source 'raeds'. Did you mean 'reads'?
                                                                 ^^^ cwl-unknown-source (error): Step 'align2' has no output 'bma'. Did you mean 'bam'?
      `,
    );
  });
  it('know the ports of what a step runs', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { reads: File, name: string }
      outputs: {}
      steps:
        align: { run: tool.cwl, in: { raeds: reads, name: name }, out: [bma] }

      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs:
        reads: File
        name: string
        threads: { type: int, default: 4 }
        index: File?
      outputs:
        bam: { type: File, outputBinding: { glob: out.bam } }
        log: { type: stdout }
      `,
      `
        align: { run: tool.cwl, in: { raeds: reads, name: name }, out: [bma] }
        ^^^^^ cwl-step-input-missing (error): Step 'align' does not give 'reads' of 'tool'.
                                      ^^^^^ cwl-unknown-step-input (warning): 'tool' has no input 'raeds'. Did you mean 'reads'?
                                                                        ^^^ cwl-unknown-step-output (error): 'tool' has no output 'bma'. Did you mean 'bam'?
      `,
    );
  });
  it('have types that fit', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { reads: File, names: "string[]", count: int, maybe: string? }
      outputs: { bams: { type: File, outputSource: many/bam } }
      requirements: { ScatterFeatureRequirement: {} }
      steps:
        one: { run: tool.cwl, in: { reads: reads, name: names }, out: [] }
        two: { run: tool.cwl, in: { reads: reads, name: count }, out: [] }
        three: { run: tool.cwl, in: { reads: reads, name: maybe }, out: [] }
        many: { run: tool.cwl, scatter: name, in: { reads: reads, name: names }, out: [bam] }
        none: { run: tool.cwl, scatter: name, in: { reads: reads, name: count }, out: [] }

      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs:
        reads: File
        name: string
        threads: { type: int, default: 4 }
        index: File?
      outputs:
        bam: { type: File, outputBinding: { glob: out.bam } }
        log: { type: stdout }
      `,
      `
      outputs: { bams: { type: File, outputSource: many/bam } }
                                                   ^^^^^^^^ cwl-link-type (error): 'many/bam' is 'File[]', and output 'bams' takes 'File'.
        one: { run: tool.cwl, in: { reads: reads, name: names }, out: [] }
                                                        ^^^^^ cwl-link-type (error): 'names' is 'string[]', and 'name' of 'tool' takes 'string'.
        two: { run: tool.cwl, in: { reads: reads, name: count }, out: [] }
                                                        ^^^^^ cwl-link-type (error): 'count' is 'int', and 'name' of 'tool' takes 'string'.
        three: { run: tool.cwl, in: { reads: reads, name: maybe }, out: [] }
                                                          ^^^^^ cwl-link-may-fail (warning): 'maybe' may be null, and 'name' of 'tool' takes 'string'.
        none: { run: tool.cwl, scatter: name, in: { reads: reads, name: count }, out: [] }
                                                                        ^^^^^ cwl-link-type (error): 'count' is 'int', and 'name' of 'tool' takes 'string[]'.
      `,
    );
  });
  it('may be null behind a condition', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { reads: File, name: string, index: File? }
      outputs:
        bam: { type: File, outputSource: align/bam }
        any: { type: File, outputSource: [align/bam, other/bam], pickValue: first_non_null }
      steps:
        align: { run: tool.cwl, when: $(inputs.name != null), in: { reads: index, name: name }, out: [bam] }
        other: { run: tool.cwl, when: $(inputs.reads != null), in: { reads: index, name: name }, out: [bam] }
      requirements: { InlineJavascriptRequirement: {}, MultipleInputFeatureRequirement: {} }

      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs:
        reads: File
        name: string
        threads: { type: int, default: 4 }
        index: File?
      outputs:
        bam: { type: File, outputBinding: { glob: out.bam } }
        log: { type: stdout }
      `,
      `
        bam: { type: File, outputSource: align/bam }
                                         ^^^^^^^^^ cwl-link-may-fail (warning): 'align/bam' may be null, and output 'bam' takes 'File'.
        align: { run: tool.cwl, when: $(inputs.name != null), in: { reads: index, name: name }, out: [bam] }
                                                                           ^^^^^ cwl-link-may-fail (warning): 'index' may be null, and 'reads' of 'tool' takes 'File'.
      `,
    );
  });
  it('are merged and picked', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { a: File, b: File?, more: "File[]" }
      outputs:
        nested: { type: "File[]", outputSource: [a, b] }
        flat: { type: "File[]", outputSource: [a, more], linkMerge: merge_flattened }
        first: { type: File, outputSource: [b, a], pickValue: first_non_null }
        all: { type: "File[]", outputSource: [b, a], pickValue: all_non_null }
        wrong: { type: File, outputSource: [a, more], linkMerge: merge_flattened }
      steps: {}
      `,
      `
        nested: { type: "File[]", outputSource: [a, b] }
                                                    ^ cwl-link-may-fail (warning): 'b' is 'File?' (together '(File?)[]'), and output 'nested' takes 'File[]'.
        wrong: { type: File, outputSource: [a, more], linkMerge: merge_flattened }
                                            ^ cwl-link-type (error): 'a' is 'File' (together 'File[]'), and output 'wrong' takes 'File'.
                                               ^^^^ cwl-link-type (error): 'more' is 'File[]', and output 'wrong' takes 'File'.
      `,
    );
  });
  it('need requirements', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { reads: "File[]", name: string }
      outputs: {}
      steps:
        many: { run: tool.cwl, scatter: reads, in: { reads: reads, name: { valueFrom: sample } }, out: [] }
        inner:
          run: { class: Workflow, inputs: [], outputs: [], steps: [] }
          in: []
          out: []

      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs:
        reads: File
        name: string
        threads: { type: int, default: 4 }
        index: File?
      outputs:
        bam: { type: File, outputBinding: { glob: out.bam } }
        log: { type: stdout }
      `,
      `
        many: { run: tool.cwl, scatter: reads, in: { reads: reads, name: { valueFrom: sample } }, out: [] }
                               ^^^^^^^ cwl-requirement-missing (error): Step 'many' scatters, and no ScatterFeatureRequirement allows it.
                                                                           ^^^^^^^^^ cwl-requirement-missing (warning): 'valueFrom' of a step needs StepInputExpressionRequirement.
          run: { class: Workflow, inputs: [], outputs: [], steps: [] }
          ^^^ cwl-requirement-missing (error): Step 'inner' runs a workflow, and no SubworkflowFeatureRequirement allows it.
      `,
    );
  });
  it('scatter over inputs of the step', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: { reads: "File[]", names: "string[]" }
      outputs: {}
      requirements: { ScatterFeatureRequirement: {} }
      steps:
        many:
          run: tool.cwl
          scatter: [reads, nmae]
          in: { reads: reads, name: names }
          out: []

      //- /tool.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs:
        reads: File
        name: string
        threads: { type: int, default: 4 }
        index: File?
      outputs:
        bam: { type: File, outputBinding: { glob: out.bam } }
        log: { type: stdout }
      `,
      `
          scatter: [reads, nmae]
          ^^^^^^^ cwl-scatter-method (error): Step 'many' scatters over several inputs and does not say how.
                           ^^^^ cwl-scatter-unknown (error): Step 'many' has no input 'nmae' to scatter over. Did you mean 'name'?
          in: { reads: reads, name: names }
                                    ^^^^^ cwl-link-type (error): 'names' is 'string[]', and 'name' of 'tool' takes 'string'.
      `,
    );
  });
  it('form no rings', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: {}
      outputs: {}
      steps:
        a: { run: pass.cwl, in: { x: b/y }, out: [y] }
        b: { run: pass.cwl, in: { x: a/y }, out: [y] }
        c: { run: pass.cwl, in: { x: c/y }, out: [y] }
      //- /pass.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs: { x: File }
      outputs: { y: File }
      `,
      `
        a: { run: pass.cwl, in: { x: b/y }, out: [y] }
        ^ cwl-cycle (error): Steps wait for each other: 'a' → 'b' → 'a'.
        c: { run: pass.cwl, in: { x: c/y }, out: [y] }
        ^ cwl-cycle (error): Step 'c' waits for its own output.
      `,
    );
  });
  it('bring the secondary files that are needed', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs:
        bam: File
        indexed: { type: File, secondaryFiles: [.bai] }
      outputs: {}
      steps:
        a: { run: needs.cwl, in: { bam: bam }, out: [] }
        b: { run: needs.cwl, in: { bam: indexed }, out: [] }
      //- /needs.cwl
      cwlVersion: v1.2
      class: CommandLineTool
      inputs: { bam: { type: File, secondaryFiles: [.bai, .csi?] } }
      outputs: []
      `,
      `
        a: { run: needs.cwl, in: { bam: bam }, out: [] }
                                        ^^^ cwl-link-secondary-files (warning): 'bam' does not bring '.bai', which 'bam' of 'needs' needs beside it.
      `,
    );
  });
  it('need files and fragments that are there', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: []
      outputs: []
      steps:
        a: { run: nowhere.cwl, in: [], out: [] }
        b: { run: packed.cwl#tol, in: [], out: [] }
        c: { run: packed.cwl#tool, in: [], out: [] }
      //- /packed.cwl
      cwlVersion: v1.2
      $graph:
        - { id: tool, class: CommandLineTool, inputs: [], outputs: [] }
      `,
      `
        a: { run: nowhere.cwl, in: [], out: [] }
                  ^^^^^^^^^^^ cwl-run-unresolved (error): 'nowhere.cwl' cannot be read: there is no such file.
        b: { run: packed.cwl#tol, in: [], out: [] }
                             ^^^ cwl-run-unresolved (error): There is no process 'tol' in 'packed.cwl'. Did you mean 'tool'?
      `,
    );
  });
  it('work inside of a packed document', () => {
    check(
      `
      cwlVersion: v1.2
      $graph:
        - id: main
          class: Workflow
          inputs: { reads: File }
          outputs: { n: { type: int, outputSource: "#main/count/lines" } }
          steps:
            count: { run: "#wc", in: { file: "#main/reads" }, out: [lines] }
            again: { run: "#cw", in: { file: reads }, out: [lines] }
        - id: wc
          class: CommandLineTool
          inputs: { file: File }
          outputs: { lines: string }
      `,
      `
          outputs: { n: { type: int, outputSource: "#main/count/lines" } }
                                                          ^^^^^^^^^^^ cwl-link-type (error): 'count/lines' is 'string', and output 'n' takes 'int'.
            again: { run: "#cw", in: { file: reads }, out: [lines] }
                            ^^ cwl-run-unresolved (error): There is no process 'cw'. Did you mean 'wc'?
      `,
    );
  });
  it('know declared and imported types', () => {
    check(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      requirements:
        SchemaDefRequirement:
          types:
            - $import: types.yml
            - { name: level, type: enum, symbols: [low, high] }
      inputs:
        a: types.yml#sample
        b: level
        c: { type: "types.yml#sampel" }
        d: levle
        e: file
        f: { type: level, default: middle }
        g: { type: int, default: four }
      outputs: []
      arguments: [$(inputs.a.id), $(inputs.a.name)]
      //- /types.yml
      - name: sample
        type: record
        fields: { id: string, reads: "File[]" }
      `,
      `
        c: { type: "types.yml#sampel" }
                    ^^^^^^^^^^^^^^^^ cwl-unknown-type (error): Unknown type 'types.yml#sampel'.
        d: levle
           ^^^^^ cwl-unknown-type (error): Unknown type 'levle'. Did you mean 'level'?
        e: file
           ^^^^ cwl-unknown-type (error): Unknown type 'file'. Did you mean 'File'?
        f: { type: level, default: middle }
                                   ^^^^^^ cwl-default-type (warning): The default of 'f' is not of type 'level'.
        g: { type: int, default: four }
                                 ^^^^ cwl-default-type (warning): The default of 'g' is not of type 'int'.
      arguments: [$(inputs.a.id), $(inputs.a.name)]
                                             ^^^^ cwl-unknown-member (warning): 'inputs.a' (sample) has no 'name'.
      `,
    );
  });
});
