import { strict as assert } from 'node:assert';
import { ENGINE_COERCIONS, specCoercions } from '@omics-lens/server/languages/wdl/coercions.ts';
import { ANY, assignable, NEVER, NONE, primitive } from '@omics-lens/server/model/index.ts';
import type { CoercionRules, PrimitiveName, StructType, ValueType } from '@omics-lens/server/model/index.ts';

const int = primitive('Int');
const text = primitive('String');
const array = (element: ValueType, nonEmpty = false): ValueType => ({
  kind: 'array',
  element,
  nonEmpty,
  optional: false,
});
const map = (key: ValueType, value: ValueType): ValueType => ({ kind: 'map', key, value, optional: false });
const pair = (left: ValueType, right: ValueType): ValueType => ({
  kind: 'pair',
  left,
  right,
  optional: false,
});
const struct = (name: string, members: Record<string, ValueType>): StructType => ({
  kind: 'struct',
  name,
  members: Object.entries(members).map(([member, type]) => ({ name: member, type })),
  optional: false,
});
const optional = (type: ValueType): ValueType => ({ ...type, optional: true });
const union = (...members: ValueType[]): ValueType => ({ kind: 'union', members, optional: false });

const v10 = specCoercions('1.0');
const v11 = specCoercions('1.1');
const v12 = specCoercions('1.2');

function check(
  what: string,
  from: ValueType,
  to: ValueType,
  rules: CoercionRules,
  expected: true | string,
): void {
  it(what, () => {
    const result = assignable(from, to, rules);
    assert.equal(result === true ? true : result.kind, expected);
  });
}

describe('assignability', () => {
  describe('of primitives, as a table', () => {
    const names: PrimitiveName[] = ['Boolean', 'Int', 'Float', 'String', 'File', 'Directory'];
    const table = (rules: CoercionRules) =>
      names.map(
        (from) =>
          `${from}: ${names.filter((to) => assignable(primitive(from), primitive(to), rules) === true).join(' ')}`,
      );
    it('in 1.0', () =>
      assert.deepEqual(table(v10), [
        'Boolean: Boolean String',
        'Int: Int Float String',
        'Float: Float String',
        'String: Int Float String File Directory',
        'File: String File',
        'Directory: String Directory',
      ]));
    it('in 1.1', () =>
      assert.deepEqual(table(v11), [
        'Boolean: Boolean String',
        'Int: Int Float String',
        'Float: Float String',
        'String: String File Directory',
        'File: String File',
        'Directory: String Directory',
      ]));
    it('in lenient engines', () =>
      assert.deepEqual(table(ENGINE_COERCIONS), [
        'Boolean: Boolean String',
        'Int: Int Float String',
        'Float: Int Float String',
        'String: Boolean Int Float String File Directory',
        'File: String File',
        'Directory: String Directory',
      ]));
  });

  describe('of what may be missing', () => {
    check('T fits T?', int, optional(int), v11, true);
    check('T? does not fit T', optional(int), int, v11, 'optional');
    check('None fits T?', NONE, optional(int), v11, true);
    check('None never fits T', NONE, int, ENGINE_COERCIONS, 'optional');
    check('T? inside an array', array(optional(int)), array(int), v11, 'optional');
    check('engines look at the value', optional(int), int, ENGINE_COERCIONS, true);
  });

  describe('of collections', () => {
    check('elements are converted', array(int), array(text), v11, true);
    check('elements that do not fit', array(text), array(int), v11, 'type');
    check('an array that may be empty', array(int), array(int, true), v11, 'empty');
    check('an array that is not empty', array(int, true), array(int), v11, true);
    check('the empty array', array(NEVER), array(map(text, int)), v11, true);
    check('an element is no array', int, array(int), v11, 'type');
    check('maps', map(text, int), map(text, primitive('Float')), v11, true);
    check('maps with other keys', map(text, int), map(primitive('Boolean'), int), v11, 'type');
    check('pairs', pair(int, text), pair(text, text), v11, true);
    check('pairs that do not fit', pair(int, text), pair(int, int), v11, 'type');
    check('maps are no pairs', map(text, int), array(pair(text, int)), v11, 'type');
    check('in lenient engines they are', map(text, int), array(pair(text, int)), ENGINE_COERCIONS, true);
    check('and the other way', array(pair(text, int)), map(text, int), ENGINE_COERCIONS, true);
  });

  describe('of structs', () => {
    const a = struct('A', { n: int, s: optional(text) });
    const b = struct('B', { n: primitive('Float') });
    check('the same', a, optional(a), v11, true);
    check('others of one version', a, b, v11, 'type');
    check('others whose members fit', a, b, v12, true);
    check('others whose members do not fit', b, a, v12, 'member');
    check('an optional member may be left out', struct('C', { n: int }), a, v12, true);
    check('a member that is needed may not', struct('C', { s: text }), a, v12, 'member');
    check('a map whose values fit', map(text, int), struct('C', { n: int, m: text }), v11, true);
    check('a map whose values do not fit', map(text, text), struct('C', { n: int }), v11, 'member');
    check('a struct as a map', b, map(text, primitive('Float')), v11, true);
    check('an object', { kind: 'object', optional: false }, a, v11, true);
  });

  describe('of unions', () => {
    check('one of them', int, union(text, int), v11, true);
    check('none of them', array(int), union(text, int), v11, 'type');
    check('all must fit', union(text, int), text, v11, true);
    check('one does not', union(text, array(int)), text, v11, 'type');
  });

  describe('of anything', () => {
    check('from', ANY, int, v11, true);
    check('to', array(int), ANY, v11, true);
    check('inside', array(ANY), array(int), v11, true);
  });
});
