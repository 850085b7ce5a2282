import assert from 'node:assert/strict';
import { checkNextflowSchema } from '@omics-lens/server/documents/index.ts';
import { checks } from './support.ts';

const { expectProblems, expectFix, messages } = checks(checkNextflowSchema);

describe('documents: nextflow_schema.json', () => {
  it('says nothing about a good file', () => {
    assert.deepEqual(
      messages({
        $schema: 'http://json-schema.org/draft-07/schema#',
        $id: 'https://example.com/schema.json',
        title: 'Pipeline',
        type: 'object',
        definitions: {
          input: {
            title: 'Input',
            type: 'object',
            required: ['input'],
            properties: { input: { type: 'string', format: 'file-path', help_text: 'x', x_unknown: 1 } },
          },
        },
        allOf: [{ $ref: '#/definitions/input' }],
      }),
      [],
    );
    assert.deepEqual(
      messages({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $defs: { o: { properties: { n: { type: ['integer', 'null'], default: 3 } } } },
      }),
      [],
    );
  });

  it('says what HealthOmics makes no template of', () => {
    expectProblems(
      `
      {
        "$schema": "http://json-schema.org/draft-04/schema",
        "properties": {
          "input": { "type": "object", "properties": { "file": { "type": "string" } } },
          "depth": { "type": "integer", "description": 1, "hidden": "yes" }
        },
        "required": ["inptu"]
      }`,
      `
      "$schema": "http://json-schema.org/draft-04/schema",
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ schema-draft (warning): HealthOmics reads no schema in 'http://json-schema.org/draft-04/schema'.
        "input": { "type": "object", "properties": { "file": { "type": "string" } } },
                                     ^^^^^^^^^^^^ schema-nested-parameter (information): HealthOmics does not collect the parameters inside 'input'.
        "depth": { "type": "integer", "description": 1, "hidden": "yes" }
                                                     ^ field-type (error): 'properties.depth.description' must be text in double quotes, and this is a number.
      "required": ["inptu"]
                   ^^^^^^^ schema-required-unknown (warning): 'inptu' is required and not described. Did you mean 'input'?`,
    );
    assert.deepEqual(messages({ title: 'x' }), ['schema-no-parameters: The schema describes no parameter.']);
  });

  it('mends a name', () => {
    expectFix(
      '{"properties": {"input": {}}, "required": ["inptu"]}',
      "Replace with 'input'",
      '{"properties": {"input": {}}, "required": ["input"]}',
    );
  });
});
