import type { EnumType, PairType, Port, StructType, ValueType } from '../../model/index.ts';
import { layoutAt, skeleton, typeLabel } from '../../model/index.ts';
import type { RequestField } from '../../healthomics/field.ts';
import type { AccountValue, CompletionCandidate } from '../language.ts';
import { asSnippet, escapeSnippet, literal, placed, unique } from './candidates.ts';
import type { Cursor } from './cursor.ts';
import { cursorAt } from './cursor.ts';
import { fieldKeys, fieldValues, newFile } from './field-completions.ts';
import { isParameters, resolvePath } from './schema.ts';
import { snippetLeaf } from './snippet.ts';
import type { JsonTree } from './tree.ts';
import type { Declarations, Declared } from './type-at.ts';
import { uriCandidates } from './uri-candidates.ts';
import { demand, describeDeclared } from './words.ts';

const REQUIRED_RANK = 1;
const OPTIONAL_RANK = 3;

/** What completion knows beside the text. */
export interface CompletionSources {
  readonly tree: JsonTree;
  /** Of the workflow that the file is tied to. */
  readonly declarations: Declarations | undefined;
  readonly region: string | undefined;
  /** Of a file that is no parameter file: what it holds. */
  readonly schema?: RequestField;
  /** Folders of URIs that other files use. */
  readonly uriFolders: readonly string[];
}

/** Keys that the place lacks, or values of the type that it wants. */
export function completionsAt(
  sources: CompletionSources,
  offset: number,
  account: readonly AccountValue[] = [],
): readonly CompletionCandidate[] {
  const cursor = cursorAt(sources.tree.text, offset);
  const { schema, declarations } = sources;
  if (cursor.expects === 'nothing') return [];
  const isKey = cursor.expects === 'key';
  if (schema === undefined) return parameters({ ...sources, cursor });
  const found = resolvePath(schema, cursor.path);
  if (found === undefined) return [];
  if (isKey && found.kind === 'field' && isParameters(found.field)) {
    return parameters({ ...sources, cursor: { ...cursor, path: [] } });
  }
  if (found.kind === 'parameters') return parameters({ ...sources, cursor: { ...cursor, path: found.path } });
  const place = { tree: sources.tree, cursor, declarations };
  if (isKey) return fieldKeys(found.field, place);
  if (cursor.path.length === 0) return newFile(found.field, place);
  return fieldValues(found.field, place, account);
}

function parameters(place: Place): readonly CompletionCandidate[] {
  return place.cursor.expects === 'key' ? keyCandidates(place) : valueCandidates(place);
}

interface Place extends CompletionSources {
  readonly cursor: Cursor;
}

interface Key {
  readonly name: string;
  readonly declared: Declared;
  readonly required: boolean;
}

function keyCandidates(place: Place): readonly CompletionCandidate[] {
  const { cursor } = place;
  return keysOf(place).map(({ name, declared, required }) => {
    const quotedName = JSON.stringify(name);
    const isBare = cursor.colonAfter;
    const value = skeleton(declared.type, {
      ...layoutAt(place.tree.text, cursor.replace.start),
      leaf: snippetLeaf(),
    });
    return {
      label: name,
      kind: 'key',
      detail: `${typeLabel(declared.type)}${required ? '' : ', optional'}`,
      documentation: describeDeclared(name, declared),
      rank: required ? REQUIRED_RANK : OPTIONAL_RANK,
      ...(isBare ? { insert: quotedName } : asSnippet(`${escapeSnippet(quotedName)}: ${value}`, cursor)),
      ...placed(quotedName, name, cursor),
    };
  });
}

function keysOf(place: Place): readonly Key[] {
  const { declarations, cursor } = place;
  if (declarations === undefined) return [];
  if (cursor.path.length === 0) return inputKeys(declarations, cursor.keys);
  const type = declarations.at(cursor.path)?.type;
  const named = type === undefined ? undefined : objectType(type);
  if (named === undefined) return [];
  return membersOf(named)
    .filter(({ name }) => !cursor.keys.has(name))
    .map(({ name, declared }) => ({ name, declared, required: !declared.type.optional }));
}

/** Inputs that have no value yet, written as the keys that are there: with the workflow's name in front or without. */
function inputKeys(declarations: Declarations, given: ReadonlySet<string>): readonly Key[] {
  const found = [...given].map((key) => declarations.keys.find(key)).filter((key) => key !== undefined);
  const done = new Set(found.map((key) => key.port.name));
  const qualified = found.filter((key) => key.prefix !== '').length;
  const prefix = qualified > found.length / 2 ? declarations.keys.prefix : '';
  return declarations.model.entry.inputs
    .filter((port) => !done.has(port.name))
    .map((port) => ({
      name: prefix + port.name,
      declared: { type: port.type, port },
      required: port.required,
    }));
}

