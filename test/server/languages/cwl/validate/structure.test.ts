import assert from 'node:assert/strict';
import type { Imported } from '@omics-lens/server/languages/language.ts';
import { parseCwl, readDocument } from '@omics-lens/server/languages/cwl/document/index.ts';
import { validateStructure } from '@omics-lens/server/languages/cwl/validate/index.ts';
import type { Problem } from '@omics-lens/server/text/index.ts';
import { applyAllFixes, dedent, renderProblems } from '../../../../support/fixture.ts';

function problemsOf(text: string): readonly Problem[] {
  const { tree } = parseCwl(text);
  return validateStructure(tree, readDocument(tree), { target: 'healthomics', imported });
}

/** Every file is there but `missing.*`. */
function imported(target: string): Imported {
  return target.startsWith('missing')
    ? { kind: 'missing', uri: target, reason: `there is no file '${target}'` }
    : { kind: 'loaded', uri: target, exports: undefined };
}

/** The problems under their lines. */
function check(text: string, expected: string): void {
  const source = dedent(text);
  assert.equal(outdented(renderProblems(source, problemsOf(source))), outdented(dedent(expected)));
}

/** Problems of lines that stand in a tool; only these lines are shown. */
function checkTool(lines: string, expected: string): void {
  const head = 'cwlVersion: v1.2\nclass: CommandLineTool\n';
  const source = `${head}${withPorts(dedent(lines))}`;
  assert.equal(outdented(renderProblems(source, problemsOf(source))), outdented(dedent(expected)));
}

function outdented(lines: string): string {
  return dedent(`\n${lines}`).trimEnd();
}

function withPorts(lines: string): string {
  return [
    lines.trimEnd(),
    ...['inputs', 'outputs']
      .filter((name) => !new RegExp(`^${name}:`, 'm').test(lines))
      .map((name) => `${name}: []`),
  ].join('\n');
}

/** The text after all fixes. */
function checkFixed(text: string, expected: string): void {
  const source = dedent(text);
  assert.equal(applyAllFixes(source, problemsOf(source)), dedent(expected));
}

