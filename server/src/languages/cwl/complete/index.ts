import type { CompletionCandidate } from '../../language.ts';
import type { CwlDocument, CwlTree } from '../document/index.ts';
import { stringOf, valueOf } from '../document/index.ts';
import type { FieldInfo, RecordInfo, Shape } from '../schema/index.ts';
import { GRAPH, PROCESSES, TOP_FIELDS, isIn, recordInfo, shapesOf } from '../schema/index.ts';
import {
  fieldCandidate,
  recordTitle,
  requirementCandidates,
  valueCandidate,
  valuesOf,
} from './candidates.ts';
import type { Cursor } from './cursor.ts';
import { cursorAt } from './cursor.ts';
import { newDocuments } from './new-document.ts';
import type { SchemaPlace } from './steps.ts';
import { fitOf, schemaAt, shortShapes, topRecord } from './steps.ts';

export { describeFields } from './describe.ts';

/** Fields and values that the schema knows at the offset. Names of ports, steps and files are a matter of links. */
export function completeFields(
  tree: CwlTree,
  document: CwlDocument,
  offset: number,
): readonly CompletionCandidate[] {
  const cursor = cursorAt(tree, offset);
  if (cursor === undefined) return [];
  if (cursor.steps.length === 0 && cursor.slot !== 'value') return topCandidates(tree, document, cursor);
  const place = schemaAt(document, cursor.steps);
  if (place === undefined) return discriminators(document, cursor);
  switch (cursor.slot) {
    case 'key':
      return keysIn(place, cursor);
    case 'value':
    case 'item':
      return valuesIn(document, place, cursor);
    case 'any':
      return [...keysIn(place, cursor), ...(isItem(cursor) ? valuesIn(document, place, cursor) : [])];
  }
}

function isItem({ steps }: Cursor): boolean {
  return steps.at(-1)?.kind === 'item';
}

function topCandidates(tree: CwlTree, document: CwlDocument, cursor: Cursor): readonly CompletionCandidate[] {
  const version = document.version?.known ?? 'v1.2';
  const record = topRecord(document);
  const isNew = cursor.siblings.size === 0;
  const fields = record === undefined ? unionOfProcesses() : [...record.fields, ...TOP_FIELDS];
  const graph = record === undefined ? GRAPH.fields.filter(({ name }) => name === '$graph') : [];
  return [
    ...(isNew && !cursor.flow ? newDocuments(tree.text, cursor) : []),
    ...fieldsOf([...fields, ...graph], record ?? PROCESSES[0] ?? GRAPH, version, cursor).map((candidate) =>
      candidate.label === 'cwlVersion' ? { ...candidate, rank: 0.9 } : candidate,
    ),
  ];
}

/** Before the class is known, fields of all classes are possible. */
function unionOfProcesses(): readonly FieldInfo[] {
  const fields = new Map<string, FieldInfo>();
  for (const process of PROCESSES)
    for (const field of process.fields) if (!fields.has(field.name)) fields.set(field.name, field);
  for (const field of TOP_FIELDS) fields.set(field.name, field);
  return [...fields.values()];
}

function keysIn(place: SchemaPlace, cursor: Cursor): readonly CompletionCandidate[] {
  const { context, key } = place;
  const fit = fitOf(place, cursor.mapping);
  switch (fit?.as) {
    case 'record':
      return fieldsOf(fit.record.fields, fit.record, context.version, cursor, key?.field);
    case 'map':
      return fit.of.some(({ kind }) => kind === 'requirement')
        ? requirementCandidates(context.version, context.namespaces, cursor, 'key')
        : [];
    case 'unknown':
      return unknownFields(place, fit.by, fit.names, cursor);
    default:
      return [];
  }
}

/** The field that tells what the mapping is comes first. */
function unknownFields(
  place: SchemaPlace,
  by: 'class' | 'type',
  names: readonly string[],
  cursor: Cursor,
): readonly CompletionCandidate[] {
  const records = names.flatMap((name) => recordInfo(name) ?? []);
  const [first] = records;
  const tells: FieldInfo = first?.fields.find(({ name }) => name === by) ?? {
    name: by,
    shapes: [{ kind: 'string' }],
    required: 'all',
    doc: 'The requirement.',
  };
  const owner: RecordInfo = first ?? { name: '', title: 'a requirement', doc: '', fields: [tells] };
  return cursor.siblings.has(by) ? [] : fieldsOf([tells], owner, place.context.version, cursor);
}

