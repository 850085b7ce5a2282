import { strict as assert } from 'node:assert';
import type { Merge } from '@omics-lens/server/languages/cwl/types/compatible.ts';
import { fits, mergedType } from '@omics-lens/server/languages/cwl/types/compatible.ts';
import type { CwlType } from '@omics-lens/server/languages/cwl/types/type.ts';
import {
  ANY,
  arrayOf,
  isPrimitiveName,
  optional,
  typeText,
  unionOf,
  UNKNOWN,
} from '@omics-lens/server/languages/cwl/types/type.ts';

/** `File[]?`, `int | string`, `Any`; `{a: int}` for a record of one field. */
function type(text: string): CwlType {
  if (text.includes(' | ')) return unionOf(text.split(' | ').map(type));
  if (text.endsWith('?')) return optional(type(text.slice(0, -1)));
  if (text.endsWith('[]')) return arrayOf(type(text.slice(0, -2)));
  const field = /^\{(\w+): (.*)\}$/.exec(text);
  if (field !== null)
    return { kind: 'record', fields: [{ name: field[1] ?? '', type: type(field[2] ?? '') }] };
  if (text === 'Any') return ANY;
  return isPrimitiveName(text) ? { kind: 'primitive', name: text } : UNKNOWN;
}

function check(source: string, sink: string, expected: string): void {
  assert.equal(fits(type(source), type(sink)), expected, `${source} → ${sink}`);
}

function merged(source: string, count: number, merge: Merge, expected: string): void {
  assert.equal(typeText(mergedType(type(source), count, merge)), expected);
}

describe('the types of a link', () => {
  it('fit when all values do', () => {
    check('File', 'File?', 'always');
    check('File[]', 'File[]', 'always');
    check('int', 'Any', 'always');
    check('int', 'string | int', 'always');
    check('unknown', 'File', 'always');
    check('{a: int}', '{a: int}', 'always');
  });
  it('may fit when some values do', () => {
    check('File?', 'File', 'sometimes');
    check('string | int', 'int', 'sometimes');
  });
  it('never fit otherwise', () => {
    check('File', 'string', 'never');
    check('int', 'float', 'never');
    check('File', 'File[]', 'never');
    check('{b: int}', '{a: int}', 'never');
    check('{a: string}', '{a: int}', 'never');
  });
  it('are changed by merging and picking', () => {
    merged('File', 1, { form: 'single' }, 'File');
    merged('File', 1, { form: 'list' }, 'File');
    merged('File', 2, { form: 'list' }, 'File[]');
    merged('File[]', 2, { form: 'list', linkMerge: 'merge_nested' }, 'File[][]');
    merged('File[]', 2, { form: 'list', linkMerge: 'merge_flattened' }, 'File[]');
    merged('File?', 2, { form: 'list', pickValue: 'first_non_null' }, 'File');
    merged('File?', 2, { form: 'list', pickValue: 'all_non_null' }, 'File[]');
    merged('File?[]', 1, { form: 'list', pickValue: 'all_non_null' }, 'File[]');
  });
});
