import { ANY, primitive, withOptional } from '../../../model/index.ts';
import type { SymbolId, ValueType } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { Span } from '../../../text/index.ts';
import type { TypeNode } from '../ast.ts';
import { atLeast } from '../versions.ts';
import { isLost } from './lost-names.ts';
import { refer, spanOf, textOf } from './file.ts';
import type { CheckedFile } from './file.ts';

export const BOOLEAN = primitive('Boolean');
export const INT = primitive('Int');
export const FLOAT = primitive('Float');
export const STRING = primitive('String');
export const FILE = primitive('File');
export const DIRECTORY = primitive('Directory');
export const OBJECT: ValueType = { kind: 'object', optional: false };

const SIMPLE: ReadonlyMap<string, readonly [required: ValueType, optional: ValueType]> = new Map(
  [BOOLEAN, INT, FLOAT, STRING, FILE, DIRECTORY].map((type) => [type.name, [type, withOptional(type, true)]]),
);

/** Names of types that the language itself has, in the order in which completion offers them. */
export const BUILT_IN_TYPES: readonly string[] = [
  'File',
  'String',
  'Int',
  'Float',
  'Boolean',
  'Array',
  'Map',
  'Pair',
  'Object',
  'Directory',
];

/**
 * The type that the source names. What cannot be resolved is a problem, once, and `Any`. To be called once for each
 * node, since it also notes references.
 */
export function resolveType(file: CheckedFile, node: TypeNode): ValueType {
  const optional = node.optional !== undefined;
  if (node.name === undefined) return ANY;
  const name = textOf(file, node.name);
  const simple = SIMPLE.get(name);
  // Before there was a type of this name, structs were called so.
  const isOwn = name === 'Directory' && file.types.has(name);
  if (simple !== undefined && !isOwn) {
    checkTypeArguments(file, node, name, 0);
    return optional ? simple[1] : simple[0];
  }
  switch (name) {
    case 'Array': {
      checkTypeArguments(file, node, name, 1);
      return {
        kind: 'array',
        element: argument(file, node, 0),
        nonEmpty: node.nonEmpty !== undefined,
        optional,
      };
    }
    case 'Map': {
      checkTypeArguments(file, node, name, 2);
      const key = argument(file, node, 0);
      checkMapKey(file, node, key);
      return { kind: 'map', key, value: argument(file, node, 1), optional };
    }
    case 'Pair':
      checkTypeArguments(file, node, name, 2);
      return { kind: 'pair', left: argument(file, node, 0), right: argument(file, node, 1), optional };
    case 'Object':
    case 'object':
      reportObject(file, node.name);
      return { kind: 'object', optional };
  }
  return resolveNamedType(file, node, name, optional);
}

/** Whether the word in front of the type's brackets is the name of one. */
export function namesType(file: CheckedFile, node: TypeNode): boolean {
  if (node.name === undefined) return false;
  const name = textOf(file, node.name);
  return BUILT_IN_TYPES.includes(name) || file.types.has(name);
}

/** The declaration that *go to type definition* leads to. */
export function typeSymbol(file: CheckedFile, node: TypeNode): SymbolId | undefined {
  if (node.name === undefined) return undefined;
  const named = file.types.get(textOf(file, node.name));
  if (named !== undefined) return named.symbol;
  for (const arg of node.args) {
    const symbol = typeSymbol(file, arg);
    if (symbol !== undefined) return symbol;
  }
  return undefined;
}

/** The same of a type that is not written down. */
export function symbolOfType(file: CheckedFile, type: ValueType): SymbolId | undefined {
  switch (type.kind) {
    case 'struct':
    case 'enum':
      return file.types.get(type.name)?.symbol;
    case 'array':
      return symbolOfType(file, type.element);
    case 'map':
      return symbolOfType(file, type.value);
    case 'pair':
      return symbolOfType(file, type.left) ?? symbolOfType(file, type.right);
    default:
      return undefined;
  }
}

function resolveNamedType(file: CheckedFile, node: TypeNode, name: string, optional: boolean): ValueType {
  const token = node.name;
  if (token === undefined) return ANY;
  const named = file.types.get(name);
  if (named !== undefined) {
    file.usedTypes.add(name);
    refer(file, token, named.symbol);
    return withOptional(named.type, optional);
  }
  const known = file.incomplete || isLost(file, name);
  file.lost.misplaced.add(name);
  if (known) return ANY;
  const suggestion = closest(name, [...BUILT_IN_TYPES, ...file.types.keys()]);
  file.problems.push({
    span: spanOf(token),
    severity: 'error',
    code: 'unknown-type',
    message: `Unknown type '${name}'.` + (suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`),
    note: 'A type is one of the built-in ones, or a struct of this document or of one that it imports.',
    ...(suggestion === undefined
      ? {}
      : {
          fixes: [
            {
              title: `Change to '${suggestion}'`,
              edits: [{ span: spanOf(token), newText: suggestion }],
            },
          ],
        }),
  });
  return ANY;
}

/** Source: WDL 1.1 specification, deprecated types; HealthOmics user guide, 2025. */
function reportObject(file: CheckedFile, name: Span): void {
  if (!atLeast(file.version, '1.0')) return;
  file.problems.push({
    span: spanOf(name),
    severity: 'hint',
    code: 'deprecated-object',
    message: "'Object' says nothing about its members.",
    note: 'It goes away in WDL 2.0. Declare a struct, so that names and types of members are checked.',
    tags: ['deprecated'],
  });
}

function argument(file: CheckedFile, node: TypeNode, index: number): ValueType {
  const arg = node.args[index];
  return arg === undefined ? ANY : resolveType(file, arg);
}

function checkTypeArguments(file: CheckedFile, node: TypeNode, name: string, count: number): void {
  if (node.args.length === count) return;
  const wanted =
    count === 0 ? 'takes no type in brackets' : `needs ${count === 1 ? 'one type' : 'two types'} in brackets`;
  const example = { Array: 'Array[File]', Map: 'Map[String, File]', Pair: 'Pair[File, File]' }[name];
  file.problems.push({
    span: spanOf(node),
    severity: 'error',
    code: 'type-arguments',
    message: `'${name}' ${wanted}.`,
    ...(example === undefined ? {} : { note: `Such as '${example}'.` }),
  });
}

function checkMapKey(file: CheckedFile, node: TypeNode, key: ValueType): void {
  if (!key.optional && (key.kind === 'primitive' || key.kind === 'enum')) return;
  if (key.kind === 'any') return;
  const arg = node.args[0];
  if (arg === undefined) return;
  file.problems.push({
    span: spanOf(arg),
    severity: 'warning',
    code: 'map-key-type',
    message: key.optional
      ? 'A key of a map cannot be missing.'
      : 'The keys of a map must have a primitive type.',
    note: 'Only such values can be told apart reliably, and only such keys can be written in JSON.',
  });
}
