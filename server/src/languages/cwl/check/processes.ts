import { symbolId } from '../../../model/index.ts';
import type { CwlNode, Port, Process, Step } from '../document/index.ts';
import { resolved, valueOf } from '../document/index.ts';
import type { PortSignature, ProcessSignature, SecondaryFiles } from '../exports.ts';
import { mayHoldExpression } from '../expressions/scan.ts';
import { readType, textOf } from '../types/read.ts';
import type { TypeSource } from '../types/read.ts';
import { isOptional, typeText } from '../types/type.ts';
import type { CheckedFile } from './file.ts';
import { declare } from './file.ts';
import type { Allowed } from './requirements.ts';
import { allowedIn, hasImports } from './requirements.ts';

export interface CheckedPort {
  readonly port: Port;
  readonly signature: PortSignature;
}

/** A process of the document, with its types read and its names declared. */
export interface CheckedProcess {
  readonly process: Process;
  readonly signature: ProcessSignature;
  readonly path: readonly string[];
  readonly inputs: readonly CheckedPort[];
  readonly outputs: readonly CheckedPort[];
  readonly allowed: Allowed;
  /** Of a process that stands inside of a step. */
  readonly around: { readonly parent: CheckedProcess; readonly step: Step } | undefined;
}

/**
 * Declares the processes of the document, those inside of steps included, outer ones first. In a broken document, ports
 * may stand where they could not be read.
 */
export function declareProcesses(
  file: CheckedFile,
  types: TypeSource,
  state: 'whole' | 'broken',
): readonly CheckedProcess[] {
  const { document } = file;
  const all: CheckedProcess[] = [];
  const visit = (
    process: Process,
    path: readonly string[],
    name: string,
    around: CheckedProcess['around'],
    inherited: Allowed | undefined,
  ): void => {
    const checked = declareProcess(file, types, process, { path, name, around, inherited, state });
    all.push(checked);
    for (const step of process.steps) {
      if (step.run?.kind !== 'inline') continue;
      const inner = step.run.process;
      const innerPath = [...path, 'steps', step.name.text, 'run'];
      const allowed = allowedIn(file, step, checked.allowed);
      visit(inner, innerPath, inner.id?.text ?? step.name.text, { parent: checked, step }, allowed);
    }
  };
  document.processes.forEach((process, i) => {
    const stem = stemOf(file.uri);
    const name = process.id?.text ?? (document.packed ? `process ${i + 1}` : stem);
    const key = process.id?.text ?? (document.packed ? `process-${i + 1}` : 'main');
    visit(process, [key], name, undefined, undefined);
  });
  return all;
}

interface Place {
  readonly path: readonly string[];
  readonly name: string;
  readonly around: CheckedProcess['around'];
  readonly inherited: Allowed | undefined;
  readonly state: 'whole' | 'broken';
}

function declareProcess(
  file: CheckedFile,
  types: TypeSource,
  process: Process,
  { path, name, around, inherited, state }: Place,
): CheckedProcess {
  const id = symbolId(file.uri, ...path);
  const place = process.id?.span ??
    process.classNode ?? { start: process.node.start, end: process.node.start };
  const description = documentation(process.fields.get('label')?.value, process.fields.get('doc')?.value);
  const kind = process.class === 'Workflow' ? 'workflow' : 'task';
  const info = {
    id,
    kind,
    name,
    span: { start: place.start, end: place.end },
    signature: `${process.class ?? 'process'} ${name}`,
    ...(description === undefined ? {} : { documentation: description }),
  } as const;
  // Without an `id`, the name is that of the file or the step.
  if (process.id === undefined) file.symbols.set(id, info);
  else declare(file, info);
  const inputs = process.inputs.map((port) => declarePort(file, types, port, path, 'inputs'));
  const outputs = process.outputs.map((port) => declarePort(file, types, port, path, 'outputs'));
  const ports = (list: readonly CheckedPort[]) =>
    new Map(list.map(({ signature }) => [signature.name, signature] as const));
  const { fields } = process;
  const isOpen = hasImports(fields.get('inputs')?.value) || hasImports(fields.get('outputs')?.value);
  return {
    process,
    path,
    inputs,
    outputs,
    around,
    allowed: allowedIn(file, process, inherited),
    signature: {
      id,
      name,
      class: process.class,
      version: process.version,
      inputs: ports(inputs),
      outputs: ports(outputs),
      open: isOpen || hasImports(process.node) || process.class === undefined || state === 'broken',
      description,
    },
  };
}

function declarePort(
  file: CheckedFile,
  types: TypeSource,
  port: Port,
  path: readonly string[],
  side: 'inputs' | 'outputs',
): CheckedPort {
  const { name, fields } = port;
  const type = readType(port.type, types);
  const label = textOf(fields.get('label')?.value);
  const doc = textOf(fields.get('doc')?.value);
  const symbol = symbolId(file.uri, ...path, side, name.text);
  const description = documentation(fields.get('label')?.value, fields.get('doc')?.value);
  declare(file, {
    id: symbol,
    kind: side === 'inputs' ? 'input' : 'output',
    name: name.text,
    span: name.span,
    signature: `${name.text}: ${typeText(type)}`,
    ...(description === undefined ? {} : { documentation: description }),
  });
  const hasDefault = isGiven(fields.get('default')?.value);
  return {
    port,
    signature: {
      name: name.text,
      symbol,
      type,
      required: side === 'inputs' && !hasDefault && !isOptional(type),
      secondaryFiles: secondaryFilesOf(port, side),
      label,
      doc,
    },
  };
}

/** A default of null is none. */
export function isGiven(node: CwlNode | undefined): boolean {
  const value = resolved(node);
  return value !== undefined && !(value.kind === 'scalar' && value.value === null);
}

export function documentation(label: CwlNode | undefined, doc: CwlNode | undefined): string | undefined {
  const parts = [textOf(label), textOf(doc)].filter((text) => text !== undefined && text.trim() !== '');
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

/** Those of inputs are needed unless they say otherwise, those of outputs are not. */
function secondaryFilesOf(port: Port, side: 'inputs' | 'outputs'): SecondaryFiles {
  const needed: string[] = [];
  const offered: string[] = [];
  let computed = false;
  const node = resolved(port.fields.get('secondaryFiles')?.value);
  for (const item of node?.kind === 'sequence' ? node.items : node === undefined ? [] : [node]) {
    const value = resolved(item);
    const pattern = textOf(value.kind === 'mapping' ? valueOf(value, 'pattern') : value);
    if (pattern === undefined || mayHoldExpression(pattern)) {
      computed = true;
      continue;
    }
    const bare = pattern.replace(/\?$/, '');
    const required = valueOf(value, 'required');
    const isNeeded =
      required?.kind === 'scalar' ? required.value === true : side === 'inputs' && bare === pattern;
    offered.push(bare);
    if (isNeeded) needed.push(bare);
  }
  return { needed, offered: computed ? 'computed' : offered };
}

/** `align` of `file:///x/align.cwl`. */
export function stemOf(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  const name = decodeSafely(last);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