function fieldsOf(
  fields: readonly FieldInfo[],
  record: RecordInfo,
  version: SchemaPlace['context']['version'],
  cursor: Cursor,
  subject?: string,
): readonly CompletionCandidate[] {
  return fields.flatMap((field, index) =>
    cursor.siblings.has(field.name) || field.name === subject || !isIn(field, version)
      ? []
      : [fieldCandidate(field, shapesOf(field, version), record, version, cursor, index)],
  );
}

function valuesIn(document: CwlDocument, place: SchemaPlace, cursor: Cursor): readonly CompletionCandidate[] {
  const { context, field } = place;
  const isClass = field?.info.name === 'class' && cursor.slot === 'value';
  if (isClass) return classesFor(place, field.record, cursor);
  const shapes = shortShapes(place) ?? place.shapes;
  const own = place.key === undefined ? field?.info : undefined;
  return [...valuesOf(shapes, own, context.version, cursor), ...declaredTypes(document, shapes, cursor)];
}

/** What a mapping may say that it is, while it does not say it yet. */
function discriminators(document: CwlDocument, cursor: Cursor): readonly CompletionCandidate[] {
  const last = cursor.steps.at(-1);
  if (cursor.slot !== 'value' || last?.kind !== 'key') return [];
  const outer = schemaAt(document, cursor.steps.slice(0, -1));
  const fit = outer === undefined ? undefined : fitOf(outer, last.mapping);
  if (outer === undefined || fit?.as !== 'unknown' || fit.by !== last.name) return [];
  const { version, namespaces } = outer.context;
  if (outer.shapes.some(({ kind }) => kind === 'requirement')) {
    return requirementCandidates(version, namespaces, cursor, 'value');
  }
  return fit.names.map((name, index) =>
    fit.by === 'class'
      ? classCandidate(name, cursor, index)
      : valueCandidate(name.replace(/^.*\./, ''), 'a kind of schema', undefined, cursor, 1 + index / 100),
  );
}

/** Types that the document names under `SchemaDefRequirement`. */
function declaredTypes(
  { processes }: CwlDocument,
  shapes: readonly Shape[],
  cursor: Cursor,
): readonly CompletionCandidate[] {
  if (!shapes.some(({ kind }) => kind === 'type')) return [];
  const lists = processes.flatMap(({ requirements }) =>
    requirements
      .filter(({ name }) => name === 'SchemaDefRequirement')
      .map(({ fields }) => fields.get('types')?.value),
  );
  return lists.flatMap((list) => {
    const items = list?.kind === 'sequence' ? list.items : [];
    return items.flatMap((item) => {
      const name = stringOf(valueOf(item, 'name'));
      return name === undefined
        ? []
        : [
            {
              ...valueCandidate(name, 'type of this document', undefined, cursor, 1.8),
              kind: 'type' as const,
            },
          ];
    });
  });
}

function classesFor(place: SchemaPlace, record: RecordInfo, cursor: Cursor): readonly CompletionCandidate[] {
  const { version, namespaces } = place.context;
  const isProcess = PROCESSES.includes(record);
  if (!isProcess) {
    return record.name === 'File' || record.name === 'Directory'
      ? ['File', 'Directory'].map((name, index) => classCandidate(name, cursor, index))
      : requirementCandidates(version, namespaces, cursor, 'value');
  }
  return PROCESSES.filter((process) => isIn(process, version)).map(({ name }, index) =>
    classCandidate(name, cursor, index),
  );
}

function classCandidate(name: string, cursor: Cursor, index: number): CompletionCandidate {
  const info = recordInfo(name);
  const words = info === undefined ? name : recordTitle(info);
  return { ...valueCandidate(name, words, info?.doc, cursor, 1 + index / 100), kind: 'enumMember' };
}
