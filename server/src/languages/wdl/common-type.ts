import { assignable, withOptional } from '../../model/index.ts';
import type { CoercionRules, ValueType } from '../../model/index.ts';

/**
 * The type that values of both types can have together, as in an array literal or the branches of an `if`; `undefined`
 * when there is none. It is optional when either is.
 */
export function commonType(a: ValueType, b: ValueType, rules: CoercionRules): ValueType | undefined {
  if (a === b) return a;
  if (a.kind === 'any' || b.kind === 'any') return a.kind === 'any' ? a : b;
  const optional = a.optional || b.optional;
  if (isEmptyUnion(a)) return withOptional(b, optional);
  if (isEmptyUnion(b)) return withOptional(a, optional);
  const bare = commonBare(a, b, rules);
  return bare === undefined ? undefined : withOptional(bare, optional);
}

function commonBare(a: ValueType, b: ValueType, rules: CoercionRules): ValueType | undefined {
  if (a.kind === 'array' && b.kind === 'array') {
    const element = commonType(a.element, b.element, rules);
    if (element === undefined) return undefined;
    return { kind: 'array', element, nonEmpty: a.nonEmpty && b.nonEmpty, optional: false };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const key = commonType(a.key, b.key, rules);
    const value = commonType(a.value, b.value, rules);
    if (key === undefined || value === undefined) return undefined;
    return { kind: 'map', key, value, optional: false };
  }
  if (a.kind === 'pair' && b.kind === 'pair') {
    const left = commonType(a.left, b.left, rules);
    const right = commonType(a.right, b.right, rules);
    if (left === undefined || right === undefined) return undefined;
    return { kind: 'pair', left, right, optional: false };
  }
  if (a.kind === 'primitive' && b.kind === 'primitive') return commonPrimitive(a, b, rules);
  const bareA = withOptional(a, false);
  const bareB = withOptional(b, false);
  if (assignable(bareB, bareA, rules) === true) return bareA;
  if (assignable(bareA, bareB, rules) === true) return bareB;
  return undefined;
}

type Primitive = Extract<ValueType, { kind: 'primitive' }>;

/** Files win over the text that names them, numbers over none; text takes the rest. */
function commonPrimitive(a: Primitive, b: Primitive, rules: CoercionRules): ValueType | undefined {
  if (a.name === b.name) return a;
  const names = new Set([a.name, b.name]);
  if (names.has('Int') && names.has('Float')) return a.name === 'Float' ? a : b;
  if (names.has('File') && names.has('String')) return a.name === 'File' ? a : b;
  if (names.has('Directory') && names.has('String')) return a.name === 'Directory' ? a : b;
  const text = a.name === 'String' ? a : b.name === 'String' ? b : undefined;
  if (text === undefined) return undefined;
  const other = text === a ? b : a;
  return assignable(withOptional(other, false), withOptional(text, false), rules) === true ? text : undefined;
}

function isEmptyUnion(type: ValueType): boolean {
  return type.kind === 'union' && type.members.length === 0;
}
