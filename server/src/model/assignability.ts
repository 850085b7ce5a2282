import type { PrimitiveName, StructType, ValueType } from './value-type.ts';
import { primitive, typeLabel } from './value-type.ts';

/** Conversions between kinds of types that a language or an engine may make by itself. */
export type Conversion =
  /** `T?` where `T` is wanted: fails when the value is missing. */
  | 'optional-to-required'
  /** `Array[T]` where `Array[T]+` is wanted: fails when the array is empty. */
  | 'array-to-non-empty'
  | 'array-to-string'
  | 'element-to-array'
  | 'map-to-pairs'
  | 'pairs-to-map'
  | 'map-to-struct'
  /** A map whose values are not known to fit the members. */
  | 'any-map-to-struct'
  | 'struct-to-map'
  | 'struct-to-struct'
  | 'object-to-struct'
  | 'object-to-map'
  | 'map-to-object'
  | 'struct-to-object'
  | 'enum-to-string'
  | 'string-to-enum';

/** What may be given where something else is wanted, as data: one value per language version or engine. */
export interface CoercionRules {
  /** For each primitive the others that it is converted to. */
  readonly primitives: Readonly<Partial<Record<PrimitiveName, readonly PrimitiveName[]>>>;
  readonly conversions: ReadonlySet<Conversion>;
}

/** Why a value of one type cannot stand where another is wanted. */
export interface Mismatch {
  readonly kind: 'type' | 'optional' | 'empty' | 'member';
  /** One sentence. */
  readonly why: string;
}

/**
 * Whether a value of type `from` may be given where `to` is wanted. `any` fits everywhere and takes everything; the
 * union without members is the value that is absent (`optional`) or the element of an empty collection.
 */
export function assignable(from: ValueType, to: ValueType, rules: CoercionRules): true | Mismatch {
  if (from === to || from.kind === 'any' || to.kind === 'any') return true;
  if (from.optional && !to.optional && from.kind === 'union' && from.members.length === 0) {
    return { kind: 'optional', why: `'${typeLabel(to)}' cannot be absent.` };
  }
  if (from.optional && !to.optional && !rules.conversions.has('optional-to-required')) {
    return { kind: 'optional', why: 'The value may be missing.' };
  }
  if (to.kind === 'union') return toUnion(from, to.members, rules);
  switch (from.kind) {
    case 'primitive':
      return fromPrimitive(from.name, from, to, rules);
    case 'array':
      return fromArray(from, to, rules);
    case 'map':
      return fromMap(from, to, rules);
    case 'pair':
      if (to.kind !== 'pair') return otherwise(from, to, rules);
      return both(assignable(from.left, to.left, rules), () => assignable(from.right, to.right, rules));
    case 'struct':
      return fromStruct(from, to, rules);
    case 'enum':
      if (to.kind === 'enum' && to.name === from.name) return true;
      if (isPrimitive(to, 'String') && rules.conversions.has('enum-to-string')) return true;
      return otherwise(from, to, rules);
    case 'object':
      if (to.kind === 'object') return true;
      if (to.kind === 'struct' && rules.conversions.has('object-to-struct')) return true;
      if (to.kind === 'map' && rules.conversions.has('object-to-map')) return fromName(from, to, rules);
      return otherwise(from, to, rules);
    case 'union':
      return fromUnion(from.members, to, rules);
  }
}

function fromPrimitive(
  name: PrimitiveName,
  from: ValueType,
  to: ValueType,
  rules: CoercionRules,
): true | Mismatch {
  if (to.kind === 'primitive') {
    if (to.name === name) return true;
    const targets = rules.primitives[name];
    if (targets?.includes(to.name) === true) return true;
  }
  if (name === 'String' && to.kind === 'enum' && rules.conversions.has('string-to-enum')) return true;
  return otherwise(from, to, rules);
}

function fromArray(
  from: Extract<ValueType, { kind: 'array' }>,
  to: ValueType,
  rules: CoercionRules,
): true | Mismatch {
  if (to.kind === 'array') {
    if (to.nonEmpty && !from.nonEmpty && !rules.conversions.has('array-to-non-empty')) {
      return { kind: 'empty', why: 'The array may be empty.' };
    }
    return assignable(from.element, to.element, rules);
  }
  if (to.kind === 'map' && from.element.kind === 'pair' && rules.conversions.has('pairs-to-map')) {
    const { left, right } = from.element;
    return both(assignable(left, to.key, rules), () => assignable(right, to.value, rules));
  }
  if (isPrimitive(to, 'String') && rules.conversions.has('array-to-string')) return true;
  return otherwise(from, to, rules);
}

