import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCwl } from '@omics-lens/server/languages/cwl/document/index.ts';
import { formatCwl } from '@omics-lens/server/languages/cwl/format/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent } from '../../../../support/fixture.ts';

function formatted(text: string, indent = '  '): string {
  return applyEdits(text, formatCwl(parseCwl(text).tree, { indent, lineWidth: 90 }));
}

/** The layout, which the layout of the layout is too. */
function check(text: string, expected: string, indent = '  '): void {
  const result = formatted(dedent(text), indent);
  assert.equal(result, dedent(expected));
  assert.equal(formatted(result, indent), result);
}

describe('cwl format', () => {
  it('gives levels the same width', () => {
    check(
      `
      class:   Workflow
      inputs:
          reads : File   # the reads
          # about threads
          threads:
             type:  int?
      requirements:
      - class: ScatterFeatureRequirement
      -   class:  DockerRequirement
          dockerPull: x
      hints:
           - class: ResourceRequirement
      steps:
        one:
            in: {a: b,c: d , e: [ f,g ]}


        # last
      outputs: []


      `,
      `
      class: Workflow
      inputs:
        reads: File   # the reads
        # about threads
        threads:
          type: int?
      requirements:
      - class: ScatterFeatureRequirement
      - class: DockerRequirement
        dockerPull: x
      hints:
        - class: ResourceRequirement
      steps:
        one:
          in: {a: b, c: d, e: [ f, g ]}


        # last
      outputs: []
      `,
    );
  });

  it('moves texts of several lines as a whole', () => {
    check(
      `
      expression: |
            \${
              return 1;

            }
      doc: >-
       one
         two
      label: "three
            four"
      steps:
          - run: |2
                 x
      `,
      `
      expression: |
        \${
          return 1;

        }
      doc: >-
        one
          two
      label: "three
            four"
      steps:
        - run: |2
               x
      `,
    );
  });

  it('lays out JSON by its brackets', () => {
    check(
      '{ "class":"Workflow",\n"inputs": [\n{"id": "a",\n"type": "File"}\n],\n      "outputs": []}',
      '{ "class": "Workflow",\n  "inputs": [\n    {"id": "a",\n      "type": "File"}\n  ],\n  "outputs": []}\n',
    );
  });

  it('takes the width of a level from the editor', () => {
    check('a:\n  b:\n    - c: 1\n      d: 2\n', 'a:\n    b:\n        - c: 1\n          d: 2\n', '    ');
  });

  it('leaves documents with errors alone', () => {
    const text = 'a:   1\nb: "x\n';
    assert.equal(formatted(text), text);
  });

  it('changes blanks only, and nothing of what is said', () => {
    const piece = fc.constantFrom(
      'a:',
      ' b: ',
      '\n',
      '\n  ',
      '\n    ',
      '- ',
      '[x, y]',
      '{c: d}',
      '"e f"',
      '|',
      '# g',
      '\n\n',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const result = formatted(text);
        assert.equal(result.replace(/\s/g, ''), text.replace(/\s/g, ''));
        assert.equal(formatted(result), result);
      }),
      { numRuns: 200 },
    );
  });
});
