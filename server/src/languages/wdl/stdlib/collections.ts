import type { FunctionTable } from './entry.ts';

/** Source: WDL specifications 1.0 to 1.3, standard library. */
export const COLLECTION_FUNCTIONS: FunctionTable = {
  length: {
    since: 'draft-2',
    signatures: [
      'length(array: Array[X]) -> Int',
      '1.2: length(map: Map[X, Y]) -> Int',
      '1.2: length(object: Object) -> Int',
      '1.2: length(text: String) -> Int',
    ],
    doc: 'How many elements there are (1.2: also entries of a map, members of an object, characters of a text).',
  },
  range: {
    since: 'draft-2',
    signatures: ['range(count: Int) -> Array[Int]'],
    doc: 'The numbers from 0 to `count - 1`: what to scatter over when the index is needed.',
  },
  transpose: {
    since: 'draft-2',
    signatures: ['transpose(rows: Array[Array[X]]) -> Array[Array[X]]'],
    doc: 'Rows become columns. All rows must have the same length.',
  },
  cross: {
    since: 'draft-2',
    signatures: ['cross(left: Array[X], right: Array[Y]) -> Array[Pair[X, Y]]'],
    doc: 'Every element of the one with every element of the other.',
  },
  zip: {
    since: 'draft-2',
    signatures: ['zip(left: Array[X], right: Array[Y]) -> Array[Pair[X, Y]]'],
    doc: 'Pairs of the elements at the same place. Both arrays must have the same length.',
  },
  unzip: {
    since: '1.1',
    toleratedSince: '1.0',
    signatures: ['unzip(pairs: Array[Pair[X, Y]]) -> Pair[Array[X], Array[Y]]'],
    doc: 'The left sides and the right sides of the pairs.',
  },
  contains: {
    since: '1.2',
    signatures: [
      'contains(array: Array[X], value: X) -> Boolean',
      'contains(array: Array[X?], value: X?) -> Boolean',
    ],
    doc: 'Whether the array has an element equal to the value.',
  },
  chunk: {
    since: '1.2',
    signatures: ['chunk(array: Array[X], size: Int) -> Array[Array[X]]'],
    doc: 'Cuts an array into pieces of at most `size` elements.',
  },
  flatten: {
    since: 'draft-2',
    signatures: ['flatten(arrays: Array[Array[X]]) -> Array[X]'],
    doc: 'One array of the elements of all.',
  },
  select_first: {
    since: 'draft-2',
    signatures: [
      'select_first(values: Array[X?]) -> X',
      '1.2: select_first(values: Array[X?], default: X) -> X',
    ],
    doc: 'The first value that is not missing. The run fails when there is none and no default is given (1.2).',
  },
  select_all: {
    since: 'draft-2',
    signatures: ['select_all(values: Array[X?]) -> Array[X]'],
    doc: 'The values that are not missing, in their order.',
  },
  defined: {
    since: 'draft-2',
    signatures: ['defined(value: X?) -> Boolean'],
    doc: 'Whether an optional value is there.',
  },
  as_pairs: {
    since: '1.1',
    signatures: ['as_pairs(map: Map[X, Y]) -> Array[Pair[X, Y]]'],
    doc: 'The entries of a map as pairs: what to scatter over.',
  },
  as_map: {
    since: '1.1',
    signatures: ['as_map(pairs: Array[Pair[X, Y]]) -> Map[X, Y]'],
    doc: 'A map of pairs. The run fails when a key comes twice.',
  },
  keys: {
    since: '1.1',
    signatures: [
      'keys(map: Map[X, Y]) -> Array[X]',
      '1.2: keys(struct: S) -> Array[String]',
      '1.2: keys(object: Object) -> Array[String]',
    ],
    doc: 'The keys of a map (1.2: also the member names of a struct or object).',
  },
  contains_key: {
    since: '1.2',
    signatures: [
      'contains_key(map: Map[P, Y], key: P) -> Boolean',
      'contains_key(object: Object, key: String) -> Boolean',
      'contains_key(map: Map[String, Y], keys: Array[String]) -> Boolean',
      'contains_key(object: S, key: String) -> Boolean',
      'contains_key(object: S, keys: Array[String]) -> Boolean',
      'contains_key(object: Object, keys: Array[String]) -> Boolean',
    ],
    doc: 'Whether a map, struct or object has the key; with an array, whether the path of keys leads to a value.',
  },
  values: {
    since: '1.2',
    signatures: ['values(map: Map[X, Y]) -> Array[Y]'],
    doc: 'The values of a map, in the order of its keys.',
  },
  collect_by_key: {
    since: '1.1',
    signatures: ['collect_by_key(pairs: Array[Pair[X, Y]]) -> Map[X, Array[Y]]'],
    doc: 'Gathers the right sides of pairs that have the same left side.',
  },
  value: {
    since: '1.3',
    signatures: ['value(choice: E) -> Any'],
    doc: 'The value that stands behind a choice of an enum.',
  },
};