function fromMap(
  from: Extract<ValueType, { kind: 'map' }>,
  to: ValueType,
  rules: CoercionRules,
): true | Mismatch {
  if (to.kind === 'map') {
    return both(assignable(from.key, to.key, rules), () => assignable(from.value, to.value, rules));
  }
  if (to.kind === 'array' && to.element.kind === 'pair' && rules.conversions.has('map-to-pairs')) {
    const { left, right } = to.element;
    return both(assignable(from.key, left, rules), () => assignable(from.value, right, rules));
  }
  if (to.kind !== 'object' && to.kind !== 'struct') return otherwise(from, to, rules);
  // Members have names, so keys must be what can be read as one.
  if (!isName(from.key)) return mismatch(from, to);
  if (to.kind === 'object' && rules.conversions.has('map-to-object')) return true;
  if (to.kind === 'struct' && rules.conversions.has('map-to-struct')) {
    if (rules.conversions.has('any-map-to-struct')) return true;
    for (const member of to.members) {
      const result = assignable(from.value, member.type, rules);
      if (result !== true) return memberMismatch(to, member.name, from.value, member.type);
    }
    return true;
  }
  return otherwise(from, to, rules);
}

function fromStruct(from: StructType, to: ValueType, rules: CoercionRules): true | Mismatch {
  if (to.kind === 'struct') {
    if (to.members === from.members) return true;
    if (!rules.conversions.has('struct-to-struct') && to.name !== from.name) return mismatch(from, to);
    return membersFit(from, to, rules);
  }
  if (to.kind === 'object' && rules.conversions.has('struct-to-object')) return true;
  if (to.kind === 'map' && rules.conversions.has('struct-to-map')) {
    const key = fromName(from, to, rules);
    if (key !== true) return key;
    for (const member of from.members) {
      const result = assignable(member.type, to.value, rules);
      if (result !== true) return memberMismatch(from, member.name, member.type, to.value);
    }
    return true;
  }
  return otherwise(from, to, rules);
}

/** Names of members become keys of a map. */
function fromName(
  from: ValueType,
  to: Extract<ValueType, { kind: 'map' }>,
  rules: CoercionRules,
): true | Mismatch {
  return isName(to.key) || assignable(primitive('String'), to.key, rules) === true
    ? true
    : mismatch(from, to);
}

function membersFit(from: StructType, to: StructType, rules: CoercionRules): true | Mismatch {
  const given = new Map(from.members.map((member) => [member.name, member.type]));
  for (const member of to.members) {
    const type = given.get(member.name);
    if (type === undefined) {
      if (member.type.optional) continue;
      return {
        kind: 'member',
        why: `'${from.name}' has no member '${member.name}', which '${to.name}' needs.`,
      };
    }
    if (assignable(type, member.type, rules) !== true) {
      return memberMismatch(to, member.name, type, member.type);
    }
  }
  return true;
}

function fromUnion(members: readonly ValueType[], to: ValueType, rules: CoercionRules): true | Mismatch {
  for (const member of members) {
    const result = assignable(member, to, rules);
    if (result !== true) return result;
  }
  return true;
}

function toUnion(from: ValueType, members: readonly ValueType[], rules: CoercionRules): true | Mismatch {
  if (from.kind === 'union') {
    return from.members.every((one) => toUnion(one, members, rules) === true)
      ? true
      : { kind: 'type', why: 'Not every type that it may have is allowed here.' };
  }
  for (const member of members) {
    if (assignable(from, member, rules) === true) return true;
  }
  return {
    kind: 'type',
    why: `A value of type '${typeLabel(from)}' is none of the types that are allowed here.`,
  };
}

function otherwise(from: ValueType, to: ValueType, rules: CoercionRules): true | Mismatch {
  if (to.kind === 'array' && rules.conversions.has('element-to-array')) {
    return assignable(from, to.element, rules);
  }
  return mismatch(from, to);
}

function both(first: true | Mismatch, second: () => true | Mismatch): true | Mismatch {
  return first === true ? second() : first;
}

function mismatch(from: ValueType, to: ValueType): Mismatch {
  return { kind: 'type', why: `A value of type '${typeLabel(from)}' cannot become '${typeLabel(to)}'.` };
}

function memberMismatch(struct: StructType, name: string, from: ValueType, to: ValueType): Mismatch {
  return {
    kind: 'member',
    why: `Member '${name}' of '${struct.name}': '${typeLabel(from)}' cannot become '${typeLabel(to)}'.`,
  };
}

/** A text, or what stands for one. */
function isName(type: ValueType): boolean {
  if (type.kind === 'primitive')
    return type.name !== 'Int' && type.name !== 'Float' && type.name !== 'Boolean';
  return type.kind === 'any' || type.kind === 'enum' || (type.kind === 'union' && type.members.every(isName));
}

function isPrimitive(type: ValueType, name: PrimitiveName): boolean {
  return type.kind === 'primitive' && type.name === name;
}
