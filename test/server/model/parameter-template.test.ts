import assert from 'node:assert/strict';
import { parameterTemplate, templateIssues } from '@omics-lens/server/model/index.ts';
import type { TestOptions } from '../../support/model.ts';
import { workflow } from '../../support/model.ts';

function check(inputs: Readonly<Record<string, string>>, options: TestOptions, expected: string): void {
  assert.equal(JSON.stringify(parameterTemplate(workflow('Main', inputs, options))), expected);
}

const SAMPLE = { types: { Sample: { name: 'String' } } };

describe('model: parameter template', () => {
  it('has an entry for each input, in the order of the source', () => {
    check({ b: 'Int', a: 'File' }, {}, '{"b":{"description":""},"a":{"description":""}}');
  });

  it('says what may be left out', () => {
    const required = ['Int', 'Array[Int]', 'Array[Int]+', 'Array[Int?]', 'Sample'];
    const optional = [
      'Int = 2',
      'Int = y + z',
      'Int?',
      'Int? = 2',
      'Array[Int]?',
      'Array[Int?]+?',
      'Sample?',
    ];
    for (const type of required) check({ x: type }, SAMPLE, '{"x":{"description":""}}');
    for (const type of optional) check({ x: type }, SAMPLE, '{"x":{"description":"","optional":true}}');
  });

  it('takes descriptions over, on one line', () => {
    check(
      { x: 'Int' },
      { docs: { x: ' How\tmany\n\n threads ' } },
      '{"x":{"description":"How many threads"}}',
    );
  });

  it('cuts descriptions to what the service takes', () => {
    const template = parameterTemplate(workflow('Main', { x: 'Int' }, { docs: { x: 'x'.repeat(300) } }));
    assert.equal(template['x']?.description, `${'x'.repeat(255)}…`);
  });

  it('drops descriptions that would make it too large, and says what is still too much', () => {
    const names = Array.from({ length: 1500 }, (_, i) => `input_${i}`);
    const inputs = Object.fromEntries(names.map((name) => [name, 'Int']));
    const docs = Object.fromEntries(names.map((name) => [name, 'd'.repeat(256)]));
    const template = parameterTemplate(workflow('Main', inputs, { docs }));
    assert.equal(template['input_0']?.description, '');
    assert.equal(Object.keys(template).length, 1500);
    assert.deepEqual(templateIssues(template), ['The template has 1500 parameters, and 1000 are allowed.']);
  });

  it('says that a name is too long', () => {
    const name = 'n'.repeat(129);
    const issues = templateIssues(parameterTemplate(workflow('Main', { [name]: 'Int' })));
    assert.deepEqual(issues, [`The name '${name}' is longer than 128 characters.`]);
  });
});
