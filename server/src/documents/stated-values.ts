import { isImageValue } from '../model/index.ts';
import type { JsonObject, JsonString, JsonValue, ValueType, WorkflowModel } from '../model/index.ts';
import type { Span } from '../text/index.ts';
import { span } from '../text/index.ts';
import { membersOf } from './field-check.ts';

/** A value of a file of data, with the span of its text inside the quotes. */
export interface StatedValue {
  /** A member of StartRun, or the path of a parameter: `samples[0].reads`. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

export interface StatedInput extends StatedValue {
  /** What the workflow takes it for; `unknown` where it says nothing of files, or there is no workflow. */
  readonly wanted: 'file' | 'folder' | 'unknown';
}

/** What a file of data states that only an account can judge. */
export interface StatedValues {
  /** Members of StartRun, under their names in the API whatever the file calls them. Numbers as text. */
  readonly members: readonly StatedValue[];
  /** The keys of the parameters. */
  readonly parameters: readonly Omit<StatedValue, 'value'>[];
  /** S3 and HealthOmics URIs in the parameters. */
  readonly inputs: readonly StatedInput[];
  /** Parameters that are called as images are and look like one. */
  readonly images: readonly StatedValue[];
}

export interface StatingParts {
  /** Objects whose members are those of StartRun. */
  readonly requests: readonly JsonValue[];
  /** Objects whose keys are inputs of the workflow. */
  readonly parameters: readonly JsonValue[];
}

export function statedValues(
  { requests, parameters }: StatingParts,
  model: WorkflowModel | undefined,
): StatedValues {
  const inputs: StatedInput[] = [];
  const images: StatedValue[] = [];
  const objects = parameters.filter((value) => value.kind === 'object');
  for (const { key, value } of objects.flatMap(({ members }) => members)) {
    if (value === undefined) continue;
    const type = model?.entry.inputs.find(({ name }) => name === key.value)?.type;
    collectUris(value, key.value, type, inputs);
    if (value.kind === 'string' && isImageValue(key.value, value.value))
      images.push(stated(key.value, value));
  }
  return {
    members: requests.filter((value) => value.kind === 'object').flatMap(membersStated),
    parameters: objects.flatMap(({ members }) =>
      members.map(({ key }) => ({ name: key.value, span: inside(key) })),
    ),
    inputs,
    images,
  };
}

function membersStated(request: JsonObject): readonly StatedValue[] {
  const scalars = [...membersOf(request)].flatMap(([name, { value }]): StatedValue[] => {
    if (value?.kind === 'string') return [stated(name, value)];
    return value?.kind === 'number' ? [{ name, value: String(value.value), span: plain(value) }] : [];
  });
  const tags = membersOf(request).get('tags')?.value;
  if (tags?.kind !== 'object') return scalars;
  const tagged = tags.members.flatMap(({ key, value }) =>
    value?.kind === 'string' ? [stated(`tags.${key.value}`, value)] : [],
  );
  return [...scalars, ...tagged];
}

function collectUris(
  value: JsonValue,
  path: string,
  type: ValueType | undefined,
  found: StatedInput[],
): void {
  switch (value.kind) {
    case 'string':
      if (/^(s3|omics):\/\//.test(value.value))
        found.push({ ...stated(path, value), wanted: wantedBy(type) });
      return;
    case 'array':
      value.elements.forEach((element, index) => {
        collectUris(element, `${path}[${index}]`, elementOf(type), found);
      });
      return;
    case 'object':
      for (const member of value.members) {
        if (member.value === undefined) continue;
        const key = member.key.value;
        collectUris(member.value, `${path}.${key}`, memberOf(type, key), found);
      }
      return;
    case 'number':
    case 'boolean':
    case 'null':
      return;
  }
}

function wantedBy(type: ValueType | undefined): StatedInput['wanted'] {
  if (type?.kind === 'primitive') {
    if (type.name === 'File') return 'file';
    if (type.name === 'Directory') return 'folder';
  }
  if (type?.kind !== 'union') return 'unknown';
  const wanted = new Set(type.members.map(wantedBy));
  return wanted.has('file') ? 'file' : wanted.has('folder') ? 'folder' : 'unknown';
}

function elementOf(type: ValueType | undefined): ValueType | undefined {
  if (type?.kind === 'array') return type.element;
  return type?.kind === 'union'
    ? type.members.map(elementOf).find((member) => member !== undefined)
    : undefined;
}

function memberOf(type: ValueType | undefined, key: string): ValueType | undefined {
  switch (type?.kind) {
    case 'map':
      return type.value;
    case 'struct':
      return type.members.find(({ name }) => name === key)?.type;
    case 'pair':
      return key === 'left' ? type.left : type.right;
    case 'primitive':
      // CWL gives a file as an object.
      return key === 'location' || key === 'path' ? type : undefined;
    default:
      return undefined;
  }
}

function stated(name: string, value: JsonString): StatedValue {
  return { name, value: value.value, span: inside(value) };
}

function inside({ start, end }: Span): Span {
  return end - start >= 2 ? span(start + 1, end - 1) : span(start, end);
}

function plain({ start, end }: Span): Span {
  return span(start, end);
}
