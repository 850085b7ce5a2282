import type {
  CwlDocument,
  CwlVersion,
  Name,
  Part,
  Port,
  Process,
  ProcessClass,
  Requirement,
  Run,
  Source,
  Step,
  StepInput,
  VersionMark,
} from './model.ts';
import { CWL_VERSIONS, PROCESS_CLASSES } from './model.ts';
import { nameOf, sourceOf } from './names.ts';
import type { CwlEntry, CwlMapping, CwlNode, CwlScalar, CwlTree } from './node.ts';
import { resolved, valueOf } from './node.ts';
import { referenceOf, referencesIn } from './references.ts';

/** The typed views of a tree. A file without a mapping at the top has none. */
export function readDocument(tree: CwlTree): CwlDocument {
  const { value } = tree.root;
  const root = value?.kind === 'mapping' ? value : undefined;
  const version = versionOf(root);
  const namespaces = namespacesOf(root);
  const graph = valueOf(root, '$graph');
  const context = { version: version?.known, namespaces };
  const processes =
    graph === undefined
      ? root !== undefined && isProcess(root)
        ? [readProcess(root, context)]
        : []
      : itemsOf(graph, 'class').flatMap(({ value: node, key }) =>
          node?.kind === 'mapping' ? [readProcess(node, context, key)] : [],
        );
  return {
    root,
    version,
    processes,
    main: graph === undefined ? processes[0] : processes.find(({ id }) => id?.text === 'main'),
    packed: graph !== undefined,
    namespaces,
    references: referencesIn(value),
  };
}

/** Files that hold parameters or a list of types have no process. */
function isProcess(root: CwlMapping): boolean {
  return root.entries.some(
    ({ key }) => key.text === 'class' || key.text === 'cwlVersion' || key.text === 'inputs',
  );
}

interface Context {
  readonly version: CwlVersion | undefined;
  readonly namespaces: ReadonlyMap<string, string>;
}

function readProcess(node: CwlMapping, around: Context, key?: CwlScalar): Process {
  const fields = fieldsOf(node);
  const own = versionOf(node);
  const context: Context = { ...around, version: own === undefined ? around.version : own.known };
  const classNode = scalarOf(fields.get('class')?.value);
  const idNode = scalarOf(fields.get('id')?.value) ?? key;
  const id = idNode === undefined ? undefined : nameOf(idNode);
  return {
    node,
    fields,
    class: PROCESS_CLASSES.find((name): name is ProcessClass => name === classNode?.text),
    classNode,
    id,
    version: context.version,
    inputs: readPorts(fields.get('inputs')?.value, id?.text),
    outputs: readPorts(fields.get('outputs')?.value, id?.text),
    requirements: readRequirements(fields.get('requirements')?.value, context),
    hints: readRequirements(fields.get('hints')?.value, context),
    steps: itemsOf(fields.get('steps')?.value, 'id').flatMap((item) => readStep(item, context, id?.text)),
  };
}

function readPorts(node: CwlNode | undefined, process: string | undefined): readonly Port[] {
  return itemsOf(node, 'id').flatMap(({ key, value, short }) => {
    const name = nameIn(key, value);
    if (name === undefined) return [];
    const part = partOf(value);
    const type = short ? value : part.fields.get('type')?.value;
    return [{ ...part, name, type, sources: sourcesOf(part.fields.get('outputSource')?.value, process) }];
  });
}

function readStep(item: Item, context: Context, process: string | undefined): readonly Step[] {
  const name = nameIn(item.key, item.value);
  if (name === undefined) return [];
  const part = partOf(item.value);
  const { fields } = part;
  return [
    {
      ...part,
      name,
      run: runOf(fields.get('run')?.value, context),
      inputs: itemsOf(fields.get('in')?.value, 'id').flatMap((input) => readStepInput(input, process)),
      outputs: listOf(fields.get('out')?.value).flatMap(outputNameOf),
      scatter: listOf(fields.get('scatter')?.value).flatMap((each) => (isNamed(each) ? [nameOf(each)] : [])),
      requirements: readRequirements(fields.get('requirements')?.value, context),
      hints: readRequirements(fields.get('hints')?.value, context),
    },
  ];
}

function readStepInput({ key, value, short }: Item, process: string | undefined): readonly StepInput[] {
  const name = nameIn(key, value);
  if (name === undefined) return [];
  const part = partOf(value);
  const source = short ? value : part.fields.get('source')?.value;
  return [{ ...part, name, sources: sourcesOf(source, process) }];
}

function outputNameOf(node: CwlNode): readonly Name[] {
  const id = node.kind === 'mapping' ? valueOf(node, 'id') : node;
  return isNamed(id) ? [nameOf(id)] : [];
}

