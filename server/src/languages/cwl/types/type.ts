import type { SymbolId } from '../../../model/index.ts';

/** A type as CWL has it, with all names resolved. */
export type CwlType = PrimitiveType | AnyType | UnknownType | ArrayType | EnumType | RecordType | UnionType;

export type PrimitiveName =
  'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'string' | 'File' | 'Directory';

export interface PrimitiveType {
  readonly kind: 'primitive';
  readonly name: PrimitiveName;
}
/** `Any`: every value but null. */
export interface AnyType {
  readonly kind: 'any';
}
/** A type that could not be read, or one of a file that is not there: never the cause of a problem. */
export interface UnknownType {
  readonly kind: 'unknown';
}
export interface ArrayType {
  readonly kind: 'array';
  readonly items: CwlType;
}
export interface EnumType {
  readonly kind: 'enum';
  readonly name?: string;
  readonly symbols: readonly string[];
}
export interface RecordType {
  readonly kind: 'record';
  readonly name?: string;
  readonly fields: readonly RecordField[];
}
export interface RecordField {
  readonly name: string;
  readonly type: CwlType;
  readonly doc?: string;
  readonly symbol?: SymbolId;
}
/** Two or more, none of them a union itself. */
export interface UnionType {
  readonly kind: 'union';
  readonly members: readonly CwlType[];
}

export const PRIMITIVES: ReadonlySet<string> = new Set<PrimitiveName>([
  ...(['null', 'boolean', 'int', 'long', 'float', 'double'] as const),
  ...(['string', 'File', 'Directory'] as const),
]);

export const ANY: AnyType = { kind: 'any' };
export const UNKNOWN: UnknownType = { kind: 'unknown' };
export const NULL: PrimitiveType = { kind: 'primitive', name: 'null' };
export const FILE: PrimitiveType = { kind: 'primitive', name: 'File' };

export function isPrimitiveName(name: string): name is PrimitiveName {
  return PRIMITIVES.has(name);
}

export function arrayOf(items: CwlType): ArrayType {
  return { kind: 'array', items };
}

/** One of several types; unions among them are dissolved, and each type is kept once. */
export function unionOf(types: readonly CwlType[]): CwlType {
  const members: CwlType[] = [];
  for (const type of types.flatMap((one) => (one.kind === 'union' ? one.members : [one]))) {
    if (!members.some((other) => sameType(other, type))) members.push(type);
  }
  const [only, second] = members;
  return only !== undefined && second === undefined ? only : { kind: 'union', members };
}

export function optional(type: CwlType): CwlType {
  return isOptional(type) ? type : unionOf([NULL, type]);
}

/** True where no value need be given. */
export function isOptional(type: CwlType): boolean {
  return type.kind === 'union' ? type.members.some(isNull) : isNull(type);
}

export function withoutNull(type: CwlType): CwlType {
  if (type.kind !== 'union') return type;
  return unionOf(type.members.filter((member) => !isNull(member)));
}

export function isNull(type: CwlType): boolean {
  return type.kind === 'primitive' && type.name === 'null';
}

/** True when one of the values that the type has is a File. */
export function holdsFile(type: CwlType): boolean {
  switch (type.kind) {
    case 'primitive':
      return type.name === 'File';
    case 'array':
      return holdsFile(type.items);
    case 'union':
      return type.members.some(holdsFile);
    default:
      return false;
  }
}

export function sameType(a: CwlType, b: CwlType): boolean {
  return a === b || typeText(a) === typeText(b);
}

/** As the shorthand of CWL writes it, as far as it reaches: `File[]?`, `int | string`. */
export function typeText(type: CwlType): string {
  if (type.kind === 'union' && isOptional(type)) {
    const rest = withoutNull(type);
    const text = typeText(rest);
    return rest.kind === 'union' ? `(${text})?` : `${text}?`;
  }
  switch (type.kind) {
    case 'primitive':
      return type.name;
    case 'any':
      return 'Any';
    case 'unknown':
      return 'unknown';
    case 'array': {
      const text = typeText(type.items);
      return type.items.kind === 'union' ? `(${text})[]` : `${text}[]`;
    }
    case 'enum':
      return type.name ?? `enum {${shortList(type.symbols)}}`;
    case 'record':
      return type.name ?? `record {${shortList(type.fields.map((field) => field.name))}}`;
    case 'union':
      return type.members.map(typeText).join(' | ');
  }
}

function shortList(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join(', ')}, …` : names.join(', ');
}
