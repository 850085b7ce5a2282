import type { SymbolId } from '../../../model/index.ts';
import type { Span } from '../../../text/index.ts';
import type { CwlEntry, Part, Source } from '../document/index.ts';
import { resolved } from '../document/index.ts';
import type { SecondaryFiles } from '../exports.ts';
import { textOf } from '../types/read.ts';
import type { LinkMerge, Merge, PickValue } from '../types/compatible.ts';
import { fits, mergedType } from '../types/compatible.ts';
import type { CwlType } from '../types/type.ts';
import {
  arrayOf,
  holdsFile,
  isOptional,
  optional,
  typeText,
  unionOf,
  UNKNOWN,
  withoutNull,
} from '../types/type.ts';
import type { CheckedFile } from './file.ts';
import { quoted, report } from './file.ts';
import { isGiven } from './processes.ts';
import type { CheckedWorkflow, FoundSource } from './sources.ts';
import { findSource } from './sources.ts';
import type { CheckedStep, CheckedStepInput } from './steps.ts';

/** The links of a workflow, each with what it brings. */
export interface Links {
  readonly ofInput: ReadonlyMap<CheckedStepInput, Link>;
  /** By the name of the output. */
  readonly ofOutput: ReadonlyMap<string, Link>;
  /** Every symbol that a source names. */
  readonly used: ReadonlySet<SymbolId>;
  /** False where a source leads nowhere, so that what looks unused may be what it meant. */
  readonly complete: boolean;
}

export interface Link {
  readonly sources: readonly FoundSource[];
  /** What arrives: after merging and picking, before the scatter takes its elements. */
  readonly type: CwlType;
}

interface Sink {
  /** `'reads' of 'align'`. */
  readonly name: string;
  readonly type: CwlType;
  readonly secondaryFiles: SecondaryFiles;
  readonly scattered: boolean;
}

/** Resolves and checks every link of a workflow. */
export function checkLinks(file: CheckedFile, around: CheckedWorkflow): Links {
  const ofInput = new Map<CheckedStepInput, Link>();
  const ofOutput = new Map<string, Link>();
  const used = new Set<SymbolId>();
  let complete = true;
  const find = (written: readonly Source[]): readonly FoundSource[] => {
    const found = written.flatMap((source) => findSource(file, around, source) ?? []);
    complete &&= found.length === written.length;
    return found;
  };
  const read = (part: Part, sources: readonly FoundSource[], merge: Merge): Link => {
    reportEmptySource(file, part);
    for (const { symbol } of sources) used.add(symbol);
    const types = sources.map((source) => mergedType(source.type, sources.length, merge));
    warnAboutPick(file, part, merge);
    return { sources, type: types.length === 0 ? UNKNOWN : joined(types) };
  };
  for (const step of around.steps) {
    for (const input of step.inputs) {
      const { sources: written, fields, node } = input.input;
      const sources = find(written);
      const merge = mergeOf(
        input.input,
        fields.get('source')?.value ?? (fields.size === 0 ? node : undefined),
      );
      if (node === undefined) reportEmpty(file, input.input.name.span, input.input.name.text);
      ofInput.set(input, read(input.input, sources, merge));
      if (!fields.has('valueFrom')) checkInput(file, step, input, sources, merge);
    }
  }
  for (const { port, signature } of around.workflow.outputs) {
    const sources = find(port.sources);
    const merge = mergeOf(port, port.fields.get('outputSource')?.value);
    ofOutput.set(signature.name, read(port, sources, merge));
    const sink = {
      name: `output '${signature.name}'`,
      type: signature.type,
      secondaryFiles: { needed: [], offered: [] },
      scattered: false,
    };
    for (const source of sources) checkLink(file, source, sources.length, merge, sink);
  }
  return { ofInput, ofOutput, used, complete };
}

/** Lists of the same kind are one list of all that is in them. */
function joined(types: readonly CwlType[]): CwlType {
  const items = types.flatMap((type) => (type.kind === 'array' ? [type.items] : []));
  return types.length > 1 && items.length === types.length ? arrayOf(unionOf(items)) : unionOf(types);
}

export function mergeOf(part: Part, source: CwlEntry['value']): Merge {
  const linkMerge = textOf(part.fields.get('linkMerge')?.value);
  const pickValue = textOf(part.fields.get('pickValue')?.value);
  return {
    form: resolved(source)?.kind === 'sequence' ? 'list' : 'single',
    ...(isLinkMerge(linkMerge) ? { linkMerge } : {}),
    ...(isPickValue(pickValue) ? { pickValue } : {}),
  };
}

function isLinkMerge(text: string | undefined): text is LinkMerge {
  return text === 'merge_nested' || text === 'merge_flattened';
}

function isPickValue(text: string | undefined): text is PickValue {
  return text === 'first_non_null' || text === 'the_only_non_null' || text === 'all_non_null';
}

