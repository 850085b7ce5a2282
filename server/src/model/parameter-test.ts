import type { PrimitiveName, ValueType } from './value-type.ts';
import type { WorkflowModel } from './workflow.ts';
import { parameterKeys } from './parameter-key.ts';

/** Says of a value that was read without places that there is surely nothing to report in it. */
export type SurelyGood = (value: unknown) => boolean;

/**
 * A fast test of parameters for very many runs. A `true` means that `checkParameters` finds nothing in what is there;
 * a `false` means that it has to be asked.
 */
export function parameterTest(model: WorkflowModel | undefined): SurelyGood {
  if (model === undefined) return isQuiet;
  const keys = parameterKeys(model);
  const tests = new Map(
    model.entry.inputs.map((port) => [port.name, mayNameImage(port.name) ? notImage : valueTest(port.type)]),
  );
  return (value) => {
    if (!isRecord(value)) return false;
    let count = 0;
    const names = new Set<string>();
    for (const key of Object.keys(value)) {
      const name = keys.find(key)?.port.name;
      const test = name === undefined ? undefined : tests.get(name);
      if (name === undefined || test?.(value[key]) !== true) return false;
      names.add(name);
      count++;
    }
    return names.size === count;
  };
}

function valueTest(type: ValueType): SurelyGood {
  switch (type.kind) {
    case 'primitive':
      return PRIMITIVES[type.name];
    case 'array': {
      const test = valueTest(type.element);
      return (value) => Array.isArray(value) && (value.length > 0 || !type.nonEmpty) && value.every(test);
    }
    case 'struct': {
      const tests = new Map(type.members.map((member) => [member.name, valueTest(member.type)]));
      const required = type.members.filter((member) => !member.type.optional).map((member) => member.name);
      return (value) =>
        isRecord(value) &&
        required.every((name) => name in value) &&
        Object.keys(value).every((name) => tests.get(name)?.(value[name]) === true);
    }
    case 'enum':
      return (value) => typeof value === 'string' && type.choices.includes(value);
    case 'map':
    case 'pair':
    case 'object':
    case 'union':
    case 'any':
      return () => false;
  }
}

/** Objects of S3 that need no second look: a bucket, a key without patterns, no slash at the end. */
const OBJECT = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[\w./+=@-]{0,500}[\w.+=@-]$/;

const PRIMITIVES: Readonly<Record<PrimitiveName, SurelyGood>> = {
  Boolean: (value) => typeof value === 'boolean',
  Int: (value) => Number.isSafeInteger(value),
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  File: (value) => typeof value === 'string' && OBJECT.test(value),
  Directory: () => false,
};

function mayNameImage(name: string): boolean {
  return /docker|container|image/i.test(name);
}

function notImage(value: unknown): boolean {
  return typeof value === 'string' && !/[:/@]/.test(value);
}

/** Without a workflow only URIs are looked at. */
function isQuiet(value: unknown): boolean {
  if (typeof value === 'string') return !/^\s*(s3|omics):/i.test(value) || OBJECT.test(value);
  if (Array.isArray(value)) return value.every(isQuiet);
  return isRecord(value) ? Object.values(value).every(isQuiet) : true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
