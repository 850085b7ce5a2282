import assert from 'node:assert/strict';
import type { Known } from '@omics-lens/local/simulation/expression.ts';
import { evaluate } from '@omics-lens/local/simulation/expression.ts';

const VALUES: Readonly<Record<string, Known>> = {
  yes: true,
  no: false,
  none: null,
  n: 3,
  name: 's1',
  list: ['a', 'b', 'c'],
  maybe: [null, 'x'],
  sample: { id: 'NA1', bam: 's3://b/x.bam' },
};

function check(text: string, expected: Known | undefined): void {
  it(`${text} is ${JSON.stringify(expected) ?? 'unknown'}`, () => {
    assert.deepEqual(
      evaluate(text, (name) => VALUES[name]),
      expected,
    );
  });
}

describe('expressions that need no task to run', () => {
  check('true', true);
  check(' yes ', true);
  check('!yes', false);
  check('!(yes && no)', true);
  check('yes || other', true);
  check('other || yes', true);
  check('no && other', false);
  check('yes && other', undefined);
  check('defined(none)', false);
  check('defined(name)', true);
  check('defined(other)', undefined);
  check('defined(none) || n > 2', true);
  check('n + 2 * 3', 9);
  check('(n + 2) * 3', 15);
  check('7 / 2', 3);
  check('7.0 / 2.5', 2.8);
  check('1 / 0', undefined);
  check('-n', -3);
  check('n == 3', true);
  check('n != 3', false);
  check('name == "s1"', true);
  check("name + '-x'", 's1-x');
  check('"~{name}.${n}.bam"', 's1.3.bam');
  check('"~{other}.bam"', undefined);
  check('if yes then 1 else 2', 1);
  check('if n > 5 then 1 else 2', 2);
  check('length(list)', 3);
  check('range(n)', [0, 1, 2]);
  check('range(length(list))', [0, 1, 2]);
  check('zip(list, range(2))', [
    { left: 'a', right: 0 },
    { left: 'b', right: 1 },
  ]);
  check('select_first(maybe)', 'x');
  check('select_first([none, name])', 's1');
  check('select_all(maybe)', ['x']);
  check('list[1]', 'b');
  check('sample.id', 'NA1');
  check('basename(sample.bam, ".bam")', 'x');
  check('[1, n]', [1, 3]);
  check('[1, other]', undefined);
  check('align.bam', undefined);
  check('read_lines("x")', undefined);
  // What it cannot read is unknown, and never an error.
  check('', undefined);
  check('a b', undefined);
  check('(1', undefined);
  check('[1, 2', undefined);
  check('@', undefined);
  check('{ "a": 1 }', undefined);
  check('object { a: 1 }', undefined);
});
