import type { Fix, TextEdit } from '../text/index.ts';
import { closest } from '../text/index.ts';
import { addMembers, removeMember } from './json-edits.ts';
import type { JsonArray, JsonMember, JsonObject, JsonString, JsonValue } from './json-value.ts';
import type { ParameterReport } from './parameter-report.ts';
import { renameKey, replaceValue } from './parameter-report.ts';
import { checkLocation, checkLooseValue } from './parameter-uris.ts';
import { checkImage } from './parameter-container.ts';
import { describeKind, quotedList, writtenAs } from './parameter-words.ts';
import type {
  ArrayType,
  EnumType,
  MapType,
  PairType,
  PrimitiveType,
  StructType,
  ValueType,
} from './value-type.ts';
import { typeLabel } from './value-type.ts';
import type { Port } from './workflow.ts';

/** Where a value stands: the path that messages name, and the member that could be removed. */
export interface Place {
  readonly path: string;
  readonly member?: JsonMember;
  readonly object?: JsonObject;
  /** The input, where the value is the whole of it. */
  readonly port?: Port;
}

/** Reports what does not fit, at the innermost value that is wrong. */
export function checkValue(value: JsonValue, type: ValueType, place: Place, report: ParameterReport): void {
  if (value.kind === 'null') return checkNull(value, type, place, report);
  switch (type.kind) {
    case 'any':
    case 'object':
      if (type.kind === 'object' && value.kind !== 'object') return mismatch(value, type, place, report);
      return checkLooseValue(value, place.path, report);
    case 'primitive':
      return checkPrimitive(value, type, place, report);
    case 'array':
      return checkArray(value, type, place, report);
    case 'map':
      return checkMap(value, type, place, report);
    case 'pair':
      return checkPair(value, type, place, report);
    case 'struct':
      return checkStruct(value, type, place, report);
    case 'enum':
      return checkEnum(value, type, place, report);
    case 'union':
      return checkUnion(value, type.members, type, place, report);
  }
}

function checkNull(value: JsonValue, type: ValueType, place: Place, report: ParameterReport): void {
  if (type.optional || (type.kind === 'union' && type.members.length === 0)) return;
  const { member, object, port } = place;
  const hasDefault = port !== undefined && !port.required;
  const message = `'${place.path}' must be ${typeLabel(type)} and cannot be null.`;
  if (!hasDefault || member === undefined || object === undefined) {
    return report.add('parameter-type', value, message, { note: writtenAs(type) });
  }
  report.add('parameter-type', value, message, {
    note: 'Leave the key out to get the default.',
    fixes: [
      {
        title: `Remove '${member.key.value}'`,
        edits: [removeMember(report.document, object, member)],
        preferred: true,
      },
    ],
  });
}

function checkPrimitive(value: JsonValue, type: PrimitiveType, place: Place, report: ParameterReport): void {
  switch (type.name) {
    case 'Boolean':
      return value.kind === 'boolean' ? undefined : mismatch(value, type, place, report);
    case 'Int':
      return checkInt(value, type, place, report);
    case 'Float':
      return value.kind === 'number' || coercesText(value, report)
        ? undefined
        : mismatch(value, type, place, report);
    case 'String':
      if (value.kind !== 'string') return mismatch(value, type, place, report);
      return place.port === undefined ? undefined : checkImage(value, place.port.name, report);
    case 'File':
    case 'Directory':
      return checkFile(value, type, place, report);
  }
}

function checkFile(value: JsonValue, type: PrimitiveType, place: Place, report: ParameterReport): void {
  const text = value.kind === 'object' && report.engine === 'CWL' ? locationOf(value) : value;
  if (text?.kind !== 'string') return mismatch(value, type, place, report);
  checkLocation(text, type.name === 'Directory' ? 'Directory' : 'File', place.path, report);
}

/** CWL writes a file as an object with its place in it. */
function locationOf(value: JsonObject): JsonValue | undefined {
  return value.members.find((m) => m.key.value === 'location' || m.key.value === 'path')?.value;
}