function runOf(node: CwlNode | undefined, context: Context): Run | undefined {
  const value = resolved(node);
  if (value?.kind === 'scalar') {
    return isNamed(value) ? { kind: 'reference', ...referenceOf('run', value) } : undefined;
  }
  if (value?.kind !== 'mapping') return undefined;
  const imported = valueOf(value, '$import');
  if (isNamed(imported)) return { kind: 'reference', ...referenceOf('import', imported) };
  return { kind: 'inline', process: readProcess(value, context) };
}

function readRequirements(node: CwlNode | undefined, context: Context): readonly Requirement[] {
  return itemsOf(node, 'class').flatMap(({ key, value }) => {
    const classNode = key ?? scalarOf(valueOf(value, 'class'));
    if (classNode === undefined || classNode.text.startsWith('$')) return [];
    return [
      {
        ...partOf(value),
        class: classNode.text,
        name: expanded(classNode.text, context.namespaces),
        classNode,
      },
    ];
  });
}

/** The whole name that a prefix of `$namespaces` shortens. */
export function expanded(name: string, namespaces: ReadonlyMap<string, string>): string {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? undefined : namespaces.get(name.slice(0, colon));
  return prefix === undefined ? name : prefix + name.slice(colon + 1);
}

/** One element of a list, or one entry of the map that stands for it. */
export interface Item {
  /** Of the map form. */
  readonly key: CwlScalar | undefined;
  readonly value: CwlNode | undefined;
  /** The value of a map's entry stands for the field that the schema names, as in `reads: File`. */
  readonly short: boolean;
}

/** The elements of a list or of a map whose keys are the field `subject`. What `$import` brings in is not among them. */
export function itemsOf(node: CwlNode | undefined, subject: string): readonly Item[] {
  const list = resolved(node);
  if (list?.kind === 'sequence') {
    return list.items.map((item) => ({ key: undefined, value: resolved(item), short: false }));
  }
  if (list?.kind !== 'mapping') return [];
  const hasSubject = list.entries.some(({ key }) => key.text === subject);
  // A single element that its author forgot to put into a list.
  if (hasSubject && subject === 'class') return [{ key: undefined, value: list, short: false }];
  return list.entries
    .filter(({ key }) => !key.text.startsWith('$') && key.text !== '<<')
    .map((entry) => {
      const value = resolved(entry.value);
      return { key: entry.key, value, short: value !== undefined && value.kind !== 'mapping' };
    });
}

export function fieldsOf(node: CwlMapping): ReadonlyMap<string, CwlEntry> {
  const fields = new Map<string, CwlEntry>();
  for (const entry of node.entries) if (!fields.has(entry.key.text)) fields.set(entry.key.text, entry);
  for (const { key, value } of node.entries) {
    if (key.text !== '<<') continue;
    for (const merged of listOf(value)) {
      const source = merged.kind === 'mapping' ? merged.entries : [];
      for (const entry of source) if (!fields.has(entry.key.text)) fields.set(entry.key.text, entry);
    }
  }
  return fields;
}

function partOf(node: CwlNode | undefined): Part {
  return { node, fields: node?.kind === 'mapping' ? fieldsOf(node) : new Map() };
}

function nameIn(key: CwlScalar | undefined, value: CwlNode | undefined): Name | undefined {
  const node = key ?? scalarOf(valueOf(value, 'id'));
  return isNamed(node) ? nameOf(node) : undefined;
}

function sourcesOf(node: CwlNode | undefined, process: string | undefined): readonly Source[] {
  return listOf(node).flatMap((each) => (isNamed(each) ? [sourceOf(each, process)] : []));
}

/** What may be written as one or as a list of them. */
function listOf(node: CwlNode | undefined): readonly CwlNode[] {
  const value = resolved(node);
  if (value === undefined) return [];
  return value.kind === 'sequence' ? value.items.map((item) => resolved(item)) : [value];
}

function isNamed(node: CwlNode | undefined): node is CwlScalar {
  return node?.kind === 'scalar' && node.text !== '' && node.value !== null;
}

function scalarOf(node: CwlNode | undefined): CwlScalar | undefined {
  const value = resolved(node);
  return value?.kind === 'scalar' && value.value !== null ? value : undefined;
}

function versionOf(node: CwlMapping | undefined): VersionMark | undefined {
  const scalar = scalarOf(valueOf(node, 'cwlVersion'));
  if (scalar === undefined) return undefined;
  return { text: scalar.text, known: CWL_VERSIONS.find((version) => version === scalar.text), node: scalar };
}

function namespacesOf(root: CwlMapping | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const node = valueOf(root, '$namespaces');
  for (const { key, value } of node?.kind === 'mapping' ? node.entries : []) {
    const target = scalarOf(value);
    if (target !== undefined) found.set(key.text, target.text);
  }
  return found;
}
