import { closest, span } from '../../../text/index.ts';
import type { CwlEntry, CwlMapping, CwlNode, CwlScalar, CwlSequence } from '../document/index.ts';
import { CWL_VERSIONS, expanded, resolved, valueOf } from '../document/index.ts';
import type { MappingFit, RecordInfo, Shape } from '../schema/index.ts';
import {
  PROCESSES,
  REQUIREMENTS,
  comesFromElsewhere,
  fieldInfo,
  fitMapping,
  fitSequence,
  isIn,
  isRequired,
  recordInfo,
  shapesOf,
} from '../schema/index.ts';
import type { Check, Scope } from './check.ts';
import { renameTo } from './fixes.ts';
import type { RecordPlace } from './records.ts';
import { checkDuplicates, checkRecord, reportVersion } from './records.ts';
import { STRUCTURE_RULES } from './rules.ts';
import { checkScalar } from './scalars.ts';
import { wordsOfNode, wordsOfShapes } from '../schema/index.ts';

/** Where a value stands, for messages and for what the schema wants. */
interface Place {
  /** As messages begin: `'inputs'`, `An element of 'inputs'`. */
  readonly name: string;
  /** The key of the value, if it has one. */
  readonly key?: CwlScalar | undefined;
  /** The map form that the key belongs to. */
  readonly subject?: string | undefined;
  /** The field whose value, or whose element, this is. */
  readonly field: string;
  /** Nothing may stand here. */
  readonly required?: boolean;
}

/** Any value in the place of a field. */
export function checkValue(
  check: Check,
  scope: Scope,
  written: CwlNode | undefined,
  shapes: readonly Shape[],
  place: Place,
): void {
  const node = resolved(written);
  if (node === undefined || (node.kind === 'scalar' && node.value === null)) {
    checkNothing(check, node, shapes, place);
  } else if (node.kind === 'scalar') {
    checkScalar(check, scope, node, shapes, place.name);
  } else if (node.kind === 'sequence') {
    checkSequence(check, scope, node, shapes, place);
  } else if (!comesFromElsewhere(node)) {
    checkMapping(check, scope, node, shapes, place);
  }
}

function checkNothing(
  check: Check,
  node: CwlScalar | undefined,
  shapes: readonly Shape[],
  place: Place,
): void {
  if (shapes.some(({ kind }) => kind === 'any')) return;
  const at = place.key ?? node;
  if (at === undefined) return;
  if (place.required !== true) return;
  const empty = shapes.some((shape) => shape.kind === 'list')
    ? '[]'
    : shapes.some(({ kind }) => kind === 'requirement' || kind === 'record')
      ? '{}'
      : undefined;
  const end = place.key === undefined ? undefined : afterColon(check.text, place.key.end);
  check.report(STRUCTURE_RULES.value, at, `${place.name} has no value.`, {
    note: `It is ${wordsOfShapes(shapes)}${empty === undefined ? '' : `; write ${empty} for an empty one`}.`,
    fixes:
      empty === undefined || end === undefined || node !== undefined
        ? []
        : [
            {
              title: `Write ${empty}`,
              edits: [{ span: span(end, end), newText: ` ${empty}` }],
              preferred: true,
            },
          ],
  });
}

function afterColon(text: string, from: number): number | undefined {
  const blanks = /^\s*:/.exec(text.slice(from, from + 200))?.[0].length;
  return blanks === undefined ? undefined : from + blanks;
}

function checkSequence(
  check: Check,
  scope: Scope,
  node: CwlSequence,
  shapes: readonly Shape[],
  place: Place,
): void {
  const elements = fitSequence(shapes);
  if (elements === undefined) {
    reportKind(check, node, shapes, place);
    return;
  }
  if (elements.some(({ kind }) => kind === 'any')) return;
  const map = shapes.find((shape) => shape.kind === 'list' && shape.map !== undefined);
  for (const item of node.items) {
    const isType = elements.some(({ kind }) => kind === 'type');
    const value = resolved(item);
    if (isType && value.kind === 'scalar' && value.value === null && value.end > value.start) {
      reportNull(check, value);
      continue;
    }
    checkValue(check, scope, item, elements, {
      name: `An element of '${place.field}'`,
      field: place.field,
      required: !allowsNothing(place.field),
      // Elements of what may be a map have the field that the keys would be.
      ...(map === undefined ? {} : { subject: undefined }),
    });
  }
}

