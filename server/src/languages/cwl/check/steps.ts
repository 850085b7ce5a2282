import type { SymbolId } from '../../../model/index.ts';
import { symbolId } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { Fix, Span } from '../../../text/index.ts';
import type { Name, Step, StepInput } from '../document/index.ts';
import { resolved } from '../document/index.ts';
import type { PortSignature, ProcessSignature } from '../exports.ts';
import type { CwlType } from '../types/type.ts';
import { arrayOf, optional, UNKNOWN } from '../types/type.ts';
import { textOf } from '../types/read.ts';
import type { CheckedFile } from './file.ts';
import { declare, quoted, refer, report } from './file.ts';
import type { CheckedProcess } from './processes.ts';
import { documentation, isGiven } from './processes.ts';
import type { Allowed } from './requirements.ts';
import { allowedIn, hasImports } from './requirements.ts';
import { calleeOf } from './runs.ts';

export interface CheckedStep {
  readonly step: Step;
  readonly symbol: SymbolId;
  readonly callee: ProcessSignature | undefined;
  readonly inputs: readonly CheckedStepInput[];
  readonly outputs: ReadonlyMap<string, StepOutput>;
  readonly allowed: Allowed;
  readonly scatterMethod: string | undefined;
  readonly conditional: boolean;
}

export interface CheckedStepInput {
  readonly input: StepInput;
  readonly symbol: SymbolId;
  /** Of the callee; `undefined` where it has no such input or is not known. */
  readonly port: PortSignature | undefined;
  readonly scattered: boolean;
}

/** An output as other steps see it: after scatter and `when`. */
export interface StepOutput {
  readonly name: Name;
  readonly symbol: SymbolId;
  readonly type: CwlType;
  readonly port: PortSignature | undefined;
}

/** The extension of cwltool, which AWS HealthOmics reads too. */
export const LOOP = 'http://commonwl.org/cwltool#Loop';

/** Declares the steps of a workflow and holds each against what it runs. */
export function declareSteps(
  file: CheckedFile,
  workflow: CheckedProcess,
  processes: readonly CheckedProcess[],
): readonly CheckedStep[] {
  return workflow.process.steps.map((step) => declareStep(file, workflow, step, processes));
}

function declareStep(
  file: CheckedFile,
  workflow: CheckedProcess,
  step: Step,
  processes: readonly CheckedProcess[],
): CheckedStep {
  const path = [...workflow.path, 'steps', step.name.text];
  const symbol = symbolId(file.uri, ...path);
  const callee = calleeOf(file, step.run, processes);
  const { fields } = step;
  const description = documentation(fields.get('label')?.value, fields.get('doc')?.value);
  declare(file, {
    id: symbol,
    kind: 'call',
    name: step.name.text,
    span: step.name.span,
    signature: `step ${step.name.text}${callee === undefined ? '' : ` runs ${callee.name}`}`,
    ...(description === undefined ? {} : { documentation: description }),
  });
  const scattered = new Set(step.scatter.map(({ text }) => text));
  const inputs = step.inputs.map((input): CheckedStepInput => {
    const port = callee?.inputs.get(input.name.text);
    const own = symbolId(file.uri, ...path, 'in', input.name.text);
    if (port === undefined) declareLoose(file, own, input.name, 'input');
    else refer(file, input.name.span, port.symbol);
    return { input, port, symbol: port?.symbol ?? own, scattered: scattered.has(input.name.text) };
  });
  const outputs = new Map<string, StepOutput>();
  const scatterMethod = textOf(fields.get('scatterMethod')?.value);
  const depth =
    step.scatter.length === 0 ? 0 : scatterMethod === 'nested_crossproduct' ? step.scatter.length : 1;
  const conditional = fields.has('when');
  const loops = fields.has('loop') || [...step.requirements, ...step.hints].some(({ name }) => name === LOOP);
  for (const name of step.outputs) {
    const port = callee?.outputs.get(name.text);
    const own = symbolId(file.uri, ...path, 'out', name.text);
    if (port === undefined) declareLoose(file, own, name, 'output');
    else refer(file, name.span, port.symbol);
    const type = loops ? UNKNOWN : afterStep(port?.type ?? UNKNOWN, depth, conditional);
    if (!outputs.has(name.text)) outputs.set(name.text, { name, symbol: port?.symbol ?? own, type, port });
  }
  const allowed = allowedIn(file, step, workflow.allowed);
  return { step, symbol, callee, inputs, outputs, allowed, scatterMethod, conditional };
}

