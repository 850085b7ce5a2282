import type { ValueType } from '../../../model/index.ts';
import { ANY as ANY_VALUE, primitive, withOptional } from '../../../model/index.ts';
import type { CwlType, PrimitiveName } from './type.ts';
import { isOptional, withoutNull } from './type.ts';

/** The type as all languages have it. */
export function toValueType(type: CwlType): ValueType {
  if (isOptional(type)) {
    return type.kind === 'union' ? withOptional(toValueType(withoutNull(type)), true) : ANY_VALUE;
  }
  switch (type.kind) {
    case 'primitive':
      return primitive(PRIMITIVES[type.name]);
    case 'any':
      return withOptional(ANY_VALUE, false);
    case 'unknown':
      return ANY_VALUE;
    case 'array':
      return { kind: 'array', element: toValueType(type.items), nonEmpty: false, optional: false };
    case 'enum':
      return { kind: 'enum', name: type.name ?? 'enum', choices: type.symbols, optional: false };
    case 'record':
      return {
        kind: 'struct',
        name: type.name ?? 'record',
        optional: false,
        members: type.fields.map(({ name, type: of, doc, symbol }) => ({
          name,
          type: toValueType(of),
          ...(doc === undefined ? {} : { description: doc }),
          ...(symbol === undefined ? {} : { symbol }),
        })),
      };
    case 'union':
      return { kind: 'union', members: type.members.map(toValueType), optional: false };
  }
}

const PRIMITIVES: Readonly<
  Record<PrimitiveName, 'Boolean' | 'Int' | 'Float' | 'String' | 'File' | 'Directory'>
> = {
  null: 'String',
  boolean: 'Boolean',
  int: 'Int',
  long: 'Int',
  float: 'Float',
  double: 'Float',
  string: 'String',
  File: 'File',
  Directory: 'Directory',
};