/** `listing` may have empty elements from v1.1 on. */
function allowsNothing(field: string): boolean {
  return field === 'listing';
}

function reportNull(check: Check, node: CwlScalar): void {
  check.report(STRUCTURE_RULES.typeNull, node, "The type 'null' needs quotes here.", {
    note: 'Without quotes it is the missing value, which some engines refuse.',
    fixes: [
      {
        title: 'Put into quotes',
        edits: [{ span: span(node.start, node.end), newText: '"null"' }],
        preferred: true,
      },
    ],
  });
}

function checkMapping(
  check: Check,
  scope: Scope,
  node: CwlMapping,
  shapes: readonly Shape[],
  place: Place,
): void {
  const key =
    place.subject === undefined || place.key === undefined
      ? undefined
      : { field: place.subject, text: place.key.text };
  const fit = fitMapping(node, shapes, scope, key);
  switch (fit.as) {
    case 'any':
      return;
    case 'map':
      checkDuplicates(check, node);
      checkMapForm(check, scope, node, fit, place);
      return;
    case 'record':
      checkAsRecord(check, scope, node, fit.record, { key: place.key, subject: place.subject });
      return;
    case 'unknown':
      checkDuplicates(check, node);
      reportUnknown(check, scope, node, fit, shapes, place);
      return;
    case 'wrong':
      reportKind(check, node, shapes, place);
  }
}

/** A mapping that is known to be this record. */
export function checkAsRecord(
  check: Check,
  outer: Scope,
  node: CwlMapping,
  record: RecordInfo,
  place: RecordPlace,
): void {
  const scope = PROCESSES.includes(record) ? scopeIn(outer, node) : outer;
  checkDuplicates(check, node);
  if (!isIn(record, scope.version)) {
    const classNode = resolved(valueOf(node, 'class'));
    const told = place.subject === 'class' ? place.key : classNode?.kind === 'scalar' ? classNode : undefined;
    const at = told ?? place.key ?? node.entries[0]?.key;
    if (at !== undefined) reportVersion(check, at, `'${record.name}'`, record);
  }
  checkRecord(check, scope, node, record, place, (entry, shapes, field) => {
    // The version of the document has words of its own.
    if (entry.bare || (place.top === true && field.name === 'cwlVersion')) return;
    checkValue(check, scope, entry.value, shapes, {
      name: `'${field.name}'`,
      key: entry.key,
      field: field.name,
      required: isRequired(field, scope.version) || MAY_NOT_BE_EMPTY.has(field.name),
    });
  });
}

/** Fields that may be left out, and not be left empty. */
const MAY_NOT_BE_EMPTY: ReadonlySet<string> = new Set(['requirements', 'hints']);

/** A process may have a version of its own. */
function scopeIn(scope: Scope, node: CwlMapping): Scope {
  const own = valueOf(node, 'cwlVersion');
  const version = own?.kind === 'scalar' ? CWL_VERSIONS.find((known) => known === own.text) : undefined;
  return version === undefined || version === scope.version ? scope : { ...scope, version };
}

function checkMapForm(
  check: Check,
  scope: Scope,
  node: CwlMapping,
  { of, map }: Extract<MappingFit, { as: 'map' }>,
  place: Place,
): void {
  for (const entry of node.entries) {
    const { key } = entry;
    if (entry.bare || key.text.startsWith('$') || key.text === '<<') continue;
    const value = resolved(entry.value);
    if (value?.kind === 'mapping') {
      checkValue(check, scope, value, of, {
        name: `'${key.text}'`,
        key,
        field: key.text,
        subject: map.subject,
      });
    } else if (map.predicate !== undefined) {
      checkPredicate(check, scope, entry, of, map.predicate);
    } else {
      checkNoMapping(check, scope, entry, of, place);
    }
  }
}