/** An array for each level of the scatter, null where the step may be left out. */
function afterStep(type: CwlType, depth: number, conditional: boolean): CwlType {
  if (type.kind === 'unknown') return UNKNOWN;
  let result = conditional ? optional(type) : type;
  for (let i = 0; i < depth; i++) result = arrayOf(result);
  return result;
}

/** A name that the tool does not have, or of a tool that is not known, stands for itself. */
function declareLoose(file: CheckedFile, id: SymbolId, name: Name, kind: 'input' | 'output'): void {
  declare(file, { id, kind, name: name.text, span: name.span, signature: `${name.text}: unknown` });
}

/** What is wrong between a step and the ports of what it runs. */
export function checkStep(file: CheckedFile, checked: CheckedStep): void {
  const { step, callee } = checked;
  checkScatter(file, checked);
  if (callee === undefined) return;
  if (!callee.open) {
    for (const { input, port } of checked.inputs) {
      if (port === undefined) unknownInput(file, step, input, callee);
    }
    for (const { name, port } of checked.outputs.values()) {
      if (port === undefined) unknownOutput(file, name, callee);
    }
  }
  missingInputs(file, checked, callee);
}

function unknownInput(file: CheckedFile, step: Step, { name }: StepInput, callee: ProcessSignature): void {
  if (isUsedInStep(file, step, name.text)) return;
  const missing = [...callee.inputs.keys()].filter(
    (one) => !step.inputs.some((input) => input.name.text === one),
  );
  const near = closest(name.text, missing);
  report(file, 'cwl-unknown-step-input', name.span, {
    message: `'${callee.name}' has no input '${name.text}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    note: callee.inputs.size === 0 ? 'It has no inputs.' : `It has ${quoted([...callee.inputs.keys()])}.`,
    fixes: replaceWith(name.span, near),
  });
}

/** Expressions of the step may use what its tool does not take. */
function isUsedInStep(file: CheckedFile, { node }: Step, name: string): boolean {
  const value = resolved(node);
  if (value === undefined) return false;
  const text = file.text.slice(value.start, value.end);
  return (
    text.includes(`inputs.${name}`) ||
    text.includes(`inputs["${name}"]`) ||
    text.includes(`inputs['${name}']`)
  );
}

function unknownOutput(file: CheckedFile, name: Name, callee: ProcessSignature): void {
  const near = closest(name.text, callee.outputs.keys());
  report(file, 'cwl-unknown-step-output', name.span, {
    message: `'${callee.name}' has no output '${name.text}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
    note: callee.outputs.size === 0 ? 'It has no outputs.' : `It has ${quoted([...callee.outputs.keys()])}.`,
    fixes: replaceWith(name.span, near),
  });
}

function missingInputs(file: CheckedFile, { step, inputs }: CheckedStep, callee: ProcessSignature): void {
  if (callee.open || hasImports(step.fields.get('in')?.value)) return;
  const missing: string[] = [];
  for (const port of callee.inputs.values()) {
    if (!port.required) continue;
    const given = inputs.find(({ input }) => input.name.text === port.name)?.input;
    if (given === undefined) {
      missing.push(port.name);
      continue;
    }
    const has = given.sources.length > 0 || isLinked(given);
    if (has) continue;
    report(file, 'cwl-step-input-missing', given.name.span, {
      message: `Input '${port.name}' of '${callee.name}' gets no value.`,
      note: "Give it a 'source', a 'default' or a 'valueFrom'.",
    });
  }
  if (missing.length === 0) return;
  report(file, 'cwl-step-input-missing', step.name.span, {
    message: `Step '${step.name.text}' does not give ${quoted(missing)} of '${callee.name}'.`,
    note: `Add ${missing.length === 1 ? 'it' : 'them'} under 'in'.`,
    fixes: addInputs(file, step, missing),
  });
}

