import { ANY, symbolId } from '../../../model/index.ts';
import type { Port, SourceValue } from '../../../model/index.ts';
import type { Span } from '../../../text/index.ts';
import type {
  AttributeSectionNode,
  CommandNode,
  DeclNode,
  MetaSectionNode,
  NameNode,
  MemberNode,
  TaskNode,
  WorkflowNode,
} from '../ast.ts';
import type { CallableSignature } from '../exports.ts';
import { atLeast } from '../versions.ts';
import { checkReserved, declare, isRequired, reportDuplicate } from './declarations.ts';
import { docComment, metaDescription, outputDocs, parameterDocs } from './docs.ts';
import type { DocTexts } from './docs.ts';
import { define, spanOf, textOf, tolerated } from './file.ts';
import type { CheckedFile } from './file.ts';
import { hasLostNames } from './lost-names.ts';
import type { Block, Entry } from './scope.ts';

/** A task or workflow of the document: what it declares, before its expressions are checked. */
export interface CheckedCallable {
  readonly node: TaskNode | WorkflowNode;
  readonly signature: CallableSignature;
  readonly nameSpan: Span;
  /** The first part of its symbols' paths. */
  readonly owner: string;
  readonly root: Block;
  /** Lies in `root`: outputs see everything, and nothing else sees outputs. */
  readonly outputBlock: Block;
  readonly inputs: readonly Entry[];
  /** Of a task; those of a workflow are declared when its body is. */
  readonly declarations: readonly Entry[];
  readonly outputs: readonly Entry[];
  readonly references: readonly (NameNode | MemberNode)[];
  readonly attributes: readonly AttributeSectionNode[];
  readonly commands: readonly CommandNode[];
  readonly meta: readonly MetaSectionNode[];
  readonly hasOutputSection: boolean;
  readonly docs: DocTexts;
}

/** Declares the tasks and workflows of the document with their inputs and outputs, so that any may call any. */
export function declareCallables(file: CheckedFile): CheckedCallable[] {
  const callables: CheckedCallable[] = [];
  let workflow: Span | undefined;
  for (const item of file.tree.root.items) {
    if (item.kind !== 'task' && item.kind !== 'workflow') continue;
    const callable = declareCallable(file, item);
    callables.push(callable);
    if (item.kind !== 'workflow') continue;
    if (workflow !== undefined) {
      file.problems.push({
        span: callable.nameSpan,
        severity: 'error',
        code: 'several-workflows',
        message: 'A document has one workflow at most.',
        note: 'Move this workflow into a document of its own, and import it.',
        related: [{ location: { uri: file.uri, span: workflow }, message: 'The first workflow is here.' }],
      });
    }
    workflow ??= callable.nameSpan;
  }
  return callables;
}

function declareCallable(file: CheckedFile, node: TaskNode | WorkflowNode): CheckedCallable {
  const name = node.name === undefined ? '' : textOf(file, node.name);
  const taken = file.callables.get(name);
  const owner = taken === undefined ? name : `${node.kind} ${name}`;
  const id = symbolId(file.uri, owner);
  const nameSpan = spanOf(node.name ?? firstToken(node));
  const parts = sectionsOf(node);
  const docs = parameterDocs(file, parts.meta);
  const root: Block = block(node, undefined);
  const outputBlock: Block = block(node, root);
  const inputs = declareAll(file, root, parts.inputs, 'input', owner, docs);
  const declarations: Entry[] = [];
  for (const decl of parts.decls) {
    const isInput = isBodyInput(file, parts, decl);
    // The other declarations of a workflow are declared together with its blocks.
    if (!isInput && node.kind === 'workflow') continue;
    const entry = declare(file, root, decl, isInput ? 'input' : 'declaration', owner, docs);
    if (entry !== undefined) (isInput ? inputs : declarations).push(entry);
  }
  const describedOutputs = outputDocs(file, parts.meta);
  const outputs = declareOutputs(file, node, root, outputBlock, parts.outputs, owner, describedOutputs, docs);
  const description = metaDescription(file, parts.meta) ?? docComment(file, node.start);
  if (node.name !== undefined) {
    checkReserved(file, node.name, name);
    define(file, {
      id,
      kind: node.kind,
      name,
      span: nameSpan,
      signature: `${node.kind} ${name}`,
      ...(description === undefined ? {} : { documentation: description }),
    });
    reportTaken(file, node, name, taken);
    reportType(file, node, name);
  }
  const signature: CallableSignature = {
    id,
    kind: node.kind,
    name,
    inputs: ports(file, inputs, docs, isRequired),
    outputs: outputPorts(file, outputs, parts.references, describedOutputs, docs),
    description,
    ...(hasLostNames(file, root) ? { incomplete: true } : {}),
  };
  // A call means the task where a task and the workflow have one name.
  if (name !== '' && (taken === undefined || taken.kind === 'workflow')) file.callables.set(name, signature);
  return {
    node,
    signature,
    nameSpan,
    owner,
    root,
    outputBlock,
    inputs,
    declarations,
    outputs,
    references: parts.references,
    attributes: parts.attributes,
    commands: parts.commands,
    meta: parts.meta,
    hasOutputSection: parts.hasOutputSection,
    docs,
  };
}

