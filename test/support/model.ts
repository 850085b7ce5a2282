import type {
  Call,
  Callable,
  Engine,
  Port,
  Resources,
  ScatterValue,
  SourceValue,
  StructType,
  ValueType,
  WorkflowModel,
} from '@omics-lens/server/model/index.ts';
import { ANY, composeModel, primitive, symbolId, withOptional } from '@omics-lens/server/model/index.ts';
import type { PrimitiveName } from '@omics-lens/server/model/index.ts';
import { span } from '@omics-lens/server/text/index.ts';

/** The file that all things of test models stand in. */
export const MODEL_URI = 'file:///main.wdl';

/** Types by name: a record is a struct of labelled members, a list is an enum of choices. */
export type TestTypes = Readonly<Record<string, Readonly<Record<string, string>> | readonly string[]>>;

export interface TestOptions {
  readonly types?: TestTypes;
  readonly engine?: Engine;
  /** By input name. */
  readonly docs?: Readonly<Record<string, string>>;
  readonly calls?: readonly Call[];
  readonly callables?: readonly Callable[];
}

/** The model of a workflow with these inputs: `{ bam: 'File', n: 'Int?', threads: 'Int = 4' }`. */
export function workflow(
  name: string,
  inputs: Readonly<Record<string, string>>,
  options: TestOptions = {},
): WorkflowModel {
  const entry: Callable = {
    id: symbolId(MODEL_URI, name),
    kind: 'workflow',
    name,
    at: { uri: MODEL_URI, span: span(0, 0) },
    inputs: portsOf(name, inputs, options),
    outputs: [],
    calls: options.calls ?? [],
  };
  const callables = new Map((options.callables ?? []).map((callable) => [callable.id, callable]));
  return composeModel(entry, (id) => callables.get(id), { engine: options.engine ?? 'WDL' });
}

/** A task that asks for these resources; its values stand one behind the other, each as its own text. */
export function task(
  name: string,
  resources: Readonly<Partial<Record<Exclude<keyof Resources, 'at'>, SourceValue['constant']>>>,
  inputs: Readonly<Record<string, string>> = {},
): Callable {
  return {
    id: symbolId(MODEL_URI, name),
    kind: 'task',
    name,
    at: { uri: MODEL_URI, span: span(0, name.length) },
    inputs: portsOf(name, inputs, {}),
    outputs: [],
    calls: [],
    resources: {
      at: { uri: MODEL_URI, span: span(0, name.length) },
      ...Object.fromEntries(Object.entries(resources).map(([key, constant]) => [key, value(constant)])),
    },
  };
}

export function call(
  name: string,
  callee: Callable | string,
  more: Partial<Omit<Call, 'name' | 'callee'>> = {},
): Call {
  return {
    name,
    callee: typeof callee === 'string' ? symbolId(MODEL_URI, callee) : callee.id,
    at: { uri: MODEL_URI, span: span(0, 0) },
    dependsOn: [],
    scatters: [],
    conditions: [],
    arguments: new Map(),
    ...more,
  };
}

export function scatter(text: string, start: number, more: Partial<ScatterValue> = {}): ScatterValue {
  return { text, at: { uri: MODEL_URI, span: span(start, start + text.length) }, ...more };
}

/** Reads a type as `typeLabel` writes it. */
export function parseType(label: string, types: TestTypes = {}): ValueType {
  const text = label.trim();
  if (text.endsWith('?')) return withOptional(parseType(text.slice(0, -1), types), true);
  if (text.endsWith('+')) {
    const array = parseType(text.slice(0, -1), types);
    if (array.kind !== 'array') throw new Error(`'${text}' is no array.`);
    return { ...array, nonEmpty: true };
  }
  if (text.includes('|')) {
    return { kind: 'union', members: text.split('|').map((part) => parseType(part, types)), optional: false };
  }
  const generic = /^(Array|Map|Pair)\[(.*)\]$/.exec(text);
  if (generic !== null) {
    const [first = ANY, second = ANY] = splitArguments(generic[2] ?? '').map((part) =>
      parseType(part, types),
    );
    if (generic[1] === 'Array') return { kind: 'array', element: first, nonEmpty: false, optional: false };
    if (generic[1] === 'Map') return { kind: 'map', key: first, value: second, optional: false };
    return { kind: 'pair', left: first, right: second, optional: false };
  }
  if (text === 'Object') return { kind: 'object', optional: false };
  if (text === 'Any') return ANY;
  const named = types[text];
  if (named === undefined) return primitive(text as PrimitiveName);
  if (Array.isArray(named)) return { kind: 'enum', name: text, choices: named as string[], optional: false };
  return structType(text, named as Readonly<Record<string, string>>, types);
}

function structType(name: string, members: Readonly<Record<string, string>>, types: TestTypes): StructType {
  return {
    kind: 'struct',
    name,
    members: Object.entries(members).map(([member, label]) => ({
      name: member,
      type: parseType(label, types),
      symbol: symbolId(MODEL_URI, name, member),
    })),
    optional: false,
  };
}

function portsOf(owner: string, inputs: Readonly<Record<string, string>>, options: TestOptions): Port[] {
  return Object.entries(inputs).map(([name, declaration]) => {
    const [label = '', written] = declaration.split('=').map((part) => part.trim());
    const type = parseType(label, options.types);
    const description = options.docs?.[name];
    return {
      name,
      symbol: symbolId(MODEL_URI, owner, name),
      type,
      required: !type.optional && written === undefined,
      ...(written === undefined ? {} : { default: { ...value(constantOf(written)), text: written } }),
      ...(description === undefined ? {} : { description }),
      at: { uri: MODEL_URI, span: span(0, 0) },
    };
  });
}

function value(constant: SourceValue['constant']): SourceValue {
  const text = JSON.stringify(constant ?? null);
  const at = { uri: MODEL_URI, span: span(0, text.length) };
  return constant === undefined ? { text: 'unknown', at } : { text, at, constant };
}

function constantOf(text: string): SourceValue['constant'] {
  try {
    return JSON.parse(text) as SourceValue['constant'];
  } catch {
    return undefined;
  }
}

function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[') depth++;
    if (text[i] === ']') depth--;
    if (text[i] !== ',' || depth > 0) continue;
    parts.push(text.slice(from, i));
    from = i + 1;
  }
  return [...parts, text.slice(from)];
}
