import type { CwlNode, CwlScalar, Port, Requirement } from '../document/index.ts';
import { itemsOf, resolved, stringOf, valueOf } from '../document/index.ts';
import { mayHoldExpression } from '../expressions/scan.ts';
import type { PortSignature } from '../exports.ts';
import type { TypeSource } from '../types/read.ts';
import { fieldNodes, readType } from '../types/read.ts';
import type { CwlType } from '../types/type.ts';
import { arrayOf, FILE, NULL, unionOf, UNKNOWN } from '../types/type.ts';
import type { CheckedProcess } from './processes.ts';
import type { Links } from './links.ts';
import type { Allowed } from './requirements.ts';
import type { CheckedStep } from './steps.ts';
import { LOOP } from './steps.ts';

/** A place where engines look for expressions, and what names stand for there. */
export interface Site {
  readonly node: CwlScalar;
  readonly inputs: InputScope;
  readonly self: CwlType;
  readonly process: CheckedProcess;
  readonly allowed: Allowed;
  /** The step that it stands in, outside of what the step runs. */
  readonly step?: CheckedStep;
  /** Where `runtime` knows how the tool ended. */
  readonly exitCode: boolean;
  /** An entry whose text a shell reads as well: `${HOME}` is not meant for CWL. */
  readonly shell?: true;
}

export interface InputScope {
  readonly names: ReadonlyMap<string, Pick<PortSignature, 'symbol' | 'type'>>;
  /** Others may exist. */
  readonly open: boolean;
}

/** What a glob finds: folders as well. */
const FOUND: CwlType = unionOf([FILE, { kind: 'primitive', name: 'Directory' }]);

const ANY_INPUTS: InputScope = { names: new Map(), open: true };

/** All places of a process where expressions are looked for, without those of processes inside of it. */
export function sitesOf(
  checked: CheckedProcess,
  steps: readonly CheckedStep[],
  links: Links | undefined,
  types: TypeSource,
): readonly Site[] {
  const sites: Site[] = [];
  const { process, signature, allowed } = checked;
  const own: InputScope = { names: signature.inputs, open: signature.open };
  const base = { process: checked, allowed, inputs: own, self: NULL, exitCode: false };
  const add = (node: CwlNode | undefined, more: Partial<Site> = {}) => {
    addScalars(sites, node, base, more);
  };
  for (const { port, signature: input } of checked.inputs) {
    portSites(add, port, input.type);
    bindingSites(add, valueOf(port.node, 'inputBinding'), input.type);
    typeSites(add, port.type, types);
  }
  for (const { port, signature: output } of checked.outputs) {
    portSites(add, port, output.type);
    outputBindingSites(add, valueOf(port.node, 'outputBinding'));
    typeSites(add, port.type, types);
  }
  for (const key of ['stdin', 'stdout', 'stderr', 'expression']) add(process.fields.get(key)?.value);
  const args = resolved(process.fields.get('arguments')?.value);
  for (const item of args?.kind === 'sequence' ? args.items : []) {
    const value = resolved(item);
    if (value.kind === 'mapping') bindingSites(add, value, NULL);
    else add(value);
  }
  // What a workflow requires counts for each of its tools, with the inputs of that tool.
  const around = process.class === 'Workflow' ? { inputs: ANY_INPUTS } : {};
  for (const one of [...process.requirements, ...process.hints]) requirementSites(add, one, around);
  for (const step of steps) {
    stepSites(add, step, links);
    for (const one of [...step.step.requirements, ...step.step.hints]) {
      requirementSites(add, one, { inputs: requirementScope(step, one), allowed: step.allowed });
    }
  }
  return sites;
}

/** Requirements of a step are computed for what it runs; a loop goes around that, and sees the inputs of the step too. */
function requirementScope({ callee, inputs }: CheckedStep, { name }: Requirement): InputScope {
  if (callee === undefined || callee.class === 'Workflow') return ANY_INPUTS;
  if (name !== LOOP) return { names: callee.inputs, open: callee.open };
  const names = new Map<string, Pick<PortSignature, 'symbol' | 'type'>>(callee.inputs);
  for (const { input, symbol } of inputs) names.set(input.name.text, { symbol, type: UNKNOWN });
  return { names, open: callee.open };
}

type Add = (node: CwlNode | undefined, more?: Partial<Site>) => void;

function addScalars(
  sites: Site[],
  node: CwlNode | undefined,
  base: Omit<Site, 'node'>,
  more: Partial<Site>,
): void {
  const value = resolved(node);
  if (value?.kind === 'sequence') for (const item of value.items) addScalars(sites, item, base, more);
  if (value?.kind !== 'scalar' || !mayHoldExpression(value.text)) return;
  sites.push({ ...base, ...more, node: value });
}