/**
 * In draft-2 every declaration of a body can be given from outside. Engines read later versions so too where there is
 * no input section, for declarations without a value.
 */
function isBodyInput(file: CheckedFile, parts: Parts, decl: DeclNode): boolean {
  if (!atLeast(file.version, '1.0')) return true;
  return !parts.hasInputSection && decl.value === undefined;
}

function declareOutputs(
  file: CheckedFile,
  node: TaskNode | WorkflowNode,
  root: Block,
  outputBlock: Block,
  decls: readonly DeclNode[],
  owner: string,
  describedOutputs: DocTexts,
  docs: DocTexts,
): Entry[] {
  const allDocs = new Map([...docs, ...describedOutputs]);
  const outputs = declareAll(file, outputBlock, decls, 'output', owner, allDocs);
  if (node.kind === 'task') reportTakenOutputs(file, 'task', root, outputs);
  return outputs;
}

/** A task or workflow has one name space; engines forgive an output with a name that is taken. */
export function reportTakenOutputs(
  file: CheckedFile,
  what: 'task' | 'workflow',
  root: Block,
  outputs: readonly Entry[],
): void {
  for (const output of outputs) {
    const before = root.names.get(output.name)?.entry;
    // An output that is named like the call it comes from is what nearly everybody writes.
    if (before === undefined || before.kind === 'call') continue;
    file.problems.push({
      span: output.nameSpan,
      severity: tolerated(file),
      code: 'duplicate-name',
      message: `The ${what} has a declaration '${output.name}' already.`,
      note: `Some engines reject a ${what} whose output has the name of an input or declaration.`,
      related: [{ location: { uri: file.uri, span: before.nameSpan }, message: 'It is declared here.' }],
    });
  }
}

function declareAll(
  file: CheckedFile,
  target: Block,
  decls: readonly DeclNode[],
  kind: 'input' | 'output',
  owner: string,
  docs: DocTexts,
): Entry[] {
  const entries: Entry[] = [];
  for (const decl of decls) {
    const entry = declare(file, target, decl, kind, owner, docs);
    if (entry !== undefined) entries.push(entry);
  }
  return entries;
}

interface Parts {
  readonly inputs: DeclNode[];
  readonly outputs: DeclNode[];
  readonly references: (NameNode | MemberNode)[];
  readonly decls: DeclNode[];
  readonly attributes: AttributeSectionNode[];
  readonly commands: CommandNode[];
  readonly meta: MetaSectionNode[];
  hasInputSection: boolean;
  hasOutputSection: boolean;
}

function sectionsOf(node: TaskNode | WorkflowNode): Parts {
  const parts: Parts = {
    inputs: [],
    outputs: [],
    references: [],
    decls: [],
    attributes: [],
    commands: [],
    meta: [],
    hasInputSection: false,
    hasOutputSection: false,
  };
  for (const item of node.body) {
    switch (item.kind) {
      case 'input':
        parts.hasInputSection = true;
        parts.inputs.push(...item.decls);
        break;
      case 'output':
        parts.hasOutputSection = true;
        parts.outputs.push(...item.decls);
        parts.references.push(...item.references);
        break;
      case 'meta':
      case 'parameter_meta':
        parts.meta.push(item);
        break;
      case 'runtime':
      case 'requirements':
      case 'hints':
        parts.attributes.push(item);
        break;
      case 'command':
        parts.commands.push(item);
        break;
      case 'decl':
        parts.decls.push(item);
        break;
      default:
    }
  }
  return parts;
}

