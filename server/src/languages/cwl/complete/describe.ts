import type { SyntaxElement } from '../../../syntax/tree.ts';
import { pathTo } from '../../../syntax/walk.ts';
import type { Description } from '../../language.ts';
import type { CwlDocument, CwlEntry, CwlMapping, CwlScalar, CwlTree } from '../document/index.ts';
import { expanded } from '../document/index.ts';
import type { EnumValue, RecordInfo, Shape } from '../schema/index.ts';
import { STREAM_TYPES, TYPE_NAMES, requirementInfo } from '../schema/index.ts';
import { describeFieldInfo } from './describe-field.ts';
import { fitOf, schemaAt, shortShapes, stepsOf, topRecord } from './steps.ts';

/** Words about the field, class, value or type at the offset. */
export function describeFields(
  tree: CwlTree,
  document: CwlDocument,
  offset: number,
): Description | undefined {
  const path = pathTo(tree.root, offset);
  const index = path.findLastIndex(({ kind }) => kind === 'scalar');
  const scalar = path[index] as CwlScalar | undefined;
  if (scalar === undefined) return undefined;
  const around = path.slice(0, index);
  const owner = around.at(-1);
  const isKey = owner?.kind === 'entry' && (owner as CwlEntry).key === scalar;
  const markdown = isKey ? keyWords(document, around, scalar) : valueWords(document, around, scalar);
  return markdown === undefined ? undefined : { span: { start: scalar.start, end: scalar.end }, markdown };
}

function keyWords(
  document: CwlDocument,
  around: readonly SyntaxElement[],
  key: CwlScalar,
): string | undefined {
  const steps = stepsOf(around);
  const place = schemaAt(document, steps);
  const field = place?.field;
  if (field?.info.name === key.text && place !== undefined) {
    return describeFieldInfo(field.info, field.record, place.context.version);
  }
  if (place?.key?.field === 'class') {
    const info = requirementInfo(expanded(key.text, document.namespaces));
    return info === undefined ? undefined : recordWords(info);
  }
  return undefined;
}

function valueWords(
  document: CwlDocument,
  around: readonly SyntaxElement[],
  scalar: CwlScalar,
): string | undefined {
  const entry = around.findLast(({ kind }) => kind === 'entry') as CwlEntry | undefined;
  const direct = around.at(-1) === entry ? entry : undefined;
  if (direct?.key.text === 'class') return classWords(document, around, scalar);
  const place = schemaAt(document, stepsOf(around));
  if (place === undefined) return undefined;
  return wordsOfValue(shortShapes(place) ?? place.shapes, scalar.text);
}

function classWords(
  document: CwlDocument,
  around: readonly SyntaxElement[],
  scalar: CwlScalar,
): string | undefined {
  const mapping = around.findLast(({ kind }) => kind === 'mapping') as CwlMapping | undefined;
  const outer = around.slice(
    0,
    around.findLastIndex(({ kind }) => kind === 'mapping'),
  );
  if (outer.every(({ kind }) => kind === 'document')) {
    const record = topRecord(document);
    return record === undefined ? undefined : recordWords(record);
  }
  const place = schemaAt(document, stepsOf(outer));
  const fit = place === undefined ? undefined : fitOf(place, mapping);
  if (fit?.as === 'record') return recordWords(fit.record);
  const info = requirementInfo(expanded(scalar.text, document.namespaces));
  return info === undefined ? undefined : recordWords(info);
}

function recordWords(info: RecordInfo): string {
  return `**${info.name}**\n\n${info.doc}${info.since === undefined ? '' : `\n\nFrom ${info.since} on.`}`;
}

function wordsOfValue(shapes: readonly Shape[], text: string): string | undefined {
  for (const shape of shapes) {
    const values: readonly EnumValue[] =
      shape.kind === 'enum' ? shape.values : shape.kind === 'type' ? [...TYPE_NAMES, ...STREAM_TYPES] : [];
    const name = shape.kind === 'type' ? text.replace(/(?:\[\])?\??$/, '') : text;
    const found = values.find(({ value }) => value === name);
    if (found !== undefined && found.doc !== '') return `**${found.value}**\n\n${found.doc}`;
  }
  return undefined;
}