function checkInt(value: JsonValue, type: PrimitiveType, place: Place, report: ParameterReport): void {
  if (value.kind !== 'number') {
    return coercesText(value, report) ? undefined : mismatch(value, type, place, report);
  }
  const raw = report.raw(value);
  if (/^-?\d+$/.test(raw)) {
    if (BigInt.asIntN(64, BigInt(raw)) === BigInt(raw)) return;
    return report.add('parameter-type', value, `'${place.path}' is too large for an Int: ${raw}.`, {
      note: 'An Int has 64 bits. Declare the input as Float or String where larger numbers are meant.',
    });
  }
  const whole = Number.isSafeInteger(value.value);
  // WDL's strict engine reads no Float as Int; the others turn 1.0 into 1.
  if (whole && report.engine !== 'WDL') return;
  report.add('parameter-type', value, `'${place.path}' must be Int, and ${raw} is written as a Float.`, {
    note: whole
      ? 'Write it without a decimal point; only the WDL_LENIENT engine converts it.'
      : 'Write a whole number without quotes, such as 7.',
    fixes: whole ? [replaceValue(value, String(value.value), `Write ${value.value}`)] : [],
  });
}

/** WDL_LENIENT reads numbers out of strings. */
function coercesText(value: JsonValue, report: ParameterReport): boolean {
  return report.engine === 'WDL_LENIENT' && value.kind === 'string' && NUMBER.test(value.value);
}

const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

function checkArray(value: JsonValue, type: ArrayType, place: Place, report: ParameterReport): void {
  if (value.kind !== 'array') return mismatch(value, type, place, report);
  if (type.nonEmpty && value.elements.length === 0) {
    report.add('parameter-empty-array', value, `'${place.path}' must hold at least one element.`, {
      note: `The workflow declares it as ${typeLabel(type)}.`,
    });
  }
  value.elements.forEach((element, index) => {
    checkValue(element, type.element, { path: `${place.path}[${index}]` }, report);
  });
}

function checkMap(value: JsonValue, type: MapType, place: Place, report: ParameterReport): void {
  if (value.kind === 'array' && report.engine === 'WDL_LENIENT') return;
  if (value.kind !== 'object') return mismatch(value, type, place, report);
  for (const member of value.members) {
    const path = `${place.path}[${JSON.stringify(member.key.value)}]`;
    checkMapKey(member.key, type.key, path, report);
    if (member.value !== undefined) {
      checkValue(member.value, type.value, { path, member, object: value }, report);
    }
  }
}

/** JSON keys are strings, whatever the type of the map's keys; their text must read as that type. */
function checkMapKey(key: JsonString, type: ValueType, path: string, report: ParameterReport): void {
  if (type.kind === 'enum') return checkEnum(key, type, { path: `the key of ${path}` }, report);
  if (type.kind !== 'primitive') return;
  if (type.name === 'File' || type.name === 'Directory') {
    return checkLocation(key, type.name, `the key of ${path}`, report);
  }
  const pattern = { Int: /^-?\d+$/, Float: NUMBER, Boolean: /^(true|false)$/, String: /^/ }[type.name];
  if (pattern.test(key.value)) return;
  report.add('parameter-type', key, `The key '${key.value}' must read as ${typeLabel(type)}.`, {
    note: `Keys of JSON stand in quotes; the text of this one must be ${typeLabel(type)}.`,
  });
}

