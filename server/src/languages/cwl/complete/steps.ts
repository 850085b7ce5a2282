import type { SyntaxElement } from '../../../syntax/tree.ts';
import type { CwlDocument, CwlEntry, CwlMapping, CwlNode } from '../document/index.ts';
import { CWL_VERSIONS, resolved, valueOf } from '../document/index.ts';
import type { FieldInfo, MappingFit, RecordInfo, SchemaContext, Shape } from '../schema/index.ts';
import {
  GRAPH,
  PROCESSES,
  TOP_FIELDS,
  fieldInfo,
  fitMapping,
  fitSequence,
  recordInfo,
  shapesOf,
} from '../schema/index.ts';

/** One level on the way from the top of a document to a place in it. */
export type Step =
  | { readonly kind: 'key'; readonly name: string; readonly mapping: CwlMapping | undefined }
  | { readonly kind: 'item' };

/** A key of the map form. */
export interface MapKey {
  /** The field that the key is. */
  readonly field: string;
  readonly text: string;
  /** The field that a value stands for which is no mapping. */
  readonly predicate: string | undefined;
}

/** What the schema says of a place. */
export interface SchemaPlace {
  readonly shapes: readonly Shape[];
  readonly context: SchemaContext;
  /** The key of the map form that the place stands behind. */
  readonly key?: MapKey;
  /** The field whose value this is, and the record that has it. */
  readonly field?: { readonly info: FieldInfo; readonly record: RecordInfo };
}

/** The steps to the last element of a path through the tree; a key that ends the path counts. */
export function stepsOf(path: readonly SyntaxElement[]): readonly Step[] {
  const steps: Step[] = [];
  let mapping: CwlMapping | undefined;
  for (const element of path) {
    if (element.kind === 'mapping') mapping = element as CwlMapping;
    else if (element.kind === 'entry')
      steps.push({ kind: 'key', name: (element as CwlEntry).key.text, mapping });
    else if (element.kind === 'sequence') steps.push({ kind: 'item' });
  }
  return steps;
}

/** What the schema says of the value at the end of the steps; `undefined` where it knows nothing. */
export function schemaAt(document: CwlDocument, steps: readonly Step[]): SchemaPlace | undefined {
  let place: SchemaPlace | undefined = topPlace(document);
  for (const [index, step] of steps.entries()) {
    if (place === undefined) return undefined;
    place = index === 0 && step.kind === 'key' ? topField(document, step, place) : below(place, step);
  }
  return place;
}

function topPlace(document: CwlDocument): SchemaPlace {
  return {
    shapes: [{ kind: 'record', by: 'class', of: PROCESSES.map(({ name }) => name) }],
    context: { version: document.version?.known ?? 'v1.2', namespaces: document.namespaces },
  };
}

function topField(
  document: CwlDocument,
  step: Step & { kind: 'key' },
  place: SchemaPlace,
): SchemaPlace | undefined {
  const record = topRecord(document);
  const own = record === undefined ? undefined : fieldInfo(record, step.name);
  const info =
    own ??
    TOP_FIELDS.find(({ name }) => name === step.name) ??
    fieldInfo(GRAPH, step.name) ??
    PROCESSES.map((process) => fieldInfo(process, step.name)).find((field) => field !== undefined);
  return info === undefined ? undefined : fieldPlace(place, record ?? PROCESSES[0] ?? GRAPH, info);
}

/** The record that the document is. */
export function topRecord({ packed, root }: CwlDocument): RecordInfo | undefined {
  if (packed) return GRAPH;
  const name = resolved(valueOf(root, 'class'));
  return name?.kind === 'scalar' ? recordInfo(name.text) : undefined;
}

function below(place: SchemaPlace, step: Step): SchemaPlace | undefined {
  if (step.kind === 'item') {
    const shapes = fitSequence(shortShapes(place) ?? place.shapes);
    return shapes === undefined ? undefined : withoutKey({ ...place, shapes });
  }
  const fit = fitOf(place, step.mapping);
  if (fit === undefined) return undefined;
  if (fit.as === 'map') {
    const { context } = place;
    return {
      context,
      shapes: fit.of,
      key: { field: fit.map.subject, text: step.name, predicate: fit.map.predicate },
    };
  }
  if (fit.as !== 'record') return undefined;
  const info = fieldInfo(fit.record, step.name);
  return info === undefined
    ? undefined
    : fieldPlace(versionOf(place, fit.record, step.mapping), fit.record, info);
}

/** `reads: File`: the value is that of the field that the short form leaves out. */
export function shortShapes({ shapes: [shape], key, context }: SchemaPlace): readonly Shape[] | undefined {
  const record = shape?.kind === 'record' ? recordInfo(shape.of[0] ?? '') : undefined;
  const info =
    record === undefined || key?.predicate === undefined ? undefined : fieldInfo(record, key.predicate);
  return info === undefined ? undefined : shapesOf(info, context.version);
}

function withoutKey({ shapes, context, field }: SchemaPlace): SchemaPlace {
  return { shapes, context, ...(field === undefined ? {} : { field }) };
}

/** What a mapping in the place is; one that is not there yet is what it can only be. */
export function fitOf(place: SchemaPlace, mapping: CwlMapping | undefined): MappingFit | undefined {
  const empty: CwlMapping = mapping ?? {
    kind: 'mapping',
    start: 0,
    end: 0,
    children: [],
    entries: [],
    flow: false,
  };
  return fitMapping(empty, place.shapes, place.context, place.key);
}

/** An inline process may have a version of its own. */
function versionOf(place: SchemaPlace, record: RecordInfo, mapping: CwlMapping | undefined): SchemaPlace {
  if (!PROCESSES.includes(record)) return place;
  const own: CwlNode | undefined = resolved(valueOf(mapping, 'cwlVersion'));
  const version = own?.kind === 'scalar' ? CWL_VERSIONS.find((known) => known === own.text) : undefined;
  return version === undefined ? place : { ...place, context: { ...place.context, version } };
}

function fieldPlace({ context }: SchemaPlace, record: RecordInfo, info: FieldInfo): SchemaPlace {
  return { shapes: shapesOf(info, context.version), context, field: { info, record } };
}
