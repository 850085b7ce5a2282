import assert from 'node:assert/strict';
import { describeViolation, violations } from '@omics-lens/local/shapes/check.ts';
import type { Shapes } from '@omics-lens/local/shapes/shape.ts';
import { choice, digits, integer, text } from '@omics-lens/local/shapes/shape.ts';

const SHAPES: Shapes = {
  Name: text(1, 5),
  Free: text(),
  Id: digits(1, 3),
  Kind: choice('A', 'B'),
  Size: integer(0, 10),
  Least: integer(1),
  Seconds: { type: 'number', min: 0 },
  Flag: { type: 'boolean' },
  Bytes: { type: 'blob' },
  Time: { type: 'timestamp' },
  Any: { type: 'document' },
  Names: { type: 'list', member: 'Name', min: 1, max: 2 },
  Tags: { type: 'map', key: 'Name', value: 'Name', max: 1 },
  Inner: { type: 'structure', required: ['name'], members: { name: 'Name' } },
  Outer: {
    type: 'structure',
    required: ['id'],
    members: { id: 'Id', inner: 'Inner', names: 'Names', any: 'Any' },
  },
};

function check(shape: string, value: unknown, ...expected: readonly string[]): void {
  it(`${shape}: ${JSON.stringify(value) ?? 'undefined'} ${expected.length === 0 ? 'fits' : 'does not fit'}`, () => {
    assert.deepEqual(violations(SHAPES, shape, value).map(describeViolation), expected);
  });
}

describe('a value and its shape', () => {
  check('Name', 'abcde');
  check('Name', 'Ünï–✓');
  check('Name', '', 'The value must have 1 to 5 characters, and has 0.');
  check('Name', 'abcdef', 'The value must have 1 to 5 characters, and has 6.');
  check('Name', 'a\tb', 'The value must match [\\p{L}\\p{M}\\p{Z}\\p{S}\\p{N}\\p{P}]*.');
  check('Name', 'a\nb', 'The value must match [\\p{L}\\p{M}\\p{Z}\\p{S}\\p{N}\\p{P}]*.');
  check('Name', 7, 'The value must be text.');
  check('Free', '');
  check('Id', '123');
  check('Id', '12a', 'The value must match [0-9]+.');
  check('Kind', 'B');
  check('Kind', 'b', 'The value must be one of A, B.');
  check('Size', 0);
  check('Size', 10);
  check('Size', 11, 'The value must be 0 to 10, and is 11.');
  check('Size', -1, 'The value must be 0 to 10, and is -1.');
  check('Size', 1.5, 'The value must be a whole number.');
  check('Size', '1', 'The value must be a whole number.');
  check('Least', 0, 'The value must be at least 1, and is 0.');
  check('Seconds', 0.5);
  check('Seconds', '1', 'The value must be a number.');
  check('Flag', false);
  check('Flag', 'false', 'The value must be true or false.');
  check('Bytes', new Uint8Array(1));
  check('Bytes', 'AAAA', 'The value must be bytes, in Base64.');
  check('Time', new Date(0));
  check('Time', 'noon', 'The value must be a time.');
  check('Any', { whatever: [null] });
  check('Names', ['a', 'b']);
  check('Names', [], 'The value must have 1 to 2 items, and has 0.');
  check('Names', ['a', 'abcdef'], "'[1]' must have 1 to 5 characters, and has 6.");
  check('Names', 'a', 'The value must be a list.');
  check('Tags', { k: 'v' });
  check('Tags', { k: 'v', l: 'w' }, 'The value must have at most 1 entries, and has 2.');
  check(
    'Tags',
    { longer: '' },
    "'longer' must have 1 to 5 characters, and has 6.",
    "'longer' must have 1 to 5 characters, and has 0.",
  );
  check('Tags', [], 'The value must be an object.');
  check('Outer', { id: '1', inner: { name: 'x' }, names: undefined });
  check('Outer', {}, "'id' must be given.");
  check('Outer', { id: '1', inner: {} }, "'inner.name' must be given.");
  check('Outer', { id: '1', inner: null }, "'inner' must be an object.");
  check('Outer', { id: '1', other: 1, toString: 1 }, "'other' is unknown.", "'toString' is unknown.");
});
