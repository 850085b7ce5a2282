import type { Fix } from '../../../text/index.ts';
import { closest } from '../../../text/index.ts';
import type { CwlEntry, CwlMapping, CwlScalar } from '../document/index.ts';
import { fieldsOf } from '../document/index.ts';
import type { FieldInfo, RecordInfo, Shape } from '../schema/index.ts';
import { TOP_FIELDS, fieldInfo, isIn, isRequired, shapesOf } from '../schema/index.ts';
import type { Check, Scope } from './check.ts';
import { addField, isJson, removeEntry, renameTo } from './fixes.ts';
import { STRUCTURE_RULES } from './rules.ts';
import { plain } from '../schema/index.ts';

/** Checks the value of a field. */
export type CheckValue = (entry: CwlEntry, shapes: readonly Shape[], field: FieldInfo) => void;

/** What is known of a record from the place where it stands. */
export interface RecordPlace {
  /** The key of the map form. */
  readonly key?: CwlScalar | undefined;
  /** The field that the key stands for. */
  readonly subject?: string | undefined;
  /** Fields of a document may stand here too. */
  readonly top?: true;
}

/** The keys of a record: unknown ones, those of other versions, those that are missing. */
export function checkRecord(
  check: Check,
  scope: Scope,
  node: CwlMapping,
  record: RecordInfo,
  place: RecordPlace,
  checkValue: CheckValue,
): void {
  for (const entry of node.entries) {
    const field = fieldOf(record, entry.key.text, place);
    if (field === undefined) checkForeign(check, scope, node, entry, record, place);
    else {
      if (!isIn(field, scope.version)) reportVersion(check, entry.key, `'${field.name}'`, field);
      checkValue(entry, shapesOf(field, scope.version), field);
    }
  }
  checkMissing(check, scope, node, record, place);
}

function fieldOf(record: RecordInfo, name: string, place: RecordPlace): FieldInfo | undefined {
  const own = fieldInfo(record, name);
  return own ?? (place.top === true ? TOP_FIELDS.find((field) => field.name === name) : undefined);
}

function checkForeign(
  check: Check,
  scope: Scope,
  node: CwlMapping,
  entry: CwlEntry,
  record: RecordInfo,
  place: RecordPlace,
): void {
  const name = entry.key.text;
  // Names with a prefix are those of other tools; `$…` directs the reading; `<<` brings in a mapping.
  if (name === '' && !entry.bare) {
    check.report(
      STRUCTURE_RULES.value,
      entry.key.end > entry.key.start ? entry.key : entry,
      'A key is missing before this colon.',
    );
    return;
  }
  if (/^[$@]|^<<$|:/.test(name)) {
    if (entry.bare && name.includes(':')) reportBlank(check, entry);
    return;
  }
  const fields = record.fields.filter((field) => isIn(field, scope.version) && field.name !== place.subject);
  const names = fields
    .map((field) => field.name)
    .filter((each) => !node.entries.some(({ key }) => key.text === each));
  const near = closest(name, names);
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  check.report(
    STRUCTURE_RULES.unknownField,
    entry.key,
    `${capital(plain(record.title))} has no field '${name}'.${hint}`,
    {
      note: `Its fields: ${fields.map((field) => field.name).join(', ')}.`,
      fixes: near === undefined ? [] : [renameTo(entry.key, near)],
    },
  );
}

/** `run:align.cwl` is one word to YAML. */
function reportBlank(check: Check, { key }: CwlEntry): void {
  const [name = '', ...rest] = key.text.split(':');
  check.report(STRUCTURE_RULES.value, key, `'${key.text}' has no blank behind its colon.`, {
    note: 'YAML takes it for one word.',
    fixes: key.style === 'plain' ? [renameTo(key, `${name}: ${rest.join(':')}`)] : [],
  });
}

function checkMissing(
  check: Check,
  scope: Scope,
  node: CwlMapping,
  record: RecordInfo,
  place: RecordPlace,
): void {
  const present = fieldsOf(node);
  if (present.has('$mixin') || present.has('$import')) return;
  for (const field of record.fields) {
    if (!isRequired(field, scope.version) || present.has(field.name) || field.name === place.subject)
      continue;
    const at =
      place.key ?? present.get('id')?.value ?? present.get('class')?.value ?? node.entries[0]?.key ?? node;
    check.report(
      STRUCTURE_RULES.missingField,
      at,
      `${capital(plain(record.title))} needs the field '${field.name}'.`,
      {
        note: field.doc.split(/(?<=[.!?])\s/)[0]?.replaceAll('`', "'"),
        fixes: skeleton(check, node, field),
      },
    );
  }
}

function skeleton(check: Check, node: CwlMapping, field: FieldInfo): readonly Fix[] {
  const value = skeletonValue(field, isJson(check.text));
  return value === undefined ? [] : [addField(check.text, node, field.name, value)];
}

function skeletonValue(field: FieldInfo, json: boolean): string | undefined {
  if (field.default !== undefined) return field.default;
  const example = field.examples?.[0];
  if (example !== undefined) return json && !/^[\d"]/.test(example) ? `"${example}"` : example;
  if (field.name === 'type') return json ? '"File"' : 'File';
  return field.shapes.some(({ kind }) => kind === 'list') ? '[]' : undefined;
}

/** Something that stands in a document of a version that does not have it. */
export function reportVersion(
  check: Check,
  at: CwlScalar,
  what: string,
  { since, until }: { readonly since?: string; readonly until?: string },
): void {
  if (until !== undefined) {
    check.report(STRUCTURE_RULES.fieldVersion, at, `${what} is no longer there after cwlVersion ${until}.`, {
      note: 'Remove it: it has no meaning here.',
    });
    return;
  }
  const { version } = check.document;
  const raise: readonly Fix[] =
    version?.known === undefined || since === undefined
      ? []
      : [{ title: `Change cwlVersion to ${since}`, edits: renameTo(version.node, since).edits }];
  check.report(STRUCTURE_RULES.fieldVersion, at, `${what} needs cwlVersion ${since ?? ''}.`, {
    note: version === undefined ? undefined : `The document is ${version.text}.`,
    fixes: raise,
  });
}

/** Keys that stand twice. */
export function checkDuplicates(check: Check, node: CwlMapping): void {
  if (node.entries.length < 2) return;
  const seen = new Set<string>();
  for (const entry of node.entries) {
    const name = entry.key.text;
    if (name === '' || entry.bare) continue;
    if (!seen.has(name)) {
      seen.add(name);
      continue;
    }
    check.report(STRUCTURE_RULES.duplicateField, entry.key, `'${name}' stands twice here.`, {
      note: 'Engines refuse the document. Remove one of the two.',
      fixes: [removeEntry(check.text, node, entry)],
    });
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
