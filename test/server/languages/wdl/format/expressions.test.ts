import assert from 'node:assert/strict';
import { formatFaults, formatted } from '../../../../corpus/format.ts';
import { dedent } from '../../../../support/fixture.ts';

/** Formats `X x = …` with 40 columns; the cases give the value. */
function check(before: string, after = before): void {
  const options = { indent: '  ', lineWidth: 40 };
  const wrap = (value: string) =>
    `version 1.2\n\nworkflow w {\n  X x = ${dedent(value).trimEnd().split('\n').join('\n  ')}\n}\n`;
  const text = wrap(before);
  assert.equal(formatted(text, options), wrap(after));
  assert.deepEqual(formatFaults(text, options), []);
}

describe('formatting an expression', () => {
  const cases: readonly (readonly [before: string, after?: string])[] = [
    // Blanks.
    ['a+b*-c', 'a + b * -c'],
    ['! a&&b==c', '!a && b == c'],
    ['- 1', '-1'],
    ['a  **b', 'a ** b'],
    ['( a )', '(a)'],
    ['f( a ,b )', 'f(a, b)'],
    ['f ( )', 'f()'],
    ['a . b [ 0 ] . c', 'a.b[0].c'],
    ['( a,b )', '(a, b)'],
    ['[ a,b , ]', '[a, b]'],
    ['{ "a":1 , "b" : 2, }', '{"a": 1, "b": 2}'],
    ['object{a:1,b : 2}', 'object { a: 1, b: 2 }'],
    ['S{a:1}', 'S { a: 1 }'],
    ['S { }', 'S {}'],
    ['{ }', '{}'],
    ['[\n]', '[]'],
    ['if a then b\nelse c', 'if a then b else c'],
    ['a\n  +\n  b', 'a + b'],

    // Chains of operators break before each of them.
    ['aaaaaaaaaaaa + bbbbbbbbbbbb + cccccccccc', '\naaaaaaaaaaaa\n  + bbbbbbbbbbbb\n  + cccccccccc'],
    ['aaaaaaaaaaaa + bbbbbbb * ccccccc - ddddddd', '\naaaaaaaaaaaa\n  + bbbbbbb * ccccccc\n  - ddddddd'],
    [
      'aaaaaaaaa && bbbbbbbbbb || ccccccccc && ddddddddd || eeeeeee',
      '\naaaaaaaaa && bbbbbbbbbb\n  || ccccccccc && ddddddddd\n  || eeeeeee',
    ],
    [
      'aaa || bbbbbbbbbbbbbbbbb && cccccccccccccccccc && dddddd',
      '\naaa\n  || bbbbbbbbbbbbbbbbb\n    && cccccccccccccccccc\n    && dddddd',
    ],
    // In brackets of their own they need no indentation.
    ['f(aaaaaaaaaaaaaaaaaa + bbbbbbbbbbb + c)', '\nf(\n  aaaaaaaaaaaaaaaaaa + bbbbbbbbbbb + c\n)'],
    [
      'f(aaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb + cccccccccc)',
      '\nf(\n  aaaaaaaaaaaaaaaaaa\n  + bbbbbbbbbbbbbbb\n  + cccccccccc\n)',
    ],
    [
      '(aaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb + cccccccccc)[0]',
      '\n(\n  aaaaaaaaaaaaaaaaaa\n  + bbbbbbbbbbbbbbb\n  + cccccccccc\n)[0]',
    ],
    // A call and a word stay together.
    [
      'ceil(size(aaaaaaaaaa) + size(bbbbbbbbb)) + 20',
      '\nceil(\n  size(aaaaaaaaaa) + size(bbbbbbbbb)\n) + 20',
    ],
    ['2 * ceil(size(aaaaaaaaaa) + size(bbbbbbbbb))', '\n2 * ceil(\n  size(aaaaaaaaaa) + size(bbbbbbbbb)\n)'],
    [
      'size(aaaaaaaaaaaaaaa, "GB") + size(bbbbbbbb, "GB")',
      '\nsize(aaaaaaaaaaaaaaa, "GB")\n  + size(bbbbbbbb, "GB")',
    ],
    // What has no place to break is left as long as it is.
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['"aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaa"'],

    // Conditionals.
    ['if aaaaaaaaaa then bbbbbbbbbb else cccccccc', '\nif aaaaaaaaaa\n  then bbbbbbbbbb\n  else cccccccc'],
    [
      'if aaaaaaaaaa then bbbbbbbbbb else if cc then dd else ee',
      '\nif aaaaaaaaaa\n  then bbbbbbbbbb\n  else if cc\n  then dd\n  else ee',
    ],
    [
      'if aaaaaaaaaa then if bbbbbbbbbb then cccccc else dddddddd else ee',
      '\nif aaaaaaaaaa\n  then if bbbbbbbbbb\n    then cccccc\n    else dddddddd\n  else ee',
    ],
    [
      'f(if aaaaaaaaaa then bbbbbbbbbb else ccccccccccc)',
      '\nf(\n  if aaaaaaaaaa\n  then bbbbbbbbbb\n  else ccccccccccc\n)',
    ],

    // Lists.
    ['[aaaaaaaaaaaaaa, bbbbbbbbbbbbbb, cccccc]', '\n[\n  aaaaaaaaaaaaaa,\n  bbbbbbbbbbbbbb,\n  cccccc,\n]'],
    ['[\n  a, b]', '\n[\n  a,\n  b,\n]'],
    ['[a,\n  b]', '[a, b]'],
    [
      '{"a": aaaaaaaaaaaaaaaa, "b": bbbbbbbbbbbbb}',
      '\n{\n  "a": aaaaaaaaaaaaaaaa,\n  "b": bbbbbbbbbbbbb,\n}',
    ],
    ['Sample { name: aaaaaaaaaaaaa, bam: bbbbbb }', '\nSample {\n  name: aaaaaaaaaaaaa,\n  bam: bbbbbb,\n}'],
    ['object {\n  a: 1}', '\nobject {\n  a: 1,\n}'],
    ['[[aaaaaaaaaaaaaa, bbbbbbb], [cccccc, ddd]]', '\n[\n  [aaaaaaaaaaaaaa, bbbbbbb],\n  [cccccc, ddd],\n]'],
    ['[[a,\n  b], [\n  c]]', '\n[\n  [a, b],\n  [\n    c,\n  ],\n]'],
    [
      'f(aaaaaaaaaaaaaa, bbbbbbbbbbbbbb, ccccccc)',
      '\nf(\n  aaaaaaaaaaaaaa,\n  bbbbbbbbbbbbbb,\n  ccccccc\n)',
    ],
    ['(aaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbb)', '\n(\n  aaaaaaaaaaaaaaaaaaaa,\n  bbbbbbbbbbbbbbbbbb\n)'],
    // A list that is the only argument shares its brackets.
    [
      'select_first([aaaaaaaaaaaaaa, bbbbbbbbbbb])',
      '\nselect_first([\n  aaaaaaaaaaaaaa,\n  bbbbbbbbbbb,\n])',
    ],
    ['f(g(aaaaaaaaaaaaa, bbbbbbbbbbbbbbbb))', '\nf(\n  g(aaaaaaaaaaaaa, bbbbbbbbbbbbbbbb)\n)'],
    // The limit is the last column that may be used, the comma that is added included.
    ['[aaaaaaaaaaaaa + bbbbbbbbbbbbbb]', '\n[aaaaaaaaaaaaa + bbbbbbbbbbbbbb]'],
    ['[\n  aaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb]', '\n[\n  aaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb,\n]'],
    ['[\n  aaaaaaaaaaaaaaaaaa + bbbbbbbbbbbbbbb]', '\n[\n  aaaaaaaaaaaaaaaaaa\n    + bbbbbbbbbbbbbbb,\n]'],
  ];
  for (const [before, after] of cases) it(before, () => check(before, after));
});
