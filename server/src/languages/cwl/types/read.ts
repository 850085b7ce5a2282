import type { CwlMapping, CwlNode, CwlScalar } from '../document/index.ts';
import { itemsOf, resolved, stringOf, valueOf } from '../document/index.ts';
import type { CwlType, RecordField } from './type.ts';
import { ANY, arrayOf, FILE, isPrimitiveName, optional, unionOf, UNKNOWN } from './type.ts';

/** Where names of types and imported types are looked up. */
export interface TypeSource {
  /** The type of a name, as written: `#sample`, `types.yml#sample`. `undefined` where there is none. */
  named(name: string): CwlType | undefined;
  /** What `$import` brings. */
  imported(target: string): CwlType;
  /** Told of names that nothing has. */
  unknown?(name: string, node: CwlScalar, start: number): void;
}

const DEPTH_LIMIT = 20;

/** The type that a node stands for; what cannot be read is a type that fits everywhere. */
export function readType(node: CwlNode | undefined, source: TypeSource, depth = 0): CwlType {
  const value = resolved(node);
  if (value === undefined || depth > DEPTH_LIMIT) return UNKNOWN;
  switch (value.kind) {
    case 'scalar':
      return typeof value.value === 'string' || value.text === 'null' ? readShort(value, source) : UNKNOWN;
    case 'sequence':
      return value.items.length === 0
        ? UNKNOWN
        : unionOf(value.items.map((item) => readType(item, source, depth + 1)));
    case 'mapping':
      return readMapping(value, source, depth);
  }
}

/** `File`, `File?`, `string[]?`, and names of types. */
function readShort(scalar: CwlScalar, source: TypeSource): CwlType {
  const text = scalar.text.trim();
  const match = /^(.*?)((?:\[\])*)(\??)$/s.exec(text);
  const [, name = text, brackets = '', question = ''] = match ?? [];
  let type = simpleType(name) ?? source.named(name);
  if (type === undefined) {
    source.unknown?.(name, scalar, scalar.text.indexOf(text));
    type = UNKNOWN;
  }
  for (let i = 0; i < brackets.length; i += 2) type = arrayOf(type);
  return question === '' ? type : optional(type);
}

function simpleType(name: string): CwlType | undefined {
  if (isPrimitiveName(name)) return { kind: 'primitive', name };
  if (name === 'Any') return ANY;
  if (name === 'stdout' || name === 'stderr' || name === 'stdin') return FILE;
  return undefined;
}

function readMapping(node: CwlMapping, source: TypeSource, depth: number): CwlType {
  const imported = stringOf(valueOf(node, '$import'));
  if (imported !== undefined) return source.imported(imported);
  const kind = stringOf(valueOf(node, 'type'));
  const name = shortName(stringOf(valueOf(node, 'name')));
  switch (kind) {
    case 'array':
      return arrayOf(readType(valueOf(node, 'items'), source, depth + 1));
    case 'enum': {
      const symbols = valueOf(node, 'symbols');
      const words = symbols?.kind === 'sequence' ? symbols.items : [];
      return {
        kind: 'enum',
        ...(name === undefined ? {} : { name }),
        symbols: words.flatMap((word) => shortName(textOf(word)) ?? []),
      };
    }
    case 'record':
      return {
        kind: 'record',
        ...(name === undefined ? {} : { name }),
        fields: fieldNodes(node).map((field) => readField(field, source, depth)),
      };
    default:
      return readType(valueOf(node, 'type'), source, depth + 1);
  }
}

/** A field of a record as it was written. */
export interface FieldNode {
  readonly name: string;
  readonly nameNode: CwlScalar;
  readonly type: CwlNode | undefined;
  readonly node: CwlNode | undefined;
}

export function fieldNodes(record: CwlMapping): readonly FieldNode[] {
  return itemsOf(valueOf(record, 'fields'), 'name').flatMap(({ key, value, short }) => {
    const nameNode = key ?? scalarOf(valueOf(value, 'name'));
    const name = shortName(nameNode?.text);
    if (nameNode === undefined || name === undefined) return [];
    return [{ name, nameNode, node: value, type: short ? value : valueOf(value, 'type') }];
  });
}

function readField({ name, type, node }: FieldNode, source: TypeSource, depth: number): RecordField {
  const doc = textOf(valueOf(node, 'doc')) ?? textOf(valueOf(node, 'label'));
  return { name, type: readType(type, source, depth + 1), ...(doc === undefined ? {} : { doc }) };
}

function scalarOf(node: CwlNode | undefined): CwlScalar | undefined {
  return node?.kind === 'scalar' ? node : undefined;
}

/** Text, or the lines of a list of texts. */
export function textOf(node: CwlNode | undefined): string | undefined {
  const value = resolved(node);
  if (value?.kind === 'sequence') {
    return value.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : [])).join('\n');
  }
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined;
}

/** What stands behind the last `#` or `/` of a name. */
export function shortName(name: string | undefined): string | undefined {
  return name?.slice(Math.max(name.lastIndexOf('#'), name.lastIndexOf('/')) + 1);
}
