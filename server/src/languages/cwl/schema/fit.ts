import type { CwlMapping, CwlNode, CwlVersion } from '../document/index.ts';
import { expanded, fieldsOf, resolved, valueOf } from '../document/index.ts';
import { recordInfo, requirementInfo } from './lookup.ts';
import type { MapForm, RecordInfo, Shape } from './shape.ts';

/** What the schema goes by beside the node: version and prefixes. */
export interface SchemaContext {
  readonly version: CwlVersion;
  readonly namespaces: ReadonlyMap<string, string>;
}

/** How a mapping is to be read. */
export type MappingFit =
  | { readonly as: 'record'; readonly record: RecordInfo }
  /** The map form of a list: what its values are, and which field its keys are. */
  | { readonly as: 'map'; readonly of: readonly Shape[]; readonly map: MapForm }
  /** Any object is right. */
  | { readonly as: 'any' }
  /** A record could stand here, but the field that tells which is missing or unknown. */
  | { readonly as: 'unknown'; readonly by: 'class' | 'type'; readonly names: readonly string[] }
  | { readonly as: 'wrong' };

/** What a mapping is among the shapes; `key` is the key of the map form that it stands behind. */
export function fitMapping(
  node: CwlMapping,
  shapes: readonly Shape[],
  context: SchemaContext,
  key?: { readonly field: string; readonly text: string },
): MappingFit {
  let unknown: MappingFit | undefined;
  let only: RecordInfo | undefined;
  for (const shape of shapes) {
    switch (shape.kind) {
      case 'any':
        return { as: 'any' };
      case 'list':
        if (shape.map !== undefined) return { as: 'map', of: shape.of, map: shape.map };
        break;
      case 'record': {
        if (shape.by === undefined) {
          only ??= recordInfo(shape.of[0] ?? '');
          break;
        }
        const name = discriminator(node, shape.by, key);
        const found = name === undefined ? undefined : recordAmong(shape.of, shape.by, name);
        if (found !== undefined) return { as: 'record', record: found };
        unknown = { as: 'unknown', by: shape.by, names: shape.of };
        break;
      }
      case 'requirement': {
        const name = discriminator(node, 'class', key);
        const found = name === undefined ? undefined : requirementInfo(expanded(name, context.namespaces));
        if (found !== undefined) return { as: 'record', record: found };
        unknown = { as: 'unknown', by: 'class', names: [] };
        break;
      }
      case 'type': {
        const kind = typeKind(node);
        const found = kind === undefined ? undefined : recordInfo(`${shape.side}.${kind}`);
        if (found !== undefined) return { as: 'record', record: found };
        unknown = { as: 'unknown', by: 'type', names: ['array', 'record', 'enum'] };
        break;
      }
      default:
        break;
    }
  }
  // A record that nothing tells apart is what is left when the others do not fit.
  if (only !== undefined) return { as: 'record', record: only };
  return unknown ?? { as: 'wrong' };
}

function discriminator(
  node: CwlMapping,
  field: string,
  key: { readonly field: string; readonly text: string } | undefined,
): string | undefined {
  if (key?.field === field) return key.text;
  const value = resolved(fieldsOf(node).get(field)?.value);
  return value?.kind === 'scalar' && value.value !== null ? value.text : undefined;
}

function recordAmong(names: readonly string[], by: 'class' | 'type', told: string): RecordInfo | undefined {
  const name = names.find((each) => each === told || (by === 'type' && each.endsWith(`.${told}`)));
  return name === undefined ? undefined : recordInfo(name);
}

/** `record`, `enum` or `array`, whatever prefix it has. */
function typeKind(node: CwlMapping): string | undefined {
  const value = valueOf(node, 'type');
  return value?.kind === 'scalar' ? value.text.replace(/^.*[#:/]/, '') : undefined;
}

/** The shapes of the elements of a list; `undefined` where a list cannot stand. */
export function fitSequence(shapes: readonly Shape[]): readonly Shape[] | undefined {
  let found: readonly Shape[] | undefined;
  for (const shape of shapes) {
    if (shape.kind === 'any') return [shape];
    if (shape.kind === 'type') return [shape];
    if (shape.kind === 'list') found = [...(found ?? []), ...shape.of];
  }
  return found;
}

/** True for a value that comes from another file, so that its shape is not known here. */
export function comesFromElsewhere(node: CwlNode | undefined): boolean {
  return (
    node?.kind === 'mapping' &&
    node.entries.some(({ key }) => key.text === '$import' || key.text === '$include')
  );
}
