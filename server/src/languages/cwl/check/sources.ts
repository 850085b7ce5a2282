import type { SymbolId } from '../../../model/index.ts';
import { closest } from '../../../text/index.ts';
import type { Source } from '../document/index.ts';
import type { PortSignature } from '../exports.ts';
import type { CwlType } from '../types/type.ts';
import { UNKNOWN } from '../types/type.ts';
import type { CheckedFile } from './file.ts';
import { quoted, refer, report } from './file.ts';
import type { CheckedProcess } from './processes.ts';
import type { CheckedStep, StepOutput } from './steps.ts';
import { replaceWith } from './steps.ts';

/** What a source leads to. */
export interface FoundSource {
  readonly source: Source;
  readonly symbol: SymbolId;
  readonly type: CwlType;
  /** Where the value is declared: the input, or the output of the tool. */
  readonly port: PortSignature | undefined;
  /** Of an output of a step. */
  readonly step: CheckedStep | undefined;
}

/** A workflow whose steps are known. */
export interface CheckedWorkflow {
  readonly workflow: CheckedProcess;
  readonly steps: readonly CheckedStep[];
  readonly byName: ReadonlyMap<string, CheckedStep>;
}

/** Looks a source up, and says so where there is none of the name. */
export function findSource(
  file: CheckedFile,
  around: CheckedWorkflow,
  source: Source,
): FoundSource | undefined {
  return lookUp(file, around, source) ?? unknownSource(file, around, source);
}

function lookUp(file: CheckedFile, around: CheckedWorkflow, source: Source): FoundSource | undefined {
  const { workflow, byName } = around;
  if (source.step === undefined) {
    const input = workflow.signature.inputs.get(source.port.text);
    if (input === undefined) return undefined;
    refer(file, source.port.span, input.symbol);
    return { source, symbol: input.symbol, type: input.type, port: input, step: undefined };
  }
  const step = byName.get(source.step.text);
  const output = step?.outputs.get(source.port.text);
  if (step !== undefined && output !== undefined) {
    refer(file, source.step.span, step.symbol);
    refer(file, source.port.span, output.symbol);
    return found(source, step, output);
  }
  return lookUpLong(around, source);
}

/** Packed documents write the whole way to a name: `#main/inner/run/align/bam`. */
function lookUpLong({ workflow, byName }: CheckedWorkflow, source: Source): FoundSource | undefined {
  const words = source.text.split('/');
  if (words.length < 2 || !source.node.text.includes('#')) return undefined;
  const last = words.at(-1) ?? '';
  const step = byName.get(words.at(-2) ?? '');
  const output = step?.outputs.get(last);
  if (step !== undefined && output !== undefined) return found(source, step, output);
  const input = workflow.signature.inputs.get(last);
  if (input === undefined) return undefined;
  return { source, symbol: input.symbol, type: input.type, port: input, step: undefined };
}

function found(source: Source, step: CheckedStep, output: StepOutput): FoundSource {
  return { source, symbol: output.symbol, type: output.type, port: output.port, step };
}

function unknownSource(
  file: CheckedFile,
  { workflow, steps, byName }: CheckedWorkflow,
  source: Source,
): FoundSource | undefined {
  const { step: word, port } = source;
  if (workflow.signature.open && word === undefined) return undefined;
  const inputs = [...workflow.signature.inputs.keys()];
  if (word === undefined) {
    const outputs = steps.flatMap((step) =>
      [...step.outputs.keys()].map((out) => `${step.step.name.text}/${out}`),
    );
    const near =
      closest(port.text, inputs) ??
      outputs.find((out) => out.endsWith(`/${port.text}`)) ??
      closest(port.text, outputs);
    report(file, 'cwl-unknown-source', port.span, {
      message: `Unknown source '${port.text}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
      note: 'A source is an input of the workflow, or a step and one of its outputs: step/output.',
      fixes: replaceWith(port.span, near),
    });
    return undefined;
  }
  const step = byName.get(word.text);
  if (step === undefined) {
    const near = closest(word.text, byName.keys());
    report(file, 'cwl-unknown-source', word.span, {
      message: `There is no step '${word.text}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`,
      note:
        byName.size === 0 ? 'The workflow has no steps.' : `The workflow has ${quoted([...byName.keys()])}.`,
      fixes: replaceWith(word.span, near),
    });
    return undefined;
  }
  refer(file, word.span, step.symbol);
  const given = step.callee?.outputs.get(port.text);
  const listed = [...step.outputs.keys()];
  const near = closest(port.text, listed);
  report(file, 'cwl-unknown-source', port.span, {
    message:
      given === undefined
        ? `Step '${word.text}' has no output '${port.text}'.${near === undefined ? '' : ` Did you mean '${near}'?`}`
        : `Step '${word.text}' does not list '${port.text}' under its 'out'.`,
    note:
      given !== undefined
        ? `What the step runs has this output. Add it to 'out'.`
        : listed.length === 0
          ? "Nothing stands under its 'out'."
          : `Under its 'out' stand ${quoted(listed)}.`,
    fixes: given === undefined ? replaceWith(port.span, near) : addOutput(file, step, port.text),
  });
  if (given === undefined) return undefined;
  return { source, symbol: given.symbol, type: UNKNOWN, port: given, step };
}

function addOutput(file: CheckedFile, { step }: CheckedStep, name: string) {
  const node = step.fields.get('out')?.value;
  if (node?.kind !== 'sequence' || !node.flow) return [];
  const last = node.items.at(-1);
  const quote = file.text[last?.start ?? 0] === '"' ? '"' : '';
  const at = last?.end ?? node.start + 1;
  const newText = `${last === undefined ? '' : ', '}${quote}${name}${quote}`;
  return [
    {
      title: `Add '${name}' to 'out'`,
      edits: [{ span: { start: at, end: at }, newText }],
      preferred: true as const,
    },
  ];
}
