import type { CwlType } from './type.ts';
import { isNull, withoutNull, arrayOf, unionOf } from './type.ts';

/** Whether a value fits: always, for some of the values that may come, or never. */
export type Fit = 'always' | 'sometimes' | 'never';

/**
 * Whether what a source gives may go where `sink` is wanted. Numbers are not converted: engines give a tool what they
 * were given. Names of types count for nothing, only what they stand for.
 */
export function fits(source: CwlType, sink: CwlType): Fit {
  if (assignable(source, sink, 'all')) return 'always';
  return assignable(source, sink, 'some') ? 'sometimes' : 'never';
}

function assignable(source: CwlType, sink: CwlType, how: 'all' | 'some'): boolean {
  if (takesAll(source) || takesAll(sink)) return true;
  if (source.kind === 'union') {
    return how === 'all'
      ? source.members.every((member) => assignable(member, sink, 'some'))
      : source.members.some((member) => !isNull(member) && assignable(member, sink, 'some'));
  }
  if (sink.kind === 'union') return sink.members.some((member) => assignable(source, member, 'some'));
  if (source.kind === 'primitive') return sink.kind === 'primitive' && source.name === sink.name;
  if (source.kind === 'array') return sink.kind === 'array' && assignable(source.items, sink.items, how);
  if (source.kind !== 'record') return source.kind === sink.kind;
  if (sink.kind !== 'record') return false;
  return sink.fields.every(({ name, type }) => {
    const given = source.fields.find((field) => field.name === name);
    return given === undefined ? fitsNothing(type) : assignable(given.type, type, how);
  });
}

function takesAll(type: CwlType): boolean {
  return type.kind === 'any' || type.kind === 'unknown';
}

function fitsNothing(type: CwlType): boolean {
  return takesAll(type) || isNull(type) || (type.kind === 'union' && type.members.some(isNull));
}

export type LinkMerge = 'merge_nested' | 'merge_flattened';
export type PickValue = 'first_non_null' | 'the_only_non_null' | 'all_non_null';

/** How what comes from sources becomes one value. */
export interface Merge {
  /** `source: x` is one value, `source: [x]` may be a list of one. */
  readonly form: 'single' | 'list';
  readonly linkMerge?: LinkMerge;
  readonly pickValue?: PickValue;
}

/** What one of the sources makes of the value that arrives, for comparison with what is wanted. */
export function mergedType(source: CwlType, count: number, merge: Merge): CwlType {
  const { form, pickValue } = merge;
  const linkMerge = merge.linkMerge ?? (count > 1 ? 'merge_nested' : undefined);
  if (form === 'single' || linkMerge === undefined) return picked(source, pickValue);
  const element = flat(source, linkMerge);
  switch (pickValue) {
    case 'first_non_null':
    case 'the_only_non_null':
      return withoutNull(element);
    case 'all_non_null':
      return arrayOf(withoutNull(element));
    default:
      return arrayOf(element);
  }
}

/** The elements that one source puts into the list. */
function flat(source: CwlType, linkMerge: LinkMerge): CwlType {
  if (linkMerge !== 'merge_flattened') return source;
  if (source.kind === 'array') return source.items;
  if (source.kind === 'union') return unionOf(source.members.map((member) => flat(member, linkMerge)));
  return source;
}

function picked(source: CwlType, pickValue: PickValue | undefined): CwlType {
  if (pickValue === undefined) return source;
  const present = withoutNull(source);
  if (present.kind !== 'array') return pickValue === 'all_non_null' ? arrayOf(present) : present;
  return pickValue === 'all_non_null' ? arrayOf(withoutNull(present.items)) : withoutNull(present.items);
}
