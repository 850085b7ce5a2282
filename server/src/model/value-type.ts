import type { SymbolId } from './occurrence.ts';

/**
 * Types of the values that go in and out of workflows, for every language. A language lowers its own types to these;
 * parameters, templates and links between calls are checked on them.
 */
export type ValueType =
  PrimitiveType | ArrayType | MapType | PairType | StructType | EnumType | ObjectType | UnionType | AnyType;

export type PrimitiveName = 'Boolean' | 'Int' | 'Float' | 'String' | 'File' | 'Directory';

export interface PrimitiveType {
  readonly kind: 'primitive';
  readonly name: PrimitiveName;
  readonly optional: boolean;
}
export interface ArrayType {
  readonly kind: 'array';
  readonly element: ValueType;
  readonly nonEmpty: boolean;
  readonly optional: boolean;
}
export interface MapType {
  readonly kind: 'map';
  readonly key: ValueType;
  readonly value: ValueType;
  readonly optional: boolean;
}
export interface PairType {
  readonly kind: 'pair';
  readonly left: ValueType;
  readonly right: ValueType;
  readonly optional: boolean;
}
export interface StructType {
  readonly kind: 'struct';
  readonly name: string;
  readonly members: readonly StructMember[];
  readonly optional: boolean;
}
export interface StructMember {
  readonly name: string;
  readonly type: ValueType;
  readonly description?: string;
  /** Its declaration, so that a key of a parameter file leads there. */
  readonly symbol?: SymbolId;
}
export interface EnumType {
  readonly kind: 'enum';
  readonly name: string;
  readonly choices: readonly string[];
  readonly optional: boolean;
}
/** Named members of any type: WDL's `Object`, a JSON object. */
export interface ObjectType {
  readonly kind: 'object';
  readonly optional: boolean;
}
/** One of several types, as CWL and JSON schemas have them. */
export interface UnionType {
  readonly kind: 'union';
  readonly members: readonly ValueType[];
  readonly optional: boolean;
}
/** Unknown, or anything: never the cause of a problem. */
export interface AnyType {
  readonly kind: 'any';
  readonly optional: boolean;
}

export const ANY: AnyType = { kind: 'any', optional: true };
/** The type of the value that is absent: `None`, `null`. */
export const NONE: UnionType = { kind: 'union', members: [], optional: true };
/** The type of the elements of an empty collection: fits everywhere. */
export const NEVER: UnionType = { kind: 'union', members: [], optional: false };

export function primitive(name: PrimitiveName, optional = false): PrimitiveType {
  return { kind: 'primitive', name, optional };
}

export function withOptional<T extends ValueType>(type: T, optional: boolean): T {
  return type.optional === optional ? type : { ...type, optional };
}

/** The type as WDL writes it, which is how messages show it in every language. */
export function typeLabel(type: ValueType): string {
  if (type.kind === 'union' && type.members.length === 0) return type.optional ? 'None' : 'Any';
  return bareLabel(type) + (type.optional && type.kind !== 'any' ? '?' : '');
}

function bareLabel(type: ValueType): string {
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'array':
      return `Array[${typeLabel(type.element)}]${type.nonEmpty ? '+' : ''}`;
    case 'map':
      return `Map[${typeLabel(type.key)}, ${typeLabel(type.value)}]`;
    case 'pair':
      return `Pair[${typeLabel(type.left)}, ${typeLabel(type.right)}]`;
    case 'struct':
    case 'enum':
      return type.name;
    case 'object':
      return 'Object';
    case 'union':
      return type.members.map(typeLabel).join(' | ');
    case 'any':
      return 'Any';
  }
}