export function block(
  node: Span,
  parent: Block | undefined,
  variable?: Entry,
  present?: ReadonlySet<string>,
): Block {
  const made: Block = {
    span: spanOf(node),
    parent,
    names: new Map(),
    variable,
    present,
    guard: new Set(variable === undefined ? [] : [variable]),
    children: [],
  };
  return made;
}

function ports(
  file: CheckedFile,
  entries: readonly Entry[],
  docs: DocTexts,
  required: (entry: Entry) => boolean,
): Map<string, Port> {
  const result = new Map<string, Port>();
  for (const entry of entries) {
    if (result.has(entry.name) || entry.node.kind !== 'decl') continue;
    const description = docs.get(entry.name);
    const value = entry.node.value;
    result.set(entry.name, {
      name: entry.name,
      symbol: entry.symbol,
      type: entry.type,
      required: required(entry),
      ...(value === undefined ? {} : { default: sourceValue(file, value) }),
      ...(description === undefined ? {} : { description }),
      at: { uri: file.uri, span: entry.nameSpan },
    });
  }
  return result;
}

function outputPorts(
  file: CheckedFile,
  entries: readonly Entry[],
  references: readonly (NameNode | MemberNode)[],
  describedOutputs: DocTexts,
  docs: DocTexts,
): Map<string, Port> {
  const allDocs = new Map([...docs, ...describedOutputs]);
  const result = ports(file, entries, allDocs, () => false);
  for (const reference of references) {
    const token = reference.kind === 'name' ? reference.token : reference.name;
    if (token === undefined) continue;
    const name = textOf(file, token);
    if (name === '*' || result.has(name)) continue;
    result.set(name, {
      name,
      symbol: symbolId(file.uri, 'output', name),
      type: ANY,
      required: false,
      at: { uri: file.uri, span: spanOf(token) },
    });
  }
  return result;
}

/** An expression with its text; `constant` is added where it is worked out. */
export function sourceValue(file: CheckedFile, node: Span): SourceValue {
  const span = spanOf(node);
  return { text: textOf(file, span), at: { uri: file.uri, span } };
}

function reportTaken(
  file: CheckedFile,
  node: TaskNode | WorkflowNode,
  name: string,
  taken: CallableSignature | undefined,
): void {
  if (taken === undefined || node.name === undefined) return;
  const first = file.symbols.get(taken.id)?.span;
  if (taken.kind === node.kind) {
    reportDuplicate(file, name, spanOf(node.name), first, `A document has one ${node.kind} of a name.`);
    return;
  }
  file.problems.push({
    span: spanOf(node.name),
    severity: tolerated(file),
    code: 'duplicate-name',
    message: `A task and the workflow of this document are both called '${name}'.`,
    note: 'Some engines reject the document. Rename one of them.',
    ...(first === undefined
      ? {}
      : { related: [{ location: { uri: file.uri, span: first }, message: `'${name}' is declared here.` }] }),
  });
}

/** A struct or enum of the document with the name of a task or workflow. */
function reportType(file: CheckedFile, node: TaskNode | WorkflowNode, name: string): void {
  const named = file.types.get(name);
  const first = named === undefined ? undefined : file.symbols.get(named.symbol)?.span;
  if (named === undefined || first === undefined || node.name === undefined) return;
  file.problems.push({
    span: spanOf(node.name),
    severity: tolerated(file),
    code: 'duplicate-name',
    message: `A ${named.type.kind} and a ${node.kind} of this document are both called '${name}'.`,
    note: 'Some engines reject the document. Rename one of them.',
    related: [{ location: { uri: file.uri, span: first }, message: `'${name}' is declared here.` }],
  });
}

function firstToken(node: TaskNode | WorkflowNode): Span {
  return node.children[0] ?? node;
}
