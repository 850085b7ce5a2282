import type { Call, Callable, Port, ScatterValue, SourceValue } from '../../../model/index.ts';
import type { CheckedDocument } from '../analyze.ts';
import { stepsBefore } from '../check/cycles.ts';
import type { CheckedFile } from '../check/file.ts';
import type { Links } from '../check/links.ts';
import type { CheckedPort, CheckedProcess } from '../check/processes.ts';
import type { CheckedWorkflow } from '../check/sources.ts';
import type { CheckedStep, CheckedStepInput } from '../check/steps.ts';
import { resolved } from '../document/index.ts';
import { toValueType } from '../types/to-value-type.ts';
import { resourcesOf } from './resources.ts';
import { knownValue, sourceValue } from './values.ts';

/** The tool or workflow as all languages have it. */
export function lowerProcess(document: CheckedDocument, checked: CheckedProcess): Callable {
  const { file } = document;
  const { signature, process } = checked;
  const isTool = process.class === 'CommandLineTool';
  const info = file.symbols.get(signature.id);
  const workflow = document.workflows.get(checked);
  return {
    id: signature.id,
    kind: process.class === 'Workflow' ? 'workflow' : 'task',
    name: signature.name,
    at: { uri: file.uri, span: info?.span ?? { start: process.node.start, end: process.node.start } },
    ...(signature.description === undefined ? {} : { description: signature.description }),
    inputs: checked.inputs.map((port) => lowerPort(file, port)),
    outputs: checked.outputs.map((port) => lowerPort(file, port)),
    calls:
      workflow === undefined ? [] : workflow.around.steps.flatMap((step) => lowerStep(file, step, workflow)),
    ...(isTool ? { resources: resourcesOf(file, checked) } : {}),
    ...(process.class === 'Workflow' || isTool ? {} : { runsIn: 'engine' as const }),
  };
}

function lowerPort(file: CheckedFile, { port, signature }: CheckedPort): Port {
  const { name, symbol, type, required, label } = signature;
  const value = resolved(port.fields.get('default')?.value);
  const isNull = value?.kind === 'scalar' && value.value === null;
  return {
    name,
    symbol,
    type: toValueType(type),
    required,
    ...(value === undefined || isNull ? {} : { default: sourceValue(file, value) }),
    ...(label === undefined ? {} : { description: label }),
    at: { uri: file.uri, span: port.name.span },
  };
}

interface Workflow {
  readonly around: CheckedWorkflow;
  readonly links: Links;
}

function lowerStep(file: CheckedFile, step: CheckedStep, { links }: Workflow): readonly Call[] {
  const { callee, step: written } = step;
  if (callee === undefined) return [];
  const when = written.fields.get('when')?.value;
  const given = new Map<string, SourceValue>();
  for (const one of step.inputs) {
    const value = argumentOf(file, one);
    if (value !== undefined) given.set(one.input.name.text, value);
  }
  return [
    {
      name: written.name.text,
      callee: callee.id,
      at: { uri: file.uri, span: written.name.span },
      dependsOn: stepsBefore(step, links)
        .map((before) => before.step.name)
        .sort((a, b) => a.span.start - b.span.start)
        .map(({ text }) => text),
      scatters: scattersOf(file, step, links),
      conditions: when === undefined ? [] : [sourceValue(file, when)],
      arguments: given,
    },
  ];
}

function argumentOf(file: CheckedFile, { input }: CheckedStepInput): SourceValue | undefined {
  const { fields, sources, node, name } = input;
  const written = fields.get('valueFrom')?.value ?? fields.get('source')?.value;
  const value = written ?? (fields.size === 0 ? node : fields.get('default')?.value);
  if (value === undefined) return undefined;
  // In the map form, all that stands behind the name is the value.
  const isMap = node !== undefined && name.node.end <= node.start;
  const source = sourceValue(file, value);
  const at = isMap ? { uri: file.uri, span: { start: node.start, end: node.end } } : source.at;
  // What looks like a word is the name of a source.
  if (sources.length > 0 && !fields.has('valueFrom')) return { text: source.text, at };
  return { ...source, at };
}

/** Elements are paired or combined: pairs are one scatter, combinations one inside of the other. */
function scattersOf(file: CheckedFile, step: CheckedStep, links: Links): readonly ScatterValue[] {
  const names =
    step.scatterMethod?.endsWith('crossproduct') === true ? step.step.scatter : step.step.scatter.slice(0, 1);
  return names.map((name) => {
    const input = step.inputs.find((one) => one.input.name.text === name.text);
    const [source, second] = input === undefined ? [] : (links.ofInput.get(input)?.sources ?? []);
    const isInput = source !== undefined && second === undefined && source.step === undefined;
    const place = source?.source.node ?? name.node;
    const fixed = knownValue(input?.input.fields.get('default')?.value);
    return {
      text: source?.source.text ?? name.text,
      at: { uri: file.uri, span: { start: place.start, end: place.end } },
      variable: name.text,
      ...(isInput ? { input: source.source.port.text } : {}),
      ...(source === undefined && Array.isArray(fixed) ? { count: fixed.length } : {}),
    };
  });
}