/** `reads: File` for `reads: { type: File }`. */
function checkPredicate(
  check: Check,
  scope: Scope,
  { key, value }: CwlEntry,
  of: readonly Shape[],
  predicate: string,
): void {
  const [shape] = of;
  const info = shape?.kind === 'record' ? recordInfo(shape.of[0] ?? '') : undefined;
  const field = info === undefined ? undefined : fieldInfo(info, predicate);
  if (field === undefined) return;
  checkValue(check, scope, value, shapesOf(field, scope.version), {
    name: `'${key.text}'`,
    key,
    field: key.text,
    required: isRequired(field, scope.version),
  });
}

function checkNoMapping(
  check: Check,
  scope: Scope,
  { key, value }: CwlEntry,
  of: readonly Shape[],
  place: Place,
): void {
  if (key.text === 'class' && of.some(({ kind }) => kind === 'requirement')) {
    check.report(STRUCTURE_RULES.value, key, `'${place.field}' holds a single requirement here.`, {
      note: `It is a list, '- class: …' with a dash, or a mapping with the class as a key.`,
    });
    return;
  }
  const known = of.some(({ kind }) => kind === 'requirement')
    ? REQUIREMENTS.some(({ name }) => name === expanded(key.text, scope.namespaces))
    : true;
  if (!known && value === undefined) {
    reportRequirement(check, key, key.text, place);
    return;
  }
  checkValue(check, scope, value, of, { name: `'${key.text}'`, key, field: key.text, required: true });
}

function reportUnknown(
  check: Check,
  scope: Scope,
  node: CwlMapping,
  { by, names }: Extract<MappingFit, { as: 'unknown' }>,
  shapes: readonly Shape[],
  place: Place,
): void {
  const told = place.subject === by ? place.key : resolved(valueOf(node, by));
  const isRequirement = shapes.some(({ kind }) => kind === 'requirement');
  if (told?.kind !== 'scalar' || told.value === null) {
    if (by === 'type' && told !== undefined) return;
    const at = node.entries[0]?.key ?? node;
    check.report(STRUCTURE_RULES.missingField, at, `${place.name} needs the field '${by}'.`, {
      note: isRequirement
        ? 'It names the requirement.'
        : `It says what this is: ${names.map((name) => `'${name.replace(/^.*\./, '')}'`).join(', ')}.`,
    });
    return;
  }
  if (isRequirement) {
    const name = expanded(told.text, scope.namespaces);
    reportRequirement(check, told, name, place);
    return;
  }
  const short = names.map((name) => name.replace(/^.*\./, ''));
  const near = closest(told.text, short);
  // Classes with a prefix are those of other tools.
  if (by === 'class' && told.text.includes(':')) return;
  const rule = by === 'class' ? STRUCTURE_RULES.class : STRUCTURE_RULES.type;
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  check.report(
    rule,
    told,
    `There is no ${by === 'class' ? 'class' : 'kind of schema'} '${told.text}' here.${hint}`,
    {
      note: `It is one of ${short.map((name) => `'${name}'`).join(', ')}.`,
      fixes: near === undefined ? [] : [renameTo(told, near)],
    },
  );
}

/** `name` is the whole name. Extensions of other tools have a prefix and are theirs to know. */
function reportRequirement(check: Check, node: CwlScalar, name: string, place: Place): void {
  const inHints = place.field === 'hints' || place.name.endsWith("'hints'");
  if (name.includes(':')) return;
  const near = closest(
    node.text,
    REQUIREMENTS.map((info) => info.name),
  );
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  check.report(
    inHints ? STRUCTURE_RULES.hint : STRUCTURE_RULES.requirement,
    node,
    `There is no requirement '${node.text}'.${hint}`,
    {
      note: inHints
        ? 'Engines read over hints that they do not know.'
        : 'Engines refuse to run what has a requirement that they do not know.',
      fixes: near === undefined ? [] : [renameTo(node, near)],
    },
  );
}

/** A list or mapping where neither can be. */
function reportKind(
  check: Check,
  node: CwlMapping | CwlSequence,
  shapes: readonly Shape[],
  place: Place,
): void {
  const at = place.key ?? firstLine(check.text, node);
  check.report(
    STRUCTURE_RULES.value,
    at,
    `${place.name} is ${wordsOfShapes(shapes)}, not ${wordsOfNode(node)}.`,
  );
}

function firstLine(text: string, node: CwlNode) {
  const line = text.slice(node.start, node.end).search(/\r?\n/);
  return span(node.start, line < 0 ? node.end : node.start + line);
}