function reportEmptySource(file: CheckedFile, { fields }: Part): void {
  const entry = fields.get('source') ?? fields.get('outputSource');
  if (entry === undefined || isGiven(entry.value)) return;
  reportEmpty(file, entry.key, entry.key.text);
}

function reportEmpty(file: CheckedFile, place: Span, name: string): void {
  report(file, 'cwl-unknown-source', place, {
    message: `'${name}' names no source.`,
    note: 'Name an input of the workflow or an output of a step, as in step/output.',
  });
}

function warnAboutPick(file: CheckedFile, { fields }: Part, { form, pickValue }: Merge): void {
  const entry = fields.get('pickValue');
  const source = resolved((fields.get('source') ?? fields.get('outputSource'))?.value);
  if (form === 'list' || pickValue === undefined || entry === undefined || source === undefined) return;
  report(file, 'cwl-pick-value-single', entry.key, {
    message: "'pickValue' has a single source to choose from.",
    note: 'With a source that is a list, it chooses among its elements. Otherwise write the sources as a list.',
  });
}

function checkInput(
  file: CheckedFile,
  step: CheckedStep,
  { input, port, scattered }: CheckedStepInput,
  sources: readonly FoundSource[],
  merge: Merge,
): void {
  if (port === undefined || step.callee === undefined) return;
  // A default stands in for null, wherever it is written.
  const hasDefault =
    isGiven(input.fields.get('default')?.value) || (!port.required && !isOptional(port.type));
  const wanted = hasDefault || isGuarded(step, input.name.text) ? optional(port.type) : port.type;
  const sink: Sink = {
    name: `'${port.name}' of '${step.callee.name}'`,
    type: scattered ? arrayOf(wanted) : wanted,
    secondaryFiles: port.secondaryFiles,
    scattered,
  };
  for (const source of sources) checkLink(file, source, sources.length, merge, sink);
}

/** A `when` that looks at the input is there to keep the step from values that it cannot take. */
function isGuarded({ step }: CheckedStep, name: string): boolean {
  return textOf(step.fields.get('when')?.value)?.includes(`inputs.${name}`) === true;
}

function checkLink(file: CheckedFile, found: FoundSource, count: number, merge: Merge, sink: Sink): void {
  const { source } = found;
  const type = mergedType(found.type, count, merge);
  const place: Span =
    source.step === undefined ? source.port.span : { ...source.step.span, end: source.port.span.end };
  const fit = fits(type, sink.type);
  const merged = typeText(type) === typeText(found.type) ? '' : ` (together '${typeText(type)}')`;
  const gives = `'${source.text}' is '${typeText(found.type)}'${merged}`;
  if (fit === 'never') {
    report(file, 'cwl-link-type', place, {
      message: `${gives}, and ${sink.name} takes '${typeText(sink.type)}'.`,
      note: noteOf(type, sink),
    });
  } else if (fit === 'sometimes') {
    const nullable = isOptional(type) && fits(withoutNull(type), sink.type) === 'always';
    report(file, 'cwl-link-may-fail', place, {
      message: nullable
        ? `'${source.text}' may be null, and ${sink.name} takes '${typeText(sink.type)}'.`
        : `${gives}, and ${sink.name} takes '${typeText(sink.type)}'.`,
      note: nullable
        ? found.step?.conditional === true
          ? "The step may be left out by its 'when'. Choose another value with 'pickValue', or accept null with '?'."
          : "Accept null with '?', give a default, or make the source one that is always there."
        : 'The step fails for values of the other types.',
    });
  } else if (holdsFile(found.type)) {
    checkSecondaryFiles(file, found, sink, place);
  }
}

function noteOf(type: CwlType, sink: Sink): string {
  if (sink.scattered && type.kind !== 'array')
    return "'scatter' takes the elements of a list, one for each run.";
  if (sink.type.kind === 'array' && type.kind !== 'array' && fits(type, sink.type.items) !== 'never') {
    return "Write the source as a list with 'linkMerge: merge_nested', or compute the list with 'valueFrom'.";
  }
  if (type.kind === 'array' && fits(type.items, sink.type) !== 'never') {
    return "To run the step for each element, add 'scatter'.";
  }
  return "Engines convert nothing. Compute the value with 'valueFrom', or change one of the types.";
}

function checkSecondaryFiles(file: CheckedFile, found: FoundSource, sink: Sink, place: Span): void {
  const offered = found.port?.secondaryFiles.offered;
  if (offered === undefined || offered === 'computed') return;
  const missing = sink.secondaryFiles.needed.filter((pattern) => !offered.includes(pattern));
  if (missing.length === 0) return;
  const what = found.step === undefined ? 'the input' : `output '${found.source.port.text}' of its tool`;
  report(file, 'cwl-link-secondary-files', place, {
    message: `'${found.source.text}' does not bring ${quoted(missing)}, which ${sink.name} needs beside it.`,
    note: `Declare the same 'secondaryFiles' on ${what}: files that nothing declares are not fetched.`,
  });
}
