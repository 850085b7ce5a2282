import type { RequestField } from '../healthomics/field.ts';
import { fieldIssue } from '../healthomics/field.ts';
import type { JsonMember, JsonObject, JsonString, JsonValue } from '../model/index.ts';
import {
  addMembers,
  describeKind,
  quotedList,
  removeMember,
  renameKey,
  replaceValue,
} from '../model/index.ts';
import type { Fix, Span } from '../text/index.ts';
import { closest, span } from '../text/index.ts';
import type { DocumentReport } from './document-report.ts';

/** What a kind of document says itself, instead of the general words. */
export interface FieldHooks {
  /** Called for each member that `owner` does not have; true when it has been dealt with. */
  unknown?(member: JsonMember, object: JsonObject, owner: RequestField): boolean;
}

/**
 * Checks a value against what is known of a field, deep into structures, lists and maps. `path` is empty for the whole
 * document.
 */
export function checkField(
  value: JsonValue,
  field: RequestField,
  path: string,
  report: DocumentReport,
  hooks: FieldHooks = {},
): void {
  if (!isOfKind(value, field)) return reportKind(value, field, path, report);
  reportIssue(value, field, path, report);
  if (value.kind === 'array' && field.element !== undefined) {
    const { element } = field;
    value.elements.forEach((one, index) => {
      checkField(one, element, `${path}[${index}]`, report, hooks);
    });
  }
  if (value.kind !== 'object') return;
  if (field.type === 'map') checkMap(value, field, path, report, hooks);
  if (field.type === 'structure' && field.members !== undefined) {
    checkStructure(value, field, field.members, path, report, hooks);
  }
}

/** The members that are given, by name; of a name that stands twice the last, as readers of JSON take it. */
export function membersOf(object: JsonObject): ReadonlyMap<string, JsonMember> {
  return new Map(object.members.map((member) => [member.key.value, member]));
}

function checkStructure(
  object: JsonObject,
  owner: RequestField,
  fields: readonly RequestField[],
  path: string,
  report: DocumentReport,
  hooks: FieldHooks,
): void {
  const given = membersOf(object);
  const free = new Set(fields.map(({ name }) => name).filter((name) => !given.has(name)));
  for (const member of object.members) {
    const field = fields.find(({ name }) => name === member.key.value);
    const inner = path === '' ? member.key.value : `${path}.${member.key.value}`;
    if (field === undefined) {
      if (hooks.unknown?.(member, object, owner) === true) continue;
      const suggestion = reportUnknown(member, object, nameOf(owner, path), fields, free, report);
      if (suggestion !== undefined) free.delete(suggestion);
    } else if (member.value !== undefined) checkField(member.value, field, inner, report, hooks);
  }
  const missing = fields.filter(
    (field) => field.required === true && field.filledIn !== true && free.has(field.name),
  );
  if (missing.length === 0) return;
  const noun = missing.length === 1 ? 'field' : 'fields';
  const names = quotedList(missing.map(({ name }) => name));
  report.add(
    'field-missing',
    opening(object),
    `Missing required ${noun} ${names} of ${nameOf(owner, path)}.`,
    {
      note: missing.map(({ name, doc }) => `${name}: ${doc}`).join(' '),
      fixes: [
        {
          title: missing.length === 1 ? `Add '${missing[0]?.name ?? ''}'` : 'Add all required fields',
          edits: [
            addMembers(
              report.document,
              object,
              missing.map((field) => ({ key: field.name, text: emptyValue(field) })),
            ),
          ],
          preferred: true,
        },
      ],
    },
  );
}

/** Where something that is missing from an object is reported. */
export function opening(value: Span): Span {
  return span(value.start, value.start + 1);
}

/** JSON text of a new value of the field. */
export function emptyValue(field: RequestField): string {
  switch (field.type) {
    case 'string':
    case 'any':
    case 'blob':
      return JSON.stringify(field.values?.[0] ?? field.example ?? '');
    case 'integer':
    case 'number':
      return String(field.default ?? field.min ?? 0);
    case 'boolean':
      return String(field.default === false);
    case 'list':
      return '[]';
    case 'document':
    case 'map':
    case 'structure':
      return '{}';
  }
}

function checkMap(
  object: JsonObject,
  field: RequestField,
  path: string,
  report: DocumentReport,
  hooks: FieldHooks,
): void {
  for (const member of object.members) {
    const key = member.key.value;
    if (field.key !== undefined) {
      const issue = fieldIssue(field.key, key);
      if (issue !== undefined) {
        report.add('field-value', member.key, `The key '${shown(key)}' of ${nameOf(field, path)} ${issue}.`, {
          note: field.key.doc,
        });
      }
    }
    if (field.element === undefined || member.value === undefined) continue;
    const inner = path === '' ? key : `${path}.${key}`;
    checkField(member.value, field.element, inner, report, hooks);
  }
}

