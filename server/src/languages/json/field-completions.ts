import { emptyValue } from '../../documents/index.ts';
import type { RequestField } from '../../healthomics/field.ts';
import { layoutAt, parameterTemplate, objectText, skeleton } from '../../model/index.ts';
import type { AccountValue, CompletionCandidate } from '../language.ts';
import { asSnippet, escapeSnippet, literal, placed } from './candidates.ts';
import type { Cursor } from './cursor.ts';
import { describeField, typeWords } from './field-words.ts';
import { isParameters } from './schema.ts';
import { snippetLeaf } from './snippet.ts';
import type { JsonTree } from './tree.ts';
import type { Declarations } from './type-at.ts';

export interface FieldPlace {
  readonly tree: JsonTree;
  readonly cursor: Cursor;
  /** Of the workflow that the file is tied to. */
  readonly declarations: Declarations | undefined;
}

/** Keys that an object of the field lacks; names of inputs where keys are such. */
export function fieldKeys(field: RequestField, place: FieldPlace): readonly CompletionCandidate[] {
  if (isParameters(field)) return [];
  if (field.type === 'map') return field.name === 'parameterTemplate' ? inputNames(place) : [];
  const { keys } = place.cursor;
  const members = field.members ?? [];
  const isTaken = field.union === true && members.some(({ name }) => keys.has(name));
  return members
    .filter(({ name, filledIn }) => !keys.has(name) && filledIn !== true && !isTaken)
    .map((member, index) => ({
      label: member.name,
      kind: 'key' as const,
      detail: `${typeWords(member)}${member.required === true ? '' : ', optional'}`,
      documentation: describeField(member.name, member),
      // Required ones first, then as the table has them: most wanted first.
      rank: (member.required === true ? 1 : 3) + index / 100,
      ...insertion(member.name, valueSnippet(member, place), place.cursor),
    }));
}

/** Values that may stand for the field. */
export function fieldValues(
  field: RequestField,
  { cursor }: FieldPlace,
  account: readonly AccountValue[],
): readonly CompletionCandidate[] {
  const own = account.map(({ value, label }, index) => ({
    ...literal(JSON.stringify(value), label ?? 'in your account', cursor, 1 + index / 1000),
    // People know the name, the service the id.
    ...(label === undefined ? {} : { filter: `${cursor.quoted ? '"' : ''}${value} ${label}` }),
  }));
  const listed = (field.values ?? []).map((value, index) => ({
    ...literal(JSON.stringify(value), detailOf(field, value), cursor, 2 + index / 100),
    kind: 'enumMember' as const,
  }));
  if (field.type === 'boolean') {
    return ['true', 'false'].map((text) => literal(text, detailOf(field, text === 'true'), cursor, 2));
  }
  if (own.length + listed.length > 0) return [...own, ...listed];
  if (field.default !== undefined) return [literal(JSON.stringify(field.default), 'the default', cursor, 2)];
  if (field.example !== undefined) {
    const text = `"${escapeSnippet(field.example)}$1"`;
    return [
      {
        label: JSON.stringify(field.example),
        kind: 'value',
        detail: 'how it begins',
        ...asSnippet(text, cursor),
        ...placed(JSON.stringify(field.example), field.example, cursor),
      },
    ];
  }
  return shapeOf(field, cursor);
}

/** An empty file gets what is required at once. */
export function newFile(field: RequestField, place: FieldPlace): readonly CompletionCandidate[] {
  if (field.type === 'list') return shapeOf(field, place.cursor);
  const { declarations, cursor, tree } = place;
  if (field.name === 'parameterTemplate' && declarations !== undefined) {
    const text = JSON.stringify(
      parameterTemplate(declarations.model),
      undefined,
      layoutAt(tree.text, 0).unit,
    );
    return [whole(`The template of '${declarations.model.entry.name}'`, escapeSnippet(text), cursor)];
  }
  const wanted = (field.members ?? []).filter(
    ({ name, required, filledIn }) => (required === true && filledIn !== true) || FIRST_FIELDS.has(name),
  );
  const layout = layoutAt(tree.text, 0);
  const stops = { next: 1 };
  const lines = wanted.map(
    (member) =>
      `${layout.lineBreak}${layout.unit}${JSON.stringify(member.name)}: ${valueSnippet(member, place, stops)}`,
  );
  return [whole(`A new ${field.name}`, `{${lines.join(',')}${layout.lineBreak}}`, cursor)];
}