function checkPair(value: JsonValue, type: PairType, place: Place, report: ParameterReport): void {
  if (value.kind !== 'object') {
    const [left, right] = value.kind === 'array' ? value.elements : [];
    if (value.kind !== 'array' || left === undefined || right === undefined || value.elements.length !== 2) {
      return mismatch(value, type, place, report);
    }
    const written = `{ "left": ${report.raw(left)}, "right": ${report.raw(right)} }`;
    return report.add(
      'parameter-type',
      value,
      `'${place.path}' must be ${typeLabel(type)}, and this is an array.`,
      {
        note: writtenAs(type),
        fixes: [replaceValue(value, written, 'Write it as an object with left and right')],
      },
    );
  }
  // The service reads left and right in small and in capital letters.
  const sides: readonly (readonly [string, ValueType])[] = [
    ['left', type.left],
    ['right', type.right],
  ];
  const given = new Set(value.members.map((member) => member.key.value.toLowerCase()));
  const free = new Set(sides.map(([name]) => name).filter((name) => !given.has(name)));
  for (const member of value.members) {
    const side = sides.find(([name]) => name === member.key.value.toLowerCase());
    if (side === undefined) {
      const suggestion = reportUnknownMember(member, value, `a ${typeLabel(type)}`, free, report);
      if (suggestion !== undefined) free.delete(suggestion);
    } else if (member.value !== undefined) {
      checkValue(member.value, side[1], { path: `${place.path}.${side[0]}` }, report);
    }
  }
  const missing = sides.filter(([name]) => free.has(name));
  reportMissingMembers(missing, value, place, report);
}

function checkStruct(value: JsonValue, type: StructType, place: Place, report: ParameterReport): void {
  if (value.kind !== 'object') return mismatch(value, type, place, report);
  const given = new Set(value.members.map((member) => member.key.value));
  const free = new Set(type.members.map((member) => member.name).filter((name) => !given.has(name)));
  for (const member of value.members) {
    const declared = type.members.find((candidate) => candidate.name === member.key.value);
    if (declared === undefined) {
      const suggestion = reportUnknownMember(member, value, `struct '${type.name}'`, free, report);
      if (suggestion !== undefined) free.delete(suggestion);
    } else if (member.value !== undefined) {
      const path = `${place.path}.${declared.name}`;
      checkValue(member.value, declared.type, { path, member, object: value }, report);
    }
  }
  // What a misspelt key stands for is not missing: it comes by renaming that key.
  const missing = type.members.filter((member) => !member.type.optional && free.has(member.name));
  const pairs = missing.map((member) => [member.name, member.type] as const);
  reportMissingMembers(pairs, value, place, report);
}

function reportMissingMembers(
  missing: readonly (readonly [name: string, type: ValueType])[],
  object: JsonObject,
  place: Place,
  report: ParameterReport,
): void {
  if (missing.length === 0) return;
  const added = missing.map(([key, type]) => ({ key, type }));
  const names = quotedList(missing.map(([name]) => name));
  const noun = missing.length === 1 ? 'member' : 'members';
  report.add(
    'struct-member-missing',
    { start: object.start, end: object.start + 1 },
    `'${place.path}' lacks the ${noun} ${names}.`,
    {
      note: 'Only optional members may be left out.',
      fixes: [addMembersFix(addMembers(report.document, object, added))],
    },
  );
}

function addMembersFix(edit: TextEdit): Fix {
  return { title: 'Add all required members', edits: [edit], preferred: true };
}

/** Gives the name that the key probably means. */
function reportUnknownMember(
  member: JsonMember,
  object: JsonObject,
  owner: string,
  names: Iterable<string>,
  report: ParameterReport,
): string | undefined {
  const key = member.key.value;
  const suggestion = closest(key, names);
  const hint = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
  report.add('struct-member-unknown', member.key, `Unknown member '${key}' of ${owner}.${hint}`, {
    note: 'Keys must be the declared members, letter by letter.',
    fixes: [
      ...(suggestion === undefined ? [] : [renameKey(member.key, suggestion)]),
      { title: `Remove '${key}'`, edits: [removeMember(report.document, object, member)] },
    ],
  });
  return suggestion;
}

function checkEnum(value: JsonValue, type: EnumType, place: Place, report: ParameterReport): void {
  if (value.kind !== 'string') return mismatch(value, type, place, report);
  if (type.choices.includes(value.value)) return;
  const nearest = closest(
    value.value.toLowerCase(),
    type.choices.map((choice) => choice.toLowerCase()),
  );
  const suggestion = type.choices.find((choice) => choice.toLowerCase() === nearest);
  const hint = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
  report.add('parameter-choice', value, `'${value.value}' is no choice of '${place.path}'.${hint}`, {
    note: writtenAs(type),
    fixes:
      suggestion === undefined
        ? []
        : [replaceValue(value, JSON.stringify(suggestion), `Replace with '${suggestion}'`)],
  });
}

