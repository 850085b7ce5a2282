import type { CwlVersion } from '../document/index.ts';
import { BINDINGS, PORTS, TYPE_SCHEMAS } from './ports.ts';
import { GRAPH, PROCESSES, STEP, VALUES } from './processes.ts';
import { EXTENSIONS, REQUIREMENTS, REQUIREMENT_PARTS } from './requirements.ts';
import type { FieldInfo, RecordInfo, Shape } from './shape.ts';
import { isBefore } from './shape.ts';

const RECORDS: ReadonlyMap<string, RecordInfo> = new Map(
  [
    ...PROCESSES,
    STEP,
    GRAPH,
    ...PORTS,
    ...BINDINGS,
    ...TYPE_SCHEMAS,
    ...REQUIREMENTS,
    ...EXTENSIONS,
    ...REQUIREMENT_PARTS,
    ...VALUES,
  ].map((info) => [info.name, info]),
);

const REQUIREMENT_NAMES: ReadonlyMap<string, RecordInfo> = new Map(
  [...REQUIREMENTS, ...EXTENSIONS].map((info) => [wholeName(info), info]),
);

const FIELDS: ReadonlyMap<string, ReadonlyMap<string, FieldInfo>> = new Map(
  [...RECORDS.values()].map(({ name, fields }) => [
    name,
    new Map(fields.map((field) => [field.name, field])),
  ]),
);

/** The record of an inner name that a shape gives. */
export function recordInfo(name: string): RecordInfo | undefined {
  return RECORDS.get(name);
}

export function fieldInfo(record: RecordInfo, name: string): FieldInfo | undefined {
  return FIELDS.get(record.name)?.get(name);
}

/** A requirement by its class: the short name of CWL's own, the whole name of an extension. */
export function requirementInfo(name: string): RecordInfo | undefined {
  return (
    REQUIREMENT_NAMES.get(name) ??
    REQUIREMENT_NAMES.get(name.replace(/^(?:https:\/\/w3id\.org\/cwl\/cwl#|cwl:|#)/, ''))
  );
}

/** The name that no prefix shortens: `http://commonwl.org/cwltool#Loop`. */
export function wholeName({ name, extension }: RecordInfo): string {
  return extension === undefined ? name : extension.namespace + name;
}

/** The shapes that a version takes for a field. */
export function shapesOf({ shapes, older }: FieldInfo, version: CwlVersion): readonly Shape[] {
  return older?.find(({ until }) => !isBefore(until, version))?.shapes ?? shapes;
}

/** True for fields that the version has. */
export function isIn(
  { since, until }: { readonly since?: CwlVersion; readonly until?: CwlVersion },
  version: CwlVersion,
): boolean {
  return (
    !(since !== undefined && isBefore(version, since)) && !(until !== undefined && isBefore(until, version))
  );
}

/** True where the version does not do without the field. */
export function isRequired({ required }: FieldInfo, version: CwlVersion): boolean {
  return required !== undefined && (required === 'all' || !isBefore(version, required));
}

/** True where a text may hold `$(…)` or `${…}`. */
export function takesExpression(shapes: readonly Shape[]): boolean {
  return shapes.some(
    (shape) => shape.kind === 'expression' || (shape.kind === 'list' && takesExpression(shape.of)),
  );
}