/** Not required by the letter, and there is no run without them. */
const FIRST_FIELDS: ReadonlySet<string> = new Set([
  'workflowId',
  'parameters',
  'storageType',
  '$schema',
  'properties',
]);

function whole(detail: string, text: string, cursor: Cursor): CompletionCandidate {
  return {
    label: '{ … }',
    kind: 'snippet',
    detail,
    ...asSnippet(text, cursor),
    ...placed('{', '{', cursor),
  };
}

function inputNames(place: FieldPlace): readonly CompletionCandidate[] {
  const { declarations, cursor } = place;
  if (declarations === undefined) return [];
  const made = parameterTemplate(declarations.model);
  return declarations.model.entry.inputs
    .filter(({ name }) => !cursor.keys.has(name))
    .map((port) => ({
      label: port.name,
      kind: 'key',
      detail: port.required ? 'required' : 'optional',
      rank: port.required ? 1 : 3,
      ...insertion(port.name, escapeSnippet(spaced(made[port.name])), cursor),
    }));
}

/** JSON on one line, with blanks. */
function spaced(value: unknown): string {
  return JSON.stringify(value, undefined, 1).replace(/\n\s*/g, ' ');
}

function insertion(name: string, value: string, cursor: Cursor) {
  const quoted = JSON.stringify(name);
  return {
    ...(cursor.colonAfter ? { insert: quoted } : asSnippet(`${escapeSnippet(quoted)}: ${value}`, cursor)),
    ...placed(quoted, name, cursor),
  };
}

/** A new value with places to fill in; `stops` counts them over several values. */
function valueSnippet(field: RequestField, place: FieldPlace, stops = { next: 1 }): string {
  if (isParameters(field) && place.declarations !== undefined) return parametersSnippet(place, stops);
  const stop = stops.next++;
  if (field.values !== undefined) return `"\${${stop}|${field.values.join(',')}|}"`;
  if (field.type === 'boolean') return `\${${stop}|true,false|}`;
  if (field.type === 'string' || field.type === 'any') {
    return field.example === undefined ? `"$${stop}"` : `"${escapeSnippet(field.example)}$${stop}"`;
  }
  if (field.type === 'list') return `[$${stop}]`;
  if (field.type === 'integer' || field.type === 'number') return `\${${stop}:${emptyValue(field)}}`;
  return `{$${stop}\\}`;
}

function parametersSnippet({ declarations, tree, cursor }: FieldPlace, stops: { next: number }): string {
  const required = declarations?.model.entry.inputs.filter((port) => port.required) ?? [];
  const base = layoutAt(tree.text, cursor.replace.start);
  const outer =
    cursor.path.length === 0 && cursor.expects === 'value' ? { ...base, indent: base.unit } : base;
  const layout = { ...outer, indent: outer.indent + outer.unit, leaf: snippetLeaf(stops) };
  return objectText(
    required.map(({ name, type }) => ({ key: name, text: skeleton(type, layout) })),
    outer,
  );
}

function shapeOf(field: RequestField, cursor: Cursor): readonly CompletionCandidate[] {
  const isList = field.type === 'list';
  const isObject = field.type === 'document' || field.type === 'map' || field.type === 'structure';
  if (!isList && !isObject) return [];
  const label = isList ? '[ … ]' : '{ … }';
  return [
    {
      label,
      kind: 'snippet',
      detail: typeWords(field),
      ...asSnippet(isList ? '[$1]' : '{$1\\}', cursor),
      ...placed(label, label, cursor),
    },
  ];
}

function detailOf(field: RequestField, value: string | boolean): string {
  return value === field.default ? 'the default' : field.name;
}