function isLinked({ fields, node }: StepInput): boolean {
  const isEmptyShort = node?.kind === 'sequence' && node.items.length === 0;
  return (
    isEmptyShort ||
    fields.has('source') ||
    fields.has('valueFrom') ||
    isGiven(fields.get('default')?.value) ||
    hasImports(node)
  );
}

/** Adds entries that link to inputs of the same name, where `in` is a map with an entry to lean on. */
function addInputs(file: CheckedFile, step: Step, names: readonly string[]): readonly Fix[] {
  const node = resolved(step.fields.get('in')?.value);
  const last = node?.kind === 'mapping' ? node.entries.at(-1) : undefined;
  if (node?.kind !== 'mapping' || last === undefined) return [];
  const { text } = file;
  const title = `Add ${quoted(names)}`;
  if (node.flow) {
    const quote = text[last.key.start] === '"' ? '"' : '';
    const added = names.map((name) => `, ${quote}${name}${quote}: ${quote}${name}${quote}`).join('');
    return [{ title, edits: [{ span: { start: last.end, end: last.end }, newText: added }] }];
  }
  const lineStart = text.lastIndexOf('\n', last.key.start - 1) + 1;
  const indent = ' '.repeat(last.key.start - lineStart);
  const end = text.slice(0, last.end).trimEnd().length;
  const added = names.map((name) => `\n${indent}${name}: ${name}`).join('');
  return [{ title, edits: [{ span: { start: end, end }, newText: added }] }];
}

function checkScatter(file: CheckedFile, { step, inputs, scatterMethod }: CheckedStep): void {
  for (const name of step.scatter) {
    const target = inputs.find(({ input }) => input.name.text === name.text);
    if (target !== undefined) {
      refer(file, name.span, target.symbol);
      continue;
    }
    if (hasImports(step.fields.get('in')?.value)) continue;
    const names = inputs.map(({ input }) => input.name.text);
    const near = closest(name.text, names);
    report(file, 'cwl-scatter-unknown', name.span, {
      message: `Step '${step.name.text}' has no input '${name.text}' to scatter over.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
      note: names.length === 0 ? "Nothing stands under its 'in'." : `Under its 'in' stand ${quoted(names)}.`,
      fixes: replaceWith(name.span, near),
    });
  }
  const key = step.fields.get('scatter')?.key;
  if (step.scatter.length < 2 || scatterMethod !== undefined || key === undefined) return;
  const lineStart = file.text.lastIndexOf('\n', key.start - 1) + 1;
  const indent = file.text.slice(lineStart, key.start);
  report(file, 'cwl-scatter-method', key, {
    message: `Step '${step.name.text}' scatters over several inputs and does not say how.`,
    note: "'scatterMethod: dotproduct' pairs the elements of lists of the same length.",
    fixes:
      indent.trim() === '' && file.text[key.start] !== '"'
        ? [
            {
              title: "Add 'scatterMethod: dotproduct'",
              edits: [
                {
                  span: { start: key.start, end: key.start },
                  newText: `scatterMethod: dotproduct\n${indent}`,
                },
              ],
            },
          ]
        : [],
  });
}

export function replaceWith(place: Span, name: string | undefined): readonly Fix[] {
  if (name === undefined) return [];
  const span = { start: place.start, end: place.end };
  return [{ title: `Replace with '${name}'`, edits: [{ span, newText: name }], preferred: true }];
}