function objectType(type: ValueType): StructType | PairType | undefined {
  if (type.kind === 'struct' || type.kind === 'pair') return type;
  if (type.kind !== 'union') return undefined;
  return type.members.map(objectType).find((member) => member !== undefined);
}

function membersOf(type: StructType | PairType): readonly { name: string; declared: Declared }[] {
  if (type.kind === 'struct') {
    return type.members.map((member) => ({ name: member.name, declared: { type: member.type, member } }));
  }
  return [
    { name: 'left', declared: { type: type.left } },
    { name: 'right', declared: { type: type.right } },
  ];
}

function valueCandidates(place: Place): readonly CompletionCandidate[] {
  const { declarations, cursor } = place;
  if (declarations === undefined) return uriCandidates(place, cursor);
  if (cursor.path.length === 0) return wholeFile(place, declarations);
  const declared = declarations.at(cursor.path);
  if (declared === undefined) return [];
  const candidates = [...valuesOf(declared.type, place), ...defaultValue(declared.port, place)];
  if (declared.type.optional && declared.type.kind !== 'any') {
    candidates.push(literal('null', 'no value', cursor, OPTIONAL_RANK));
  }
  return unique(candidates);
}

/** An empty file gets all required parameters at once. */
function wholeFile(place: Place, declarations: Declarations): readonly CompletionCandidate[] {
  const { entry } = declarations.model;
  const required = entry.inputs.filter((port) => port.required);
  const leaf = snippetLeaf();
  const layout = { ...layoutAt(place.tree.text, place.cursor.replace.start), leaf };
  const inner = { ...layout, indent: layout.indent + layout.unit };
  const lines = required.map(
    (port) => `${layout.lineBreak}${inner.indent}${JSON.stringify(port.name)}: ${skeleton(port.type, inner)}`,
  );
  return [
    {
      label: '{ … }',
      kind: 'snippet',
      detail: `All required parameters of '${entry.name}'`,
      ...asSnippet(`{${lines.join(',')}${layout.lineBreak}${layout.indent}}`, place.cursor),
      ...placed('{', '{', place.cursor),
    },
  ];
}

function valuesOf(type: ValueType, place: Place): CompletionCandidate[] {
  const { cursor } = place;
  switch (type.kind) {
    case 'primitive':
      if (type.name === 'Boolean') {
        return ['true', 'false'].map((text) => literal(text, 'Boolean', cursor, REQUIRED_RANK));
      }
      if (type.name === 'File' || type.name === 'Directory') {
        return uriCandidates(place, cursor);
      }
      return [];
    case 'enum':
      return choices(type, cursor);
    case 'array':
    case 'map':
    case 'pair':
    case 'struct':
    case 'object':
      return [shape(type, place)];
    case 'union':
      return type.members.flatMap((member) => valuesOf(member, place));
    case 'any':
      return uriCandidates(place, cursor);
  }
}

function choices(type: EnumType, cursor: Cursor): CompletionCandidate[] {
  return type.choices.map((choice, index) => ({
    ...literal(JSON.stringify(choice), type.name, cursor, REQUIRED_RANK),
    // In the order in which they were declared, which often means something.
    rank: REQUIRED_RANK + index / (type.choices.length + 1),
    kind: 'enumMember' as const,
  }));
}

function shape(type: ValueType, place: Place): CompletionCandidate {
  const layout = { ...layoutAt(place.tree.text, place.cursor.replace.start), leaf: snippetLeaf() };
  const label = type.kind === 'array' ? '[ … ]' : '{ … }';
  return {
    label,
    kind: 'snippet',
    detail: typeLabel(type),
    rank: REQUIRED_RANK,
    ...asSnippet(skeleton(type, layout), place.cursor),
    ...placed(label, label, place.cursor),
  };
}

function defaultValue(port: Port | undefined, place: Place): readonly CompletionCandidate[] {
  const constant = port?.default?.constant;
  if (port === undefined || constant === undefined || constant === null) return [];
  const candidate = literal(JSON.stringify(constant), 'the default', place.cursor, REQUIRED_RANK + 1);
  return [{ ...candidate, documentation: demand({ type: port.type, port }) }];
}