/** Fits when one member fits; else the member of the value's own kind says what is wrong in it. */
function checkUnion(
  value: JsonValue,
  members: readonly ValueType[],
  type: ValueType,
  place: Place,
  report: ParameterReport,
): void {
  if (members.length === 0) return;
  const candidates = members.filter((member) => acceptsKind(member, value));
  if (candidates.some((member) => member.kind === 'any' || fits(value, member))) return;
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return checkValue(value, only, place, report);
  mismatch(value, type, place, report);
}

function acceptsKind(type: ValueType, value: JsonValue): boolean {
  switch (type.kind) {
    case 'any':
      return true;
    case 'primitive':
      if (type.name === 'Boolean') return value.kind === 'boolean';
      return type.name === 'Int' || type.name === 'Float' ? value.kind === 'number' : value.kind === 'string';
    case 'enum':
      return value.kind === 'string';
    case 'array':
      return value.kind === 'array';
    case 'map':
    case 'pair':
    case 'struct':
    case 'object':
      return value.kind === 'object';
    case 'union':
      return type.members.some((member) => acceptsKind(member, value));
  }
}

/** A rough answer that reports nothing: names and kinds, not the forms of URIs. */
function fits(value: JsonValue, type: ValueType): boolean {
  if (value.kind === 'null') return type.optional;
  if (!acceptsKind(type, value)) return false;
  switch (type.kind) {
    case 'enum':
      return value.kind === 'string' && type.choices.includes(value.value);
    case 'array':
      return value.kind === 'array' && value.elements.every((element) => fits(element, type.element));
    case 'struct':
      return value.kind === 'object' && fitsStruct(value, type);
    case 'union':
      return type.members.some((member) => fits(value, member));
    case 'primitive':
      return type.name !== 'Int' || (value.kind === 'number' && Number.isInteger(value.value));
    case 'map':
    case 'pair':
    case 'object':
    case 'any':
      return true;
  }
}

function fitsStruct(value: JsonObject, type: StructType): boolean {
  return type.members.every((declared) => {
    const given = value.members.find((member) => member.key.value === declared.name)?.value;
    return given === undefined ? declared.type.optional : fits(given, declared.type);
  });
}

function mismatch(value: JsonValue, type: ValueType, place: Place, report: ParameterReport): void {
  const message = `'${place.path}' must be ${typeLabel(type)}, and this is ${describeKind(value)}.`;
  const fix = mendedText(value, type, report);
  report.add('parameter-type', value, message, {
    note: writtenAs(type),
    fixes: fix === undefined ? [] : [replaceValue(value, fix, `Write ${shorten(fix)}`)],
  });
}

/** The same value written as the type wants it, where that is plain. */
function mendedText(value: JsonValue, type: ValueType, report: ParameterReport): string | undefined {
  const raw = report.raw(value);
  if (type.kind === 'array') return fits(value, type.element) ? `[${raw}]` : undefined;
  if (type.kind !== 'primitive') return undefined;
  if (value.kind === 'string') {
    const text = value.value.trim();
    if (type.name === 'Boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase();
    if (type.name === 'Int' && /^-?(0|[1-9]\d*)$/.test(text)) return text;
    if (type.name === 'Float' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)) return text;
    return undefined;
  }
  if (value.kind === 'array') return onlyElement(value, type, report);
  const isScalar = value.kind === 'number' || value.kind === 'boolean';
  return type.name === 'String' && isScalar ? JSON.stringify(raw) : undefined;
}

function onlyElement(value: JsonArray, type: ValueType, report: ParameterReport): string | undefined {
  const [only] = value.elements;
  return only !== undefined && value.elements.length === 1 && fits(only, type) ? report.raw(only) : undefined;
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
