import assert from 'node:assert/strict';
import { checkTemplate, updateTemplate } from '@omics-lens/server/documents/index.ts';
import { applyEdits } from '@omics-lens/server/text/index.ts';
import { dedent } from '../../support/fixture.ts';
import { workflow } from '../../support/model.ts';
import { checks, documentOf } from './support.ts';

const { expectProblems, expectFix, messages } = checks(checkTemplate);
const model = workflow(
  'Main',
  { bam: 'File', threads: 'Int = 4', name: 'String?' },
  { docs: { bam: 'Aligned reads', threads: 'Threads' } },
);

describe('documents: parameter template', () => {
  it('says nothing about a good file', () => {
    const template = {
      bam: { description: 'Reads' },
      threads: { description: 'Threads', optional: true },
      name: { description: '', optional: true },
    };
    assert.deepEqual(messages(template), []);
    assert.deepEqual(messages(template, [], { model }), []);
  });

  it('is an object of objects with two keys', () => {
    assert.deepEqual(messages(['bam']), [
      'document-shape: This file must hold an object in braces, and this is an array.',
    ]);
    assert.deepEqual(
      messages({ bam: { description: 'x', type: 'File' }, ref: 'File', n: { desciption: 'x' } }),
      [
        "field-unknown: Unknown field 'type' of 'bam'.",
        "field-type: 'ref' must be an object in braces, and this is a string.",
        "field-unknown: Unknown field 'desciption' of 'n'. Did you mean 'description'?",
      ],
    );
  });

  it('has a description for each parameter, on one line', () => {
    assert.deepEqual(messages({ bam: {} }), ["template-description-missing: 'bam' has no description."]);
    expectFix('{"bam": {}}', 'Add a description', '{"bam": {\n  "description": "Aligned reads"\n}}', {
      model,
    });
    expectFix(
      '{"bam": {"description": "Two\\n lines"}}',
      'Write it as one line',
      '{"bam": {"description": "Two lines"}}',
    );
    expectFix(
      `{"bam": {"description": "${'x'.repeat(300)}"}}`,
      'Cut it to 256 characters',
      `{"bam": {"description": "${'x'.repeat(255)}…"}}`,
    );
  });

  it('is compared with the workflow', () => {
    expectProblems(
      `
      {
        "bma": { "description": "Reads" },
        "depth": { "description": "Depth" },
        "threads": { "description": "Threads" },
        "name": { "description": "Name", "optional": false }
      }`,
      `
      "bma": { "description": "Reads" },
      ^^^^^ template-name-unknown (warning): 'bma' is no input of workflow 'Main'. Did you mean 'bam'?
      "depth": { "description": "Depth" },
      ^^^^^^^ template-name-unknown (warning): 'depth' is no input of workflow 'Main'.
      "threads": { "description": "Threads" },
      ^^^^^^^^^ template-optional-wrong (information): The template requires 'threads', and the workflow has a default.
      "name": { "description": "Name", "optional": false }
                                       ^^^^^^^^^^^^^^^^^ template-optional-wrong (information): The template requires 'name', and the workflow has it as optional.`,
      { model },
    );
  });

  it('misses inputs, worst those that are required', () => {
    const optional = {
      threads: { description: 'T', optional: true },
      name: { description: 'N', optional: true },
    };
    expectProblems(
      JSON.stringify(optional),
      `
      ${JSON.stringify(optional)}
      ^ template-parameter-missing (error): The template lacks 'bam' of workflow 'Main'.`,
      { model },
    );
    expectProblems(
      '{"bam": {"description": "Reads"}}',
      `
      {"bam": {"description": "Reads"}}
      ^ template-parameter-missing (warning): The template lacks 'threads' and 'name' of workflow 'Main'.`,
      { model },
    );
  });

  it('may not let a run leave out what is required', () => {
    const text =
      '{"bam": {"description": "R", "optional": true}, "threads": {"description": "", "optional": true}, "name": {"description": "", "optional": true}}';
    assert.deepEqual(messages(JSON.parse(text), [], { model }), [
      "template-optional-wrong: The template calls 'bam' optional, and the workflow needs a value.",
    ]);
    expectFix(text, "Remove 'optional'", text.replace(', "optional": true', ''), { model });
  });

  it('has few enough parameters and bytes', () => {
    const many = (count: number, description: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, { description }]));
    assert.deepEqual(messages(many(1_000, 'x')), []);
    assert.deepEqual(messages(many(1_001, 'x')), [
      'template-too-large: The template has 1,001 parameters, and 1,000 are promised.',
    ]);
    assert.match(
      messages(many(1_000, 'ä'.repeat(200)))[0] ?? '',
      /^template-too-large: The template takes 4\d\d,\d{3} bytes/,
    );
  });
});

describe('documents: a template is updated from the workflow', () => {
  const updated = (text: string) => {
    const source = dedent(text);
    return applyEdits(source, updateTemplate(documentOf(source), model));
  };

  it('and keeps what somebody wrote', () => {
    assert.equal(
      updated(`
      {
          "name": {
              "description": "My words"
          },
          "gone": { "description": "Old" },
          "bam": { "description": "" }
      }
      `),
      dedent(`
      {
          "name": {
              "description": "My words",
              "optional": true
          },
          "bam": {
              "description": "Aligned reads"
          },
          "threads": {
              "description": "Threads",
              "optional": true
          }
      }
      `),
    );
  });

  it('and made anew where there is none', () => {
    assert.equal(
      updated(''),
      '{\n  "bam": {\n    "description": "Aligned reads"\n  },\n  "threads": {\n    "description": "Threads",\n    "optional": true\n  },\n  "name": {\n    "description": "",\n    "optional": true\n  }\n}\n',
    );
  });

  it('and left alone when nothing is to be done', () => {
    const good = updated('');
    assert.deepEqual(updateTemplate(documentOf(good), model), []);
  });
});