describe('cwl structure', () => {
  it('finds nothing wrong with what is right', () => {
    check(
      `
      cwlVersion: v1.2
      $namespaces: { cwltool: "http://commonwl.org/cwltool#", s: "https://schema.org/" }
      class: CommandLineTool
      label: align
      doc: [one, two]
      s:author: [{ class: s:Person, s:name: A }]
      requirements:
        - class: InlineJavascriptRequirement
          expressionLib: [{ $include: lib.js }]
        - class: ResourceRequirement
          coresMin: 2.5
          ramMin: $(inputs.ram)
          omicsRetryOn5xx: false
        - $import: types.yml
      hints:
        DockerRequirement: { dockerPull: $(inputs.image) }
        cwltool:CUDARequirement: { cudaVersionMin: "1.0", cudaComputeCapability: nvidia-l4, cudaDeviceCountMin: 1 }
        http://arvados.org/cwl#OutOfMemoryRetry: { memoryRetryMultiplier: 2.5 }
      baseCommand: [bwa, mem]
      arguments:
        - -t
        - { valueFrom: $(runtime.cores), position: -1 }
      inputs:
        reads:
          type: File[]
          secondaryFiles: [.bai?, { pattern: ^.dict, required: false }]
          inputBinding: { position: 1 }
        mode:
          type: [{ type: enum, symbols: [fast, slow] }, "null"]
        nested:
          type:
            type: record
            fields: { a: int, b: { type: string, doc: x } }
        ram: { type: int, default: 1024 }
      outputs:
        log: stdout
        bam: { type: File, outputBinding: { glob: "*.bam" }, format: edam:format_2572 }
      stdout: log.txt
      `,
      '',
    );
  });

  it('wants a version and a class', () => {
    check(
      `
      class: CommandlineTool
      inputs: []
      `,
      `
      class: CommandlineTool
      ^^^^^ cwl-version (error): The document needs the field 'cwlVersion'.
             ^^^^^^^^^^^^^^^ cwl-class (error): There is no class 'CommandlineTool'. Did you mean 'CommandLineTool'?
      `,
    );
    check(
      `
      cwlVersion: 1.2
      baseCommand: date
      inputs: []
      outputs: []
      `,
      `
      cwlVersion: 1.2
      ^^^^^^^^^^ cwl-class (error): The document needs the field 'class'.
                  ^^^ cwl-version (error): There is no cwlVersion '1.2' that is final. Did you mean 'v1.2'?
      `,
    );
    checkFixed(
      'baseCommand: date\ninputs: []\noutputs: []\n',
      'cwlVersion: v1.2\nclass: CommandLineTool\nbaseCommand: date\ninputs: []\noutputs: []\n'.replace(
        'cwlVersion: v1.2\nclass: CommandLineTool\n',
        'class: CommandLineTool\ncwlVersion: v1.2\n',
      ),
    );
  });

  it('names what versions to come and drafts have, and nothing else', () => {
    check(
      'cwlVersion: v1.3.0-dev1\nclass: Workflow\nsteps: []\nnew: 1',
      `
      cwlVersion: v1.3.0-dev1
                  ^^^^^^^^^^^ cwl-version (error): There is no cwlVersion 'v1.3.0-dev1' that is final.
      `,
    );
  });

  it('finds unknown fields with the closest name', () => {
    checkTool(
      `
      baseComand: date
      hints:
        - class: DockerRequirement
          dockerpull: x
      inputs:
        x: { type: int, inputBinding: { pos: 1 } }
      foreign:field: 1
      `,
      `
      baseComand: date
      ^^^^^^^^^^ cwl-unknown-field (error): A 'CommandLineTool' has no field 'baseComand'. Did you mean 'baseCommand'?
          dockerpull: x
          ^^^^^^^^^^ cwl-unknown-field (error): 'DockerRequirement' has no field 'dockerpull'. Did you mean 'dockerPull'?
        x: { type: int, inputBinding: { pos: 1 } }
                                        ^^^ cwl-unknown-field (error): A command-line binding has no field 'pos'.
      `,
    );
  });

  it('finds missing fields and adds them', () => {
    const text = `
      cwlVersion: v1.2
      class: Workflow
      inputs: []
      outputs:
        - type: File
          id: a
        - id: b
      steps:
        one:
          run: x.cwl
    `;
    check(
      text,
      `
        - id: b
              ^ cwl-missing-field (error): An output needs the field 'type'.
        one:
        ^^^ cwl-missing-field (error): A step needs the field 'in'.
        ^^^ cwl-missing-field (error): A step needs the field 'out'.
      `,
    );
    checkFixed(
      text,
      `
      cwlVersion: v1.2
      class: Workflow
      inputs: []
      outputs:
        - type: File
          id: a
        - id: b
          type: File
      steps:
        one:
          run: x.cwl
          in: []
          out: []
    `,
    );
    checkFixed(
      '{"cwlVersion": "v1.2", "class": "CommandLineTool",\n  "inputs": []}',
      '{"cwlVersion": "v1.2", "class": "CommandLineTool",\n  "inputs": [],\n  "outputs": []}',
    );
  });

  it('finds what stands twice', () => {
    const text = `
      cwlVersion: v1.2
      class: CommandLineTool
      label: a
      label: b
      inputs: [{ id: x, type: int }, { id: x, type: int }]
      outputs: []
    `;
    check(
      text,
      `
      label: b
      ^^^^^ cwl-duplicate-field (error): 'label' stands twice here.
      inputs: [{ id: x, type: int }, { id: x, type: int }]
                                           ^ cwl-duplicate-id (warning): Another input is named 'x' too.
      `,
    );
    checkFixed(text, text.replace('      label: b\n', ''));
  });

  it('says in words what a field takes', () => {
    checkTool(
      `
      label: 5
      arguments: -n
      hints:
        ResourceRequirement: { coresMin: "2", ramMin: [1] }
        ShellCommandRequirement:
      inputs:
        a: { type: int, inputBinding: { position: 1.5, separate: no } }
        b: { type: File, secondaryFiles: [1] }
        c:
      successCodes: [zero]
      `,
      `
      label: 5
             ^ cwl-value (error): 'label' is a text, not the number 5.
      arguments: -n
                 ^^ cwl-value (error): 'arguments' is a list of texts or expressions or command-line bindings, not the text '-n'.
        ResourceRequirement: { coresMin: "2", ramMin: [1] }
                                         ^^^ cwl-value (error): 'coresMin' is a number or an expression, not the text '2'.
                                              ^^^^^^ cwl-value (error): 'ramMin' is a number or an expression, not a list.
        ShellCommandRequirement:
        ^^^^^^^^^^^^^^^^^^^^^^^ cwl-value (error): 'ShellCommandRequirement' has no value.
        a: { type: int, inputBinding: { position: 1.5, separate: no } }
                                                  ^^^ cwl-value (error): 'position' is a whole number or an expression, not the number 1.5.
                                                                 ^^ cwl-value (error): 'separate' is 'true' or 'false', not the text 'no'.
        b: { type: File, secondaryFiles: [1] }
                                          ^ cwl-value (error): An element of 'secondaryFiles' is a text or a secondary file, not the number 1.
        c:
        ^ cwl-value (error): 'c' has no value.
      successCodes: [zero]
                     ^^^^ cwl-value (error): An element of 'successCodes' is a whole number, not the text 'zero'.
      `,
    );
  });

  it('mends values', () => {
    checkFixed(
      `
      cwlVersion: v1.2
      class: CommandLineTool
      label: 5
      arguments: -n
      hints:
        ResourceRequirement: { coresMin: "2" }
        ShellCommandRequirement:
      inputs:
        a: { type: [null, int], inputBinding: { separate: no } }
        b: { type: "int?[]" }
      outputs:
        o: { type: int, outputBinding: { outputEval: self.length } }
      `,
      `
      cwlVersion: v1.2
      class: CommandLineTool
      label: "5"
      arguments: [-n]
      hints:
        ResourceRequirement: { coresMin: 2 }
        ShellCommandRequirement: {}
      inputs:
        a: { type: ["null", int], inputBinding: { separate: false } }
        b: { type: "int[]?" }
      outputs:
        o: { type: int, outputBinding: { outputEval: $(self.length) } }
      `,
    );
  });

  it('knows what each version has', () => {
    check(
      `
      cwlVersion: v1.0
      class: Workflow
      requirements:
        WorkReuse: { enableReuse: false }
        ResourceRequirement: { coresMin: 1.5 }
      inputs:
        a: { type: File, loadContents: true, secondaryFiles: [{ pattern: .bai }] }
      outputs: []
      steps:
        one:
          run: { class: Operation, inputs: [], outputs: [] }
          in: []
          out: []
          when: $(true)
      `,
      `
        WorkReuse: { enableReuse: false }
        ^^^^^^^^^ cwl-field-version (error): 'WorkReuse' needs cwlVersion v1.1.
        ResourceRequirement: { coresMin: 1.5 }
                                         ^^^ cwl-value (error): 'coresMin' is a whole number or a text, not the number 1.5.
        a: { type: File, loadContents: true, secondaryFiles: [{ pattern: .bai }] }
                         ^^^^^^^^^^^^ cwl-field-version (error): 'loadContents' needs cwlVersion v1.1.
                                                              ^^^^^^^^^^^^^^^^^ cwl-value (error): An element of 'secondaryFiles' is a text, not a mapping.
          run: { class: Operation, inputs: [], outputs: [] }
                        ^^^^^^^^^ cwl-field-version (error): 'Operation' needs cwlVersion v1.2.
          when: $(true)
          ^^^^ cwl-field-version (error): 'when' needs cwlVersion v1.2.
      `,
    );
    check(
      'cwlVersion: v1.2\nclass: ExpressionTool\nexpression: $(1)\ninputs: []\noutputs: { a: { type: int, outputBinding: {} } }',
      `
      outputs: { a: { type: int, outputBinding: {} } }
                                 ^^^^^^^^^^^^^ cwl-field-version (error): 'outputBinding' is no longer there after cwlVersion v1.0.
      `,
    );
  });

  it('knows requirements, hints and values', () => {
    check(
      `
      cwlVersion: v1.2
      class: Workflow
      requirements:
        - class: ScaterFeatureRequirement
        - class: sbg:Unknown
        - coresMin: 2
      hints:
        - class: ResourceRequirment
      inputs: []
      outputs: []
      steps:
        one:
          run: x.cwl
          in: { a: { source: b, linkMerge: merge_flat, pickValue: first } }
          out: []
          scatterMethod: dot_product
      `,
      `
        - class: ScaterFeatureRequirement
                 ^^^^^^^^^^^^^^^^^^^^^^^^ cwl-unknown-requirement (error): There is no requirement 'ScaterFeatureRequirement'. Did you mean 'ScatterFeatureRequirement'?
        - coresMin: 2
          ^^^^^^^^ cwl-missing-field (error): An element of 'requirements' needs the field 'class'.
        - class: ResourceRequirment
                 ^^^^^^^^^^^^^^^^^^ cwl-unknown-hint (warning): There is no requirement 'ResourceRequirment'. Did you mean 'ResourceRequirement'?
          in: { a: { source: b, linkMerge: merge_flat, pickValue: first } }
                                           ^^^^^^^^^^ cwl-unknown-value (error): 'linkMerge' has no value 'merge_flat'.
                                                                  ^^^^^ cwl-unknown-value (error): 'pickValue' has no value 'first'.
          scatterMethod: dot_product
                         ^^^^^^^^^^^ cwl-unknown-value (error): 'scatterMethod' has no value 'dot_product'. Did you mean 'dotproduct'?
      `,
    );
  });

  it('reads types', () => {
    checkTool(
      `
      inputs:
        a: File?[]
        b: int[][]
        c: stdout
        d: array<File>
        e: { type: { type: arry, items: int } }
        f: { type: { type: array, items: int, itms: 1 } }
        g: { type: { items: int } }
      outputs:
        h: { type: stdout, outputBinding: { glob: x } }
      `,
      `
        a: File?[]
           ^^^^^^^ cwl-type-syntax (error): In 'File?[]' the question mark stands before the brackets.
        b: int[][]
           ^^^^^^^ cwl-type-syntax (error): 'int[][]' has more than one pair of brackets.
        c: stdout
           ^^^^^^ cwl-type-syntax (error): 'stdout' is a type of outputs of a 'CommandLineTool' only.
        d: array<File>
           ^^^^^^^^^^^ cwl-type-syntax (error): 'array<File>' is no type.
        e: { type: { type: arry, items: int } }
                           ^^^^ cwl-type-syntax (error): There is no kind of schema 'arry' here. Did you mean 'array'?
        f: { type: { type: array, items: int, itms: 1 } }
                                              ^^^^ cwl-unknown-field (error): An array has no field 'itms'.
        g: { type: { items: int } }
                     ^^^^^ cwl-missing-field (error): 'type' needs the field 'type'.
        h: { type: stdout, outputBinding: { glob: x } }
                           ^^^^^^^^^^^^^ cwl-stream (error): A port of type 'stdout' has no 'outputBinding'.
      `,
    );
  });

  it('looks for what is imported', () => {
    checkTool(
      `
      requirements:
        - $import: missing.yml
        - class: InlineJavascriptRequirement
          expressionLib: [{ $include: missing.js }, { $include: lib.js }]
      `,
      `
        - $import: missing.yml
                   ^^^^^^^^^^^ cwl-import-missing (error): 'missing.yml' cannot be read: there is no file 'missing.yml'.
          expressionLib: [{ $include: missing.js }, { $include: lib.js }]
                                      ^^^^^^^^^^ cwl-import-missing (error): 'missing.js' cannot be read: there is no file 'missing.js'.
      `,
    );
  });

  it('puts loops where they can be', () => {
    check(
      `
      cwlVersion: v1.2
      $namespaces: { cwltool: "http://commonwl.org/cwltool#" }
      class: Workflow
      inputs: []
      outputs: []
      steps:
        one:
          run: x.cwl
          in: { n: n }
          out: [n]
          when: $(true)
          requirements:
            cwltool:Loop: { loopWhen: $(inputs.n < 3), loop: { n: n }, outputMethod: last }
        two:
          run: x.cwl
          in: { n: n }
          out: [n]
          hints:
            cwltool:Loop: { loopWhen: $(inputs.n < 3), loop: { n: n } }
      `,
      `
          when: $(true)
          ^^^^ cwl-loop-place (error): A step with a loop cannot have 'when'.
            cwltool:Loop: { loopWhen: $(inputs.n < 3), loop: { n: n } }
            ^^^^^^^^^^^^ cwl-loop-place (error): A loop cannot stand here.
      `,
    );
  });

  it('says of a text or list what is missing', () => {
    check(
      'CommandLineTool',
      'CommandLineTool\n^^^^^^^^^^^^^^^ cwl-document (error): This is no CWL document yet.',
    );
    check(
      '- class: Workflow',
      '- class: Workflow\n  ^ cwl-document (error): A list of processes is no document.',
    );
    check('- { type: record, name: a }', '');
    check('', '');
  });

  it('forgives files that others import', () => {
    check(
      'class: DockerRequirement\ndockerPul: x',
      "dockerPul: x\n^^^^^^^^^ cwl-unknown-field (error): 'DockerRequirement' has no field 'dockerPul'. Did you mean 'dockerPull'?",
    );
    check('a: File\nb: int', '');
  });
});
