import type { ValueType } from '../../../model/index.ts';
import type { Folded } from '../lower/fold.ts';

/** A value as it is known before the task runs. */
export type Value =
  | ({ readonly kind: 'scalar' } & Folded & { readonly file?: true })
  | { readonly kind: 'array'; readonly elements: readonly Value[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Value, Value])[] }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Value> }
  | { readonly kind: 'pair'; readonly left: Value; readonly right: Value };

export const NONE: Value = { kind: 'scalar', value: null, float: false };

export function scalar(folded: Folded): Value {
  return { kind: 'scalar', ...folded };
}

export function text(value: string): Value {
  return { kind: 'scalar', value, float: false };
}

/** Reads JSON as a value of the type; `undefined` where it is none. */
export function fromJson(json: unknown, type: ValueType): Value | undefined {
  if (json === null) return NONE;
  switch (type.kind) {
    case 'array':
      return Array.isArray(json) ? array(json.map((one) => fromJson(one, type.element))) : undefined;
    case 'map': {
      if (!isRecord(json)) return undefined;
      const entries = Object.entries(json).map(([key, one]) =>
        pair(fromJson(key, type.key), fromJson(one, type.value)),
      );
      const known = entries.filter((entry) => entry !== undefined);
      return known.length < entries.length ? undefined : { kind: 'map', entries: known };
    }
    case 'pair': {
      const [left, right] = Array.isArray(json)
        ? (json as readonly unknown[])
        : isRecord(json)
          ? [json['left'], json['right']]
          : [];
      const both = pair(fromJson(left, type.left), fromJson(right, type.right));
      return both === undefined ? undefined : { kind: 'pair', left: both[0], right: both[1] };
    }
    case 'struct':
      return object(json, (name) => type.members.find((member) => member.name === name)?.type);
    case 'primitive':
      return primitive(json, type.name);
    default:
      return anything(json);
  }
}

/** As it stands in a command or a string; `undefined` for what has no text. */
export function textOfValue(value: Value): string | undefined {
  if (value.kind !== 'scalar' || value.value === null) return undefined;
  return value.float ? Number(value.value).toFixed(6) : String(value.value);
}

function array(elements: readonly (Value | undefined)[]): Value | undefined {
  const known = elements.filter((element) => element !== undefined);
  return known.length < elements.length ? undefined : { kind: 'array', elements: known };
}

function pair(left: Value | undefined, right: Value | undefined): readonly [Value, Value] | undefined {
  return left === undefined || right === undefined ? undefined : [left, right];
}

function object(json: unknown, typeOf: (name: string) => ValueType | undefined): Value | undefined {
  if (!isRecord(json)) return undefined;
  const members = new Map<string, Value>();
  for (const [name, one] of Object.entries(json)) {
    const type = typeOf(name);
    const value = type === undefined ? anything(one) : fromJson(one, type);
    if (value === undefined) return undefined;
    members.set(name, value);
  }
  return { kind: 'object', members };
}

function primitive(json: unknown, name: string): Value | undefined {
  switch (name) {
    case 'Int':
    case 'Float': {
      const value = typeof json === 'string' && json.trim() !== '' ? Number(json) : json;
      if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
      return name === 'Int' && !Number.isInteger(value)
        ? undefined
        : { kind: 'scalar', value, float: name === 'Float' };
    }
    case 'Boolean': {
      const value = json === 'true' ? true : json === 'false' ? false : json;
      return typeof value === 'boolean' ? { kind: 'scalar', value, float: false } : undefined;
    }
    default: {
      if (typeof json !== 'string' && typeof json !== 'number' && typeof json !== 'boolean') return undefined;
      const isFile = name === 'File' || name === 'Directory';
      return { kind: 'scalar', value: String(json), float: false, ...(isFile ? { file: true } : {}) };
    }
  }
}

function anything(json: unknown): Value | undefined {
  if (json === null) return NONE;
  if (Array.isArray(json)) return array(json.map(anything));
  if (isRecord(json)) return object(json, () => undefined);
  switch (typeof json) {
    case 'string':
    case 'boolean':
      return { kind: 'scalar', value: json, float: false };
    case 'number':
      return { kind: 'scalar', value: json, float: !Number.isInteger(json) };
    default:
      return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