function isOfKind(value: JsonValue, field: RequestField): boolean {
  switch (field.type) {
    case 'string':
      return value.kind === 'string';
    case 'integer':
    case 'number':
      return value.kind === 'number';
    case 'boolean':
      return value.kind === 'boolean';
    case 'list':
      return value.kind === 'array';
    case 'document':
    case 'map':
    case 'structure':
      return value.kind === 'object';
    case 'any':
    case 'blob':
      return true;
  }
}

const KINDS = {
  string: 'text in double quotes',
  integer: 'a whole number without quotes',
  number: 'a number without quotes',
  boolean: 'true or false, without quotes',
  list: 'a list in square brackets',
  document: 'an object in braces',
  map: 'an object in braces',
  structure: 'an object in braces',
  any: 'a value',
  blob: 'a value',
} as const;

function reportKind(value: JsonValue, field: RequestField, path: string, report: DocumentReport): void {
  if (path === '') {
    const message = `This file must hold ${KINDS[field.type]}, and this is ${describeKind(value)}.`;
    return report.add('document-shape', value, message, { note: field.doc });
  }
  const message = `'${path}' must be ${KINDS[field.type]}, and this is ${describeKind(value)}.`;
  const written = mended(value, field, report);
  report.add('field-type', value, message, {
    note: field.doc,
    fixes: written === undefined ? [] : [replaceValue(value, written, `Write ${written}`)],
  });
}

/** The same value as the field wants it, where that is plain. */
function mended(value: JsonValue, field: RequestField, report: DocumentReport): string | undefined {
  const raw = report.document.text.slice(value.start, value.end);
  if (field.type === 'string' && (value.kind === 'number' || value.kind === 'boolean')) {
    return JSON.stringify(raw);
  }
  if (value.kind !== 'string') return undefined;
  const text = value.value.trim();
  if (field.type === 'integer' && /^\d{1,15}$/.test(text)) return String(Number(text));
  if (field.type === 'boolean' && /^(true|false)$/i.test(text)) return text.toLowerCase();
  return undefined;
}

function reportIssue(value: JsonValue, field: RequestField, path: string, report: DocumentReport): void {
  const issue = fieldIssue(field, plain(value));
  if (issue === undefined) return;
  const subject = path === '' ? nameOf(field, path) : `'${path}'`;
  const note = field.advice ?? field.doc;
  const at = value.kind === 'object' || value.kind === 'array' ? opening(value) : value;
  report.add('field-value', at, `${subject} ${issue}.`, { note, fixes: choiceFix(value, field) });
}

function plain(value: JsonValue): unknown {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return value.value;
    case 'array':
      return value.elements;
    case 'object':
      return Object.fromEntries(value.members.map((member) => [member.key.value, true]));
    case 'null':
      return null;
  }
}

function choiceFix(value: JsonValue, field: RequestField): readonly Fix[] {
  if (value.kind !== 'string' || field.values === undefined) return [];
  const same = field.values.find((choice) => choice.toLowerCase() === value.value.toLowerCase());
  const choice = same ?? closest(value.value, field.values);
  return choice === undefined
    ? []
    : [replaceValue(value, JSON.stringify(choice), `Replace with '${choice}'`)];
}

/** Gives the name that the key probably means. */
function reportUnknown(
  member: JsonMember,
  object: JsonObject,
  owner: string,
  fields: readonly RequestField[],
  free: ReadonlySet<string>,
  report: DocumentReport,
): string | undefined {
  const key = member.key.value;
  const suggestion = nearest(key, free);
  const hint = suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`;
  report.add('field-unknown', member.key, `Unknown field '${shown(key)}' of ${owner}.${hint}`, {
    note: `It has the fields ${quotedList(fields.map(({ name }) => name))}.`,
    // A name that is near to none may be newer than our list.
    severity: suggestion === undefined ? 'warning' : 'error',
    fixes: [
      ...(suggestion === undefined ? [] : [renameKey(member.key, suggestion)]),
      removeFix(member, object, report),
    ],
  });
  return suggestion;
}

export function removeFix(member: JsonMember, object: JsonObject, report: DocumentReport): Fix {
  return {
    title: `Remove '${member.key.value}'`,
    edits: [removeMember(report.document, object, member)],
  };
}

/** The same word in another writing (`workflow-id`, `WorkflowID`), else the nearest. */
function nearest(key: string, names: ReadonlySet<string>): string | undefined {
  const same = [...names].find((name) => folded(name) === folded(key));
  return same ?? closest(key, names);
}

function folded(name: string): string {
  return name.replace(/[-_\s]/g, '').toLowerCase();
}

function nameOf(owner: RequestField, path: string): string {
  return path === '' ? owner.name : `'${path}'`;
}

function shown(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** The text of a member that is a string. */
export function textOf(members: ReadonlyMap<string, JsonMember>, name: string): JsonString | undefined {
  const value = members.get(name)?.value;
  return value?.kind === 'string' ? value : undefined;
}