/** Where the type of a port says what `self` is: for `secondaryFiles` a File, also of a list of them. */
function portSites(add: Add, { fields }: Port, type: CwlType): void {
  const secondary = resolved(fields.get('secondaryFiles')?.value);
  const items = secondary?.kind === 'sequence' ? secondary.items : secondary === undefined ? [] : [secondary];
  for (const item of items) {
    const value = resolved(item);
    if (value.kind !== 'mapping') add(value, { self: FILE });
    for (const key of ['pattern', 'required']) add(valueOf(value, key), { self: FILE });
  }
  add(fields.get('format')?.value, { self: type });
}

function bindingSites(add: Add, binding: CwlNode | undefined, self: CwlType): void {
  for (const key of ['valueFrom', 'position']) add(valueOf(binding, key), { self });
}

function outputBindingSites(add: Add, binding: CwlNode | undefined): void {
  add(valueOf(binding, 'glob'));
  const self = valueOf(binding, 'glob') === undefined ? NULL : arrayOf(FOUND);
  add(valueOf(binding, 'outputEval'), { self, exitCode: true });
}

/** Bindings inside of a type: of fields of records, and of elements of arrays. */
function typeSites(add: Add, node: CwlNode | undefined, types: TypeSource, depth = 0): void {
  const value = resolved(node);
  if (depth > 10 || value === undefined || value.kind === 'scalar') return;
  if (value.kind === 'sequence') {
    for (const item of value.items) typeSites(add, item, types, depth + 1);
    return;
  }
  const kind = stringOf(valueOf(value, 'type'));
  if (kind === 'array') {
    const items = valueOf(value, 'items');
    bindingSites(add, valueOf(value, 'inputBinding'), readType(items, types));
    typeSites(add, items, types, depth + 1);
  } else if (kind === 'record') {
    for (const field of fieldNodes(value)) {
      const type = readType(field.type, types);
      bindingSites(add, valueOf(field.node, 'inputBinding'), type);
      outputBindingSites(add, valueOf(field.node, 'outputBinding'));
      for (const item of itemsOf(valueOf(field.node, 'secondaryFiles'), 'pattern')) {
        if (item.value?.kind === 'scalar') add(item.value, { self: FILE });
      }
      typeSites(add, field.type, types, depth + 1);
    }
  } else {
    bindingSites(add, valueOf(value, 'inputBinding'), UNKNOWN);
    typeSites(add, valueOf(value, 'type'), types, depth + 1);
  }
}

/** Requirements in which nothing is computed, or which are read as they are. */
const PLAIN: ReadonlySet<string> = new Set([
  'SchemaDefRequirement',
  'InlineJavascriptRequirement',
  'SoftwareRequirement',
]);

function requirementSites(add: Add, requirement: Requirement, more: Partial<Site>): void {
  const { name, node, fields } = requirement;
  if (PLAIN.has(name)) return;
  if (name === 'DockerRequirement') return add(fields.get('dockerPull')?.value, more);
  const isOwn = !/[:/]/.test(name);
  const self = isOwn ? NULL : UNKNOWN;
  deepSites(add, node, { self, ...more, ...(name === 'InitialWorkDirRequirement' ? { shell: true } : {}) });
}

function deepSites(add: Add, node: CwlNode | undefined, more: Partial<Site>): void {
  const value = resolved(node);
  if (value?.kind === 'mapping') {
    for (const { key, value: inner } of value.entries) {
      // A file that is written out has text of its own.
      if (key.text === 'contents' || key.text === 'class') continue;
      deepSites(add, inner, more);
    }
  } else if (value?.kind === 'sequence') for (const item of value.items) deepSites(add, item, more);
  else add(value, more);
}

function stepSites(add: Add, step: CheckedStep, links: Links | undefined): void {
  const names = new Map(
    step.inputs.map((input) => {
      const type = elementType(input, links);
      return [input.input.name.text, { symbol: input.symbol, type }] as const;
    }),
  );
  const inputs: InputScope = { names, open: false };
  for (const input of step.inputs) {
    const self = selfOf(input, links);
    add(input.input.fields.get('valueFrom')?.value, { inputs, self, step, allowed: step.allowed });
  }
  add(step.step.fields.get('when')?.value, { inputs, step, allowed: step.allowed });
}

function selfOf(input: CheckedStep['inputs'][number], links: Links | undefined): CwlType {
  const link = links?.ofInput.get(input);
  if (link === undefined || link.sources.length === 0) return UNKNOWN;
  if (!input.scattered) return link.type;
  return link.type.kind === 'array' ? link.type.items : UNKNOWN;
}

/** Of an input that an expression computes, its own port says more than the source. */
function elementType(input: CheckedStep['inputs'][number], links: Links | undefined): CwlType {
  const type = selfOf(input, links);
  if (type.kind !== 'unknown') return type;
  return input.input.fields.has('valueFrom') ? UNKNOWN : (input.port?.type ?? UNKNOWN);
}
