import { assignable, NEVER, withOptional } from '../../../model/index.ts';
import type { CoercionRules, ValueType } from '../../../model/index.ts';
import { commonType } from '../common-type.ts';

/** A type with variables in it, as the signatures of generic functions have. */
export type TypePattern =
  | { readonly kind: 'type'; readonly type: ValueType }
  | { readonly kind: 'variable'; readonly name: string; readonly optional: boolean }
  | {
      readonly kind: 'array';
      readonly element: TypePattern;
      readonly nonEmpty: boolean;
      readonly optional: boolean;
    }
  | {
      readonly kind: 'map';
      readonly key: TypePattern;
      readonly value: TypePattern;
      readonly optional: boolean;
    }
  | {
      readonly kind: 'pair';
      readonly left: TypePattern;
      readonly right: TypePattern;
      readonly optional: boolean;
    };

export type Bindings = Map<string, ValueType>;

/** Whether the type fits the pattern; what its variables stand for is added to `bindings`. */
export function matchPattern(
  pattern: TypePattern,
  type: ValueType,
  bindings: Bindings,
  rules: CoercionRules,
): boolean {
  if (pattern.kind === 'type') return assignable(type, pattern.type, rules) === true;
  if (type.kind === 'any') return true;
  if (isEmptyUnion(type)) return pattern.optional || !type.optional;
  if (pattern.kind === 'variable') return bind(pattern.name, pattern.optional, type, bindings, rules);
  if (type.optional && !pattern.optional && !rules.conversions.has('optional-to-required')) return false;
  switch (pattern.kind) {
    case 'array':
      if (type.kind === 'map' && rules.conversions.has('map-to-pairs') && pattern.element.kind === 'pair') {
        return (
          matchPattern(pattern.element.left, type.key, bindings, rules) &&
          matchPattern(pattern.element.right, type.value, bindings, rules)
        );
      }
      if (type.kind !== 'array') return false;
      if (pattern.nonEmpty && !type.nonEmpty && !rules.conversions.has('array-to-non-empty')) return false;
      return matchPattern(pattern.element, type.element, bindings, rules);
    case 'map':
      return (
        type.kind === 'map' &&
        matchPattern(pattern.key, type.key, bindings, rules) &&
        matchPattern(pattern.value, type.value, bindings, rules)
      );
    case 'pair':
      return (
        type.kind === 'pair' &&
        matchPattern(pattern.left, type.left, bindings, rules) &&
        matchPattern(pattern.right, type.right, bindings, rules)
      );
  }
}

/** The type that the pattern stands for; a variable that nothing was said about stands for anything. */
export function substitute(pattern: TypePattern, bindings: Bindings): ValueType {
  switch (pattern.kind) {
    case 'type':
      return pattern.type;
    case 'variable': {
      const type = bindings.get(pattern.name) ?? { kind: 'any', optional: pattern.optional };
      return pattern.optional ? withOptional(type, true) : type;
    }
    case 'array':
      return {
        kind: 'array',
        element: substitute(pattern.element, bindings),
        nonEmpty: pattern.nonEmpty,
        optional: pattern.optional,
      };
    case 'map':
      return {
        kind: 'map',
        key: substitute(pattern.key, bindings),
        value: substitute(pattern.value, bindings),
        optional: pattern.optional,
      };
    case 'pair':
      return {
        kind: 'pair',
        left: substitute(pattern.left, bindings),
        right: substitute(pattern.right, bindings),
        optional: pattern.optional,
      };
  }
}

function bind(
  name: string,
  takesOptional: boolean,
  type: ValueType,
  bindings: Bindings,
  rules: CoercionRules,
): boolean {
  const bare = takesOptional ? withOptional(type, false) : type;
  if (!fitsVariable(name, bare)) return false;
  const before = bindings.get(name);
  if (before === undefined || before === NEVER) {
    bindings.set(name, bare);
    return true;
  }
  const common = commonType(before, bare, rules);
  if (common === undefined) return false;
  bindings.set(name, common);
  return true;
}

/** `P` stands for primitive types, `S` for structs, `R` for structs of primitive members, `E` for enums; every other letter for anything. */
function fitsVariable(name: string, type: ValueType): boolean {
  switch (name) {
    case 'P':
      return type.kind === 'primitive' || type.kind === 'enum' || type.kind === 'union';
    case 'S':
      return type.kind === 'struct';
    case 'R':
      return type.kind === 'struct' && type.members.every((one) => one.type.kind === 'primitive');
    case 'E':
      return type.kind === 'enum';
    default:
      return true;
  }
}

function isEmptyUnion(type: ValueType): boolean {
  return type.kind === 'union' && type.members.length === 0;
}
