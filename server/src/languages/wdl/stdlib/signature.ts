import { ANY, primitive, typeLabel } from '../../../model/index.ts';
import type { PrimitiveName } from '../../../model/index.ts';
import { WDL_VERSIONS } from '../versions.ts';
import type { WdlVersion } from '../versions.ts';
import type { TypePattern } from './pattern.ts';

export interface FunctionSignature {
  /** The version that brought this overload, where the function is older. */
  readonly since: WdlVersion | undefined;
  /** As it stands in the table. */
  readonly label: string;
  readonly parameters: readonly ParameterPattern[];
  /** How many arguments must be given at least. */
  readonly required: number;
  readonly returns: TypePattern;
}

export interface ParameterPattern {
  readonly name: string;
  readonly type: TypePattern;
  readonly optional: boolean;
  /** As a label in signature help: `array: Array[X]`. */
  readonly label: string;
}

const PRIMITIVES: ReadonlySet<string> = new Set(['Boolean', 'Int', 'Float', 'String', 'File', 'Directory']);

/** Reads a line of the tables: `1.2: zip(left: Array[X], right: Array[Y]) -> Array[Pair[X, Y]]`. */
export function parseSignature(line: string): FunctionSignature {
  const since = WDL_VERSIONS.find((version) => line.startsWith(`${version}: `));
  const text = since === undefined ? line : line.slice(since.length + 2);
  const open = text.indexOf('(');
  const close = text.lastIndexOf(') -> ');
  const parameters = splitAtCommas(text.slice(open + 1, close)).map(parseParameter);
  return {
    since,
    label: text,
    parameters,
    required: parameters.filter((one) => !one.optional).length,
    returns: parsePattern(text.slice(close + 5)),
  };
}

function parseParameter(text: string): ParameterPattern {
  const colon = text.indexOf(':');
  const head = text.slice(0, colon);
  const optional = head.endsWith('?');
  return {
    name: optional ? head.slice(0, -1) : head,
    type: parsePattern(text.slice(colon + 1).trim()),
    optional,
    label: text,
  };
}

function parsePattern(text: string): TypePattern {
  const optional = text.endsWith('?');
  const withoutOptional = optional ? text.slice(0, -1) : text;
  const nonEmpty = withoutOptional.endsWith('+');
  const bare = nonEmpty ? withoutOptional.slice(0, -1) : withoutOptional;
  const bracket = bare.indexOf('[');
  if (bracket < 0) return parseName(bare, optional);
  const args = splitAtCommas(bare.slice(bracket + 1, -1)).map(parsePattern);
  const [first = anyPattern, second = anyPattern] = args;
  switch (bare.slice(0, bracket)) {
    case 'Array':
      return { kind: 'array', element: first, nonEmpty, optional };
    case 'Map':
      return { kind: 'map', key: first, value: second, optional };
    default:
      return { kind: 'pair', left: first, right: second, optional };
  }
}

const anyPattern: TypePattern = { kind: 'type', type: ANY };

function parseName(name: string, optional: boolean): TypePattern {
  if (name === 'Any') return anyPattern;
  if (name === 'Object') return { kind: 'type', type: { kind: 'object', optional } };
  if (isPrimitiveName(name)) return { kind: 'type', type: primitive(name, optional) };
  return { kind: 'variable', name, optional };
}

function isPrimitiveName(name: string): name is PrimitiveName {
  return PRIMITIVES.has(name);
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '[') depth++;
    else if (char === ']') depth--;
    else if (char === ',' && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  const last = text.slice(start).trim();
  if (last !== '') parts.push(last);
  return parts;
}

/** The type pattern as people write it. */
export function patternLabel(pattern: TypePattern): string {
  switch (pattern.kind) {
    case 'type':
      return typeLabel(pattern.type);
    case 'variable':
      return pattern.name + (pattern.optional ? '?' : '');
    case 'array':
      return `Array[${patternLabel(pattern.element)}]${pattern.nonEmpty ? '+' : ''}${pattern.optional ? '?' : ''}`;
    case 'map':
      return `Map[${patternLabel(pattern.key)}, ${patternLabel(pattern.value)}]${pattern.optional ? '?' : ''}`;
    case 'pair':
      return `Pair[${patternLabel(pattern.left)}, ${patternLabel(pattern.right)}]${pattern.optional ? '?' : ''}`;
  }
}
